"""Buying in the good shop: what each way to pay books, and what it does not."""

from __future__ import annotations

import hashlib
import hmac
import html
import json
import os
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests

from tests.shop.conftest import Browser

BUYER = {"name": "Eve Sands", "email": "eve@shop.test", "address": "1 Quay\nOban"}
PRODUCT = "/product/birch-bowl/"
REFUNDS = """
from decimal import Decimal
from store.payments.refunds import give_back
assert give_back(order, Decimal("1.00"), None).status == "done"
order.refresh_from_db()
assert order.payment_status == "part-refunded"
assert give_back(order, None, None).amount == order.total - 1
"""


@dataclass
class Visit:
    """One customer, and what the team and the gateways know."""

    browser: Browser
    env: dict[str, str]
    phone: str = "+44 7700 900001"
    token: str = ""

    def fill(self, quantity: int = 1, product: str = PRODUCT) -> None:
        action = re.search(r'action="(/cart/add/\d+/)"', self.browser.get(product).text)
        assert action is not None
        assert self.browser.post(action[1], {"quantity": str(quantity)}, product).headers["Location"] == "/cart/"

    def order(self, method: str, *, quantity: int = 1, product: str = PRODUCT, **fields: str) -> str:
        """Place an order; its number."""
        self.fill(quantity, product)
        placed = self.place(method, **fields)
        assert placed.status_code == 302, placed.text
        return self.number(placed)

    def place(self, method: str, **fields: str) -> requests.Response:
        form = {**BUYER, "phone": self.phone, "payment_method": method, **fields}
        return self.browser.post("/checkout/", form, "/checkout/")

    def number(self, placed: requests.Response) -> str:
        page = self.browser.get(placed.headers["Location"]).text
        found = re.search(r'id="order-number">(\w{10})<', page)
        assert found is not None, page
        return found[1]

    def page(self, number: str) -> str:
        return html.unescape(self.browser.get(f"/pay/{number}/").text)

    def retry(self, number: str, **fields: str) -> None:
        """Press the button of the payment page, from the page of the cart if there is none."""
        assert self.browser.post(f"/pay/{number}/", fields, f"/pay/{number}/").status_code == 302

    def status(self, number: str) -> dict[str, Any]:
        """What the waiting page is told, when it may ask the gateway again."""
        told: dict[str, Any] = {}
        for _ in range(30):
            told = self.browser.get(f"/pay/{number}/status/").json()
            if not told["is_open"]:
                break
            time.sleep(0.1)
        return told

    def rows(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database) as connection:
            return connection.execute(query, given).fetchall()

    def manage(self, code: str) -> None:
        """Run code in the shop, as its service would."""
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "SSL_CERT_FILE": self.env["SHOP_CA"]}
        environment["DJANGO_SETTINGS_MODULE"] = "shop.settings"
        # It would take the place of what the service trusts.
        environment.pop("REQUESTS_CA_BUNDLE", None)
        command = [self.env["SHOP_PYTHON"], "manage.py", "shell", "-c", code]
        subprocess.run(command, cwd=self.env["SHOP_DIR"], env=environment, check=True, timeout=60)

    def place_at_once(self) -> requests.Response:
        """Send the form of the checkout page that was loaded before."""
        form = {**BUYER, "phone": self.phone, "payment_method": "cod", "csrfmiddlewaretoken": self.token}
        headers, address = {"Referer": "https://shop.test/checkout/"}, "https://shop.test/checkout/"
        return self.browser.session.post(address, data=form, headers=headers, timeout=30, allow_redirects=False)

    def change(self, statement: str) -> None:
        with psycopg.connect(self.database) as connection:
            connection.execute(statement.encode())

    def state(self, number: str) -> tuple[str, bool]:
        """How far its payment is, and whether it holds what was ordered."""
        query = "SELECT payment_status, holds_goods FROM store_order WHERE number = %s"
        return self.rows(query, number)[0]

    def stock(self, slug: str = "birch-bowl") -> int:
        return int(self.rows("SELECT stock FROM store_product WHERE slug = %s", slug)[0][0])

    @property
    def database(self) -> str:
        return self.secret("DATABASE_URL")

    def secret(self, name: str) -> str:
        text = Path(self.env["SHOP_ENV_FILE"]).read_text(encoding="utf-8")
        return re.search(rf"^{name}=(.*)$", text, re.MULTILINE)[1]  # type: ignore[index]

    def steer(self, gateway: str, word: str, **said: str) -> Any:
        """Have a stand-in do something."""
        url = json.loads(self.env["SHOP_GATEWAYS"])[gateway]
        answer = requests.post(f"{url}/-/{word}", json=said, verify=self.env["SHOP_CA"], timeout=40)
        assert answer.status_code == 200, answer.text
        return answer.json().get("answer")

    def tell(self, path: str, body: bytes, **headers: str) -> int:
        """Call one of the shop's own addresses, as a gateway or as somebody who pretends to be one."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.browser.session.post(f"https://shop.test{path}", data=body, headers=named, timeout=30).status_code


@pytest.fixture
def visit(browser: Browser) -> Visit:
    return Visit(browser, browser.env)


def signed(body: bytes, secret: str, at: int | None = None) -> str:
    at = int(time.time()) if at is None else at
    return f"t={at},v1=" + hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()


def test_totals_add_up_and_what_is_sold_out_is_not_sold(visit: Visit) -> None:
    before = visit.stock()
    visit.fill(2)
    visit.browser.post("/cart/promo/", {"code": "WELCOME10"}, "/cart/")
    page = visit.browser.get("/checkout/").text
    names = ("subtotal", "discount", "shipping", "tax", "total")
    amounts = {name: Decimal(re.search(rf'id="{name}">−?\$([\d.]+)<', page)[1]) for name in names}  # type: ignore[index]
    taxed = amounts["subtotal"] - amounts["discount"] + amounts["shipping"]
    assert amounts["shipping"] == 5
    assert amounts["tax"] == (taxed / 10).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    assert amounts["total"] == taxed + amounts["tax"]
    stale = visit.place("cod", shown_total="1.00")
    assert "The total has changed" in stale.text
    number = visit.number(visit.place("cod", shown_total=str(amounts["total"]), note="Ring twice"))
    kept = visit.rows(f"SELECT {', '.join(names)}, note FROM store_order WHERE number = %s", number)[0]
    assert kept == (*amounts.values(), "Ring twice")
    assert visit.stock() == before - 2
    action = re.search(r'action="(/cart/add/\d+/)"', visit.browser.get("/product/gift-card/").text)
    assert action is not None
    visit.change("UPDATE store_product SET stock = 3 WHERE slug = 'gift-card'")
    visit.browser.post(action[1], {"quantity": "4"}, "/product/gift-card/")
    assert "There are only 3 of Gift card." in visit.browser.get("/cart/").text


def test_cash_has_limits(visit: Visit) -> None:
    visit.fill(1, "/product/gift-card/")
    assert "cannot be paid in cash" in visit.place("cod").text
    assert visit.rows("SELECT 1 FROM store_order WHERE phone = %s", visit.phone) == []
    visit.browser.session.cookies.clear()
    visit.fill(20)
    assert "Cash on delivery is possible up to $300" in visit.place("cod").text


def test_sending_twice_orders_once(visit: Visit) -> None:
    visit.phone = "+44 7700 900002"
    visit.fill()
    visit.token = visit.browser.get("/checkout/").text.partition('name="csrfmiddlewaretoken" value="')[2][:64]
    twins = [Visit(Browser(visit.env), visit.env, visit.phone, visit.token) for _ in range(4)]
    for one in twins:
        one.browser.session.cookies.update(visit.browser.session.cookies)
    with ThreadPoolExecutor(4) as pool:
        placed = list(pool.map(Visit.place_at_once, twins))
    for one in twins:
        one.browser.session.close()
    assert {one.headers.get("Location", "/cart/") for one in placed} <= {"/checkout/done/", "/cart/"}
    assert len(visit.rows("SELECT 1 FROM store_order WHERE phone = %s", visit.phone)) == 1


def test_card(visit: Visit) -> None:
    before, mails = visit.stock(), "SELECT count(*) FROM store_payment p JOIN store_order o ON o.id = p.order_id"
    number = visit.order("stripe")
    assert visit.stock() == before - 1
    visit.retry(number, payment_method="pm_card_visa_chargeDeclinedInsufficientFunds")
    assert "There is not enough money on the card." in visit.page(number)
    assert visit.state(number) == ("failed", False)
    assert visit.stock() == before
    visit.retry(number, payment_method="pm_card_visa")
    assert visit.browser.get(f"/pay/{number}/").headers["Location"] == "/checkout/done/"
    assert visit.state(number) == ("paid", True)
    assert visit.stock() == before - 1
    stranger = Browser(visit.env)
    with stranger.session:
        assert stranger.get(f"/pay/{number}/").status_code == stranger.get(f"/orders/{number}/").status_code == 404
    intent = visit.rows(f"{mails.replace('count(*)', 'gateway_id')} WHERE number = %s AND p.status = 'paid'", number)
    assert visit.steer("stripe", "notify", payment=intent[0][0]) == 200
    assert visit.state(number) == ("paid", True)


def test_card_whose_answer_is_late_is_charged_and_booked_once(visit: Visit) -> None:
    number = visit.order("stripe")
    visit.steer("stripe", "next", outcome="late")
    begin = time.monotonic()
    visit.retry(number, payment_method="pm_card_visa")
    assert time.monotonic() - begin < 10
    assert visit.state(number) == ("pending", True)
    assert visit.status(number)["payment_status"] == "paid"
    charges = visit.rows("SELECT p.status FROM store_payment p JOIN store_order o ON o.id = p.order_id"
                         " WHERE o.number = %s", number)  # fmt: skip
    assert charges == [("paid",)]


def test_forged_notices_of_stripe_change_nothing(visit: Visit) -> None:
    number = visit.order("stripe")
    visit.steer("stripe", "next", outcome="pending")
    visit.retry(number, payment_method="pm_card_visa")
    query = "SELECT gateway_id, amount FROM store_payment p JOIN store_order o ON o.id = p.order_id WHERE number = %s"
    intent, amount = visit.rows(query, number)[0]
    path, secret = "/payments/stripe/webhook/", visit.secret("STRIPE_WEBHOOK_SECRET")

    def event(**changes: Any) -> bytes:
        cents = int(amount * 100)
        told = {"id": intent, "status": "succeeded", "amount": cents, "amount_received": cents, "currency": "usd"}
        whole = {"id": f"evt_{time.time_ns()}", "type": "payment_intent.succeeded", "livemode": False}
        live = changes.pop("livemode", False)
        return json.dumps({**whole, "livemode": live, "data": {"object": {**told, **changes}}}).encode()

    good = event()
    assert visit.tell(path, good) == 400
    assert visit.tell(path, good, Stripe_Signature=signed(good, "whsec_other")) == 400
    assert visit.tell(path, good, Stripe_Signature=signed(good, secret, int(time.time()) - 301)) == 400
    assert visit.tell(path, good + b" ", Stripe_Signature=signed(good, secret)) == 400
    assert visit.tell(path, good, Stripe_Signature=signed(good, secret).replace("v1", "v0")) == 400
    for wrong in ({"amount_received": 1}, {"currency": "khr"}, {"livemode": True}, {"metadata": {"reference": "A-1"}}):
        body = event(**wrong)
        assert visit.tell(path, body, Stripe_Signature=signed(body, secret)) == 400
    assert visit.state(number) == ("pending", True)
    stranger = event(id="pi_stranger")
    assert visit.tell(path, stranger, Stripe_Signature=signed(stranger, secret)) == 200
    assert visit.tell(path, good, Stripe_Signature=signed(good, secret)) == 200
    assert visit.state(number) == ("paid", True)
    assert visit.tell(path, good, Stripe_Signature=signed(good, secret)) == 200


def test_khqr(visit: Visit) -> None:
    number = visit.order("khqr")
    page = visit.page(number)
    code = re.search(r'data-qr="([^"]+)"', page)
    assert code is not None
    assert f"62160112{number}-1" in code[1]
    picture = visit.browser.get(f"/pay/{number}/qr.svg")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/svg+xml")
    assert visit.browser.get(f"/pay/{number}/status/").json()["payment_status"] == "pending"
    visit.steer("khqr", "next", outcome="elsewhere")
    visit.steer("khqr", "pay", payment=code[1])
    time.sleep(2.1)
    assert visit.browser.get(f"/pay/{number}/status/").json()["payment_status"] == "pending"
    visit.steer("khqr", "pay", payment=code[1])
    assert visit.status(number)["payment_status"] == "paid"


def test_sslcommerz(visit: Visit) -> None:
    number = visit.order("sslcommerz")
    assert re.search(r'id="gateway-page" href="https://127.0.0.1:\d+/EasyCheckOut/', visit.page(number))
    back = visit.steer("sslcommerz", "decline", payment=f"{number}-1")
    assert visit.browser.session.post(back["url"], data=back["form"], timeout=30).status_code == 200
    assert visit.state(number) == ("failed", False)
    assert "Your bank has declined the payment." in visit.page(number)
    visit.retry(number)
    back = visit.steer("sslcommerz", "pay", payment=f"{number}-2")
    path = "/payments/sslcommerz/ipn/"
    forged = {**back["form"], "currency_amount": "1.00"}
    assert visit.browser.session.post(f"https://shop.test{path}", data=forged, timeout=30).status_code == 400
    assert visit.state(number) == ("pending", True)
    assert visit.steer("sslcommerz", "notify", payment=f"{number}-2") == 200
    assert visit.state(number) == ("paid", True)
    assert visit.steer("sslcommerz", "notify", payment=f"{number}-2") == 200


def test_razorpay(visit: Visit) -> None:
    number = visit.order("razorpay")
    answer = visit.browser.get(f"/pay/{number}/")
    order = re.search(r'name="order_id" value="(order_\w+)"', answer.text)
    assert order is not None
    assert f"form-action 'self' {visit.secret('RAZORPAY_URL')}" in answer.headers["Content-Security-Policy"]
    back = visit.steer("razorpay", "pay", payment=order[1])
    address = "https://shop.test/payments/razorpay/return/"
    forged = {**back, "razorpay_payment_id": "pay_other"}
    assert visit.browser.session.post(address, data=forged, timeout=30).status_code == 400
    assert visit.state(number) == ("pending", True)
    done = visit.browser.session.post(address, data=back, timeout=30, allow_redirects=False)
    assert done.headers["Location"] == f"/pay/{number}/"
    assert visit.state(number) == ("paid", True)
    assert visit.steer("razorpay", "notify", payment=order[1]) == 200


def test_gateway_that_fails_is_asked_again(visit: Visit) -> None:
    visit.steer("sslcommerz", "next", outcome="error")
    number = visit.order("sslcommerz")
    assert "Please do not pay again" in visit.page(number)
    assert visit.state(number) == ("pending", True)
    visit.retry(number)
    assert 'id="gateway-page"' in visit.page(number)


def test_last_piece_is_sold_once(visit: Visit) -> None:
    visit.change("UPDATE store_product SET stock = 1 WHERE slug = 'coral-vase'")
    browsers = [Browser(visit.env) for _ in range(5)]
    visits = [Visit(browser, visit.env, f"+44 7700 90010{at}") for at, browser in enumerate(browsers)]
    for one in visits:
        one.fill(1, "/product/coral-vase/")
        one.token = one.browser.get("/checkout/").text.partition('name="csrfmiddlewaretoken" value="')[2][:64]
    with ThreadPoolExecutor(5) as pool:
        placed = list(pool.map(Visit.place_at_once, visits))
    for one in browsers:
        one.session.close()
    assert sorted(one.headers["Location"] for one in placed) == ["/cart/"] * 4 + ["/checkout/done/"]
    assert visit.stock("coral-vase") == 0


def test_refund_goes_through_the_gateway(visit: Visit) -> None:
    number = visit.order("razorpay")
    order = re.search(r'name="order_id" value="(order_\w+)"', visit.browser.get(f"/pay/{number}/").text)
    assert order is not None
    visit.steer("razorpay", "pay", payment=order[1])
    assert visit.steer("razorpay", "notify", payment=order[1]) == 200
    visit.manage(f"order = Order.objects.get(number='{number}')\n{REFUNDS}")
    assert visit.state(number) == ("refunded", False)
