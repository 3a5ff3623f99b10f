"""SSLCommerz: session, hosted page, validation, refund (developer.sslcommerz.com/doc/v4).

Not confirmed by its documentation: what the transaction query answers to wrong credentials, what a repeated
``tran_id`` does, the currency of refunds (taken to be taka, in which it settles), and any status word of the notice
beside VALID and FAILED.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal
from urllib.parse import urlencode

from pytest_golive.contracts.gateways.answers import NOTHING_BOOKED, text
from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    BadRequest,
    Call,
    Capability,
    Gateway,
    GatewayError,
    Mode,
    NextAction,
    Outcome,
    PaymentIntent,
    Refund,
    Status,
    Verified,
)
from pytest_golive.contracts.gateways.hosts import mode_by_host
from pytest_golive.contracts.gateways.wire import Wire, refuse
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import SslcommerzTable

LIVE_HOSTS = ("securepay.sslcommerz.com",)
TEST_HOSTS = ("sandbox.sslcommerz.com",)
SESSION = "/gwprocess/v4/api.php"
VALIDATION = "/validator/api/validationserverAPI.php"
QUERY = "/validator/api/merchantTransIDvalidationAPI.php"
#: Longest ``tran_id`` and ``refund_trans_id``.
LONGEST = 30
#: The page that nobody comes back to: a session made by a test is paid, if at all, by hand.
NOWHERE = "https://shop.invalid/"
STATUSES = {
    "VALID": Status.SUCCEEDED,
    "VALIDATED": Status.SUCCEEDED,
    "PENDING": Status.PROCESSING,
    "FAILED": Status.FAILED,
    "INVALID_TRANSACTION": Status.FAILED,
    "CANCELLED": Status.CANCELED,
    "UNATTEMPTED": Status.REQUIRES_ACTION,
    "EXPIRED": Status.EXPIRED,
}
REFUNDS: dict[str, Literal["pending", "succeeded", "failed"]] = {
    "success": "pending",
    "processing": "pending",
    "refunded": "succeeded",
    "cancelled": "failed",
    "failed": "failed",
}
#: The query's words for credentials that are not accepted.
REFUSALS = ("INVALID_REQUEST", "FAILED", "INACTIVE")


def signatures(fields: Mapping[str, str], password: str) -> dict[str, str]:
    """``verify_sign`` (MD5) and ``verify_sign_sha2`` (SHA-256) over ``fields``, as the gateway makes them."""
    made = {}
    for name, digest in (("verify_sign", _md5), ("verify_sign_sha2", _sha256)):
        signed = {**fields, "store_passwd": digest(password)}
        made[name] = digest("&".join(f"{key}={signed[key]}" for key in sorted(signed)))
    return made


def signed(fields: Mapping[str, str], password: str, *, keys: tuple[str, ...] = ()) -> dict[str, str]:
    """``fields`` with the signature over those named by ``keys`` (all of them, if none is named)."""
    covered = {key: fields[key] for key in keys or tuple(fields)}
    return {**fields, "verify_key": ",".join(covered), **signatures(covered, password)}


class Sslcommerz(Gateway):
    """One store of SSLCommerz; a payment's id is its ``tran_id``, which is the shop's reference."""

    name = "sslcommerz"
    capabilities = frozenset({Capability.CREDENTIALS, Capability.REFUND, Capability.PARTIAL_REFUND, Capability.WEBHOOK})
    events = ("paid", "failed")
    wrong_payments = ("short",)

    def __init__(self, table: SslcommerzTable) -> None:
        self._table = table
        self._base = table.base_url or f"https://{TEST_HOSTS[0]}"
        self._wire = Wire(self._base, table)
        self._begun: dict[str, PaymentIntent] = {}

    def mode_of_credentials(self) -> Mode:
        """By the host: the ids of stores are alike in both worlds."""
        return mode_by_host(self._table, self._base, live=LIVE_HOSTS, test=TEST_HOSTS)

    def verify_credentials(self) -> Verified:
        """Ask for a transaction that does not exist."""
        try:
            self._elements("golive-no-such-transaction")
        except AuthFailed as error:
            return Verified(state="refused", evidence=str(error))
        return Verified(state="accepted", evidence="the transaction query answered", mode=self.mode_of_credentials())

    def create_payment(
        self,
        money: Money,
        reference: str,
        *,
        idempotency_key: str,
        capture: Literal["automatic", "manual"] = "automatic",
        outcome: Outcome = "success",
    ) -> PaymentIntent:
        """Open a session; ``reference`` is its ``tran_id``, by which the gateway knows a second try.

        Raises:
            BadRequest: the reference is too long, or the gateway refuses the session.
            AuthFailed: the store is not accepted.
            Unsupported: for manual capture or another outcome.
        """
        self._must_be_plain(capture, outcome)
        if not 0 < len(reference) <= LONGEST:
            raise BadRequest(f"tran_id {reference!r} must have 1 to {LONGEST} characters")
        form = self._session_form(money, reference, idempotency_key)
        intent = PaymentIntent(id=reference, status=Status.REQUIRES_ACTION, money=money, reference=reference)
        known = self._begun.get(reference)
        # Before the call: if its answer never comes, there may be a session all the same.
        self._begun[reference] = known or intent
        try:
            page = NextAction(kind="redirect", url=self._open(form))
        except NOTHING_BOOKED:
            if known is None:
                del self._begun[reference]
            raise
        self._begun[reference] = replace(intent, next_action=page)
        return self._begun[reference]

    def complete(self, payment: str, callback: Mapping[str, str]) -> PaymentIntent:
        """Validate the ``val_id`` that the payer brought; without one, ask for the transaction.

        Raises:
            BadRequest: the ``val_id`` is of another transaction.
        """
        if not callback.get("val_id"):
            return self.get_payment(payment)
        query = {**self._credentials, "val_id": callback["val_id"], "v": "1", "format": "json"}
        status, answer = self._wire.call("GET", VALIDATION, query=query)
        if status != 200:
            raise refuse(status, "the validation was refused")
        _accepted(answer)
        if text(answer, "status") == "INVALID_TRANSACTION" and not text(answer, "tran_id"):
            raise BadRequest("there is no such val_id", code="INVALID_TRANSACTION")
        if text(answer, "tran_id") != payment:
            raise BadRequest(f"this val_id is not of {payment}", code="tran_id")
        return self._intent(answer)

    def get_payment(self, payment: str) -> PaymentIntent:
        """Ask for the transaction; one nobody has tried to pay yet is told from what was begun here.

        Raises:
            BadRequest: neither the gateway nor this object knows it.
        """
        elements = self._elements(payment)
        paid = [one for one in elements if STATUSES.get(text(one, "status")) is Status.SUCCEEDED]
        if elements:
            return self._intent((paid or elements)[-1])
        if payment not in self._begun:
            raise BadRequest(f"no transaction {payment}", code="no_of_trans_found 0")
        return self._begun[payment]

    def refund(self, payment: str, money: Money | None = None, *, idempotency_key: str) -> Refund:
        """Begin a refund in taka; the key is its ``refund_trans_id``, by which the gateway knows a second try.

        Raises:
            BadRequest: not paid, the key is too long, or the gateway refuses.
            Unsupported: a part in other money.
        """
        if not 0 < len(idempotency_key) <= LONGEST:
            raise BadRequest(f"refund_trans_id must have 1 to {LONGEST} characters")
        paid = self._paid(payment)
        money = money or Money.of(text(paid, "amount"), "BDT")
        if money.currency != "BDT":
            self._unsupported("refund a part in other money than taka")
        wanted = {
            "bank_tran_id": text(paid, "bank_tran_id"),
            "refund_trans_id": idempotency_key,
            "refund_amount": money.text,
            "refund_remarks": "pytest-golive",
            "refe_id": payment,
        }
        answer = self._ask(wanted)
        state = REFUNDS.get(text(answer, "status"), "pending")
        if state == "failed":
            raise BadRequest(f"refund refused: {text(answer, 'errorReason')}", code=text(answer, "status"))
        return Refund(id=text(answer, "refund_ref_id"), status=state, money=money)

    def build_event(self, kind: str, payment: PaymentIntent) -> Call:
        """The IPN: a form, signed with the store's password.

        It is genuine only when the gateway says the same of the payment: a shop must ask it before it believes.
        """
        if kind not in self.events:
            self._unsupported(f"notify of {kind}")
        told = self._elements(payment.id)
        fields = {**self._made_up(payment), **(_fields(told[-1]) if told else {})}
        fields["status"] = "VALID" if kind == "paid" else "FAILED"
        if kind == "failed":
            del fields["val_id"]
        ended = Status.SUCCEEDED if kind == "paid" else Status.FAILED
        is_genuine = bool(told) and STATUSES.get(text(told[-1], "status")) is ended
        return _call(kind, signed(fields, self._table.store_password), is_genuine=is_genuine, must_be_refused=False)

    def forgeries(self, payment: PaymentIntent, *, other: PaymentIntent | None = None) -> tuple[Call, ...]:
        """Bad signatures, then right ones over what the validation does not confirm."""
        password = self._table.store_password
        true = self._made_up(payment)
        good = signed(true, password)
        ten = {"amount": _times(true["amount"], 10), "currency_amount": _times(true["currency_amount"], 10)}
        uncovered = tuple(key for key in true if key not in {"amount", "currency_amount", "store_amount"})
        empty = dict.fromkeys(("verify_sign", "verify_sign_sha2"), "")
        calls = [
            _call("no signature", true),
            _call("empty signature", {**good, **empty}),
            _call("signed with another password", signed(true, f"{password}-of-another-store")),
            _call("amount changed after signing", {**good, **ten}),
            _call("signature of another event", {**good, **signatures({**true, "tran_id": "another"}, password)}),
            _stays("amount left out of verify_key", {**signed(true, password, keys=uncovered), **ten}),
            _stays("right signature, val_id unknown to the gateway", good),
            _stays("unknown order", signed({**true, "tran_id": "golive-no-such-order"}, password)),
            _stays("smaller amount", signed({**true, "amount": "10.00", "currency_amount": "10.00"}, password)),
            _stays("another currency", signed({**true, "currency_type": "INR"}, password)),
            _stays("another store", signed({**true, "store_id": "another-store"}, password)),
        ]
        if other is not None:
            foreign = next((text(one, "val_id") for one in self._elements(other.id)), "")
            calls.append(_stays("val_id of another order", signed({**true, "val_id": foreign}, password)))
            calls.append(replace(self.build_event("paid", other), name="notice of another order, again"))
        return tuple(calls)

    def close(self) -> None:
        """Give connections back."""
        self._wire.close()

    @property
    def _credentials(self) -> dict[str, str]:
        return {"store_id": self._table.store_id, "store_passwd": self._table.store_password}

    def _session_form(self, money: Money, reference: str, key: str) -> dict[str, str]:
        nobody = {"cus_name": "Golive Test", "cus_email": "golive@example.com", "cus_phone": "01700000000"}
        address = {"cus_add1": "1 Test Road", "cus_city": "Dhaka", "cus_postcode": "1000", "cus_country": "Bangladesh"}
        product = {"product_category": "test", "product_name": "pytest-golive", "product_profile": "general"}
        pages = dict.fromkeys(("success_url", "fail_url", "cancel_url", "ipn_url"), NOWHERE)
        return {
            **self._credentials,
            "total_amount": money.text,
            "currency": money.currency,
            "tran_id": reference,
            **pages,
            **nobody,
            **address,
            **product,
            "shipping_method": "NO",
            "value_a": key,
        }

    def _open(self, form: Mapping[str, str]) -> str:
        status, answer = self._wire.call("POST", SESSION, form=form)
        if status != 200:
            raise refuse(status, "the session was refused")
        if text(answer, "status") != "SUCCESS":
            raise _session_refusal(text(answer, "failedreason"))
        return text(answer, "GatewayPageURL")

    def _ask(self, wanted: Mapping[str, str]) -> Any:
        status, answer = self._wire.call("GET", QUERY, query={**self._credentials, **wanted, "format": "json"})
        if status != 200:
            raise refuse(status, "the query was refused")
        _accepted(answer)
        return answer

    def _elements(self, tran_id: str) -> list[Any]:
        elements = self._ask({"tran_id": tran_id}).get("element")
        return elements if isinstance(elements, list) else []

    def _paid(self, payment: str) -> Any:
        paid = [one for one in self._elements(payment) if STATUSES.get(text(one, "status")) is Status.SUCCEEDED]
        if not paid:
            raise BadRequest(f"{payment} is not paid, so there is nothing to send back")
        return paid[-1]

    def _intent(self, told: Any) -> PaymentIntent:
        word = text(told, "status")
        status = STATUSES.get(word, Status.PROCESSING)
        if status is Status.SUCCEEDED and text(told, "risk_level") == "1":
            status = Status.PROCESSING
        currency = text(told, "currency_type") or "BDT"
        amount = text(told, "amount" if currency == "BDT" else "currency_amount")
        failed = status is Status.FAILED
        return PaymentIntent(
            id=text(told, "tran_id"),
            status=status,
            money=Money.of(amount, currency),
            reference=text(told, "tran_id"),
            decline_code=(text(told, "error") or word) if failed else "",
            transaction=text(told, "bank_tran_id"),
        )

    def _made_up(self, payment: PaymentIntent) -> dict[str, str]:
        amount = payment.money.text
        return {
            "amount": amount,
            "bank_tran_id": payment.transaction or "2611210000001Bank",
            "card_type": "VISA-Dutch Bangla",
            "currency": "BDT",
            "currency_amount": amount,
            "currency_type": payment.money.currency,
            "risk_level": "0",
            "risk_title": "Safe",
            "status": "VALID",
            "store_amount": amount,
            "store_id": self._table.store_id,
            "tran_id": payment.reference,
            "val_id": "2611210000001MadeUpValidation",
        }


def open_gateway(table: SslcommerzTable) -> Gateway:
    """The store that ``[payment.sslcommerz]`` names."""
    return Sslcommerz(table)


def _session_refusal(reason: str) -> GatewayError:
    is_credentials = "credential" in reason.lower() or "deactivated" in reason.lower()
    return (AuthFailed if is_credentials else BadRequest)(reason or "FAILED without a reason", code="FAILED")


def _accepted(answer: Any) -> None:
    word = text(answer, "APIConnect")
    if word in REFUSALS:
        raise AuthFailed(f"APIConnect {word}", code=word)
    if word != "DONE":
        raise GatewayError(f"APIConnect {word or 'is missing'}", code=word)


def _fields(answer: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in answer.items() if value not in {None, ""}}


def _times(amount: str, factor: int) -> str:
    return str(Decimal(amount) * factor)


def _call(name: str, fields: Mapping[str, str], *, is_genuine: bool = False, must_be_refused: bool = True) -> Call:
    return Call(
        name=name,
        body=urlencode(fields).encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        is_genuine=is_genuine,
        must_be_refused=must_be_refused,
    )


def _stays(name: str, fields: Mapping[str, str]) -> Call:
    return _call(name, fields, must_be_refused=False)


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
