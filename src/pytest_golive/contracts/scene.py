"""What one contract has: people, things, gateways, and a place for evidence."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pytest_golive.checks.registry import Evidence, cannot_tell
from pytest_golive.contracts.ledger import in_few_letters
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.storefront import Customer, Leftover, Placed, Product, Storefront, has, stub
from pytest_golive.contracts.turns import PAUSE

if TYPE_CHECKING:
    from pytest_golive.contracts.gateways.base import Call, Gateway
    from pytest_golive.contracts.provider import Provider
    from pytest_golive.contracts.stage import Stage
    from pytest_golive.settings.payment import GatewayTable

T = TypeVar("T")


class Scene:
    """What one contract has: people, things, and a place for evidence.

    Args:
        stage: the run's.
        name: id of the contract.
    """

    def __init__(self, stage: Stage, name: str) -> None:
        self.stage = stage
        self.name = name
        self.settings = stage.settings
        self.evidence = Evidence()
        self.made: list[Leftover] = []
        self.stand_ins: list[str] = []
        """Gateways that were no gateways, and providers that were none."""

    @property
    def currency(self) -> str:
        """Of the shop's prices."""
        return self.settings.storefront.currency

    def saw(self, text: str) -> None:
        """Add one short sentence about what was seen."""
        self.evidence.saw(text)

    def visitor(self) -> Storefront:
        """A new person at a new browser."""
        return self.stage.visitor()

    def staff(self) -> Any:
        """``with scene.staff() as staff``: the one member of the staff, logged in."""
        return self.stage.staff()

    def can(self, method: str) -> bool:
        """Whether the adapter has a method, for what a contract can do without."""
        return has(self.stage.person(), method)

    def mark(self) -> str:
        """A text of this run's that nothing else in the shop holds."""
        return f"{self.stage.mark}-{in_few_letters(self.stage.number())}"

    def made_one(self, kind: Any, key: str, mark: str) -> None:
        """Have it removed at the end."""
        self.made.append(Leftover(kind=kind, id=key, mark=mark))

    def customer(self, **given: str) -> Customer:
        """Somebody who has never been here; ``given`` replaces fields."""
        mark, table = self.mark(), self.settings.storefront
        box, _, domain = (table.email or self.settings.mail.test_address or "tests@example.invalid").rpartition("@")
        # The factor is prime to ten: no number comes twice before all have come.
        number = (self.stage.first_phone + self.stage.number() * 7919) % 10**table.phone_digits
        somebody = Customer(
            name="Golive Test",
            phone=f"{table.phone_prefix}{number:0{table.phone_digits}d}",
            email=f"{box}+{mark}@{domain}",
            address="1 Test Road\nTestville",
            password=f"Pw!{os.urandom(9).hex()}",
        )
        return replace(somebody, **given)

    def product(self, *, stock: int = 20, price: str = "12.50", is_common: bool = False) -> Product:
        """A product of the contract's own, with exactly this stock; ``is_common``: the run removes it."""
        mark = self.mark()
        with self.staff() as staff:
            made = staff.create_product(f"Test {mark}", Money.of(price, self.currency), stock)
        if not is_common:
            self.made_one("product", made.id, mark)
        return cast("Product", made)

    def something(self) -> Product:
        """A product that can be bought: the run's own where the adapter makes some, else one of the list."""
        if self.can("create_product"):
            with self.staff():
                self.stage.common = self.stage.common or self.product(stock=900, is_common=True)
            return self.stage.common
        if not self.can("browse"):
            cannot_tell("the storefront has neither create_product() nor browse()", cure=f"write {stub('browse')}")
        found = next((one for one in self.visitor().browse() if one.is_available), None)
        return found or cannot_tell("no product of the list can be bought")

    def promo(self, percent: int = 10, **how: Any) -> str:
        """A promo code of the contract's own."""
        code = self.mark().upper()
        with self.staff() as staff:
            answer = staff.create_promo(code, percent, **how)
        if answer.refused:
            cannot_tell(f"the staff could not make a promo code: {answer.message}")
        self.made_one("promo", code, code)
        return code

    def order(self, visitor: Storefront, customer: Customer, method: str = "") -> Placed:
        """Check out what is in the visitor's cart, and have the order removed at the end."""
        placed = visitor.checkout(customer, method)
        if placed.order:
            self.made_one("order", placed.order, customer.email)
            self.made_one("customer", customer.email, customer.email)
        return placed

    def buy(self, product: Product, *, quantity: int = 1, method: str = "", customer: Customer | None = None) -> Placed:
        """A new visitor buys a product; asserts that the shop takes the order."""
        visitor = self.visitor()
        answer = visitor.add_to_cart(product.id, quantity)
        assert answer.accepted, f"{product.name} could not be put into the cart: {answer.message}"
        placed = self.order(visitor, customer or self.customer(), method)
        assert placed.accepted, f"the checkout was refused: {placed.message} {dict(placed.errors) or ''}"
        assert placed.order, "the checkout was accepted, and names no order"
        return placed

    def gateways(self) -> dict[str, Gateway]:
        """Every declared gateway, by name."""
        names = self.settings.payment.declared
        if not names:
            cannot_tell("no payment gateway is declared", cure="add its table to golive.toml (docs/payments.md)")
        return {name: self.gateway(name) for name in names}

    def table(self, name: str) -> GatewayTable:
        """The table of a gateway."""
        found: GatewayTable | None = getattr(self.settings.payment, name)
        return found or cannot_tell(f"{name} is not declared", cure=f"add [payment.{name}] to golive.toml")

    def gateway(self, name: str) -> Gateway:
        """A declared gateway; what is seen at a stand-in is remembered as such."""
        if self.table(name).stand_in and name not in self.stand_ins:
            self.stand_ins.append(name)
        return self.stage.gateway(name)

    def deliver(self, name: str, call: Call) -> int:
        """Send a notice to the shop's endpoint of a gateway; the status of its answer.

        Raises:
            CannotTell: golive.toml does not say where that endpoint is.
        """
        path = getattr(self.table(name), call.to)
        if not path:
            cannot_tell(f"{call.to} of [payment.{name}] is not set", cure=f"set the path of the shop's page for {name}")
        with self.stage.new_session() as session:
            session.headers.pop("User-Agent", None)
            answer = session.request(
                call.method, path, params=dict(call.query), data=call.body or None, headers=dict(call.headers),
                allow_redirects=False,
            )  # fmt: skip
        return int(answer.status_code)

    @contextmanager
    def provider(self) -> Iterator[Provider]:
        """``with scene.provider() as provider``: the stand-in for the provider of log-ins, remembered as such."""
        with self.stage.provider() as provider:
            self.stand_ins.append(provider.table.name)
            yield provider

    def seen_for_real(self) -> str:
        """How what stood in for somebody could be the real one."""
        names = ", ".join(self.stand_ins)
        if set(self.stand_ins) <= set(self.settings.payment.declared):
            return f"run it against the sandbox of {names}, or have a real payment witnessed (docs/payments.md)"
        return f"have somebody log in with an account of {names}, and vouch for it: `golive todo` shows the command"

    def wait_for(self, probe: Callable[[], T | None], seconds: float) -> T | None:
        """What ``probe`` gives once it gives something, asked again and again; None: not within ``seconds``."""
        end = time.monotonic() + seconds
        while (found := probe()) is None and time.monotonic() < end:
            time.sleep(PAUSE)
        return found
