"""Bakong KHQR: the code is made here, a person pays it, and the Bakong Open API is asked whether it is paid.

There is no notice to the shop, no refund and no test payer; a decline is told as "transaction failed" (errorCode 3)
only, and "not found" (errorCode 1) means not yet paid until the code expires.

Not confirmed: calls from outside Cambodia are reported to end with HTTP 403; here they are `GatewayUnreachable` with
the code ``geo_blocked``. Whether the test system (SIT) may be reached without a contract is not known.

Source: Bakong Open API document 1.0.2, KHQR SDK document 2.7, KHQR content guideline 1.3.
"""

from __future__ import annotations

import base64
import json
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal

from pytest_golive.contracts.gateways import khqr_code
from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    AuthInsufficient,
    BadRequest,
    Call,
    Capability,
    Gateway,
    GatewayUnreachable,
    Mode,
    NextAction,
    Outcome,
    PaymentIntent,
    Status,
    Unsupported,
    Verified,
)
from pytest_golive.contracts.gateways.forging import JSON, claims, dump
from pytest_golive.contracts.gateways.hosts import mode_by_host
from pytest_golive.contracts.gateways.khqr_code import Code, CodeError
from pytest_golive.contracts.gateways.wire import Wire, refuse, understood
from pytest_golive.contracts.money import Money, MoneyError
from pytest_golive.settings.payment import KhqrTable

LIVE_HOSTS = ("api-bakong.nbc.gov.kh", "api-bakong.nbc.org.kh")
TEST_HOSTS = ("sit-api-bakong.nbc.gov.kh", "sit-api-bakong.nbc.org.kh")
#: Tokens of a third party that passes calls on to Bakong.
RELAY_PREFIX = "rbk"
NOT_FOUND, FAILED, UNAUTHORIZED, NO_ACCOUNT = "1", "3", "6", "11"
MD5 = re.compile("[0-9a-f]{32}")


def open_gateway(table: KhqrTable) -> KhqrGateway:
    """The gateway of ``[payment.khqr]``."""
    return KhqrGateway(table)


class KhqrGateway(Gateway):
    """One Bakong account; a payment's id is the md5 of its code."""

    name = "khqr"
    capabilities = frozenset({Capability.CREDENTIALS, Capability.POLL})
    wrong_payments = ("short", "elsewhere", "foreign")

    def __init__(self, table: KhqrTable) -> None:
        self._table = table
        self._wire = Wire(table.base_url or f"https://{TEST_HOSTS[0]}", table)
        self._codes: dict[str, str] = {}
        self._last = 0
        self._by_key: dict[str, tuple[Money, str, PaymentIntent]] = {}

    def mode_of_credentials(self) -> Mode:
        """By the host: a token has no mark of its own."""
        if self._table.token.startswith(RELAY_PREFIX):
            return Mode(kind="unknown", evidence=f"token of a third-party relay ({RELAY_PREFIX}…), not of the bank")
        return mode_by_host(self._table, self._wire.base_url, live=LIVE_HOSTS, test=TEST_HOSTS)

    def token_ends(self) -> datetime | None:
        """When the token ends, as it says itself; None: it does not say."""
        return token_ends(self._table.token)

    def verify_credentials(self) -> Verified:
        """Ask for a payment that does not exist."""
        try:
            code, _ = self._ask("check_transaction_by_md5", {"md5": secrets.token_hex(16)})
        except AuthFailed as error:
            return Verified(state="refused", evidence=str(error))
        if code != NOT_FOUND:
            raise BadRequest(f"a payment nobody made is answered with errorCode {code}", code=code)
        return Verified(state="accepted", evidence="check_transaction_by_md5: nothing found, as it must be")

    def account_exists(self) -> bool:
        """Whether Bakong knows the table's account."""
        code, _ = self._ask("check_bakong_account", {"accountId": self._table.account_id})
        if code not in {"", NO_ACCOUNT}:
            raise BadRequest(f"check_bakong_account answers errorCode {code}", code=code)
        return not code

    def create_payment(
        self,
        money: Money,
        reference: str,
        *,
        idempotency_key: str,
        capture: Literal["automatic", "manual"] = "automatic",
        outcome: Outcome = "success",
    ) -> PaymentIntent:
        """Make a code that lives for ten minutes; nothing is sent to anybody."""
        if capture == "manual":
            raise Unsupported("khqr cannot authorize without capturing by API")
        if outcome != "success":
            raise Unsupported(f"khqr has no means to simulate {outcome}: a person pays the code, or nobody does")
        known = self._by_key.get(idempotency_key)
        if known:
            if known[:2] != (money, reference):
                raise BadRequest("the idempotency key was used for another payment")
            return known[2]
        made = self._intent(self._code(money, reference))
        self._by_key[idempotency_key] = (money, reference, made)
        return made

    def get_payment(self, payment: str) -> PaymentIntent:
        """Ask whether a code is paid.

        Args:
            payment: the md5 of a code made here, or the text of any code; the md5 of another code tells only that it
                was paid, how much and to this account, not that it is what was asked for.
        """
        qr = self._codes.get(payment, payment)
        try:
            asked = None if MD5.fullmatch(qr) else khqr_code.decode(qr)
        except CodeError as error:
            raise BadRequest(f"this is no KHQR code: {error}") from None
        md5 = qr if asked is None else khqr_code.md5(qr)
        code, data = self._ask("check_transaction_by_md5", {"md5": md5})
        if asked is None:
            if code:
                raise BadRequest("nobody has paid a code with this md5", code=code)
            return self._paid(Code(account=self._table.account_id, currency="", name="", city=""), data, md5)
        if not code:
            return self._paid(asked, data, md5)
        return _unpaid(self._intent(qr), asked, code)

    def forgeries(self, payment: PaymentIntent, *, other: PaymentIntent | None = None) -> tuple[Call, ...]:
        """Claims of a payer; there is no notice to forge, so only the order must stay as it is."""
        named = {"md5": payment.id}
        answer = {"responseCode": 0, "responseMessage": "Success", "errorCode": None, "data": self._data(payment)}
        calls = [*claims(payment, **named), _claim("Bakong's answer, made up by the payer", {**named, **answer})]
        if other is not None:
            stolen = {"md5": other.id, "hash": other.transaction, "reference": payment.reference, "status": "PAID"}
            calls.append(_claim("the md5 of another order, which is paid", stolen))
        return tuple(calls)

    def close(self) -> None:
        """Give connections back."""
        self._wire.close()

    def _code(self, money: Money, reference: str) -> str:
        # No two codes of the same millisecond: their md5 would be one.
        now = self._last = max(int(time.time() * 1000), self._last + 1)
        try:
            code = Code(
                account=self._table.account_id,
                currency=money.currency,
                name=self._table.merchant_name,
                city=self._table.city,
                amount=khqr_code.amount_text(money),
                bill=reference,
                created=now,
                expires=now + khqr_code.MAX_LIFE_MS,
            )
            qr = khqr_code.encode(code)
        except (CodeError, MoneyError) as error:
            raise BadRequest(str(error)) from None
        self._codes[khqr_code.md5(qr)] = qr
        return qr

    def _intent(self, qr: str) -> PaymentIntent:
        code = khqr_code.decode(qr)
        money, md5 = code.money, khqr_code.md5(qr)
        if money is None:
            raise BadRequest("a code without an amount cannot be asked for: its md5 is that of many payments")
        ends = datetime.fromtimestamp(code.expires / 1000, UTC) if code.expires else None
        return PaymentIntent(
            id=md5,
            status=Status.REQUIRES_ACTION,
            money=money,
            reference=code.bill,
            next_action=NextAction(kind="show_qr", qr=qr, md5=md5, expires_at=ends),
        )

    @understood()
    def _paid(self, asked: Code, data: Mapping[str, Any], md5: str) -> PaymentIntent:
        """What the answer tells; paid only if the right amount came to the right account."""
        try:
            money = Money.of(_exact(data.get("amount")), str(data.get("currency", "")))
            wanted = asked.money
        except MoneyError as error:
            raise BadRequest(f"the answer, or the code, holds no amount: {error}") from None
        wrong = "wrong_account" if data.get("toAccountId") != asked.account else ""
        if wanted is not None and money != wanted:
            wrong = wrong or ("wrong_amount" if money.currency == wanted.currency else "wrong_currency")
        return PaymentIntent(
            id=md5,
            status=Status.FAILED if wrong else Status.SUCCEEDED,
            money=money,
            reference=asked.bill,
            decline_code=wrong,
            transaction=str(data.get("hash", "")),
        )

    def _data(self, payment: PaymentIntent) -> dict[str, Any]:
        return {
            "hash": secrets.token_hex(32), "fromAccountId": "payer@devb", "toAccountId": self._table.account_id,
            "currency": payment.money.currency, "amount": float(payment.money.amount),
            "description": payment.reference,
        }  # fmt: skip

    def _ask(self, call: str, body: Mapping[str, str]) -> tuple[str, Mapping[str, Any]]:
        """errorCode, empty if all is well, and data."""
        headers = {"Authorization": f"Bearer {self._table.token}"}
        try:
            status, answer = self._wire.call("POST", f"/v1/{call}", body=body, headers=headers)
        except AuthInsufficient:
            status, answer = 403, {}
        if not isinstance(answer, dict):
            raise BadRequest(f"{call} answers no object (HTTP {status})")
        code = "" if answer.get("responseCode") == 0 else str(answer.get("errorCode") or "?")
        if status == 401 or code == UNAUTHORIZED:
            raise AuthFailed(f"the token is not accepted (HTTP {status})", code=UNAUTHORIZED)
        if status == 403:
            raise GatewayUnreachable("HTTP 403, as is reported of calls from outside Cambodia", code="geo_blocked")
        if status != 200:
            raise refuse(status, f"{call}: {answer.get('responseMessage', 'no message')}", code=code)
        return code, answer.get("data") or {}


def token_ends(token: str) -> datetime | None:
    """When a JWT ends, read without a call and without checking its signature; None: it is none, or does not say."""
    parts = token.split(".")
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
        return datetime.fromtimestamp(claims["exp"], UTC)
    except (IndexError, KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def _unpaid(intent: PaymentIntent, asked: Code, code: str) -> PaymentIntent:
    if code == FAILED:
        return replace(intent, status=Status.FAILED, decline_code=code, next_action=NextAction())
    if code != NOT_FOUND:
        raise BadRequest(f"check_transaction_by_md5 answers errorCode {code}", code=code)
    if khqr_code.is_expired(asked, int(time.time() * 1000)):
        return replace(intent, status=Status.EXPIRED, next_action=NextAction())
    return intent


def _exact(amount: object) -> str | int | Decimal:
    if isinstance(amount, str | int | Decimal) and not isinstance(amount, bool):
        return amount
    raise MoneyError(f"{amount!r} is no amount")


def _claim(name: str, said: Mapping[str, object]) -> Call:
    return Call(name=name, body=dump(said), headers=JSON, must_be_refused=False)
