"""What the plug-in costs an ordinary test run that does not ask for the gate."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import entry_points
from pathlib import Path

from benchmarks import workload
from benchmarks.bars import Result
from benchmarks.contenders import PYTEST
from benchmarks.measure import NotProvenError, run

#: Nothing of these may be loaded for a run without ``--golive``.
DRIVERS = (
    "ssl", "http.client", "asyncio", "requests", "redis", "psycopg", "dns", "cryptography", "OpenSSL",
    "msgspec", "markdown_it", "jinja2",
)  # fmt: skip
#: Plug-ins load by their entry points here, as they do for users; every other one is kept out by name.
AUTOLOAD: Mapping[str, str] = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": ""}
OURS = "golive"
#: pytest plug-ins that are installed with the package.
COMPANIONS = frozenset({"metadata", "html", "html_fixtures", "django"})
LISTING = """import sys


def test_list() -> None:
    loaded = {drivers!r}
    print("loaded:", *(name for name in loaded if name in sys.modules))
"""


def results(folder: Path, pairs: int) -> Iterator[Result]:
    """Bar 5: processor time of runs with and without the plug-in, in pairs, and the modules it brings."""
    workload.empty(folder)
    off, on = _pytest_with(), _pytest_with(OURS)
    cost = _paired(folder, off, on, pairs)
    yield Result(number=5, what="idle: processor time of the plug-in", measured=cost, limit=5, unit="ms")
    (folder / "test_nothing.py").write_text(LISTING.format(drivers=DRIVERS))
    brought = sorted(_loaded(folder, on) - _loaded(folder, off))
    what = f"idle: drivers loaded {' '.join(brought)}".rstrip()
    yield Result(number=5, what=what, measured=len(brought), limit=0)


def companions(folder: Path, pairs: int) -> float:
    """Milliseconds that everything installed with the package adds to an ordinary run; told, not judged."""
    workload.empty(folder)
    return _paired(folder, _pytest_with(), _pytest_with(OURS, *COMPANIONS), pairs)


def _pytest_with(*plugins: str) -> Sequence[str]:
    """pytest that finds its plug-ins by itself, and may take only these."""
    installed = {point.name for point in entry_points(group="pytest11")}
    return [*PYTEST, *(part for name in sorted(installed - {*plugins}) for part in ("-p", f"no:{name}"))]


def _paired(folder: Path, off: Sequence[str], on: Sequence[str], pairs: int) -> float:
    """Median of the differences in milliseconds; who goes first alternates."""
    run(off, folder, AUTOLOAD)
    run(on, folder, AUTOLOAD)
    found = []
    for number in range(pairs):
        order = (off, on) if number % 2 else (on, off)
        used = {id(command): run(command, folder, AUTOLOAD).cpu for command in order}
        found.append(1000 * (used[id(on)] - used[id(off)]))
    return statistics.median(found)


def _loaded(folder: Path, command: Sequence[str]) -> set[str]:
    ended = run([*command, "-s"], folder, AUTOLOAD)
    if ended.code != 0 or "loaded:" not in ended.output:
        raise NotProvenError(f"{command} ended with {ended.code}:\n{ended.output}")
    return set(ended.output.partition("loaded:")[2].splitlines()[0].split())
