"""Amounts as gateways want them: exact, never rounded."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation


def minor(amount: Decimal) -> int:
    """Whole cents.

    Raises:
        ValueError: there are fractions of a cent.
    """
    cents = amount * 100
    if cents != cents.to_integral_value():
        raise ValueError(f"{amount} has fractions of a cent")
    return int(cents)


def major(cents: object) -> Decimal | None:
    """The amount of so many cents; None for what is no whole number."""
    is_whole = isinstance(cents, int) and not isinstance(cents, bool)
    return Decimal(str(cents)).scaleb(-2) if is_whole else None


def amount_of(value: object) -> Decimal | None:
    """The amount in a text or number of a gateway; None for what is none."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None
