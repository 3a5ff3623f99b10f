"""Collects what pytest reports, on the controller when there are workers, and makes the verdict's input of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from pytest_golive.checklist.bind import Binding
from pytest_golive.checklist.model import Checklist, Line, Phase, Severity, strictest
from pytest_golive.checks.registry import Check
from pytest_golive.finding import Finding, Outcome
from pytest_golive.owntests import PATH, RETURNED, OwnTest, as_checklist, by_node, line_id
from pytest_golive.verdict import LineFindings

#: Reports whose outcome pytest does not know are of other plug-ins: not proven.
PROVEN = {"setup": "passed", "call": "passed", "teardown": "passed"}
#: What requests says of a port where nobody listens; of a proxy's it would not be the host that is down.
REFUSED = re.compile(r"(?!.*proxy).*?\bhost='([^']+)', port=(\d+)\).*Connection refused", re.IGNORECASE)
LEFT_OUT, NOT_RUN = "deselected", "it did not run"
#: What to do about a line or test that was not asked.
ASK = {
    LEFT_OUT: "run the gate on everything: without -k, -m, --deselect and --lf, naming no part of it",
    NOT_RUN: "let the gate run to its end: without -x, --maxfail and what else ended it",
}
#: What to do about a test that ran and proves nothing.
CURES = {RETURNED: "`assert` it in place of `return`"}


class Recorder:
    """Remembers the findings of lines and the phases of the team's tests."""

    def __init__(self) -> None:
        self._of_line: dict[tuple[str, str], tuple[Finding, ...]] = {}
        self._phases: dict[str, dict[str, pytest.TestReport]] = {}
        self._tests: list[OwnTest] = []
        self.problems: list[str] = []
        self.deselected: set[tuple[str, str]] = set()
        self.is_part = False
        """Whether the command line left out what did not run."""

    def collected(self, tests: Iterable[OwnTest]) -> None:
        """Remember which of the team's tests count; workers may say it more than once."""
        self._tests += tests

    def report(self, report: pytest.TestReport) -> None:
        """Take in one report of one phase of one item."""
        said: Mapping[str, Any] = getattr(report, "golive", None) or {}
        if "id" in said:
            key = (said["checklist"], said["id"])
            if report.when == "call" or report.outcome == "failed":
                self._of_line[key] = (*said["findings"], *_broken(report))
        elif report.nodeid and report.when:
            self._phases.setdefault(report.nodeid, {})[report.when] = report

    @property
    def left_out(self) -> bool:
        """Whether something that counts was deselected."""
        return bool(self.deselected) or any(test.deselected for test in by_node(self._tests).values())

    @property
    def asked(self) -> set[tuple[str, str]]:
        """The lines of which something was said."""
        tests = [test for test in by_node(self._tests).values() if test.nodeid in self._phases]
        return {*self._of_line, *map(_line_of, tests)}

    def strangers(self) -> Iterable[str]:
        """Problems: items that ran although nobody said that they count."""
        known = by_node(self._tests)
        return [f"{nodeid} ran and is in no list" for nodeid in self._phases if nodeid not in known]

    def checklists(self, read: Iterable[Checklist], phase: Phase) -> list[Checklist]:
        """The checklists of the run, and one of the team's own tests if there are any."""
        own = as_checklist(by_node(self._tests).values(), phase)
        return [*read, *([own] if own else [])]

    def said(
        self,
        checklists: Iterable[Checklist],
        binding: Callable[[Checklist, Line], Binding],
        checks: Mapping[str, Check],
    ) -> dict[tuple[str, str], LineFindings]:
        """Everything said about every line of the checklists."""
        claims = self._claims()
        found = {}
        for checklist in checklists:
            for line in checklist.lines:
                key = (checklist.path, line.id)
                bound = binding(checklist, line) if checklist.path != PATH else Binding()
                found[key] = self._of(key, bound, claims.get(key, []), checks)
        return found

    def is_whole(self, due: Iterable[LineFindings]) -> bool:
        """Whether nothing that is due was left out: no -x, and no part alone."""
        return not any(one.not_run and one.reason in ASK for found in due for one in found.findings)

    def _of(
        self, key: tuple[str, str], binding: Binding, tests: list[OwnTest], checks: Mapping[str, Check]
    ) -> LineFindings:
        of_checks = self._of_line.get(key, ())
        mine = [checks[bound.check] for bound in binding.bound]
        if tests:
            # A team that wrote the test need not wait for ours, nor have a contract play that does the same.
            idle = {one.check for one in of_checks if one.outcome is Outcome.UNVERIFIED and not one.look_failed}
            mine = [one for one in mine if one.is_built and not (one.is_contract and one.id in idle)]
            spared = {one.id for one in checks.values() if not one.is_built or (one.is_contract and one.id in idle)}
            of_checks = tuple(one for one in of_checks if one.check not in spared)
        if not of_checks:
            why = LEFT_OUT if self.is_part or key in self.deselected else NOT_RUN
            of_checks = tuple(_not_run(one, why) for one in mine if not one.is_about_document)
        return LineFindings(
            findings=(*of_checks, *(self._of_test(test) for test in tests)),
            default_severity=_default_severity(mine, tests),
            at_least=strictest(_weights(tests)),
            # A test that claims a line speaks for all of it: its author read the line.
            leftover=() if tests else binding.leftover,
            document_checks=tuple(one.id for one in mine if one.is_about_document),
        )

    def _claims(self) -> dict[tuple[str, str], list[OwnTest]]:
        claims: dict[tuple[str, str], list[OwnTest]] = {}
        for test in by_node(self._tests).values():
            claims.setdefault(_line_of(test), []).append(test)
        return claims

    def _of_test(self, test: OwnTest) -> Finding:
        phases = self._phases.get(test.nodeid, {})
        outcome, reason = _outcome(test, phases)
        told = [getattr(report, "golive", None) or {} for report in phases.values()]
        failed = next((report for report in phases.values() if report.outcome == "failed"), None)
        cure = ASK.get(reason) or CURES.get(reason) or f"run it alone: pytest --golive {test.nodeid!r}"
        return Finding(
            check=test.nodeid,
            outcome=outcome,
            expected=test.text,
            observed=_last_words(failed) if failed and outcome is Outcome.FAILED else "",
            reason=reason,
            evidence=tuple(text for one in told for text in one.get("evidence", ())),
            lapses=tuple(lapse for one in told for lapse in one.get("lapses", ())),
            tables=tuple(table for one in told for table in one.get("tables", ())),
            remedy=cure if outcome is not Outcome.PASSED else "",
            seconds=sum(report.duration for report in phases.values()),
            not_run=outcome is Outcome.UNVERIFIED,
        )


def _line_of(test: OwnTest) -> tuple[str, str]:
    """The line that a test answers: the one it claims, else its own."""
    return (test.checklist, test.claims) if test.claims else (PATH, line_id(test))


def _default_severity(checks: Iterable[Check], tests: Iterable[OwnTest]) -> Severity | None:
    """How much a line weighs that declares nothing: as the strictest of what answers it.

    A check that is not built says nothing, so that it makes a line no lighter than one that is bound to nothing.
    """
    asked = list(checks)
    weight = strictest([*(one.severity for one in asked), *_weights(tests)])
    is_unseen = any(not one.is_built for one in asked)
    return None if is_unseen and weight is Severity.MEDIUM else weight


def _weights(tests: Iterable[OwnTest]) -> list[Severity]:
    return [Severity(test.severity) for test in tests if test.severity]


def _outcome(test: OwnTest, phases: Mapping[str, pytest.TestReport]) -> tuple[Outcome, str]:
    """Passed only when all three phases passed and nothing was expected to fail."""
    if not phases:
        return Outcome.UNVERIFIED, LEFT_OUT if test.deselected else NOT_RUN
    for when, report in phases.items():
        if report.outcome == "failed":
            if when == "call":
                return Outcome.FAILED, ""
            return Outcome.ERROR, f"its {when} failed: {_last_words(report)}"
    for report in phases.values():
        if hasattr(report, "wasxfail"):
            kind = "passed though it was expected to fail" if report.outcome == "passed" else "is expected to fail"
            return Outcome.UNVERIFIED, f"it {kind}: {report.wasxfail or 'no reason given'}"
        if report.outcome == "skipped":
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            return Outcome.UNVERIFIED, reason.removeprefix("Skipped: ")
    if {when: report.outcome for when, report in phases.items()} != PROVEN:
        return Outcome.UNVERIFIED, "it did not run to its end"
    return Outcome.PASSED, ""


def _last_words(report: pytest.TestReport) -> str:
    """The message of a failure without its traceback."""
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash else report.longreprtext
    lines = [line for line in text.splitlines() if line.strip()]
    said = (lines[0] if crash else lines[-1]).removeprefix("AssertionError: ") if lines else ""
    refused = REFUSED.match(said)
    # In the words of the facts, so that it is one cause with whatever else the outage hides.
    return f"nothing answers at {refused[1]}:{refused[2]}: connection refused" if refused else said


def _broken(report: pytest.TestReport) -> tuple[Finding, ...]:
    """A line whose item broke outside of its checks."""
    if report.outcome != "failed" or report.when == "call":
        return ()
    return (
        Finding(check=report.nodeid, outcome=Outcome.ERROR, reason=f"its {report.when} failed: {_last_words(report)}"),
    )


def _not_run(check: Check, why: str) -> Finding:
    return Finding(
        check=check.id,
        outcome=Outcome.UNVERIFIED,
        expected=check.expected,
        reason=why,
        remedy=ASK[why],
        root=why,
        not_run=True,
    )
