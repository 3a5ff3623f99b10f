"""Every shipped check is green on the good shop and red on the fault that is planted for it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from faults import Fault, catalogue
from pytest_golive.finding import Finding, Outcome
from servers.client import ShopClient
from tests.drill.conftest import Judge, shipped

RED = {Outcome.FAILED, Outcome.ERROR}
FAULTS = [fault for fault in catalogue().values() if not fault.is_variant]
VARIANTS = [fault.name for fault in catalogue().values() if fault.is_variant]


def table(findings: Mapping[str, Finding], outcomes: set[Outcome]) -> dict[str, str]:
    """The findings with one of these outcomes, each with its words."""
    return {
        name: f"{finding.outcome}: {finding.observed or finding.reason}"
        for name, finding in findings.items()
        if finding.outcome in outcomes
    }


def test_every_check_has_a_fault() -> None:
    undrilled = set(shipped()) - {check for fault in FAULTS for check in fault.reds}
    assert not undrilled, f"no fault in examples/shop/faults turns these red: {sorted(undrilled)}"


def test_every_fault_names_shipped_checks() -> None:
    named = {check for fault in FAULTS for check in (*fault.reds, *fault.also)}
    assert named <= set(shipped()), f"unknown checks: {sorted(named - set(shipped()))}"


def test_good_shop(live_shop: ShopClient, judge: Judge) -> None:
    live_shop.heal()
    assert table(judge(), set(Outcome) - {Outcome.PASSED}) == {}


@pytest.mark.parametrize("variant", VARIANTS)
def test_other_good_shops(live_shop: ShopClient, judge: Judge, variant: str) -> None:
    live_shop.plant(variant)
    assert table(judge(), set(Outcome) - {Outcome.PASSED}) == {}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault(live_shop: ShopClient, judge: Judge, fault: Fault) -> None:
    live_shop.plant(fault.name)
    red = table(judge(), RED)
    missed = set(fault.reds) - set(red)
    assert not missed, f"{fault.name} ({fault.summary}) should turn {sorted(missed)} red"
    unexplained = {name: text for name, text in red.items() if name not in {*fault.reds, *fault.also}}
    assert not unexplained, f"{fault.name} ({fault.summary}) turned others red, too"
