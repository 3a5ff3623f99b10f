"""Servers: what is to be asked of one address and port, and what is known about it.

Ten names on one machine share its lanes, so that a busy checklist never has more than ``[target] connections``
requests in flight there.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pytest_golive.facts.page import Page
from pytest_golive.facts.wire import Endpoint, NoAnswer, Request

if TYPE_CHECKING:
    import ssl

#: Seconds after which a connection that nobody uses is closed: a small server may have no other for its visitors.
IDLE_SECONDS = 2.0
#: Seconds for which a connection that was opened ahead waits for a job of its own name.
RESERVED_SECONDS = 0.2
#: Paths of one server that may ask us to slow down before the whole server is left alone.
LIMITED_PATHS = 2


class Job:
    """One request on its way; settled once, by whoever knows the outcome first."""

    def __init__(self, request: Request, endpoint: Endpoint) -> None:
        self.request = request
        self.endpoint = endpoint
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._outcome: Page | NoAnswer | None = None

    def settle(self, outcome: Page | NoAnswer) -> None:
        """Give the outcome; later ones are ignored."""
        with self._lock:
            if self._outcome is None:
                self._outcome = outcome
                self._done.set()

    def result(self) -> Page | NoAnswer:
        """The outcome, waiting for it: every step of a lane has its own time limit."""
        self._done.wait()
        assert self._outcome is not None
        return self._outcome


@dataclass(kw_only=True)
class Line:
    """What all lanes of a client share."""

    connections: int
    connect_timeout: float
    timeout: float
    agent: str
    tls: Callable[[], ssl.SSLContext]
    counters: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    last: float = field(default_factory=time.monotonic)
    """When a request was last sent or answered."""
    is_known: bool = False
    """Whether all that is to be looked at was asked for."""

    def count(self, what: str) -> None:
        """Add one to a counter, for the benchmarks and the politeness tests."""
        with self.lock:
            self.counters[what] += 1
            self.last = time.monotonic()

    def idle_for(self) -> float:
        """Seconds since anything was asked or answered."""
        with self.lock:
            return time.monotonic() - self.last


class Server:
    """The queue of one address and port, and what is known about it."""

    def __init__(self, line: Line, addresses: Sequence[str], port: int, run_lane: Callable[[Server], None]) -> None:
        """``run_lane`` pulls jobs and answers them until there are no more (`lanes.run_lane`)."""
        self.line = line
        self._run_lane = run_lane
        self.addresses = tuple(addresses)
        self.port = port
        self.answered = False
        self._changed = threading.Condition()
        self._queue: deque[Job] = deque()
        self._taken: set[Job] = set()
        self._opening: set[Job] = set()
        self._broken: dict[str, NoAnswer] = {}
        self._limited: dict[str, NoAnswer] = {}
        self._lanes = 0
        self._idle = 0
        self._closed = False

    def put(self, job: Job) -> None:
        """Queue a job, and start a lane for it when none is free and another one is allowed."""
        with self._changed:
            if refusal := self._refusal(job):
                job.settle(refusal)
                return
            self._queue.append(job)
            if len(self._queue) > self._idle and self._lanes < self.line.connections:
                self._lanes += 1
                name = f"golive-lane-{self.addresses[0]}:{self.port}-{self._lanes}"
                threading.Thread(target=self._run_lane, args=(self,), name=name, daemon=True).start()
            self._changed.notify()

    def take(self, name: str | None, drop: Callable[[], None], *, is_fresh: bool = False) -> Job | None:
        """The next job, best one for a connection open for ``name``; None when the client is closed.

        ``drop`` closes the connection when nobody wants it. One that ``is_fresh`` was opened for the site ahead of
        its first job: that is waited for a moment when there are only jobs for other names.
        """
        with self._changed:
            self._idle += 1
            seconds = IDLE_SECONDS
            if is_fresh:
                # A server of one worker serves nobody else meanwhile, and there may be one of these after the other.
                self._changed.wait_for(lambda: self.line.is_known or self._may_go_on(), IDLE_SECONDS)
                seconds = RESERVED_SECONDS
            if not self._changed.wait_for(self._may_go_on, seconds):
                drop()
                self._changed.wait_for(self._may_go_on)
            elif is_fresh:
                self._changed.wait_for(lambda: self._closed or self._has_job_for(name), RESERVED_SECONDS)
                self._changed.wait_for(self._may_go_on)
            self._idle -= 1
            if not self._queue:
                return None
            job = min(self._queue, key=lambda job: (job.request.background, job.endpoint.tls_name != name))
            self._queue.remove(job)
            self._taken.add(job)
            return job

    def _has_job_for(self, name: str | None) -> bool:
        return any(job.endpoint.tls_name == name for job in self._queue)

    def _may_go_on(self) -> bool:
        return bool(self._queue) or self._closed

    def done(self, job: Job) -> None:
        """Note that a lane has finished with ``job``."""
        with self._changed:
            self._taken.discard(job)

    def opening(self, job: Job) -> None:
        """Note that a lane is connecting for ``job``: a failed connect elsewhere answers for it too."""
        with self._changed:
            self._opening.add(job)

    def opened(self, job: Job) -> None:
        """Note that ``job`` has its connection."""
        with self._changed:
            self._opening.discard(job)

    def give_up(self, name: str, error: NoAnswer) -> None:
        """One failed connect answers for everything queued for ``name`` (empty: for the whole server).

        A server that was given all the time there is, and said nothing, is not waited for by the other lanes.
        """
        with self._changed:
            self._broken.setdefault(name, error)
            for job in [*self._queue, *(self._taken if error.kind == "timeout" else self._opening)]:
                if not name or job.endpoint.tls_name == name:
                    job.settle(error.about(job.endpoint))
            self._queue = deque(job for job in self._queue if name and job.endpoint.tls_name != name)

    @property
    def is_idle(self) -> bool:
        """Whether no job is waiting or being answered."""
        with self._changed:
            return not self._queue and self._idle == self._lanes

    def limit(self, path: str, error: NoAnswer) -> None:
        """Remember that the server asked to be left alone on ``path``."""
        with self._changed:
            self._limited[path] = error

    def wake(self) -> None:
        """Have the lanes look around."""
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        """Let the idle lanes end, and leave the queued jobs unanswered."""
        with self._changed:
            self._closed = True
            self._queue.clear()
            self._changed.notify_all()

    def _refusal(self, job: Job) -> NoAnswer | None:
        known = self._broken.get("") or self._broken.get(job.endpoint.tls_name)
        if known or job.request.tests_limit:
            return known and known.about(job.endpoint)
        if len(self._limited) >= LIMITED_PATHS:
            return next(iter(self._limited.values()))
        return self._limited.get(job.request.path)
