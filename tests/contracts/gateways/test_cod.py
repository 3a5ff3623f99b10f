"""Cash on delivery: promised, taken once, or refused at the door."""

from __future__ import annotations

import pytest

from pytest_golive.contracts.gateways.base import BadRequest, Capability, Status, Unsupported
from pytest_golive.contracts.gateways.cod import CodGateway, open_gateway
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import CodTable

DUE = Money(100_010, "USD")


@pytest.fixture
def gateway() -> CodGateway:
    return open_gateway(CodTable())


def test_a_promise_is_no_money(gateway: CodGateway) -> None:
    made = gateway.create_payment(DUE, "A-1", idempotency_key="k1")
    assert (made.status, made.money, made.next_action.kind) == (Status.AUTHORIZED, DUE, "collect_cash")
    assert gateway.create_payment(DUE, "A-1", idempotency_key="k1", capture="automatic") == made
    assert gateway.authorize(DUE, "A-1", idempotency_key="k1") == gateway.get_payment("A-1") == made
    for money, key in ((Money(1, "USD"), "k1"), (DUE, "k2")):
        with pytest.raises(BadRequest, match="promised already"):
            gateway.create_payment(money, "A-1", idempotency_key=key)


def test_cash_is_taken_once_and_in_full(gateway: CodGateway) -> None:
    gateway.authorize(DUE, "A-1", idempotency_key="k1")
    for money in (Money(100_009, "USD"), Money(100_010, "EUR")):
        with pytest.raises(BadRequest, match="that are due"):
            gateway.capture("A-1", money)
    taken = gateway.capture("A-1", DUE)
    assert (taken.status, taken.money) == (Status.SUCCEEDED, DUE)
    assert gateway.capture("A-1", DUE) == gateway.get_payment("A-1") == taken
    with pytest.raises(BadRequest, match="by hand"):
        gateway.cancel("A-1")


def test_a_parcel_that_is_refused_is_not_paid(gateway: CodGateway) -> None:
    gateway.authorize(DUE, "A-1", idempotency_key="k1")
    assert gateway.cancel("A-1").status is gateway.cancel("A-1").status is Status.CANCELED
    with pytest.raises(BadRequest, match="refused at the door"):
        gateway.capture("A-1", DUE)


def test_what_it_cannot_do_is_said(gateway: CodGateway) -> None:
    made = gateway.authorize(DUE, "A-1", idempotency_key="k1")
    assert gateway.capabilities == {Capability.AUTHORIZE, Capability.CAPTURE, Capability.CANCEL}
    with pytest.raises(BadRequest, match="nobody has promised"):
        gateway.get_payment("A-2")
    with pytest.raises(Unsupported, match="cancel"):
        gateway.create_payment(DUE, "A-2", idempotency_key="k2", outcome="declined")
    for refused in (
        gateway.mode_of_credentials,
        gateway.verify_credentials,
        lambda: gateway.refund("A-1", idempotency_key="r1"),
        lambda: gateway.build_event("paid", made),
    ):
        with pytest.raises(Unsupported):
            refused()


def test_a_customer_may_claim_what_they_like(gateway: CodGateway) -> None:
    made = gateway.authorize(DUE, "A-1", idempotency_key="k1")
    forged = gateway.forgeries(made)
    assert len(forged) == 3
    assert not any(call.must_be_refused or call.is_genuine for call in forged)
    assert all(b"A-1" in call.body or call.query["reference"] == "A-1" for call in forged)
