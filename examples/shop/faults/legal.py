"""Faults of what the shop must say of itself."""

from __future__ import annotations

from faults import Shop, fault

TEMPLATES = "store/templates/store/"


@fault("privacy-placeholder", reds=("legal.privacy-policy",))
def privacy_placeholder(shop: Shop) -> None:
    """Leave "[Company Name]" in the privacy policy."""
    shop.edit(f"{TEMPLATES}privacy.html", "<p>{{ site_name }} Ltd., 12", "<p>[Company Name], 12")


@fault("privacy-unlinked", reds=("legal.privacy-policy",), also=("legal.data-retention",))
def privacy_unlinked(shop: Shop) -> None:
    """Take the link to the privacy policy out of the footer; how long data are kept is then found nowhere."""
    shop.edit(f"{TEMPLATES}base.html", "<a href=\"{% url 'privacy' %}\">Privacy policy</a>", "")


@fault("terms-linked-nowhere", reds=("legal.terms",))
def terms_linked_nowhere(shop: Shop) -> None:
    """Link to "#" instead of the terms."""
    shop.edit(f"{TEMPLATES}base.html", "{% url 'terms' %}", "#")


@fault("copyright-of-nobody", reds=("legal.copyright-notice",))
def copyright_of_nobody(shop: Shop) -> None:
    """Leave "© 2025 Your Company" in the footer."""
    shop.edit(f"{TEMPLATES}base.html", "© {{ year }} {{ site_name }} Ltd.", "© 2025 Your Company")


@fault("patent-notice-gone", reds=("legal.patent-notice",))
def patent_notice_gone(shop: Shop) -> None:
    """Remove the number from the patent notice."""
    shop.edit("NOTICE.md", "GB 2612345.0", "applied for")


@fault("retention-of-orders-gone", reds=("legal.data-retention",))
def retention_of_orders_gone(shop: Shop) -> None:
    """Remove the period for orders from the privacy policy."""
    shop.edit(f"{TEMPLATES}privacy.html", "We keep orders for seven years, because tax law asks for it.", "")


@fault("order-kept-too-long", reds=("legal.data-retention",))
def order_kept_too_long(shop: Shop) -> None:
    """Keep an order for nine years."""
    shop.sql("UPDATE store_order SET created_at = now() - interval '9 years' WHERE number = 'SEED000001'")
