"""The smallest shop that is paid: orders in memory, paid through one gateway's stand-in, as its storefront."""

from __future__ import annotations

import itertools
import secrets
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import requests

from pytest_golive.contracts.gateways.base import Gateway, GatewayError, PaymentIntent, Status
from pytest_golive.contracts.gateways.wing import Wing
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.storefront import Answer, Customer, Leftover, Order, Placed, Product, Storefront, Totals
from servers.gateways import StandIn


@dataclass
class Books:
    """What the shop knows, and in which way it is careless."""

    gateway: Gateway
    stand_in: StandIn
    ca_file: str
    price: Money
    asks_for: Money | None = None
    """Something else than the order's total."""
    believes: bool = False
    """The payer's way back is enough."""
    orders: dict[str, Order] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    @property
    def storefront(self) -> Storefront:
        """One person at a browser."""
        return Tinyshop(self)


class Tinyshop(Storefront):
    """Customer and staff in one."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def create_product(self, name: str, price: Money, stock: int) -> Product:
        return Product(id=name, name=name, price=self._books.price)

    def add_to_cart(self, product: str, quantity: int = 1) -> Answer:
        return Answer(accepted=True)

    def checkout(self, customer: Customer, method: str = "") -> Placed:
        books = self._books
        number = f"T{secrets.token_hex(4)}{next(books.numbers)}"
        try:
            begun = books.gateway.create_payment(books.asks_for or books.price, number, idempotency_key=number)
        except GatewayError as error:
            return Placed(accepted=False, message=str(error))
        if isinstance(books.gateway, Wing):  # the payer's browser brings it there
            form = books.gateway.handover(begun, "https://shop.test/back/")
            requests.post(begun.next_action.url, form, verify=books.ca_file, timeout=10).raise_for_status()
        books.orders[number] = Order(
            number=number, totals=Totals(total=books.price), status="new", is_paid=False, payment=begun.id
        )
        return Placed(accepted=True, order=number, kind="redirect", url=begun.next_action.url, reference=begun.id)

    def pay(self, placed: Placed, outcome: Literal["success", "declined", "late"] = "success") -> Answer:
        books = self._books
        back = books.stand_in.pay(placed.reference)["query"]
        order = books.orders[placed.order]
        told = None if books.believes else self._asked(placed.reference, back)
        if books.believes or (told and told.status is Status.SUCCEEDED and told.money == books.price):
            books.orders[placed.order] = replace(order, is_paid=True, paid=books.price)
        return Answer(accepted=bool(books.orders[placed.order].is_paid))

    def order(self, number: str) -> Order | None:
        return self._books.orders.get(number)

    def refund(self, number: str, amount: Money | None = None) -> Answer:
        return Answer(accepted=True)

    def remove(self, leftover: Leftover) -> None:
        self._books.orders.pop(leftover.id, None)

    def _asked(self, payment: str, back: dict[str, str]) -> PaymentIntent | None:
        try:
            return self._books.gateway.complete(payment, back)
        except GatewayError:
            return None
