"""From a cart to an order, and what an order holds of the stock."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from store.cart import Cart, subtotal, totals
from store.mails import send_order_mails
from store.models import Customer, Order, OrderLine, Product, PromoCode
from store.recognising import customer_of


class RefusedError(Exception):
    """The order cannot be placed; the text is for the customer."""


class OutOfStockError(RefusedError):
    """Somebody else bought the last one."""


class PromoGoneError(RefusedError):
    """The promo code was good when the cart was looked at, and is not any more."""


def place(cart: Cart, order: Order, *, proven: Customer | None) -> Order:
    """Turn the cart into the order; the same cart twice gives the order that was made first.

    Args:
        cart: what is bought.
        order: with what the customer has filled in.
        proven: the customer who has shown to be one, if any.

    Raises:
        RefusedError: nothing was placed.
    """
    order.cart_key = cart.key
    with transaction.atomic():
        placed = _place(cart, order, proven)
        if not placed.is_online:
            transaction.on_commit(lambda: send_order_mails(placed))
    cart.clear()
    return placed


def take_goods(order: Order) -> None:
    """Take what was ordered from the stock and count the promo code; the order must be locked.

    Raises:
        RefusedError: something is sold out or the promo code used up; undo the transaction.
    """
    for line in order.lines.select_related("product").order_by("product_id"):
        left = Product.objects.filter(pk=line.product_id, stock__gte=line.quantity)
        if not left.update(stock=F("stock") - line.quantity):
            raise OutOfStockError(f"{line.name} is sold out.")
    if order.promo_id:
        unused = PromoCode.objects.filter(pk=order.promo_id, times_used__lt=F("usage_limit"))
        if not unused.update(times_used=F("times_used") + 1):
            raise PromoGoneError("This promo code has been used up.")
    order.holds_goods = True


def return_goods(order: Order) -> None:
    """Give back what the order holds, once; the order must be locked, and is saved by the caller."""
    if not order.holds_goods:
        return
    for line in order.lines.order_by("product_id"):
        Product.objects.filter(pk=line.product_id).update(stock=F("stock") + line.quantity)
    if order.promo_id:
        PromoCode.objects.filter(pk=order.promo_id, times_used__gt=0).update(times_used=F("times_used") - 1)
    order.holds_goods = False


def cancel(order: Order) -> None:
    """Cancel an order that is not paid, and return its things; the order must be locked."""
    return_goods(order)
    order.status = Order.Status.CANCELLED
    order.save()


def _place(cart: Cart, order: Order, proven: Customer | None) -> Order:
    lines = cart.lines()
    if not lines:
        raise RefusedError("Your cart is empty.")
    order.customer = customer_of(order, proven)
    # The customer is locked: whoever pressed the button twice comes here when the first order stands.
    placed = Order.objects.filter(cart_key=cart.key).first() if cart.key else None
    if placed:
        return placed
    promo = PromoCode.objects.select_for_update().filter(pk=cart.promo.pk).first() if cart.promo else None
    refusal = promo.refusal(timezone.now(), subtotal(lines), order.customer) if promo else None
    if refusal:
        raise PromoGoneError(refusal)
    order.promo = promo
    for name, amount in totals(lines, promo).items():
        setattr(order, name, amount)
    order.save()
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order, product=line.product, name=line.product.name, price=line.product.price, quantity=line.quantity
        )
        for line in lines
    )
    take_goods(order)
    return order
