"""SSLCommerz: a session, its hosted page, and a notice that is believed only after asking back."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse

from store.models import Payment
from store.payments import booking
from store.payments.models import Refund
from store.payments.money import amount_of
from store.payments.wire import GatewayError, OutcomeUnknownError, call

NEEDS_CARD, HAS_REFUNDS = False, True
SESSION = "/gwprocess/v4/api.php"
VALIDATION = "/validator/api/validationserverAPI.php"
QUERY = "/validator/api/merchantTransIDvalidationAPI.php"
#: What decides must be signed, whatever else is.
MUST_BE_SIGNED = {"amount", "currency_type", "currency_amount", "status", "tran_id"}
GOOD = {"VALID", "VALIDATED"}
OVER = {
    "FAILED": "Your bank has declined the payment. Nothing was charged. Please try again or with another card.",
    "CANCELLED": "You have left the payment page. Nothing was charged. You can try again.",
    "UNATTEMPTED": "The payment was not made. Nothing was charged. You can try again.",
    "EXPIRED": "The payment page has expired. Nothing was charged. You can try again.",
}


def start(payment: Payment) -> None:
    """Open a session; the customer pays on its page."""
    order = payment.order
    site = settings.SITE_URL
    back = site + reverse("sslcommerz-return")
    form = {
        **_store(),
        "total_amount": f"{payment.amount:.2f}",
        "currency": payment.currency,
        "tran_id": payment.reference,
        **dict.fromkeys(("success_url", "fail_url", "cancel_url"), back),
        "ipn_url": site + reverse("sslcommerz-ipn"),
        "cus_name": order.name[:50],
        "cus_email": order.email[:50],
        "cus_phone": order.phone,
        "cus_add1": order.address[:50],
        "cus_city": settings.SHOP_CITY,
        "cus_country": settings.SHOP_COUNTRY,
        "shipping_method": "NO",
        "product_name": f"Order {order.number}",
        "product_category": "handmade",
        "product_profile": "general",
        "value_a": order.number,
    }
    status, said = call("POST", settings.SSLCOMMERZ_URL + SESSION, form=form)
    if status != 200 or said.get("status") != "SUCCESS":
        raise GatewayError(f"SSLCommerz answered {status} {said.get('status')}")
    payment.gateway_id, payment.page = str(said["sessionkey"]), str(said["GatewayPageURL"])
    payment.save(update_fields=["gateway_id", "page"])


def ask(payment: Payment) -> None:
    """Look for what became of our number; an attempt without a session is begun again, under the same number."""
    if not payment.gateway_id:
        start(payment)
        return
    found = _last(payment)
    if found.get("status") in GOOD:
        validate(payment, str(found.get("val_id", "")))
    elif found.get("status") in OVER:
        booking.failed(payment, OVER[found["status"]])


def validate(payment: Payment, val_id: str) -> bool:
    """Ask what a payment's notice is worth, and book it; returns whether that is news.

    Raises:
        MismatchError: it is of another attempt, amount or currency, or none at all.
    """
    query = {**_store(), "val_id": val_id, "v": "1", "format": "json"}
    status, said = call("GET", settings.SSLCOMMERZ_URL + VALIDATION, query=query)
    if status != 200 or said.get("status") not in GOOD | {"PENDING"} or said.get("tran_id") != payment.reference:
        raise booking.MismatchError(payment.reference)
    if said["status"] == "PENDING" or str(said.get("risk_level", "0")) != "0":
        # Held: somebody at the gateway looks at it first.
        return False
    amount, currency = amount_of(said.get("currency_amount")), str(said.get("currency_type", ""))
    transaction = str(said.get("bank_tran_id", ""))[:120]
    return booking.paid(payment, amount=amount, currency=currency, transaction_id=transaction)


def refund(refund: Refund) -> None:
    """All or some of it goes back; the gateway reckons in taka, at the rate of the payment."""
    payment = refund.payment
    found = _last(payment)
    taka, paid = amount_of(found.get("amount")), amount_of(found.get("currency_amount"))
    if not taka or not paid:
        raise GatewayError("SSLCommerz does not know the payment")
    amount = (taka * refund.amount / paid).quantize(Decimal("0.01"), ROUND_HALF_UP)
    query = {
        **_store(),
        "bank_tran_id": payment.transaction,
        "refund_trans_id": refund.key,
        "refund_amount": f"{amount}",
        "refund_remarks": f"Order {payment.order.number}",
        "v": "1",
        "format": "json",
    }
    status, said = call("GET", settings.SSLCOMMERZ_URL + QUERY, query=query)
    state = said.get("status")
    if status != 200 or said.get("APIConnect") != "DONE":
        raise OutcomeUnknownError(f"SSLCommerz answered {status} {said.get('APIConnect')}")
    refund.gateway_id = str(said.get("refund_ref_id", ""))
    is_over = {"success": Refund.Status.DONE, "failed": Refund.Status.FAILED, "processing": Refund.Status.PENDING}
    refund.status = is_over.get(str(state), Refund.Status.PENDING)


def is_genuine(notice: Mapping[str, str]) -> bool:
    """Whether the fields were signed with the store's password, and all that decide are among them."""
    names = notice.get("verify_key", "").split(",")
    if not set(names) >= MUST_BE_SIGNED or not set(names) <= set(notice):
        return False
    secret = hashlib.sha256(settings.SSLCOMMERZ_STORE_PASSWORD.encode()).hexdigest()
    rows = {**{name: notice[name] for name in names}, "store_passwd": secret}
    text = "&".join(f"{name}={rows[name]}" for name in sorted(rows))
    wanted = hashlib.sha256(text.encode()).hexdigest()
    return hmac.compare_digest(notice.get("verify_sign_sha2", "").encode(), wanted.encode())


def _last(payment: Payment) -> dict[str, Any]:
    """What the gateway has under our number, the good one before the others."""
    query = {**_store(), "tran_id": payment.reference, "format": "json"}
    status, said = call("GET", settings.SSLCOMMERZ_URL + QUERY, query=query)
    found = said.get("element")
    if status != 200 or said.get("APIConnect") != "DONE" or not isinstance(found, list):
        raise OutcomeUnknownError(f"SSLCommerz answered {status} {said.get('APIConnect')}")
    rows = [row for row in found if isinstance(row, dict) and row.get("tran_id") == payment.reference]
    return next((row for row in rows if row.get("status") in GOOD), rows[-1] if rows else {})


def _store() -> dict[str, str]:
    return {"store_id": settings.SSLCOMMERZ_STORE_ID, "store_passwd": settings.SSLCOMMERZ_STORE_PASSWORD}
