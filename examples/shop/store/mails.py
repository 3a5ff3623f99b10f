"""The shop's mail to its customers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from store.models import Order


def order_confirmation(order: Order) -> EmailMultiAlternatives:
    """What a customer gets who has ordered."""
    context: dict[str, Any] = {"order": order, "site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
    subject = render_to_string("store/mail/order_subject.txt", context).strip()
    message = EmailMultiAlternatives(
        subject, render_to_string("store/mail/order.txt", context), to=[order.email], reply_to=[settings.REPLY_TO]
    )
    message.attach_alternative(render_to_string("store/mail/order.html", context), "text/html")
    return message


def sample_confirmation(address: str) -> EmailMultiAlternatives:
    """One to try the mail with: of the last order, to another address."""
    message = order_confirmation(Order.objects.latest("created_at"))
    message.to = [address]
    return message
