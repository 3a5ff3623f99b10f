"""Lanes: the kept connections to one server, each pulled along by one daemon thread.

A server is an address and port, so that ten names on one machine share its lanes, and a busy checklist never
has more than ``[target] connections`` requests in flight there. Threads and http.client, because importing
requests costs 100 ms on the critical path and gains nothing. Daemon threads and no executor, because an
executor waits at exit for the one request that hangs.
"""

from __future__ import annotations

import random
import select
import socket
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pytest_golive.facts.page import Page
from pytest_golive.facts.silence import OWN_NETWORK, late_handshake, no_answer, no_connection, no_handshake, untrusted
from pytest_golive.facts.wire import IDEMPOTENT, Endpoint, NoAnswer, Request, read_body, read_page, to_ascii

if TYPE_CHECKING:
    import http.client
    import ssl

#: Seconds after which a connection that nobody uses is closed: a small server may have no other for its visitors.
IDLE_SECONDS = 2.0
#: Seconds between the two tries.
JITTER = (0.1, 0.3)
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

    def __init__(self, line: Line, addresses: Sequence[str], port: int) -> None:
        self.line = line
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
                threading.Thread(target=_Lane(self).run, name=name, daemon=True).start()
            self._changed.notify()

    def take(self, name: str | None, drop: Callable[[], None]) -> Job | None:
        """The next job, best one for a connection open for ``name``; None when the client is closed."""
        with self._changed:
            self._idle += 1
            if not self._changed.wait_for(self._may_go_on, IDLE_SECONDS):
                drop()
                self._changed.wait_for(self._may_go_on)
            self._idle -= 1
            if not self._queue:
                return None
            job = min(self._queue, key=lambda job: (job.request.background, job.endpoint.tls_name != name))
            self._queue.remove(job)
            self._taken.add(job)
            return job

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


class _Lane:
    """One thread and its one kept connection."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._line = server.line
        self._connection: http.client.HTTPConnection | None = None
        self._name: str | None = None  # TLS name the connection is open for; empty: plain http

    def run(self) -> None:
        while job := self._server.take(self._name, self._drop):
            try:
                if not job.request.opens_only:
                    job.settle(self._answer(job))
                elif not self._is_kept(job):
                    self._open(job)
            except NoAnswer as error:
                job.settle(error)
            finally:
                # Nobody may wait for ever, whatever broke here: the thread's traceback shows what it was.
                job.settle(NoAnswer(f"asking for {job.request.url} broke", kind="protocol"))
                self._server.done(job)
        self._drop()

    def _answer(self, job: Job) -> Page:
        """Ask, and once more after a line error when asking twice is harmless."""
        import http.client

        again = job.request.method in IDEMPOTENT
        while True:
            kept = self._is_kept(job)
            if not kept:
                self._open(job)
            try:
                page = self._exchange(job)
            except (OSError, http.client.HTTPException, ValueError) as error:
                self._drop()
                if kept and again and isinstance(error, ConnectionError):
                    continue  # the server closed a kept connection, as it may at any time: not a failure
                if not again or not isinstance(error, (ConnectionError, TimeoutError)):
                    raise self._explain(job, error) from error
                again = False
                self._line.count("retries")
                _pause()
                continue
            self._server.answered = True
            self._line.count("answers")
            return self._heed(job, page)

    def _heed(self, job: Job, page: Page) -> Page:
        """Obey 429, and 503 with Retry-After: that path is not asked again."""
        request, later = job.request, page.header("retry-after")
        if request.tests_limit or not (page.status == 429 or (page.status == 503 and later)):
            return page
        when = f", Retry-After: {later}" if later else ""
        reason = f"{request.url} asked us to come back later ({page.status}{when}), so it was not asked again"
        error = NoAnswer(reason, kind="limited", cure="wait, or let this machine's address through the limit")
        self._server.limit(request.path, error)
        if page.status == 429:
            raise error
        return page

    def _is_kept(self, job: Job) -> bool:
        """Whether the kept connection is for this host and still open."""
        if self._connection is None or self._connection.sock is None or self._name != job.endpoint.tls_name:
            return False
        # An idle connection that can be read has been closed by the server.
        poll = select.poll()
        poll.register(self._connection.sock, select.POLLIN)
        return not poll.poll(0)

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._name = None

    def _open(self, job: Job) -> None:
        """Open the connection for a job; a refused or reset one is tried once more.

        A time-out is not: the kernel has sent its SYN three times by then.
        """
        import http.client

        self._drop()
        self._server.opening(job)
        try:
            try:
                wire = self._wire(job)
            except ConnectionError:
                self._line.count("retries")
                _pause()
                wire = self._wire(job)
        except (OSError, NoAnswer) as error:
            failure = error if isinstance(error, NoAnswer) else self._why_no_connection(job, error)
            # A server that answered before may have met its connection limit: others go on with theirs.
            if not self._server.answered:
                self._server.give_up(job.endpoint.tls_name if failure.kind == "tls" else "", failure)
            raise failure from error
        finally:
            self._server.opened(job)
        self._line.count("connections")
        self._connection = http.client.HTTPConnection(job.endpoint.host, job.endpoint.port)
        self._connection.sock = wire
        self._connection.auto_open = 0
        self._name = job.endpoint.tls_name

    def _wire(self, job: Job) -> socket.socket:
        """TCP to the first address that takes it, and TLS over it when the URL says so."""
        errors: list[OSError] = []
        for address in self._server.addresses:
            try:
                wire = socket.create_connection((address, self._server.port), self._line.connect_timeout)
            except OSError as error:
                errors.append(error)
                continue
            # Without it TLS 1.3's Finished and the request cost one round trip more (Nagle).
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return self._wrap(job, wire) if job.endpoint.tls_name else wire
        # What says most about the target: that IPv4 was refused counts, not that this machine has no IPv6.
        raise min(errors, key=lambda error: error.errno in OWN_NETWORK)

    def _wrap(self, job: Job, plain: socket.socket) -> ssl.SSLSocket:
        """TLS for the URL's own host, whatever is connected to and whatever Host is sent."""
        import ssl

        try:
            return self._line.tls().wrap_socket(plain, server_hostname=to_ascii(job.endpoint.tls_name))
        except ssl.SSLCertVerificationError as error:
            failure = untrusted(error.verify_message)
        except TimeoutError:
            failure = late_handshake(self._line.connect_timeout)
        except ssl.SSLError as error:
            failure = no_handshake(error.reason or str(error))
        except BaseException:
            plain.close()
            raise
        plain.close()
        raise failure.at(job.endpoint)

    def _why_no_connection(self, job: Job, error: OSError) -> NoAnswer:
        is_reset = isinstance(error, ConnectionError) and not isinstance(error, ConnectionRefusedError)
        if is_reset and job.endpoint.tls_name:
            return no_handshake().at(job.endpoint)
        return no_connection(error, self._line.connect_timeout).at(job.endpoint)

    def _exchange(self, job: Job) -> Page:
        """Send the request on the open connection and read the whole answer."""
        request, connection = job.request, self._connection
        assert connection is not None
        limit = request.timeout or self._line.timeout
        connection.sock.settimeout(limit)
        self._line.count("requests")
        started = time.monotonic()
        self._send(connection, job)
        response = connection.getresponse()
        raw, complete = read_body(response, started + limit)
        length = response.headers.get("Content-Length", "")
        size = int(length) if length.isdigit() and request.method != "HEAD" else len(raw)
        page = read_page(response, request, raw, size, time.monotonic() - started)
        if response.will_close or not complete:
            self._drop()
        return page

    def _send(self, connection: http.client.HTTPConnection, job: Job) -> None:
        request = job.request
        headers = {
            "Host": request.host or job.endpoint.host_header,
            "User-Agent": self._line.agent,
            "Accept": "text/html,application/json;q=0.9,*/*;q=0.8",
            # Only what can be undone here; who tests for brotli asks for it.
            "Accept-Encoding": "gzip",
        }
        named = {name.lower() for name in request.headers}
        headers = {name: value for name, value in headers.items() if name.lower() not in named}
        headers |= request.headers
        if request.jar is not None and request.jar.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in request.jar.cookies.items())
        if request.body or request.method in {"POST", "PUT", "PATCH"}:
            headers["Content-Length"] = str(len(request.body))
        connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(request.body or None)

    def _explain(self, job: Job, error: Exception) -> NoAnswer:
        """What a failed exchange is called, and whether it speaks for the whole server."""
        import ssl

        url, limit = job.request.url, job.request.timeout or self._line.timeout
        is_dead = not self._server.answered
        if is_dead and (silence := no_answer(error, limit)):
            failure = silence.at(job.endpoint)
            if failure.kind == "timeout":
                # A request that may take less time than others says nothing about those.
                if limit < self._line.timeout:
                    return NoAnswer(f"no answer from {url} within {limit:g} s", kind="timeout", root=failure.root)
                self._server.give_up("", failure)
            return failure
        if isinstance(error, TimeoutError):
            return NoAnswer(f"no answer from {url} within {limit:g} s", kind="timeout")
        if isinstance(error, (ConnectionError, ssl.SSLError)):
            return NoAnswer(f"the connection was closed before {url} was answered", kind="closed")
        told = " ".join(str(error).split())[:120] or type(error).__name__
        return NoAnswer(f"the answer of {url} is not sound HTTP: {told}", kind="protocol")


def _pause() -> None:
    time.sleep(random.uniform(*JITTER))  # noqa: S311 - jitter, not a secret
