"""An adapter that somebody wrote from docs/storefront.md alone, for a shop of another shape: all its contracts play.

data/paper_adapter.txt is that person's conftest.py, as it was handed in.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contracts.papershop import Papershop, serving
from tests.plugin.conftest import Gate, gate

__all__ = ["gate"]

ADAPTER = Path(__file__).parent / "data" / "paper_adapter.txt"
CONTRACTS = (
    *("browse-products", "add-to-cart", "cart", "checkout-form", "checkout", "success-page"),
    *("order-tracking", "order-tracking-details", "order-status-visible", "concurrent-orders"),
)
#: What the shop really lacks.
SOLD_OUT = ("failed", "a product that is sold out is offered on its page")
CONFIG = """
allow = ["writes"]
[target]
url = "{}"
[storefront]
currency = "EUR"
phone_prefix = "+49301234"
visible_seconds = 1
statuses = ["received", "sent", "delivered"]
"""


@pytest.fixture
def papershop() -> Papershop:
    return Papershop()


def test_every_contract_plays(
    gate: Gate, papershop: Papershop, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(ADAPTER.read_text(encoding="utf-8").splitlines()) < 80
    monkeypatch.setenv("PAPER_OFFICE", "clerk:ink-and-blotter")
    pytester.makeconftest(ADAPTER.read_text(encoding="utf-8"))
    names = (*CONTRACTS, "out-of-stock", "promo-valid")
    lines = "".join(f"- [ ] {name} <!-- golive: flow.{name} -->\n" for name in names)
    with serving(papershop) as address:
        before = dict(papershop.shelf)
        judged = gate(f"# Paper\n{lines}", config=CONFIG.format(address))
    outcomes = {line["text"]: (line["outcome"], line["reason"] or line["observed"]) for line in judged.verdict["lines"]}
    lacking = ("unverified", "the storefront has no apply_promo(), create_promo()")
    good = dict.fromkeys(CONTRACTS, ("passed", ""))
    assert outcomes == {**good, "out-of-stock": SOLD_OUT, "promo-valid": lacking}
    assert (papershop.ledger, papershop.shelf) == ({}, before), "nothing is left"
