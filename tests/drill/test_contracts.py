"""Every contract is green on the good shop, and red on the fault that is planted for it.

Some faults are planted at once, as in test_drill.py: those that no contract says anything about in common. The
contracts that must turn red are played; all groups of faults are for the drill: they are planted with `--drill-flows`
(as in `tox -e drill`), which plays the contracts of the same suites as well. `--drill-alone` plants each by itself.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from faults import Fault, catalogue
from pytest_golive.checks import load_checks, registry
from pytest_golive.checks.registry import Check
from pytest_golive.contracts.stage import Stage
from pytest_golive.facts import FACTS
from pytest_golive.facts.gather import Gatherer
from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings import Settings
from servers.client import ShopClient
from tests.drill.conftest import Read
from tests.drill.test_drill import is_explained, name_of, told
from tests.drill.together import have_own_checks, have_own_reds, in_groups

OF_FLOW = [fault for fault in catalogue().values() if fault.is_of_flow]
#: Those that have cells of the table of forged notices are for test_adversary.py.
FAULTS = [fault for fault in OF_FLOW if not fault.cells]
TOGETHER = 8
#: Contracts that the demo shop has nothing for, and where they are drilled.
ELSEWHERE = {
    # It takes keys of live mode, beside which no other contract moves money.
    "payment.live-payment-seen": "tests/contracts/gateways/test_books.py",
    **dict.fromkeys(
        ("flow.pay-bkash", "flow.pay-nagad", "flow.pay-acleda", "flow.pay-wing", "payment.live-mode"),
        "tests/contracts/test_methods.py",
    ),
}
ENFORCED = "payment.webhook-signature-enforced"
HOLDS = "it holds with a stand-in for "


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "group" in metafunc.fixturenames:
        found = groups(is_alone=metafunc.config.getoption("drill_alone"))
        metafunc.parametrize("group", in_drill([pytest.param(one, id=name_of(one)) for one in found]))


def in_drill(params: list[Any]) -> list[Any]:
    """For the drill alone: acting everything out takes ten minutes."""
    return [pytest.param(*one.values, id=one.id, marks=pytest.mark.only_in_drill) for one in params]


def groups(*, is_alone: bool) -> list[tuple[Fault, ...]]:
    """What is planted at once."""
    # Much of what is paid goes through the one gateway that is the default, and takes its time.
    paying = [fault for fault in FAULTS if fault.area == "flow_pay"]
    others = [fault for fault in FAULTS if fault.area != "flow_pay"]
    few, many = (1, 1) if is_alone else (TOGETHER, 6)
    return [
        *in_groups(others, size=few, apart=have_own_checks),
        *in_groups(paying, size=many, apart=have_own_reds),
    ]


def contracts() -> dict[str, Check]:
    """Every contract that can play on the demo shop."""
    return {name: one for name, one in load_checks().items() if one.is_contract and name not in ELSEWHERE}


def of_suites(faults: Iterable[Fault], *, neighbours: bool) -> dict[str, Check]:
    """The contracts that the faults must turn red, or with their neighbours."""
    if not neighbours:
        return {name: contracts()[name] for fault in faults for name in fault.reds}
    named = {name for fault in faults for name in (*fault.reds, *fault.also)}
    suites = {one.judge.__module__ for name, one in contracts().items() if name in named}
    return {name: one for name, one in contracts().items() if one.judge.__module__ in suites}


def as_of_sandboxes(finding: Finding) -> Finding:
    """What holds with stand-ins only counts as passed here: it is the contracts' own logic that is drilled."""
    is_held = finding.outcome is Outcome.UNVERIFIED and finding.reason.startswith(HOLDS)
    return replace(finding, outcome=Outcome.PASSED) if is_held else finding


Change = Callable[[Settings], Settings]


def unchanged(settings: Settings) -> Settings:
    """As golive.toml says."""
    return settings


def is_of_gateway(name: str) -> bool:
    """Whether a contract says something of a gateway itself."""
    found: bool = inspect.getclosurevars(FACTS[name].look).nonlocals["of_gateway"]
    return found


class Troupe:
    """Plays contracts on the shop as it is now."""

    def __init__(self, read: Read, shop: ShopClient) -> None:
        self._read = read
        self._shop = shop

    def play(self, checks: dict[str, Check], change: Change = unchanged) -> dict[str, Finding]:
        """The findings by contract; whatever they made is removed."""
        from golive_shop import HillHarbour

        settings = change(self._read().settings)
        stage = Stage(settings, environ={})
        stage.give(lambda: HillHarbour(stage.new_session(), self._shop.env))
        gatherer = Gatherer(
            {"settings": settings, "stage": stage}, deadline=400, allowed=("read-only", "probe", *settings.allow)
        )
        gatherer.start(checks)
        try:
            found = {name: registry.run(one, gatherer.get, {"settings": settings}, {}) for name, one in checks.items()}
            return {name: as_of_sandboxes(one) for name, one in found.items()}
        finally:
            stage.close()
            assert not stage.left


@pytest.fixture(scope="session")
def troupe(read_options: Read, live_shop: ShopClient) -> Troupe:
    return Troupe(read_options, live_shop)


def test_every_contract_has_a_fault() -> None:
    undrilled = set(contracts()) - {name for fault in OF_FLOW for name in fault.reds}
    assert not undrilled, f"no fault in examples/shop/faults/flow_*.py turns these red: {sorted(undrilled)}"


def test_good_shop(live_shop: ShopClient, troupe: Troupe) -> None:
    live_shop.heal()
    findings = troupe.play(contracts())
    assert told(one for one in findings.values() if one.outcome is not Outcome.PASSED) == {}
    outcomes = {outcome for _, _, _, outcome in findings[ENFORCED].tables[0].rows}
    assert outcomes == {"refused", "taken"}
    only_held = {name for name, one in findings.items() if one.reason.startswith(HOLDS)}
    assert only_held == {name for name in contracts() if is_of_gateway(name)}, "a stand-in makes nothing green"


def test_faults(
    live_shop: ShopClient, troupe: Troupe, group: tuple[Fault, ...], request: pytest.FixtureRequest
) -> None:
    live_shop.plant(*(fault.name for fault in group))
    option = request.config.getoption
    mine = of_suites(group, neighbours=option("drill_flows"))
    findings = troupe.play(contracts() if option("drill_alone") else mine)
    for fault in group:
        missed = told(findings[name] for name in fault.reds if findings[name].outcome is not Outcome.FAILED)
        assert not missed, f"{fault.name} ({fault.summary}) should turn these red"
    bad = [one for one in findings.values() if one.outcome is not Outcome.PASSED]
    unexplained = told(one for one in bad if not is_explained(one, group))
    assert not unexplained, f"{', '.join(fault.name for fault in group)}: no reason for these"
