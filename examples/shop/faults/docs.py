"""Faults of documents that are compared with the running application."""

from __future__ import annotations

from faults import Shop, fault


@fault("schema-empty", reds=("docs.api-schemas",))
def schema_empty(shop: Shop) -> None:
    """Describe the orders of the API by an empty schema."""
    shop.edit("store/api_schema.py", '"Order": _object(order)', '"Order": {}')
    shop.edit("store/api_schema.py", '"OrderList": _object({"results": _list_of("Order")})', '"OrderList": {}')


@fault("admin-section-unexplained", reds=("docs.admin-guide",))
def admin_section_unexplained(shop: Shop) -> None:
    """Leave the promo codes out of the guide for the back office."""
    shop.edit("docs/back-office.md", "## Promo codes", "## Discounts")


@fault("table-undocumented", reds=("docs.database-schema",))
def table_undocumented(shop: Shop) -> None:
    """Do not describe the table of promo codes."""
    shop.edit("docs/architecture.md", "`store_promocode`", "promo codes")


@fault("table-gone", reds=("docs.database-schema",))
def table_gone(shop: Shop) -> None:
    """Describe a table that was dropped long ago."""
    shop.edit("docs/architecture.md", "| `store_product` |", "| `store_review` | a review |\n| `store_product` |")


@fault("endpoint-undocumented", reds=("docs.api-endpoints",))
def endpoint_undocumented(shop: Shop) -> None:
    """Add an endpoint to the API without describing it."""
    old = 'path("v1/orders/", api.orders, name="api-orders"),'
    shop.edit("store/api_urls.py", old, f'{old}\n    path("v1/stock/<int:pk>/", api.products),')
