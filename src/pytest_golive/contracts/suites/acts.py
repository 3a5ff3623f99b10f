"""What several contracts do or look at."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import TypeVar, cast

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import CartLine, Customer, Order, Placed, Product, Storefront, Totals, stub
from pytest_golive.contracts.suites.paying import method_of, paid
from pytest_golive.contracts.suites.paying import same as same

T = TypeVar("T")


def cash(scene: Scene) -> str:
    """What the checkout calls cash on delivery; nothing where it is not declared: the shop's first way to pay."""
    cod = scene.settings.payment.cod
    return cod.method if cod else ""


def fill(visitor: Storefront, *products: Product, quantity: int = 1) -> None:
    """Put products into the cart; asserts that the shop takes them."""
    for product in products:
        answer = visitor.add_to_cart(product.id, quantity)
        assert answer.accepted, f"{product.name} could not be put into the cart: {answer.message}"


def place(scene: Scene, visitor: Storefront, customer: Customer, method: str = "") -> Placed:
    """Check out what is in the cart, by default in cash; asserts that the shop takes the order."""
    placed = scene.order(visitor, customer, method or cash(scene))
    assert placed.accepted, f"the checkout was refused: {placed.message} {dict(placed.errors) or ''}"
    assert placed.order, "the checkout was accepted, and names no order"
    return placed


def settle(scene: Scene, visitor: Storefront, placed: Placed) -> None:
    """Pay through the default gateway; asserts that the order becomes paid with its total."""
    if not scene.can("pay"):
        cannot_tell("the storefront has no pay()", cure=f"write {stub('pay')}")
    paid(scene, visitor, placed)


def whole_purchase(scene: Scene, visitor: Storefront, product: Product, customer: Customer) -> Order:
    """Look, fill the cart, check out, pay where the shop has a gateway, see the page after it; the staff's order."""
    shown = visitor.product(product.id)
    assert shown.price == product.price, f"{product.name} is shown for {shown.price} instead of {product.price}"
    fill(visitor, product)
    method = method_of(scene)
    placed = place(scene, visitor, customer, method)
    if method:
        settle(scene, visitor, placed)
    thanks = visitor.success_page(placed)
    assert thanks, f"no page confirms order {placed.order}"
    assert thanks.number == placed.order, f"the page after the order names {thanks.number}, not {placed.order}"
    scene.saw(f"order {placed.order} of {thanks.totals.total}, {f'paid by {method}' if method else 'not paid online'}")
    return by_staff(scene, placed.order)


def by_staff(scene: Scene, number: str) -> Order:
    """An order as the staff sees it; asserts that it is there."""
    with scene.staff() as staff:
        order = staff.order(number)
    assert order, f"the staff does not find order {number}"
    return cast("Order", order)


def orders_of(scene: Scene, customer: Customer) -> list[str]:
    """Numbers of all orders with the customer's phone number; those that are surely this one's are removed at the end.

    A search may find more than it is asked for, and what real customers have ordered is never removed.
    """
    with scene.staff() as staff:
        found: list[Order] = [one for one in staff.find_orders(customer.phone) if has_phone(one, customer)]
    known = {one.id for one in scene.made if one.kind == "order"}
    for one in found:
        if one.number not in known and one.phone and one.customer and same(one.customer, customer.name):
            scene.made_one("order", one.number, customer.email)
    return [one.number for one in found]


def has_phone(order: Order, customer: Customer) -> bool:
    """Whether an order is of the customer's phone number, however it is written, or does not tell of which it is."""
    told, wanted = (re.sub("[^0-9]", "", one) for one in (order.phone, customer.phone))
    return not order.phone or (bool(told) and wanted.endswith(told[-6:]))


def the_customer(scene: Scene, customer: Customer) -> Customer:
    """The shop's record of a customer; asserts that there is exactly one."""
    with scene.staff() as staff:
        found = staff.customers(customer.email)
    assert len(found) == 1, f"the shop has {len(found)} records of a customer with this e-mail address"
    return cast("Customer", found[0])


def at_once(*acts: Callable[[], T]) -> list[T]:
    """What each gives, all begun at the same moment; whatever one raises is raised."""
    gate, done, wrong = threading.Barrier(len(acts)), dict[int, T](), list[Exception]()

    def act(place: int) -> None:
        try:
            gate.wait(30)
            done[place] = acts[place]()
        except Exception as error:  # noqa: BLE001 - raised again below, in the thread of the contract
            wrong.append(error)

    threads = [threading.Thread(target=act, args=(place,), daemon=True) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
    return [done[place] for place in range(len(acts))]


def told(lines: Sequence[CartLine]) -> str:
    """Lines in words, always in the same order, for comparing and for showing."""
    return ", ".join(sorted(f"{one.quantity} × {one.name} ({one.amount})" for one in lines)) or "nothing"


def bought(product: Product, quantity: int) -> str:
    """The one line that so many of a product make, in the words of `told`."""
    return told([CartLine(name=product.name, quantity=quantity, amount=product.price * quantity)])


def agree(shown: Totals, kept: Totals, where: str) -> None:
    """Assert that two pages say the same of what is to be paid, as far as both say it."""
    for part in fields(Totals):
        one, other = getattr(shown, part.name), getattr(kept, part.name)
        assert one is None or other is None or one == other, f"{part.name}: {one} at the checkout, {other} {where}"


def spaced(phone: str) -> str:
    """A phone number as people type it: ``+44 20 79 41 23 45``."""
    head, rest = phone[:3], phone[3:]
    return " ".join((head, *(rest[at : at + 2] for at in range(0, len(rest), 2))))


def way(scene: Scene) -> tuple[str, ...]:
    """The declared statuses of an order, at least two."""
    statuses = scene.settings.storefront.statuses
    if len(statuses) < 2:
        cannot_tell(
            "the way of an order is not declared",
            cure='in golive.toml: [storefront] statuses = ["new", "shipped", "delivered"]',
        )
    return statuses


def moves(scene: Scene, number: str, status: str) -> None:
    """Assert that the staff can give an order this status."""
    with scene.staff() as staff:
        answer = staff.set_status(number, status)
    assert answer.accepted, f"the status {status!r} was refused: {answer.message}"
    kept = by_staff(scene, number).status
    assert same(kept, status), f"the order was made {status!r}, and is {kept!r}"


def stays(scene: Scene, number: str, now: str, refused: str) -> None:
    """Assert that the staff cannot give an order this status."""
    with scene.staff() as staff:
        answer = staff.set_status(number, refused)
    kept = by_staff(scene, number).status
    assert same(kept, now), f"an order that was {now!r} became {kept!r}"
    assert answer.refused, f"making an order that is {now!r} {refused!r} was not refused"


def listed(scene: Scene, product: Product) -> Product | None:
    """The product as the search finds it."""
    return next((one for one in scene.visitor().search(product.name) if one.id == product.id), None)
