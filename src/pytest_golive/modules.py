"""Test files that hold tests that count: which of them pytest collected, skipped as a whole, or never reached.

A test of such a file is in no list, so that nobody else would miss it.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from pytest_golive.facts.team_files import MADE
from pytest_golive.flags import CONFIG_NAME
from pytest_golive.marked import Marked, counts, marked

#: So many files are named, the others counted.
SHOWN = 3


class Modules:
    """Hooks of a process that collects; a controller is told by its workers."""

    def __init__(self, config: pytest.Config) -> None:
        self._root = os.path.realpath(config.rootpath)
        self._patterns: Sequence[str] = config.getini("python_files")
        self.reached: set[str] = set()
        """Those of which there is a report, relative to pytest's root: workers may have theirs elsewhere."""
        self.skipped: dict[str, str] = {}
        """Why a file that holds tests that count was skipped as a whole."""
        self.missed: set[str] = set()
        """Tests of collected files that bear a mark of ours and that pytest did not take for tests."""
        self._read: set[Path] = set()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Remember each module, whatever became of it."""
        report = yield
        if isinstance(collector, pytest.Module):
            name = self._name(os.path.realpath(collector.path))
            self.reached.add(name)
            if report.passed:
                self._read.add(Path(os.path.realpath(collector.path)))
            if report.skipped and counts(collector.path):
                why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
                self.skipped[name] = why.removeprefix("Skipped: ")
        return report

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> Generator[None, None, None]:
        """Compare with what is written in the files, before others leave anything out."""
        found = {name for item in items if isinstance(item, pytest.Function) for name in _names(item)}
        for path in self._read:
            self.missed |= {
                f"{self._name(str(path))}:{one.line} {one.name}" for one in marked(path) if not _is_in(found, path, one)
            }
        return (yield)

    def uncollected(self) -> list[str]:
        """The problem with tests that somebody marked, and that are none to pytest."""
        if not self.missed:
            return []
        names = sorted(self.missed)
        what = "bears a mark of ours and is no test" if len(names) == 1 else "bear marks of ours and are no tests"
        cure = "give each a name of its own that begins with test (Test, without __init__, for a class)"
        return [f"{_some(names)} {what} to pytest: {cure}, or take the mark off"]

    def problems(self) -> Iterable[str]:
        """Of each file that was skipped."""
        cure = "have it run here, or take its go-live marks off"
        return [f"{name} holds tests that count and was skipped: {why}; {cure}" for name, why in self.skipped.items()]

    def left_out(self, folders: Iterable[Path]) -> str:
        """The problem with the files in these folders that hold tests that count and that nothing led pytest to."""
        found = {path for folder in folders for path in _named_like_tests(folder.resolve(), self._patterns)}
        names = sorted(name for path in found if (name := self._name(str(path))) not in self.reached and counts(path))
        if not names:
            return ""
        holds = "holds tests that count and was" if len(names) == 1 else "hold tests that count and were"
        where = "its folder" if len(names) == 1 else "their folders"
        cure = f"name {where} or nothing on the command line, and look at --ignore, testpaths and collect_ignore"
        return f"{_some(names)} {holds} not collected: {cure}"

    def _name(self, path: str) -> str:
        return os.path.relpath(path, self._root).replace(os.sep, "/")


def _some(names: Sequence[str]) -> str:
    more = [f"{len(names) - SHOWN} more"] if len(names) > SHOWN else []
    return ", ".join([*names[:SHOWN], *more])


def _names(item: pytest.Function) -> Iterator[tuple[Path, str]]:
    """What a test may be called in a file: by its nodes, and by its function, which may be another class's."""
    above = [node.name for node in item.listchain() if isinstance(node, pytest.Class)]
    yield Path(os.path.realpath(item.path)), ".".join([*above, item.originalname or item.name])
    function = inspect.unwrap(item.function)
    if (code := getattr(function, "__code__", None)) and (name := getattr(function, "__qualname__", "")):
        yield Path(os.path.realpath(code.co_filename)), name


def _is_in(found: Iterable[tuple[Path, str]], path: Path, one: Marked) -> bool:
    """Whether pytest has the test, or any test of the class."""
    if one.is_hidden:
        return False
    names = [name for file, name in found if file == path]
    return any(name.startswith(f"{one.name}.") for name in names) if one.is_class else one.name in names


def _named_like_tests(folder: Path, patterns: Sequence[str]) -> Iterator[Path]:
    """Files of the team that pytest would take for tests; no links, and no other project with settings of its own."""
    for here, below, names in os.walk(folder):
        if "pyvenv.cfg" in names or (CONFIG_NAME in names and Path(here) != folder):
            below.clear()
            continue
        below[:] = [one for one in below if one not in MADE and not one.startswith(".") and not one.endswith(".egg")]
        for path in (Path(here, name) for name in names if name.endswith(".py")):
            if any(path.match(pattern) for pattern in patterns) and not path.is_symlink():
                yield path
