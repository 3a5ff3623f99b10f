"""Who takes part: ours, the peers, and the floors they are compared with."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks import workload
from benchmarks.measure import Contender
from benchmarks.server import HOSTS, PAGES
from benchmarks.slow_target import SlowTarget

PYTEST = (sys.executable, "-m", "pytest", "-q")
OURS = (*PYTEST, "-p", "pytest_golive.plugin", "--golive")
#: By its entry point's name: to another name pytest-html does not answer.
HTML = ("-p", "metadata", "-p", "html")
#: Requests of plain tests: one for each of the 100 lines about pages.
EACH = 100
#: Contenders that take long because they do one thing after another.
SLOW = frozenset({"session", "get", "session-n2", "session-n8", "session60", "testinfra60"})
#: Every page, certificate and greeting once: here nothing is looked at twice by anybody.
DISTINCT = workload.once(*workload.THINGS)
#: 150 lines, of which many look at the same.
FULL = workload.looks(150)


def contenders(folder: Path, target: SlowTarget) -> list[Contender]:
    """All contenders, each with its folder made."""
    make = Maker(folder, target)
    return [*_floors(make), *_ours(make, target), *_peers(make, target), *_distinct(make, target)]


def thinking(folder: Path, target: SlowTarget) -> list[Contender]:
    """Those who are asked by a server that thinks before it answers."""
    make = Maker(folder, target)
    return [_floor(make), _gate(make, target, 150)]


def lossy(folder: Path, target: SlowTarget) -> list[Contender]:
    """Who is asked over a line that loses packets."""
    return [_gate(Maker(folder, target), target, 150)]


def _floors(make: Maker) -> Iterator[Contender]:
    """What nobody can be faster than, and what pytest alone takes."""
    yield _floor(make)
    nothing = [sys.executable, "-c", "pass"]
    yield make("bare", workload.empty, nothing, passes=0, requests=0, what="an interpreter that ends at once")
    yield make("empty", workload.empty, PYTEST, passes=1, requests=0, what="pytest with one empty test")
    html = [*PYTEST, *HTML, "--html=report.html", "--self-contained-html"]
    what = "pytest, pytest-html and 600 items that do nothing"
    yield make("items600", workload.items, html, passes=600, requests=0, what=what)


def _floor(make: Maker) -> Contender:
    script = [sys.executable, "floor.py"]
    return make("floor", workload.floor, script, requests=len(PAGES), what="bare threads, 6 connections")


def _gate(make: Maker, target: SlowTarget, lines: int, *flags: str, name: str = "", what: str = "") -> Contender:
    """Ours, with so many lines."""
    about = workload.looks(lines)
    return make(
        name or f"gate{lines}",
        lambda folder: workload.gate(folder, target, about),
        [*OURS, *flags],
        about=about,
        requests=len(PAGES),
        what=f"ours, {what or f'{lines} lines'}",
    )


def _ours(make: Maker, target: SlowTarget) -> Iterator[Contender]:
    yield _gate(make, target, 150)
    yield _gate(make, target, 600)
    yield _gate(make, target, 150, "-p", "xdist", "-n", "2", name="gate150-n2", what="two xdist workers")
    yield _gate(make, target, 150, *HTML, "-p", "django", name="gate150-all", what="pytest-html and pytest-django")
    what = "ours, 600 lines, no network, all reports"
    yield make("offline600", workload.offline, [*OURS, *HTML], passes=600, requests=0, what=what)


def _peers(make: Maker, target: SlowTarget) -> Iterator[Contender]:
    what = "pytest + requests.Session"
    yield make("session", workload.peer, PYTEST, peer="session", requests=EACH, what=what)
    yield make("get", workload.peer, PYTEST, peer="get", requests=EACH, what="pytest + requests.get")
    for workers in ("2", "8"):
        command, what = [*PYTEST, "-p", "xdist", "-n", workers], f"the same Session, {workers} xdist workers"
        yield make(f"session-n{workers}", workload.peer, command, peer="session", requests=EACH, what=what)
    if goss := shutil.which("goss"):
        six = [goss, "-g", "goss.json", "validate", "--format", "silent", "--max-concurrent", "6"]
        what = "goss, six at once, pages only"
        yield make("goss", lambda where: workload.goss(where, target), six, passes=0, requests=len(PAGES), what=what)


def _distinct(make: Maker, target: SlowTarget) -> Iterator[Contender]:
    """Where nobody gains by looking once: what is left is that we look concurrently and keep connections."""
    asked = len(PAGES)

    def sixty(folder: Path) -> None:
        workload.gate(folder, target, DISTINCT, connections=8)

    what = "ours, 60 lines, each its own fact, 8 connections"
    yield make("gate60", sixty, OURS, about=DISTINCT, requests=asked, what=what)
    what = "the same by pytest + requests.Session"
    yield make("session60", workload.peer, PYTEST, about=DISTINCT, peer="session", requests=asked, what=what)
    if find_spec("testinfra") and all(map(shutil.which, ("curl", "openssl", "bash"))):
        command, what = [*PYTEST, "-p", "pytest11.testinfra"], "the same by testinfra: curl, openssl, bash"
        yield make("testinfra60", workload.testinfra, command, about=DISTINCT, requests=asked, what=what)
    if sslyze := shutil.which("sslyze"):
        ten = workload.once("certificate")

        def certificates(folder: Path) -> None:
            workload.gate(folder, target, ten, pages=[])

        what = "ours, ten certificates"
        yield make("gate10", certificates, OURS, about=ten, requests=0, connections=len(HOSTS), what=what)
        hosts = [f"{host}:{target.port}{{127.0.0.1}}" for host in HOSTS]
        command = [sslyze, "--certinfo", "--mozilla_config=disable", *hosts]
        what = "the same by sslyze --certinfo"
        yield make("sslyze10", workload.bare, command, passes=0, requests=0, connections=len(HOSTS), what=what)


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
        about: Sequence[workload.Look] = FULL,
        passes: int | None = None,
        requests: int | None,
        connections: int = 0,
        peer: str = "",
        what: str,
    ) -> Contender:
        """A contender that finds ``fill``'s files and must report ``passes`` (else one for each look) as passed."""
        folder = self._folder / name
        fill(folder)
        return Contender(
            name=name,
            command=command,
            folder=folder,
            env=self.env(about, peer),
            passes=len(about) if passes is None else passes,
            requests=requests,
            connections=connections,
            what=what,
        )

    def env(self, about: Sequence[workload.Look] = (), peer: str = "") -> Mapping[str, str]:
        """What the files in a contender's folder read."""
        return {
            "GOLIVE_BENCH_TARGET": str(self._target.description),
            "GOLIVE_BENCH_LOOKS": json.dumps(about),
            "GOLIVE_BENCH_PEER": peer,
        }
