"""Stripe: a PaymentIntent made and confirmed by the server; notices signed with a time."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from store.models import Payment
from store.payments import booking
from store.payments.models import Refund
from store.payments.money import major, minor
from store.payments.wire import DeclinedError, GatewayError, OutcomeUnknownError, call

NEEDS_CARD, HAS_REFUNDS = True, True
TOLERANCE_SECONDS = 300
DECLINED = "Your bank has declined the card. Nothing was charged. Please try another card."
WHY = {
    "insufficient_funds": "There is not enough money on the card. Nothing was charged. Please try another card.",
    "expired_card": "The card has expired. Nothing was charged. Please try another card.",
    "incorrect_cvc": "The security code of the card is wrong. Nothing was charged. Please type the card in again.",
    "processing_error": "The bank could not process the card. Nothing was charged. Please try again in a few minutes.",
}


def start(payment: Payment) -> None:
    """Charge the card; asked again under the same key, Stripe answers what it did the first time."""
    form = {
        "amount": minor(payment.amount),
        "currency": payment.currency.lower(),
        "payment_method": payment.instrument,
        "confirm": "true",
        "automatic_payment_methods[enabled]": "true",
        "automatic_payment_methods[allow_redirects]": "never",
        "description": f"Order {payment.order.number}",
        "metadata[order]": payment.order.number,
        "metadata[reference]": payment.reference,
    }
    status, said = _call("POST", "/v1/payment_intents", form, key=payment.reference)
    intent = said if status == 200 else said.get("error", {}).get("payment_intent")
    if isinstance(intent, dict) and isinstance(intent.get("id"), str):
        payment.gateway_id = intent["id"]
        payment.save(update_fields=["gateway_id"])
    if status == 402:
        raise DeclinedError(why(said.get("error")))
    _expect(status, said)
    book(payment, said)


def ask(payment: Payment) -> None:
    """Look at the PaymentIntent; without its number the same request again brings it."""
    if not payment.gateway_id:
        start(payment)
        return
    status, said = _call("GET", f"/v1/payment_intents/{payment.gateway_id}")
    _expect(status, said)
    book(payment, said)


def refund(refund: Refund) -> None:
    """All or some of it goes back to the card."""
    form = {"payment_intent": refund.payment.gateway_id, "amount": minor(refund.amount)}
    status, said = _call("POST", "/v1/refunds", form, key=refund.key)
    _expect(status, said)
    refund.gateway_id = said["id"]
    is_over = {"succeeded": Refund.Status.DONE, "failed": Refund.Status.FAILED, "canceled": Refund.Status.FAILED}
    refund.status = is_over.get(said["status"], Refund.Status.PENDING)


def book(payment: Payment, intent: Mapping[str, Any]) -> bool:
    """Book what a PaymentIntent says; returns whether that is news.

    Raises:
        MismatchError: it is of another order, amount or currency.
    """
    metadata = intent.get("metadata")
    if isinstance(metadata, dict) and metadata.get("reference", payment.reference) != payment.reference:
        raise booking.MismatchError(payment.reference)
    match intent.get("status"):
        case "succeeded":
            is_whole = intent.get("amount_received") == intent.get("amount")
            amount = major(intent.get("amount_received")) if is_whole else None
            currency = str(intent.get("currency", ""))
            charge = str(intent.get("latest_charge") or "")
            return booking.paid(payment, amount=amount, currency=currency, transaction_id=charge)
        case "canceled":
            return booking.failed(payment, DECLINED, status=Payment.Status.CANCELLED)
        case "requires_payment_method":
            return booking.failed(payment, why(intent.get("last_payment_error")))
        case "requires_action":
            return booking.failed(
                payment, "Your bank wants to ask you something, which we cannot show. Try another card."
            )
    return False


def why(error: Any) -> str:
    """What the customer is told about a decline."""
    told = error if isinstance(error, dict) else {}
    return WHY.get(told.get("decline_code") or "") or WHY.get(told.get("code") or "") or DECLINED


def is_genuine(body: bytes, header: str) -> bool:
    """Whether Stripe has signed the notice, and not long ago; any of several signatures may be the right one."""
    parts = [part.strip().partition("=")[::2] for part in header.split(",")]
    at = next((value for name, value in parts if name == "t"), "")
    if not (at.isascii() and at.isdigit() and len(at) < 15) or time.time() - int(at) > TOLERANCE_SECONDS:
        return False
    signed = at.encode() + b"." + body
    wanted = hmac.new(settings.STRIPE_WEBHOOK_SECRET.encode(), signed, hashlib.sha256).hexdigest()
    given = [value for name, value in parts if name == "v1"]
    return bool(settings.STRIPE_WEBHOOK_SECRET) and any(
        hmac.compare_digest(value.encode(), wanted.encode()) for value in given
    )


def is_of_this_mode(event: Mapping[str, Any]) -> bool:
    """Whether a notice is of the same world, live or test, as the key."""
    return event.get("livemode") is ("_live_" in settings.STRIPE_SECRET_KEY)


def _call(
    method: str, path: str, form: Mapping[str, Any] | None = None, *, key: str = ""
) -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": f"Bearer {settings.STRIPE_SECRET_KEY}"} | ({"Idempotency-Key": key} if key else {})
    return call(method, settings.STRIPE_URL + path, form=form, headers=headers)


def _expect(status: int, said: Mapping[str, Any]) -> None:
    if status == 200:
        return
    error = said.get("error")
    code = error.get("code") or error.get("type") if isinstance(error, dict) else "?"
    # Too many calls, or the same one is still running: it may yet be done.
    kind = OutcomeUnknownError if status in {409, 429} else GatewayError
    raise kind(f"Stripe answered {status} {code}")
