"""Attempts to pay an order: begun, asked about, given up."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from store.models import Order, Payment
from store.payments import booking
from store.payments.gateways import gateway_of
from store.payments.wire import DeclinedError, GatewayError, OutcomeUnknownError
from store.placing import RefusedError, cancel, take_goods

logger = logging.getLogger("store.payments")
#: A gateway is asked about one payment no more often than so, however many tabs are open.
SECONDS_BETWEEN_QUESTIONS = 2
UNREACHABLE = "The payment service cannot be reached just now. Nothing was charged. Please try again in a few minutes."
BROKEN = "The payment could not be begun. Nothing was charged. Please try again, or choose another way to pay."
UNKNOWN = "We have not heard from the payment service yet. Please do not pay again: this page looks for the answer."


def begin(order: Order, instrument: str = "") -> Payment | None:
    """Begin to pay, or go on with the attempt that is open: there is never more than one.

    Args:
        order: not paid yet.
        instrument: what the gateway calls the card that the customer has just typed in.

    Returns:
        The attempt; None while the gateway needs the card first.

    Raises:
        RefusedError: the order cannot be paid (any more).
    """
    gateway = gateway_of(order.payment_method)
    open_one = order.payments.filter(status=Payment.Status.PENDING).first()
    if open_one:
        return ask(open_one)
    if gateway.NEEDS_CARD and not instrument:
        return None
    payment = _attempt(order, instrument)
    _carefully(payment, gateway.start)
    was_asked(payment)
    return payment


def was_asked(payment: Payment) -> bool:
    """Note that a gateway has just been asked; whether that is the first time for some seconds."""
    return cache.add(f"asked-{payment.pk}", 1, SECONDS_BETWEEN_QUESTIONS)


def ask(payment: Payment) -> Payment:
    """Look at the gateway for how an open attempt has ended."""
    if payment.status == Payment.Status.PENDING:
        _carefully(payment, gateway_of(payment.gateway).ask)
        payment.refresh_from_db()
    return payment


@transaction.atomic
def give_up(order: Order) -> None:
    """Cancel an order that nobody wants to pay.

    Raises:
        RefusedError: it is paid or on its way.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.is_paid or order.status != Order.Status.NEW:
        raise RefusedError("This order cannot be cancelled here any more. Please write to us.")
    order.payments.filter(status=Payment.Status.PENDING).update(status=Payment.Status.CANCELLED)
    if order.is_online:
        order.payment_status = Order.Paid.FAILED
    cancel(order)


@transaction.atomic
def _attempt(order: Order, instrument: str) -> Payment:
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.is_paid:
        raise RefusedError("This order is paid already.")
    if order.status != Order.Status.NEW:
        raise RefusedError("This order was cancelled.")
    if order.payments.filter(status=Payment.Status.PENDING).exists():
        raise RefusedError(UNKNOWN)
    if not order.holds_goods:
        take_goods(order)
    order.payment_status = Order.Paid.PENDING
    order.save()
    return Payment.objects.create(
        order=order,
        attempt=order.payments.count() + 1,
        gateway=order.payment_method,
        amount=order.total,
        currency=settings.CURRENCY,
        instrument=instrument,
    )


def _carefully(payment: Payment, step: Callable[[Payment], None]) -> None:
    """Take a step at the gateway; whatever happens there, the order knows what is known and no more."""
    try:
        step(payment)
    except DeclinedError as error:
        booking.failed(payment, str(error))
    except OutcomeUnknownError as error:
        logger.warning("payment %s: %s", payment.reference, error)
        Payment.objects.filter(pk=payment.pk, status=Payment.Status.PENDING).update(message=UNKNOWN)
    except GatewayError as error:
        logger.warning("payment %s: %s", payment.reference, error)
        if not payment.gateway_id and not payment.message:
            booking.failed(payment, UNREACHABLE if "reached" in str(error) else BROKEN)
    except booking.MismatchError:
        logger.exception("payment %s is not booked", payment.reference)
    else:
        Payment.objects.filter(pk=payment.pk, message=UNKNOWN).update(message="")
    payment.refresh_from_db()
