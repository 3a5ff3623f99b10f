"""Faults of orders on their way, of promo codes, and of what there is to sell."""

from __future__ import annotations

from faults import Shop, fault


@fault("track-without-phone", reds=("flow.order-tracking",))
def track_without_phone(shop: Shop) -> None:
    """Show an order to whoever knows its number."""
    shop.edit("store/recognising.py", " if order and normalise(order.phone) == normalise(phone) else None", "")


@fault("price-of-today", reds=("flow.order-tracking-details",))
def price_of_today(shop: Shop) -> None:
    """Show orders with what their things cost now."""
    shop.edit("store/models.py", "return self.price * self.quantity", "return self.product.price * self.quantity")


@fault("tracking-cached", reds=("flow.order-status-visible",))
def tracking_cached(shop: Shop) -> None:
    """Remember for an hour what tracking has shown."""
    found = (
        'find_order(form.cleaned_data["number"], form.cleaned_data["phone"])\n        if order:\n            remember'
    )
    key = 'form.cleaned_data["number"] + form.cleaned_data["phone"].replace(" ", "")'
    cached = found.replace("find_order(", f"cache.get_or_set({key}, lambda: find_order(", 1)
    shop.edit("store/views.py", found, cached.replace(")\n", "), 3600)\n", 1))


@fault("cancelled-goes-on", reds=("flow.order-completed",))
def cancelled_goes_on(shop: Shop) -> None:
    """Let cancelled orders be sent."""
    shop.edit("store/models.py", "Status.CANCELLED: set(),", "Status.CANCELLED: {Status.SHIPPED},")


@fault("promo-fixed-amount", reds=("flow.promo-valid",), also=("flow.promo-usage-limit", "flow.tax-applied"))
def promo_fixed_amount(shop: Shop) -> None:
    """Take a percentage off as if it were dollars; then nobody pays the right tax, and some less than nothing."""
    shop.edit("store/models.py", "return cents(subtotal * self.percent / 100)", "return cents(Decimal(self.percent))")


@fault("promo-for-ever", reds=("flow.promo-invalid",))
def promo_for_ever(shop: Shop) -> None:
    """Take promo codes that have expired."""
    shop.edit("store/models.py", "        if now > self.valid_until:", "        if self.valid_until < self.valid_from:")


@fault("promo-counted-late", reds=("flow.promo-usage-limit",))
def promo_counted_late(shop: Shop) -> None:
    """Do not count the use of a promo code when an order is placed."""
    shop.edit("store/placing.py", 'unused.update(times_used=F("times_used") + 1)', "unused.exists()")


@fault("stock-race", reds=("flow.concurrent-orders",))
def stock_race(shop: Shop) -> None:
    """Read the stock, look whether it is enough, and later write what is left, all without a lock."""
    old = """    order.customer = customer_of(order, proven)
"""
    new = """    left = {line.product.pk: line.product.stock - line.quantity for line in lines}
    if min(left.values()) < 0:
        raise OutOfStockError("Something is sold out.")
"""
    shop.edit("store/placing.py", old, new + old)
    taking = "    take_goods(order)\n    return order"
    shop.edit("store/placing.py", taking, taking.replace("take_goods(order)", "write_stock(order, left)"))
    writing = """

def write_stock(order: Order, left: dict[int, int]) -> None:
    for pk, stock in left.items():
        Product.objects.filter(pk=pk).update(stock=stock)
    if order.promo_id:
        PromoCode.objects.filter(pk=order.promo_id).update(times_used=F("times_used") + 1)


def _place(cart"""
    shop.edit("store/placing.py", "\n\ndef _place(cart", writing)


@fault(
    "product-page-cached",
    reds=("flow.price-update-visible",),
    also=("flow.out-of-stock", "admin.product-crud"),
)
def product_page_cached(shop: Shop) -> None:
    """Remember products for a day: their pages show neither a new price nor that they are sold out."""
    old = "    item = get_object_or_404(_listed(), slug=slug)\n"
    new = '    item = cache.get_or_set(f"shown-{slug}", lambda: get_object_or_404(_listed(), slug=slug), 86400)\n'
    shop.edit("store/views.py", old, new)


@fault("tax-before-discount", reds=("flow.tax-applied",))
def tax_before_discount(shop: Shop) -> None:
    """Tax what is taken off, too."""
    shop.edit("store/cart.py", "tax = cents(before_tax *", "tax = cents((goods + shipping) *")
