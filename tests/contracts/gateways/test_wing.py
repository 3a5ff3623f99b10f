"""Wing against its stand-in: the form, the inquiry, and an envelope that anybody with the form can make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    BadRequest,
    Call,
    Capability,
    GatewayError,
    GatewayTimeout,
    PaymentIntent,
    Status,
)
from pytest_golive.contracts.gateways.wing import Wing, amount_of, open_gateway, seal
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import WingTable
from servers.certificates import Certificates
from servers.gateways import Answer, Courier
from servers.gateways import wing as server
from servers.gateways.wing import WingStandIn

from .common import all_are_unsupported, lend, reach, serve, troubles_have_their_names

PRICE = Money.of("1.50", "USD")


@pytest.fixture(scope="module")
def stand_in(certificates: Certificates) -> Iterator[WingStandIn]:
    yield from serve(WingStandIn, certificates)


@pytest.fixture(scope="module")
def table(stand_in: WingStandIn, certificates: Certificates) -> WingTable:
    return WingTable(
        base_url=stand_in.base_url,
        **reach(certificates),
        username=stand_in.username,
        rest_key=stand_in.rest_key,
    )


@pytest.fixture
def gateway(table: WingTable, stand_in: WingStandIn) -> Iterator[Wing]:
    stand_in.bills.clear()
    stand_in.calls.clear()
    stand_in.next, stand_in.currency = "", "USD"
    opened = open_gateway(table)
    assert isinstance(opened, Wing)
    yield from lend(opened)


def begin(gateway: Wing, table: WingTable, money: Money = PRICE, reference: str = "HH-1001-1") -> PaymentIntent:
    """Begin, and do what the payer's browser does."""
    begun = gateway.create_payment(money, reference, idempotency_key="key-1")
    form = gateway.handover(begun, "https://shop.test/wing/back/")
    shown = requests.post(begun.next_action.url, form, verify=table.ca_file, timeout=5)
    assert reference in shown.text
    return begun


def test_envelope_as_one_integration_has_it() -> None:
    wanted = "FkrsZSgVYradj/TIgVP3J5Ht2LHg5TGvu47CQ+CyiL0="
    assert seal("rest-key", {"remark": "INV1"}) == wanted == server.seal("rest-key", {"remark": "INV1"})
    assert server.unseal("rest-key", wanted) == {"remark": "INV1"}


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text(max_size=9), st.text(max_size=40), max_size=5), st.text())
def test_what_is_sealed_can_be_opened(told: dict[str, str], key: str) -> None:
    assert server.unseal(key, seal(key, told)) == told
    with pytest.raises(ValueError):
        server.unseal(f"{key}x", seal(key, {**told, "remark": "x" * 200}))


def test_amounts_as_wing_writes_them() -> None:
    for told in (" USD 30.00", "USD 30.00", "USD30.00", "USD 30"):
        assert amount_of(told) == Money.of("30.00", "USD")
    assert amount_of(" KHR 120,000 ") == Money.of("120000", "KHR")
    assert amount_of("1.15", "USD") == Money.of("1.15", "USD")
    for wrong in ("", "USD", "USD 1.005", "KHR 100.50", "30.00", "USD -1", "USD 1e3", "usd 3"):
        with pytest.raises(GatewayError, match="no amount"):
            amount_of(wrong)


def test_mode_is_told_by_host_and_field(table: WingTable) -> None:
    stage, live = "https://stageonline.wingmoney.com/wingonlinesdk/", "https://wingsdk.wingmoney.com:334/"
    kinds = {(stage, True): "test", (stage, False): "unknown", (live, True): "live", (live, False): "live"}
    for (url, sandbox), kind in kinds.items():
        assert open_gateway(WingTable(base_url=url, sandbox=sandbox)).mode_of_credentials().kind == kind
    assert open_gateway(WingTable()).mode_of_credentials().kind == "unknown"
    assert open_gateway(table).mode_of_credentials().kind == "test"


def test_credentials(gateway: Wing, table: WingTable, stand_in: WingStandIn, monkeypatch: Any) -> None:
    assert gateway.verify_credentials().state == "accepted"
    wrong = open_gateway(replace(table, rest_key="wrong-secret"))
    told = wrong.verify_credentials()
    assert told.state == "refused"
    assert "wrong-secret" not in told.evidence
    with pytest.raises(AuthFailed):
        wrong.get_payment("HH-1001-1")
    monkeypatch.setattr(stand_in, "answer", lambda asked: Answer(200, {"errorCode": "7", "errorText": "Sorry"}))
    with pytest.raises(GatewayError, match="Sorry"):
        gateway.verify_credentials()
    monkeypatch.setattr(stand_in, "answer", lambda asked: Answer(401, {}))
    assert gateway.verify_credentials().state == "refused"


def test_paid(gateway: Wing, table: WingTable, stand_in: WingStandIn) -> None:
    begun = begin(gateway, table)
    assert begun.status is Status.REQUIRES_ACTION
    told = gateway.get_payment(begun.id)
    assert (told.status, told.decline_code) == (Status.REQUIRES_ACTION, "404")
    back = stand_in.pay(begun.id)
    assert back["query"]["amount"] == " USD 1.50"
    done = gateway.complete(begun.id, back["query"])
    assert (done.status, done.money, done.reference) == (Status.SUCCEEDED, PRICE, "HH-1001-1")
    assert done.transaction
    assert open_gateway(table).get_payment(begun.id) == done


def test_not_paid(gateway: Wing, table: WingTable, stand_in: WingStandIn) -> None:
    begun = begin(gateway, table)
    stand_in.next = "declined"
    stand_in.pay(begun.id)
    told = gateway.get_payment(begun.id)
    # No word for a decline is published, so that it is not paid is all that can be said.
    assert (told.status, told.decline_code) == (Status.REQUIRES_ACTION, "500")
    with pytest.raises(BadRequest, match="not found"):
        gateway.get_payment("unknown")


def test_smaller_payment_is_told_as_it_is(gateway: Wing, table: WingTable, stand_in: WingStandIn) -> None:
    begun = begin(gateway, table)
    stand_in.next = "smaller"
    stand_in.pay(begun.id)
    assert gateway.get_payment(begun.id).money == Money.of("0.75", "USD")


@pytest.mark.parametrize("trouble", ["late", "cut", "half"])
def test_answer_that_never_comes(gateway: Wing, table: WingTable, stand_in: WingStandIn, trouble: str) -> None:
    begun = begin(gateway, table)
    stand_in.pay(begun.id)
    stand_in.next = trouble
    with pytest.raises(GatewayTimeout):
        gateway.get_payment(begun.id)
    assert gateway.get_payment(begun.id).status is Status.SUCCEEDED
    form = gateway.handover(begun, "https://shop.test/")
    again = requests.post(begun.next_action.url, form, verify=table.ca_file, timeout=5)
    assert "Duplicate remark" in again.text, "a paid remark cannot be paid again"


@pytest.mark.parametrize(
    ("amount", "currency"),
    [("0.01", "USD"), ("1.00", "USD"), ("19.99", "USD"), ("1000.10", "USD"), ("1.15", "USD"), ("4000", "KHR")],
)
def test_amounts_come_back_exactly(
    gateway: Wing, table: WingTable, stand_in: WingStandIn, amount: str, currency: str
) -> None:
    stand_in.currency = currency
    begun = begin(gateway, table, Money.of(amount, currency))
    assert stand_in.calls[-1].form["amount"] == amount
    stand_in.pay(begun.id)
    assert gateway.get_payment(begun.id).money == Money.of(amount, currency)


def test_what_it_does_not_take(gateway: Wing, table: WingTable) -> None:
    for money in (Money.of("100.50", "KHR"), Money.of("1.00", "EUR"), Money(0, "USD")):
        with pytest.raises(BadRequest):
            gateway.create_payment(money, "HH-1", idempotency_key="k")
    with pytest.raises(BadRequest, match="base_url"):
        open_gateway(replace(table, base_url="")).verify_credentials()
    all_are_unsupported(
        lambda: gateway.refund("x", idempotency_key="k"),
        lambda: gateway.authorize(PRICE, "x", idempotency_key="k"),
        lambda: gateway.cancel("x"),
    )
    assert not gateway.capabilities & {Capability.REFUND, Capability.WEBHOOK}


def test_troubles_have_their_names(gateway: Wing, stand_in: WingStandIn) -> None:
    troubles_have_their_names(stand_in, lambda: gateway.get_payment("x"))


def test_callback(gateway: Wing, table: WingTable, stand_in: WingStandIn, shop: Any, courier: Courier) -> None:
    shop.hears(stand_in, courier)
    begun = begin(gateway, table)
    with pytest.raises(LookupError):
        stand_in.notify(begun.id)
    stand_in.pay(begun.id)
    assert stand_in.notify(begun.id) == 200
    heard = server.unseal(table.rest_key, shop.calls[-1].form["contents"])
    event = gateway.build_event("paid", gateway.get_payment(begun.id))
    assert event.is_genuine
    ours = server.unseal(table.rest_key, contents_of(event))
    assert {key: heard[key] for key in ours} == ours


def test_forgeries_are_forged(gateway: Wing, table: WingTable, stand_in: WingStandIn) -> None:
    other = begin(gateway, table, reference="HH-1000-1")
    stand_in.pay(other.id)
    other, victim = gateway.get_payment(other.id), begin(gateway, table)
    forged = gateway.forgeries(victim, other=other)
    assert len({call.name for call in forged}) == len(forged) == 11
    for call in (*forged, gateway.build_event("paid", victim)):
        if call.to == "back":
            assert not is_confirmed(gateway, call.query["remark"], victim), call.name
            continue
        try:
            told = server.unseal(table.rest_key, contents_of(call))
        except ValueError:
            assert call.must_be_refused, call.name
        else:
            assert not call.must_be_refused, call.name
            assert not is_confirmed(gateway, told["remark"], victim), call.name


def is_confirmed(gateway: Wing, remark: str, order: PaymentIntent) -> bool:
    """What a careful shop does before it believes."""
    return remark == order.reference and gateway.get_payment(remark).status is Status.SUCCEEDED


def contents_of(call: Call) -> str:
    return dict(parse_qsl(call.body.decode())).get("contents", "")
