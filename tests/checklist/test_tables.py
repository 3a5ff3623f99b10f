"""Which tables have lines, and which severities a heading states."""

from __future__ import annotations

import pytest

from pytest_golive.checklist.model import Kind, Severity
from pytest_golive.checklist.parse import parse


@pytest.mark.parametrize(
    ("head", "row", "text"),
    [
        ("# | Flow | Result | Tester", "1 | Pay with card | ☐ Pass ☐ Fail | Ana", "Pay with card"),
        ("Flow | Pass | Fail", "Pay with card | | ", "Pay with card"),
        ("Flow | Pass/Fail", "Pay with card | Fail", "Pay with card"),
        ("Step | Action | Pass | Fail", "1 | Pay with card | ☐ | ☐", "Pay with card"),
        ("Test | Expected | Actual | Pass/Fail", "Pay with card | paid | | ", "Pay with card: paid"),
        ("# | Scenario | Expected | Result", "1 | Pay with card | paid | Pass / Fail", "Pay with card: paid"),
        ("Step | Expected result | Pass | Fail", "Pay | order paid | | ", "Pay: order paid"),
        ("Item | Criteria | Done", "Pay | in 2 s | ", "Pay: in 2 s"),
        ("Step | Action | How | Result", "Checkout | pay by card | twice | ", "Checkout: pay by card"),
        ("Check | Description | Target | [ ]", "Pay | by card | 2 s | [ ]", "Pay: by card, 2 s"),
        ("Check | Expected time | Result", "Pay | 2 s | ", "Pay: 2 s"),
        ("Check | Expected | Result", "Pay | - | ", "Pay"),
        ("Check | Check type | Checked by | Test date | Result", "Pay | manual | Ann | Friday | ", "Pay"),
        ("Check | Requirement ID | Task owner | Action by | Actual result", "Pay | R-1 | Jo | Al | paid", "Pay"),
        ("Journey | Outcome", "Pay with card | ", "Pay with card"),
        ("Area | [ ]", "Pay with card | [ ]", "Pay with card"),
    ],
)
def test_a_table_that_waits_for_answers_has_lines(head: str, row: str, text: str) -> None:
    rule = "|".join("---" for _ in head.split("|"))
    lines = parse(f"# Launch\n\n| {head} |\n|{rule}|\n| {row} |\n".encode(), "GO.md").lines
    assert [(one.text, one.kind) for one in lines if not one.is_field] == [(text, Kind.ITEM)]


def test_a_table_that_only_informs_has_none() -> None:
    assert parse(b"- [ ] a\n\n| Browser | Version |\n|---|---|\n| Chrome | 120 |\n", "GO.md").lines[1:] == ()


@pytest.mark.parametrize(
    ("title", "severity"),
    [
        ("Content (MEDIUM)", Severity.MEDIUM),
        ("Content [LOW]", Severity.MEDIUM),
        ("[MEDIUM] Content", Severity.MEDIUM),
        ("Operations (HIGH)", Severity.HIGH),
        ("[HIGH] Operations", Severity.HIGH),
        ("**Operations (high):**", Severity.HIGH),
        ("Operations (CRITICAL)", Severity.CRITICAL),
        ("High availability", None),
        ("Low stock (warnings)", None),
    ],
)
def test_a_heading_states_its_severity_in_brackets_as_well(title: str, severity: Severity | None) -> None:
    (line,) = parse(f"## {title}\n\n- [ ] Backups run\n".encode(), "GO.md").lines
    assert line.severity is severity


def test_how_to_look_is_no_part_of_what_must_hold() -> None:
    [line] = parse("| Check | How | Pass |\n|---|---|---|\n| HSTS header set | curl -I the site | |\n", "GO.md").lines
    assert line.text == "HSTS header set"
