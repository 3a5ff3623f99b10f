"""Bakong KHQR against the stand-in of its API: asked, paid, short, elsewhere, failed, expired, late."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pytest_golive.contracts.gateways import khqr, khqr_code
from pytest_golive.contracts.gateways.base import (
    BadRequest,
    Capability,
    GatewayError,
    GatewayTimeout,
    GatewayUnreachable,
    RateLimited,
    Status,
    Unsupported,
)
from pytest_golive.contracts.gateways.khqr import KhqrGateway, open_gateway, token_ends
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import KhqrTable
from servers.certificates import Certificates
from servers.gateways import Answer
from servers.gateways.khqr import Khqr, UnreadableError, token

from .common import lend, reach, serve

TOKEN = token(days=30)
PRICE = Money(1999, "USD")


@pytest.fixture(scope="module")
def running(certificates: Certificates) -> Iterator[Khqr]:
    yield from serve(Khqr, certificates, token=TOKEN)


@pytest.fixture
def bank(running: Khqr) -> Khqr:
    running.next = running.always = ""
    running.paid.clear()
    running.calls.clear()
    return running


@pytest.fixture
def table(bank: Khqr, certificates: Certificates) -> KhqrTable:
    return KhqrTable(
        base_url=bank.url,
        **reach(certificates, timeout=10),
        token=TOKEN,
        account_id="shop@devb",
        merchant_name="Test Shop",
    )


@pytest.fixture
def gateway(table: KhqrTable) -> Iterator[KhqrGateway]:
    yield from lend(open_gateway(table))


def test_a_code_is_asked_for_until_it_is_paid(bank: Khqr, gateway: KhqrGateway) -> None:
    made = gateway.create_payment(PRICE, "INV1", idempotency_key="k1")
    code = khqr_code.decode(made.next_action.qr)
    assert (code.account, code.name, code.bill, code.money) == ("shop@devb", "Test Shop", "INV1", PRICE)
    assert made.next_action.expires_at is not None
    assert timedelta(minutes=9) < made.next_action.expires_at - datetime.now(UTC) <= timedelta(minutes=10)
    assert gateway.get_payment(made.id) == made
    paid = bank.pay(made.next_action.qr)
    found = gateway.get_payment(made.id)
    assert (found.status, found.money, found.reference) == (Status.SUCCEEDED, PRICE, "INV1")
    assert found.transaction == paid["hash"]
    assert gateway.complete(made.id, {}) == found
    assert gateway.get_payment(made.next_action.qr) == found


@pytest.mark.parametrize(
    "money",
    [*(Money(minor, "USD") for minor in (1, 100, 115, 1999, 100_010)), Money(400_000, "KHR"), Money(100, "KHR")],
)
def test_amounts_come_back_exactly(bank: Khqr, gateway: KhqrGateway, money: Money) -> None:
    made = gateway.create_payment(money, "INV1", idempotency_key="k1")
    bank.pay(made.next_action.qr)
    assert (gateway.get_payment(made.id).status, gateway.get_payment(made.id).money) == (Status.SUCCEEDED, money)


@pytest.mark.parametrize("money", [Money(10_050, "KHR"), Money(100, "BDT")])
def test_no_riel_are_split_and_no_other_money_is_taken(gateway: KhqrGateway, money: Money) -> None:
    with pytest.raises(BadRequest):
        gateway.create_payment(money, "INV1", idempotency_key="k1")


@pytest.mark.parametrize(
    ("wish", "code", "told"),
    [
        ("short", "wrong_amount", Money(1998, "USD")),
        ("elsewhere", "wrong_account", PRICE),
        ("foreign", "wrong_currency", Money(1999, "KHR")),
    ],
)
def test_other_money_than_asked_for_is_not_paid(
    bank: Khqr, gateway: KhqrGateway, wish: str, code: str, told: Money
) -> None:
    made = gateway.create_payment(PRICE, "INV1", idempotency_key="k1")
    bank.next = wish
    bank.pay(made.next_action.qr)
    found = gateway.get_payment(made.id)
    assert (found.status, found.decline_code, found.money) == (Status.FAILED, code, told)


def test_a_failed_transfer_has_its_code(bank: Khqr, gateway: KhqrGateway) -> None:
    made = gateway.create_payment(PRICE, "INV1", idempotency_key="k1")
    bank.decline(made.next_action.qr)
    found = gateway.get_payment(made.id)
    assert (found.status, found.decline_code) == (Status.FAILED, "3")


def test_a_code_nobody_paid_in_time_has_expired(
    bank: Khqr, gateway: KhqrGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = gateway.create_payment(PRICE, "INV1", idempotency_key="k1")
    with monkeypatch.context() as later:
        later.setattr("pytest_golive.contracts.gateways.khqr.time.time", lambda: 4_000_000_000)
        assert gateway.get_payment(made.id).status is Status.EXPIRED
        with pytest.raises(UnreadableError, match="expired"):
            bank.pay(made.next_action.qr)
    assert gateway.get_payment(made.id).status is Status.REQUIRES_ACTION


def test_a_late_answer_leaves_it_open_and_asking_again_tells(
    bank: Khqr, gateway: KhqrGateway, table: KhqrTable
) -> None:
    made = gateway.create_payment(PRICE, "INV1", idempotency_key="k1")
    bank.pay(made.next_action.qr)
    bank.next = "late"
    with pytest.raises(GatewayTimeout):
        open_gateway(replace(table, timeout=0.3)).get_payment(made.next_action.qr)
    assert gateway.get_payment(made.id).status is Status.SUCCEEDED
    assert len(bank.paid) == 1


def test_the_same_key_is_the_same_code(gateway: KhqrGateway) -> None:
    first = gateway.create_payment(PRICE, "INV1", idempotency_key="k1")
    assert gateway.create_payment(PRICE, "INV1", idempotency_key="k1") == first
    with pytest.raises(BadRequest, match="another payment"):
        gateway.create_payment(PRICE + PRICE, "INV1", idempotency_key="k1")
    assert gateway.create_payment(PRICE, "INV2", idempotency_key="k2").id != first.id


def test_an_md5_alone_is_enough_for_what_was_paid(bank: Khqr, gateway: KhqrGateway, table: KhqrTable) -> None:
    made = gateway.create_payment(PRICE, "INV1", idempotency_key="k1")
    stranger = open_gateway(table)
    with pytest.raises(BadRequest, match="nobody has paid"):
        stranger.get_payment(made.id)
    bank.pay(made.next_action.qr)
    assert (stranger.get_payment(made.id).status, stranger.get_payment(made.id).money) == (Status.SUCCEEDED, PRICE)
    another = open_gateway(replace(table, account_id="other@devb"))
    assert another.get_payment(made.id).decline_code == "wrong_account"


@pytest.mark.parametrize("payment", ["", "x", "0" * 31, "00020101021229"])
def test_what_is_no_payment_is_not_asked_for(bank: Khqr, gateway: KhqrGateway, payment: str) -> None:
    with pytest.raises(BadRequest, match="no KHQR code"):
        gateway.get_payment(payment)
    assert not bank.calls


def test_a_static_code_is_that_of_many_payments(gateway: KhqrGateway) -> None:
    static = khqr_code.Code(account="shop@devb", currency="USD", name="Shop", city="Phnom Penh", is_dynamic=False)
    with pytest.raises(BadRequest, match="without an amount"):
        gateway.get_payment(khqr_code.encode(static))


def test_credentials(bank: Khqr, gateway: KhqrGateway, table: KhqrTable) -> None:
    assert gateway.verify_credentials().state == "accepted"
    [call] = bank.calls
    assert (call.path, call.headers["Authorization"]) == ("/v1/check_transaction_by_md5", f"Bearer {TOKEN}")
    refused = open_gateway(replace(table, token="eyJ.secret.token")).verify_credentials()
    assert refused.state == "refused"
    assert "secret" not in refused.evidence
    assert gateway.account_exists()
    assert not open_gateway(replace(table, account_id="nobody@devb")).account_exists()


def test_calls_from_abroad_are_no_fault_of_the_shop(bank: Khqr, gateway: KhqrGateway) -> None:
    bank.next = "abroad"
    with pytest.raises(GatewayUnreachable, match="outside Cambodia") as caught:
        gateway.verify_credentials()
    assert caught.value.code == "geo_blocked"


@pytest.mark.parametrize(
    ("trouble", "error"), [("error", GatewayError), ("busy", RateLimited), ("cut", GatewayTimeout)]
)
def test_trouble_at_the_bank(bank: Khqr, gateway: KhqrGateway, trouble: str, error: type[GatewayError]) -> None:
    made = gateway.create_payment(PRICE, "INV1", idempotency_key="k1")
    bank.next = trouble
    with pytest.raises(error) as caught:
        gateway.get_payment(made.id)
    assert type(caught.value) is error


@pytest.mark.parametrize(
    ("data", "message"),
    [([1], "not understood"), ({}, "holds no amount"), ({"amount": True, "currency": "USD"}, "holds no amount")],
)
def test_an_answer_that_is_not_understood_is_not_paid(
    bank: Khqr, gateway: KhqrGateway, monkeypatch: pytest.MonkeyPatch, data: object, message: str
) -> None:
    made = gateway.create_payment(PRICE, "INV1", idempotency_key="k1")
    monkeypatch.setattr(bank, "answer", lambda asked: Answer(200, {"responseCode": 0, "data": data}))
    with pytest.raises(GatewayError, match=message):
        gateway.get_payment(made.id)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({}, "test"),
        ({"stand_in": False}, "unknown"),
        ({"base_url": ""}, "test"),
        ({"base_url": "https://api-bakong.nbc.gov.kh"}, "live"),
        ({"base_url": "https://API-bakong.nbc.gov.kh/"}, "live"),
        ({"token": "rbkabc"}, "unknown"),
    ],
)
def test_mode(table: KhqrTable, change: dict[str, object], kind: str) -> None:
    mode = open_gateway(replace(table, **change)).mode_of_credentials()  # type: ignore[arg-type]
    assert mode.kind == kind
    assert table.token not in mode.evidence


def test_the_end_of_a_token_is_read_offline(gateway: KhqrGateway) -> None:
    ends = gateway.token_ends()
    assert ends is not None
    assert abs(ends - datetime.now(UTC) - timedelta(days=30)) < timedelta(hours=1)
    for broken in ("", "a.b.c", "a", "e30.e30.x", "e30.eyJleHAiOiJ4In0.x", "e30.bnVsbA.x"):
        assert token_ends(broken) is None


def test_what_it_cannot_do_is_said(gateway: KhqrGateway) -> None:
    made = gateway.create_payment(PRICE, "INV1", idempotency_key="k1")
    assert gateway.capabilities == {Capability.CREDENTIALS, Capability.POLL}
    with pytest.raises(Unsupported, match="refund"):
        gateway.refund(made.id, idempotency_key="r1")
    with pytest.raises(Unsupported, match="notify"):
        gateway.build_event("paid", made)
    with pytest.raises(Unsupported, match="authorize"):
        gateway.authorize(PRICE, "INV1", idempotency_key="k2")
    with pytest.raises(Unsupported, match="declined"):
        gateway.create_payment(PRICE, "INV1", idempotency_key="k2", outcome="declined")


def test_forgeries_are_claims_without_a_payment(bank: Khqr, gateway: KhqrGateway) -> None:
    made = gateway.create_payment(PRICE, "INV1", idempotency_key="k1")
    other = gateway.create_payment(PRICE, "INV2", idempotency_key="k2")
    bank.pay(other.next_action.qr)
    other = gateway.get_payment(other.id)
    forged = gateway.forgeries(made, other=other)
    assert len({call.name for call in forged}) == len(forged) == 5
    assert not any(call.is_genuine or call.must_be_refused for call in forged)
    stolen = json.loads(next(call.body for call in forged if "another order" in call.name))
    assert (stolen["md5"], stolen["reference"]) == (other.id, "INV1")
    assert gateway.get_payment(made.id).status is Status.REQUIRES_ACTION


def test_live_hosts_are_named_as_data() -> None:
    assert "api-bakong.nbc.gov.kh" in khqr.LIVE_HOSTS
    assert not set(khqr.LIVE_HOSTS) & set(khqr.TEST_HOSTS)
