"""Faults of looking around and of the cart."""

from __future__ import annotations

from faults import Shop, fault


@fault(
    "cart-adds-one",
    reds=("flow.add-to-cart", "flow.cart"),
    also=("flow.order-created", "flow.promo-valid", "flow.tax-applied", "flow.pay-cod", "admin.order-manage"),
)
def cart_adds_one(shop: Shop) -> None:
    """Ignore the quantity and always add one: whoever buys several sees it."""
    shop.edit("store/views.py", '.add(item, form.cleaned_data["quantity"])', ".add(item, 1)")


@fault("cart-takes-too-many", reds=("flow.cart", "flow.out-of-stock"))
def cart_takes_too_many(shop: Shop) -> None:
    """Put more into the cart than there are in stock: only the template looks."""
    shop.edit("store/cart.py", "if quantity > min(product.stock, MAX_QUANTITY):", "if quantity > MAX_QUANTITY:")


@fault(
    "price-stale",
    reds=("flow.browse-products",),
    also=(
        "flow.add-to-cart",
        "flow.cart",
        "flow.purchase",
        "flow.new-customer-purchase",
        "flow.returning-customer-purchase",
        "flow.price-update-visible",
        "admin.product-crud",
    ),
)
def price_stale(shop: Shop) -> None:
    """Show an old price on the product's own page, where every purchase begins."""
    old = "    related = _listed()"
    shop.edit("store/views.py", old, f'    item.price = cache.get_or_set(f"price-{{item.pk}}", item.price * 2)\n{old}')
