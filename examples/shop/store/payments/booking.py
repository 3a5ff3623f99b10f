"""What a gateway tells about a payment, booked once: every notice, return and question ends here."""

from __future__ import annotations

import logging
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from store.mails import send_order_mails, tell_staff
from store.models import Order, Payment, PaymentEvent
from store.placing import RefusedError, return_goods, take_goods

logger = logging.getLogger("store.payments")


class MismatchError(Exception):
    """What the gateway tells does not fit the order: nothing was booked."""


def is_known(gateway: str, event_id: str) -> bool:
    """Whether this notice was booked before."""
    return PaymentEvent.objects.filter(gateway=gateway, event_id=event_id).exists()


def remember(gateway: str, event_id: str, payment: Payment) -> None:
    """Note that this notice is booked; two at once are told apart by the state of the payment, which was locked."""
    PaymentEvent.objects.get_or_create(gateway=gateway, event_id=event_id[:120], defaults={"payment": payment})


@transaction.atomic
def paid(payment: Payment, *, amount: Decimal | None, currency: str, transaction_id: str = "") -> bool:
    """Book that the money has come; returns whether that is news.

    Raises:
        MismatchError: it is another amount or currency than the order's.
    """
    order, payment = _locked(payment)
    if amount != payment.amount or amount != order.total or currency.upper() != payment.currency:
        logger.error("payment %s: %s %s does not fit the order", payment.reference, amount, currency[:3])
        raise MismatchError(payment.reference)
    if payment.status == Payment.Status.PAID:
        return False
    payment.status, payment.message = Payment.Status.PAID, ""
    payment.transaction = transaction_id or payment.transaction
    payment.save()
    if order.is_paid:
        _alarm(order, "was paid twice: give the second payment back")
        return True
    _hold_again(order)
    order.payment_status, order.paid_at = Order.Paid.PAID, timezone.now()
    order.save()
    transaction.on_commit(lambda: send_order_mails(order))
    return True


@transaction.atomic
def failed(payment: Payment, message: str, *, status: str = Payment.Status.FAILED) -> bool:
    """Book that an attempt has ended without money, and return the things; returns whether that is news."""
    order, payment = _locked(payment)
    if payment.status != Payment.Status.PENDING:
        return False
    payment.status, payment.message = status, message
    payment.save()
    is_last = not order.payments.filter(attempt__gt=payment.attempt).exists()
    if is_last and not order.is_paid:
        return_goods(order)
        order.payment_status = Order.Paid.FAILED
        order.save()
    return True


def _locked(payment: Payment) -> tuple[Order, Payment]:
    """Always the order first: else two notices at once would wait for each other."""
    order = Order.objects.select_for_update().get(pk=payment.order_id)
    found = Payment.objects.select_for_update().get(pk=payment.pk)
    found.order = order
    return order, found


def _hold_again(order: Order) -> None:
    """The money came after the order had given its things back."""
    if order.status == Order.Status.CANCELLED:
        _alarm(order, "was cancelled and is paid now: give the money back")
        return
    if order.holds_goods:
        return
    try:
        with transaction.atomic():
            take_goods(order)
    except RefusedError as error:
        order.holds_goods = False
        _alarm(order, f"is paid and cannot be packed ({error})")


def _alarm(order: Order, words: str) -> None:
    logger.error("order %s %s", order.number, words)
    transaction.on_commit(lambda: tell_staff(f"Order {order.number} {words}.", order))
