"""Faults of the mails that orders and accounts send."""

from __future__ import annotations

from faults import Shop, fault


@fault("confirmation-unsent", reds=("mail.order-confirmation",))
def confirmation_unsent(shop: Shop) -> None:
    """Send no order confirmation."""
    shop.edit("store/mails.py", "    _send(order_confirmation(order))\n", "")


@fault("confirmation-twice", reds=("mail.order-confirmation",))
def confirmation_twice(shop: Shop) -> None:
    """Send the order confirmation twice."""
    sent = "    _send(order_confirmation(order))\n"
    shop.edit("store/mails.py", sent, sent * 2)


@fault("registration-unsent", reds=("mail.registration",))
def registration_unsent(shop: Shop) -> None:
    """Send no mail to a new account."""
    sent = '_send(_mail("confirm", _context(user=user, link=link), user.email))'
    shop.edit("store/mails.py", sent, f"logger.info({sent[6:-1]}.subject)")


@fault("reset-to-example", reds=("mail.password-reset",))
def reset_to_example(shop: Shop) -> None:
    """Make the link to a new password of another host."""
    context = 'extra_email_context={"site_url": settings.SITE_URL}'
    shop.edit("store/accounts.py", context, 'extra_email_context={"site_url": "https://example.com"}')


@fault("refund-team-untold", reds=("mail.refund-request",))
def refund_team_untold(shop: Shop) -> None:
    """Tell the customer alone of a refund request."""
    shop.edit("store/mails.py", '    _send(_mail("refund_request_staff", context, settings.STAFF_EMAIL))\n', "")


@fault("refund-untold", reds=("mail.refund-issued",))
def refund_untold(shop: Shop) -> None:
    """Give money back without a word."""
    sent = '    _send(_mail("refund", _context(order=order, refund=refund), order.email))\n'
    shop.edit("store/mails.py", sent, "")


@fault("order-team-untold", reds=("mail.admin-notification",))
def order_team_untold(shop: Shop) -> None:
    """Send notices of new orders to nobody."""
    sent = '    _send(_mail("new_order", _context(order=order), settings.STAFF_EMAIL))\n'
    shop.edit("store/mails.py", sent, "")
