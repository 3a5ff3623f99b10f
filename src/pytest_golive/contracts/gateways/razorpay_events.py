"""Razorpay's notices, and its two signatures: of notices, and of what the payer's browser takes back."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import Any

from pytest_golive.contracts.gateways.base import PaymentIntent
from pytest_golive.contracts.gateways.forging import UNKNOWN

KINDS = {"paid": "captured", "failed": "failed", "authorized": "authorized"}
ERROR = {
    "error_code": "BAD_REQUEST_ERROR", "error_description": "Your payment has been declined.",
    "error_source": "bank", "error_step": "payment_authorization", "error_reason": "card_declined",
}  # fmt: skip


def sign(body: bytes, secret: str) -> str:
    """The header ``X-Razorpay-Signature`` of a body."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def sign_return(order: str, payment: str, secret: str) -> str:
    """``razorpay_signature`` of what the payer's browser takes back; ``order`` is of the shop's own record."""
    return sign(f"{order}|{payment}".encode(), secret)


def payment_id(payment: PaymentIntent) -> str:
    """``pay_…`` of an order: the real one, or one that is made up but always the same."""
    return payment.transaction or "pay_" + hashlib.sha256(payment.id.encode()).hexdigest()[:14]


def event(kind: str, payment: PaymentIntent, order: Mapping[str, Any]) -> dict[str, Any]:
    """An event: ``unrelated``, or one of `KINDS`.

    Args:
        kind: what it says.
        payment: the order that it is about.
        order: the same as Razorpay told it; empty if it was not asked.
    """
    envelope = {"entity": "event", "account_id": "acc_golive00000000", "created_at": int(time.time())}
    if kind == "unrelated":
        settlement = {"id": "setl_golive00000000", "entity": "settlement", "amount": 100, "status": "processed"}
        payload: dict[str, Any] = {"settlement": {"entity": settlement}}
        return {**envelope, "event": "settlement.processed", "contains": ["settlement"], "payload": payload}
    notes = order.get("notes") or {"reference": payment.reference}
    entity = {
        "id": payment_id(payment), "entity": "payment", "amount": payment.money.minor,
        "currency": payment.money.currency, "status": KINDS[kind], "order_id": payment.id, "method": "card",
        "amount_refunded": 0, "refund_status": None, "captured": kind == "paid", "international": False,
        "email": "golive@example.com", "contact": "+910000000000",
        "notes": {"reference": UNKNOWN} if payment.id == UNKNOWN else notes,
        **(ERROR if kind == "failed" else dict.fromkeys(ERROR)), "created_at": envelope["created_at"],
    }  # fmt: skip
    payload = {"payment": {"entity": entity}}
    return {**envelope, "event": f"payment.{KINDS[kind]}", "contains": ["payment"], "payload": payload}
