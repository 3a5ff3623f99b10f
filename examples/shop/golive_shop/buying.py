"""What a customer does: looks, fills the cart, orders, pays, follows the order."""

from __future__ import annotations

from typing import Any

from pytest_golive.contracts.storefront import Answer, Cart, CartLine, Customer, Order, Placed, Product, Totals

from golive_shop.browser import Browser, card, money, order_on, text, totals


class Buying(Browser):
    """A customer."""

    def browse(self) -> list[Product]:
        return [card(found) for found in self._get("/").select(".card")]

    def search(self, words: str) -> list[Product]:
        return [card(found) for found in self._get("/search/", q=words).select(".card")]

    def product(self, product: str) -> Product:
        page = self._get(f"/product/{product}/")
        article = page.select_one(".product")
        return Product(
            id=product,
            name=text(article, "h1"),
            price=money(text(article, ".price")),
            is_available=article.form is not None,
        )

    def add_to_cart(self, product: str, quantity: int = 1) -> Answer:
        page = self._get(f"/product/{product}/")
        form = page.select_one(".product form[action*='/cart/add/']")
        # A page that sells nothing has no form: the number is in another place then.
        action = form["action"] if form else f"/cart/add/{page.select_one('.product')['data-id']}/"
        return self._post(action, quantity=str(quantity))

    def set_quantity(self, product: str, quantity: int) -> Answer:
        line = self._get("/cart/").select_one(f"a[href='/product/{product}/']").find_parent("li")
        return self._post(line.form["action"], quantity=str(quantity))

    def cart(self) -> Cart:
        page = self._get("/cart/")
        lines = [
            CartLine(
                product=found.a["href"].split("/")[2],
                name=text(found, "a"),
                quantity=int(found.select_one("input[name=quantity]")["value"]),
                amount=money(text(found, ".price")),
            )
            for found in page.select("ul.lines li")
        ]
        return Cart(lines=tuple(lines), totals=totals(page) if lines else None)

    def apply_promo(self, code: str) -> Answer:
        return self._post("/cart/promo/", code=code)

    def quote(self, customer: Customer) -> Totals:
        return totals(self._get("/checkout/"))

    def checkout(self, customer: Customer, method: str = "") -> Placed:
        page = self._browser.page
        if page is None or page.select_one("input[name=payment_method]") is None:
            page = self._get("/checkout/")
        fields = {"name": customer.name, "phone": customer.phone, "email": customer.email, "address": customer.address}
        shown = page.select_one("input[name=shown_total]")
        seen = {"shown_total": shown["value"]} if shown else {}
        answer = self._post("/checkout/", **fields, **seen, payment_method=method or "cod")
        return self._placed(answer)

    def _placed(self, answer: Answer) -> Placed:
        """What the page after the checkout says: the order, and how it is to be paid."""
        page = self._browser.page
        number = page.select_one("#order-number")
        if number is None:
            return Placed(accepted=False, message=answer.message or words(page), errors=answer.errors)
        # The page of an order that is to be paid first shows no status of it.
        is_done = page.select_one("#order-status") is not None
        return Placed(
            accepted=True,
            order=number.get_text(strip=True),
            message=answer.message,
            kind="none" if is_done else "form",
        )

    def success_page(self, placed: Placed) -> Order | None:
        order = order_on(self._get("/checkout/done/", missing=True))
        return order or order_on(self._get(f"/orders/{placed.order}/", missing=True))

    def track(self, number: str, phone: str) -> Order | None:
        self._get("/track/")
        self._post("/track/", number=number, phone=phone)
        return order_on(self._browser.page)

    def prefill(self, phone: str, proof: str = "") -> Customer | None:
        self._get("/checkout/")
        self._post("/checkout/known/", phone=phone, number=proof)
        page = self._get("/checkout/")
        values = {name: page.select_one(f"form.stack [name={name}]") for name in ("name", "email", "address")}
        address = values.pop("address").get_text().strip()
        if not address and not any(one.get("value") for one in (*values.values(), page.select_one("#id_phone"))):
            return None
        return Customer(
            phone=phone, address=address, **{name: str(one.get("value", "")) for name, one in values.items()}
        )


def words(page: Any) -> str:
    """What a page without a form says."""
    return text(page, "main h1") if page is not None and page.select_one("main h1") else ""
