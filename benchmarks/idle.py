"""What the plug-in costs an ordinary test run that does not ask for the gate."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from benchmarks import workload
from benchmarks.bars import Result
from benchmarks.contenders import COMPANIONS, PYTEST
from benchmarks.measure import NotProvenError, run

#: Nothing of these may be loaded for a run without ``--golive``.
DRIVERS = (
    "ssl", "http.client", "asyncio", "requests", "redis", "psycopg", "dns", "cryptography", "OpenSSL",
    "pydantic", "markdown_it", "jinja2",
)  # fmt: skip
LISTING = """import sys


def test_list() -> None:
    loaded = {drivers!r}
    print("loaded:", *(name for name in loaded if name in sys.modules))
"""


def results(folder: Path, pairs: int) -> Iterator[Result]:
    """Bar 5: processor time of runs with and without the plug-in, in pairs, and the modules it brings."""
    workload.empty(folder)
    off, on = [*PYTEST], [*PYTEST, "-p", "pytest_golive.plugin"]
    cost = _paired(folder, off, on, pairs)
    yield Result(number=5, what="idle: processor time of the plug-in", measured=cost, limit=5, unit="ms")
    (folder / "test_nothing.py").write_text(LISTING.format(drivers=DRIVERS))
    brought = _loaded(folder, on) - _loaded(folder, off)
    yield Result(number=5, what=f"idle: drivers loaded {' '.join(sorted(brought))}".rstrip(), measured=len(brought), limit=0)


def companions(folder: Path, pairs: int) -> float:
    """Milliseconds that everything installed with the package adds to an ordinary run; told, not judged."""
    workload.empty(folder)
    return _paired(folder, [*PYTEST], [*PYTEST, *COMPANIONS, "-p", "golive"], pairs)


def _paired(folder: Path, off: list[str], on: list[str], pairs: int) -> float:
    """Median of the differences in milliseconds; who goes first alternates."""
    run(off, folder, {})
    run(on, folder, {})
    found = []
    for number in range(pairs):
        order = (off, on) if number % 2 else (on, off)
        used = {id(command): run(command, folder, {}).cpu for command in order}
        found.append(1000 * (used[id(on)] - used[id(off)]))
    return statistics.median(found)


def _loaded(folder: Path, command: list[str]) -> set[str]:
    ended = run([*command, "-s"], folder, {})
    if ended.code != 0 or "loaded:" not in ended.output:
        raise NotProvenError(f"{command} ended with {ended.code}:\n{ended.output}")
    return set(ended.output.partition("loaded:")[2].splitlines()[0].split())
