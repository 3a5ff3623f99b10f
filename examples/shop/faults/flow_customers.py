"""Faults of recognising customers."""

from __future__ import annotations

from faults import Shop, fault


@fault(
    "guests-forgotten",
    reds=("flow.new-customer-purchase",),
    also=(
        "flow.returning-customer-purchase",
        "flow.returning-customer-recognised",
        "flow.returning-customer-prefill",
        "flow.returning-customer-updated",
        "flow.promo-usage-limit",
        "flow.order-created",
    ),
)
def guests_forgotten(shop: Shop) -> None:
    """Keep a record only of customers who are known already.

    Then nobody returns, limits for one customer hold for nobody, and two tabs do not wait for each other.
    """
    old = "order.customer = customer_of(order, proven)"
    shop.edit("store/placing.py", old, f"{old} if proven else None")


@fault("phone-as-typed", reds=("flow.returning-customer-purchase",))
def phone_as_typed(shop: Shop) -> None:
    """Store phone numbers as they were typed: blanks make another customer."""
    shop.edit("store/recognising.py", "    phone = normalise(order.phone)\n", "    phone = order.phone\n")


@fault("phone-not-normalised", reds=("flow.returning-customer-recognised",))
def phone_not_normalised(shop: Shop) -> None:
    """Look customers up by the phone number as it was typed."""
    known = "Customer.objects.filter(phone=normalise(phone)"
    shop.edit("store/recognising.py", known, "Customer.objects.filter(phone=phone")


@fault(
    "prefill-without-address",
    reds=("flow.returning-customer-prefill",),
    also=("flow.returning-customer-updated",),
)
def prefill_without_address(shop: Shop) -> None:
    """Fill in everything but the address, an old or a new one."""
    shop.edit("store/views.py", '(*FIELDS, "phone")}', '("name", "email", "phone")}')


@fault("prefill-for-everybody", reds=("flow.returning-customer-prefill",))
def prefill_for_everybody(shop: Shop) -> None:
    """Take the number of any order as the proof of any customer."""
    shop.edit("store/recognising.py", ", orders__number=number.strip().upper())", ")")


@fault("customer-saved-once", reds=("flow.returning-customer-updated",))
def customer_saved_once(shop: Shop) -> None:
    """Store the customer's data with the first order only."""
    shop.edit("store/recognising.py", "            setattr(customer, name, value)\n", "            continue\n")
