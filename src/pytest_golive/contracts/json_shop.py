"""A storefront that is a JSON API, described in ``[storefront.api]``: no adapter has to be written for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from pytest_golive.contracts.money import Money
from pytest_golive.contracts.storefront import (
    Answer,
    Cart,
    CartLine,
    Customer,
    Order,
    Placed,
    Product,
    Storefront,
    Totals,
)
from pytest_golive.settings.storefront import JsonApi
from pytest_golive.settings.storefront import Storefront as ShopTable

if TYPE_CHECKING:
    import requests

#: What a method calls; methods that are not here need nothing but the session.
ENDPOINTS = {
    "browse": "products", "search": "search", "product": "product", "add_to_cart": "add_to_cart",
    "set_quantity": "set_quantity", "cart": "cart", "apply_promo": "apply_promo", "checkout": "checkout",
    "track": "track", "register": "register", "log_in": "login", "log_out": "logout", "is_logged_in": "me",
    "my_order": "order", "staff_log_in": "login", "order": "order", "stock": "product",
}  # fmt: skip
#: Cookies that hold a CSRF token, and the headers in which it is wanted back (Django; Laravel, Angular).
CSRF = {"csrftoken": "X-CSRFToken", "XSRF-TOKEN": "X-XSRF-TOKEN"}
#: What needs an account of the staff, too.
OF_STAFF = frozenset({"staff_log_in", "order", "stock"})


class JsonShop(Storefront):
    """One client of the API; inherit it to add what the API does not have.

    Args:
        shop: ``[storefront]``, with its ``api``.
        session: of `requests`, with the target's address: ``golive.stage.new_session()``.
    """

    def __init__(self, shop: ShopTable, session: requests.Session) -> None:
        self._api = shop.api or JsonApi()
        self._currency = shop.currency
        self._session = session
        self._token = ""

    @property
    def lacks(self) -> frozenset[str]:
        """Methods whose endpoint is not declared."""
        ours = {name for name in ENDPOINTS if getattr(type(self), name) is getattr(JsonShop, name)}
        staff = OF_STAFF if not self._api.staff_user else frozenset()
        return frozenset(name for name in ours if not getattr(self._api, ENDPOINTS[name]) or name in staff)

    def browse(self) -> Sequence[Product]:
        """The products of the list."""
        return [self._product(one) for one in self._list(self._call(self._api.products)[1])]

    def search(self, words: str) -> Sequence[Product]:
        """The products that a search finds."""
        return [self._product(one) for one in self._list(self._call(self._api.search, words=words)[1])]

    def product(self, product: str) -> Product:
        """One product."""
        return self._product(self._call(self._api.product, id=product)[1])

    def stock(self, product: str) -> int:
        """How many there are, as the product itself tells."""
        return int(self._value(self._call(self._api.product, id=product)[1], "stock"))

    def add_to_cart(self, product: str, quantity: int = 1) -> Answer:
        """Put a product into the cart."""
        return self._act(self._api.add_to_cart, {"product": _number(product), "quantity": quantity}, id=product)

    def set_quantity(self, product: str, quantity: int) -> Answer:
        """Change how many are in the cart."""
        return self._act(self._api.set_quantity, {"product": _number(product), "quantity": quantity}, id=product)

    def cart(self) -> Cart:
        """The cart."""
        _status, told = self._call(self._api.cart)
        lines = self._lines(told)
        return Cart(lines=lines, totals=self._totals(told) if lines else None)

    def apply_promo(self, code: str) -> Answer:
        """Use a promo code."""
        return self._act(self._api.apply_promo, {"code": code})

    def checkout(self, customer: Customer, method: str = "") -> Placed:
        """Order what is in the cart."""
        values = {"name": customer.name, "phone": customer.phone, "email": customer.email, "address": customer.address}
        status, told = self._call(self._api.checkout, values | ({"method": method} if method else {}))
        answer = self._answer(status, told)
        number = str(self._value(told, "number") or "") if answer.accepted else ""
        url, qr = (str(self._value(told, name) or "") for name in ("payment_url", "qr"))
        return Placed(
            accepted=answer.accepted, message=answer.message, errors=answer.errors, order=number,
            kind="qr" if qr else "redirect" if url else "none", url=url, qr=qr,
            reference=str(self._value(told, "payment") or ""),
        )  # fmt: skip

    def track(self, number: str, phone: str) -> Order | None:
        """Follow an order."""
        return self._order(*self._call(self._api.track, number=number, phone=phone))

    def register(self, customer: Customer) -> Answer:
        """Open an account."""
        known = {one.name: getattr(customer, one.name) for one in fields(customer)}
        return self._act(self._api.register, known | {"username": customer.email})

    def log_in(self, email: str, password: str) -> Answer:
        """Log in; the token is sent with every call from then on."""
        status, told = self._call(self._api.login, {"email": email, "username": email, "password": password})
        answer = self._answer(status, told)
        if answer.accepted:
            self._token = str(self._value(told, "token") or "")
        return answer

    def log_out(self) -> None:
        """Log out; the token is kept, as somebody does who copied it."""
        self._call(self._api.logout, {})

    def is_logged_in(self) -> bool:
        """Whether the protected endpoint answers."""
        return self._call(self._api.me)[0] < 400

    def my_order(self, number: str) -> Order | None:
        """One of the account's own orders."""
        return self._order(*self._call(self._api.order, number=number))

    def session_key(self) -> str:
        """The token."""
        return self._token

    def with_session_key(self, key: str) -> None:
        """Go on with that token."""
        self._token = key

    def staff_log_in(self, password: str = "") -> Answer:
        """Log in with the declared account of the staff."""
        return self.log_in(self._api.staff_user, password or self._api.staff_password)

    def order(self, number: str) -> Order | None:
        """An order, as the staff may read it."""
        return self.my_order(number)

    def authorization(self) -> dict[str, str]:
        """The header that names the account, once somebody has logged in."""
        return {"Authorization": f"{self._api.scheme} {self._token}"} if self._token else {}

    def _headers(self) -> dict[str, str]:
        """Who it is, and what a session in a cookie wants beside it: its CSRF token, by the names of the frameworks."""
        tokens = {CSRF[one.name]: unquote(one.value or "") for one in self._session.cookies if one.name in CSRF}
        return {**tokens, **self.authorization()}

    def _call(self, endpoint: str, values: Mapping[str, Any] | None = None, **parts: str) -> tuple[int, Any]:
        """Status and JSON of one call; ``endpoint``: ``PATCH /cart/{id}/``, GET or POST where no method is named."""
        named, _, path = endpoint.rpartition(" ")
        method = named or ("GET" if values is None else "POST")
        body = None if values is None else {self._api.names.get(name, name): value for name, value in values.items()}
        quoted = {
            name: quote(part, safe="") for name, part in parts.items()
        }  # the + of a phone number would be a blank
        answer = self._session.request(method, path.format(**quoted), json=body, headers=self._headers())
        if answer.status_code >= 500:
            answer.raise_for_status()
        try:
            return answer.status_code, json.loads(answer.content or b"{}", parse_float=Decimal)
        except ValueError:
            return answer.status_code, {}

    def _act(self, endpoint: str, values: Mapping[str, Any], **parts: str) -> Answer:
        return self._answer(*self._call(endpoint, values, **parts))

    def _answer(self, status: int, told: Any) -> Answer:
        """Accepted below 400; the rest is messages, at fields where the API names some (RFC 9457 and DRF's form)."""
        says_no = isinstance(told, dict) and any(told.get(name) is False for name in ("success", "ok"))
        if status < 400 and not says_no:
            return Answer(accepted=True)
        shop_names = {theirs: ours for ours, theirs in self._api.names.items()}
        words = told if isinstance(told, dict) else {"detail": told}
        errors = {shop_names.get(name, name): _words(value) for name, value in words.items() if isinstance(value, list)}
        message = next((_words(words[key]) for key in ("detail", "message", "error", "title") if words.get(key)), "")
        return Answer(accepted=False, message=message or " ".join(errors.values()), errors=errors)

    def _value(self, told: Any, name: str) -> Any:
        """A value by our name for it; the API's may lead inside with dots."""
        for part in self._api.names.get(name, name).split("."):
            told = told.get(part) if isinstance(told, dict) else None
        return told

    def _list(self, told: Any) -> list[Any]:
        found = told if isinstance(told, list) else self._value(told, "results")
        return found if isinstance(found, list) else []

    def _money(self, told: Any, name: str) -> Money | None:
        value = self._value(told, name)
        if value is None:
            return None
        minor = self._api.minor_units
        return Money(int(value), self._currency) if minor else Money.of(_exact(value), self._currency)

    def _product(self, told: Any) -> Product:
        price, stock = self._money(told, "price"), self._value(told, "stock")
        if price is None:
            raise LookupError(f"a product has no {self._api.names.get('price', 'price')!r}: see [storefront.api] names")
        return Product(
            id=str(self._value(told, "id")), name=str(self._value(told, "name")), price=price, is_available=stock != 0
        )

    def _lines(self, told: Any) -> tuple[CartLine, ...]:
        return tuple(self._line(one) for one in self._list(self._value(told, "lines")))

    def _line(self, told: Any) -> CartLine:
        quantity, price = int(self._value(told, "quantity")), self._money(told, "price")
        amount = self._money(told, "amount") or (price * quantity if price else None)
        if amount is None:
            raise LookupError("a line of the cart has neither amount nor price: see [storefront.api] names")
        name = self._value(told, "line_name") or self._value(told, "name")
        return CartLine(name=str(name), quantity=quantity, amount=amount, product=str(self._value(told, "product")))

    def _totals(self, told: Any) -> Totals:
        total = self._money(told, "total")
        if total is None:
            raise LookupError("the answer has no total: see [storefront.api] names")
        rest = {name: self._money(told, name) for name in ("subtotal", "discount", "shipping", "tax")}
        return Totals(total=total, **rest)

    def _order(self, status: int, told: Any) -> Order | None:
        if status >= 400:
            return None
        paid = self._value(told, "is_paid")
        return Order(
            number=str(self._value(told, "number")), totals=self._totals(told), lines=self._lines(told),
            status=str(self._value(told, "status") or ""), is_paid=paid if isinstance(paid, bool) else None,
            phone=str(self._value(told, "phone") or ""), address=str(self._value(told, "address") or ""),
        )  # fmt: skip


def _number(key: str) -> int | str:
    """Ids are numbers in most APIs, and a text where they are not."""
    return int(key) if key.isdigit() else key


def _exact(value: Any) -> str | int | Decimal:
    return value if isinstance(value, (str, int, Decimal)) else str(value)


def _words(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
