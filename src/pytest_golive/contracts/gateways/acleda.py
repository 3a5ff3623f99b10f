"""ACLEDA XPAY: session, status, and the signed callback of payments by deeplink.

The bank's specification comes with its contract, and none of this is confirmed by it: hosts and fields are those of
integrations. Only code 0 with SUCCESS is read as paid. Words for declined and expired payments are not known, and
there is no refund.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Literal

from pytest_golive.contracts.gateways.answers import on_the_wire, text, unpublished, verified, whole_riel
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
    Status,
    Verified,
)
from pytest_golive.contracts.gateways.hosts import mode_by_host
from pytest_golive.contracts.gateways.wire import Wire, refuse
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import AcledaTable

#: The live host is told by the bank; this one is of its tests.
LIVE_HOSTS: tuple[str, ...] = ()
TEST_HOSTS = ("epaymentuat.acledabank.com.kh",)
SERVICE = "/XPAYConnectorServiceInterfaceImplV2/XPAYConnectorServiceInterfaceImplV2RS"
LONGEST = 16
MINUTES = 5
PHNOM_PENH = timezone(timedelta(hours=7))
CURRENCIES = ("USD", "KHR")
MERCHANT_NOT_FOUND = "-119"


def session_hash(secret: str, *parts: str) -> str:
    """Of sessions (merchant, login, password, txid) and status calls (token instead of txid)."""
    return hmac.new(secret.encode(), "".join(parts).encode(), hashlib.sha512).hexdigest().upper()


def callback_hash(secret: str, transaction: str, token: str, amount: str) -> str:
    """Of the callback: the three, joined by blanks."""
    return hmac.new(secret.encode(), f"{transaction} {token} {amount}".encode(), hashlib.sha256).hexdigest()


class Acleda(Gateway):
    """One merchant of XPAY; a payment's id is its ``paymentTokenid``, the ``txid`` is the shop's reference."""

    name = "acleda"
    capabilities = frozenset({Capability.CREDENTIALS, Capability.WEBHOOK, Capability.CALLBACK_UNSIGNED})
    events = ("paid",)

    def __init__(self, table: AcledaTable) -> None:
        self._table = table
        self._wire = Wire(table.base_url, table)
        self._begun: dict[str, PaymentIntent] = {}

    def mode_of_credentials(self) -> Mode:
        """By the host; that of the bank's live system is not published, so it can be no more than unknown."""
        return mode_by_host(self._table, self._table.base_url, live=LIVE_HOSTS, test=TEST_HOSTS)

    def verify_credentials(self) -> Verified:
        """Ask for the status of a token that does not exist.

        Raises:
            GatewayError: what the bank answers does not tell whether it took the credentials.
        """
        answer = self._call("getTxnStatus", self._status_request(f"golive{secrets.token_hex(5)}"))
        error = unpublished(text(answer, "errorDetails"), text(answer, "code"))
        if text(answer, "code") == MERCHANT_NOT_FOUND:
            error = AuthFailed(str(error), code=MERCHANT_NOT_FOUND)
        return verified(error, self.mode_of_credentials())

    def create_payment(
        self,
        money: Money,
        reference: str,
        *,
        idempotency_key: str,
        capture: Literal["automatic", "manual"] = "automatic",
        outcome: Outcome = "success",
    ) -> PaymentIntent:
        """Open a session; the payer's browser posts its number to the bank's page.

        Args:
            money: USD, or whole riel.
            reference: the ``txid``, at most 16 characters.
            idempotency_key: not sent: the ``txid`` is it.
            capture: automatic only.
            outcome: success only.
        """
        del idempotency_key
        self._must_be_plain(capture, outcome)
        if money.currency not in CURRENCIES or not 0 < len(reference) <= LONGEST:
            raise BadRequest(f"ACLEDA takes USD or KHR and a txid of 1 to {LONGEST} characters")
        asked = {
            **self._who("merchantID"),
            "hash": self._hash(reference),
            "xpayTransaction": _transaction(money, reference),
        }
        answer = self._call("openSessionV2", asked)
        if not _is_success(answer):
            raise _refusal(answer)
        transaction = answer.get("xTran")
        page = NextAction(
            kind="redirect",
            url=f"{self._table.base_url.rstrip('/')}/paymentPage.jsp",
            qr=text(answer, "qrValue"),
            expires_at=datetime.now(UTC) + timedelta(minutes=MINUTES),
        )
        token = text(transaction, "paymentTokenid")
        intent = PaymentIntent(
            id=token, status=Status.REQUIRES_ACTION, money=money, reference=reference, next_action=page
        )
        self._begun[token] = intent
        return intent

    def get_payment(self, payment: str) -> PaymentIntent:
        """Ask for the status: paid, or not (yet), with the bank's own word for it.

        Raises:
            BadRequest: there is no such payment.
            GatewayError: the answer has no amount, and the payment was not begun here.
        """
        answer = self._call("getTxnStatus", self._status_request(payment))
        told = answer.get("xTran")
        begun, details = self._begun.get(payment), text(answer, "errorDetails")
        if not isinstance(told, dict) and (begun is None or not _is_success(answer)):
            raise _refusal(answer)
        if _is_success(answer):
            status = Status.SUCCEEDED
        else:
            is_over = details == "EXPIRED" or (begun is not None and _is_over(begun))
            status = Status.EXPIRED if is_over else Status.REQUIRES_ACTION
        return PaymentIntent(
            id=payment,
            status=status,
            money=_money(told, begun),
            reference=text(told, "txid") or (begun.reference if begun else ""),
            next_action=begun.next_action if begun and status is Status.REQUIRES_ACTION else NextAction(),
            decline_code="" if status is Status.SUCCEEDED else f"{text(answer, 'code')} {details}",
        )

    def build_event(self, kind: str, payment: PaymentIntent) -> Call:
        """The callback of a payment by deeplink; only paid ones are told of."""
        if kind != "paid":
            self._unsupported(f"notify of {kind}")
        is_paid = payment.status is Status.SUCCEEDED
        return replace(self._callback(kind, payment), is_genuine=is_paid, must_be_refused=False)

    def forgeries(self, payment: PaymentIntent, *, other: PaymentIntent | None = None) -> tuple[Call, ...]:
        """Callbacks with bad signatures or of nothing that was paid, and ways back that lie."""
        true = self._notice(payment)
        tenfold = {**true, "TxnAmount": str(Decimal(true["TxnAmount"]) * 10)}
        less = replace(payment, money=Money(max(payment.money.minor // 10, 1), payment.money.currency))
        calls = [
            _post("no signature", true),
            _post("empty signature", {**true, "SignedHash": ""}),
            self._callback("signed with another secret", payment, secret=f"{self._table.secret}-of-another"),
            _post("amount changed after signing", {**self._signed(true), "TxnAmount": tenfold["TxnAmount"]}),
            _post("signature of another event", {**true, "SignedHash": self._signed(tenfold)["SignedHash"]}),
            replace(self._callback("right signature, nothing paid", payment), must_be_refused=False),
            replace(self._callback("smaller amount, rightly signed", less), must_be_refused=False),
            replace(
                self._callback("unknown order, rightly signed", replace(payment, reference="GOLIVEUNKNOWN")),
                must_be_refused=False,
            ),
            self._back("made-up success", payment.reference, payment),
        ]
        if other is not None:
            calls.append(self._back("token of another order", payment.reference, other))
            mixed = replace(other, reference=payment.reference)
            calls.append(replace(self._callback("another order's token", mixed), must_be_refused=False))
            calls.append(replace(self.build_event("paid", other), name="callback of another order, again"))
        return tuple(calls)

    def close(self) -> None:
        """Give connections back."""
        self._wire.close()

    def _who(self, merchant_key: str) -> dict[str, str]:
        table = self._table
        return {"loginId": table.login, "password": table.password, merchant_key: table.merchant_id}

    def _hash(self, last: str) -> str:
        table = self._table
        return session_hash(table.secret, table.merchant_id, table.login, table.password, last)

    def _status_request(self, token: str) -> dict[str, Any]:
        more = {"merchantName": self._table.merchant_id, "hash": self._hash(token), "paymentTokenid": token}
        return {**self._who("merchantId"), **more}

    def _call(self, name: str, asked: Mapping[str, Any]) -> Any:
        if not self._table.base_url:
            raise BadRequest("payment.acleda.base_url is not set: the bank's contract has it")
        status, answer = self._wire.call("POST", f"{SERVICE}/{name}", body=asked)
        if status != 200:
            raise refuse(status, f"{name} was refused")
        result = answer.get("result") if isinstance(answer, dict) else None
        if not isinstance(result, dict):
            raise GatewayError(f"{name} answered without a result")
        return result

    def _notice(self, payment: PaymentIntent) -> dict[str, str]:
        return {
            "TransactionId": payment.reference,
            "PaymentTokenId": payment.id,
            "TxnAmount": on_the_wire(payment.money),
            "SenderName": "SOK DARA",
        }

    def _signed(self, notice: Mapping[str, str], secret: str = "") -> dict[str, str]:
        told = (notice["TransactionId"], notice["PaymentTokenId"], notice["TxnAmount"])
        return {**notice, "SignedHash": callback_hash(secret or self._table.secret, *told)}

    def _callback(self, name: str, payment: PaymentIntent, *, secret: str = "") -> Call:
        return _post(name, self._signed(self._notice(payment), secret))

    def _back(self, name: str, transaction: str, payment: PaymentIntent) -> Call:
        query = {
            "_transactionid": transaction,
            "_paymentresult": "SUCCESS",
            "_paymenttokenid": payment.id,
            "_resultCode": "0",
            "amount": on_the_wire(payment.money),
        }
        return Call(name=name, query=query, method="GET", to="back", must_be_refused=False)


def open_gateway(table: AcledaTable) -> Gateway:
    """The merchant that ``[payment.acleda]`` names."""
    return Acleda(table)


def _transaction(money: Money, reference: str) -> dict[str, str]:
    return {
        "txid": reference,
        "purchaseAmount": on_the_wire(money),
        "purchaseCurrency": money.currency,
        "purchaseDate": f"{datetime.now(PHNOM_PENH):%d-%m-%Y}",
        "purchaseDesc": "pytest-golive",
        "invoiceid": reference,
        "item": "1",
        "quantity": "1",
        "expiryTime": str(MINUTES),
    }


def _is_success(answer: Any) -> bool:
    return text(answer, "code") == "0" and text(answer, "errorDetails") == "SUCCESS"


def _is_over(begun: PaymentIntent) -> bool:
    ends = begun.next_action.expires_at
    return ends is not None and datetime.now(UTC) > ends


def _money(told: Any, begun: PaymentIntent | None) -> Money:
    amount, currency = text(told, "purchaseAmount"), text(told, "purchaseCurrency")
    if amount and (currency or begun):
        return whole_riel(Money.of(amount, currency or (begun.money.currency if begun else "")))
    if begun is None:
        raise GatewayError("the answer has no amount")
    return begun.money


def _refusal(answer: Any) -> GatewayError:
    code, details = text(answer, "code"), text(answer, "errorDetails")
    if code == MERCHANT_NOT_FOUND:
        return AuthFailed(f"{details} ({code})", code=code)
    error = unpublished(details, code)
    return error if isinstance(error, (AuthFailed, BadRequest)) else BadRequest(str(error), code=code)


def _post(name: str, notice: Mapping[str, str]) -> Call:
    return Call(name=name, body=json.dumps(notice).encode(), headers={"Content-Type": "application/json"})
