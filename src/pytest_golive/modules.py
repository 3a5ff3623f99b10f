"""Test files that hold tests that count: which of them pytest collected, skipped as a whole, or never reached.

A test of such a file is in no list, so that nobody else would miss it.
"""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from pytest_golive.facts.team_files import MADE
from pytest_golive.flags import CONFIG_NAME
from pytest_golive.owntests import OURS

#: Most files hold no such text, and are not parsed.
MARKED = re.compile(rb"\bmark\s*\.\s*(?:%s)\b" % "|".join(OURS).encode())
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

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Remember each module, whatever became of it."""
        report = yield
        if isinstance(collector, pytest.Module):
            name = self._name(os.path.realpath(collector.path))
            self.reached.add(name)
            if report.skipped and counts(collector.path):
                why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
                self.skipped[name] = why.removeprefix("Skipped: ")
        return report

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
        more = [f"{len(names) - SHOWN} more"] if len(names) > SHOWN else []
        holds = "holds tests that count and was" if len(names) == 1 else "hold tests that count and were"
        where = "its folder" if len(names) == 1 else "their folders"
        cure = f"name {where} or nothing on the command line, and look at --ignore, testpaths and collect_ignore"
        return f"{', '.join(names[:SHOWN] + more)} {holds} not collected: {cure}"

    def _name(self, path: str) -> str:
        return os.path.relpath(path, self._root).replace(os.sep, "/")


def counts(path: Path) -> bool:
    """Whether a file has a mark of ours, not only the text of one in a string."""
    try:
        raw = path.read_bytes()
    except OSError:  # pytest cannot read it either
        return False
    if not MARKED.search(raw):
        return False
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(raw)
    except (SyntaxError, ValueError):
        return True
    return any(isinstance(one, ast.Attribute) and one.attr in OURS and _is_mark(one.value) for one in ast.walk(tree))


def _is_mark(node: ast.expr) -> bool:
    return getattr(node, "attr", getattr(node, "id", "")) == "mark"


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
