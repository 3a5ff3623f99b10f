"""The gateway's books beside the shop's: a real Stripe stand-in with keys of live mode, and a shop of a few orders."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.checks import load_checks, registry
from pytest_golive.contracts.books import names_in
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.stage import Stage
from pytest_golive.contracts.storefront import Order, Storefront, Totals
from pytest_golive.facts.gather import Gatherer
from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings import Settings
from pytest_golive.settings.payment import KhqrTable, Payment, StripeTable
from servers.certificates import Certificates
from servers.gateways.stripe import Stripe
from tests.findings import told

KEY = "sk_live_golive0books"
HOUR = 3600
CHECKS = load_checks()
Judge = Callable[..., Finding]


class Shop(Storefront):
    """A shop that has these orders, and lists those of the last two days."""

    def __init__(self, orders: Mapping[str, Order], older: Mapping[str, Order]) -> None:
        self._orders, self._older = orders, older

    def orders_since(self, moment: datetime) -> list[Order]:
        return list(self._orders.values())

    def order(self, number: str) -> Order | None:
        return {**self._orders, **self._older}.get(number)


def order(number: str, minor: int = 2500, **given: Any) -> Order:
    """A paid order, as its staff sees it."""
    due = Totals(total=Money(minor, "USD"))
    known = {"is_paid": True, "method": "stripe", "refunded": Money(0, "USD")}
    return Order(number=number, totals=due, **{**known, **given})


@pytest.fixture(scope="module")
def running(certificates: Certificates) -> Iterator[Stripe]:
    server = Stripe(certificates.mail_context("127.0.0.1"), secret_key=KEY)
    yield server
    server.stop()


@pytest.fixture
def account(running: Stripe) -> Stripe:
    """An account in which nothing was paid."""
    running.forget()
    running.risk_level, running.always = "normal", ""
    return running


@pytest.fixture
def paid(account: Stripe) -> Callable[..., None]:
    """Have a payment in it."""

    def pay(reference: str, minor: int = 2500, *, ago: float = HOUR, refunded: int = 0, is_paid: bool = True) -> None:
        account.recall(
            f"pi_{len(account.intents)}", reference=reference, amount=minor, currency="USD", refunded=refunded,
            is_paid=is_paid, at=int(time.time() - ago),
        )  # fmt: skip

    return pay


@pytest.fixture
def judge(account: Stripe, certificates: Certificates, tmp_path: Path) -> Judge:
    """Play a contract beside a shop with these orders."""
    stripe = StripeTable(
        secret_key=KEY, base_url=account.url, ca_file=str(certificates.root_file), currency="USD", timeout=5
    )
    payment = Payment(stripe=stripe, small_amount="30.00")

    def run(check: str, *orders: Order, older: tuple[Order, ...] = (), payment: Payment = payment) -> Finding:
        settings = Settings(report=str(tmp_path), payment=payment)
        stage = Stage(settings, environ={})
        lists = [{one.number: one for one in some} for some in (orders, older)]
        stage.give(lambda: Shop(*lists))
        gatherer = Gatherer({"settings": settings, "stage": stage}, deadline=30, allowed=("read-only",))
        gatherer.start([check])
        return registry.run(CHECKS[check], gatherer.get, {"settings": settings}, {})

    run.payment = payment  # type: ignore[attr-defined]
    return run


COMPARE = "payment.reconciliation"


def test_books_that_agree(judge: Judge, paid: Callable[..., None]) -> None:
    paid("HH-1-1")
    paid("HH-1-2", refunded=2500)  # paid twice by mistake, and given back
    paid("HH-2", 900, refunded=300)
    paid("HH-3", ago=25 * HOUR)  # ordered long before
    paid("HH-4", is_paid=False)
    paid("HH-5", ago=5)  # only now: its notice is under way
    paid("test", refunded=2500)
    orders = [order("HH-1"), order("HH-2", 900, refunded=Money(300, "USD")), order("HH-4", is_paid=False)]
    cash = order("HH-9", method="cod")
    found = judge(COMPARE, *orders, order("HH-5", is_paid=False), cash, older=(order("HH-3"),))
    assert found.outcome is Outcome.PASSED, found
    assert "5 captured payments" in found.evidence[-1]


@pytest.mark.parametrize(
    ("orders", "said"),
    [
        ((), "HH-1-1: the gateway says USD 25.00 captured, the shop knows no such order"),
        ((order("HH-1", is_paid=False),), "HH-1: the gateway says USD 25.00 captured, the shop that it is not paid"),
        ((order("HH-1", 2400),), "HH-1: the gateway says USD 25.00, the shop USD 24.00"),
        ((order("HH-1", refunded=Money(500, "USD")),), "HH-1: the gateway says USD 0.00 refunded, the shop USD 5.00"),
        ((order("HH-1"), order("HH-2")), "HH-2: the gateway says nothing of it, the shop that it is paid"),
    ],
)
def test_what_does_not_agree(judge: Judge, paid: Callable[..., None], orders: tuple[Order, ...], said: str) -> None:
    paid("HH-1-1")
    found = judge(COMPARE, *orders)
    assert (found.outcome, found.observed.startswith(said)) == (Outcome.FAILED, True), found
    assert len(found.tables[0].rows) == 1


def test_an_order_that_was_paid_twice(judge: Judge, paid: Callable[..., None]) -> None:
    paid("HH-1-1")
    paid("HH-1-2")
    assert "paid 2 times" in judge(COMPARE, order("HH-1")).observed


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"is_paid": None}, "whether order HH-1 is paid"),
        ({"refunded": None}, "what of order HH-1 was refunded"),
        ({"method": ""}, "how order HH-1 is paid"),
    ],
)
def test_what_the_shop_does_not_tell(judge: Judge, paid: Callable[..., None], given: dict[str, Any], said: str) -> None:
    paid("HH-1", refunded=100)
    known = {"refunded": Money(100, "USD"), **given}
    found = judge(COMPARE, order("HH-1", **known))
    assert told(found) == ("unverified", f"the shop does not tell {said}")


def test_nothing_to_compare(judge: Judge) -> None:
    assert told(judge(COMPARE))[1].endswith("there is nothing to compare")


def test_a_gateway_that_lists_nothing_is_for_a_person(judge: Judge, paid: Callable[..., None]) -> None:
    paid("HH-1")
    both = replace(judge.payment, khqr=KhqrTable())  # type: ignore[attr-defined]
    found = judge(COMPARE, order("HH-1"), payment=both)
    assert told(found) == ("unverified", "khqr cannot list its payments by API")
    assert "name the others in books of [payment]" in found.remedy
    named = judge(COMPARE, order("HH-1"), payment=replace(both, books=("stripe",)))
    assert named.outcome is Outcome.PASSED
    assert "not looked at: khqr" in named.evidence[0]
    unknown = judge(COMPARE, order("HH-1"), payment=replace(both, books=("paypal",)))
    assert told(unknown) == ("unverified", "paypal is not declared")


def test_a_gateway_that_does_not_answer(judge: Judge, account: Stripe) -> None:
    account.always = "busy"
    found = judge(COMPARE, order("HH-1"))
    assert (found.outcome, found.look_failed) == (Outcome.UNVERIFIED, True)


def test_names_that_may_be_an_order(judge: Judge) -> None:
    assert names_in("HH-1001-2") == ["HH-1001-2", "HH-1001", "HH", "1001-2", "1001"]
    assert "1001" in names_in("order_1001")
    assert "2" not in names_in("1001-2")
    assert names_in("") == []


REAL = "payment.live-payment-seen"


def test_a_real_payment(judge: Judge, paid: Callable[..., None]) -> None:
    paid("HH-1", 9900)
    assert told(judge(REAL, order("HH-1", 9900)))[1].startswith("none of 1 real payments")
    paid("HH-2", 1500)
    assert judge(REAL, order("HH-2", 1500)).outcome is Outcome.PASSED
    assert told(judge(REAL)) == ("failed", "HH-2: USD 15.00 was paid, and the shop knows no such order")
    unpaid = judge(REAL, order("HH-2", 1500, is_paid=False))
    assert told(unpaid) == ("failed", "order HH-2 is not paid, and USD 15.00 was captured for it")
    assert told(judge(REAL, order("HH-2", 1600)))[1].startswith("order HH-2 is of USD 16.00")


def test_a_payment_of_test_mode_is_no_real_one(judge: Judge, paid: Callable[..., None]) -> None:
    payment = judge.payment  # type: ignore[attr-defined]
    test = replace(payment, stripe=replace(payment.stripe, secret_key="sk_test_golive0books"))
    found = judge(REAL, order("HH-1"), payment=test)
    assert told(found) == ("unverified", "no key is of live mode: no payment here is a real one")


def test_how_many_are_paid(judge: Judge, paid: Callable[..., None]) -> None:
    for number in range(18):
        paid(f"HH-{number}")
    for _ in range(5):
        paid("HH-now", ago=60, is_paid=False)  # somebody is looking for another card
        paid("HH-old", ago=30 * HOUR, is_paid=False)
    found = judge("payment.success-rate")
    assert told(found) == ("unverified", "18 attempts in 24 hours are too few to tell a rate: it takes 20")
    paid("HH-98", is_paid=False)
    paid("HH-99", is_paid=False)
    assert judge("payment.success-rate").outcome is Outcome.PASSED  # exactly 90 %
    paid("HH-97", is_paid=False)
    assert told(judge("payment.success-rate"))[1].startswith("less than 90 % were paid: all gateways 18 of 21 attempts")


def test_fraud_screening(judge: Judge, account: Stripe, paid: Callable[..., None]) -> None:
    assert told(judge("payment.fraud-screening")) == ("unverified", "stripe has no charge of the last 30 days")
    paid("HH-1", ago=9 * 24 * HOUR)
    assert judge("payment.fraud-screening").outcome is Outcome.PASSED
    account.risk_level = "not_assessed"
    paid("HH-2")
    assert told(judge("payment.fraud-screening"))[0] == "failed"
    account.risk_level = ""
    paid("HH-3", ago=60)
    assert told(judge("payment.fraud-screening")) == ("unverified", "stripe tells nothing of a fraud screening")


def test_more_payments_than_can_be_read(
    judge: Judge, paid: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pytest_golive.contracts.gateways.stripe.MOST_PAGES", 0)
    found = judge(COMPARE, order("HH-1"))
    assert (found.outcome, found.remedy) == (Outcome.UNVERIFIED, "choose a shorter time")
    since = datetime.now(UTC) - timedelta(days=9)
    assert found.reason == f"more than 0 payments since {since:%Y-%m-%d}"
