"""Stripe through its official SDK against the stand-in, and its notices against the SDK's own verifier."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import hypothesis
import pytest
from hypothesis import strategies as st

from pytest_golive.contracts.gateways import stripe as module
from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    BadRequest,
    Call,
    Capability,
    Declined,
    GatewayError,
    GatewayTimeout,
    GatewayUnreachable,
    PaymentIntent,
    RateLimited,
    Status,
    Unsupported,
)
from pytest_golive.contracts.gateways.stripe import StripeGateway, open_gateway
from pytest_golive.contracts.gateways.stripe_events import money_of, sign, wire_amount
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import StripeTable
from servers.certificates import Certificates
from servers.gateways import Answer, Courier
from servers.gateways.stripe import Stripe

from .common import FORGED, ends_where_it_was_told, lend, reach, serve
from .conftest import Shop

KEY, RESTRICTED, HOOK = "sk_test_golive0secret", "rk_test_golive0secret", "whsec_golive0hook"
PRICE = Money(1999, "USD")


@pytest.fixture(scope="module")
def running(certificates: Certificates) -> Iterator[Stripe]:
    yield from serve(Stripe, certificates, secret_key=KEY, webhook_secret=HOOK, restricted_key=RESTRICTED)


@pytest.fixture
def account(running: Stripe) -> Stripe:
    running.next = running.always = running.only = ""
    running.calls.clear()
    running.intents.clear()
    running._kept.clear()
    return running


@pytest.fixture
def table(account: Stripe, certificates: Certificates) -> StripeTable:
    return StripeTable(
        base_url=account.url,
        **reach(certificates, timeout=10),
        secret_key=KEY,
        webhook_secret=HOOK,
    )


@pytest.fixture
def gateway(table: StripeTable) -> Iterator[StripeGateway]:
    yield from lend(open_gateway(table))


def pay(gateway: StripeGateway, key: str = "key-1", money: Money = PRICE, reference: str = "A-1") -> PaymentIntent:
    return gateway.create_payment(money, reference, idempotency_key=key)


def test_what_was_captured_is_what_was_paid(gateway: StripeGateway) -> None:
    held = gateway.authorize(PRICE, "A-2", idempotency_key="key-held")
    assert gateway.capture(held.id, Money(20, "USD")).money == gateway.get_payment(held.id).money == Money(20, "USD")


def test_a_payment_and_its_refunds(account: Stripe, gateway: StripeGateway) -> None:
    made = pay(gateway)
    assert (made.status, made.money, made.reference, made.livemode) == (Status.SUCCEEDED, PRICE, "A-1", False)
    assert made.transaction.startswith("ch_")
    assert gateway.get_payment(made.id) == made
    part = gateway.refund(made.id, Money(999, "USD"), idempotency_key="refund-1")
    assert (part.status, part.money) == ("succeeded", Money(999, "USD"))
    assert gateway.refund(made.id, Money(999, "USD"), idempotency_key="refund-1") == part
    with pytest.raises(BadRequest, match="greater than unrefunded"):
        gateway.refund(made.id, Money(1001, "USD"), idempotency_key="refund-2")
    rest = gateway.refund(made.id, idempotency_key="refund-3")
    assert rest.money == Money(1000, "USD")
    with pytest.raises(BadRequest, match="already been refunded"):
        gateway.refund(made.id, idempotency_key="refund-4")
    with pytest.raises(BadRequest, match=r"EUR 1[.]00 of a payment in USD"):
        gateway.refund(made.id, Money(100, "EUR"), idempotency_key="refund-5")
    asked = account.calls_of("/v1/payment_intents")[0]
    assert asked.headers["Idempotency-Key"] == "key-1"
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert "number" not in asked.body.decode()


@pytest.mark.parametrize(("wish", "status"), [("refund_pending", "pending"), ("refund_failed", "failed")])
def test_a_refund_that_is_no_refund_yet(account: Stripe, gateway: StripeGateway, wish: str, status: str) -> None:
    made = pay(gateway, f"key-{wish}")
    account.next = wish
    refund = gateway.refund(made.id, idempotency_key=wish)
    assert refund.status == status


def test_authorize_then_capture_or_cancel(gateway: StripeGateway) -> None:
    held = gateway.authorize(PRICE, "A-1", idempotency_key="hold-1")
    assert held.status is Status.AUTHORIZED
    with pytest.raises(BadRequest, match="greater than can be captured"):
        gateway.capture(held.id, Money(2000, "USD"))
    assert gateway.capture(held.id, PRICE).status is Status.SUCCEEDED
    assert gateway.capture(held.id, PRICE).status is Status.SUCCEEDED
    other = gateway.authorize(PRICE, "A-2", idempotency_key="hold-2")
    assert gateway.cancel(other.id).status is Status.CANCELED
    with pytest.raises(BadRequest, match="status is canceled"):
        gateway.capture(other.id, PRICE)


@pytest.mark.parametrize(
    ("outcome", "code"), [("declined", "generic_decline"), ("insufficient_funds", "insufficient_funds")]
)
def test_a_decline_is_a_decline(account: Stripe, gateway: StripeGateway, outcome: str, code: str) -> None:
    with pytest.raises(Declined, match="declined") as caught:
        gateway.create_payment(PRICE, "A-1", idempotency_key=outcome, outcome=outcome)  # type: ignore[arg-type]
    assert caught.value.code == code
    [made] = account.intents
    found = gateway.get_payment(made)
    assert (found.status, found.decline_code) == (Status.FAILED, code)


def test_no_card_declines_by_time_out(gateway: StripeGateway) -> None:
    with pytest.raises(Unsupported, match="timeout"):
        gateway.create_payment(PRICE, "A-1", idempotency_key="key", outcome="timeout")


@pytest.mark.parametrize(("wish", "status"), [("pending", Status.PROCESSING), ("action", Status.REQUIRES_ACTION)])
def test_a_payment_that_takes_its_time(account: Stripe, gateway: StripeGateway, wish: str, status: Status) -> None:
    account.next = wish
    made = pay(gateway, f"key-{wish}")
    assert made.status is status
    account.pay(made.id)
    assert gateway.get_payment(made.id).status is Status.SUCCEEDED


def test_a_late_answer_books_once(account: Stripe, gateway: StripeGateway, table: StripeTable) -> None:
    account.next = "late"
    with pytest.raises(GatewayTimeout, match=r"no answer within 0\.3 s"):
        pay(open_gateway(replace(table, timeout=0.3)), "late-1")
    again = pay(gateway, "late-1")
    assert list(account.intents) == [again.id]
    assert gateway.get_payment(again.id).status is Status.SUCCEEDED


def test_a_connection_that_breaks_off_is_not_tried_again(account: Stripe, gateway: StripeGateway) -> None:
    account.next = "cut"
    with pytest.raises(GatewayTimeout):
        pay(gateway, "cut-1")
    assert len(account.calls) == len(account.intents) == 1
    assert pay(gateway, "cut-1").id in account.intents
    assert len(account.intents) == 1


def test_a_key_is_for_one_payment_only(gateway: StripeGateway) -> None:
    pay(gateway, "once-1")
    with pytest.raises(BadRequest, match="same parameters"):
        pay(gateway, "once-1", Money(2999, "USD"))


def test_a_server_error_stays_under_its_key(account: Stripe, gateway: StripeGateway) -> None:
    account.next = "broken"
    for _ in range(2):
        with pytest.raises(GatewayError, match="Something went wrong") as caught:
            pay(gateway, "broken-1")
        assert type(caught.value) is GatewayError
    assert not account.intents


@pytest.mark.parametrize(
    ("trouble", "error", "message"),
    [("error", GatewayError, "not Stripe's .HTTP 502"), ("busy", RateLimited, "Slow down")],
)
def test_trouble_at_stripe(
    account: Stripe, gateway: StripeGateway, trouble: str, error: type[GatewayError], message: str
) -> None:
    account.next = trouble
    with pytest.raises(error, match=message) as caught:
        pay(gateway, trouble)
    assert type(caught.value) is error


def test_credentials(gateway: StripeGateway, table: StripeTable) -> None:
    verified = gateway.verify_credentials()
    assert (verified.state, verified.mode and verified.mode.kind) == ("accepted", "test")
    insufficient = open_gateway(replace(table, secret_key=RESTRICTED)).verify_credentials()
    assert insufficient.state == "insufficient"
    wrong = open_gateway(replace(table, secret_key="sk_test_wrong0secret")).verify_credentials()
    assert wrong.state == "refused"
    assert "wrong0secret" not in wrong.evidence
    assert "cret" not in wrong.evidence
    assert open_gateway(replace(table, secret_key="")).verify_credentials().state == "refused"


def test_no_trust_but_in_the_own_authority(table: StripeTable, account: Stripe) -> None:
    with pytest.raises(GatewayUnreachable, match="certificate verify failed"):
        pay(open_gateway(replace(table, ca_file="")))
    with pytest.raises(GatewayUnreachable):
        pay(open_gateway(replace(table, base_url="https://127.0.0.1:9")))
    assert not account.calls


def test_endpoints_of_notices(account: Stripe, gateway: StripeGateway) -> None:
    row = {"url": "https://shop.test/hook/", "enabled_events": ["*"], "status": "enabled", "livemode": False}
    account.endpoints = [row]
    [endpoint] = gateway.webhook_endpoints()
    assert (endpoint.url, endpoint.events, endpoint.is_enabled) == ("https://shop.test/hook/", ("*",), True)


def test_all_payments_of_some_time(account: Stripe, gateway: StripeGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = datetime.now(UTC) - timedelta(seconds=1)
    account.risk_level = "elevated"
    try:
        first = pay(gateway, "list-1")
    finally:
        account.risk_level = "normal"
    gateway.refund(first.id, Money(999, "USD"), idempotency_key="list-refund")
    with pytest.raises(Declined):
        gateway.create_payment(PRICE, "A-2", idempotency_key="list-2", outcome="declined")
    for number in range(100):
        account.intents[f"pi_{number}"] = {**account.intents[first.id], "id": f"pi_{number}", "metadata": {}}
    found = gateway.payments_since(begin)
    assert len(found) == 102
    assert [(one.reference, one.status, one.refunded, one.risk) for one in found[-2:]] == [
        ("A-2", Status.FAILED, 0, "normal"),
        ("A-1", Status.SUCCEEDED, 999, "elevated"),
    ]
    assert all(one.created and one.created > begin - timedelta(seconds=1) for one in found)
    monkeypatch.setattr(module, "MOST_PAGES", 1)
    ends_where_it_was_told(gateway, begin)


@pytest.mark.parametrize(
    ("secret", "public", "kind"),
    [
        (KEY, "", "test"),
        (RESTRICTED, "pk_test_x", "test"),
        ("sk_live_x", "pk_live_x", "live"),
        ("rk_live_x", "", "live"),
        (KEY, "pk_live_x", "unknown"),
        ("x", "", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_mode_is_told_by_the_keys(secret: str, public: str, kind: str) -> None:
    mode = open_gateway(StripeTable(secret_key=secret, public_key=public)).mode_of_credentials()
    assert mode.kind == kind
    assert "golive0secret" not in mode.evidence


@pytest.mark.parametrize("money", [Money(50, "USD"), *(Money(one, "EUR") for one in (100, 115, 1999, 100_010))])
def test_amounts_come_back_exactly(account: Stripe, gateway: StripeGateway, money: Money) -> None:
    made = pay(gateway, f"round-{money}", money)
    assert gateway.get_payment(made.id).money == money
    assert account.intents[made.id]["amount"] == money.minor


@pytest.mark.parametrize("money", [Money(1, "USD"), Money(10**9, "USD")])
def test_amounts_that_stripe_refuses(gateway: StripeGateway, money: Money) -> None:
    with pytest.raises(BadRequest, match="Amount must be"):
        pay(gateway, f"limit-{money}", money)


@pytest.mark.parametrize(
    ("money", "wire"),
    [
        (Money(500, "JPY"), 500),
        (Money(5, "ISK"), 500),
        (Money(5, "UGX"), 500),
        (Money(5_00, "MGA"), 5),
        (Money(400_000, "KHR"), 400_000),
        (Money(5_120, "KWD"), 5_120),
    ],
)
def test_digits_as_stripe_counts_them(money: Money, wire: int) -> None:
    assert wire_amount(money) == wire
    assert money_of(wire, money.currency.lower()) == money


@pytest.mark.parametrize("money", [Money(550, "MGA"), Money(5_123, "KWD")])
def test_nothing_is_rounded(money: Money) -> None:
    with pytest.raises(BadRequest, match="more digits"):
        wire_amount(money)


@hypothesis.given(st.integers(1, 10**8), st.sampled_from("USD JPY ISK UGX KHR BHD".split()))
@hypothesis.settings(max_examples=60)
def test_every_amount_that_is_taken_comes_back(minor: int, currency: str) -> None:
    money = Money(minor * 10 if currency == "BHD" else minor, currency)
    assert money_of(wire_amount(money), currency) == money


def test_the_sdk_is_asked_for_by_name(table: StripeTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "stripe", None)
    gateway = open_gateway(table)
    assert gateway.mode_of_credentials().kind == "test"
    with pytest.raises(GatewayError, match=r"pip install 'pytest-golive\[stripe\]'"):
        gateway.verify_credentials()


def test_golden_signature() -> None:
    body = b'{"id":"evt_1","object":"event","livemode":false,"type":"payment_intent.succeeded"}'
    expected = "c55ed67a0f037985f387b1cbbcb45f1c2f5d32c0f778a66bf32d86fbef57f2aa"
    assert sign(body, "whsec_example", 1_700_000_000) == f"t=1700000000,v1={expected}"


def accepts(call: Call) -> bool:
    """What the SDK's own verifier says, with the tolerance that it has."""
    import stripe

    try:
        stripe.Webhook.construct_event(call.body, call.headers.get("Stripe-Signature", ""), HOOK)  # type: ignore[no-untyped-call]
    except stripe.SignatureVerificationError:
        return False
    return True


@pytest.mark.parametrize("kind", StripeGateway.events)
def test_own_notices_are_genuine(gateway: StripeGateway, kind: str) -> None:
    call = gateway.build_event(kind, pay(gateway, "event-1"))
    assert call.is_genuine
    assert accepts(call)
    subject = json.loads(call.body)["data"]["object"]
    if kind != "unrelated":
        assert (subject["amount"], subject["currency"], subject["metadata"]) == (1999, "usd", {"reference": "A-1"})


def test_forgeries_are_forged(gateway: StripeGateway) -> None:
    unpaid = replace(pay(gateway, "forge-1"), status=Status.REQUIRES_ACTION)
    forged = gateway.forgeries(unpaid, other=pay(gateway, "forge-2", reference="A-2"))
    assert {call.name: accepts(call) for call in forged} == {
        **FORGED,
        "signed ten minutes ago": False,
        "only the old scheme v0": False,
        "signature without the time": False,
    }
    assert all(call.must_be_refused is not accepts(call) for call in forged)
    events = {call.name: json.loads(call.body)["data"]["object"] for call in forged}
    assert all(one["status"] == "succeeded" for one in events.values())
    assert events["amount changed after signing"]["amount"] == 19_990
    assert events["rightly signed, smaller amount"]["amount"] == 999
    assert events["rightly signed, other currency"]["currency"] == "inr"
    assert events["rightly signed, unknown order"]["metadata"] == {"reference": "golive-no-such-order"}
    assert events["no signature"]["id"] == unpaid.id


def test_the_old_scheme_is_forged_with_the_right_digest(gateway: StripeGateway) -> None:
    [call] = [one for one in gateway.forgeries(pay(gateway, "forge-3")) if one.name == "only the old scheme v0"]
    assert accepts(replace(call, headers={"Stripe-Signature": call.headers["Stripe-Signature"].replace("v0", "v1")}))


def test_without_the_secret_nothing_is_signed(table: StripeTable) -> None:
    gateway = open_gateway(replace(table, webhook_secret=""))
    made = pay(gateway, "nosecret-1")
    with pytest.raises(Unsupported, match="webhook_secret"):
        gateway.build_event("paid", made)
    assert [call.name for call in gateway.forgeries(made)] == [
        "no signature",
        "empty signature",
        "signed with another secret",
    ]


def test_a_live_shop_gets_an_event_of_test_mode() -> None:
    gateway = open_gateway(StripeTable(secret_key="sk_live_x", webhook_secret=HOOK))
    money = PaymentIntent(id="pi_1", status=Status.REQUIRES_ACTION, money=PRICE, reference="A-1")
    [call] = [one for one in gateway.forgeries(money) if "test mode" in one.name]
    assert accepts(call)
    assert json.loads(call.body)["livemode"] is False


def test_the_stand_in_tells_the_shop(account: Stripe, gateway: StripeGateway, shop: Shop, courier: Courier) -> None:
    shop.hears(account, courier)
    made = pay(gateway, "notify-1")
    assert account.notify(made.id) == 200
    heard = shop.calls[-1]
    assert accepts(Call(name="", body=heard.body, headers=dict(heard.headers.items())))
    assert heard.json["type"] == "payment_intent.succeeded"
    account.is_telling = True
    try:
        account.next = "declined"
        with pytest.raises(Declined):
            pay(gateway, "notify-2")
        until = time.monotonic() + 10
        while shop.calls[-1].json["type"] != "payment_intent.payment_failed" and time.monotonic() < until:
            time.sleep(0.01)
    finally:
        account.is_telling = False
    assert shop.calls[-1].json["type"] == "payment_intent.payment_failed"


def test_what_stripe_refuses_is_refused_here(account: Stripe, gateway: StripeGateway, table: StripeTable) -> None:
    for payment in ("pi_nobody", "../balance"):
        with pytest.raises(GatewayError):
            gateway.get_payment(payment)
    with pytest.raises(AuthFailed):
        open_gateway(replace(table, secret_key="sk_live_x")).get_payment("pi_1")


@pytest.mark.parametrize("body", [{}, [], {"id": "pi_1", "status": "dancing"}, {"id": "pi_1", "status": "succeeded"}])
def test_an_answer_that_is_not_understood(
    account: Stripe, gateway: StripeGateway, monkeypatch: pytest.MonkeyPatch, body: object
) -> None:
    monkeypatch.setattr(account, "answer", lambda asked: Answer(200, body))
    with pytest.raises(GatewayError, match=r"not understood|not known here"):
        gateway.get_payment("pi_1")


def test_what_it_can_and_what_is_live() -> None:
    assert Capability.HEADLESS_PAYMENT in StripeGateway.capabilities
    assert Capability.POLL not in StripeGateway.capabilities
    assert module.LIVE_HOSTS == ("sk_live_", "rk_live_", "pk_live_")


def test_no_two_rightly_signed_notices_have_one_id(gateway: StripeGateway) -> None:
    """A shop that has seen an id looks no further: of the second one nothing would be tried."""
    right = [call for call in gateway.forgeries(pay(gateway)) if not call.must_be_refused]
    assert len({json.loads(call.body)["id"] for call in right}) == len(right) > 1
