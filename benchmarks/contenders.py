"""Who takes part: ours, the peers, and the floors they are compared with."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import workload
from benchmarks.measure import Contender
from benchmarks.server import PAGES
from benchmarks.slow_target import SlowTarget

PYTEST = (sys.executable, "-m", "pytest", "-q")
OURS = (*PYTEST, "-p", "pytest_golive.plugin", "--golive")
#: What is installed with the package and loads itself into every pytest run; pytest-html only answers to its name.
COMPANIONS = ("-p", "metadata", "-p", "html", "-p", "django")
#: Requests of plain tests: one for each of the 100 lines about pages.
EACH = 100
#: Contenders that take long because they do one thing after another.
SLOW = frozenset({"session", "get", "session-n2"})


def contenders(folder: Path, target: SlowTarget) -> list[Contender]:
    """All contenders, each with its folder made."""
    make = Maker(folder, target)
    found = [
        make("floor", workload.floor, [sys.executable, "floor.py"], requests=len(PAGES), what="bare threads, 6 connections"),
        make("bare", workload.empty, [sys.executable, "-c", "pass"], passes=0, requests=0, what="an interpreter that ends at once"),
        make("empty", workload.empty, [*PYTEST], passes=1, requests=0, what="pytest with one empty test"),
        make("gate150", _gate(target, 150), [*OURS], requests=len(PAGES), what="ours, 150 lines"),
        make("gate600", _gate(target, 600), [*OURS], lines=600, requests=len(PAGES), what="ours, 600 lines"),
        make("gate150-n2", _gate(target, 150), [*OURS, "-p", "xdist", "-n", "2"], requests=len(PAGES), what="ours, two xdist workers"),
        make("gate150-all", _gate(target, 150), [*PYTEST, *COMPANIONS, "-p", "golive", "--golive"], requests=len(PAGES), what="ours with pytest-html and pytest-django"),
        make("offline600", _offline(600), [*PYTEST, *COMPANIONS[:4], "-p", "golive", "--golive"], passes=600, requests=0, what="ours, 600 lines, no network, all reports"),
        make("session", workload.peer, [*PYTEST], peer="session", requests=EACH, what="pytest + requests.Session"),
        make("get", workload.peer, [*PYTEST], peer="get", requests=EACH, what="pytest + requests.get"),
        make("session-n2", workload.peer, [*PYTEST, "-p", "xdist", "-n", "2"], peer="session", requests=EACH, what="the same Session, two xdist workers"),
    ]
    if goss := shutil.which("goss"):
        command = [goss, "-g", "goss.json", "validate", "--format", "silent", "--max-concurrent", "6"]
        found.append(make("goss", lambda where: workload.goss(where, target), command, passes=0, requests=len(PAGES), what="goss, six at once, pages only"))
    return found


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
        command: list[str],
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
