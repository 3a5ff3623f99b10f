"""What the staff sees of all orders and their payments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pytest_golive.contracts.money import Money
from pytest_golive.contracts.storefront import Order, Totals

from golive_shop.browser import text
from golive_shop.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

PAID = {"Paid", "Partly refunded", "Refunded"}
METHODS = {"Card": "stripe", "Bakong KHQR": "khqr", "SSLCommerz": "sslcommerz", "Razorpay": "razorpay"}


class Bookkeeping(Staff):
    """Somebody who looks through the books."""

    def orders_since(self, moment: datetime) -> list[Order]:
        payments = {
            reference(row): row
            for row in reversed(list(self._since("payment", moment)))
            if text(row, ".field-status") == "Paid"
        }
        return [booked(row, payments.get(text(row, ".field-number"))) for row in self._since("order", moment)]

    def _since(self, model: str, moment: datetime) -> Iterator[Any]:
        """The rows of all pages of a list of the admin."""
        number = 1
        while True:
            begin = f"{moment:%Y-%m-%d %H:%M:%S}+00:00"
            page = self._get(self._admin(f"store/{model}/"), created_at__gte=begin, p=str(number))
            yield from page.select("#result_list tbody tr")
            if not page.select_one(f".paginator a[href*='p={number + 1}']"):
                return
            number += 1


def reference(row: Any) -> str:
    """The number of the order that a row of payments is for."""
    return str(row.th.get_text(strip=True)).rpartition("-")[0]


def booked(row: Any, payment: Any) -> Order:
    """A row of orders, with the row of its payment if there is one."""
    total = Money.of(text(row, ".field-total"), "USD")
    order = Order(
        number=text(row, ".field-number"),
        totals=Totals(total=total),
        is_paid=text(row, ".field-payment_status") in PAID,
        method=METHODS.get(text(row, ".field-payment_method"), "cod"),
    )
    if payment is None:
        return order
    return replace(
        order,
        paid=Money.of(text(payment, ".field-amount"), "USD"),
        refunded=Money.of(text(payment, ".field-refunded"), "USD"),
        payment=text(payment, ".field-gateway_id"),
    )
