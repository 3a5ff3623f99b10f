"""Asks the gateways what became of payments and refunds that are open: to be run every few minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from store.models import Payment, Refund
from store.payments import booking
from store.payments.paying import ask
from store.payments.refunds import try_again

LONGEST = timedelta(days=1)
TOO_LATE = "Nobody has paid in time. Nothing was charged. You can order again."


class Command(BaseCommand):
    """Asks about everything that is open; what nobody has paid after a day is over."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, one after the other."""
        for payment in Payment.objects.filter(status=Payment.Status.PENDING).select_related("order"):
            seen = ask(payment)
            is_unheard = seen.status == Payment.Status.PENDING and not seen.message
            if is_unheard and timezone.now() - seen.created_at > LONGEST:
                booking.failed(seen, TOO_LATE)
            self.stdout.write(f"{seen.reference}: {seen.status}")
        for refund in Refund.objects.filter(status=Refund.Status.PENDING).select_related("payment__order"):
            try_again(refund)
            self.stdout.write(f"{refund.key}: {refund.status}")
