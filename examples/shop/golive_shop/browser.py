"""Pages, forms and what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import mechanicalsoup
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.storefront import Answer, CartLine, Order, Product, Storefront, Totals

if TYPE_CHECKING:
    from collections.abc import Mapping

    import requests

CURRENCIES = {"£": "GBP", "$": "USD"}
#: States of a payment in which the money has come.
PAID = {"paid", "part-refunded", "refunded"}
AMOUNT = re.compile(r"([£$])(-?[0-9]+\.[0-9]{2})")


class Browser(Storefront):
    """A browser without scripts.

    Args:
        session: of `requests`, with the shop's address.
        environ: where the admin is and who may enter it.
    """

    def __init__(self, session: requests.Session, environ: Mapping[str, str]) -> None:
        self._browser = mechanicalsoup.StatefulBrowser(session=session, soup_config={"features": "lxml"})
        self._environ = environ

    def _get(self, path: str, *, missing: bool = False, **query: str) -> Any:
        answer = self._browser.open(path, params=query)
        if not (missing and answer.status_code == 404):
            answer.raise_for_status()
        return self._browser.page

    def _post(self, path: str, **values: str) -> Answer:
        """Post values with the token of the page that is open, as any script of a page could."""
        token = (self._browser.page and self._browser.page.select_one("input[name=csrfmiddlewaretoken]")) or None
        if token is None:
            token = self._get("/track/").select_one("input[name=csrfmiddlewaretoken]")
        data = {"csrfmiddlewaretoken": token["value"], **values}
        return self._answer(self._browser.post(path, data=data, headers={"Referer": self._browser.url or path}))

    def _answer(self, answer: Any) -> Answer:
        self._sent(answer)
        page = answer.soup
        self._browser._StatefulBrowser__state.page = page
        errors = {
            found.find_parent("div").select_one("[name]")["name"]: found.get_text(" ", strip=True)
            for found in page.select("form .errorlist")
            if found.find_parent("div") and found.find_parent("div").select_one("[name]")
        }
        notes = page.select(".message, .errorlist.nonfield")
        message = " ".join(note.get_text(" ", strip=True) for note in notes)
        is_refused = bool(errors) or any({"error", "nonfield"} & set(note.get("class", ())) for note in notes)
        return Answer(accepted=answer.ok and not is_refused, message=message, errors=errors)

    def _submit(self, page: Any, form: str = "form[method=post]", **values: str) -> None:
        chosen = self._browser.select_form(page.select_one(form))
        for name, value in values.items():
            chosen[name] = value
        self._sent(self._browser.submit_selected())

    def _sent(self, answer: Any) -> None:
        # Closed for a while is an answer, with the time to come again; every other 5xx is an error.
        if answer.status_code >= 500 and "Retry-After" not in answer.headers:
            answer.raise_for_status()


def card(found: Any) -> Product:
    """A product on a shelf."""
    return Product(id=found.a["href"].split("/")[2], name=text(found, ".name"), price=money(text(found, ".price")))


def line(found: Any) -> CartLine:
    """``2 × Ash tote £25.00``."""
    quantity, _, rest = found.get_text(" ", strip=True).partition(" × ")
    return CartLine(name=AMOUNT.sub("", rest).strip(), quantity=int(quantity), amount=money(rest))


def totals(page: Any) -> Totals:
    """What the page says that is to be paid."""
    found = {
        name.get_text(strip=True).lower(): money(name.find_next("dd").get_text()) for name in page.select(".totals dt")
    }
    parts = {name: found.get(name) for name in ("subtotal", "discount", "shipping", "tax")}
    return Totals(total=found["total"], **parts)


def order_on(page: Any) -> Order | None:
    """The order that a page is about; None: about none."""
    number = page.select_one("#order-number") if page is not None else None
    status = page.select_one("#order-status") if number is not None else None
    if number is None or status is None:
        return None
    return Order(
        number=number.get_text(strip=True),
        totals=totals(page),
        lines=tuple(line(found) for found in page.select("ul.lines li")),
        status=status.get_text(strip=True),
        is_paid=page.select_one("#payment-status")["data-status"] in PAID,
    )


def money(words: str) -> Money:
    """The amount in a text."""
    sign, amount = AMOUNT.findall(words)[-1]
    return Money.of(amount, CURRENCIES[sign])


def text(found: Any, selector: str) -> str:
    """The words of the first part of a page that fits."""
    return str(found.select_one(selector).get_text(" ", strip=True))
