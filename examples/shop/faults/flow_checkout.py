"""Faults of the checkout and of whole purchases."""

from __future__ import annotations

from faults import Shop, fault


@fault("phone-optional", reds=("flow.checkout-form",))
def phone_optional(shop: Shop) -> None:
    """Take orders without a phone number."""
    old = "        super().__init__(*args, **options)\n        self._total"
    new = (
        '        super().__init__(*args, **options)\n        self.fields["phone"].required = False\n        self._total'
    )
    shop.edit("store/forms.py", old, new)


@fault(
    "shipping-added-later",
    reds=("flow.checkout",),
    also=("flow.promo-valid", "admin.order-manage", "admin.orders-listed"),
)
def shipping_added_later(shop: Shop) -> None:
    """Add to the shipping once more after the customer has confirmed.

    Whoever compares an order with what the cart or the checkout showed sees it.
    """
    old = "        setattr(order, name, amount)\n"
    new = f"{old}    order.shipping, order.total = order.shipping + 2, order.total + 2\n"
    shop.edit("store/placing.py", old, new)


@fault("order-twice", reds=("flow.order-created",))
def order_twice(shop: Shop) -> None:
    """Make two orders when the form is sent from two tabs."""
    shop.edit("store/placing.py", "order.cart_key = cart.key", "order.cart_key = None")


@fault("success-page-wrong-total", reds=("flow.success-page",), also=("flow.conversion-event",))
def success_page_wrong_total(shop: Shop) -> None:
    """Show what the things cost, without shipping and tax, as the total after the order; statistics get that, too."""
    old = '    return render(request, "store/order.html", {"order": order, "is_new": True})'
    shop.edit("store/views.py", old, f"    order.total = order.subtotal\n{old}")


@fault(
    "payment-step-breaks",
    reds=("flow.purchase",),
    also=(
        "flow.new-customer-purchase",
        "flow.returning-customer-purchase",
        "flow.payment-completes",
        "flow.payment-failed",
        "flow.payment-timeout",
        "flow.payment-error-message",
        "payment.khqr-payload",
        "admin.cod-mark-paid",
    ),
)
def payment_step_breaks(shop: Shop) -> None:
    """Answer with 500 when the customer wants to pay: nobody can buy online."""
    old = "    gateway = gateway_of(order.payment_method)\n    open_one"
    shop.edit("store/payments/paying.py", old, f'    order.wallet["balance"] -= order.total\n{old}')


@fault(
    "cash-paid-at-once",
    reds=("flow.pay-cod",),
    also=("admin.cod-mark-paid", "admin.reports", "flow.order-completed"),
)
def cash_paid_at_once(shop: Shop) -> None:
    """Count orders in cash as paid when they are made: their cash cannot be booked, nor can they be cancelled."""
    old = "    order.save()\n    OrderLine"
    paid = "        order.payment_status, order.paid_at = Order.Paid.PAID, timezone.now()\n"
    shop.edit("store/placing.py", old, f"    if not order.is_online:\n{paid}{old}")


@fault("gift-cards-in-cash", reds=("flow.pay-cod",))
def gift_cards_in_cash(shop: Shop) -> None:
    """Sell gift cards for cash on delivery."""
    shop.edit("store/forms.py", "    if any(line.product.category.is_digital for line in lines):", "    if not lines:")


@fault("conversion-on-every-view", reds=("flow.conversion-event",))
def conversion_on_every_view(shop: Shop) -> None:
    """Tell the statistics of the purchase whenever the page after the order is shown."""
    shop.edit("store/templates/store/gtag.js", 'localStorage.setItem("counted", order);', "")


@fault("conversion-in-cents", reds=("flow.conversion-event",))
def conversion_in_cents(shop: Shop) -> None:
    """Tell the statistics of a hundred times the money."""
    value = 'data-value="{{ order.total }}"'
    shop.edit("store/templates/store/order.html", value, 'data-value="{% widthratio order.total 1 100 %}"')
