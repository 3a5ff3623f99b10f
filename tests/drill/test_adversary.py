"""The table of forged notices: each way to let one in shows in exactly its cells.

That the good shop refuses all is seen in test_contracts.py.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from faults import find
from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings import Settings
from servers.client import ShopClient
from tests.drill.test_contracts import ENFORCED, OF_FLOW, Troupe, contracts, in_drill, troupe, unchanged
from tests.drill.test_drill import told

__all__ = ["troupe"]

#: Of one gateway, those go together that change different lines and are seen in different cells.
GROUPS = (
    ("stripe-secret-empty", "razorpay-one-secret", "sslcommerz-notice-trusted", "khqr-any-amount"),
    (
        *("stripe-any-time", "stripe-body-written-anew", "razorpay-return-unsigned", "razorpay-order-not-looked-up"),
        *("sslcommerz-any-transaction", "sslcommerz-any-amount", "khqr-any-account"),
    ),
    (
        *("stripe-old-scheme", "stripe-any-amount", "razorpay-any-currency", "razorpay-books-again"),
        *("khqr-any-currency", "khqr-claim-trusted"),
    ),
)


def with_claims(settings: Settings) -> Settings:
    """The page that takes “I have paid” is declared."""
    khqr = settings.payment.khqr
    assert khqr is not None
    declared = replace(khqr, callback="/payments/khqr/claim/", back="/payments/khqr/claim/")
    return replace(settings, payment=replace(settings.payment, khqr=declared))


def played(troupe: Troupe, group: tuple[str, ...]) -> Finding:
    change = with_claims if "khqr-claim-trusted" in group else unchanged
    return troupe.play({ENFORCED: contracts()[ENFORCED]}, change)[ENFORCED]


def table(finding: Finding) -> dict[tuple[str, str], str]:
    """The outcomes by gateway and attack."""
    assert finding.tables, told([finding])
    return {(gateway, attack): outcome for gateway, attack, _, outcome in finding.tables[0].rows}


def test_every_way_in_is_planted_once() -> None:
    assert sorted(name for group in GROUPS for name in group) == sorted(one.name for one in OF_FLOW if one.cells)


@pytest.mark.parametrize("group", in_drill([pytest.param(group, id="+".join(group)) for group in GROUPS]))
def test_each_way_in_shows_in_its_cells(live_shop: ShopClient, troupe: Troupe, group: tuple[str, ...]) -> None:
    live_shop.plant(*group)
    finding = played(troupe, group)
    open_ones = {cell for cell, outcome in table(finding).items() if outcome not in {"refused", "taken"}}
    assert open_ones == {cell for name in group for cell in find(name).cells}, finding.observed
    assert finding.outcome is Outcome.FAILED
