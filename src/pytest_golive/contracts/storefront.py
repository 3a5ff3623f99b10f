"""The shop as its customers and staff use it: what a team's adapter implements, as far as its shop has it.

One object is one person at one browser: with cookies of its own, logged in or not. The fixture `storefront` gives
the class (or any callable without arguments) that makes such a person. Every method here is a stub; whatever an
adapter does not define makes exactly the contracts that need it unverified.

An action that the shop may refuse returns an `Answer` and raises nothing; an answer of 500 and above, which no shop
may give, is raised (``response.raise_for_status()``).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from pytest_golive.contracts.goods import Cart as Cart
from pytest_golive.contracts.goods import CartLine as CartLine
from pytest_golive.contracts.goods import Product as Product
from pytest_golive.contracts.goods import Totals as Totals
from pytest_golive.contracts.keys import CookieFlags, Profile, Tokens
from pytest_golive.contracts.ledger import Leftover as Leftover
from pytest_golive.contracts.money import Money
from pytest_golive.data import dataclass

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(frozen=True, kw_only=True)
class Customer:
    """A person who orders; the contracts invent them, with marks that clean-up finds."""

    name: str
    phone: str
    """E.164: ``+12025550123``."""
    email: str
    address: str
    password: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the shop said to an action."""

    accepted: bool
    message: str = ""
    """What the customer reads."""
    errors: Mapping[str, str] = field(default_factory=dict)
    """Messages at fields of the form, by the names of `Customer`'s fields where they are these."""

    @property
    def refused(self) -> bool:
        """Not accepted."""
        return not self.accepted


@dataclass(frozen=True, kw_only=True)
class Placed(Answer):
    """What became of a checkout."""

    order: str = ""
    """Number of the order, when there is one."""
    kind: Literal["none", "redirect", "qr", "form"] = "none"
    """How the customer is asked to pay: not at all, at the gateway's page, by a QR code, on a page of the shop."""
    url: str = ""
    """Where the customer is sent to, or the shop's page with the QR code or form."""
    qr: str = ""
    """The text inside the QR code."""
    reference: str = ""
    """The gateway's id of the payment, where the shop shows it."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """An order as a page shows it; what the page does not tell is empty."""

    number: str
    totals: Totals
    lines: tuple[CartLine, ...] = ()
    status: str = ""
    is_paid: bool | None = None
    paid: Money | None = None
    """What was booked as paid."""
    refunded: Money | None = None
    """What went back."""
    customer: str = ""
    phone: str = ""
    address: str = ""
    code: str = ""
    """Promo code."""
    note: str = ""
    payment: str = ""
    """The gateway's id of its (last) payment, as the staff sees it."""
    method: str = ""
    """How it is paid, as `checkout` takes it."""


class Storefront:
    """The stubs; an adapter may inherit them or not."""

    # A customer looks and buys.
    def browse(self) -> Sequence[Product]:
        """The products of the shop's list, at least its first page."""
        missing()

    def search(self, words: str) -> Sequence[Product]:
        """The products that a search finds."""
        missing()

    def product(self, product: str) -> Product:
        """A product as its own page shows it."""
        missing()

    def add_to_cart(self, product: str, quantity: int = 1) -> Answer:
        """Put a product into the cart; must reach the server even where a page would offer no button."""
        missing()

    def set_quantity(self, product: str, quantity: int) -> Answer:
        """Change how many are in the cart; 0 takes the product out."""
        missing()

    def cart(self) -> Cart:
        """The cart, loaded afresh."""
        missing()

    def apply_promo(self, code: str) -> Answer:
        """Use a promo code."""
        missing()

    def quote(self, customer: Customer) -> Totals:
        """What the checkout page says that is to be paid, before it is confirmed."""
        missing()

    def checkout(self, customer: Customer, method: str = "") -> Placed:
        """Order what is in the cart, paying by ``method`` (`[payment.*] method`; empty: the shop's first one)."""
        missing()

    def buy_in_browser(self, page: Page, product: str, customer: Customer, method: str = "") -> Placed:
        """Consent to cookies and buy one, as a person does, in this page of Playwright's.

        At the end it shows the page after the order, for the first time. Earlier steps may go another way, with
        `checkout` and `pay` and the cookies brought over by `hand_over`.
        """
        missing()

    def pay(self, placed: Placed, outcome: Literal["success", "declined", "late"] = "success") -> Answer:
        """Pay as the customer would, with the gateway's test means, up to the shop's page after it."""
        missing()

    def pay_wrongly(self, placed: Placed, how: Literal["short", "elsewhere", "foreign"]) -> None:
        """Have a stand-in's payer pay too little, or wrongly else, and the shop look at how the payment is."""
        missing()

    def notify(self, placed: Placed) -> None:
        """Have the gateway (its sandbox or stand-in) tell the shop how the payment is, again if it did before."""
        missing()

    def success_page(self, placed: Placed) -> Order | None:
        """The page after the order, loaded again; None: this session may not see it."""
        missing()

    def track(self, number: str, phone: str) -> Order | None:
        """Follow an order by its number and phone; None: nothing is shown."""
        missing()

    def prefill(self, phone: str, proof: str = "") -> Customer | None:
        """What the checkout form fills in for a known phone; ``proof``: a number of an earlier order."""
        missing()

    def request_refund(self, number: str, phone: str, reason: str) -> Answer:
        """Ask for the money of an order back."""
        missing()

    # A customer with an account.
    def register(self, customer: Customer) -> Answer:
        """Open an account."""
        missing()

    def log_in(self, email: str, password: str) -> Answer:
        """Log in as a customer."""
        missing()

    def log_out(self) -> None:
        """Log out, as the shop's own button does."""
        missing()

    def is_logged_in(self) -> bool:
        """Whether a page that needs an account is shown now."""
        missing()

    def my_order(self, number: str) -> Order | None:
        """One of the account's own orders, by its address; None: it is not shown."""
        missing()

    def ask_password_reset(self, email: str) -> Answer:
        """Ask for the mail with the link."""
        missing()

    def set_password(self, link: str, password: str) -> Answer:
        """Follow the link of that mail and set a new password."""
        missing()

    def session_key(self) -> str:
        """What the browser keeps of the session: the cookie's or the token's value."""
        missing()

    def with_session_key(self, key: str) -> None:
        """Go on with that cookie or token, as somebody who kept it."""
        missing()

    def session_cookie(self) -> CookieFlags | None:
        """How the session's cookie is set (`cookie_flags`); None: the session is in a token, not in a cookie."""
        missing()

    def change_password(self, old: str, new: str) -> Answer:
        """Change the password of whoever is logged in, who stays so."""
        missing()

    def tokens(self, email: str, password: str) -> Tokens | None:
        """Log in to the API; None: refused."""
        missing()

    def refresh_tokens(self, refresh: str) -> Tokens | None:
        """Get new tokens for a refresh token; None: refused."""
        missing()

    def takes_token(self, access: str) -> bool:
        """Whether a call that needs a token is answered 200 with this one, and not 401; empty: without any."""
        missing()

    def start_oauth(self) -> str:
        """Press “Log in with Google”, or whatever the provider is: where the browser is sent to; empty: nowhere."""
        missing()

    def return_from_oauth(self, address: str) -> Answer:
        """Come back from the provider, by this address of the shop."""
        missing()

    def profile(self) -> Profile:
        """The account of whoever is logged in."""
        missing()

    def upload(self, name: str, content: bytes, kind: str) -> Answer:
        """Upload a file as a customer who is logged in; ``message`` of an accepted one is the URL it is served at.

        ``kind`` is the content type that the browser says, which may be a lie.
        """
        missing()

    def forms(self) -> Mapping[str, Mapping[str, str]]:
        """The shop's forms, each with a good value for every field that must be filled in."""
        missing()

    def submit(self, form: str, values: Mapping[str, str]) -> Answer:
        """Send one of `forms` with these values, as they are: no check of the browser's comes before the shop's."""
        missing()

    def text_fields(self) -> Mapping[str, Sequence[str]]:
        """Of `forms`, those whose words are shown on pages later, each with the fields that take free text."""
        missing()

    def shown(self, mark: str) -> Mapping[str, str]:
        """Address and source of the pages that show what was typed in with this mark, to this person."""
        missing()

    def visit(self, path: str) -> int:
        """The status of a page as this person gets it; redirects are not followed."""
        missing()

    def forbidden(self, role: Literal["visitor", "customer", "staff"]) -> Sequence[str]:
        """Pages of the staff that such a person may not open; ``staff``: the account with few rights, or no pages."""
        missing()

    # The staff.
    def staff_log_in(self, password: str = "") -> Answer:
        """Log in with the test account of the staff; ``password``: another than its own."""
        missing()

    def limited_log_in(self) -> Answer:
        """Log in with an account of the staff that has few rights."""
        missing()

    def create_product(self, name: str, price: Money, stock: int) -> Product:
        """Put a product into the shop, visible at once."""
        missing()

    def change_product(self, product: str, *, price: Money | None = None, stock: int | None = None,
                       is_visible: bool | None = None) -> Answer:  # fmt: skip
        """Change what is given of a product."""
        missing()

    def stock(self, product: str) -> int:
        """How many there are."""
        missing()

    def create_promo(self, code: str, percent: int, *, uses: int = 100, uses_each: int = 0, is_expired: bool = False,
                     is_future: bool = False, minimum: Money | None = None) -> Answer:  # fmt: skip
        """Make a promo code; ``uses_each``: how often one customer may use it, 0: as often as ``uses``."""
        missing()

    def order(self, number: str) -> Order | None:
        """An order as the staff sees it."""
        missing()

    def find_orders(self, words: str) -> Sequence[Order]:
        """The staff's list of orders, searched by number or phone."""
        missing()

    def orders_since(self, moment: datetime) -> Sequence[Order]:
        """All orders since then, with method, is_paid (refunded ones too), paid or total, payment, refunded."""
        missing()

    def set_status(self, number: str, status: str) -> Answer:
        """Change an order's status; must reach the server even where a page would not offer the status."""
        missing()

    def history(self, number: str) -> Sequence[str]:
        """What the shop has noted of changes of an order, a line for each: when, by whom, what."""
        missing()

    def mark_paid(self, number: str) -> Answer:
        """Say that the cash of an order was received."""
        missing()

    def refund(self, number: str, amount: Money | None = None) -> Answer:
        """Give the money of an order back; None: all of it."""
        missing()

    def customers(self, words: str) -> Sequence[Customer]:
        """The shop's records of customers, searched by phone or e-mail."""
        missing()

    def report(self, name: str) -> Money:
        """The sum of one of `[storefront] reports`, for today."""
        missing()

    def switch(self, name: Literal["logins", "orders"], *, on: bool) -> None:
        """Allow or stop logging in or ordering, for everybody."""
        missing()

    # Clean-up, by the staff.
    def leftovers(self, mark: str) -> Sequence[Leftover]:
        """Everything whose name, e-mail address or code holds the mark."""
        missing()

    def remove(self, leftover: Leftover) -> None:
        """Remove it from the shop, orders before what they hold."""
        missing()


class Missing(NotImplementedError):  # noqa: N818 - a signal, as those of the checks
    """The adapter does not have this method."""

    def __init__(self, method: str) -> None:
        super().__init__(method)
        self.method = method


METHODS = tuple(name for name, _ in inspect.getmembers(Storefront, inspect.isfunction) if not name.startswith("_"))


def missing() -> NoReturn:
    """Say that the method that calls this is not there."""
    frame = inspect.currentframe()
    raise Missing(frame.f_back.f_code.co_name if frame and frame.f_back else "")


def has(person: Any, method: str) -> bool:
    """Whether an adapter has a method of its own."""
    if method in getattr(person, "lacks", ()):
        return False
    mine = getattr(type(person), method, None) or getattr(person, method, None)
    return mine is not None and mine is not getattr(Storefront, method)


def stub(method: str) -> str:
    """The method to write, as code."""
    function = getattr(Storefront, method)
    signature = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(function)))
    return f"def {method}{signature}: ...  # {(inspect.getdoc(function) or '').partition(chr(10))[0]}"
