"""Nagad against its stand-in, with RSA keys in both directions."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    BadRequest,
    Gateway,
    GatewayError,
    GatewayTimeout,
    PaymentIntent,
    Status,
    Unsupported,
)
from pytest_golive.contracts.gateways.nagad import STATUSES, Nagad, open_gateway
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import NagadTable
from servers.certificates import Certificates
from servers.gateways.nagad import NagadStandIn

from .common import is_confirmed, lend, reach, serve, troubles_have_their_names

TAKA = Money.of("100.00", "BDT")
PEM = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.fixture(scope="module")
def stand_in(certificates: Certificates) -> Iterator[NagadStandIn]:
    yield from serve(NagadStandIn, certificates)


@pytest.fixture(scope="module")
def table(stand_in: NagadStandIn, certificates: Certificates) -> NagadTable:
    return NagadTable(
        base_url=stand_in.base_url,
        **reach(certificates),
        merchant_id=stand_in.merchant_id,
        account="01800000000",
        private_key=stand_in.merchant_private_pem,
        public_key=stand_in.gateway_public_pem,
    )


@pytest.fixture
def gateway(table: NagadTable, stand_in: NagadStandIn) -> Iterator[Gateway]:
    stand_in.orders.clear()
    stand_in.calls.clear()
    stand_in.next, stand_in.only, stand_in.is_sha1, stand_in.window = "", "", False, timedelta(minutes=10)
    yield from lend(open_gateway(table))


@pytest.fixture(scope="module")
def foreign() -> rsa.RSAPrivateKey:
    """The key of somebody else; it takes a while to make."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def begin(gateway: Gateway, money: Money = TAKA, reference: str = "HH1001A1") -> PaymentIntent:
    return gateway.create_payment(money, reference, idempotency_key="key-1")


def paid(gateway: Gateway, stand_in: NagadStandIn, money: Money = TAKA, reference: str = "HH1001A1") -> PaymentIntent:
    begun = begin(gateway, money, reference)
    return gateway.complete(begun.id, stand_in.pay(begun.id)["query"])


def test_mode_is_told_by_host_and_key(table: NagadTable) -> None:
    kinds = {
        "": "unknown",
        "https://api.mynagad.com/api/dfs": "live",
        "https://sandbox-ssl.mynagad.com/api/dfs": "test",
        "http://sandbox.mynagad.com:10080/remote-payment-gateway-1.0/api/dfs": "test",
        "https://nagad.example.com": "unknown",
    }
    for url, kind in kinds.items():
        mode = open_gateway(NagadTable(base_url=url)).mode_of_credentials()
        assert mode.kind == kind
        assert mode.evidence.endswith("key unreadable")
    mode = open_gateway(table).mode_of_credentials()
    assert mode.kind == "test"
    assert "SHA256:" in mode.evidence


def test_credentials(gateway: Gateway, table: NagadTable, stand_in: NagadStandIn, foreign: rsa.RSAPrivateKey) -> None:
    told = gateway.verify_credentials()
    assert told.state == "accepted"
    assert "leaves an order reference" in told.evidence
    for wrong in (
        replace(table, merchant_id="683000000000000"),
        replace(table, private_key=foreign.private_bytes(*PEM).decode()),
        replace(table, public_key=_public(foreign)),
    ):
        assert open_gateway(wrong).verify_credentials().state == "refused"
    with pytest.raises(AuthFailed) as caught:
        begin(open_gateway(replace(table, private_key=foreign.private_bytes(*PEM).decode())))
    assert caught.value.code == "16_0006_058"
    assert len(stand_in.orders) == 1, "no order of the wrong ones"


def test_answer_of_somebody_else_is_not_believed(
    gateway: Gateway, table: NagadTable, stand_in: NagadStandIn, foreign: rsa.RSAPrivateKey
) -> None:
    own, stand_in._own = stand_in._own, foreign
    try:
        with pytest.raises((GatewayError, AuthFailed)):
            begin(gateway)
        liar = open_gateway(replace(table, public_key=_public(own)))
        assert isinstance(liar, Nagad)
        answer = stand_in._sealed({"paymentReferenceId": "x"}, "sensitiveData")
        with pytest.raises(GatewayError, match="not signed"):
            liar._opened(answer, "sensitiveData")
    finally:
        stand_in._own = own


@pytest.mark.usefixtures("gateway")
def test_keys_in_every_form(table: NagadTable) -> None:
    private = load_pem_private_key(table.private_key.encode(), None)
    public = load_pem_public_key(table.public_key.encode())
    assert isinstance(private, rsa.RSAPrivateKey)
    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    old = private.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()
    wanted = open_gateway(table).mode_of_credentials()
    for form in (base64.b64encode(der).decode(), old, table.private_key.replace("\n", "\\n")):
        assert open_gateway(replace(table, private_key=form)).mode_of_credentials() == wanted
    info = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert begin(open_gateway(replace(table, public_key=base64.b64encode(info).decode())), reference="KEYS1").id
    curve = ec.generate_private_key(ec.SECP256R1())
    for wrong in ("", "no key", curve.private_bytes(*PEM).decode()):
        with pytest.raises(BadRequest, match=r"nagad\.private_key is no RSA key"):
            begin(open_gateway(replace(table, private_key=wrong)))
    for wrong in ("", "bm8ga2V5", _public(curve)):
        with pytest.raises(BadRequest, match=r"nagad\.public_key is no RSA key"):
            begin(open_gateway(replace(table, public_key=wrong)))


def test_paid(gateway: Gateway, stand_in: NagadStandIn, table: NagadTable) -> None:
    begun = begin(gateway)
    assert (begun.status, begun.money, begun.reference) == (Status.REQUIRES_ACTION, TAKA, "HH1001A1")
    assert gateway.get_payment(begun.id) == begun
    page = {"verify": table.ca_file, "timeout": 5, "allow_redirects": False}
    assert "100.00 BDT" in requests.get(begun.next_action.url, **page).text
    back = requests.post(begun.next_action.url, {"choice": "pay"}, **page).headers["Location"]
    assert "status=Success" in back
    done = gateway.complete(begun.id, {})
    assert (done.status, done.money, done.reference) == (Status.SUCCEEDED, TAKA, "HH1001A1")
    assert done.transaction
    assert begin(gateway) == done, "the same reference is the same payment"
    with pytest.raises(BadRequest, match="Duplicate"):
        begin(open_gateway(table))


def test_what_goes_over_the_wire(gateway: Gateway, stand_in: NagadStandIn) -> None:
    begin(gateway)
    first, second = stand_in.calls[-2:]
    assert first.headers["X-KM-Api-Version"] == "v-0.2.0"
    assert first.path.endswith(f"/initialize/{stand_in.merchant_id}/HH1001A1")
    inner = stand_in._opened(first.json, "sensitiveData")
    assert set(inner) == {"merchantId", "datetime", "orderId", "challenge"}
    inner = stand_in._opened(second.json, "sensitiveData")
    assert (inner["currencyCode"], inner["amount"]) == ("050", "100.00")
    assert b"100.00" not in second.body


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from("abcdef"), st.text(st.characters(codec="ascii"), max_size=8), max_size=4))
def test_both_sides_open_what_the_other_sealed(gateway: Gateway, stand_in: NagadStandIn, inner: dict[str, str]) -> None:
    assert isinstance(gateway, Nagad)
    assert stand_in._opened(gateway._sealed(inner, "sensitiveData"), "sensitiveData") == inner
    assert gateway._opened(stand_in._sealed(inner, "sensitiveData"), "sensitiveData") == inner


@pytest.mark.parametrize(
    ("how", "status"), [("declined", Status.FAILED), ("pending", Status.PROCESSING), ("", Status.SUCCEEDED)]
)
def test_statuses(gateway: Gateway, stand_in: NagadStandIn, how: str, status: Status) -> None:
    begun = begin(gateway)
    stand_in.next = how
    told = gateway.complete(begun.id, stand_in.pay(begun.id)["query"])
    assert told.status is status
    assert told.decline_code == ("50_0026_851" if how == "declined" else "")


def test_every_published_word(gateway: Gateway, stand_in: NagadStandIn) -> None:
    begun = begin(gateway)
    for word, status in {**STATUSES, "AnythingElse": Status.PROCESSING}.items():
        stand_in.orders["HH1001A1"].status = word
        assert gateway.get_payment(begun.id).status is status
    stand_in.orders["HH1001A1"].status = "Ready"
    stand_in.cancel(begun.id)
    assert gateway.get_payment(begun.id).status is Status.CANCELED
    with pytest.raises(BadRequest, match="payment reference"):
        gateway.get_payment("unknown")


def test_smaller_payment_is_told_as_it_is(gateway: Gateway, stand_in: NagadStandIn) -> None:
    begun = begin(gateway)
    stand_in.next = "smaller"
    assert gateway.complete(begun.id, stand_in.pay(begun.id)["query"]).money == Money.of("50.00", "BDT")


@pytest.mark.parametrize("trouble", ["late", "cut", "half"])
def test_answer_that_never_comes(gateway: Gateway, stand_in: NagadStandIn, trouble: str) -> None:
    stand_in.next, stand_in.only = trouble, "/api/dfs/check-out/complete"
    with pytest.raises(GatewayTimeout):
        begin(gateway)
    told = gateway.get_payment("HH1001A1")
    assert told.status is Status.REQUIRES_ACTION
    stand_in.pay(told.id)
    assert begin(gateway).status is Status.SUCCEEDED
    assert len(stand_in.orders) == 1


def test_order_without_an_amount_yet(gateway: Gateway, stand_in: NagadStandIn, table: NagadTable) -> None:
    stand_in.next, stand_in.only = "error", "/api/dfs/check-out/complete"
    with pytest.raises(GatewayError):
        begin(gateway)
    told = gateway.get_payment("HH1001A1")
    assert (told.status, told.money) == (Status.REQUIRES_ACTION, TAKA)
    assert begin(gateway) == told, "what became of it is not known, so it is not begun again"
    assert open_gateway(table).get_payment(told.id).money == Money(0, "BDT")


def test_first_answer_never_comes(gateway: Gateway, stand_in: NagadStandIn) -> None:
    stand_in.next = "late"
    with pytest.raises(GatewayTimeout):
        begin(gateway)
    with pytest.raises(BadRequest):
        gateway.get_payment("HH1001A1")
    with pytest.raises(BadRequest, match="Duplicate"):
        begin(gateway)


def test_refunds(gateway: Gateway, stand_in: NagadStandIn) -> None:
    with pytest.raises(BadRequest, match="Ready"):
        gateway.refund(begin(gateway, reference="OPEN1").id, idempotency_key="r0")
    done = paid(gateway, stand_in)
    with pytest.raises(BadRequest, match="Invalid state"):
        gateway.refund(done.id, Money.of("100.01", "BDT"), idempotency_key="r1")
    part = gateway.refund(done.id, Money.of("30.10", "BDT"), idempotency_key="r1")
    assert part.status == "succeeded"
    assert gateway.refund(done.id, Money.of("30.10", "BDT"), idempotency_key="r1") == part
    assert gateway.get_payment(done.id).status is Status.SUCCEEDED
    gateway.refund(done.id, Money.of("69.90", "BDT"), idempotency_key="r2")
    assert gateway.get_payment(done.id).status is Status.CANCELED


def test_refund_whose_answer_is_late_is_not_sent_again(gateway: Gateway, stand_in: NagadStandIn) -> None:
    done = paid(gateway, stand_in)
    stand_in.next, stand_in.only = "late", "/api/dfs/purchase"
    with pytest.raises(GatewayTimeout):
        gateway.refund(done.id, Money.of("10.00", "BDT"), idempotency_key="r1")
    with pytest.raises(BadRequest, match="no answer"):
        gateway.refund(done.id, Money.of("10.00", "BDT"), idempotency_key="r1")
    assert stand_in.orders["HH1001A1"].refunded == 10


@pytest.mark.parametrize("amount", ["0.01", "1.00", "19.99", "1000.10", "1.15"])
def test_amounts_come_back_exactly(gateway: Gateway, stand_in: NagadStandIn, amount: str) -> None:
    money = Money.of(amount, "BDT")
    assert paid(gateway, stand_in, money).money == money


def test_what_it_does_not_take(gateway: Gateway, stand_in: NagadStandIn, table: NagadTable) -> None:
    for reference in ("abcd", "x" * 21, "HH-1001"):
        with pytest.raises(BadRequest, match="order id"):
            begin(gateway, reference=reference)
    with pytest.raises(BadRequest, match="BDT"):
        begin(gateway, Money.of("1.00", "USD"))
    with pytest.raises(Unsupported):
        gateway.authorize(TAKA, "HH1001A1", idempotency_key="k")
    with pytest.raises(BadRequest, match="base_url"):
        begin(open_gateway(replace(table, base_url="")))
    assert not stand_in.orders
    stand_in.window = timedelta(0)
    with pytest.raises(BadRequest, match="window"):
        begin(gateway)


def test_old_signatures(gateway: Gateway, stand_in: NagadStandIn, table: NagadTable) -> None:
    stand_in.is_sha1 = True
    assert gateway.verify_credentials().state == "refused"
    assert open_gateway(replace(table, sha1=True)).verify_credentials().state == "accepted"


def test_troubles_have_their_names(gateway: Gateway, stand_in: NagadStandIn, table: NagadTable) -> None:
    troubles_have_their_names(stand_in, lambda: begin(gateway))
    answer = requests.get(f"{stand_in.base_url}/verify/payment/x", verify=table.ca_file, timeout=5)
    assert (answer.status_code, answer.json()["reason"]) == (400, "16_0006_064")


def test_forgeries_are_forged(gateway: Gateway, stand_in: NagadStandIn) -> None:
    other = paid(gateway, stand_in, reference="HH1000A1")
    victim = begin(gateway)
    genuine = gateway.build_event("paid", other)
    assert genuine.is_genuine
    assert is_confirmed(gateway, genuine.query["payment_ref_id"], genuine.query, other)
    forged = gateway.forgeries(victim, other=other)
    assert len({call.name for call in forged}) == len(forged) == 5
    for call in (*forged, gateway.build_event("paid", victim)):
        assert (call.method, call.to, call.is_genuine) == ("GET", "back", False)
        assert not is_confirmed(gateway, call.query["payment_ref_id"], call.query, victim), call.name
    with pytest.raises(Unsupported):
        gateway.build_event("refunded", victim)


def _public(key: Any) -> str:
    return str(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())
