"""What a customer does: looks, fills the cart, orders, pays, follows the order."""

from __future__ import annotations

from typing import Any

from pytest_golive.contracts.storefront import Answer, Cart, CartLine, Customer, Order, Placed, Product, Totals

from golive_shop.browser import Browser, card, line, money, text, totals


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
        fields = {"name": customer.name, "phone": customer.phone, "email": customer.email, "address": customer.address}
        answer = self._post("/checkout/", **fields, payment_method=method or "cod")
        page = self._browser.page
        number = text(page, "#order-number") if page is not None and page.select_one("#order-number") else ""
        return Placed(accepted=bool(number), order=number, message=answer.message, errors=answer.errors)

    def success_page(self, placed: Placed) -> Order | None:
        return self._order(self._get("/checkout/done/", missing=True))

    def track(self, number: str, phone: str) -> Order | None:
        self._post("/track/", number=number, phone=phone)
        return self._order(self._browser.page)

    def _order(self, page: Any) -> Order | None:
        number = page.select_one("#order-number") if page is not None else None
        if number is None:
            return None
        lines = [line(found) for found in page.select("ul.lines li")]
        status = number.find_parent("p").get_text(" ", strip=True).split(",")[1].strip()
        return Order(number=number.get_text(strip=True), totals=totals(page), lines=tuple(lines), status=status)
