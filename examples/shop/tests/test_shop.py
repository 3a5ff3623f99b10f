"""Hill & Harbour's own go-live tests: ordinary pytest, counted in the verdict by their markers."""

from __future__ import annotations

import re

import pytest
import requests
from pytest_golive import Evidence


def post(http: requests.Session, action: str, data: dict[str, str]) -> str:
    """Send a form as a visitor would, with a CSRF token, and return the page that follows."""
    page = http.get("/track/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token, "/track/ has no form with a CSRF token"
    sent = {**data, "csrfmiddlewaretoken": token[1]}
    return http.post(action, data=sent, headers={"Referer": page.url}).text


def first(database, query: str):
    """The first value that a query finds, on either database."""
    with database.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


@pytest.mark.high
@pytest.mark.golive(line="promo-codes-work")
@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("WELCOME10", "Your promo code is applied."),
        ("SUMMER-2019", "This promo code has expired."),
        ("FIRST5", "This promo code has been used up."),
    ],
)
def test_promo_code(http: requests.Session, evidence: Evidence, code: str, answer: str) -> None:
    """Good promo codes are taken, expired and used-up ones are refused."""
    page = post(http, "/cart/promo/", {"code": code})
    assert answer in page, f"{code}: the cart does not say “{answer}”"
    evidence.saw(f"{code}: {answer}")


@pytest.mark.high
@pytest.mark.golive(line="order-tracking-needs-number-and-phone")
def test_order_number_alone_is_not_enough(http: requests.Session, database) -> None:
    """Nobody sees an order without knowing the phone number it was placed with."""
    number = first(database, "SELECT number FROM store_order ORDER BY id LIMIT 1")
    page = post(http, "/track/", {"number": number, "phone": "+4400000000"})
    assert "There is no order with this number and phone." in page


@pytest.mark.medium
def test_catalogue_is_filled(database, evidence: Evidence) -> None:
    """There is something to buy."""
    count = first(database, "SELECT count(*) FROM store_product WHERE is_active")
    evidence.saw(f"{count} products are on sale")
    assert count > 0
