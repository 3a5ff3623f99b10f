"""Razorpay: an order there, its checkout page, a signed return and signed notices."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from store.models import Payment
from store.payments import booking
from store.payments.models import Refund
from store.payments.money import major, minor
from store.payments.wire import GatewayError, OutcomeUnknownError, call

NEEDS_CARD, HAS_REFUNDS = False, True
DECLINED = "The payment did not go through. Nothing was charged. Please try again or with another card."


def start(payment: Payment) -> None:
    """Make the order that Razorpay's checkout is opened for; no money moves yet."""
    body = {
        "amount": minor(payment.amount),
        "currency": payment.currency,
        "receipt": payment.reference,
        "notes": {"order": payment.order.number},
    }
    status, said = _call("POST", "/v1/orders", body)
    _expect(status, said)
    payment.gateway_id = str(said["id"])
    payment.save(update_fields=["gateway_id"])


def ask(payment: Payment) -> None:
    """Look at the payments of the order there; one without an order never got so far."""
    if not payment.gateway_id:
        start(payment)
        return
    status, said = _call("GET", f"/v1/orders/{payment.gateway_id}/payments")
    _expect(status, said)
    rows = [row for row in said.get("items", []) if isinstance(row, dict)]
    good = [row for row in rows if row.get("status") in {"captured", "authorized"}]
    if good:
        book(payment, good[0])
    elif rows:
        book(payment, rows[0])


def book(payment: Payment, entity: Mapping[str, Any]) -> bool:
    """Book what one of Razorpay's payments says; returns whether that is news.

    Raises:
        MismatchError: it is of another order, amount or currency.
    """
    if entity.get("order_id") != payment.gateway_id:
        raise booking.MismatchError(payment.reference)
    if entity.get("status") == "authorized":
        entity = _capture(payment, str(entity.get("id")))
    if entity.get("status") in {"captured", "refunded"}:
        amount, currency = major(entity.get("amount")), str(entity.get("currency", ""))
        return booking.paid(payment, amount=amount, currency=currency, transaction_id=str(entity.get("id")))
    # The customer may try again on Razorpay's page, with another card: the order there stays open.
    if entity.get("status") == "failed":
        return booking.failed(payment, DECLINED)
    return False


def fetch(payment_id: str) -> dict[str, Any]:
    """A payment as Razorpay knows it, whoever told its number."""
    status, said = _call("GET", f"/v1/payments/{payment_id}")
    _expect(status, said)
    return said


def refund(refund: Refund) -> None:
    """All or some of it goes back."""
    body = {"amount": minor(refund.amount), "speed": "normal", "receipt": refund.key}
    headers = {"X-Refund-Idempotency": refund.key}
    status, said = _call("POST", f"/v1/payments/{refund.payment.transaction}/refund", body, headers)
    _expect(status, said)
    refund.gateway_id = str(said["id"])
    is_over = {"processed": Refund.Status.DONE, "failed": Refund.Status.FAILED}
    refund.status = is_over.get(str(said.get("status")), Refund.Status.PENDING)


def is_genuine(body: bytes, signature: str) -> bool:
    """Whether Razorpay has signed the notice with the webhook's own secret."""
    return _is_signed(body, signature, settings.RAZORPAY_WEBHOOK_SECRET)


def is_genuine_return(order_id: str, payment_id: str, signature: str) -> bool:
    """Whether the checkout has signed that this payment is of this order."""
    return _is_signed(f"{order_id}|{payment_id}".encode(), signature, settings.RAZORPAY_KEY_SECRET)


def _is_signed(text: bytes, signature: str, secret: str) -> bool:
    wanted = hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()
    return bool(secret) and hmac.compare_digest(signature.encode(), wanted.encode())


def _capture(payment: Payment, payment_id: str) -> Mapping[str, Any]:
    """Take the money that is held; it would go back by itself after some days."""
    body = {"amount": minor(payment.amount), "currency": payment.currency}
    status, said = _call("POST", f"/v1/payments/{payment_id}/capture", body)
    return said if status == 200 else fetch(payment_id)


def _call(
    method: str, path: str, body: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
) -> tuple[int, dict[str, Any]]:
    auth = (settings.RAZORPAY_KEY_ID, settings.RAZORPAY_KEY_SECRET)
    return call(method, settings.RAZORPAY_URL + path, body=body, headers=headers, auth=auth)


def _expect(status: int, said: Mapping[str, Any]) -> None:
    if status == 200:
        return
    error = said.get("error")
    reason = error.get("reason") or error.get("code") if isinstance(error, dict) else "?"
    kind = OutcomeUnknownError if status in {409, 429} else GatewayError
    raise kind(f"Razorpay answered {status} {reason}")
