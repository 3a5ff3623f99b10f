"""Faults of how the gateways are called, of what is kept of cards, and of what the gateways say of themselves."""

from __future__ import annotations

from faults import Shop, fault
from servers.outside import STATUS, incident, status_page


@fault("gateway-not-verified", reds=("payment.api-over-https",))
def gateway_not_verified(shop: Shop) -> None:
    """Verify no certificate of a gateway."""
    shop.edit("store/payments/wire.py", "verify=_trusted()", "verify=False")


@fault("gateway-plain-http", reds=("payment.api-over-https",))
def gateway_plain_http(shop: Shop) -> None:
    """Call Razorpay over http."""
    shop.env["RAZORPAY_URL"] = "http://127.0.0.1:9"


@fault("card-number-stored", reds=("payment.no-card-data-stored",))
def card_number_stored(shop: Shop) -> None:
    """Keep a card's number in the note of an order."""
    shop.sql("UPDATE store_order SET note = 'card 4111 1111 1111 1111, please call' WHERE number = 'SEED000002'")


@fault("card-code-column", reds=("payment.no-card-data-stored",))
def card_code_column(shop: Shop) -> None:
    """Give payments a column for the security code."""
    shop.sql("ALTER TABLE store_payment ADD COLUMN card_cvv varchar(4)")


@fault("gateway-incident", reds=("payment.provider-status",))
def gateway_incident(shop: Shop) -> None:
    """Let Stripe's status page report a major incident of its API."""
    shop.answers[STATUS] = (200, status_page(incident("Elevated errors", "major", "API")))
