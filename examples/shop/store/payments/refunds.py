"""Money back: through the gateway, never more than was paid."""

from __future__ import annotations

import logging
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Sum

from store.mails import send_refund
from store.models import Order, Payment, Refund
from store.payments.gateways import GATEWAYS
from store.payments.wire import GatewayError, OutcomeUnknownError
from store.placing import RefusedError, return_goods

logger = logging.getLogger("store.payments")
COUNTED = (Refund.Status.PENDING, Refund.Status.DONE, Refund.Status.MANUAL)


def give_back(order: Order, amount: Decimal | None, user: User | None) -> Refund:
    """Refund an order, or (an amount) a part of it.

    Raises:
        RefusedError: it is not paid, or not so much of it is left; the text is for the team.
    """
    refund = _reserve(order, amount, user)
    gateway = GATEWAYS.get(refund.payment.gateway)
    if gateway is None or not gateway.HAS_REFUNDS:
        refund.status = Refund.Status.MANUAL
    else:
        _send(refund)
    _book(refund)
    if refund.status == Refund.Status.FAILED:
        raise RefusedError(f"The gateway refused the refund of order {order.number}.")
    return refund


def try_again(refund: Refund) -> None:
    """Send a refund again whose end is not known, under the same key."""
    _send(refund)
    _book(refund)


@transaction.atomic
def _reserve(order: Order, amount: Decimal | None, user: User | None) -> Refund:
    order = Order.objects.select_for_update().get(pk=order.pk)
    payment = order.payments.select_for_update().filter(status=Payment.Status.PAID).order_by("attempt").first()
    if payment is None:
        raise RefusedError(f"Order {order.number} is not paid.")
    left = payment.amount - _gone(payment)
    amount = left if amount is None else amount
    if not 0 < amount <= left:
        raise RefusedError(f"Of order {order.number} ${left} can be refunded.")
    key = f"{payment.reference}-refund-{payment.refunds.count() + 1}"
    return Refund.objects.create(payment=payment, key=key, amount=amount, by=user)


def _send(refund: Refund) -> None:
    try:
        GATEWAYS[refund.payment.gateway].refund(refund)
    except OutcomeUnknownError as error:
        logger.warning("refund %s: %s", refund.key, error)
    except GatewayError as error:
        logger.warning("refund %s: %s", refund.key, error)
        refund.status = Refund.Status.FAILED


def _book(refund: Refund) -> None:
    _note(refund)
    if refund.status == Refund.Status.DONE:
        send_refund(refund)


@transaction.atomic
def _note(refund: Refund) -> None:
    order = Order.objects.select_for_update().get(pk=refund.payment.order_id)
    refund.save()
    payment = Payment.objects.select_for_update().get(pk=refund.payment_id)
    payment.refunded = _gone(payment)
    payment.save()
    paid = order.payments.filter(status=Payment.Status.PAID).aggregate(amount=Sum("amount"), back=Sum("refunded"))
    left = paid["amount"] - paid["back"]
    if left >= order.total:
        order.payment_status = Order.Paid.PAID
    elif left > 0:
        order.payment_status = Order.Paid.PART_REFUNDED
    else:
        order.payment_status = Order.Paid.REFUNDED
        if order.status == Order.Status.NEW:
            # Nothing was sent, and nothing will be.
            return_goods(order)
            order.status = Order.Status.CANCELLED
    order.save()


def _gone(payment: Payment) -> Decimal:
    return payment.refunds.filter(status__in=COUNTED).aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
