"""Asks the gateways what became of payments and refunds that are open: to be run every few minutes."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from store.mails import tell_staff
from store.models import Order, Payment, Refund
from store.payments import booking, khqr
from store.payments.paying import ask, give_up
from store.payments.refunds import try_again
from store.payments.wire import GatewayError
from store.placing import RefusedError

LONGEST = timedelta(days=1)
#: How long a payer's bank may take to tell Bakong of what was paid in the code's last minute.
SLOWEST = timedelta(hours=1)
TOO_LATE = "Nobody has paid in time. Please order again."


class Command(BaseCommand):
    """Asks about everything that is open; what nobody has paid after a day is over."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """One after the other."""
        now = timezone.now()
        for payment in Payment.objects.filter(status=Payment.Status.PENDING).select_related("order"):
            self._settle(payment, is_old=now - payment.created_at > LONGEST)
        expired = Payment.objects.filter(gateway="khqr", status=Payment.Status.FAILED, expires_at__gt=now - SLOWEST)
        for payment in expired.select_related("order"):
            with suppress(GatewayError, booking.MismatchError):
                khqr.ask(payment)
        for refund in Refund.objects.filter(status=Refund.Status.PENDING).select_related("payment__order"):
            try_again(refund)
            self.stdout.write(f"{refund.key}: {refund.status}")
        forgotten = Order.objects.filter(status=Order.Status.NEW, created_at__lt=now - LONGEST)
        for order in forgotten.exclude(payment_method=Order.Method.COD):
            with suppress(RefusedError):
                give_up(order)
                self.stdout.write(f"{order.number}: {order.status}")

    def _settle(self, payment: Payment, *, is_old: bool) -> None:
        seen = ask(payment)
        if is_old and seen.status == Payment.Status.PENDING:
            if seen.message:
                words = f"Nobody knows how payment {seen.reference} has ended: look at {seen.gateway}."
                tell_staff(words, seen.order)
            booking.failed(seen, TOO_LATE)
        self.stdout.write(f"{seen.reference}: {seen.status}")
