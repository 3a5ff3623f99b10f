"""bKash against its stand-in: HTTP 200 for failures, two tokens an hour, one execution; and the notices of SNS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import requests

from pytest_golive.contracts.gateways import bkash
from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    BadRequest,
    Capability,
    Declined,
    Gateway,
    GatewayTimeout,
    PaymentIntent,
    RateLimited,
    Status,
    Unsupported,
)
from pytest_golive.contracts.gateways.bkash import open_gateway
from pytest_golive.contracts.gateways.sns import text_to_sign
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import BkashTable
from servers.certificates import Certificates
from servers.gateways import Courier, sns
from servers.gateways.bkash import CHECKOUT, BkashStandIn

from .common import is_confirmed, lend, reach, serve, troubles_have_their_names

TAKA = Money.of("100.00", "BDT")


@pytest.fixture(scope="module")
def stand_in(certificates: Certificates) -> Iterator[BkashStandIn]:
    yield from serve(BkashStandIn, certificates)


@pytest.fixture
def table(stand_in: BkashStandIn, certificates: Certificates) -> BkashTable:
    return BkashTable(
        base_url=stand_in.base_url,
        **reach(certificates),
        app_key=stand_in.app_key,
        app_secret=stand_in.app_secret,
        username=stand_in.username,
        password=stand_in.password,
        topic_arn=stand_in.topic.arn,
    )


@pytest.fixture
def gateway(table: BkashTable, stand_in: BkashStandIn) -> Iterator[Gateway]:
    stand_in.payments.clear()
    stand_in.calls.clear()
    stand_in.grants.clear()
    stand_in.next = stand_in.only = ""
    stand_in.refunds = 1
    yield from lend(open_gateway(table))


@pytest.fixture
def no_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bkash, "_ACCOUNTS", {})


def begin(gateway: Gateway, money: Money = TAKA, reference: str = "HH-1001-1", **more: Any) -> PaymentIntent:
    return gateway.create_payment(money, reference, idempotency_key="key-1", **more)


def paid(gateway: Gateway, stand_in: BkashStandIn, money: Money = TAKA, reference: str = "HH-1001-1") -> PaymentIntent:
    begun = begin(gateway, money, reference)
    return gateway.complete(begun.id, stand_in.pay(begun.id)["query"])


@pytest.mark.usefixtures("no_tokens")
def test_two_tokens_an_hour_and_no_third_call(table: BkashTable, stand_in: BkashStandIn, gateway: Gateway) -> None:
    for _ in range(3):
        assert open_gateway(table).verify_credentials().state == "accepted"
    assert len(stand_in.calls_of(f"{CHECKOUT}/token")) == 1, "one process, one token"
    wrong = replace(table, password="wrong-secret")
    told = open_gateway(wrong).verify_credentials()
    assert told.state == "refused"
    assert "wrong-secret" not in told.evidence
    with pytest.raises(RateLimited):
        open_gateway(replace(table, app_secret="wrong-too")).verify_credentials()
    stand_in.grants.clear()
    with pytest.raises(AuthFailed) as caught:
        begin(open_gateway(replace(table, app_secret="wrong-too")))
    assert caught.value.code == "2001"
    asked = len(stand_in.calls)
    with pytest.raises(RateLimited, match="two tokens an hour"):
        open_gateway(replace(table, app_secret="wrong-too")).verify_credentials()
    assert len(stand_in.calls) == asked, "what would block the account is not sent"


def test_token_goes_bare(gateway: Gateway, stand_in: BkashStandIn, table: BkashTable) -> None:
    begin(gateway)
    sent = stand_in.calls[-1]
    assert sent.headers["Authorization"] in stand_in.tokens
    assert sent.headers["X-App-Key"] == table.app_key
    bearer = {"Authorization": f"Bearer {sent.headers['Authorization']}", "X-App-Key": table.app_key}
    url = f"{stand_in.base_url}/tokenized/checkout/payment/status"
    assert requests.post(url, json={}, headers=bearer, verify=table.ca_file, timeout=5).status_code == 401


def test_paid(gateway: Gateway, stand_in: BkashStandIn) -> None:
    begun = begin(gateway)
    assert (begun.status, begun.money, begun.reference) == (Status.REQUIRES_ACTION, TAKA, "HH-1001-1")
    assert begun.next_action.expires_at is not None
    with pytest.raises(BadRequest, match="2056"):
        gateway.complete(begun.id, {"status": "success"})
    back = stand_in.pay(begun.id)
    assert gateway.get_payment(begun.id).status is Status.REQUIRES_ACTION, "confirmed is not executed"
    done = gateway.complete(begun.id, back["query"])
    assert (done.status, done.money) == (Status.SUCCEEDED, TAKA)
    assert done.transaction
    for _ in range(2):  # 2062, 2117
        assert gateway.complete(begun.id, back["query"]) == done == gateway.get_payment(begun.id)
    with pytest.raises(BadRequest, match="2029"):
        begin(gateway)


def test_wallet_page(gateway: Gateway, table: BkashTable) -> None:
    begun = begin(gateway)
    page = {"verify": table.ca_file, "timeout": 5, "allow_redirects": False}
    assert "100.00 BDT" in requests.get(begun.next_action.url, **page).text
    back = requests.post(begun.next_action.url, {"choice": "pay"}, **page)
    assert f"paymentID={begun.id}&status=success" in back.headers["Location"]


@pytest.mark.parametrize("how", ["poor wallet", "declined", "no at once"])
def test_declined(gateway: Gateway, stand_in: BkashStandIn, how: str) -> None:
    begun = begin(gateway, outcome="insufficient_funds" if how == "poor wallet" else "success")
    stand_in.next = "declined" if how == "declined" else ""
    back = (stand_in.decline if how == "no at once" else stand_in.pay)(begun.id)["query"]
    if how == "no at once":
        assert gateway.complete(begun.id, back).status is Status.FAILED
    else:
        with pytest.raises(Declined) as caught:
            gateway.complete(begun.id, back)
        assert caught.value.code == "2023"
    told = gateway.get_payment(begun.id)
    assert (told.status, told.decline_code) == (Status.FAILED, "2023")


def test_payer_leaves_or_never_comes(gateway: Gateway, stand_in: BkashStandIn, table: BkashTable) -> None:
    left, forgotten = begin(gateway), begin(gateway, reference="HH-1002-1")
    assert gateway.complete(left.id, stand_in.cancel(left.id)["query"]).status is Status.CANCELED
    stand_in.payments[forgotten.id].at -= timedelta(hours=24, minutes=1)
    assert gateway.get_payment(forgotten.id).status is Status.EXPIRED
    with pytest.raises(BadRequest, match="2002"):
        gateway.get_payment("TR-unknown")
    with pytest.raises(BadRequest, match="2069"):
        open_gateway(table).get_payment(left.id)


def test_every_word(gateway: Gateway, stand_in: BkashStandIn) -> None:
    begun = begin(gateway)
    for word, status in {**bkash.STATUSES, "AnythingElse": Status.PROCESSING}.items():
        stand_in.payments[begun.id].status = word
        assert gateway.get_payment(begun.id).status is status


def test_authorized_then_captured_or_voided(gateway: Gateway, stand_in: BkashStandIn) -> None:
    ids = [gateway.authorize(TAKA, f"HH-{n}", idempotency_key=f"k{n}").id for n in range(2)]
    for one in ids:
        assert gateway.complete(one, stand_in.pay(one)["query"]).status is Status.AUTHORIZED
    with pytest.raises(Unsupported):
        gateway.capture(ids[0], Money.of("50.00", "BDT"))
    assert gateway.capture(ids[0], TAKA).status is Status.SUCCEEDED
    assert gateway.cancel(ids[1]).status is Status.CANCELED
    with pytest.raises(BadRequest, match="2056"):
        gateway.capture(ids[1], TAKA)


@pytest.mark.parametrize("trouble", ["late", "cut", "half"])
def test_execution_whose_answer_never_comes_is_booked_once(
    gateway: Gateway, stand_in: BkashStandIn, trouble: str
) -> None:
    begun = begin(gateway)
    back = stand_in.pay(begun.id)["query"]
    stand_in.next = trouble
    with pytest.raises(GatewayTimeout):
        gateway.complete(begun.id, back)
    told = gateway.get_payment(begun.id)
    assert told.status is Status.SUCCEEDED
    assert gateway.complete(begun.id, back) == told


@pytest.mark.parametrize("generation", [1, 2])
def test_refunds(table: BkashTable, gateway: Gateway, stand_in: BkashStandIn, generation: int) -> None:
    stand_in.refunds = generation
    gateway = open_gateway(replace(table, refunds=generation))
    with pytest.raises(BadRequest, match="requires_action"):
        gateway.refund(begin(gateway, reference="open").id, idempotency_key="r0")
    done = paid(gateway, stand_in)
    with pytest.raises(BadRequest, match="2026"):
        gateway.refund(done.id, Money.of("100.01", "BDT"), idempotency_key="r1")
    part = gateway.refund(done.id, Money.of("30.10", "BDT"), idempotency_key="r1")
    assert (part.status, part.money) == ("succeeded", Money.of("30.10", "BDT"))
    assert part == gateway.refund(done.id, part.money, idempotency_key="r1")
    rest = Money.of("69.90", "BDT")
    if generation == 1:
        with pytest.raises(BadRequest, match="2056"):
            gateway.refund(done.id, rest, idempotency_key="r2")
    else:
        assert gateway.refund(done.id, rest, idempotency_key="r2").money == rest


@pytest.mark.parametrize("generation", [1, 2])
def test_refund_whose_answer_is_late_is_made_once(
    table: BkashTable, gateway: Gateway, stand_in: BkashStandIn, generation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.refunds = generation
    gateway = open_gateway(replace(table, refunds=generation))
    done = paid(gateway, stand_in)
    path = f"{CHECKOUT}/payment/refund" if generation == 1 else "/v2/tokenized-checkout/refund/payment/transaction"
    obey = stand_in.obey

    def obeyed(asked: Any) -> Any:
        booked = len(stand_in.payments[done.id].refunds)
        answer, trouble = obey(asked)
        is_first = asked.path == path and len(stand_in.payments[done.id].refunds) > booked
        return answer, "late" if is_first else trouble

    monkeypatch.setattr(stand_in, "obey", obeyed)
    with pytest.raises(GatewayTimeout):
        gateway.refund(done.id, idempotency_key="r1")
    assert gateway.refund(done.id, idempotency_key="r1").money == TAKA
    assert len(stand_in.payments[done.id].refunds) == 1


@pytest.mark.parametrize("amount", ["0.01", "1.00", "19.99", "1000.10", "1.15"])
def test_amounts_come_back_exactly(gateway: Gateway, stand_in: BkashStandIn, amount: str) -> None:
    money = Money.of(amount, "BDT")
    done = paid(gateway, stand_in, money)
    assert json.loads(stand_in.calls_of(f"{CHECKOUT}/create")[0].body)["amount"] == amount
    assert done.money == money == gateway.get_payment(done.id).money


def test_what_it_does_not_take(gateway: Gateway, stand_in: BkashStandIn) -> None:
    with pytest.raises(BadRequest, match="BDT"):
        begin(gateway, Money.of("1.00", "USD"))
    with pytest.raises(BadRequest, match="invoice"):
        begin(gateway, reference="x" * 256)
    with pytest.raises(BadRequest, match="2006"):
        begin(gateway, Money(0, "BDT"))
    with pytest.raises(Unsupported):
        begin(gateway, outcome="timeout")
    assert not stand_in.payments
    assert Capability.WEBHOOK not in gateway.capabilities, "nobody but Amazon can sign its notices"


@pytest.mark.usefixtures("no_tokens")
def test_troubles_have_their_names(gateway: Gateway, stand_in: BkashStandIn) -> None:
    begin(gateway)
    troubles_have_their_names(stand_in, lambda: begin(gateway))
    forgotten = set(stand_in.tokens)
    stand_in.tokens.clear()
    with pytest.raises(AuthFailed):
        begin(gateway)
    assert begin(gateway).id, "a token that is refused is asked for anew"
    stand_in.tokens |= forgotten


def test_notices_of_sns(gateway: Gateway, stand_in: BkashStandIn, shop: Any, courier: Courier) -> None:
    shop.hears(stand_in, courier)
    done = paid(gateway, stand_in)
    topic = stand_in.topic
    trusted = {topic.certificate_url: topic.certificate}
    assert stand_in.notify(done.id) == stand_in.ask_to_subscribe() == 200
    for heard, kind in zip(shop.calls[-2:], ("Notification", "SubscriptionConfirmation"), strict=True):
        assert heard.headers["x-amz-sns-message-type"] == kind
        assert sns.is_genuine(heard.json, topic.arn, trusted)
        assert sns.text_to_sign(heard.json) == text_to_sign(heard.json)
    notice = json.loads(shop.calls[-2].json["Message"])
    assert (notice["amount"], notice["merchantInvoiceNumber"]) == ("100.00", "HH-1001-1")
    old = topic.notification("{}", version="1")
    assert sns.is_genuine(old, topic.arn, trusted)
    for wrong in ({"Message": "{ }"}, {"SigningCertURL": "https://x.invalid/a.pem"}, {"Signature": "="}):
        assert not sns.is_genuine({**old, **wrong}, topic.arn, trusted)
    assert not sns.is_genuine(old, f"{topic.arn}-another", trusted)


def test_text_that_sns_signs() -> None:
    message = {"Type": "Notification", "Message": "m", "MessageId": "1", "Timestamp": "t", "TopicArn": "a", "Else": "x"}
    wanted = b"Message\nm\nMessageId\n1\nTimestamp\nt\nTopicArn\na\nType\nNotification\n"
    assert text_to_sign(message) == wanted
    assert text_to_sign({**message, "Subject": "s"}) == wanted.replace(b"Timestamp", b"Subject\ns\nTimestamp", 1)


def test_forgeries_are_forged(gateway: Gateway, stand_in: BkashStandIn, table: BkashTable) -> None:
    other = paid(gateway, stand_in, reference="HH-1000-1")
    victim = begin(gateway)
    assert gateway.build_event("paid", other).is_genuine
    assert not gateway.build_event("paid", victim).is_genuine
    forged = gateway.forgeries(victim, other=other)
    assert len({call.name for call in forged}) == len(forged) == 13
    topic = stand_in.topic
    trusted = {topic.certificate_url: topic.certificate}
    urls, topics = set(), set()
    for call in forged:
        if call.to == "back":
            assert not is_confirmed(gateway, call.query["paymentID"], call.query, victim), call.name
        else:
            message = json.loads(call.body)
            urls.add(message["SigningCertURL"])
            topics.add(message["TopicArn"])
            assert not sns.is_genuine(message, topic.arn, {**trusted, message["SigningCertURL"]: topic.certificate})
    assert len(urls) == 3
    assert len(topics) == 2
    assert gateway.get_payment(victim.id).status is Status.REQUIRES_ACTION
    without = open_gateway(replace(table, topic_arn="")).forgeries(victim)
    assert [call.to for call in without] == ["back", "back"]
