"""bKash tokenized checkout: token, create, execute, status, capture, void, and both generations of refunds.

Not confirmed by its documentation: the body of a failed token grant (two shapes are read), the words of a voided
payment, the fields of the second generation of refunds, and that a refund of the first can be made once only.
The sandbox wallets in the table are what integrators use; bKash publishes none.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

from pytest_golive.contracts.gateways.answers import NOTHING_BOOKED, text
from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    BadRequest,
    Call,
    Capability,
    Declined,
    Gateway,
    GatewayError,
    Mode,
    NextAction,
    Outcome,
    PaymentIntent,
    RateLimited,
    Refund,
    Status,
    Verified,
)
from pytest_golive.contracts.gateways.hosts import mode_by_host
from pytest_golive.contracts.gateways.sns import forged_notices
from pytest_golive.contracts.gateways.wire import Wire, refuse
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import BkashTable

LIVE_HOSTS = ("tokenized.pay.bka.sh",)
TEST_HOSTS = ("tokenized.sandbox.bka.sh",)
REFUND_2 = "/v2/tokenized-checkout/refund/payment"
#: The page that nobody comes back to: a payment made by a test is confirmed, if at all, by hand.
NOWHERE = "https://shop.invalid/"
LONGEST_INVOICE = 255
HOUR = 3600.0
MOST_GRANTS = 2
LIFE = timedelta(hours=24)
STATUSES = {
    "Initiated": Status.REQUIRES_ACTION,
    "Authorized": Status.AUTHORIZED,
    "Completed": Status.SUCCEEDED,
    "Voided": Status.CANCELED,
    "Cancelled": Status.CANCELED,
}
COMPLETED_BEFORE = frozenset(("2062", "2068", "2117"))
APP_KEY = "2001"
MAINTENANCE = "503"
CANCELED = "2069"
#: The payer's wallet said no.
DECLINES = frozenset(("2014", "2023"))


@dataclass
class _Account:
    """Tokens of one set of credentials: bKash blocks who asks for more than two in an hour."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    grants: list[float] = field(default_factory=list)
    token: str = ""
    ends: float = 0.0


#: Kept for the whole process, by a digest of the credentials.
_ACCOUNTS: dict[str, _Account] = {}


class Bkash(Gateway):
    """One merchant of bKash; a payment's id is its ``paymentID``, the invoice is the shop's reference."""

    name = "bkash"
    capabilities = frozenset(
        {Capability.CREDENTIALS, Capability.AUTHORIZE, Capability.CAPTURE, Capability.CANCEL}
        | {Capability.REFUND, Capability.PARTIAL_REFUND, Capability.CALLBACK_UNSIGNED}
    )
    events = ("paid", "failed", "canceled")

    def __init__(self, table: BkashTable) -> None:
        self._table = table
        self._base = table.base_url or f"https://{TEST_HOSTS[0]}/v1.2.0-beta"
        self._wire = Wire(self._base, table)
        self._begun: dict[str, PaymentIntent] = {}
        self._refunds_before: dict[str, frozenset[str]] = {}

    def mode_of_credentials(self) -> Mode:
        """By the host: each has keys of its own, which look alike."""
        return mode_by_host(self._table, self._base, live=LIVE_HOSTS, test=TEST_HOSTS)

    def verify_credentials(self) -> Verified:
        """Have a token granted, or use the one that this process has."""
        try:
            self._token()
        except AuthFailed as error:
            return Verified(state="refused", evidence=str(error))
        return Verified(state="accepted", evidence="a token was granted", mode=self.mode_of_credentials())

    def create_payment(
        self,
        money: Money,
        reference: str,
        *,
        idempotency_key: str,
        capture: Literal["automatic", "manual"] = "automatic",
        outcome: Outcome = "success",
    ) -> PaymentIntent:
        """Open the wallet's page; bKash knows no idempotency keys, but takes money for one execution only.

        Args:
            money: in BDT.
            reference: the invoice.
            idempotency_key: not sent.
            capture: manual: intent ``authorization``.
            outcome: ``insufficient_funds`` names the poor wallet; a person has to confirm all the same.
        """
        del idempotency_key
        if outcome not in {"success", "insufficient_funds"}:
            self._unsupported(f"simulate {outcome}")
        if money.currency != "BDT" or not 0 < len(reference) <= LONGEST_INVOICE:
            raise BadRequest(f"bKash takes BDT and an invoice of 1 to {LONGEST_INVOICE} characters")
        asked = {
            "mode": "0011",
            "payerReference": self._table.wallet if outcome == "success" else self._table.poor_wallet,
            "callbackURL": NOWHERE,
            "amount": money.text,
            "currency": money.currency,
            "intent": "sale" if capture == "automatic" else "authorization",
            "merchantInvoiceNumber": reference,
        }
        answer = self._checked("/tokenized/checkout/create", asked)
        page = NextAction(kind="redirect", url=text(answer, "bkashURL"), expires_at=_expiry(answer))
        intent = replace(_intent(answer), next_action=page)
        self._begun[intent.id] = intent
        return intent

    def complete(self, payment: str, callback: Mapping[str, str]) -> PaymentIntent:
        """Execute what the payer confirmed; whatever else the payer's browser says, ask.

        Raises:
            Declined: the wallet said no.
            GatewayTimeout: ask with `get_payment`: it may have been executed.
        """
        if callback.get("status", "success") != "success":
            return self.get_payment(payment)
        answer = self._call("/tokenized/checkout/execute", {"paymentID": payment})
        code = _code(answer)
        if code in COMPLETED_BEFORE:
            return self.get_payment(payment)
        if code:
            raise _refusal(answer)
        return _intent(answer)

    def capture(self, payment: str, money: Money) -> PaymentIntent:
        """Take all that was authorized: bKash captures no part."""
        if self.get_payment(payment).money != money:
            self._unsupported("capture another amount than the authorized one")
        return _intent(self._checked("/tokenized/checkout/payment/confirm/capture", {"paymentID": payment}))

    def cancel(self, payment: str) -> PaymentIntent:
        """Void what was authorized."""
        return _intent(self._checked("/tokenized/checkout/payment/confirm/void", {"paymentID": payment}))

    def get_payment(self, payment: str) -> PaymentIntent:
        """Ask for the status; a failure's code is the status of a payment that was begun here.

        Raises:
            BadRequest: there is no such payment.
            Declined: the wallet said no to a payment that was not begun here.
        """
        answer = self._call("/tokenized/checkout/payment/status", {"paymentID": payment})
        code, begun = _code(answer), self._begun.get(payment)
        if not code:
            intent, expiry = _intent(answer), _expiry(answer)
            is_over = intent.status is Status.REQUIRES_ACTION and expiry is not None and datetime.now(UTC) > expiry
            return replace(intent, status=Status.EXPIRED) if is_over else intent
        if begun is None or code not in DECLINES | {CANCELED}:
            raise _refusal(answer)
        status = Status.CANCELED if code == CANCELED else Status.FAILED
        return replace(begun, status=status, decline_code=code, next_action=NextAction())

    def refund(self, payment: str, money: Money | None = None, *, idempotency_key: str) -> Refund:
        """Send money back; a second try with the same key first looks whether the first has arrived.

        Raises:
            BadRequest: not paid, too much, or (first generation) refunded before.
            GatewayTimeout: try again with the same key and the same object.
        """
        intent = self.get_payment(payment)
        if intent.status is not Status.SUCCEEDED:
            raise BadRequest(f"{payment} is {intent.status}, so there is nothing to send back")
        money, made = money or intent.money, self._refunds_of(intent)
        before = self._refunds_before.setdefault(idempotency_key, frozenset(one.id for one in made))
        found = next((one for one in made if one.id not in before and one.money == money), None)
        if found:
            return found
        try:
            return self._refund(intent, money)
        except NOTHING_BOOKED:
            del self._refunds_before[idempotency_key]
            raise

    def build_event(self, kind: str, payment: PaymentIntent) -> Call:
        """The payer's way back, which nobody signs; the notices of SNS can be made by Amazon only."""
        words = {"paid": "success", "failed": "failure", "canceled": "cancel"}
        if kind not in words:
            self._unsupported(f"notify of {kind}")
        ended = {"paid": Status.SUCCEEDED, "failed": Status.FAILED, "canceled": Status.CANCELED}[kind]
        return replace(_back(kind, payment.id, words[kind]), is_genuine=payment.status is ended)

    def forgeries(self, payment: PaymentIntent, *, other: PaymentIntent | None = None) -> tuple[Call, ...]:
        """Ways back that lie, and (where notices are enabled) notices that Amazon has not signed."""
        calls = [
            _back("made-up success", payment.id, "success"),
            _back("success of an unknown payment", "TR0011goliveunknown", "success"),
        ]
        if other is not None:
            calls.append(_back("success of another order's payment", other.id, "success"))
        if not self._table.topic_arn:
            return tuple(calls)
        notice = {
            "dateTime": "20261121160000",
            "debitMSISDN": f"88{self._table.wallet}",
            "creditOrganizationName": "Shop",
            "creditShortCode": "01800000000",
            "trxID": "GOLIVE0001",
            "transactionStatus": "Completed",
            "transactionType": "1003",
            "amount": payment.money.text,
            "currency": "BDT",
            "transactionReference": self._table.wallet,
            "merchantInvoiceNumber": payment.reference,
        }
        return (*calls, *forged_notices(self._table.topic_arn, notice))

    def close(self) -> None:
        """Give connections back; the token is kept."""
        self._wire.close()

    def _refund(self, paid: PaymentIntent, money: Money) -> Refund:
        what = {"sku": "pytest-golive", "reason": "pytest-golive"}
        if self._table.refunds == 1:
            asked = {"paymentID": paid.id, "trxID": paid.transaction, "amount": money.text, **what}
            return _refund_1(paid, self._checked("/tokenized/checkout/payment/refund", asked))
        asked = {"paymentId": paid.id, "trxId": paid.transaction, "refundAmount": money.text, **what}
        return _refund_2(paid, self._checked(self._second("/transaction"), asked))

    def _refunds_of(self, paid: PaymentIntent) -> list[Refund]:
        if self._table.refunds == 1:
            asked = {"paymentID": paid.id, "trxID": paid.transaction}
            answer = self._call("/tokenized/checkout/payment/refund", asked)
            return [_refund_1(paid, answer)] if not _code(answer) and text(answer, "refundTrxID") else []
        answer = self._checked(self._second("/status"), {"paymentId": paid.id, "trxId": paid.transaction})
        return [_refund_2(paid, one) for one in answer.get("refundTransactions") or ()]

    def _second(self, path: str) -> str:
        parts = urlsplit(self._base)
        return f"{parts.scheme}://{parts.netloc}{REFUND_2}{path}"

    def _checked(self, path: str, asked: Mapping[str, str]) -> Any:
        answer = self._call(path, asked)
        if _code(answer):
            raise _refusal(answer)
        return answer

    def _call(self, path: str, asked: Mapping[str, str]) -> Any:
        headers = {"Authorization": self._token(), "X-App-Key": self._table.app_key}
        status, answer = self._wire.call("POST", path, body=asked, headers=headers)
        if status == 401:
            self._account.token = ""
        if status != 200:
            raise refuse(status, text(answer, "message") or "refused")
        return answer

    def _token(self) -> str:
        account = self._account
        with account.lock:
            now = time.monotonic()
            if account.token and now < account.ends:
                return account.token
            account.grants = [at for at in account.grants if now - at < HOUR]
            if len(account.grants) >= MOST_GRANTS:
                raise RateLimited("bKash grants two tokens an hour; both were asked for, so no third is")
            account.grants.append(now)
            account.token, seconds = self._grant()
            account.ends = now + seconds - 60
            return account.token

    def _grant(self) -> tuple[str, float]:
        table = self._table
        status, answer = self._wire.call(
            "POST",
            "/tokenized/checkout/token/grant",
            body={"app_key": table.app_key, "app_secret": table.app_secret},
            headers={"username": table.username, "password": table.password},
        )
        if status != 200:
            raise refuse(status, text(answer, "message") or "no token was granted")
        token, code = text(answer, "id_token"), _code(answer)
        if code == MAINTENANCE:
            raise GatewayError("bKash is under maintenance", code=code)
        if code or not token:
            raise AuthFailed(f"no token was granted: {_reason(answer)}", code=code)
        return token, float(answer.get("expires_in") or HOUR)

    @property
    def _account(self) -> _Account:
        table = self._table
        words = (self._base, table.username, table.password, table.app_key, table.app_secret)
        key = hashlib.sha256("\0".join(words).encode()).hexdigest()
        return _ACCOUNTS.setdefault(key, _Account())


def open_gateway(table: BkashTable) -> Gateway:
    """The merchant that ``[payment.bkash]`` names."""
    return Bkash(table)


def _intent(told: Any) -> PaymentIntent:
    return PaymentIntent(
        id=text(told, "paymentID"),
        status=STATUSES.get(text(told, "transactionStatus"), Status.PROCESSING),
        money=Money.of(text(told, "amount"), text(told, "currency")),
        reference=text(told, "merchantInvoiceNumber"),
        transaction=text(told, "trxID"),
    )


def _refund_1(paid: PaymentIntent, told: Any) -> Refund:
    return _refund(paid, text(told, "refundTrxID"), text(told, "transactionStatus"), text(told, "amount"))


def _refund_2(paid: PaymentIntent, told: Any) -> Refund:
    return _refund(paid, text(told, "refundTrxId"), text(told, "refundTransactionStatus"), text(told, "refundAmount"))


def _refund(paid: PaymentIntent, transaction: str, word: str, amount: str) -> Refund:
    status: Literal["succeeded", "pending"] = "succeeded" if word == "Completed" else "pending"
    return Refund(id=f"{paid.id}/{paid.transaction}/{transaction}", status=status, money=Money.of(amount, "BDT"))


def _code(answer: Any) -> str:
    """The failure's code, in any of its places; empty: it is none."""
    code = text(answer, "errorCode") or text(answer, "externalCode") or text(answer, "statusCode")
    return "" if code == "0000" else code


def _refusal(answer: Any) -> GatewayError:
    code = _code(answer)
    special: dict[str, type[GatewayError]] = {**dict.fromkeys(DECLINES, Declined), APP_KEY: AuthFailed}
    kind = special.get(code, GatewayError if code == MAINTENANCE else BadRequest)
    return kind(f"{_reason(answer)} ({code})", code=code)


def _reason(answer: Any) -> str:
    words = (text(answer, key) for key in ("statusMessage", "errorMessage", "errorMessageEn", "msg", "message"))
    return next((word for word in words if word), "no reason given")


def _expiry(answer: Any) -> datetime | None:
    """24 hours after it was made, where the time can be read (``2026-11-21T10:00:00:000 GMT+0600``)."""
    day_and_time, _, zone = text(answer, "paymentCreateTime").partition(" GMT")
    try:
        return datetime.strptime(f"{day_and_time[:19]}{zone}", "%Y-%m-%dT%H:%M:%S%z") + LIFE
    except ValueError:
        return None


def _back(name: str, payment: str, status: str) -> Call:
    query = {"paymentID": payment, "status": status, "signature": "golive", "apiVersion": "1.2.0-beta"}
    return Call(name=name, query=query, method="GET", to="back", must_be_refused=False)
