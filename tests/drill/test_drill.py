"""Every shipped check is green on the good shop and red on the fault that is planted for it.

`pytest tests/drill -k http.hsts` runs the faults of one check, `-k hsts-zero` a single one, each together with
others (together.py says which); with `--drill-alone` each is planted by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

import pytest

from faults import Fault, catalogue
from pytest_golive.finding import Finding, Outcome
from servers.client import ShopClient
from tests.drill.conftest import PAGES, Judge, shipped
from tests.drill.together import TOGETHER, are_apart, in_groups

#: Those of MariaDB are planted into another shop (test_mariadb.py), those of flows are for test_contracts.py.
OF_OTHERS = ("is_variant", "is_for_mariadb", "is_of_flow")
FAULTS = [fault for fault in catalogue().values() if not any(getattr(fault, kind) for kind in OF_OTHERS)]
VARIANTS = [fault.name for fault in catalogue().values() if fault.is_variant]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "group" in metafunc.fixturenames:
        size = 1 if metafunc.config.getoption("drill_alone") else TOGETHER
        metafunc.parametrize("group", in_groups(FAULTS, size=size), ids=name_of)


def name_of(group: tuple[Fault, ...]) -> str:
    """What `-k` finds: each fault with the checks that it turns red."""
    return "&".join("+".join([fault.name, *fault.reds]) for fault in group)


def told(findings: Iterable[Finding]) -> dict[str, str]:
    """The words of findings by check."""
    return {one.check: f"{one.outcome}: {one.observed or one.reason}" for one in findings}


def is_green(finding: Finding) -> bool:
    """Passed and nothing less: on the good shop every check has something to look at."""
    return finding.outcome is Outcome.PASSED


def is_explained(finding: Finding, group: Iterable[Fault]) -> bool:
    """Whether a fault says that this check may be red or unable to tell; a check that broke is never right."""
    if finding.outcome is Outcome.ERROR:
        return False
    return any(fault.explains(finding.check, is_red=finding.outcome is Outcome.FAILED) for fault in group)


def is_late(finding: Finding) -> bool:
    """Whether an answer came too late, or not in time."""
    return re.search(r"timeout|timed out|took \d|in time|longer than", finding.observed + finding.reason) is not None


def test_every_check_has_a_fault() -> None:
    undrilled = set(shipped()) - {check for fault in FAULTS for check in fault.reds}
    assert not undrilled, f"no fault in examples/shop/faults turns these red: {sorted(undrilled)}"


def test_every_fault_names_shipped_checks() -> None:
    named = {check for fault in FAULTS for check in (*fault.reds, *fault.also)}
    assert named <= set(shipped()), f"unknown checks: {sorted(named - set(shipped()))}"


def test_good_shop(live_shop: ShopClient, judge: Judge) -> None:
    live_shop.heal()
    assert told(one for one in judge().values() if not is_green(one)) == {}


@pytest.mark.parametrize("variant", VARIANTS)
def test_other_good_shops(live_shop: ShopClient, judge: Judge, variant: str) -> None:
    live_shop.plant(variant)
    assert told(one for one in judge(faults=()).values() if not is_green(one)) == {}


def test_every_fault_is_planted_once_and_told_apart_from_its_partner() -> None:
    groups = in_groups(FAULTS)
    assert sorted(fault.name for group in groups for fault in group) == sorted(fault.name for fault in FAULTS)
    assert all(are_apart(*pair) for group in groups for pair in combinations(group, 2))
    # Else planting two at once saves little.
    assert sum(len(group) == 1 for group in groups) <= len(groups) // 10


def test_faults(live_shop: ShopClient, judge: Judge, group: tuple[Fault, ...]) -> None:
    planted = live_shop.plant(*(fault.name for fault in group))
    asked = {"crawl_limit": PAGES, "good_inside": planted["good_inside"], "faults": group}
    findings = judge(**asked)
    if any(is_late(one) for one in findings.values() if not is_green(one) and not is_explained(one, group)):
        # A busy machine is slow; that is no property of the shop. Planted anew, for its limits of requests are used up.
        live_shop.plant(*(fault.name for fault in group))
        findings = judge(**asked)
    for fault in group:
        missed = told(findings[check] for check in fault.reds if findings[check].outcome is not Outcome.FAILED)
        assert not missed, f"{fault.name} ({fault.summary}) should turn these red"
    unexplained = told(one for one in findings.values() if not is_green(one) and not is_explained(one, group))
    reasons = " and ".join(f"{fault.name} ({fault.summary})" for fault in group)
    assert not unexplained, f"{reasons}: no reason for these"
