"""ACLEDA XPAY against its stand-in: JSON only, codes inside HTTP 200, and two kinds of hashes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_golive.contracts.gateways.acleda import callback_hash, open_gateway, session_hash
from pytest_golive.contracts.gateways.answers import unpublished
from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    BadRequest,
    Capability,
    Gateway,
    GatewayError,
    GatewayTimeout,
    PaymentIntent,
    Status,
)
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import AcledaTable
from servers.certificates import Certificates
from servers.gateways import Answer, Courier
from servers.gateways import acleda as server
from servers.gateways.acleda import AcledaStandIn

from .common import all_are_unsupported, lend, reach, serve, troubles_have_their_names

PRICE = Money.of("1.50", "USD")


@pytest.fixture(scope="module")
def stand_in(certificates: Certificates) -> Iterator[AcledaStandIn]:
    yield from serve(AcledaStandIn, certificates)


@pytest.fixture(scope="module")
def table(stand_in: AcledaStandIn, certificates: Certificates) -> AcledaTable:
    return AcledaTable(
        base_url=stand_in.base_url,
        **reach(certificates),
        login=stand_in.login,
        password=stand_in.password,
        merchant_id=stand_in.merchant_id,
        secret=stand_in.secret,
    )


@pytest.fixture
def gateway(table: AcledaTable, stand_in: AcledaStandIn) -> Iterator[Gateway]:
    stand_in.transactions.clear()
    stand_in.calls.clear()
    stand_in.next, stand_in.now = "", lambda: datetime.now(UTC)
    yield from lend(open_gateway(table))


def begin(gateway: Gateway, money: Money = PRICE, reference: str = "HH-1001-1") -> PaymentIntent:
    return gateway.create_payment(money, reference, idempotency_key="key-1")


def test_hashes_as_integrators_have_them() -> None:
    assert session_hash("shh", "M1", "login", "pwd", "TX1") == (
        "F040D73B5FC2BDCDA00B627D7FCA319204984AE1C1DA3058A2FF975343A14AC8"
        "B9423AE950C1CB8232296592DA69DE5985B4CEC7D2A436577DE35D41A6ED2BA0"
    )
    wanted = "8c17f0ab87f386e0ae220059fc329a39668d14caeea3eb68e198608d0a187892"
    assert callback_hash("shh", "TX1", "TOK1", "1.50") == wanted


@settings(max_examples=40, deadline=None)
@given(st.text(), st.text(), st.text(), st.text(min_size=1))
def test_both_sides_hash_alike(transaction: str, token: str, amount: str, secret: str) -> None:
    told = {"TransactionId": transaction, "PaymentTokenId": token, "TxnAmount": amount}
    signed = {**told, "SignedHash": callback_hash(secret, transaction, token, amount)}
    assert server.is_genuine(signed, secret)
    assert not server.is_genuine({**signed, "TxnAmount": f"{amount}0"}, secret)
    assert session_hash(secret, transaction, token) == server.session_hash(secret, transaction + token)


def test_credentials(gateway: Gateway, table: AcledaTable, stand_in: AcledaStandIn) -> None:
    assert gateway.verify_credentials().state == "accepted"
    assert not stand_in.transactions, "nothing was opened"
    for name in ("login", "password", "merchant_id", "secret"):
        wrong = open_gateway(replace(table, **{name: "wrong-value"}))
        told = wrong.verify_credentials()
        assert told.state == "refused", name
        assert "wrong-value" not in told.evidence
        with pytest.raises(AuthFailed):
            begin(wrong)


def test_words_that_nobody_published() -> None:
    kinds = {
        "Transaction not found": BadRequest,
        "Invalid hash": AuthFailed,
        "UNAUTHORIZED": AuthFailed,
        "Merchant not found": GatewayError,
        "System busy": GatewayError,
        "": GatewayError,
    }
    for words, kind in kinds.items():
        assert type(unpublished(words, "-1")) is kind


def test_answer_that_tells_nothing(gateway: Gateway, stand_in: AcledaStandIn, monkeypatch: Any) -> None:
    monkeypatch.setattr(stand_in, "answer", lambda asked: Answer(200, {"result": {"code": -99, "errorDetails": "?"}}))
    with pytest.raises(GatewayError, match="-99"):
        gateway.verify_credentials()
    monkeypatch.setattr(stand_in, "answer", lambda asked: Answer(200, {}))
    with pytest.raises(GatewayError, match="without a result"):
        gateway.verify_credentials()


def test_json_and_nothing_else(stand_in: AcledaStandIn, table: AcledaTable) -> None:
    url = f"{stand_in.base_url}{server.SERVICE}/openSessionV2"
    how: dict[str, Any] = {"verify": table.ca_file, "timeout": 5}
    assert requests.post(url, data={"loginId": "x"}, **how).status_code == 415
    answer = requests.post(url, json={"loginId": "x"}, **how)
    assert (answer.status_code, answer.text) == (500, "Could not read the transaction")


def test_paid(gateway: Gateway, stand_in: AcledaStandIn, table: AcledaTable) -> None:
    begun = begin(gateway)
    assert (begun.status, begun.money, begun.reference) == (Status.REQUIRES_ACTION, PRICE, "HH-1001-1")
    assert begun.next_action.url == f"{table.base_url}/paymentPage.jsp"
    assert begun.next_action.qr
    told = gateway.get_payment(begun.id)
    assert (told.status, told.decline_code) == (Status.REQUIRES_ACTION, "1 PENDING")
    one = stand_in.transactions[begun.id]
    page = {"merchantID": table.merchant_id, "sessionid": one.session, "paymenttokenid": begun.id}
    page |= {"successUrlToReturn": "https://shop.test/thanks/", "errorUrl": "https://shop.test/sorry/"}
    shown = requests.post(begun.next_action.url, page, verify=table.ca_file, timeout=5)
    assert "1.50 USD" in shown.text
    back = stand_in.pay(begun.id)
    assert back["url"].startswith("https://shop.test/thanks/?_transactionid=HH-1001-1")
    done = gateway.complete(begun.id, back["query"])
    assert (done.status, done.money, done.reference) == (Status.SUCCEEDED, PRICE, "HH-1001-1")
    assert open_gateway(table).get_payment(begun.id) == done
    with pytest.raises(BadRequest, match="Duplicate"):
        begin(gateway)


def test_declined_expired_unknown(gateway: Gateway, stand_in: AcledaStandIn) -> None:
    declined = begin(gateway)
    stand_in.next = "declined"
    stand_in.pay(declined.id)
    told = gateway.get_payment(declined.id)
    # The bank's word for it is not known, so that it is not paid is all that can be said.
    assert (told.status, told.decline_code) == (Status.REQUIRES_ACTION, "2 DECLINED")
    forgotten = begin(gateway, reference="HH-1002-1")
    stand_in.now = lambda: datetime.now(UTC) + timedelta(minutes=6)
    assert gateway.get_payment(forgotten.id).status is Status.EXPIRED
    with pytest.raises(LookupError):
        stand_in.pay(forgotten.id)
    with pytest.raises(BadRequest, match="not found"):
        gateway.get_payment("unknown")


@pytest.mark.parametrize(
    ("code", "details"), [(1, "SUCCESS"), ("", "SUCCESS"), (None, "SUCCESS"), (0, "PENDING"), (0, ""), (0, "success")]
)
def test_only_both_words_are_paid(
    gateway: Gateway, stand_in: AcledaStandIn, monkeypatch: Any, code: Any, details: str
) -> None:
    begun = begin(gateway)
    told = {"result": {"code": code, "errorDetails": details, "xTran": {"txid": "HH-1001-1"}}}
    monkeypatch.setattr(stand_in, "answer", lambda asked: Answer(200, told))
    assert gateway.get_payment(begun.id).status is Status.REQUIRES_ACTION
    with pytest.raises(GatewayError):
        begin(gateway)


@pytest.mark.parametrize("trouble", ["late", "cut", "half"])
def test_answer_that_never_comes(gateway: Gateway, stand_in: AcledaStandIn, trouble: str) -> None:
    stand_in.next = trouble
    with pytest.raises(GatewayTimeout):
        begin(gateway)
    again = begin(gateway)
    assert len(stand_in.transactions) == 1, "the same txid is the same transaction"
    stand_in.pay(again.id)
    stand_in.next = trouble
    with pytest.raises(GatewayTimeout):
        gateway.get_payment(again.id)
    assert gateway.get_payment(again.id).status is Status.SUCCEEDED


@pytest.mark.parametrize(
    ("amount", "currency"),
    [("0.01", "USD"), ("1.00", "USD"), ("19.99", "USD"), ("1000.10", "USD"), ("1.15", "USD"), ("4000", "KHR")],
)
def test_amounts_come_back_exactly(gateway: Gateway, stand_in: AcledaStandIn, amount: str, currency: str) -> None:
    begun = begin(gateway, Money.of(amount, currency))
    assert stand_in.calls[-1].json["xpayTransaction"]["purchaseAmount"] == amount
    stand_in.pay(begun.id)
    assert gateway.get_payment(begun.id).money == Money.of(amount, currency)


def test_what_it_does_not_take(gateway: Gateway, stand_in: AcledaStandIn, table: AcledaTable) -> None:
    with pytest.raises(BadRequest, match="whole riel"):
        begin(gateway, Money.of("100.50", "KHR"))
    with pytest.raises(BadRequest, match="USD or KHR"):
        begin(gateway, Money.of("1.00", "EUR"))
    with pytest.raises(BadRequest, match="txid"):
        begin(gateway, reference="x" * 17)
    with pytest.raises(BadRequest, match="base_url"):
        begin(open_gateway(replace(table, base_url="")))
    all_are_unsupported(
        lambda: gateway.refund("x", idempotency_key="k"),
        lambda: gateway.capture("x", PRICE),
        lambda: gateway.authorize(PRICE, "x", idempotency_key="k"),
        lambda: gateway.build_event("failed", begin(gateway)),
    )
    assert Capability.REFUND not in gateway.capabilities
    stand_in.calls.clear()


def test_troubles_have_their_names(gateway: Gateway, stand_in: AcledaStandIn) -> None:
    troubles_have_their_names(stand_in, lambda: begin(gateway))


def test_callback(gateway: Gateway, stand_in: AcledaStandIn, shop: Any, courier: Courier) -> None:
    shop.hears(stand_in, courier)
    begun = begin(gateway)
    with pytest.raises(LookupError):
        stand_in.notify(begun.id)
    stand_in.pay(begun.id)
    assert stand_in.notify(begun.id) == 200
    heard = shop.calls[-1].json
    assert server.is_genuine(heard, stand_in.secret)
    event = gateway.build_event("paid", gateway.get_payment(begun.id))
    assert event.is_genuine
    assert json.loads(event.body) == heard


def test_forgeries_are_forged(gateway: Gateway, stand_in: AcledaStandIn) -> None:
    other = begin(gateway, reference="HH-1000-1")
    stand_in.pay(other.id)
    other, victim = gateway.get_payment(other.id), begin(gateway)
    forged = gateway.forgeries(victim, other=other)
    assert len({call.name for call in forged}) == len(forged) == 12
    for call in (*forged, gateway.build_event("paid", victim)):
        if call.to == "back":
            assert not is_confirmed(gateway, call.query["_transactionid"], call.query["_paymenttokenid"], victim)
            continue
        notice = json.loads(call.body)
        is_signed = server.is_genuine(notice, stand_in.secret)
        assert is_signed != call.must_be_refused, call.name
        if is_signed:
            paid = is_confirmed(gateway, notice["TransactionId"], notice["PaymentTokenId"], victim)
            assert not paid, call.name


def is_confirmed(gateway: Gateway, reference: str, token: str, order: PaymentIntent) -> bool:
    """What a careful shop does before it believes."""
    if reference != order.reference:
        return False
    told = gateway.get_payment(token)
    return told.status is Status.SUCCEEDED and (told.reference, told.money) == (order.reference, order.money)
