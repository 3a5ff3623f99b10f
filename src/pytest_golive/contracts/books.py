"""The gateway's payments beside the shop's orders: which belongs to which, and where the two do not agree."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from pytest_golive.contracts.gateways.base import PaymentIntent, Status
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.storefront import Order
from pytest_golive.data import dataclass

SEPARATOR = re.compile(r"[^A-Za-z0-9]+")
LEADING_WORD = re.compile(r"^[A-Za-z]+[^A-Za-z0-9]+")
#: Orders that are looked up one by one, because they are older than the list.
MOST_ASKED = 50


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Something that only one side knows, or knows otherwise."""

    reference: str
    """By which people find it: the order's number, else the gateway's."""
    gateway: str
    shop: str

    def __str__(self) -> str:
        return f"{self.reference}: the gateway says {self.gateway}, the shop {self.shop}"


class Register:
    """The shop's orders, by whatever a gateway calls them.

    Args:
        orders: that were listed.
        ask: looks up an order of another time by its number; None: nobody can.
    """

    def __init__(self, orders: Iterable[Order], ask: Callable[[str], Order | None] | None = None) -> None:
        self._known = {name: order for order in orders for name in (order.payment, order.number) if name}
        self._ask, self._left = ask, MOST_ASKED

    def find(self, payment: PaymentIntent) -> Order | None:
        """The order that a payment is for."""
        names = [payment.id, payment.transaction, *names_in(payment.reference)]
        found = next((self._known[name] for name in names if name in self._known), None)
        return found or self._looked_up(payment.reference)

    def _looked_up(self, reference: str) -> Order | None:
        if self._ask is None:
            return None
        for name in names_in(reference):
            if self._left <= 0:
                return None
            self._left -= 1
            order = self._ask(name)
            if order is not None and order.number == name:
                self._known[name] = order
                return order
        return None


def names_in(reference: str) -> list[str]:
    """What may be an order's number in ``order-HH-1001-2``: all of it, without its first word, without its end."""
    found: list[str] = []
    for text in (reference, LEADING_WORD.sub("", reference)):
        cuts = [match.start() for match in SEPARATOR.finditer(text)]
        found += [text, *(text[:cut] for cut in reversed(cuts))]
    return [one for one in dict.fromkeys(found) if one]


@dataclasses.dataclass
class Books:
    """Captured payments and orders of a time; what neither side tells goes to ``untold``."""

    payments: tuple[PaymentIntent, ...]
    orders: tuple[Order, ...]
    """Those that are paid through these gateways, if they are paid."""
    register: Register
    begin: datetime
    end: datetime
    """What began later may not have come to its end on both sides."""
    untold: list[str] = dataclasses.field(default_factory=list)

    def differences(self) -> Iterator[Difference]:
        """Where they do not agree."""
        of_order = {order.number: (order, list[PaymentIntent]()) for order in self.orders}
        for payment in self.captured:
            order = self.register.find(payment)
            if order is not None:
                of_order.setdefault(order.number, (order, []))[1].append(payment)
            elif self.is_settled(payment) and _kept(payment):
                name = payment.reference or payment.id
                yield Difference(reference=name, gateway=f"{payment.money} captured", shop="knows no such order")
        for order, paid in of_order.values():
            if paid and not any(map(self.is_settled, paid)):
                continue
            if words := self._differ(order, paid):
                yield Difference(reference=order.number, gateway=words[0], shop=words[1])

    @property
    def captured(self) -> list[PaymentIntent]:
        """Payments whose money was taken, even if it went back."""
        return [one for one in self.payments if one.status is Status.SUCCEEDED]

    def is_settled(self, payment: PaymentIntent) -> bool:
        """Whether both sides must know of it by now."""
        return payment.created is not None and self.begin <= payment.created <= self.end

    def _differ(self, order: Order, paid: list[PaymentIntent]) -> tuple[str, str] | None:
        if order.is_paid is None:
            self.untold.append(f"whether order {order.number} is paid")
            return None
        if not paid:
            return ("nothing of it", "that it is paid") if order.is_paid else None
        kept = [one for one in paid if _kept(one)]
        if len(kept) > 1:
            return f"that it was paid {len(kept)} times", "that it is one order"
        if kept and not order.is_paid:
            return f"{kept[0].money} captured", "that it is not paid"
        one, due = (kept or paid)[0], order.paid or order.totals.total
        if one.money != due:
            return str(one.money), str(due)
        return self._refunds_differ(order, one, sum(each.refunded for each in paid))

    def _refunds_differ(self, order: Order, payment: PaymentIntent, total: int) -> tuple[str, str] | None:
        if order.refunded is None:
            if total:
                self.untold.append(f"what of order {order.number} was refunded")
            return None
        if order.refunded.minor in {payment.refunded, total}:
            return None
        return f"{Money(payment.refunded, payment.money.currency)} refunded", f"{order.refunded} refunded"


def _kept(payment: PaymentIntent) -> bool:
    return payment.refunded < payment.money.minor
