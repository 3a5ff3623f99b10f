"""Cash on delivery: no gateway, so nothing is called; the steps of a payment are those of the parcel.

An order is a promise (authorized), cash at the door is the capture, a refused parcel the cancellation. What goes back
later goes back by hand. What is told here is what ought to be: how the shop sees it, the shop must be asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pytest_golive.contracts.gateways.base import (
    BadRequest,
    Call,
    Capability,
    Gateway,
    NextAction,
    Outcome,
    PaymentIntent,
    Status,
    Unsupported,
)
from pytest_golive.contracts.gateways.forging import claims
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import CodTable

#: Cash has no mode.
LIVE_HOSTS: tuple[str, ...] = ()


def open_gateway(table: CodTable) -> CodGateway:
    """The way of paying of ``[payment.cod]``."""
    del table  # what it says is for the shop's checkout
    return CodGateway()


class CodGateway(Gateway):
    """What becomes of promises to pay, for one run; a payment's id is its reference."""

    name = "cod"
    capabilities = frozenset({Capability.AUTHORIZE, Capability.CAPTURE, Capability.CANCEL})

    def __init__(self) -> None:
        self._payments: dict[str, tuple[str, PaymentIntent]] = {}

    def create_payment(
        self,
        money: Money,
        reference: str,
        *,
        idempotency_key: str,
        capture: Literal["automatic", "manual"] = "manual",
        outcome: Outcome = "success",
    ) -> PaymentIntent:
        """Promise to pay at the door; nothing is ever taken at once, whatever ``capture`` says."""
        del capture
        if outcome != "success":
            raise Unsupported(f"cod cannot simulate {outcome}: a parcel refused at the door is cancel()")
        key, known = self._payments.get(reference, ("", None))
        if known is None:
            known = PaymentIntent(
                id=reference,
                status=Status.AUTHORIZED,
                money=money,
                reference=reference,
                next_action=NextAction(kind="collect_cash"),
            )
            self._payments[reference] = (idempotency_key, known)
        elif (key, known.money) != (idempotency_key, money):
            raise BadRequest(f"{reference} was promised already, as another payment")
        return known

    def capture(self, payment: str, money: Money) -> PaymentIntent:
        """Take the cash at the door, all of it; a second time changes nothing."""
        known = self.get_payment(payment)
        if known.status is Status.CANCELED:
            raise BadRequest(f"the parcel of {payment} was refused at the door")
        if money != known.money:
            raise BadRequest(f"{money} is not the {known.money} that are due")
        return self._now(payment, Status.SUCCEEDED)

    def cancel(self, payment: str) -> PaymentIntent:
        """The parcel is refused at the door."""
        if self.get_payment(payment).status is Status.SUCCEEDED:
            raise BadRequest(f"{payment} is paid: money goes back by hand")
        return self._now(payment, Status.CANCELED)

    def get_payment(self, payment: str) -> PaymentIntent:
        """How far a promise is."""
        if payment not in self._payments:
            raise BadRequest(f"nobody has promised to pay {payment}")
        return self._payments[payment][1]

    def forgeries(self, payment: PaymentIntent, *, other: PaymentIntent | None = None) -> tuple[Call, ...]:
        """Claims of a customer that the cash was taken."""
        del other
        return tuple(claims(payment, action="mark_paid"))

    def _now(self, payment: str, status: Status) -> PaymentIntent:
        key, known = self._payments[payment]
        found = replace(known, status=status, next_action=NextAction())
        self._payments[payment] = (key, found)
        return found
