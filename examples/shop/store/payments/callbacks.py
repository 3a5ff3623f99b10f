"""What gateways tell the shop. Nobody here has a CSRF token: each call must be signed by its gateway instead."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from store.models import Payment
from store.payments import booking, razorpay, sslcommerz, stripe
from store.payments.paying import ask
from store.payments.wire import GatewayError

MAX_BODY = 100_000
STRIPE_EVENTS = {"payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled"}
RAZORPAY_EVENTS = {"payment.authorized", "payment.captured", "payment.failed", "order.paid"}
logger = logging.getLogger("store.payments")


@csrf_exempt
@require_POST
@never_cache
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """A notice of Stripe's."""
    if not stripe.is_genuine(request.body, request.headers.get("Stripe-Signature", "")):
        return _refused("the signature")
    event = _object(request.body)
    if not stripe.is_of_this_mode(event):
        return _refused("the mode")
    intent = _inside(event, "data", "object")
    if event.get("type") not in STRIPE_EVENTS:
        return _taken()
    payment = _of_stripe(intent)
    return _book_once("stripe", str(event.get("id", "")), payment, lambda: stripe.book(payment, intent))


@csrf_exempt
@require_POST
@never_cache
def razorpay_webhook(request: HttpRequest) -> HttpResponse:
    """A notice of Razorpay's."""
    if not razorpay.is_genuine(request.body, request.headers.get("X-Razorpay-Signature", "")):
        return _refused("the signature")
    event = _object(request.body)
    if event.get("event") not in RAZORPAY_EVENTS:
        return _taken()
    entity = _inside(event, "payload", "payment", "entity")
    payment = Payment.objects.filter(gateway="razorpay", gateway_id=str(entity.get("order_id"))).first()
    name = request.headers.get("X-Razorpay-Event-Id") or hashlib.sha256(request.body).hexdigest()
    return _book_once("razorpay", name, payment, lambda: razorpay.book(payment, entity))


@csrf_exempt
@require_POST
@never_cache
def razorpay_return(request: HttpRequest) -> HttpResponse:
    """The customer comes back from Razorpay's page."""
    given = request.POST
    payment = Payment.objects.filter(gateway="razorpay", gateway_id=given.get("razorpay_order_id", "-")).first()
    signature, payment_id = given.get("razorpay_signature", ""), given.get("razorpay_payment_id", "")
    if payment is None or not razorpay.is_genuine_return(payment.gateway_id or "", payment_id, signature):
        return _came_back_unsigned(given.get("error[metadata]", ""))
    try:
        razorpay.book(payment, razorpay.fetch(payment_id))
    except booking.MismatchError:
        return _refused("the payment")
    except GatewayError as error:
        logger.warning("payment %s: %s", payment.reference, error)
    return redirect("pay", payment.order.number)


@csrf_exempt
@require_POST
@never_cache
def sslcommerz_ipn(request: HttpRequest) -> HttpResponse:
    """A notice of SSLCommerz's."""
    notice = request.POST.dict()
    if not sslcommerz.is_genuine(notice):
        return _refused("the signature")
    payment = _of_reference("sslcommerz", notice["tran_id"])
    if payment is None:
        return _taken()
    try:
        _settle_sslcommerz(payment, notice)
    except booking.MismatchError:
        return _refused("the payment")
    except GatewayError as error:
        # It is told again later.
        logger.warning("payment %s: %s", payment.reference, error)
        return JsonResponse({"error": "try again"}, status=503)
    return _taken()


@csrf_exempt
@require_POST
@never_cache
def sslcommerz_return(request: HttpRequest) -> HttpResponse:
    """The customer comes back from SSLCommerz's page, having paid or not."""
    notice = request.POST.dict()
    payment = _of_reference("sslcommerz", notice.get("tran_id", ""))
    if payment is None or not sslcommerz.is_genuine(notice):
        return _refused("the signature")
    try:
        _settle_sslcommerz(payment, notice)
    except booking.MismatchError:
        return _refused("the payment")
    except GatewayError as error:
        logger.warning("payment %s: %s", payment.reference, error)
    return redirect("pay", payment.order.number)


def _settle_sslcommerz(payment: Payment, notice: dict[str, str]) -> None:
    """What the notice says is only a hint: the gateway is asked."""
    if notice["status"] in sslcommerz.GOOD:
        sslcommerz.validate(payment, notice.get("val_id", ""))
    else:
        sslcommerz.ask(payment)


def _book_once(gateway: str, event_id: str, payment: Payment | None, book: Callable[[], bool]) -> HttpResponse:
    """Book a notice that was not booked before; one about a payment that is not ours is nothing to us."""
    if payment is None or booking.is_known(gateway, event_id):
        return _taken()
    try:
        book()
    except booking.MismatchError:
        return _refused("the payment")
    except GatewayError as error:
        logger.warning("payment %s: %s", payment.reference, error)
        return JsonResponse({"error": "try again"}, status=503)
    booking.remember(gateway, event_id, payment)
    return _taken()


def _of_stripe(intent: dict[str, Any]) -> Payment | None:
    """The payment of an intent; after a time-out only our own reference tells which it is."""
    found = Payment.objects.filter(gateway="stripe", gateway_id=str(intent.get("id"))).first()
    if found is None:
        named = _of_reference("stripe", str(_inside(intent, "metadata").get("reference", "")))
        if named and named.gateway_id is None:
            named.gateway_id = str(intent.get("id"))
            named.save(update_fields=["gateway_id"])
            found = named
    return found


def _of_reference(gateway: str, reference: str) -> Payment | None:
    number, _, attempt = reference.partition("-")
    if not (attempt.isascii() and attempt.isdigit() and len(attempt) < 5):
        return None
    return Payment.objects.filter(gateway=gateway, order__number=number, attempt=int(attempt)).first()


def _came_back_unsigned(metadata: str) -> HttpResponse:
    """A customer whose payment failed comes back without a signature: look, and believe nothing."""
    order_id = str(_object(metadata.encode()).get("order_id", "-"))
    payment = Payment.objects.filter(gateway="razorpay", gateway_id=order_id).first()
    if payment is None:
        return _refused("the signature")
    ask(payment)
    return redirect("pay", payment.order.number)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body) if len(body) <= MAX_BODY else None
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {}


def _inside(found: Any, *names: str) -> dict[str, Any]:
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _taken() -> HttpResponse:
    return JsonResponse({"received": True})


def _refused(what: str) -> HttpResponse:
    logger.warning("a notice was refused because of %s", what)
    return JsonResponse({"error": f"{what} is not right"}, status=400)
