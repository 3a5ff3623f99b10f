"""Turns checklists into pytest nodes: file → sections → lines."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pytest_golive.checklist.model import Checklist, Line, Severity, strictest
from pytest_golive.finding import Finding, Outcome
from pytest_golive.masking import mask_report
from pytest_golive.named import weighed
from pytest_golive.verdict import LineFindings, answered, stated

if TYPE_CHECKING:
    from pytest_golive.gate import Gate

MARKERS = ("critical", "high", "medium")


class LineFailed(Exception):  # noqa: N818 - how an item says that its line does not hold
    """The line's checks failed or broke; the text is made for people."""


class ChecklistFile(pytest.File):
    """One checklist; its children are its sections and the lines above the first of them."""

    def __init__(self, *, gate: Gate, checklist: Checklist, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.gate = gate
        self.checklist = checklist

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """The nodes of every line that is due and that a program or a person can answer by itself."""
        return _nodes(self, self.gate, self.checklist, self.gate.lines_to_run(self.checklist), depth=0)


class Section(pytest.Collector):
    """One heading, or one line that is a group: the lines below it."""

    def __init__(self, *, gate: Gate, checklist: Checklist, lines: list[Line], depth: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.gate = gate
        self.checklist = checklist
        self.lines = lines
        self.depth = depth

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """The nodes of its lines and sub-sections."""
        return _nodes(self, self.gate, self.checklist, self.lines, self.depth)


def _nodes(
    parent: pytest.Collector, gate: Gate, checklist: Checklist, lines: list[Line], depth: int
) -> Iterator[pytest.Item | pytest.Collector]:
    """Group lines by the part of their id at this depth; a part of its own is an item, a shared one a section."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.id.split("/")[depth], []).append(line)
    for name, members in groups.items():
        below = [line for line in members if line.id.count("/") > depth]
        for line in members:
            if line.id.count("/") == depth:
                yield LineItem.from_parent(parent, name=name, gate=gate, checklist=checklist, line=line)
        if below:
            yield Section.from_parent(parent, name=name, gate=gate, checklist=checklist, lines=below, depth=depth + 1)


class LineItem(pytest.Item):
    """One line of a checklist; runs the checks that are bound to it."""

    def __init__(self, *, gate: Gate, checklist: Checklist, line: Line, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.gate = gate
        self.checklist = checklist
        self.line = line
        # All of these at once: what is added later costs each line a dictionary of its own.
        #: Whether the line applies, as far as its condition is decided.
        self.decision = gate.decision(checklist, line)
        #: What verifies this line.
        self.binding = gate.binding(checklist, line)
        #: Every fact its checks look at.
        self.facts = gate.facts_of(checklist, line)
        #: As pytest has it, without asking for each line where its checklist is.
        self.location = (_relative(self.path, self.config.rootpath), line.number - 1, line.text)
        self.findings: tuple[Finding, ...] = ()
        #: What its reports carry.
        self.told: dict[str, Any] = {}
        #: The last of them, where pytest alone makes them.
        self.reported: pytest.TestReport | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Checklist and id of the line."""
        return self.checklist.path, self.line.id

    def runtest(self) -> None:
        """Ask every bound check and say the worst of it."""
        # Words left over make it only partly verified; what the checks saw is said all the same.
        binding = self.binding
        if self.decision and self.decision.applies is False:
            said = stated(self.line, LineFindings(leftover=binding.leftover), self.decision)
            self.findings = said.findings
        else:
            found = (self.gate.finding(bound) for bound in binding.bound)
            self.findings = _noted(weighed(found, self.line.text, self.gate.settings), binding.unasked)
            said = LineFindings(findings=self.findings, leftover=binding.leftover)
            said = stated(self.line, said, self.decision)
        outcome, _, reason = answered(self.line.phase, self.line, said)
        match outcome:
            case Outcome.FAILED | Outcome.ERROR:
                raise LineFailed(explain(said.findings))
            case Outcome.UNVERIFIED | Outcome.NOT_APPLICABLE:
                pytest.skip(reason)

    def tell(self, report: pytest.TestReport) -> pytest.TestReport:
        """Attach what was found to a report, and blank secrets."""
        # Its end tells the same again.
        if report.when == "call" or not self.told:
            self.told = {
                "checklist": self.checklist.path,
                "id": self.line.id,
                "line": self.line.number,
                "text": self.line.text,
                "section": self.line.section,
                "severity": self._severity(),
                "findings": self.findings,
                "leftover": self.binding.leftover,
            }
        report.golive = self.told  # type: ignore[attr-defined]
        return mask_report(report)

    def _severity(self) -> str:
        mine = [self.gate.checks[bound.check].severity for bound in self.binding.bound]
        return str(self.line.severity or strictest(mine) or Severity.HIGH)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The findings in words: a traceback would say nothing about the target."""
        if isinstance(excinfo.value, LineFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """File, line (from 0) and the line's own words."""
        return self.path, self.line.number - 1, self.line.text


@lru_cache(maxsize=64)
def _relative(path: Path, root: Path) -> str:
    try:
        return os.path.relpath(path, root)
    except ValueError:  # another drive of Windows
        return str(path)


def explain(findings: Iterable[Finding]) -> str:
    """What was expected and seen, and what to do first, of every finding that is not good."""
    told = []
    for finding in findings:
        if finding.outcome in {Outcome.PASSED, Outcome.NOT_APPLICABLE}:
            continue
        told.append(f"{finding.outcome.value}: {finding.check}")
        told += [f"  expected: {finding.expected}"] if finding.expected else []
        told += [f"  seen: {finding.observed}"] if finding.observed else []
        told += [f"  because: {finding.reason}"] if finding.reason else []
        told += [f"  do this first: {finding.remedy}"] if finding.remedy else []
    return "\n".join(told)


def severity_marker(item: pytest.Item) -> str | None:
    """The name of the test's severity marker, the closest one first, or None."""
    return next((mark.name for mark in item.iter_markers() if mark.name in MARKERS), None)


def _noted(findings: tuple[Finding, ...], unasked: tuple[str, ...]) -> tuple[Finding, ...]:
    """The findings on a pinned line, with what it says that they are not about."""
    if not findings or not unasked:
        return findings
    note = f"the pin does not look at: {', '.join(unasked)}"
    return replace(findings[0], evidence=(*findings[0].evidence, note)), *findings[1:]
