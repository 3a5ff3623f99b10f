"""Ways of a shop that no stand-in of a gateway has: each is played against a shop that is bent in this one way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pytest_golive.contracts.gateways.base import PaymentIntent
from pytest_golive.finding import Outcome
from tests.contracts.tillshop import Till, Tillshop, play

PASSED, FAILED, UNVERIFIED = Outcome.PASSED, Outcome.FAILED, Outcome.UNVERIFIED
ENFORCED = "payment.webhook-signature-enforced"


class Unsigned(Till):
    """Its secret is not given to the gate."""

    secret = ""

    def build_event(self, kind: str, payment: PaymentIntent) -> Any:
        self._unsupported("sign")


class Silent(Till):
    """Nothing can be said in its name that is about nothing of the shop's."""

    events = ()


@pytest.mark.parametrize(
    ("shop", "outcome", "words"),
    [
        (Tillshop(), PASSED, ""),
        (Tillshop(waits=0.4), PASSED, ""),
        (Tillshop(unknown=404), PASSED, ""),
        (Tillshop(believes_amounts=True, waits=0.4), FAILED, "rightly signed, smaller amount: the order is paid a mo"),
        (Tillshop(answers=405, till=Silent()), FAILED, "no signature: there is no such endpoint (405)"),
        (Tillshop(answers=404, till=Silent()), FAILED, "no signature: there is no such endpoint (404)"),
        (Tillshop(answers=403, till=Silent()), UNVERIFIED, "refuses what stripe itself would send, too (403)"),
        (Tillshop(answers=429, till=Silent()), UNVERIFIED, "9 notices met a rate limit (429)"),
        (Tillshop(till=Unsigned()), UNVERIFIED, "no notice of stripe could be signed rightly"),
        (Tillshop(books_again=True), FAILED, "a notice that came again made it USD 37.50"),
        (Tillshop(books_again=True, tells_paid=False), UNVERIFIED, "whether it was booked twice is not seen"),
    ],
)
def test_forged_notices(shop: Tillshop, outcome: Outcome, words: str, tmp_path: Path) -> None:
    told = play(shop, ENFORCED, tmp_path)
    assert (told.outcome, words in told.text) == (outcome, True), told
    assert bool(told.cure) == (outcome is UNVERIFIED)


@pytest.mark.parametrize(
    ("shop", "outcome", "words"),
    [
        (Tillshop(), PASSED, ""),
        (Tillshop(books_again=True), FAILED, "a repeated notice made it USD 25.00"),
        (Tillshop(tells_paid=False), UNVERIFIED, "whether it was booked twice is not seen"),
    ],
)
def test_a_repeated_notice(shop: Tillshop, outcome: Outcome, words: str, tmp_path: Path) -> None:
    told = play(shop, "flow.payment-completes", tmp_path)
    assert (told.outcome, words in told.text) == (outcome, True), told
