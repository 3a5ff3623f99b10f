"""Faults of what the shop is filled with."""

from __future__ import annotations

from faults import Shop, fault

TEMPLATES = "store/templates/store/"
FIRST = "(SELECT min(id) FROM store_product)"


@fault("site-example", reds=("content.site-name",), hides=("http.pages-load",))
def site_example(shop: Shop) -> None:
    """Keep the record that django.contrib.sites begins with; the sitemap then names it, too, and is not followed."""
    shop.sql("UPDATE django_site SET name = 'example.com', domain = 'example.com'")
    # Django remembers the record for as long as a process lives.
    shop.once_running(lambda running: running.start_web_anew_later())


@fault("contact-placeholder", reds=("content.contact-info",))
def contact_placeholder(shop: Shop) -> None:
    """Leave contact@example.com in the footer."""
    shop.edit(f"{TEMPLATES}base.html", "12 Harbour Road, Portree.", "12 Harbour Road, Portree. contact@example.com")


@fault("zone-deleted", reds=("content.shipping-zones", "content.shipping-costs"))
def zone_deleted(shop: Shop) -> None:
    """Delete a zone with its countries and rates; nothing ships to the declared place in it."""
    zone = "(SELECT id FROM offer_zone WHERE name = 'Europe')"
    shop.sql(f"DELETE FROM offer_rate WHERE zone_id = {zone}")
    shop.sql(f"DELETE FROM offer_zonecountry WHERE zone_id = {zone}")
    shop.sql("DELETE FROM offer_zone WHERE name = 'Europe'")


@fault("shipping-cost-empty", reds=("content.shipping-costs",))
def shipping_cost_empty(shop: Shop) -> None:
    """Leave a rate without its cost."""
    shop.sql("UPDATE offer_rate SET cost = NULL WHERE below IS NULL")


@fault("tax-rule-ended", reds=("content.tax-rules",))
def tax_rule_ended(shop: Shop) -> None:
    """Let the rules of a country have ended."""
    shop.sql("UPDATE offer_taxrule SET valid_until = '2026-01-31' WHERE country = 'IE'")


@fault("product-without-type", reds=("content.product-types",))
def product_without_type(shop: Shop) -> None:
    """Take its type from one product."""
    shop.sql(f"UPDATE offer_kind SET type_id = NULL WHERE product_id = {FIRST}")


@fault("attribute-value-gone", reds=("content.product-attributes",))
def attribute_value_gone(shop: Shop) -> None:
    """Delete the required values of one product."""
    shop.sql(f"DELETE FROM offer_value WHERE product_id = {FIRST}")


@fault("category-own-grandparent", reds=("content.categories",))
def category_own_grandparent(shop: Shop) -> None:
    """Put Lamps below Candles, which stand below Lamps."""
    lamps, candles = (f"(SELECT id FROM store_category WHERE name = '{name}')" for name in ("Lamps", "Candles"))
    shop.sql(f"INSERT INTO offer_place (category_id, parent_id) VALUES ({lamps}, {candles})")


@fault("product-lorem-ipsum", reds=("content.sample-data",))
def product_lorem_ipsum(shop: Shop) -> None:
    """Sell "Test product 2"."""
    shop.sql("UPDATE store_product SET name = 'Test product 2' WHERE slug = 'coral-throw'")


@fault(
    "products-hidden",
    reds=("content.sample-data",),
    also=("db.no-n-plus-one", "db.query-budget"),
    hides=("content.product-*", "content.categories", "db.no-n-plus-one", "http.*"),
)
def products_hidden(shop: Shop) -> None:
    """Hide every product: there is nothing to look at, and their pages are gone."""
    shop.sql("UPDATE store_product SET is_active = false")
