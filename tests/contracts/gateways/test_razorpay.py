"""Razorpay against the stand-in: orders, what a person does in Checkout, refunds, notices and returns."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import pytest
import requests

from pytest_golive.contracts.gateways import razorpay as module
from pytest_golive.contracts.gateways.base import (
    BadRequest,
    Call,
    Capability,
    GatewayError,
    GatewayTimeout,
    GatewayUnreachable,
    PaymentIntent,
    RateLimited,
    Status,
    Unsupported,
)
from pytest_golive.contracts.gateways.razorpay import RazorpayGateway, open_gateway
from pytest_golive.contracts.gateways.razorpay_events import sign, sign_return
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import RazorpayTable
from servers.certificates import Certificates
from servers.gateways import Answer, Courier
from servers.gateways.razorpay import Razorpay

from .common import FORGED, ends_where_it_was_told, lend, reach, serve
from .conftest import Shop

KEY, SECRET, HOOK = "rzp_test_golive0key", "golive0secret", "golive0hook"
PRICE = Money(1999, "INR")


@pytest.fixture(scope="module")
def running(certificates: Certificates) -> Iterator[Razorpay]:
    yield from serve(Razorpay, certificates, key_id=KEY, key_secret=SECRET, webhook_secret=HOOK)


@pytest.fixture
def account(running: Razorpay) -> Razorpay:
    running.next = running.always = running.only = ""
    for kept in (running.calls, running.orders, running.payments, running.refunds, running._kept):
        kept.clear()
    return running


@pytest.fixture
def table(account: Razorpay, certificates: Certificates) -> RazorpayTable:
    return RazorpayTable(
        base_url=account.url,
        **reach(certificates, timeout=10),
        key_id=KEY,
        key_secret=SECRET,
        webhook_secret=HOOK,
    )


@pytest.fixture
def gateway(table: RazorpayTable) -> Iterator[RazorpayGateway]:
    yield from lend(open_gateway(table))


def order(gateway: RazorpayGateway, key: str = "key-1", reference: str = "A-1") -> PaymentIntent:
    return gateway.create_payment(PRICE, reference, idempotency_key=key)


def test_an_order_is_paid_in_checkout_and_refunded(account: Razorpay, gateway: RazorpayGateway) -> None:
    made = order(gateway)
    assert (made.status, made.money, made.reference) == (Status.REQUIRES_ACTION, PRICE, "A-1")
    assert gateway.get_payment(made.id) == made
    taken = account.pay(made.id)
    paid = gateway.complete(made.id, taken)
    assert (paid.status, paid.money, paid.reference) == (Status.SUCCEEDED, PRICE, "A-1")
    assert paid.transaction == taken["razorpay_payment_id"]
    assert gateway.get_payment(paid.transaction) == replace(paid, id=paid.transaction)
    assert open_gateway_again(gateway).get_payment(paid.transaction).reference == "A-1"
    part = gateway.refund(made.id, Money(999, "INR"), idempotency_key="refund-key-1")
    assert (part.status, part.money) == ("succeeded", Money(999, "INR"))
    assert gateway.refund(paid.transaction, Money(999, "INR"), idempotency_key="refund-key-1") == part
    with pytest.raises(BadRequest, match="greater than the refund payment amount"):
        gateway.refund(made.id, Money(1001, "INR"), idempotency_key="refund-key-2")
    with pytest.raises(BadRequest, match="Different request body"):
        gateway.refund(made.id, Money(1, "INR"), idempotency_key="refund-key-1")
    with pytest.raises(BadRequest, match=r"USD 1[.]00 of a payment in INR"):
        gateway.refund(made.id, Money(100, "USD"), idempotency_key="refund-key-3")
    rest = gateway.refund(made.id, idempotency_key="short")
    assert rest.money == Money(1000, "INR")
    assert gateway.get_payment(made.id).status is Status.SUCCEEDED
    with pytest.raises(BadRequest, match="fully refunded"):
        gateway.refund(made.id, idempotency_key="refund-key-4")


def open_gateway_again(gateway: RazorpayGateway) -> RazorpayGateway:
    return open_gateway(gateway._table)


@pytest.mark.parametrize(("wish", "status"), [("refund_pending", "pending"), ("refund_failed", "failed")])
def test_a_refund_that_is_no_refund_yet(account: Razorpay, gateway: RazorpayGateway, wish: str, status: str) -> None:
    made = order(gateway)
    account.pay(made.id)
    account.next = wish
    refund = gateway.refund(made.id, idempotency_key="refund-key-1")
    assert refund.status == status


def test_a_refund_under_way_is_not_known_to_have_ended(account: Razorpay, gateway: RazorpayGateway) -> None:
    made = order(gateway)
    account.pay(made.id)
    account.next = "refund_running"
    with pytest.raises(GatewayTimeout, match="under way"):
        gateway.refund(made.id, idempotency_key="refund-key-1")
    assert gateway.refund(made.id, idempotency_key="refund-key-1").status == "succeeded"
    assert len(account.refunds) == 1


def test_what_was_not_paid_is_not_refunded(account: Razorpay, gateway: RazorpayGateway) -> None:
    made = order(gateway)
    with pytest.raises(BadRequest, match="nobody has paid"):
        gateway.refund(made.id, idempotency_key="refund-key-1")
    account.decline(made.id)
    with pytest.raises(BadRequest, match="should be captured"):
        gateway.refund(made.id, idempotency_key="refund-key-1")


def test_authorized_then_captured(account: Razorpay, gateway: RazorpayGateway) -> None:
    made = order(gateway)
    account.next = "authorized"
    account.pay(made.id)
    assert gateway.get_payment(made.id).status is Status.AUTHORIZED
    with pytest.raises(BadRequest, match="equal to the amount authorized"):
        gateway.capture(made.id, Money(1998, "INR"))
    assert gateway.capture(made.id, PRICE).status is Status.SUCCEEDED
    assert gateway.get_payment(made.id).status is Status.SUCCEEDED


def test_pending_then_captured(account: Razorpay, gateway: RazorpayGateway) -> None:
    made = order(gateway)
    account.next = "pending"
    taken = account.pay(made.id)
    assert gateway.get_payment(made.id).status is Status.PROCESSING
    account.settle(taken["razorpay_payment_id"])
    assert gateway.get_payment(made.id).status is Status.SUCCEEDED


def test_a_decline_has_its_code_and_another_attempt_may_succeed(account: Razorpay, gateway: RazorpayGateway) -> None:
    made = order(gateway)
    failed = gateway.complete(made.id, account.decline(made.id))
    assert (failed.status, failed.decline_code) == (Status.FAILED, "card_declined")
    account.pay(made.id)
    assert (gateway.get_payment(made.id).status, gateway.get_payment(made.id).decline_code) == (Status.SUCCEEDED, "")


def test_a_return_with_a_wrong_signature_is_refused(account: Razorpay, gateway: RazorpayGateway) -> None:
    made, other = order(gateway), order(gateway, "key-2", "A-2")
    taken = account.pay(other.id)
    for forged in (taken, {**taken, "razorpay_signature": ""}, {}):
        with pytest.raises(BadRequest, match="signature"):
            gateway.complete(made.id, forged)


def test_the_same_key_is_the_same_order(account: Razorpay, gateway: RazorpayGateway, table: RazorpayTable) -> None:
    made = order(gateway)
    assert order(open_gateway(table)) == made
    with pytest.raises(BadRequest, match="another payment"):
        gateway.create_payment(Money(2999, "INR"), "A-1", idempotency_key="key-1")
    long = order(gateway, "k" * 60)
    assert order(gateway, "k" * 60) == long
    assert len(account.orders) == 2


@pytest.mark.parametrize("trouble", ["late", "cut"])
def test_an_order_that_was_made_but_not_told(
    account: Razorpay, gateway: RazorpayGateway, table: RazorpayTable, trouble: str
) -> None:
    account.next, account.only = trouble, "POST /v1/orders"
    with pytest.raises(GatewayTimeout):
        order(open_gateway(replace(table, timeout=0.3 if trouble == "late" else 10)))
    [made] = account.orders
    assert order(gateway).id == made
    assert list(account.orders) == [made]


@pytest.mark.parametrize(
    ("trouble", "error"), [("error", GatewayError), ("busy", RateLimited), ("half", GatewayTimeout)]
)
def test_trouble_at_razorpay(
    account: Razorpay, gateway: RazorpayGateway, trouble: str, error: type[GatewayError]
) -> None:
    account.next = trouble
    with pytest.raises(error) as caught:
        order(gateway)
    assert type(caught.value) is error
    assert not account.orders


def test_credentials(gateway: RazorpayGateway, table: RazorpayTable, account: Razorpay) -> None:
    assert gateway.verify_credentials().state == "accepted"
    [call] = account.calls
    assert (call.method, call.path, call.query) == ("GET", "/v1/payments", {"count": "1"})
    refused = open_gateway(replace(table, key_secret="wrong0secret")).verify_credentials()
    assert (refused.state, refused.evidence) == ("refused", "Authentication failed (HTTP 401)")
    with pytest.raises(GatewayUnreachable, match="certificate verify failed"):
        open_gateway(replace(table, ca_file="")).verify_credentials()
    assert open_gateway(replace(table, base_url=f"{account.url}/v1/")).verify_credentials().state == "accepted"


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (KEY, "test"),
        ("rzp_test_oauth_x", "test"),
        ("rzp_live_x", "live"),
        ("rzp_live_partner_x", "live"),
        ("", "unknown"),
    ],
)
def test_mode_is_told_by_the_key(key: str, kind: str) -> None:
    mode = open_gateway(RazorpayTable(key_id=key)).mode_of_credentials()
    assert mode.kind == kind
    assert "golive0key" not in mode.evidence


@pytest.mark.parametrize(
    "money", [*(Money(one, "INR") for one in (100, 115, 1999, 100_010)), Money(500, "JPY"), Money(5_120, "KWD")]
)
def test_amounts_come_back_exactly(account: Razorpay, gateway: RazorpayGateway, money: Money) -> None:
    made = gateway.create_payment(money, "A-1", idempotency_key=f"round-{money}")
    account.pay(made.id)
    assert gateway.get_payment(made.id).money == money
    assert account.orders[made.id]["amount"] == money.minor


def test_amounts_that_are_refused(gateway: RazorpayGateway) -> None:
    for money, message in ((Money(1, "INR"), "less than minimum"), (Money(5_123, "KWD"), "takes two")):
        with pytest.raises(BadRequest, match=message):
            gateway.create_payment(money, "A-1", idempotency_key=f"limit-{money}")


def test_all_payments_of_some_time(
    account: Razorpay, gateway: RazorpayGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = datetime.now(UTC) - timedelta(seconds=1)
    first, second = order(gateway), order(gateway, "key-2", "A-2")
    paid = account.pay(first.id)["razorpay_payment_id"]
    gateway.refund(first.id, Money(999, "INR"), idempotency_key="refund-key-1")
    account.decline(second.id)
    for number in range(100):
        account.payments[f"pay_{number}"] = {**account.payments[paid], "id": f"pay_{number}"}
    found = gateway.payments_since(begin)
    assert len(found) == 102
    assert [(one.reference, one.status, one.refunded) for one in found[-2:]] == [
        ("A-2", Status.FAILED, 0),
        ("A-1", Status.SUCCEEDED, 999),
    ]
    assert len(account.calls_of("/v1/orders/order_")) < 10
    monkeypatch.setattr(module, "MOST_PAGES", 1)
    ends_where_it_was_told(gateway, begin)


def test_golden_signatures() -> None:
    hook = sign(b'{"entity":"event","event":"payment.captured"}', "hook-secret")
    assert hook == "fed6fe66d2e1d09ea2f1c10fcfad6a9e904499de3627c2cf99da556f5dc0ba2a"
    taken = sign_return("order_A", "pay_B", "key-secret")
    assert taken == "499b31e8900df1b484a97bb54085f68a9eab577ac4c7b63cddf43f7b62d5ff9c"


def accepts(body: bytes, headers: Mapping[str, str]) -> bool:
    """A notice, as Razorpay's own guide has a shop judge it."""
    right = hmac.new(HOOK.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(headers.get("X-Razorpay-Signature", ""), right)


def accepts_return(call: Call, own_order: str) -> bool:
    """A return, likewise; the order is the shop's own."""
    said = dict(parse_qsl(call.body.decode()))
    text = f"{own_order}|{said['razorpay_payment_id']}"
    right = hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(said.get("razorpay_signature", ""), right)


@pytest.mark.parametrize("kind", RazorpayGateway.events)
def test_own_notices_are_genuine(gateway: RazorpayGateway, kind: str) -> None:
    made = order(gateway)
    call = gateway.build_event(kind, made)
    assert call.is_genuine
    if kind == "return":
        assert call.to == "back"
        assert accepts_return(call, made.id)
        return
    assert accepts(call.body, call.headers)
    assert call.headers["X-Razorpay-Event-Id"]
    if kind != "unrelated":
        entity = json.loads(call.body)["payload"]["payment"]["entity"]
        told = {"amount": 1999, "currency": "INR", "order_id": made.id, "notes": {"reference": "A-1"}}
        assert told.items() <= entity.items()


def test_forgeries_are_forged(account: Razorpay, gateway: RazorpayGateway) -> None:
    made, other = order(gateway), order(gateway, "key-2", "A-2")
    account.pay(other.id)
    forged = gateway.forgeries(made, other=gateway.get_payment(other.id))
    notices = {call.name: accepts(call.body, call.headers) for call in forged if call.to == "callback"}
    assert notices == {
        **FORGED,
        "signed with the secret of the API key": False,
        "signature in base64": False,
    }
    assert {call.name: accepts_return(call, made.id) for call in forged if call.to == "back"} == {
        "return signed with the webhook's secret": False,
        "return without a signature": False,
        "return signed with another secret": False,
        "return with the signature of another order": False,
        "return of another order, which is paid": False,
    }
    right = {name for name, is_right in notices.items() if is_right}
    # A payer's browser is led to a page, whatever it brings back.
    assert {call.name for call in forged if not call.must_be_refused} == right | {
        call.name for call in forged if call.to == "back"
    }
    assert gateway.get_payment(made.id).status is Status.REQUIRES_ACTION


def test_no_two_rightly_signed_notices_have_one_id(table: RazorpayTable) -> None:
    """A shop that has seen an id looks no further: of the second one nothing would be tried."""
    payment = PaymentIntent(id="order_1", status=Status.REQUIRES_ACTION, money=Money(10000, "INR"), reference="A-1")
    calls = open_gateway(table).forgeries(payment)
    right = [call for call in calls if not call.must_be_refused and call.to == "callback"]
    assert len({call.headers["X-Razorpay-Event-Id"] for call in right}) == len(right) > 1


def test_without_the_secret_nothing_is_signed(table: RazorpayTable) -> None:
    gateway = open_gateway(replace(table, webhook_secret=""))
    made = order(gateway)
    with pytest.raises(Unsupported, match="webhook_secret"):
        gateway.build_event("paid", made)
    assert not [call.name for call in gateway.forgeries(made) if call.name.startswith("rightly")]


def test_the_stand_in_tells_the_shop(account: Razorpay, gateway: RazorpayGateway, shop: Shop, courier: Courier) -> None:
    shop.hears(account, courier)
    made = order(gateway)
    account.pay(made.id)
    assert account.notify(made.id) == 200
    heard = shop.calls[-1]
    assert accepts(heard.body, dict(heard.headers.items()))
    assert (heard.json["event"], heard.headers["X-Razorpay-Event-Id"] != "") == ("payment.captured", True)


def test_a_browser_pays_on_the_test_banks_page(
    account: Razorpay, gateway: RazorpayGateway, certificates: Certificates
) -> None:
    made = order(gateway)
    given = {"key_id": KEY, "order_id": made.id, "callback_url": "https://shop.test/back/"}
    with requests.Session() as browser:
        browser.trust_env, browser.verify = False, str(certificates.root_file)
        page = browser.post(f"{account.url}/v1/checkout/embedded", data=given)
        assert "INR 19.99" in page.text
        page = browser.post(f"{account.url}/v1/checkout/done", data={**fields(page.text), "outcome": "Success"})
    assert 'action="https://shop.test/back/"' in page.text
    assert gateway.complete(made.id, fields(page.text)).status is Status.SUCCEEDED


def fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="([^"]+)" value="([^"]*)">', page))


@pytest.mark.parametrize("body", [{}, {"id": "order_1", "status": "created", "amount": 19.99, "currency": "INR"}])
def test_an_answer_that_is_not_understood(
    account: Razorpay, gateway: RazorpayGateway, monkeypatch: pytest.MonkeyPatch, body: object
) -> None:
    monkeypatch.setattr(account, "answer", lambda asked: Answer(200, body))
    for name in ("order_1", "pay_1"):
        with pytest.raises(GatewayError, match="not understood"):
            gateway.get_payment(name)


def test_what_it_cannot_do_is_said(gateway: RazorpayGateway) -> None:
    assert not gateway.capabilities & {Capability.HEADLESS_PAYMENT, Capability.AUTHORIZE, Capability.CANCEL}
    with pytest.raises(Unsupported, match="setting of the account"):
        gateway.create_payment(PRICE, "A-1", idempotency_key="k", capture="manual")
    with pytest.raises(Unsupported, match="declined"):
        gateway.create_payment(PRICE, "A-1", idempotency_key="k", outcome="declined")
    with pytest.raises(Unsupported, match="cancel"):
        gateway.cancel("order_1")
    with pytest.raises(BadRequest, match="does not exist"):
        gateway.get_payment("order_1/payments")
    assert module.LIVE_HOSTS == ("rzp_live_",)
