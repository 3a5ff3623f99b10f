"""What was paid, by which gateway, and what went back."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Payment(models.Model):
    """One attempt to pay an order."""

    class Status(models.TextChoices):
        """The way of an attempt; pending: begun, and how it ended is not known yet."""

        PENDING = "pending", "Pending"
        PAID = "paid", "Paid"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    order = models.ForeignKey("store.Order", on_delete=models.CASCADE, related_name="payments")
    attempt = models.PositiveSmallIntegerField(default=1)
    gateway = models.CharField(max_length=10)
    # Unknown ones are no duplicates of each other.
    gateway_id = models.CharField(max_length=120, null=True, blank=True)
    transaction = models.CharField(max_length=120, blank=True, help_text="the gateway's number of the money's way")
    instrument = models.CharField(max_length=80, blank=True, help_text="what the gateway calls the card; never a card")
    page = models.URLField(max_length=500, blank=True, help_text="where the customer pays")
    qr = models.TextField(blank=True, help_text="the text in the QR code")
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3)
    refunded = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(0))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PENDING)
    message = models.CharField(max_length=200, blank=True, help_text="what the customer was told")
    expires_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        """Newest first; one row for each number of the gateway."""

        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "created_at"], name="payment_status_age")]
        constraints = [
            models.UniqueConstraint(fields=["gateway", "gateway_id"], name="payment_once_per_gateway_id"),
            models.UniqueConstraint(fields=["order", "attempt"], name="payment_attempt_once_per_order"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(
                condition=Q(refunded__gte=0, refunded__lte=F("amount")), name="payment_refund_within_amount"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What the gateway knows the attempt by, and the key under which it happens once."""
        return f"{self.order.number}-{self.attempt}"


class PaymentEvent(models.Model):
    """A notice of a gateway that was taken; the same one again changes nothing."""

    gateway = models.CharField(max_length=10)
    event_id = models.CharField(max_length=120)
    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, null=True, blank=True, related_name="events")
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Each once."""

        constraints = [models.UniqueConstraint(fields=["gateway", "event_id"], name="event_once_per_gateway")]

    def __str__(self) -> str:
        return f"{self.gateway} {self.event_id}"


class Refund(models.Model):
    """Money that goes back."""

    class Status(models.TextChoices):
        """The way of a refund; manual: the gateway has no refunds, a person sends the money."""

        PENDING = "pending", "Pending"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        MANUAL = "manual", "By hand"

    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="refunds")
    key = models.CharField(max_length=30, unique=True)
    # Unknown ones are no duplicates of each other.
    gateway_id = models.CharField(max_length=120, blank=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PENDING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount_positive")]

    def __str__(self) -> str:
        return self.key
