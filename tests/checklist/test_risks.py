"""Risk tables: the cells by their heads, and a severity that only the row's own cell gives."""

from __future__ import annotations

from itertools import permutations

import pytest

from pytest_golive.checklist.model import Kind, Line, Severity
from pytest_golive.checklist.parse import parse
from pytest_golive.checklist.risks import Risk, cells

COLUMNS = {
    "Risk": "Data loss",
    "Severity": "Critical",
    "Impact": "Low",
    "Likelihood": "High",
    "Mitigation plan": "Backups tested (optional), must hold",
    "Owner": "Ana",
    "Status": "☐ Mitigated",
}


def risks(*rows: dict[str, str], above: str = "## Risks\n") -> list[Line]:
    heads = list(rows[0])
    table = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    table += ["| " + " | ".join(row[head] for head in heads) + " |" for row in rows]
    lines = parse(above + "\n" + "\n".join(table) + "\n", "GO.md").lines
    assert all(line.kind is Kind.RISK for line in lines)
    return list(lines)


@pytest.mark.parametrize("order", list(permutations(COLUMNS))[:: 7 * 13])
def test_cells_in_any_order(order: tuple[str, ...]) -> None:
    [line] = risks({head: COLUMNS[head] for head in order})
    mitigation = "Backups tested (optional), must hold"
    assert cells(line) == Risk(name="Data loss", severity="Critical", mitigation=mitigation, status="Mitigated")
    assert line.severity is Severity.CRITICAL
    assert not line.optional


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("Critical", Severity.CRITICAL),
        ("🔴 Critical", Severity.CRITICAL),
        ("HIGH", Severity.HIGH),
        ("Medium", Severity.MEDIUM),
        ("low", Severity.MEDIUM),
    ],
)
@pytest.mark.parametrize("section", ["## Critical risks\n", "## Nice to have: risks\n", "## Risks\n"])
def test_the_cell_says_how_severe(said: str, severity: Severity, section: str) -> None:
    [line] = risks({"Risk": "A critical thing", "Severity": said, "Mitigation": "It must work"}, above=section)
    assert line.severity is severity


def test_without_a_severity_the_section_says_it() -> None:
    [line] = risks({"Risk": "Thing", "Severity": "", "Mitigation": "x"}, above="## Critical risks\n")
    assert line.severity is Severity.CRITICAL


def test_impact_is_taken_when_there_is_no_severity() -> None:
    [line] = risks({"Threat": "Fraud", "Likelihood": "Low", "Impact": "High", "Response": "Limits"})
    assert line.severity is Severity.HIGH
    assert cells(line) == Risk(name="Fraud", severity="High", mitigation="Limits", status="")


def test_only_the_name_of_a_risk_states_a_condition() -> None:
    one, other = risks(
        {"Risk": "Key leaks (if using Stripe)", "Severity": "High", "Mitigation": "Rotate"},
        {"Risk": "Traffic", "Severity": "High", "Mitigation": "Scale (if needed)"},
    )
    assert (one.applies_if, one.condition, other.applies_if, other.condition) == (
        "using Stripe",
        "using Stripe",
        "",
        "",
    )
    assert not other.optional


def test_a_line_without_cells() -> None:
    assert cells(Line(id="a", number=1, text="Fraud", kind=Kind.RISK)).name == "Fraud"
