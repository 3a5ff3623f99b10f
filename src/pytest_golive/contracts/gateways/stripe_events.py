"""Stripe's notices and how they are signed, and its way to write amounts; no SDK is needed for either."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from typing import Any

from pytest_golive.contracts.gateways.base import BadRequest, PaymentIntent
from pytest_golive.contracts.gateways.forging import UNKNOWN
from pytest_golive.contracts.money import Money, MoneyError

#: Where Stripe counts other digits than ISO 4217.
EXPONENTS = {"MGA": 0, "ISK": 2, "UGX": 2}
TYPES = {"failed": "payment_intent.payment_failed", "unrelated": "customer.created"}


def sign(body: bytes, secret: str, at: int | None = None) -> str:
    """The header ``Stripe-Signature`` of a body.

    Args:
        body: as it goes over the wire.
        secret: ``whsec_…``.
        at: seconds since 1970; None: now.
    """
    at = int(time.time()) if at is None else at
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def event(kind: str, payment: PaymentIntent, known: Mapping[str, Any], *, is_live: bool) -> dict[str, Any]:
    """An event: ``unrelated``, ``failed``, or by any other name paid.

    Args:
        kind: what it says.
        payment: what it is about.
        known: the payment as Stripe told it; empty if it was not asked.
        is_live: the mode that the event claims.
    """
    subject = {"id": "cus_" + secrets.token_hex(7), "object": "customer", "livemode": is_live}
    if kind != "unrelated":
        subject = {**_intent(kind, payment, known), "livemode": is_live}
    return {
        "id": "evt_" + secrets.token_hex(12), "object": "event", "api_version": None, "created": int(time.time()),
        "data": {"object": subject}, "livemode": is_live, "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None}, "type": TYPES.get(kind, "payment_intent.succeeded"),
    }  # fmt: skip


def wire_amount(money: Money) -> int:
    """An amount as Stripe counts it.

    Raises:
        BadRequest: it has more digits than Stripe takes; nothing is rounded.
    """
    more, less = _factors(money.currency)
    amount, rest = divmod(money.minor * more, less)
    if rest or (money.exponent == 3 and amount % 10):
        raise BadRequest(f"{money} has more digits than Stripe takes")
    return amount


def money_of(amount: int, currency: str) -> Money:
    """An amount that Stripe tells.

    Raises:
        MoneyError: it is no whole amount of the currency.
    """
    more, less = _factors(currency.upper())
    minor, rest = divmod(amount * less, more)
    if rest:
        raise MoneyError(f"{amount} is no whole amount of {currency.upper()}")
    return Money(minor, currency.upper())


def _factors(currency: str) -> tuple[int, int]:
    """What minor units are multiplied with, and divided by, to be Stripe's."""
    ours = Money(0, currency).exponent
    shift = EXPONENTS.get(currency, ours) - ours
    more, less = (10**shift, 1) if shift > 0 else (1, 10**-shift)
    return int(more), int(less)


def _intent(kind: str, payment: PaymentIntent, known: Mapping[str, Any]) -> dict[str, Any]:
    amount = wire_amount(payment.money)
    metadata = known.get("metadata") or {"reference": payment.reference}
    status: dict[str, Any] = {
        "status": "succeeded", "amount_received": amount, "last_payment_error": None,
        "latest_charge": payment.transaction or "ch_" + payment.id.removeprefix("pi_"),
    }  # fmt: skip
    if kind == "failed":
        error = {"type": "card_error", "code": "card_declined", "decline_code": "generic_decline"}
        status = {"status": "requires_payment_method", "amount_received": 0, "last_payment_error": error}
    return {
        "object": "payment_intent", "capture_method": "automatic", **known, "id": payment.id, "amount": amount,
        "currency": payment.money.currency.lower(), **status,
        "metadata": {"reference": UNKNOWN} if payment.id == UNKNOWN else metadata,
    }  # fmt: skip
