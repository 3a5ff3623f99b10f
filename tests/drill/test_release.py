"""The checks about the checklist itself, through the real gate: its findings, its recorder, its verdict."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checks import load_checks
from pytest_golive.facts.client import Client
from pytest_golive.finding import Outcome
from pytest_golive.gate import Gate
from pytest_golive.verdict import Verdict
from servers.client import ShopClient
from tests.drill.conftest import Read

CHECKLIST = """\
# Go-live

ALL items must be checked before deployment.

## 🔴 CRITICAL

- [ ] Certificate
  - SSL certificate valid
  - Certificate chain complete
- [ ] No wildcard in ALLOWED_HOSTS

## 🟡 HIGH PRIORITY

- [ ] HSTS enabled
- [ ] Unknown hosts rejected

## 🟢 MEDIUM

- [ ] MX records configured

## Decision

- [ ] All CRITICAL items checked
- [ ] All HIGH PRIORITY items checked (or acceptable workarounds)
- [ ] ALL items must be checked before deployment.
"""
CRITICAL, HIGH, ALL = (
    "All CRITICAL items checked",
    "All HIGH PRIORITY items checked (or acceptable workarounds)",
    "ALL items must be checked before deployment.",
)
#: The fault, and the lines that are red then: what it breaks, the group that is part of, and what sums up.
RED = {
    "certificate-expires-soon": {"SSL certificate valid", "Certificate", CRITICAL, ALL},
    "host-wildcard": {"No wildcard in ALLOWED_HOSTS", CRITICAL, ALL},
    "hsts-zero": {"HSTS enabled", HIGH, ALL},
    "mx-missing": {"MX records configured", ALL},
}


@pytest.fixture
def gate(read_options: Read, tmp_path: Path) -> Gate:
    """A gate with the checklist, that has not looked yet."""
    (tmp_path / "GO_LIVE.md").write_text(CHECKLIST, encoding="utf-8")
    checks = load_checks()
    options = read_options()
    gate = Gate(options, Client(options.settings), checks, started=time.monotonic())
    gate.read_checklist(tmp_path / "GO_LIVE.md", "GO_LIVE.md", Binder(checks))
    return gate


def verdict_of(gate: Gate) -> Verdict:
    """Look, ask each line's checks and report them as its pytest item does."""
    [checklist] = gate.checklists.values()
    bound = {
        line.id: [one for one in gate.binding(checklist, line).bound if not gate.checks[one.check].is_about_document]
        for line in gate.lines_to_run(checklist)
    }
    gate.start({fact for some in bound.values() for one in some for fact in gate.checks[one.check].facts})
    for line, checks in bound.items():
        report = pytest.TestReport(line, (line, None, line), {}, "passed", None, "call")
        findings = [gate.finding(one) for one in checks]
        report.golive = {"checklist": checklist.path, "id": line, "findings": findings}
        gate.recorder.report(report)
    return gate.close([])


def lines(verdict: Verdict, outcome: Outcome) -> set[str]:
    """The texts of the lines with this outcome."""
    return {line.text for line in verdict.lines if line.outcome is outcome}


def test_the_checklist_asks_every_check_about_the_document(gate: Gate) -> None:
    about = {name for name, check in load_checks().items() if check.is_about_document}
    [checklist] = gate.checklists.values()
    bound = {one.check for line in checklist.lines for one in gate.binding(checklist, line).bound}
    # A line with parts is a group by its parts alone; no words bind it. Flows are acted out in tests/contracts.
    assert about == (bound & about) | {"release.group-complete", "release.flows-all-pass"}


def test_good_shop_is_go(live_shop: ShopClient, gate: Gate) -> None:
    live_shop.heal()
    verdict = verdict_of(gate)
    assert verdict.decision == "GO", verdict.blockers
    assert {line.text: line.outcome for line in verdict.lines if line.outcome is not Outcome.PASSED} == {}
    group = next(line for line in verdict.lines if line.text == "Certificate")
    assert group.checks == ("release.group-complete",)
    assert group.evidence == ("2 of 2 parts are proven",)


@pytest.mark.parametrize("fault", RED)
def test_one_fault_is_no_go(live_shop: ShopClient, gate: Gate, fault: str) -> None:
    live_shop.plant(fault)
    verdict = verdict_of(gate)
    assert verdict.decision == "NO-GO"
    assert lines(verdict, Outcome.FAILED) == RED[fault]
    assert lines(verdict, Outcome.PASSED) == {line.text for line in verdict.lines} - RED[fault]
