"""Who takes part: ours, the peers, and the floors they are compared with."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import workload
from benchmarks.measure import Contender
from benchmarks.server import PAGES
from benchmarks.slow_target import SlowTarget

PYTEST = (sys.executable, "-m", "pytest", "-q")
OURS = (*PYTEST, "-p", "pytest_golive.plugin", "--golive")
#: By its entry point's name: to another name pytest-html does not answer.
HTML = ("-p", "metadata", "-p", "html")
#: Requests of plain tests: one for each of the 100 lines about pages.
EACH = 100
#: Contenders that take long because they do one thing after another.
SLOW = frozenset({"session", "get", "session-n2"})


def contenders(folder: Path, target: SlowTarget) -> list[Contender]:
    """All contenders, each with its folder made."""
    make = Maker(folder, target)
    return [*_floors(make), *_ours(make, target), *_peers(make, target)]


def _floors(make: Maker) -> Iterator[Contender]:
    """What nobody can be faster than, and what pytest alone takes."""
    script = [sys.executable, "floor.py"]
    yield make("floor", workload.floor, script, requests=len(PAGES), what="bare threads, 6 connections")
    nothing = [sys.executable, "-c", "pass"]
    yield make("bare", workload.empty, nothing, passes=0, requests=0, what="an interpreter that ends at once")
    yield make("empty", workload.empty, PYTEST, passes=1, requests=0, what="pytest with one empty test")
    html = [*PYTEST, *HTML, "--html=report.html", "--self-contained-html"]
    what = "pytest, pytest-html and 600 items that do nothing"
    yield make("items600", workload.items, html, passes=600, requests=0, what=what)


def _ours(make: Maker, target: SlowTarget) -> Iterator[Contender]:
    gate150, asked = _gate(target, 150), len(PAGES)
    yield make("gate150", gate150, OURS, requests=asked, what="ours, 150 lines")
    yield make("gate600", _gate(target, 600), OURS, lines=600, requests=asked, what="ours, 600 lines")
    two = [*OURS, "-p", "xdist", "-n", "2"]
    yield make("gate150-n2", gate150, two, requests=asked, what="ours, two xdist workers")
    everything = [*PYTEST, *HTML, "-p", "django", *OURS[len(PYTEST) :]]
    yield make("gate150-all", gate150, everything, requests=asked, what="ours, pytest-html and pytest-django")
    reports = [*PYTEST, *HTML, *OURS[len(PYTEST) :]]
    yield make(
        "offline600", _offline(600), reports, passes=600, requests=0, what="ours, 600 lines, no network, all reports"
    )


def _peers(make: Maker, target: SlowTarget) -> Iterator[Contender]:
    what = "pytest + requests.Session"
    yield make("session", workload.peer, PYTEST, peer="session", requests=EACH, what=what)
    yield make("get", workload.peer, PYTEST, peer="get", requests=EACH, what="pytest + requests.get")
    two = [*PYTEST, "-p", "xdist", "-n", "2"]
    what = "the same Session, two xdist workers"
    yield make("session-n2", workload.peer, two, peer="session", requests=EACH, what=what)
    if goss := shutil.which("goss"):
        six = [goss, "-g", "goss.json", "validate", "--format", "silent", "--max-concurrent", "6"]
        what = "goss, six at once, pages only"
        yield make("goss", lambda where: workload.goss(where, target), six, passes=0, requests=len(PAGES), what=what)


def _gate(target: SlowTarget, lines: int) -> Callable[[Path], None]:
    return lambda folder: workload.gate(folder, target, lines)


def _offline(lines: int) -> Callable[[Path], None]:
    return lambda folder: workload.offline(folder, lines)


class Maker:
    """Makes a contender's folder and its environment."""

    def __init__(self, folder: Path, target: SlowTarget) -> None:
        self._folder = folder
        self._target = target

    def __call__(
        self,
        name: str,
        fill: Callable[[Path], None],
        command: Sequence[str],
        *,
        lines: int = 150,
        passes: int | None = None,
        requests: int,
        peer: str = "",
        what: str,
    ) -> Contender:
        """A contender that finds ``fill``'s files and must report ``passes`` (else ``lines``) as passed."""
        folder = self._folder / name
        fill(folder)
        return Contender(
            name=name,
            command=command,
            folder=folder,
            env=self.env(lines, peer),
            passes=lines if passes is None else passes,
            requests=requests,
            what=what,
        )

    def env(self, lines: int = 0, peer: str = "") -> Mapping[str, str]:
        """What the files in a contender's folder read."""
        return {
            "GOLIVE_BENCH_TARGET": str(self._target.description),
            "GOLIVE_BENCH_LOOKS": json.dumps(list(workload.looks(lines))),
            "GOLIVE_BENCH_PEER": peer,
        }
