"""How soon the gate ends when the target is down, is late, or somebody presses Ctrl-C."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import workload
from benchmarks.bars import Result
from benchmarks.contenders import OURS, Maker
from benchmarks.measure import Ended, NotProvenError, run
from benchmarks.slow_target import SlowTarget

#: Seconds; the bars are about what comes on top of them.
CONNECT_TIMEOUT = 2.0
DEADLINE = 2.0
#: What the gate may take on top of the time-out, with pytest's own start.
ON_TOP = 0.5
#: From Ctrl-C to the end.
INTERRUPTED = 1.0


def results(folder: Path, target: SlowTarget) -> Iterator[Result]:
    """Bar 8, in seconds, because it is about time-outs."""
    env = Maker(folder, target).env()
    with dead_port() as port:
        workload.dead(folder / "dead", port, connect_timeout=CONNECT_TIMEOUT)
        ended = run(OURS, folder / "dead", env)
        _prove(folder / "dead", ended, lines=100)
    what = f"100 lines, host down, connect time-out {CONNECT_TIMEOUT:g} s"
    yield Result(number=8, what=what, measured=ended.wall, limit=CONNECT_TIMEOUT + ON_TOP, unit="s")

    target.reset()
    workload.late(folder / "late", target, deadline=DEADLINE)
    ended = run(OURS, folder / "late", env)
    _prove(folder / "late", ended, lines=40)
    what = f"pages that come too late, deadline {DEADLINE:g} s"
    yield Result(number=8, what=what, measured=ended.wall, limit=DEADLINE + ON_TOP, unit="s")

    target.reset()
    workload.late(folder / "interrupted", target, deadline=60)
    ended = run(OURS, folder / "interrupted", env, interrupt=_when_asked(target))
    _prove(folder / "interrupted", ended, lines=40, code=2)
    what = "Ctrl-C while looking: from there to the end"
    yield Result(number=8, what=what, measured=ended.wall, limit=INTERRUPTED, unit="s")


@contextlib.contextmanager
def dead_port() -> Iterator[int]:
    """A port whose connections are never completed: its queue is full, so the kernel drops what asks for it."""
    with socket.socket() as server, socket.socket() as filler:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        port = server.getsockname()[1]
        filler.connect(("127.0.0.1", port))
        with contextlib.suppress(TimeoutError), socket.create_connection(("127.0.0.1", port), 0.2):
            raise NotProvenError("this system completes connections to a full queue: bar 8 cannot be measured")
        yield port


def _when_asked(target: SlowTarget) -> threading.Event:
    """Set when the target's first connection for a page is open."""
    asked = threading.Event()

    def watch() -> None:
        while not asked.is_set():
            if target.seen()["connections"]:
                # The request itself is half a round trip behind.
                time.sleep(4 * target.round_trip)
                asked.set()
            time.sleep(0.02)

    threading.Thread(target=watch, daemon=True).start()
    return asked


def _prove(folder: Path, ended: Ended, *, lines: int, code: int = 1) -> None:
    """NO-GO, every line unverified, all reports written."""
    reports = folder / "golive-report"
    if ended.code != code or not (reports / "go-no-go.html").is_file():
        raise NotProvenError(f"{folder.name} ended with {ended.code}, not {code}, or without reports:\n{ended.output}")
    verdict = json.loads((reports / "verdict.json").read_text())
    unverified = verdict["counts"]["unverified"]
    if verdict["decision"] != "NO-GO" or unverified != lines:
        raise NotProvenError(f"{folder.name}: {verdict['decision']}, {unverified} of {lines} lines unverified")
