"""Another small shop, shaped otherwise: HTML tables, a basket in the address, an office behind basic authentication.

Run by itself it serves on a free port and prints its address: ``python -m tests.contracts.papershop``.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from flask import Flask, Response, redirect, request
from werkzeug.serving import make_server

from tests.contracts.loopback import running
from tests.contracts.minishop import Quiet

OFFICE = ("clerk", "ink-and-blotter")
PAGE = "<!doctype html><html><head><title>Paper & Co</title></head><body><h1>Paper &amp; Co</h1>{}</body></html>"


@dataclass
class Papershop:
    """Shelf, baskets and ledger, in memory."""

    shelf: dict[str, dict[str, Any]] = field(default_factory=dict)
    ledger: dict[str, dict[str, Any]] = field(default_factory=dict)
    baskets: dict[str, dict[str, int]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1001))

    def __post_init__(self) -> None:
        for name, price, left in (("Notebook A5", "6.50", 40), ("Pencil HB", "0.90", 300), ("Ink, black", "11.00", 8)):
            self.put_up(name, price, left)

    def put_up(self, name: str, price: str, left: int) -> str:
        number = str(next(self.numbers))
        self.shelf[number] = {"name": name, "price": Decimal(price), "left": left}
        return number

    def basket(self, code: str) -> dict[str, int]:
        return self.baskets.setdefault(code, {})

    def worth(self, basket: dict[str, int]) -> Decimal:
        return sum((self.shelf[item]["price"] * count for item, count in basket.items()), Decimal(0))


def euros(amount: Decimal) -> str:
    return f"{amount:.2f} EUR".replace(".", ",")


def page(body: str, status: int = 200) -> Response:
    return Response(PAGE.format(body), status=status, mimetype="text/html")


def application(shop: Papershop) -> Flask:  # noqa: C901 - one small view after the other
    """The shop's pages."""
    app = Flask("papershop")

    @app.get("/")
    def door() -> Any:
        # A visitor's basket is a number in the address.
        return redirect(f"/shelf?basket={next(shop.numbers)}x{id(request) % 9973}")

    @app.get("/shelf")
    def shelf() -> Any:
        rows = "".join(
            f'<tr><td><a href="/sheet/{number}">{one["name"]}</a></td><td align="right">{euros(one["price"])}</td>'
            f"<td>{'some left' if one['left'] else 'gone'}</td></tr>"
            for number, one in shop.shelf.items()
        )
        return page(f'<table id="goods"><tr><th>Item</th><th>Price</th><th></th></tr>{rows}</table>')

    @app.get("/sheet/<number>")
    def sheet(number: str) -> Any:
        one = shop.shelf.get(number)
        if one is None:
            return page("<p>No such item.</p>", 404)
        return page(f"<h2>{one['name']}</h2><p>Our price: <b>{euros(one['price'])}</b>. No. {number}.</p>")

    @app.post("/basket/<code>")
    def fill(code: str) -> Any:
        number, wish = request.form["no"], request.form["pieces"]
        if number not in shop.shelf or not wish.lstrip("-").isdigit():
            return page('<p class="sorry">We do not understand.</p>', 400)
        basket, pieces = shop.basket(code), int(wish)
        wanted = pieces if request.form.get("mode") == "exactly" else basket.get(number, 0) + pieces
        if not 0 <= wanted <= shop.shelf[number]["left"]:
            return page('<p class="sorry">So many we do not have.</p>', 409)
        basket[number] = wanted
        if not wanted:
            del basket[number]
        return page("<p>Noted.</p>")

    @app.get("/basket/<code>")
    def look(code: str) -> Any:
        basket = shop.basket(code)
        rows = "".join(
            f'<li data-no="{number}">{count} x {shop.shelf[number]["name"]}: {euros(shop.worth({number: count}))}</li>'
            for number, count in basket.items()
        )
        return page(
            f"<ul>{rows}</ul><p>Together: <em>{euros(shop.worth(basket))}</em></p>" if rows else "<p>Empty.</p>"
        )

    @app.post("/till/<code>")
    def till(code: str) -> Any:
        wrong = [name for name in ("who", "telephone", "letterbox", "street") if not request.form.get(name, "").strip()]
        if not all(request.form.get("letterbox", "").partition("@")):
            wrong = [*wrong, "letterbox"]
        digits = request.form.get("telephone", "").lstrip("+")
        if not digits.isdigit() or len(digits) < 7:
            wrong = [*wrong, "telephone"]
        basket = shop.basket(code)
        if wrong or not basket:
            return page(
                "".join(f'<p class="sorry" id="{name}">Please check: {name}.</p>' for name in wrong) or "Empty.", 400
            )
        with shop.lock:
            if any(shop.shelf[number]["left"] < count for number, count in basket.items()):
                return page('<p class="sorry">Somebody was faster.</p>', 409)
            for number, count in basket.items():
                shop.shelf[number]["left"] -= count
            slip = f"PC{next(shop.numbers)}"
            lines = [(shop.shelf[n]["name"], c, shop.shelf[n]["price"] * c) for n, c in basket.items()]
            shop.ledger[slip] = {**request.form, "lines": lines, "sum": shop.worth(basket), "state": "received"}
            shop.baskets[code] = {}
        return redirect(f"/slip/{slip}?telephone={request.form['telephone'].replace('+', '%2B')}", 303)

    @app.get("/slip/<slip>")
    def show(slip: str) -> Any:
        order = shop.ledger.get(slip)
        if order is None or order["telephone"] != request.args.get("telephone"):
            return page("<p>We know no such order.</p>", 404)
        rows = "".join(f"<li>{count} x {name}: {euros(amount)}</li>" for name, count, amount in order["lines"])
        state = f"<p>State: <i>{order['state']}</i></p>"
        return page(
            f"<h2>Order <code>{slip}</code></h2><ul>{rows}</ul><p>Sum: <em>{euros(order['sum'])}</em></p>{state}"
        )

    @app.before_request
    def guard() -> Any:
        given = request.authorization
        if request.path.startswith("/office") and (given is None or (given.username, given.password) != OFFICE):
            return Response("Who are you?", 401, {"WWW-Authenticate": "Basic"})
        return None

    @app.get("/office")
    def office() -> Any:
        orders = "".join(
            f"<tr><td>{slip}</td><td>{one['who']}</td><td>{one['telephone']}</td><td>{one['letterbox']}</td>"
            f"<td>{euros(one['sum'])}</td><td>{one['state']}</td></tr>"
            for slip, one in shop.ledger.items()
        )
        goods = "".join(
            f"<tr><td>{n}</td><td>{one['name']}</td><td>{one['left']}</td></tr>" for n, one in shop.shelf.items()
        )
        return page(f'<table id="orders">{orders}</table><table id="stock">{goods}</table>')

    @app.post("/office/goods")
    def put_up() -> Any:
        told = request.form
        return page(f"<p>Put up as <b>{shop.put_up(told['name'], told['price'], int(told['left']))}</b></p>")

    @app.post("/office/state")
    def state() -> Any:
        order = shop.ledger[request.form["slip"]]
        order["state"] = request.form["state"]
        return page("<p>Noted.</p>")

    @app.post("/office/shred")
    def shred() -> Any:
        for table in (shop.ledger, shop.shelf):
            table.pop(request.form["what"], None)
        return page("<p>Gone.</p>")

    return app


@contextmanager
def serving(shop: Papershop, port: int = 0) -> Iterator[str]:
    """The shop on a port of loopback; gives its address."""
    server = make_server("127.0.0.1", port, application(shop), threaded=True, request_handler=Quiet)
    with running(server) as address:
        yield address


if __name__ == "__main__":
    with serving(Papershop()) as address:
        print(address, flush=True)
        threading.Event().wait()
