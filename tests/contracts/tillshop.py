"""A shop in memory whose ways can be bent one at a time: its storefront, its gateway, and its endpoint on loopback."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

from pytest_golive.checks import declare_all
from pytest_golive.contracts.gateways.base import BadRequest, Call, Capability, Gateway, PaymentIntent, Status
from pytest_golive.contracts.gateways.forging import Scheme, common, dump
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.stage import Stage
from pytest_golive.contracts.storefront import (
    Answer,
    Cart,
    CartLine,
    Customer,
    Leftover,
    Order,
    Placed,
    Product,
    Storefront,
    Totals,
)
from pytest_golive.contracts.trial import Trial
from pytest_golive.facts import FACTS
from pytest_golive.settings import Mail, Payment, Settings, Target
from pytest_golive.settings.payment import StripeTable
from pytest_golive.settings.storefront import Storefront as Shop
from tests.contracts.loopback import running

SECRET, SIGNATURE = "till", "X-Signature"
NOTHING = Money(0, "USD")


def sign(body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def notice(payment: PaymentIntent) -> dict[str, Any]:
    return {"payment": payment.id, "amount": payment.money.minor, "currency": payment.money.currency}


class Till(Gateway):
    """A gateway that is a table of payments."""

    name = "stripe"
    capabilities = frozenset({Capability.WEBHOOK, Capability.REFUNDS_TOLD})
    events = ("unrelated",)
    secret = SECRET

    def __init__(self) -> None:
        self.payments: dict[str, PaymentIntent] = {}

    def get_payment(self, payment: str) -> PaymentIntent:
        if payment not in self.payments:
            raise BadRequest("there is no such payment")
        return self.payments[payment]

    def build_event(self, kind: str, payment: PaymentIntent) -> Call:
        return self._scheme().call(kind, dump({}), is_genuine=True, must_be_refused=False)

    def forgeries(self, payment: PaymentIntent, *, other: PaymentIntent | None = None) -> tuple[Call, ...]:
        return tuple(common(self._scheme(), payment, other))

    def _scheme(self) -> Scheme:
        named = {"id": secrets.token_hex(8)}
        return Scheme(
            header=SIGNATURE, secret=self.secret, paid=lambda one: notice(one) | named, sign=sign, anew=self._scheme
        )


@dataclass
class Tillshop:
    """What the shop knows, and how it is bent."""

    answers: int = 0
    """To every notice; 0: as it should."""
    unknown: int = 200
    """What it answers to a notice about an order that it does not have."""
    waits: float = 0.0
    """Seconds that a notice lies in a queue."""
    believes_all: bool = False
    """No signature is needed."""
    believes_amounts: bool = False
    notices: set[str] | None = None
    """Ids of the notices that came; None: it does not look at them."""
    books_again: bool = False
    tells_paid: bool = True
    asks_for: Money | None = None
    """What the gateway is asked for, if not the order's total."""
    kind: Literal["none", "redirect"] = "redirect"
    qr: str = ""
    refund_waits: float = 0.0
    totals: Callable[[Totals], Totals] = lambda totals: totals
    """How the totals of a cart are shown."""
    kept: Callable[[Totals], Totals] = lambda totals: totals
    """How those of an order are."""
    late: str = "new"
    """Status of an order whose payment is not heard of in time."""
    message: str = "Your card was declined. Please try another one."
    till: Till = field(default_factory=Till)
    products: dict[str, Product] = field(default_factory=dict)
    stock: dict[str, int] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    carts: dict[str, dict[str, int]] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1001))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def hear(self, body: bytes, signature: str) -> int:
        """Take a notice of the gateway; the status of the answer."""
        if self.answers:
            return self.answers
        if not self.believes_all and not hmac.compare_digest(signature, sign(body, SECRET)):
            return 400
        told = json.loads(body)
        if self.notices is not None and "id" in told:
            if told["id"] in self.notices:
                return 200
            self.notices.add(told["id"])
        order = next((one for one in self.orders.values() if one.payment == told.get("payment")), None)
        if order is None:
            return self.unknown if "payment" in told else 200
        money = Money(told["amount"], told["currency"])
        if self.believes_amounts or money == order.totals.total:
            self._after(self.waits, lambda: self.book(order.number, Money(money.minor, "USD")))
        return 200

    def book(self, number: str, money: Money) -> None:
        order = self.orders[number]
        if not order.is_paid or self.books_again:
            paid = (order.paid or NOTHING) + money if self.tells_paid else None
            self.orders[number] = replace(order, is_paid=True, paid=paid)

    def refunded(self, number: str, minor: int) -> None:
        self.orders[number] = replace(self.orders[number], refunded=Money(minor, "USD"))

    @staticmethod
    def _after(seconds: float, act: Callable[[], None]) -> None:
        def in_time() -> None:
            with suppress(KeyError):  # the order is gone
                act()

        threading.Timer(seconds, in_time).start() if seconds else act()

    @staticmethod
    def wrong_in(customer: Customer) -> list[str]:
        """The fields of a checkout that hold nothing, or what they cannot."""
        empty = [name for name in ("name", "phone", "email", "address") if not getattr(customer, name)]
        is_phone = customer.phone.lstrip("+").isdigit() and len(customer.phone) > 6
        is_email = all(customer.email.partition("@"))
        return [*empty, *(["phone"] if not is_phone else []), *(["email"] if not is_email else [])]

    def refund(self, number: str, amount: Money | None) -> Answer:
        order = self.orders[number]
        payment = self.till.payments[order.payment]
        minor = payment.refunded + (amount.minor if amount else payment.money.minor - payment.refunded)
        if minor > payment.money.minor:
            return Answer(accepted=False, message="More than is left.")
        self.till.payments[order.payment] = replace(payment, refunded=minor)
        self._after(self.refund_waits, lambda: self.refunded(number, minor))
        return Answer(accepted=True)


class Person(Storefront):
    """Customer and staff in one."""

    def __init__(self, shop: Tillshop) -> None:
        self.shop, self.code = shop, ""
        self.key = secrets.token_hex(4)

    @property
    def basket(self) -> dict[str, int]:
        return self.shop.carts.setdefault(self.key, {})

    def create_product(self, name: str, price: Money, stock: int) -> Product:
        made = Product(id=str(next(self.shop.numbers)), name=name, price=price)
        self.shop.products[made.id], self.shop.stock[made.id] = made, stock
        return made

    def stock(self, product: str) -> int:
        return self.shop.stock[product]

    def add_to_cart(self, product: str, quantity: int = 1) -> Answer:
        self.basket[product] = self.basket.get(product, 0) + quantity
        return Answer(accepted=True)

    def set_quantity(self, product: str, quantity: int) -> Answer:
        if not 0 <= quantity <= self.shop.stock[product]:
            return Answer(accepted=False, message="So many there are not.")
        self.basket[product] = quantity
        if not quantity:
            del self.basket[product]
        return Answer(accepted=True)

    def cart(self) -> Cart:
        return Cart(lines=self._lines(), totals=self.shop.totals(self._sum()) if self.basket else None)

    def quote(self, customer: Customer) -> Totals:
        return self.shop.totals(self._sum())

    def create_promo(self, code: str, percent: int, **how: Any) -> Answer:
        self.shop.codes[code] = percent
        return Answer(accepted=True)

    def apply_promo(self, code: str) -> Answer:
        self.code = code
        return Answer(accepted=code in self.shop.codes)

    def session_key(self) -> str:
        return self.key

    def with_session_key(self, key: str) -> None:
        self.key = key

    def checkout(self, customer: Customer, method: str = "") -> Placed:
        shop = self.shop
        with shop.lock:
            if not self.basket:
                return Placed(accepted=False, message="The cart is empty.")
            number = f"T{next(shop.numbers)}"
            payment = f"pi_{number}"
            order = Order(
                number=number, totals=shop.kept(shop.totals(self._sum())), lines=self._lines(), status="new",
                is_paid=False, payment=payment, customer=customer.name, address=customer.address,
                phone=customer.phone, code=self.code, refunded=NOTHING,
            )  # fmt: skip
            shop.orders[number] = order
            shop.till.payments[payment] = PaymentIntent(
                id=payment, status=Status.REQUIRES_ACTION, money=shop.asks_for or order.totals.total, reference=number
            )
            for product, quantity in self.basket.items():
                shop.stock[product] -= quantity
            self.basket.clear()
        url = f"https://pay.test/{number}"
        return Placed(accepted=True, order=number, kind=shop.kind, url=url, reference=payment, qr=shop.qr)

    def pay(self, placed: Placed, outcome: Literal["success", "declined", "late"] = "success") -> Answer:
        shop, payment = self.shop, self.shop.till.payments[placed.reference]
        if outcome != "declined":
            shop.till.payments[payment.id] = replace(payment, status=Status.SUCCEEDED)
        if outcome == "success":
            self.notify(placed)
        else:
            status = shop.late if outcome == "late" else "new"
            shop.orders[placed.order] = replace(shop.orders[placed.order], status=status)
        return Answer(accepted=outcome == "success", message=shop.message)

    def notify(self, placed: Placed) -> None:
        self.shop.book(placed.order, self.shop.till.payments[placed.reference].money)

    def order(self, number: str) -> Order | None:
        return self.shop.orders.get(number)

    def find_orders(self, words: str) -> Sequence[Order]:
        return [one for one in self.shop.orders.values() if words in {one.number, one.phone}]

    def refund(self, number: str, amount: Money | None = None) -> Answer:
        return self.shop.refund(number, amount)

    def remove(self, leftover: Leftover) -> None:
        self.shop.orders.pop(leftover.id, None)

    def _lines(self) -> tuple[CartLine, ...]:
        found = [(self.shop.products[one], count) for one, count in self.basket.items()]
        return tuple(CartLine(name=one.name, quantity=count, amount=one.price * count) for one, count in found)

    def _sum(self) -> Totals:
        goods = sum((line.amount for line in self._lines()), NOTHING)
        discount = Money(goods.minor * self.shop.codes.get(self.code, 0) // 100, "USD")
        return Totals(total=goods - discount, subtotal=goods, discount=discount)


@contextmanager
def serving(shop: Tillshop) -> Iterator[str]:
    """The endpoint for notices on a free port of loopback; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(shop.hear(body, self.headers.get(SIGNATURE) or ""))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as it is called there
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with running(server) as address:
        yield address


STRIPE = Payment(stripe=StripeTable(secret_key="sk_test_1", callback="/notices/"), default="stripe")


def play(
    shop: Tillshop,
    contract: str,
    folder: Path,
    *,
    mail: Mail | None = None,
    payment: Payment = STRIPE,
    person: Callable[[], Storefront] | None = None,
    **said: Any,
) -> Trial:
    """How a contract goes; ``person`` makes another one than `Person`, ``said`` is of [storefront]."""
    declare_all()
    with serving(shop) as url:
        table = Shop(**{"currency": "USD", "paid_seconds": 3.0, "rounds": 1, **said})
        target = Target(url=url)
        settings = Settings(
            report=str(folder), allow=("writes", "sends"), target=target, storefront=table, payment=payment,
            mail=mail or Mail(),
        )  # fmt: skip
        stage = Stage(settings, environ={})
        stage._gateways = dict.fromkeys(payment.declared, shop.till)
        stage.give(person or (lambda: Person(shop)))
        try:
            told: Trial = FACTS[contract].look(stage=stage)
        finally:
            stage.close()
    return told
