"""Cash on delivery: paid when somebody of the team says so, once."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from store.models import Order, Payment
from store.placing import RefusedError


@transaction.atomic
def received(order: Order) -> Payment:
    """Book that the carrier has brought the money.

    Raises:
        RefusedError: it is no order of this kind, or was paid before.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.is_online:
        raise RefusedError(f"Order {order.number} is not paid in cash.")
    if order.is_paid:
        raise RefusedError(f"Order {order.number} is paid already.")
    if order.status == Order.Status.CANCELLED:
        raise RefusedError(f"Order {order.number} is cancelled.")
    order.payment_status, order.paid_at = Order.Paid.PAID, timezone.now()
    order.save()
    return Payment.objects.create(
        order=order,
        gateway=order.payment_method,
        gateway_id=order.number,
        amount=order.total,
        currency=settings.CURRENCY,
        status=Payment.Status.PAID,
    )
