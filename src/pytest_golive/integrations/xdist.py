"""pytest-xdist: one worker looks, the others read what it saw; the controller hears of every test.

Without this every worker would look at everything: N workers, N times the traffic, and nothing gained.
"""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pytest_golive.facts.gather import Attempt, Gatherer
from pytest_golive.facts.registry import FACTS, closure
from pytest_golive.owntests import OwnTest
from pytest_golive.wholefile import replace

if TYPE_CHECKING:
    from pytest_golive.gate import Gate
    from pytest_golive.session import GateSession

POLL = 0.02


def connect(config: pytest.Config, gate: Gate, session: GateSession) -> None:
    """On a worker share the facts, on the controller listen to the workers."""
    if session.is_worker:
        shared = Path(config.workerinput["golive_facts"])  # type: ignore[attr-defined]
        gate.gatherer = SharedGatherer(
            gate.gatherer, shared, gate.settings.target.deadline, gate.settings.storefront.deadline
        )
    else:
        config.pluginmanager.register(Controller(gate, session), "golive-xdist")


def send(config: pytest.Config, session: GateSession) -> None:
    """At a worker's end, tell the controller which of the team's tests there are, and the others what was seen."""
    gate = session.gate
    if isinstance(gate.gatherer, SharedGatherer):
        gate.gatherer.finish()
    config.workeroutput["golive"] = {  # type: ignore[attr-defined]
        "tests": [dataclasses.asdict(test) for test in session.own_tests],
        "deselected": [list(key) for key in gate.recorder.deselected],
        "mistakes": session.mistakes,
        "reached": [*session.modules.reached],
        "skipped": session.modules.skipped,
        "missed": [*session.modules.missed],
    }


class Controller:
    """Hooks of the process that hands out the work."""

    def __init__(self, gate: Gate, session: GateSession) -> None:
        self._gate = gate
        self._session = session
        self._folder = ""

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Give every worker the folder the facts are shared in, and the same clock."""
        self._session.is_controller = True
        self._folder = self._folder or tempfile.mkdtemp(prefix="golive-facts-")
        node.workerinput["golive_facts"] = self._folder
        node.workerinput["golive_as_of"] = self._gate.now.isoformat()

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:
        """Hear what a worker collected; a worker that cannot say it makes the run unsound."""
        said = getattr(node, "workeroutput", {}).get("golive")
        if said is None:
            crash = str(error).strip().splitlines()[-1] if error else "it said nothing"
            self._gate.recorder.problems.append(f"worker {node.gateway.id} crashed: {crash}")
            return
        self._gate.recorder.collected(OwnTest(**test) for test in said["tests"])
        self._gate.recorder.deselected |= {(path, line) for path, line in said["deselected"]}
        self._session.modules.reached.update(said["reached"])
        self._session.modules.skipped |= said["skipped"]
        self._session.modules.missed.update(said["missed"])
        self._session.mistakes += [one for one in said["mistakes"] if one not in self._session.mistakes]

    def pytest_unconfigure(self) -> None:
        """Remove the shared facts."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)


class SharedGatherer(Gatherer):
    """Looks itself when it is the first to take the lock, and else reads what the first one wrote."""

    def __init__(self, inner: Gatherer, folder: Path, seconds: float, acting: float = 0.0) -> None:
        self._inner = inner
        self._folder = folder
        # Others wait a little longer than the one that looks, so that its own words about a time-out arrive.
        self._seconds, self._acting = seconds + 2, max(seconds, acting) + 2
        self._leads = False
        self._writers: list[threading.Thread] = []
        self._names: tuple[str, ...] = ()
        self._read: dict[str, Attempt] = {}

    def start(self, names: Iterable[str]) -> None:
        """Take the lock and look, or get ready to read."""
        self._names = tuple(names)
        self.started_at = time.monotonic()
        try:
            os.close(os.open(self._folder / "lock", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return
        self._leads = True
        self._inner.start(self._names)
        self._writers = [threading.Thread(target=self._write, args=(name,), daemon=True) for name in self._inner.names]
        for writer in self._writers:
            writer.start()

    def finish(self) -> None:
        """Stay until everything is written: a worker that looks may be out of tests while others wait for it."""
        for writer in self._writers:
            writer.join(max(0.0, self.started_at + self._acting - time.monotonic()))

    def get(self, name: str) -> Attempt:
        """The attempt at a fact, by looking or by reading."""
        if self._leads:
            return self._inner.get(name)
        while name not in self._read:
            path = self._folder / f"{name}.json"
            if path.exists():
                self._read[name] = _load(name, path.read_bytes())
            elif time.monotonic() >= self._end_of(FACTS[name]):
                why = f"the worker that looks never said what it saw of {name}"
                self._read[name] = Attempt(fact=name, reason=why, root=name, look_failed=True)
            else:
                time.sleep(POLL)
        return self._read[name]

    def is_settled(self, name: str) -> bool:
        """Whether `get` would return at once."""
        return self._inner.is_settled(name) if self._leads else name in self._read

    @property
    def names(self) -> tuple[str, ...]:
        """All facts being looked at."""
        return self._inner.names if self._leads else tuple(closure(self._names))

    def _write(self, name: str) -> None:
        replace(self._folder / f"{name}.json", [_dump(self._inner.get(name))])


def _dump(attempt: Attempt) -> bytes:
    import msgspec

    # Not msgspec's own JSON: undecodable bytes of a target are lone surrogates, which it refuses.
    return json.dumps(msgspec.to_builtins(attempt)).encode()


def _load(name: str, raw: bytes) -> Attempt:
    import msgspec

    attempt = msgspec.convert(json.loads(raw), Attempt)
    if not attempt.seen:
        return attempt
    return dataclasses.replace(attempt, value=msgspec.convert(attempt.value, FACTS[name].returns, str_keys=True))
