"""A small shop behind a JSON API, on loopback: everything that contracts about carts and orders need, in memory."""

from __future__ import annotations

import itertools
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from flask import Flask, g, jsonify, request
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.contracts.loopback import running

STAFF = ("staff@minishop.test", "tea-and-biscuits")
#: What golive.toml says of it.
CONFIG = """
[storefront]
currency = "USD"

[storefront.api]
products = "/api/products/"
product = "/api/products/{id}/"
add_to_cart = "/api/cart/items/"
set_quantity = "PATCH /api/cart/items/{id}/"
cart = "/api/cart/"
checkout = "/api/checkout/"
track = "/api/track/?number={number}&phone={phone}"
register = "/api/auth/register/"
login = "/api/auth/login/"
logout = "/api/auth/logout/"
me = "/api/auth/me/"
order = "/api/orders/{number}/"
staff_user = "staff@minishop.test"
staff_password = "tea-and-biscuits"

[storefront.api.names]
token = "access"
lines = "items"
quantity = "qty"
price = "unit_price"
number = "reference"
"""


@dataclass
class Minishop:
    """What is in the shop; tests look at it from inside."""

    products: dict[int, dict[str, Any]] = field(default_factory=dict)
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=lambda: dict([STAFF]))
    tokens: dict[str, str] = field(default_factory=dict)
    carts: dict[str, dict[int, int]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """Method and path of every request."""
    hold: threading.Event = field(default_factory=threading.Event)
    """Checkouts wait for it after their order was placed."""
    held: threading.Event = field(default_factory=threading.Event)
    """A checkout waits now."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.hold.set()
        for name, price in (("Green tea", "4.20"), ("Black tea", "3.10"), ("Kettle", "29.00")):
            self.add_product(name, price, 50)

    def add_product(self, name: str, price: str, stock: int) -> dict[str, Any]:
        key = next(self.numbers)
        self.products[key] = {"id": key, "name": name, "unit_price": price, "stock": stock}
        return self.products[key]

    def cart_of(self, session: str) -> dict[str, Any]:
        items = [
            {"product": key, "name": self.products[key]["name"], "qty": count, "amount": self.amount(key, count)}
            for key, count in self.carts.get(session, {}).items()
        ]
        return {"items": items, "total": str(sum((Decimal(one["amount"]) for one in items), Decimal(0)))}

    def amount(self, key: int, count: int) -> str:
        return str(Decimal(self.products[key]["unit_price"]) * count)


def application(shop: Minishop) -> Flask:  # noqa: C901 - one small view after the other
    """The shop's API."""
    app = Flask("minishop")

    @app.before_request
    def remember() -> None:
        shop.asked.append(f"{request.method} {request.path}")
        g.visitor = request.cookies.get("visitor") or secrets.token_hex(8)

    def session() -> str:
        return str(g.visitor)

    def user() -> str:
        return shop.tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "), "")

    @app.after_request
    def give_cookie(response: Any) -> Any:
        response.set_cookie("visitor", g.visitor)
        return response

    @app.get("/api/products/")
    def products() -> Any:
        return jsonify(results=list(shop.products.values()))

    @app.get("/api/products/<int:key>/")
    def product(key: int) -> Any:
        return jsonify(shop.products[key]) if key in shop.products else (jsonify(detail="no such product"), 404)

    @app.post("/api/products/")
    def create_product() -> Any:
        if user() != STAFF[0]:
            return jsonify(detail="not yours"), 403
        return jsonify(shop.add_product(**request.get_json())), 201

    @app.delete("/api/<kind>/<key>/")
    def delete(kind: str, key: str) -> Any:
        if user() != STAFF[0]:
            return jsonify(detail="not yours"), 403
        things: dict[Any, Any] = {"products": shop.products, "orders": shop.orders}[kind]
        things.pop(int(key) if key.isdigit() else key, None)
        return "", 204

    @app.route("/api/cart/items/", methods=["POST"], defaults={"key": 0})
    @app.route("/api/cart/items/<int:key>/", methods=["PATCH"])
    def put(key: int) -> Any:
        told = request.get_json()
        product, count = int(told["product"]), int(told["qty"])
        cart = shop.carts.setdefault(session(), {})
        wanted = count if key else cart.get(product, 0) + count
        if not 0 <= wanted <= shop.products[product]["stock"]:
            return jsonify(qty=[f"there are {shop.products[product]['stock']}"]), 400
        cart[product] = wanted
        if not wanted:
            del cart[product]
        return jsonify(shop.cart_of(session()))

    @app.get("/api/cart/")
    def cart() -> Any:
        return jsonify(shop.cart_of(session()))

    @app.post("/api/checkout/")
    def checkout() -> Any:
        told = request.get_json()
        missing = {name: ["is needed"] for name in ("name", "phone", "email", "address") if not told.get(name)}
        if missing:
            return jsonify(missing), 400
        with shop.lock:
            placed = shop.cart_of(session())
            for line in placed["items"]:
                if shop.products[line["product"]]["stock"] < line["qty"]:
                    return jsonify(detail=f"{line['name']} is sold out"), 409
            for line in placed["items"]:
                shop.products[line["product"]]["stock"] -= line["qty"]
            number = f"M{next(shop.numbers):05}"
            shop.orders[number] = {**placed, **told, "reference": number, "status": "new", "is_paid": False}
            shop.carts.pop(session(), None)
        shop.held.set()
        shop.hold.wait(30)
        return jsonify(shop.orders[number]), 201

    @app.get("/api/orders/")
    def orders() -> Any:
        return jsonify(results=list(shop.orders.values())) if user() == STAFF[0] else (jsonify(detail="no"), 403)

    @app.get("/api/orders/<number>/")
    def order(number: str) -> Any:
        found = shop.orders.get(number)
        may = found is not None and user() in {STAFF[0], found["email"]}
        return jsonify(found) if may else (jsonify(detail="no such order"), 404)

    @app.get("/api/track/")
    def track() -> Any:
        found = shop.orders.get(request.args["number"])
        may = found is not None and found["phone"] == request.args["phone"]
        return jsonify(found) if may else (jsonify(detail="no such order"), 404)

    @app.post("/api/auth/register/")
    def register() -> Any:
        told = request.get_json()
        if told["email"].lower() in shop.accounts:
            return jsonify(email=["is taken"]), 400
        if len(told["password"]) < 8:
            return jsonify(password=["is too short"]), 400
        shop.accounts[told["email"].lower()] = told["password"]
        return jsonify({}), 201

    @app.post("/api/auth/login/")
    def login() -> Any:
        told = request.get_json()
        if shop.accounts.get(told["email"].lower()) != told["password"]:
            return jsonify(detail="e-mail or password is wrong"), 401
        token = secrets.token_hex(8)
        shop.tokens[token] = told["email"].lower()
        return jsonify(access=token)

    @app.post("/api/auth/logout/")
    def logout() -> Any:
        shop.tokens.pop(request.headers.get("Authorization", "").removeprefix("Bearer "), None)
        return jsonify({})

    @app.get("/api/auth/me/")
    def me() -> Any:
        return jsonify(email=user()) if user() else (jsonify(detail="log in"), 401)

    return app


class Quiet(WSGIRequestHandler):
    """Says nothing of the requests."""

    def log_request(self, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(shop: Minishop) -> Iterator[str]:
    """The shop on a free port of loopback; gives its address."""
    server = make_server("127.0.0.1", 0, application(shop), threaded=True, request_handler=Quiet)
    with running(server) as address:
        try:
            yield address
        finally:
            shop.hold.set()
