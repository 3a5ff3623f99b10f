"""The gateways by the name of their way to pay."""

from __future__ import annotations

from typing import Protocol

from store.models import Payment
from store.payments import khqr, razorpay, sslcommerz, stripe
from store.payments.models import Refund


class Gateway(Protocol):
    """What each gateway's module offers."""

    NEEDS_CARD: bool
    """Whether the customer types in the card before anything can begin."""
    HAS_REFUNDS: bool

    def start(self, payment: Payment) -> None:
        """Begin the attempt; fills in what the gateway says of it, and books the end if there is one already."""

    def ask(self, payment: Payment) -> None:
        """Ask how the attempt stands, and book it."""

    def refund(self, refund: Refund) -> None:
        """Send money back, under the refund's key: once, however often this is called."""


GATEWAYS: dict[str, Gateway] = {"stripe": stripe, "khqr": khqr, "sslcommerz": sslcommerz, "razorpay": razorpay}


def gateway_of(name: str) -> Gateway:
    """The module of a gateway."""
    return GATEWAYS[name]
