"""The pages on which a customer pays."""

from __future__ import annotations

import io

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from store.limits import limited
from store.models import Order, Payment
from store.payments.gateways import gateway_of
from store.payments.paying import ask, begin, give_up, was_asked
from store.placing import RefusedError
from store.recognising import may_see

per_visitor = limited(rate="20/m")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@per_visitor
def pay(request: HttpRequest, number: str) -> HttpResponse:
    """Show how to pay, and begin (again) when the customer wishes it."""
    order = _order(request, number)
    if request.method == "POST":
        return _begin(request, order)
    payment = _look(order)
    order.refresh_from_db()
    if order.is_paid:
        request.session["last_order"] = order.number
        return redirect("checkout-done")
    context = {"order": order, "payment": payment, "stage": stage(order, payment)}
    fields = {"razorpay": _razorpay(order, payment), "razorpay_url": settings.RAZORPAY_URL}
    response = render(request, "store/pay.html", {**context, **fields})
    if context["stage"] == "razorpay":
        # The form of this page, and of no other, is sent to Razorpay.
        policy = settings.CONTENT_SECURITY_POLICY
        allowed = f"form-action 'self' {settings.RAZORPAY_URL}"
        response.headers["Content-Security-Policy"] = policy.replace("form-action 'self'", allowed)
    return response


@require_GET
@never_cache
def status(request: HttpRequest, number: str) -> JsonResponse:
    """How the payment stands, for the page that waits for it."""
    order = _order(request, number)
    payment = _look(order)
    order.refresh_from_db()
    body = {
        "order": order.number,
        "payment_status": order.payment_status,
        "is_paid": order.is_paid,
        "is_open": payment is not None and payment.status == Payment.Status.PENDING,
        "message": payment.message if payment else "",
        "next": reverse("checkout-done" if order.is_paid else "pay", args=[] if order.is_paid else [order.number]),
    }
    if order.is_paid:
        request.session["last_order"] = order.number
    return JsonResponse(body)


@require_GET
@never_cache
def qr(request: HttpRequest, number: str) -> HttpResponse:
    """The QR code of the attempt that is open, as a picture."""
    import segno

    payment = _last(_order(request, number))
    if payment is None or not payment.qr or payment.status != Payment.Status.PENDING:
        raise Http404
    picture = io.BytesIO()
    segno.make(payment.qr, micro=False, error="m").save(picture, kind="svg", scale=6, border=4)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@require_POST
@never_cache
@per_visitor
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Cancel an order that is not paid."""
    order = _order(request, number)
    _look(order, at_once=True)
    try:
        give_up(order)
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Your order is cancelled. Nothing was charged.")
    return redirect("order", order.number)


def stage(order: Order, payment: Payment | None) -> str:
    """What the page shows: card, qr, page, razorpay, wait, failed or cancelled."""
    if order.status == Order.Status.CANCELLED:
        return "cancelled"
    if payment and payment.status == Payment.Status.PENDING:
        if payment.qr:
            return "qr"
        if payment.page:
            return "page"
        return "razorpay" if payment.gateway == Order.Method.RAZORPAY and payment.gateway_id else "wait"
    if gateway_of(order.payment_method).NEEDS_CARD:
        return "card"
    return "failed"


def _begin(request: HttpRequest, order: Order) -> HttpResponse:
    instrument = request.POST.get("payment_method", "").strip()[:80]
    if gateway_of(order.payment_method).NEEDS_CARD and not instrument:
        messages.error(request, "Please fill in the card.")
        return redirect("pay", order.number)
    try:
        begin(order, instrument)
    except RefusedError as error:
        messages.error(request, str(error))
    return redirect("pay", order.number)


def _look(order: Order, *, at_once: bool = False) -> Payment | None:
    """The last attempt, as its gateway sees it now."""
    payment = _last(order)
    if payment and payment.status == Payment.Status.PENDING:
        may_ask = was_asked(payment)
        if may_ask or at_once:
            return ask(payment)
    return payment


def _last(order: Order) -> Payment | None:
    return order.payments.order_by("-attempt").first()


def _order(request: HttpRequest, number: str) -> Order:
    order = get_object_or_404(Order, number=number)
    if not may_see(request, order) or not order.is_online:
        raise Http404
    return order


def _razorpay(order: Order, payment: Payment | None) -> dict[str, str]:
    """The fields that Razorpay's checkout page wants."""
    if payment is None or payment.gateway != Order.Method.RAZORPAY:
        return {}
    back = settings.SITE_URL + reverse("razorpay-return")
    return {
        "key_id": settings.RAZORPAY_KEY_ID,
        "order_id": payment.gateway_id or "",
        "amount": f"{payment.amount * 100:.0f}",
        "currency": payment.currency,
        "name": settings.SITE_NAME,
        "description": f"Order {order.number}",
        "prefill[name]": order.name,
        "prefill[email]": order.email,
        "prefill[contact]": order.phone,
        "callback_url": back,
        "cancel_url": settings.SITE_URL + reverse("pay", args=[order.number]),
    }
