"""Customers, what their accounts have beside Django's, and what they write to us."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Customer(models.Model):
    """Somebody who has ordered, known by the phone number."""

    phone = models.CharField(max_length=20, unique=True, help_text="as +442079460001")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="customer"
    )
    name = models.CharField(max_length=120)
    email = models.EmailField()
    address = models.TextField(max_length=500)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        """Newest first."""

        ordering = ["-created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.phone}"


class Account(models.Model):
    """The mail address of a user: nobody else has it, in whatever letters."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account")
    email = models.EmailField(unique=True, help_text="in small letters")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.email


class RefundRequest(models.Model):
    """A customer who wants money back; the team decides."""

    order = models.ForeignKey("store.Order", on_delete=models.CASCADE, related_name="refund_requests")
    reason = models.TextField(max_length=1000)
    created_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Oldest first: who has waited longest is next."""

        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"refund of {self.order_id}"
