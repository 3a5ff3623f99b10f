"""Switches: log-in of customers, and new orders."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Switch(models.Model):
    """Something that can be closed without a deployment."""

    class Name(models.TextChoices):
        """What there is to close."""

        LOGINS = "logins", "Log-in of customers"
        ORDERS = "orders", "New orders"

    name = models.CharField(max_length=10, choices=Name.choices, unique=True)
    is_closed = models.BooleanField(default=False)

    class Meta:
        """By name."""

        ordering = ["name"]
        verbose_name_plural = "switches"

    def __str__(self) -> str:
        return self.get_name_display()


def is_closed(name: str) -> bool:
    """Whether it is closed, by the environment or by the team."""
    by_environment = {"logins": settings.LOGINS_DISABLED, "orders": settings.ORDERS_PAUSED}
    return by_environment[name] or Switch.objects.filter(name=name, is_closed=True).exists()
