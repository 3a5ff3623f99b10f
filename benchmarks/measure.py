"""Runs one contender once: its time, its memory, what it proved and what the target saw of it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.slow_target import SlowTarget

#: Seconds after which a contender is ended.
LIMIT = 120.0
PASSED = re.compile(r"(\d+) passed")


@dataclass(frozen=True, kw_only=True)
class Contender:
    """One way of doing the work."""

    name: str
    command: Sequence[str]
    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)
    passes: int = 0
    """Lines or tests that must be reported as passed."""
    requests: int | None = None
    """Requests the target must see, exactly; None: it does not matter."""
    connections: int = 0
    """Connections the target must see, at least."""
    what: str = ""
    """One sentence for the table."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """How one run of a contender went."""

    name: str
    wall: float
    cpu: float
    rss_mb: float
    seen: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A process that has ended."""

    code: int
    output: str
    wall: float
    cpu: float
    rss_mb: float


class NotProvenError(Exception):
    """A contender did not do the work it was timed for."""


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of every contender: nothing of pytest's or Python's own settings, plug-ins by name only.

    PYTHONPATH stays, so that another source tree can be measured. tox's go: there pytest keeps one cache for all
    contenders, and each would read and write the names of all the others' tests.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "PYTHONPATH" or not name.startswith(("PYTHON", "PYTEST", "GOLIVE", "COV_", "TOX_"))
    }
    return {**kept, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **(more or {})}


def measure(contender: Contender, target: SlowTarget) -> Run:
    """Run a contender once against freshly reset counters.

    Raises:
        NotProvenError: it failed, or did less or more than it should.
    """
    target.reset()
    ended = run(contender.command, contender.folder, contender.env)
    # What it sent last is still on its way.
    time.sleep(2 * target.round_trip)
    seen = target.seen()
    _prove(contender, ended, seen)
    return Run(name=contender.name, wall=ended.wall, cpu=ended.cpu, rss_mb=ended.rss_mb, seen=seen)


def run(
    command: Sequence[str], folder: Path, env: Mapping[str, str], *, interrupt: threading.Event | None = None
) -> Ended:
    """Run a command to its end; with ``interrupt``, send it SIGINT when that is set and count from there."""
    output = folder / ".output"
    with output.open("wb") as file:
        started = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(env),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            # A SIGINT of ours must not be ignored because this process was started in the background.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
    guard = threading.Timer(LIMIT, process.kill)
    guard.start()
    if interrupt is not None:
        interrupt.wait(LIMIT)
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    guard.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Ended(
        code=process.returncode,
        output=output.read_text(errors="replace"),
        wall=wall,
        cpu=used.ru_utime + used.ru_stime,
        rss_mb=used.ru_maxrss / 1024,
    )


def _prove(contender: Contender, ended: Ended, seen: Mapping[str, Any]) -> None:
    told = ended.output[-2000:]
    if ended.code != 0:
        raise NotProvenError(f"{contender.name} ended with {ended.code}:\n{told}")
    counts = [int(count) for count in PASSED.findall(ended.output)]
    if contender.passes and contender.passes not in counts:
        raise NotProvenError(f"{contender.name}: {contender.passes} must pass, said: {told}")
    if contender.requests is not None and seen["requests"] != contender.requests:
        saw = seen["requests"]
        raise NotProvenError(f"{contender.name}: the target saw {saw} requests, not {contender.requests}")
    if seen["connections"] < contender.connections:
        raise NotProvenError(f"{contender.name}: the target saw {seen['connections']} connections, said: {told}")
