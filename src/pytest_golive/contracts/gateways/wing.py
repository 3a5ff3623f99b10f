"""Wing Money: the payer's form, the inquiry, and the sealed callback of Wing's first protocol.

Wing publishes no specification and no sandbox. All of this is what one integration shows, and not confirmed: hosts,
error codes, what the return carries. Only the inquiry's code "200" is read as paid: the key that seals callbacks goes
through the payer's browser, so a callback proves nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal
from urllib.parse import urlencode

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
from pytest_golive.contracts.money import Money, MoneyError
from pytest_golive.settings.payment import WingTable

LIVE_HOSTS = ("wingsdk.wingmoney.com",)
TEST_HOSTS = ("stageonline.wingmoney.com",)
CURRENCIES = ("USD", "KHR")
PAID = "200"
BLOCK = 128
AMOUNT = re.compile(r"\s*([A-Z]{3})\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*")


def seal(rest_key: str, told: Mapping[str, str]) -> str:
    """What Wing posts as ``contents``: AES-256-CBC, key the SHA-256 of ``rest_key``, no start value and no MAC."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.padding import PKCS7

    padder = PKCS7(BLOCK).padder()
    plain = padder.update(json.dumps(told, separators=(",", ":")).encode()) + padder.finalize()
    key = hashlib.sha256(rest_key.encode()).digest()
    encryptor = Cipher(algorithms.AES256(key), modes.CBC(bytes(BLOCK // 8))).encryptor()
    return base64.b64encode(encryptor.update(plain) + encryptor.finalize()).decode()


def amount_of(told: str, currency: str = "") -> Money:
    """An amount as Wing writes it, `` USD 30.00``, or without its currency.

    Raises:
        GatewayError: it is none.
    """
    found = AMOUNT.fullmatch(told if AMOUNT.fullmatch(told) else f"{currency} {told}")
    try:
        return whole_riel(Money.of((found[2] if found else told).replace(",", ""), found[1] if found else ""))
    except (MoneyError, BadRequest):
        raise GatewayError(f"{told!r} is no amount") from None


class Wing(Gateway):
    """One till of Wing; a payment's id is its ``remark``, which is the shop's reference."""

    name = "wing"
    capabilities = frozenset({Capability.CREDENTIALS, Capability.CALLBACK_UNSIGNED})
    events = ("paid",)

    def __init__(self, table: WingTable) -> None:
        self._table = table
        self._base = table.base_url.rstrip("/") + "/"
        self._wire = Wire(table.base_url, table)
        self._begun: dict[str, PaymentIntent] = {}

    def mode_of_credentials(self) -> Mode:
        """By the host and the ``sandbox`` field; where they disagree it is the live one that counts."""
        mode = mode_by_host(self._table, self._table.base_url, live=LIVE_HOSTS, test=TEST_HOSTS)
        field = "1" if self._table.sandbox else "0"
        kind = "unknown" if mode.kind == "test" and not self._table.sandbox else mode.kind
        return Mode(kind=kind, evidence=f"{mode.evidence}, sandbox={field}")

    def verify_credentials(self) -> Verified:
        """Inquire after a remark that does not exist.

        Raises:
            GatewayError: what Wing answers does not tell whether it took the credentials: its words are not published.
        """
        try:
            answer = self._inquire(f"golive-{secrets.token_hex(6)}")
        except AuthFailed as refused:
            return Verified(state="refused", evidence=str(refused))
        return verified(unpublished(text(answer, "errorText"), text(answer, "errorCode")), self.mode_of_credentials())

    def create_payment(
        self,
        money: Money,
        reference: str,
        *,
        idempotency_key: str,
        capture: Literal["automatic", "manual"] = "automatic",
        outcome: Outcome = "success",
    ) -> PaymentIntent:
        """Say where the payer goes: the browser posts the form of `handover`, and nothing is asked of Wing before.

        Args:
            money: USD, or whole riel.
            reference: the ``remark``.
            idempotency_key: not sent.
            capture: automatic only.
            outcome: success only.
        """
        del idempotency_key
        self._must_be_plain(capture, outcome)
        self._must_be_configured()
        if money.currency not in CURRENCIES or money.minor <= 0 or not reference:
            raise BadRequest("Wing takes USD or KHR, more than nothing, and a remark")
        page = NextAction(kind="redirect", url=self._base)
        intent = PaymentIntent(
            id=reference,
            status=Status.REQUIRES_ACTION,
            money=whole_riel(money),
            reference=reference,
            next_action=page,
        )
        return self._begun.setdefault(reference, intent)

    def handover(self, payment: PaymentIntent, return_url: str) -> dict[str, str]:
        """The form that the payer's browser posts to ``payment.next_action.url``; it holds the key, as Wing has it."""
        return {
            **self._who,
            "bill_till_rbtn": "1",
            "amount": on_the_wire(payment.money),
            "remark": payment.reference,
            "return_url": return_url,
            "ask_remember": "0",
        }

    def get_payment(self, payment: str) -> PaymentIntent:
        """Inquire: paid, or not (yet) with Wing's own word for it.

        Raises:
            BadRequest: not paid, and not begun here.
            AuthFailed: the key is refused.
        """
        answer = self._inquire(payment)
        code, begun = text(answer, "errorCode"), self._begun.get(payment)
        if code != PAID:
            error = unpublished(text(answer, "errorText"), code)
            if isinstance(error, AuthFailed):
                raise error
            if begun is None:
                raise BadRequest(str(error), code=code)
            return replace(begun, decline_code=code)
        if text(answer, "remark") not in {"", payment}:
            raise GatewayError("the inquiry answered about another remark")
        return PaymentIntent(
            id=payment,
            status=Status.SUCCEEDED,
            money=amount_of(text(answer, "amount"), text(answer, "currency")),
            reference=payment,
            transaction=text(answer, "transaction_id"),
        )

    def build_event(self, kind: str, payment: PaymentIntent) -> Call:
        """The sealed callback; everybody who saw the form could make it."""
        if kind != "paid":
            self._unsupported(f"notify of {kind}")
        is_paid = payment.status is Status.SUCCEEDED
        return replace(self._sealed(kind, payment), is_genuine=is_paid, must_be_refused=False)

    def forgeries(self, payment: PaymentIntent, *, other: PaymentIntent | None = None) -> tuple[Call, ...]:
        """Envelopes that cannot be opened, rightly sealed ones about nothing that was paid, and ways back that lie."""
        less = replace(payment, money=Money(payment.money.minor * 10, payment.money.currency))
        good = seal(self._table.rest_key, self._notice(payment))
        raw = bytearray(base64.b64decode(good))
        raw[-1] ^= 0xFF
        calls = [
            _post("no envelope", ""),
            _post("no envelope, but words", json.dumps(self._notice(payment))),
            _post("sealed with another key", seal(f"{self._table.rest_key}-of-another", self._notice(payment))),
            _post("changed after sealing", base64.b64encode(bytes(raw)).decode()),
            _stays(self._sealed("rightly sealed, nothing paid", payment)),
            _stays(self._sealed("another amount, rightly sealed", less)),
            _stays(self._sealed("unknown order, rightly sealed", replace(payment, reference="golive-unknown"))),
            self._back("made-up success", payment),
        ]
        if other is not None:
            borrowed = replace(payment, transaction=other.transaction)
            calls.append(_stays(self._sealed("another order's transaction", borrowed)))
            calls.append(self._back("another order's transaction on the way back", borrowed))
            calls.append(replace(self.build_event("paid", other), name="callback of another order, again"))
        return tuple(calls)

    def close(self) -> None:
        """Give connections back."""
        self._wire.close()

    @property
    def _who(self) -> dict[str, str]:
        sandbox = "1" if self._table.sandbox else "0"
        return {"username": self._table.username, "rest_api_key": self._table.rest_key, "sandbox": sandbox}

    def _must_be_configured(self) -> None:
        if not self._table.base_url:
            raise BadRequest("payment.wing.base_url is not set: Wing tells it")

    def _inquire(self, remark: str) -> Any:
        self._must_be_configured()
        status, answer = self._wire.call("POST", "/inquiry", form={**self._who, "remark": remark})
        if status != 200:
            raise refuse(status, text(answer, "errorText") or "the inquiry was refused")
        return answer

    def _notice(self, payment: PaymentIntent) -> dict[str, str]:
        return {
            "remark": payment.reference,
            "transaction_id": payment.transaction or "GOLIVE0001",
            "amount": f" {payment.money.currency} {on_the_wire(payment.money)}",
            "currency": payment.money.currency,
            "customer_name": "SOK DARA",
        }

    def _sealed(self, name: str, payment: PaymentIntent) -> Call:
        return _post(name, seal(self._table.rest_key, self._notice(payment)))

    def _back(self, name: str, payment: PaymentIntent) -> Call:
        query = {**self._notice(payment), "errorCode": PAID}
        return Call(name=name, query=query, method="GET", to="back", must_be_refused=False)


def open_gateway(table: WingTable) -> Gateway:
    """The till that ``[payment.wing]`` names."""
    return Wing(table)


def _post(name: str, contents: str) -> Call:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return Call(name=name, body=urlencode({"contents": contents}).encode(), headers=headers)


def _stays(call: Call) -> Call:
    return replace(call, must_be_refused=False)
