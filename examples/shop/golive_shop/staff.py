"""What the staff does in the admin, and how test data is removed."""

from __future__ import annotations

import csv
from binascii import unhexlify
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django_otp.oath import totp
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.storefront import Answer, CartLine, Customer, Leftover, Order, Product, Totals

from golive_shop.browser import Browser, text

IMAGE = Path(__file__).parents[1] / "store" / "seed_media" / "products" / "bags.png"


class Staff(Browser):
    """One of the staff."""

    def staff_log_in(self, password: str = "") -> Answer:
        known = {
            "username": self._environ["SHOP_TESTER"],
            "password": password or self._environ["SHOP_TESTER_PASSWORD"],
        }
        self._submit(self._get(self._admin("login/")), **known)
        # The page names the devices of whoever knows the password.
        device = self._browser.page.select_one("select[name=otp_device] option[value*=totp]")
        if device:
            token = f"{totp(unhexlify(self._environ['SHOP_TESTER_TOTP_KEY']), step=1):06}"
            self._submit(self._browser.page, **known, otp_device=device["value"], otp_token=token)
        note = self._browser.page.select_one(".errornote")
        return Answer(accepted=note is None, message=note.get_text(" ", strip=True) if note else "")

    def create_product(self, name: str, price: Money, stock: int) -> Product:
        slug = name.lower().replace(" ", "-")
        self._get(self._admin("store/product/add/"))
        form = self._browser.select_form("#product_form")
        form["category"] = form.form.select("select[name=category] option")[1]["value"]
        form["name"], form["slug"], form["description"] = name, slug, "Made by a test, and removed after it."
        form["price"], form["stock"] = price.text, str(stock)
        with IMAGE.open("rb") as image:
            form["image"] = image
            self._sent(self._browser.submit_selected(btnName="_save"))
        self._saved()
        return Product(id=slug, name=name, price=price)

    def change_product(
        self, product: str, *, price: Money | None = None, stock: int | None = None, is_visible: bool | None = None
    ) -> Answer:
        changes = {"price": price.text if price else None, "stock": None if stock is None else str(stock)}
        return self._change("product", product, {key: value for key, value in changes.items() if value}, is_visible)

    def stock(self, product: str) -> int:
        page = self._get(self._change_url("product", product))
        return int(page.select_one("input[name=stock]")["value"])

    def create_promo(
        self,
        code: str,
        percent: int,
        *,
        uses: int = 100,
        uses_each: int = 0,
        is_expired: bool = False,
        is_future: bool = False,
        minimum: Money | None = None,
    ) -> Answer:
        starts, ends = ("2019-01-01", "2019-02-01") if is_expired else ("2026-01-01", "2099-01-01")
        self._get(self._admin("store/promocode/add/"))
        form = self._browser.select_form("#promocode_form")
        form["code"], form["percent"], form["usage_limit"] = code, str(percent), str(uses)
        form["per_customer"], form["minimum_subtotal"] = str(uses_each), minimum.text if minimum else "0"
        form["valid_from_0"], form["valid_until_0"] = "2098-01-01" if is_future else starts, ends
        form["valid_from_1"] = form["valid_until_1"] = "00:00:00"
        self._sent(self._browser.submit_selected(btnName="_save"))
        return self._saved_answer()

    def order(self, number: str) -> Order | None:
        url = self._change_url("order", number)
        return self._order_at(self._get(url)) if url else None

    def find_orders(self, words: str) -> list[Order]:
        page = self._get(self._admin("store/order/"), q=words)
        return [row_order(row) for row in page.select("#result_list tbody tr")]

    def set_status(self, number: str, status: str) -> Answer:
        return self._change("order", number, {"status": status.lower()})

    def history(self, number: str) -> list[str]:
        page = self._get(self._change_url("order", number).replace("/change/", "/history/"))
        return [row.get_text(" ", strip=True) for row in page.select("#change-history tbody tr")][::-1]

    def mark_paid(self, number: str) -> Answer:
        return self._act("cash_received", number)

    def refund(self, number: str, amount: Money | None = None) -> Answer:
        return self._act("refund", number, amount=amount.text if amount else "")

    def customers(self, words: str) -> list[Customer]:
        page = self._get(self._admin("store/customer/"), q=words)
        found = [str(row.select_one("th a")["href"]) for row in page.select("#result_list tbody tr")]
        return [customer_on(self._get(url.partition("?")[0])) for url in found]

    def report(self, name: str) -> Money:
        page = self._admin(f"store/order/{name}.csv")
        today = datetime.now(UTC).date().isoformat()
        answer = self._browser.session.get(page, params={"from": today, "to": today})
        answer.raise_for_status()
        if not answer.headers["Content-Type"].startswith("text/csv"):
            raise ValueError(f"{page} is {answer.headers['Content-Type']}, not CSV")
        rows = list(csv.DictReader(answer.text.splitlines()))
        return sum((Money.of(row["revenue"], row["currency"]) for row in rows), Money(0, "USD"))

    def _act(self, action: str, number: str, **values: str) -> Answer:
        """An action of the admin's list."""
        page = self._get(self._admin("store/order/"), q=number)
        box = page.select_one("#result_list input.action-select")
        path = f"{self._admin('store/order/')}?q={number}"
        answer = self._post(path, action=action, _selected_action=box["value"], **values)
        notes = self._browser.page.select(".messagelist li")
        is_refused = answer.refused or any("error" in note.get("class", ()) for note in notes) or not notes
        return Answer(accepted=not is_refused, message=" ".join(note.get_text(" ", strip=True) for note in notes))

    def _order_at(self, page: Any) -> Order:
        lines = page.select("#lines-group tr.has_original")
        is_paid = read(page, "payment_status").lower() in {"paid", "partly refunded", "refunded"}
        total = usd(read(page, "total"))
        parts = {name: usd(read(page, name)) for name in ("subtotal", "discount", "shipping", "tax")}
        return Order(
            number=read(page, "number"),
            totals=Totals(total=total, **parts),
            lines=tuple(order_line(row) for row in lines),
            status=text(page, "#id_status option[selected]"),
            is_paid=is_paid,
            # What was booked is the order's total; without a time nobody booked anything.
            paid=total if is_paid and read(page, "paid_at") else None,
            customer=page.select_one("#id_name")["value"],
            phone=page.select_one("#id_phone")["value"],
            address=page.select_one("#id_address").get_text().strip(),
            code=read(page, "promo"),
            note=page.select_one("#id_note").get_text().strip(),
        )

    def leftovers(self, mark: str) -> list[Leftover]:
        found: list[Leftover] = []
        for kind, model, column in (
            ("order", "order", "email"),
            ("customer", "customer", "email"),
            ("product", "product", "name"),
            ("promo", "promocode", "code"),
        ):
            page = self._get(self._admin(f"store/{model}/"), q=mark)
            for row in page.select("#result_list tbody tr"):
                key = row.select_one("input.action-select")["value"]
                held = text(row, f".field-{column}")
                if mark.lower() in held.lower():
                    found.append(Leftover(kind=kind, id=f"{model}/{key}", mark=held))
        return found

    def remove(self, leftover: Leftover) -> None:
        model = {"promo": "promocode"}.get(leftover.kind, leftover.kind)
        url = self._admin(f"store/{leftover.id}/") if "/" in leftover.id else self._change_url(model, leftover.id)
        if url:
            self._delete(url.replace("/change/", "/") + "delete/")

    def _delete(self, path: str) -> None:
        """Confirm a deletion without looking at its page first: it lists all that goes with it."""
        token = next(one.value for one in self._browser.session.cookies if "csrf" in one.name.lower())
        data = {"post": "yes", "csrfmiddlewaretoken": token}
        headers = {"Referer": "https://shop.test/"}
        answer = self._browser.session.post(path, data=data, headers=headers, allow_redirects=False)
        if answer.status_code not in {302, 404}:  # 404: it went with something else
            raise ValueError(f"{path} was answered with {answer.status_code}")

    def _admin(self, path: str) -> str:
        return f"/{self._environ['SHOP_ADMIN_URL']}{path}"

    def _change_url(self, model: str, words: str) -> str:
        """Address of the admin's page about one thing, found by its list's search; empty: it is not there."""
        page = self._get(self._admin(f"store/{model}/"), q=words.replace("-", " ") if model == "product" else words)
        # The search finds parts of words, too.
        for row in page.select("#result_list tbody tr"):
            held = {cell.get_text(" ", strip=True).lower() for cell in row.select("th, td")}
            if words.lower() in held | {one.replace(" ", "-") for one in held}:
                return str(row.select_one("th a")["href"]).partition("?")[0]
        return ""

    def _change(self, model: str, words: str, values: dict[str, str], is_visible: bool | None = None) -> Answer:
        self._get(self._change_url(model, words))
        form = self._browser.select_form(f"#{model}_form")
        for name, value in values.items():
            form[name] = value
        if is_visible is not None:
            form["is_active"] = is_visible
        self._sent(self._browser.submit_selected(btnName="_save"))
        return self._saved_answer()

    def _saved_answer(self) -> Answer:
        wrong = self._browser.page.select(".errorlist")
        return Answer(accepted=not wrong, message=" ".join(one.get_text(" ", strip=True) for one in wrong))

    def _saved(self) -> None:
        answer = self._saved_answer()
        if answer.refused:
            raise ValueError(answer.message)


def read(page: Any, name: str) -> str:
    """A field of an admin page that cannot be changed; empty where it holds nothing."""
    said = text(page, f".field-{name} .readonly")
    return "" if said == "-" else said


def usd(amount: str) -> Money:
    """``12.50`` as the admin writes it."""
    return Money.of(Decimal(amount), "USD")


def order_line(row: Any) -> CartLine:
    """A line of an order on its admin page."""
    quantity = int(text(row, ".field-quantity p"))
    return CartLine(
        name=text(row, ".field-name p"), quantity=quantity, amount=usd(text(row, ".field-price p")) * quantity
    )


def customer_on(page: Any) -> Customer:
    """A customer's admin page."""
    return Customer(
        name=page.select_one("#id_name")["value"],
        phone=read(page, "phone"),
        email=page.select_one("#id_email")["value"],
        address=page.select_one("#id_address").get_text().strip(),
    )


def row_order(row: Any) -> Order:
    """A row of the admin's list of orders."""
    return Order(
        number=text(row, ".field-number"),
        totals=Totals(total=usd(text(row, ".field-total"))),
        customer=text(row, ".field-name"),
        phone=text(row, ".field-phone"),
        status=text(row, ".field-status"),
    )
