"""SSLCommerz against its stand-in, over TLS; signatures against vectors computed apart from both."""

from __future__ import annotations

import threading
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
    Gateway,
    GatewayTimeout,
    GatewayUnreachable,
    Status,
    Unsupported,
)
from pytest_golive.contracts.gateways.sslcommerz import STATUSES, open_gateway, signatures, signed
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import SslcommerzTable
from servers.certificates import Certificates
from servers.gateways import Answer, Courier
from servers.gateways import sslcommerz as server
from servers.gateways.sslcommerz import SslcommerzStandIn

from .common import all_are_unsupported, is_confirmed, lend, reach, serve, troubles_have_their_names

TAKA = Money.of("100.00", "BDT")


@pytest.fixture(scope="module")
def stand_in(certificates: Certificates) -> Iterator[SslcommerzStandIn]:
    yield from serve(SslcommerzStandIn, certificates)


@pytest.fixture(scope="module")
def table(stand_in: SslcommerzStandIn, certificates: Certificates) -> SslcommerzTable:
    return SslcommerzTable(
        base_url=stand_in.url,
        **reach(certificates),
        store_id=stand_in.store_id,
        store_password=stand_in.password,
    )


@pytest.fixture
def gateway(table: SslcommerzTable, stand_in: SslcommerzStandIn) -> Iterator[Gateway]:
    stand_in.transactions.clear()
    stand_in.calls.clear()
    stand_in.next = stand_in.always = ""
    yield from lend(open_gateway(table))


def begin(gateway: Gateway, money: Money = TAKA, reference: str = "HH-1001-1") -> Any:
    return gateway.create_payment(money, reference, idempotency_key="key-1")


def form_of(call: Call) -> dict[str, str]:
    return dict(parse_qsl(call.body.decode(), keep_blank_values=True))


def test_published_way_of_signing() -> None:
    fields = {"amount": "100.00", "currency": "BDT", "status": "VALID", "tran_id": "T1", "val_id": "V1"}
    assert signatures(fields, "pass@ssl") == {
        "verify_sign": "de4ccb51a060e0a193fa62ea725be6f7",
        "verify_sign_sha2": "19d8102e7878916893bbaaca8f4c55963cb985db70a9c64f8594bd67992c7963",
    }
    assert signed(fields, "pass@ssl") == server.signed(fields, "pass@ssl")


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text("abcdefghij_", min_size=1, max_size=9), st.text(max_size=20), max_size=8), st.text())
def test_adapter_and_stand_in_sign_alike(extra: dict[str, str], password: str) -> None:
    fields = {"amount": "1.00", "currency_type": "BDT", "currency_amount": "1.00", "tran_id": "T", **extra}
    fields["status"] = "VALID"
    good = signed(fields, password)
    assert server.is_genuine(good, password)
    assert not server.is_genuine({**good, "amount": "10.00"}, password)


def test_credentials(gateway: Gateway, table: SslcommerzTable, stand_in: SslcommerzStandIn) -> None:
    assert gateway.verify_credentials().state == "accepted"
    wrong = open_gateway(replace(table, store_password="wrong-secret"))
    assert wrong.verify_credentials().state == "refused"
    with pytest.raises(AuthFailed) as caught:
        begin(wrong)
    assert "wrong-secret" not in str(caught.value)
    assert not stand_in.transactions


def test_session_is_a_form_and_nothing_else(
    table: SslcommerzTable, stand_in: SslcommerzStandIn, gateway: Gateway
) -> None:
    begin(gateway)
    sent = stand_in.calls[-1]
    assert sent.kind == "application/x-www-form-urlencoded"
    url, trust = stand_in.url + server.SESSION, str(table.ca_file)
    for wrong in ({"json": sent.form}, {"files": {name: (None, value) for name, value in sent.form.items()}}):
        answer = requests.post(url, verify=trust, timeout=5, **wrong).json()
        assert answer["status"] == "FAILED"
        assert "Credential" in answer["failedreason"]


def test_paid_and_validated(gateway: Gateway, stand_in: SslcommerzStandIn, table: SslcommerzTable) -> None:
    begun = begin(gateway)
    assert begun.status is Status.REQUIRES_ACTION
    assert begun.next_action.url.startswith(stand_in.url + "/EasyCheckOut/")
    assert gateway.get_payment(begun.id) == begun
    back = stand_in.pay(begun.id)
    paid = gateway.complete(begun.id, back["form"])
    assert (paid.status, paid.money, paid.reference) == (Status.SUCCEEDED, TAKA, "HH-1001-1")
    query = {"val_id": back["form"]["val_id"], "store_id": table.store_id, "store_passwd": table.store_password}
    again = requests.get(stand_in.url + server.VALIDATION, query, verify=table.ca_file, timeout=5).json()
    assert again["status"] == "VALIDATED"
    assert gateway.complete(begun.id, back["form"]) == paid
    assert gateway.get_payment(begun.id) == paid == gateway.complete(begun.id, {})
    with pytest.raises(BadRequest, match="val_id"):
        gateway.complete("another", back["form"])
    with pytest.raises(BadRequest, match="val_id"):
        gateway.complete(begun.id, {"val_id": "made-up"})


def test_payer_on_the_hosted_page(gateway: Gateway, table: SslcommerzTable) -> None:
    begun = begin(gateway)
    trust = table.ca_file
    page = requests.get(begun.next_action.url, verify=trust, timeout=5)
    assert "100.00 BDT for HH-1001-1" in page.text
    back = requests.post(begun.next_action.url, {"choice": "success"}, verify=trust, timeout=5)
    assert "verify_sign_sha2" in back.text
    assert gateway.get_payment(begun.id).status is Status.SUCCEEDED


@pytest.mark.parametrize(
    ("how", "status"),
    [("declined", Status.FAILED), ("pending", Status.PROCESSING), ("risky", Status.PROCESSING), ("", Status.SUCCEEDED)],
)
def test_statuses(gateway: Gateway, stand_in: SslcommerzStandIn, how: str, status: Status) -> None:
    begun = begin(gateway)
    stand_in.next = how
    stand_in.pay(begun.id)
    told = gateway.get_payment(begun.id)
    assert told.status is status
    assert bool(told.decline_code) == (how == "declined")


def test_every_word_and_several_tries(gateway: Gateway, stand_in: SslcommerzStandIn, monkeypatch: Any) -> None:
    begun = begin(gateway)
    stand_in.pay(begun.id)
    told = stand_in.transactions[begun.id].told()
    for word, status in {**STATUSES, "AnythingElse": Status.PROCESSING}.items():
        stand_in.transactions[begun.id].status = word
        assert gateway.get_payment(begun.id).status is status
    tries = [{**told, "status": "FAILED"}, told, {**told, "status": "FAILED"}]
    answer = Answer(200, {"APIConnect": "DONE", "no_of_trans_found": 3, "element": tries})
    monkeypatch.setattr(stand_in, "answer", lambda asked: answer)
    assert gateway.get_payment(begun.id).status is Status.SUCCEEDED, "whichever try was paid"
    tries[1] = {**told, "status": "PENDING"}
    assert gateway.get_payment(begun.id).status is Status.FAILED, "else the last"


def test_payer_leaves(gateway: Gateway, stand_in: SslcommerzStandIn) -> None:
    begun = begin(gateway)
    stand_in.cancel(begun.id)
    assert gateway.get_payment(begun.id).status is Status.CANCELED


def test_smaller_payment_is_told_as_it_is(gateway: Gateway, stand_in: SslcommerzStandIn) -> None:
    begun = begin(gateway)
    stand_in.next = "smaller"
    back = stand_in.pay(begun.id)
    assert back["form"]["amount"] == "100.00"
    assert gateway.complete(begun.id, back["form"]).money == Money.of("50.00", "BDT")


@pytest.mark.parametrize("amount", ["10.00", "19.99", "1000.10", "11.15", "500000"])
@pytest.mark.parametrize("currency", ["BDT", "USD"])
def test_amounts_come_back_exactly(gateway: Gateway, stand_in: SslcommerzStandIn, amount: str, currency: str) -> None:
    money = Money.of(amount, currency)
    if amount == "500000" and currency == "USD":
        with pytest.raises(BadRequest, match="total_amount"):
            begin(gateway, money)
        return
    begin(gateway, money)
    assert stand_in.calls[-1].form["total_amount"] == money.text
    back = stand_in.pay("HH-1001-1")
    assert gateway.complete("HH-1001-1", back["form"]).money == money == gateway.get_payment("HH-1001-1").money


@pytest.mark.parametrize("amount", ["0.01", "1.00", "9.99"])
def test_too_little(gateway: Gateway, amount: str) -> None:
    with pytest.raises(BadRequest, match="total_amount"):
        begin(gateway, Money.of(amount, "BDT"))
    with pytest.raises(BadRequest, match="no transaction"):
        gateway.get_payment("HH-1001-1")


@pytest.mark.parametrize("trouble", ["late", "cut", "half"])
def test_answer_that_never_comes(gateway: Gateway, stand_in: SslcommerzStandIn, trouble: str) -> None:
    stand_in.next = trouble
    with pytest.raises(GatewayTimeout):
        begin(gateway)
    assert gateway.get_payment("HH-1001-1").status is Status.REQUIRES_ACTION
    assert begin(gateway).status is Status.REQUIRES_ACTION
    assert len(stand_in.transactions) == 1
    stand_in.pay("HH-1001-1")
    assert gateway.get_payment("HH-1001-1").status is Status.SUCCEEDED
    with pytest.raises(BadRequest):
        begin(gateway)


def test_refund_whose_answer_is_late_is_made_once(gateway: Gateway, stand_in: SslcommerzStandIn, table: Any) -> None:
    begin(gateway)
    bank = stand_in.pay("HH-1001-1")["form"]["bank_tran_id"]
    query = {"store_id": table.store_id, "store_passwd": table.store_password, "bank_tran_id": bank}
    query |= {"refund_amount": "100.00", "refund_remarks": "none", "refund_trans_id": "refund-1"}
    stand_in.next = "late"
    with pytest.raises(requests.exceptions.ReadTimeout):
        requests.get(stand_in.url + server.QUERY, query, verify=table.ca_file, timeout=0.3)
    again = gateway.refund("HH-1001-1", idempotency_key="refund-1")
    same = gateway.refund("HH-1001-1", idempotency_key="refund-1")
    assert again.id == same.id
    assert len(stand_in.transactions["HH-1001-1"].refunds) == 1
    with pytest.raises(BadRequest, match="used before"):
        gateway.refund("HH-1001-1", Money.of("1.00", "BDT"), idempotency_key="refund-1")


def test_refunds(gateway: Gateway, stand_in: SslcommerzStandIn) -> None:
    begin(gateway)
    with pytest.raises(BadRequest, match="not paid"):
        gateway.refund("HH-1001-1", idempotency_key="r0")
    stand_in.pay("HH-1001-1")
    part = gateway.refund("HH-1001-1", Money.of("30.10", "BDT"), idempotency_key="r1")
    assert part.status == "pending"
    with pytest.raises(BadRequest, match="exceeds"):
        gateway.refund("HH-1001-1", TAKA, idempotency_key="r2")
    assert gateway.refund("HH-1001-1", Money.of("69.90", "BDT"), idempotency_key="r3").status == "pending"
    for key in ("", "x" * 31):
        with pytest.raises(BadRequest, match="refund_trans_id"):
            gateway.refund("HH-1001-1", idempotency_key=key)


def test_refund_without_its_own_number_is_refused(gateway: Gateway, stand_in: SslcommerzStandIn, table: Any) -> None:
    begin(gateway)
    bank = stand_in.pay("HH-1001-1")["form"]["bank_tran_id"]
    query = {"store_id": table.store_id, "store_passwd": table.store_password, "bank_tran_id": bank}
    query |= {"refund_amount": "1.00", "refund_remarks": "none", "format": "json"}
    answer = requests.get(stand_in.url + server.QUERY, query, verify=table.ca_file, timeout=5).json()
    assert (answer["status"], answer["refund_ref_id"]) == ("failed", "")


def test_refund_of_other_money(gateway: Gateway, stand_in: SslcommerzStandIn) -> None:
    begin(gateway, Money.of("2.50", "USD"))
    stand_in.pay("HH-1001-1")
    with pytest.raises(Unsupported):
        gateway.refund("HH-1001-1", Money.of("1.00", "USD"), idempotency_key="r1")
    assert gateway.refund("HH-1001-1", idempotency_key="r1").money == Money.of("300.00", "BDT")


def test_troubles_have_their_names(gateway: Gateway, stand_in: SslcommerzStandIn, table: SslcommerzTable) -> None:
    troubles_have_their_names(stand_in, lambda: begin(gateway))
    with pytest.raises(GatewayUnreachable) as unreachable:
        begin(open_gateway(replace(table, ca_file="")))
    assert "certificate" in str(unreachable.value)
    gone = open_gateway(replace(table, base_url="https://127.0.0.1:9"))
    with pytest.raises(GatewayUnreachable) as caught:
        gone.get_payment("HH-1001-1")
    assert table.store_password not in str(caught.value)


def test_what_it_cannot_do(gateway: Gateway) -> None:
    assert Capability.AUTHORIZE not in gateway.capabilities
    all_are_unsupported(
        lambda: gateway.authorize(TAKA, "r", idempotency_key="k"),
        lambda: gateway.capture("r", TAKA),
        lambda: gateway.cancel("r"),
        lambda: gateway.create_payment(TAKA, "r", idempotency_key="k", outcome="declined"),
    )
    with pytest.raises(BadRequest, match="tran_id"):
        begin(gateway, reference="x" * 31)


def test_notices(gateway: Gateway, stand_in: SslcommerzStandIn, shop: Any, courier: Courier) -> None:
    begun = begin(gateway)
    shop.hears(stand_in, courier)
    stand_in.pay(begun.id)
    stand_in.transactions[begun.id].session["ipn_url"] = "https://shop.test/ipn/"
    assert stand_in.notify(begun.id) == 200
    heard = shop.calls[-1]
    assert heard.path == "/ipn/"
    assert server.is_genuine(heard.form, stand_in.password)
    ours = form_of(gateway.build_event("paid", gateway.get_payment(begun.id)))
    same = ("amount", "currency_type", "currency_amount", "tran_id", "val_id", "bank_tran_id", "status", "store_id")
    assert {key: ours[key] for key in same} == {key: heard.form[key] for key in same}
    assert server.is_genuine(ours, stand_in.password)


def test_forgeries_are_forged(gateway: Gateway, stand_in: SslcommerzStandIn) -> None:
    other = begin(gateway, reference="HH-1000-1")
    stand_in.pay(other.id)
    other = gateway.get_payment(other.id)
    victim = begin(gateway)
    genuine = gateway.build_event("paid", other)
    assert genuine.is_genuine
    assert not gateway.build_event("paid", victim).is_genuine
    forged = gateway.forgeries(victim, other=other)
    assert len({call.name for call in forged}) == len(forged) >= 13
    for call in forged:
        fields = form_of(call)
        is_signed = server.is_genuine(fields, stand_in.password)
        assert not (is_signed and call.must_be_refused), call.name
        if is_signed and not call.is_genuine:
            assert not is_confirmed(gateway, fields["tran_id"], fields, victim), call.name


def test_one_session_for_parallel_tries(gateway: Gateway, stand_in: SslcommerzStandIn, table: SslcommerzTable) -> None:
    tries = [threading.Thread(target=lambda: begin(open_gateway(table))) for _ in range(4)]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert len(stand_in.transactions) == 1
