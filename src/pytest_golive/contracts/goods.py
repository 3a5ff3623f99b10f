"""What a shop shows of its products, its cart and what is to be paid."""

from __future__ import annotations

from pytest_golive.contracts.money import Money
from pytest_golive.data import dataclass


@dataclass(frozen=True, kw_only=True)
class Product:
    """A product as a page shows it."""

    id: str
    """What `add_to_cart` takes: a number, a slug."""
    name: str
    price: Money
    is_available: bool = True


@dataclass(frozen=True, kw_only=True)
class CartLine:
    """One product in the cart or in an order."""

    name: str
    quantity: int
    amount: Money
    """For all of them together."""
    product: str = ""
    """The product's id, where the page tells."""


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What a page says that is to be paid; None: it does not say."""

    total: Money
    subtotal: Money | None = None
    discount: Money | None = None
    shipping: Money | None = None
    tax: Money | None = None


@dataclass(frozen=True, kw_only=True)
class Cart:
    """The cart as its page shows it."""

    lines: tuple[CartLine, ...]
    totals: Totals | None = None
    """None: an empty cart shows none."""
