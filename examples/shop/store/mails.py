"""The shop's mail to its customers, and to the team."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string

from store.models import Order, Refund, RefundRequest

logger = logging.getLogger("store")


def order_confirmation(order: Order) -> EmailMultiAlternatives:
    """What a customer gets who has ordered, or has paid online."""
    context = _context(order=order)
    message = _mail("order", context, order.email)
    message.attach_alternative(render_to_string("store/mail/order.html", context), "text/html")
    return message


def sample_confirmation(address: str) -> EmailMultiAlternatives:
    """One to try the mail with: of the last order, to another address."""
    message = order_confirmation(Order.objects.latest("created_at"))
    message.to = [address]
    return message


def send_order_mails(order: Order) -> None:
    """Tell the customer and the team of an order; it stands, whatever becomes of its mail."""
    _send(order_confirmation(order))
    _send(_mail("new_order", _context(order=order), settings.STAFF_EMAIL))


def send_refund_request(request: RefundRequest) -> None:
    """Tell the customer that the request has arrived, and the team that there is one."""
    context = _context(order=request.order, request=request)
    _send(_mail("refund_request", context, request.order.email))
    _send(_mail("refund_request_staff", context, settings.STAFF_EMAIL))


def send_refund(refund: Refund) -> None:
    """Tell the customer how much went back."""
    order = refund.payment.order
    _send(_mail("refund", _context(order=order, refund=refund), order.email))


def send_email_confirmation(user: User, link: str) -> None:
    """Ask whether the address of a new account is right."""
    _send(_mail("confirm", _context(user=user, link=link), user.email))


def tell_staff(words: str, order: Order) -> None:
    """Have the team look at an order."""
    subject = f"{settings.SITE_NAME}: look at order {order.number}"
    _send(EmailMessage(subject, words, to=[settings.STAFF_EMAIL], reply_to=[settings.REPLY_TO]))


def _mail(name: str, context: dict[str, Any], address: str) -> EmailMultiAlternatives:
    subject = render_to_string(f"store/mail/{name}_subject.txt", context).strip()
    text = render_to_string(f"store/mail/{name}.txt", context)
    return EmailMultiAlternatives(subject, text, to=[address], reply_to=[settings.REPLY_TO])


def _context(**values: object) -> dict[str, object]:
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, **values}


def _send(message: EmailMessage) -> None:
    if not message.send(fail_silently=True):
        logger.error("the mail “%s” was not sent", message.subject)
