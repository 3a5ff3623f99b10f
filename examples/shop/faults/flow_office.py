"""Faults of the back office."""

from __future__ import annotations

from faults import Shop, fault


@fault("admin-drops-price", reds=("admin.product-crud",), also=("flow.price-update-visible",))
def admin_drops_price(shop: Shop) -> None:
    """Ignore it when the staff changes a price."""
    old = '    """The catalogue."""\n'
    new = f"""{old}
    def save_model(self, request: HttpRequest, obj: Product, form: Any, change: bool) -> None:
        if change:
            obj.price = form.initial["price"]
        obj.save()
"""
    shop.edit("store/admin.py", old, new)


@fault(
    "phone-not-searched",
    reds=("admin.orders-listed",),
    also=("flow.checkout-form", "flow.order-created", "flow.success-page"),
)
def phone_not_searched(shop: Shop) -> None:
    """Let the staff find orders by their number only; who counts a customer's orders counts none then."""
    shop.edit("store/admin.py", 'search_fields = ["number", "phone", "email"]', 'search_fields = ["number", "email"]')


@fault(
    "promo-orders-break",
    reds=("admin.order-manage",),
    also=("flow.promo-valid", "flow.promo-usage-limit", "flow.tax-applied"),
)
def promo_orders_break(shop: Shop) -> None:
    """Break the staff's page of orders that have a promo code, whoever looks at one."""
    old = "    inlines = [OrderLineInline]\n    actions"
    new = f"""    def render_change_form(self, request: HttpRequest, context: Any, **more: Any) -> HttpResponse:
        if more["obj"] and more["obj"].promo:
            context["subtitle"] = more["obj"].promo.title
        return super().render_change_form(request, context, **more)

{old}"""
    shop.edit("store/admin.py", old, new)


@fault(
    "status-not-saved",
    reds=("admin.order-status-update",),
    also=("admin.order-manage", "admin.reports", "flow.order-completed", "flow.order-status-visible"),
)
def status_not_saved(shop: Shop) -> None:
    """Say that a status was changed, and store nothing: no order gets anywhere."""
    shop.edit("store/admin.py", '            obj.save(update_fields=[*form.changed_data, "holds_goods"])\n', "")


@fault("cash-without-time", reds=("admin.cod-mark-paid",), also=("admin.reports",))
def cash_without_time(shop: Shop) -> None:
    """Forget when the cash was received; what has no time is in no report."""
    old = "order.payment_status, order.paid_at = Order.Paid.PAID, timezone.now()"
    shop.edit("store/payments/cash.py", old, "order.payment_status = Order.Paid.PAID")


@fault("report-counts-everything", reds=("admin.reports",))
def report_counts_everything(shop: Shop) -> None:
    """Count orders that were cancelled or never paid as revenue."""
    shop.edit("store/reports.py", "paid_at__gte", "created_at__gte")
    shop.edit(
        "store/reports.py", "paid_at__lt=limits[1]).exclude(status=Order.Status.CANCELLED)", "created_at__lt=limits[1])"
    )
    shop.edit("store/reports.py", "order.paid_at.astimezone", "order.created_at.astimezone")
    shop.edit("store/reports.py", 'order_by("paid_at")', 'order_by("created_at")')
    filtered = "filter(payment_status__in=[Order.Paid.PAID, Order.Paid.PART_REFUNDED, Order.Paid.REFUNDED])"
    shop.edit("store/reports.py", f"kept.{filtered}", "kept")
