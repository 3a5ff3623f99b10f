"""Ways of a shop that no stand-in of a gateway has: each is played against a shop that is bent in this one way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest

from pytest_golive.contracts.gateways import khqr_code
from pytest_golive.contracts.gateways.base import PaymentIntent, Status
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.storefront import Answer, Customer, Leftover, Order, Placed, Totals
from pytest_golive.finding import Outcome
from pytest_golive.settings import Payment
from pytest_golive.settings.payment import KhqrTable, RazorpayTable, Witnessed
from tests.contracts.tillshop import Person, Till, Tillshop, play

PASSED, FAILED, UNVERIFIED = Outcome.PASSED, Outcome.FAILED, Outcome.UNVERIFIED
ENFORCED = "payment.webhook-signature-enforced"


class Unsigned(Till):
    """Its secret is not given to the gate."""

    secret = ""

    def build_event(self, kind: str, payment: PaymentIntent) -> Any:
        self._unsupported("sign")


class Silent(Till):
    """Nothing can be said in its name that is about nothing of the shop's."""

    events = ()


@pytest.mark.parametrize(
    ("shop", "outcome", "words"),
    [
        (Tillshop(), PASSED, ""),
        (Tillshop(waits=0.4), PASSED, ""),
        (Tillshop(unknown=404), PASSED, ""),
        (Tillshop(believes_amounts=True, waits=0.4), FAILED, "rightly signed, smaller amount: the order is paid a mo"),
        (Tillshop(notices=set()), PASSED, ""),
        (Tillshop(notices=set(), believes_amounts=True), FAILED, "rightly signed, smaller amount: the order is paid"),
        (Tillshop(answers=405, till=Silent()), FAILED, "no signature: there is no such endpoint (405)"),
        (Tillshop(answers=404, till=Silent()), FAILED, "no signature: there is no such endpoint (404)"),
        (Tillshop(answers=403, till=Silent()), UNVERIFIED, "refuses what stripe itself would send, too (403)"),
        (Tillshop(answers=429, till=Silent()), UNVERIFIED, "9 notices met a rate limit (429)"),
        (Tillshop(till=Unsigned()), UNVERIFIED, "no notice of stripe could be signed rightly"),
        (Tillshop(books_again=True), FAILED, "a notice that came again made it USD 37.50"),
        (Tillshop(books_again=True, tells_paid=False), UNVERIFIED, "whether it was booked twice is not seen"),
    ],
)
def test_forged_notices(shop: Tillshop, outcome: Outcome, words: str, tmp_path: Path) -> None:
    told = play(shop, ENFORCED, tmp_path)
    assert (told.outcome, words in told.text) == (outcome, True), told
    assert bool(told.cure) == (outcome is UNVERIFIED)


@pytest.mark.parametrize(
    ("shop", "outcome", "words"),
    [
        (Tillshop(), PASSED, ""),
        (Tillshop(books_again=True), FAILED, "a repeated notice made it USD 25.00"),
        (Tillshop(tells_paid=False), UNVERIFIED, "whether it was booked twice is not seen"),
    ],
)
def test_a_repeated_notice(shop: Tillshop, outcome: Outcome, words: str, tmp_path: Path) -> None:
    told = play(shop, "flow.payment-completes", tmp_path)
    assert (told.outcome, words in told.text) == (outcome, True), told


FIVE, NOTHING = Money(500, "USD"), Money(0, "USD")


def fifth(totals: Totals) -> Money:
    return Money(totals.total.minor // 5, "USD")


def undiscounted(totals: Totals) -> Totals:
    """The discount is shown, and taken off nothing."""
    return replace(totals, total=totals.subtotal or NOTHING)


def only_total(totals: Totals) -> Totals:
    return Totals(total=totals.total)


def shipped(totals: Totals) -> Totals:
    return Totals(total=totals.total + FIVE, shipping=FIVE)


def taxed_within(totals: Totals) -> Totals:
    return Totals(total=totals.total + FIVE, shipping=FIVE, tax=Money(totals.total.minor // 6, "USD"))


def taxed_on_top(totals: Totals) -> Totals:
    return Totals(total=totals.total + fifth(totals) + FIVE, shipping=FIVE, tax=fifth(totals))


def taxed_untold(totals: Totals) -> Totals:
    return replace(totals, total=totals.total + fifth(totals))


def net(totals: Totals) -> Totals:
    """The subtotal is one after the discount."""
    return replace(totals, subtotal=totals.total)


WAYS = (only_total, shipped, taxed_within, taxed_on_top, taxed_untold, net)


@pytest.mark.parametrize("name", ["flow.cart", "flow.promo-valid"])
@pytest.mark.parametrize("totals", WAYS)
def test_totals_may_be_shown_in_many_ways(totals: Callable[[Totals], Totals], name: str, tmp_path: Path) -> None:
    told = play(Tillshop(totals=totals), name, tmp_path)
    assert (told.outcome, told.text) == (PASSED, "")


def test_a_discount_that_is_only_shown(tmp_path: Path) -> None:
    told = play(Tillshop(totals=undiscounted), "flow.promo-valid", tmp_path)
    assert told.outcome is FAILED
    assert told.text == "20 % off USD 25.00 left a total of USD 25.00 at USD 25.00"


@pytest.mark.parametrize(
    ("stale", "words"),
    [
        (lambda totals: replace(totals, total=Money(5930, "USD")), "the total is USD 59.30 for one Test"),
        (
            lambda totals: replace(
                totals, total=max(totals.total, Money(5930, "USD") if totals.total.minor < 1000 else NOTHING)
            ),
            "the total is still USD 59.30 after four times Test",
        ),
    ],
)
def test_a_total_that_is_not_computed_anew(stale: Callable[[Totals], Totals], words: str, tmp_path: Path) -> None:
    told = play(Tillshop(totals=stale), "flow.cart", tmp_path)
    assert (told.outcome, words in told.text) == (FAILED, True), told


def test_an_order_of_another_total_than_was_shown(tmp_path: Path) -> None:
    assert play(Tillshop(), "flow.order-created", tmp_path).outcome is PASSED
    told = play(Tillshop(kept=lambda totals: replace(totals, total=FIVE)), "flow.order-created", tmp_path)
    assert (told.outcome, told.text) == (FAILED, "total: USD 25.00 at the checkout, USD 5.00 in the order")


RAZORPAY = RazorpayTable(key_id="rzp_test_1", key_secret="s", callback="/notices/")
TODAY = datetime.now(UTC).date()
SOMEBODY = Witnessed(gateway="razorpay", payment="pay_1", amount="12.50", currency="USD", on=TODAY, by="operations")


class Witness(Till):
    """Somebody has paid before."""

    def __init__(self) -> None:
        super().__init__()
        paid = PaymentIntent(id="pay_1", status=Status.SUCCEEDED, money=Money(1250, "USD"), reference="1")
        self.payments["pay_1"] = paid


@pytest.mark.parametrize("witnessed", [(), (SOMEBODY,)])
@pytest.mark.parametrize(
    ("shop", "words"),
    [
        (Tillshop(), ""),
        (Tillshop(believes_all=True), "razorpay, no signature: the order is paid"),
        (Tillshop(believes_amounts=True), "razorpay, rightly signed, smaller amount: the order is paid"),
        (Tillshop(asks_for=Money(125, "USD")), "razorpay is asked for USD 1.25, the order is USD 12.50"),
        (Tillshop(kind="none"), "the customer is not asked to pay by razorpay"),
    ],
)
def test_a_way_to_pay(shop: Tillshop, words: str, witnessed: tuple[Witnessed, ...], tmp_path: Path) -> None:
    """A payment that somebody has seen says nothing of what the shop does today."""
    shop.till = Witness()
    payment = Payment(razorpay=RAZORPAY, default="razorpay", witnessed=witnessed)
    told = play(shop, "flow.pay-razorpay", tmp_path, payment=payment)
    assert (told.outcome is PASSED, words in told.text) == (not words, True), told
    assert not words or told.outcome is FAILED


@pytest.mark.parametrize(
    ("message", "outcome"),
    [
        ("支払いが拒否されました。別のカードをお試しください。", PASSED),
        ("付款失败，请换一张卡重试。", PASSED),
        ("ការទូទាត់បរាជ័យសូមព្យាយាមម្តងទៀត", PASSED),
        ("None of your money was taken. Please try another card.", PASSED),
        ("Exceptionnellement, ce paiement est refusé : essayez une autre carte.", PASSED),
        ("card_declined_generic", FAILED),
        ("Declined.", FAILED),
        ("Error: None, please call us at once.", FAILED),
        ("GatewayException was raised while paying.", FAILED),
    ],
)
def test_a_message_is_one_in_any_language(message: str, outcome: Outcome, tmp_path: Path) -> None:
    assert play(Tillshop(message=message), "flow.payment-error-message", tmp_path).outcome is outcome


@pytest.mark.parametrize(("late", "outcome"), [("neu", PASSED), ("Storniert", FAILED), ("Canceled by us", FAILED)])
def test_an_order_is_not_cancelled_before_its_payment_is_known(late: str, outcome: Outcome, tmp_path: Path) -> None:
    told = play(Tillshop(late=late), "flow.payment-timeout", tmp_path, cancelled="storniert")
    assert told.outcome is outcome, told


def test_a_khqr_code_without_an_amount(tmp_path: Path) -> None:
    code = khqr_code.Code(account="till@devb", currency="USD", name="Till", city="Phnom Penh", is_dynamic=False)
    table = KhqrTable(account_id="till@devb", merchant_name="Till")
    shop = Tillshop(qr=khqr_code.encode(code))
    for name in ("payment.khqr-payload", "flow.pay-khqr"):
        told = play(shop, name, tmp_path, payment=Payment(khqr=table, default="khqr"))
        assert told.outcome is FAILED, told


class Untold(Person):
    """An adapter that does not read how much went back."""

    def order(self, number: str) -> Order | None:
        found = super().order(number)
        return (
            replace(found, refunded=None, status="refunded" if found.refunded == found.totals.total else "new")
            if found
            else None
        )


@pytest.mark.parametrize(
    ("shop", "person", "outcome", "words"),
    [
        (Tillshop(), Person, PASSED, ""),
        (Tillshop(refund_waits=0.5), Person, PASSED, ""),
        (Tillshop(refund_waits=9), Person, FAILED, "USD 4.16 went back, the order shows USD 0.00"),
        (Tillshop(), Untold, UNVERIFIED, "the staff's order() tells nothing of the USD 4.16 of T1"),
    ],
)
def test_a_refund(shop: Tillshop, person: type[Person], outcome: Outcome, words: str, tmp_path: Path) -> None:
    told = play(shop, "flow.refund", tmp_path, person=lambda: person(shop))
    assert (told.outcome, words in told.text) == (outcome, True), told


class Careless(Person):
    """Says no to a malformed phone number, and keeps the order."""

    def checkout(self, customer: Customer, method: str = "") -> Placed:
        errors = {name: f"Please give your {name}." for name in self.shop.wrong_in(customer)}
        if not errors:
            return super().checkout(customer, method)
        if "phone" in errors and customer.phone and "keeps" in self.shop.message:
            basket = dict(self.basket)
            super().checkout(customer, method)
            self.basket.update(basket)
        return Placed(accepted=False, errors=errors)


@pytest.mark.parametrize(("message", "words"), [("", ""), ("keeps", "a refused checkout took from the stock")])
def test_a_checkout_that_is_refused(message: str, words: str, tmp_path: Path) -> None:
    shop = Tillshop(message=message)
    told = play(shop, "flow.checkout-form", tmp_path, person=lambda: Careless(shop))
    assert (told.outcome is PASSED, words in told.text) == (not words, True), told


TILL = threading.Lock()


class Late(Person):
    """Says that it is gone, and keeps the order."""

    def checkout(self, customer: Customer, method: str = "") -> Placed:
        with TILL:
            product = next(iter(self.basket))
            if self.shop.stock[product] > 0:
                return super().checkout(customer, method)
            if "keeps" in self.shop.message:
                super().checkout(customer, method)
                self.shop.stock[product] = 0
        return Placed(accepted=False, message="Somebody was faster.")


@pytest.mark.parametrize(("message", "words"), [("", ""), ("keeps", "4 of 5 customers were told that it is gone")])
def test_who_comes_late_has_no_order(message: str, words: str, tmp_path: Path) -> None:
    shop = Tillshop(message=message)
    told = play(shop, "flow.concurrent-orders", tmp_path, person=lambda: Late(shop))
    assert (told.outcome is PASSED, words in told.text) == (not words, True), told


class Declined(Person):
    """The gateway tells of the declined payment, too, and the shop does not look at what it says."""

    def pay(self, placed: Placed, outcome: Literal["success", "declined", "late"] = "success") -> Answer:
        answer = super().pay(placed, outcome)
        if outcome == "declined":
            self.shop.stock.update(dict.fromkeys(self.shop.stock, 3))
            if self.shop.believes_all:
                threading.Timer(0.4, lambda: self.notify(placed)).start()
        return answer


@pytest.mark.parametrize(
    ("believes", "words"), [(False, ""), (True, "the order is paid a moment after the payment was declined")]
)
def test_a_notice_of_a_declined_payment(believes: bool, words: str, tmp_path: Path) -> None:
    shop = Tillshop(believes_all=believes)
    told = play(shop, "flow.payment-failed", tmp_path, person=lambda: Declined(shop))
    assert (told.outcome is PASSED, words in told.text) == (not words, True), told


@pytest.mark.parametrize(
    ("frees", "keeps", "words"),
    [
        (True, False, ""),
        (False, True, ""),
        (False, False, "the stock of the order that failed is not given back"),
        (True, True, "the order that failed keeps no piece for another try: 3 of 3 are free"),
    ],
)
def test_the_goods_of_a_declined_order_go_where_the_shop_says(
    frees: bool, keeps: bool, words: str, tmp_path: Path
) -> None:
    shop = Tillshop()
    person = (lambda: Declined(shop)) if frees else None
    told = play(shop, "flow.payment-failed", tmp_path, person=person, declined_frees=not keeps)
    assert (told.outcome is PASSED, words in told.text) == (not words, True), told


JANE = Order(
    number="J1", totals=Totals(total=FIVE), customer="Jane Real", phone="+1 202 555 9999", status="new", is_paid=True
)


class Unfiltered(Careless):
    """Its search of orders shows all of them, whatever was asked for."""

    def find_orders(self, words: str) -> list[Order]:
        return list(self.shop.orders.values())

    def forms(self) -> dict[str, dict[str, str]]:
        return {"subscribe": {"email": "a@b.test"}}

    def submit(self, form: str, values: Mapping[str, str]) -> Answer:
        return Answer(accepted=values["email"].startswith("tests+") and "\0" not in values["email"], message="No.")

    def register(self, customer: Customer) -> Answer:
        return Answer(accepted=True)

    def log_in(self, email: str, password: str) -> Answer:
        return Answer(accepted=True)

    def is_logged_in(self) -> bool:
        return True

    def leftovers(self, mark: str) -> list[Leftover]:
        return [Leftover(kind="order", id=one.number, mark=one.customer) for one in self.shop.orders.values()]


@pytest.mark.parametrize("name", ["flow.checkout-form", "flow.input-validation", "flow.order-created"])
def test_what_real_customers_have_ordered_stays(name: str, tmp_path: Path) -> None:
    shop = Tillshop(orders={"J1": JANE})
    told = play(shop, name, tmp_path, person=lambda: Unfiltered(shop))
    assert (told.outcome, told.text) == (PASSED, "")
    assert shop.orders == {"J1": JANE}
