"""A customer pays: on the shop's pages and, as the sandboxes of gateways have their pages, at the stand-ins."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from pytest_golive.contracts.money import Money
from pytest_golive.contracts.storefront import Answer, Customer, Order, Placed

from golive_shop.buying import Buying
from golive_shop.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Mapping

    import requests

#: As the shop has it (store/payments/views.py).
SECONDS_BETWEEN_QUESTIONS = 2
GOOD_CARD, BAD_CARD = "pm_card_visa", "pm_card_visa_chargeDeclined"


class Paying(Buying, Staff):
    """A customer who pays."""

    def __init__(self, session: requests.Session, environ: Mapping[str, str]) -> None:
        super().__init__(session, environ)
        self._methods: dict[str, str] = {}
        self._attempts: dict[str, int] = {}

    def checkout(self, customer: Customer, method: str = "") -> Placed:
        placed = super().checkout(customer, method)
        if not placed.order or method in {"", "cod"}:
            return placed
        self._methods[placed.order], self._attempts[placed.order] = method, 1
        return replace(placed, **handed_over(self._browser.page))

    def order(self, number: str) -> Order | None:
        order = super().order(number)
        if order is None or not self._get(self._admin("store/payment/"), q=number).select("#result_list tbody tr"):
            return order
        rows = self._browser.page.select("#result_list tbody tr")
        good = [row for row in rows if row.select_one(".field-status").get_text(strip=True) == "Paid"]
        row, none = (good or rows)[0], Money(0, order.totals.total.currency)
        booked = {name: sum((amount_in(one, name) for one in good), none) for name in ("amount", "refunded")}
        gateway_id = row.select_one(".field-gateway_id").get_text(strip=True).strip("-")
        # SSLCommerz knows a payment by the shop's own number of it.
        is_named = row.select_one(".field-gateway").get_text(strip=True).lower() == "sslcommerz"
        payment = row.th.get_text(strip=True) if is_named else gateway_id
        return replace(order, payment=payment, paid=booked["amount"] if good else None, refunded=booked["refunded"])

    def pay(self, placed: Placed, outcome: Literal["success", "declined", "late"] = "success") -> Answer:
        page, gateway = self._get(self._pay(placed)), self._methods[placed.order]
        if gateway != "stripe" and handed_over(page)["kind"] == "none":  # the last attempt has failed
            self._post(self._pay(placed))
            self._attempts[placed.order] += 1
            page = self._get(self._pay(placed))
        if outcome == "late":
            self._steer(gateway, "next", outcome="late")
        if gateway == "stripe":
            self._post(self._pay(placed), payment_method=BAD_CARD if outcome == "declined" else GOOD_CARD)
        else:
            self._settle(placed, "decline" if outcome == "declined" else "pay", handed_over(page))
        return self._stands(placed, seconds=6.0 if outcome == "success" else 0.0)

    def pay_wrongly(self, placed: Placed, how: Literal["short", "elsewhere", "foreign"]) -> None:
        gateway = self._methods[placed.order]
        self._steer(gateway, "next", outcome="smaller" if gateway == "sslcommerz" else how)
        self._settle(placed, "pay", handed_over(self._get(self._pay(placed))))
        self._stands(placed, seconds=SECONDS_BETWEEN_QUESTIONS + 0.5)

    def notify(self, placed: Placed) -> None:
        gateway = self._methods[placed.order]
        if gateway != "khqr":  # Bakong tells nobody: it is asked
            self._steer(gateway, "notify", payment=placed.reference or self._known(placed))
        self._browser.session.get(f"{self._pay(placed)}status/")

    def _known(self, placed: Placed) -> str:
        """What the gateway's stand-in finds the payment by."""
        return placed.order if self._methods[placed.order] == "stripe" else self._name(placed)

    def _name(self, placed: Placed) -> str:
        """The shop's number of the attempt that is open, by which gateways know it."""
        return f"{placed.order}-{self._attempts[placed.order]}"

    def _status(self, placed: Placed) -> Any:
        return self._browser.session.get(f"{self._pay(placed)}status/").json()

    def _pay(self, placed: Placed) -> str:
        return f"/pay/{placed.order}/"

    def _steer(self, gateway: str, word: str, **said: str) -> Any:
        """Have a stand-in do something."""
        url = json.loads(self._environ["SHOP_GATEWAYS"])[gateway]
        answer = self._browser.session.post(f"{url}/-/{word}", json=said, verify=self._environ["SHOP_CA"])
        answer.raise_for_status()
        return answer.json().get("answer")

    def _settle(self, placed: Placed, word: str, shown: Mapping[str, Any]) -> None:
        """Pay or be declined on the gateway's page, and come back from there."""
        gateway = self._methods[placed.order]
        payment = shown.get("qr") or shown.get("reference") or self._name(placed)
        self._come_back(gateway, self._steer(gateway, word, payment=payment))

    def _come_back(self, gateway: str, back: Any) -> None:
        """What the payer's browser brings from the gateway's page."""
        if gateway == "sslcommerz":
            self._browser.session.post(back["url"], data=back["form"])
        if gateway == "razorpay":
            self._browser.session.post("/payments/razorpay/return/", data=back)

    def _stands(self, placed: Placed, seconds: float) -> Answer:
        """What the customer sees of the payment, once the page that waits for it has stopped waiting."""
        end = time.monotonic() + seconds
        while (told := self._status(placed))["is_open"] and time.monotonic() < end:
            time.sleep(0.3)
        page = self._get(self._pay(placed))
        note = page.select_one("#payment-message, .message.error")
        message = note.get_text(" ", strip=True) if note else str(told["message"])
        return Answer(accepted=bool(told["is_paid"]), message=message)


def amount_in(row: Any, name: str) -> Money:
    """An amount in the admin's list of payments."""
    return Money.of(row.select_one(f".field-{name}").get_text(strip=True), "USD")


def handed_over(page: Any) -> dict[str, Any]:
    """How the page after the checkout asks for the money."""
    if code := page.select_one("#qr"):
        return {"kind": "qr", "qr": code["data-qr"]}
    if link := page.select_one("#gateway-page"):
        return {"kind": "redirect", "url": link["href"]}
    if form := page.select_one("#gateway-form"):
        return {"kind": "redirect", "url": form["action"], "reference": form.select_one("[name=order_id]")["value"]}
    return {"kind": "form" if page.select_one("#id_payment_method") else "none"}
