# ruff: noqa: PT009, PT027 - the shop's suite is one of unittest
"""Tests of paying: `python manage.py test store.tests_payments --settings shop.settings_for_tests`."""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import time
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import SimpleTestCase, TestCase, override_settings

from store import reports
from store.models import Category, Customer, Order, OrderLine, Payment, Product, PromoCode
from store.payments import booking, cash, khqr, paying, razorpay, refunds, sslcommerz, stripe
from store.payments.money import major, minor
from store.phones import normalise
from store.placing import RefusedError

BODY = b'{"id":"evt_1","object":"event","livemode":false,"type":"payment_intent.succeeded"}'
#: Invented by those who have published what they sign.
SAMPLE = {"stripe": "whsec_example", "hook": "hook-secret", "key": "key-secret", "store": "pass@ssl"}
PASSWORD = "-".join(["harbour", "lamp", "9"])


class Signatures(SimpleTestCase):
    """What the gateways have published, with secrets that nobody uses."""

    @override_settings(STRIPE_WEBHOOK_SECRET=SAMPLE["stripe"])
    def test_stripe(self) -> None:
        """One of several signatures is enough; an old one, or one of another version, is not."""
        at = 1700000000
        right = "v1=c55ed67a0f037985f387b1cbbcb45f1c2f5d32c0f778a66bf32d86fbef57f2aa"
        with patch.object(time, "time", return_value=at + 300):
            self.assertTrue(stripe.is_genuine(BODY, f"t={at},v1=00,{right}"))
            self.assertFalse(stripe.is_genuine(BODY + b" ", f"t={at},{right}"))
            self.assertFalse(stripe.is_genuine(BODY, f"t={at},{right.replace('v1', 'v0')}"))
        with patch.object(time, "time", return_value=at + 301):
            self.assertFalse(stripe.is_genuine(BODY, f"t={at},{right}"))
        for header in ("", "t=,v1=", "t=²,v1=x", "t", right):
            self.assertFalse(stripe.is_genuine(BODY, header))

    @override_settings(STRIPE_WEBHOOK_SECRET="")
    def test_without_a_secret_nothing_is_genuine(self) -> None:
        """An empty key signs like any other."""
        at = int(time.time())
        digest = hmac.new(b"", f"{at}.".encode() + BODY, hashlib.sha256).hexdigest()
        self.assertFalse(stripe.is_genuine(BODY, f"t={at},v1={digest}"))

    @override_settings(RAZORPAY_WEBHOOK_SECRET=SAMPLE["hook"], RAZORPAY_KEY_SECRET=SAMPLE["key"])
    def test_razorpay(self) -> None:
        """The notice by the webhook's secret, the return by the key's."""
        body, right = b'{"entity":"event","event":"payment.captured"}', "fed6fe66d2e1d09ea2f1c10fcfad6a9e"
        self.assertTrue(razorpay.is_genuine(body, f"{right}904499de3627c2cf99da556f5dc0ba2a"))
        self.assertFalse(razorpay.is_genuine(body, hmac.new(b"key-secret", body, hashlib.sha256).hexdigest()))
        signed = "499b31e8900df1b484a97bb54085f68a9eab577ac4c7b63cddf43f7b62d5ff9c"
        self.assertTrue(razorpay.is_genuine_return("order_A", "pay_B", signed))
        self.assertFalse(razorpay.is_genuine_return("order_B", "pay_B", signed))

    @override_settings(SSLCOMMERZ_STORE_PASSWORD=SAMPLE["store"])
    def test_sslcommerz(self) -> None:
        """What decides must be among the signed fields."""
        fields = {"amount": "100.00", "currency_type": "BDT", "currency_amount": "100.00", "status": "VALID"}
        fields["tran_id"] = "T1"
        secret = hashlib.sha256(b"pass@ssl").hexdigest()
        text = "&".join(f"{name}={value}" for name, value in sorted({**fields, "store_passwd": secret}.items()))
        signed = {"verify_key": ",".join(fields), "verify_sign_sha2": hashlib.sha256(text.encode()).hexdigest()}
        self.assertTrue(sslcommerz.is_genuine({**fields, **signed}))
        self.assertFalse(sslcommerz.is_genuine({**fields, **signed, "amount": "1.00"}))
        self.assertFalse(sslcommerz.is_genuine({**fields, **signed, "verify_key": "status,tran_id"}))
        self.assertFalse(sslcommerz.is_genuine({}))

    @override_settings(BAKONG_ID="shop@devb", BAKONG_MERCHANT_NAME="Test Shop", BAKONG_CITY="Phnom Penh")
    def test_khqr(self) -> None:
        """The code of ten minutes, with its checksum."""
        begin, end = (datetime.fromtimestamp(seconds, UTC) for seconds in (1700000000, 1700000600))
        code = khqr.code("1.50", "USD", "INV1", begin, end)
        self.assertEqual(code[-4:], "AEAC")
        self.assertEqual(khqr.md5(code), "3ac1ea949bd6639f208de3d462535129")

    def test_amounts_are_exact(self) -> None:
        """No amount is rounded on its way."""
        for text in ("0.01", "1.15", "19.99", "1000.10"):
            self.assertEqual(major(minor(Decimal(text))), Decimal(text))
        self.assertRaises(ValueError, minor, Decimal("1.005"))
        self.assertIsNone(major(1.0))
        self.assertIsNone(major(True))

    def test_phones(self) -> None:
        """One number, however it is typed."""
        for text in ("+44 20 7946 0001", "020 7946 0001", "0044 20 7946 0001", "44 2079 460001"):
            self.assertEqual(normalise(text), "+442079460001")
        self.assertEqual(normalise("+855 12 345 678"), "+85512345678")


class Booking(TestCase):
    """Orders, their money, and what they hold."""

    def setUp(self) -> None:
        """Three lamps, of which one is ordered."""
        shelf = Category.objects.create(name="Lamps", slug="lamps")
        self.lamp = Product.objects.create(
            category=shelf, name="Ash lamp", slug="ash-lamp", price=40, stock=3, image="products/lamps.png"
        )

    def order(self, method: str = "stripe", **more: Any) -> Order:
        """One lamp."""
        fields = {"subtotal": 40, "total": 40, "name": "Eve", "phone": "+442079460001", "email": "eve@shop.test"}
        order = Order.objects.create(payment_method=method, **{**fields, **more})
        OrderLine.objects.create(order=order, product=self.lamp, name="Ash lamp", price=40, quantity=1)
        Product.objects.filter(pk=self.lamp.pk).update(stock=2)
        return order

    def attempt(self, order: Order, **more: Any) -> Payment:
        """One that is open."""
        made = {"gateway": order.payment_method, "amount": order.total, "currency": "USD", **more}
        return Payment.objects.create(order=order, **made)

    def stock(self) -> int:
        """How many are left."""
        return Product.objects.get(pk=self.lamp.pk).stock

    def test_paid_once(self) -> None:
        """The second notice is no news; another amount is refused."""
        order = self.order()
        payment = self.attempt(order)
        for amount, currency in ((Decimal("39.99"), "usd"), (Decimal(40), "khr"), (None, "usd")):
            with self.assertRaises(booking.MismatchError):
                booking.paid(payment, amount=amount, currency=currency)
        self.assertTrue(booking.paid(payment, amount=Decimal(40), currency="usd"))
        self.assertFalse(booking.paid(payment, amount=Decimal(40), currency="usd"))
        self.assertFalse(booking.failed(payment, "late"))
        order.refresh_from_db()
        self.assertEqual((order.payment_status, self.stock()), ("paid", 2))

    def test_failed_returns_once_and_late_success_takes_again(self) -> None:
        """Out of order, and in order."""
        order = self.order()
        payment = self.attempt(order)
        self.assertTrue(booking.failed(payment, "No."))
        self.assertFalse(booking.failed(payment, "No."))
        self.assertEqual(self.stock(), 3)
        self.assertTrue(booking.paid(payment, amount=Decimal(40), currency="USD"))
        self.assertEqual(self.stock(), 2)

    def test_two_payments_of_one_order_are_told(self) -> None:
        """Somebody has to look."""
        order = self.order()
        first, second = self.attempt(order), self.attempt(order, attempt=2)
        with patch("store.payments.booking.tell_staff") as told, self.captureOnCommitCallbacks(execute=True):
            booking.paid(first, amount=Decimal(40), currency="USD")
            booking.paid(second, amount=Decimal(40), currency="USD")
        self.assertIn("paid twice", told.call_args[0][0])

    def test_cash_is_received_once(self) -> None:
        """And never for an order of another kind."""
        order = self.order("cod")
        cash.received(order)
        order.refresh_from_db()
        self.assertIsNotNone(order.paid_at)
        for wrong in (order, self.order("stripe"), self.order("cod", status="cancelled")):
            self.assertRaises(RefusedError, cash.received, wrong)

    def test_cancelled_by_its_customer(self) -> None:
        """While it is not paid."""
        order = self.order()
        paying.give_up(order)
        self.assertEqual(self.stock(), 3)
        self.assertRaises(RefusedError, paying.begin, order, "pm_card_visa")
        self.assertRaises(RefusedError, paying.give_up, order)

    def test_refunds_in_parts_and_never_too_much(self) -> None:
        """The gateway is asked each time; when all is back, an order that is new is over."""
        order = self.order()
        payment = self.attempt(order, gateway_id="pi_1")
        self.assertRaises(RefusedError, refunds.give_back, order, None, None)
        booking.paid(payment, amount=Decimal(40), currency="USD")
        answer = (200, {"id": "re_1", "status": "succeeded"})
        with patch("store.payments.stripe.call", return_value=answer) as call:
            refunds.give_back(order, Decimal("15.50"), None)
            self.assertEqual(call.call_args.kwargs["form"], {"payment_intent": "pi_1", "amount": 1550})
            order.refresh_from_db()
            self.assertEqual(order.payment_status, "part-refunded")
            self.assertRaises(RefusedError, refunds.give_back, order, Decimal("24.51"), None)
            self.assertEqual(call.call_count, 1)
            refunds.give_back(order, None, None)
        order.refresh_from_db()
        self.assertEqual((order.payment_status, order.status, self.stock()), ("refunded", "cancelled", 3))

    def test_what_nobody_pays_is_over_after_a_day(self) -> None:
        """What is open is asked about first; an order that was never paid gives its things back."""
        long_ago = datetime(2026, 1, 1, tzinfo=UTC)
        begun, forgotten = self.order(created_at=long_ago), self.order(created_at=long_ago)
        payment = self.attempt(begun, gateway_id="pi_1", created_at=long_ago)
        answer = (200, {"id": "pi_1", "status": "processing"})
        with patch("store.payments.stripe.call", return_value=answer) as call:
            call_command("settle_payments", stdout=io.StringIO())
        self.assertEqual(call.call_args.args[:2], ("GET", f"{settings.STRIPE_URL}/v1/payment_intents/pi_1"))
        for one in (begun, forgotten, payment):
            one.refresh_from_db()
        self.assertEqual((begun.status, forgotten.status, payment.status), ("cancelled", "cancelled", "failed"))
        self.assertFalse(begun.holds_goods or forgotten.holds_goods)

    def test_report(self) -> None:
        """Cancelled and unpaid orders are no revenue."""
        now = datetime(2026, 11, 5, 12, tzinfo=UTC)
        for more in ({"payment_status": "paid", "paid_at": now}, {}):
            self.order("cod", **more)
        self.order("cod", status="cancelled", payment_status="paid", paid_at=now)
        text = reports.revenue("2026-11-01", "2026-11-30").content.decode()
        rows = list(csv.DictReader(text.splitlines()))
        self.assertEqual([(row["day"], row["orders"], row["revenue"]) for row in rows], [("2026-11-05", "1", "40.00")])


class Shopping(TestCase):
    """What a visitor sends."""

    def setUp(self) -> None:
        """A lamp and a promo code."""
        shelf = Category.objects.create(name="Lamps", slug="lamps")
        self.lamp = Product.objects.create(
            category=shelf, name="Ash lamp", slug="ash-lamp", price=40, stock=9, image="products/lamps.png"
        )
        until = datetime(2099, 1, 1, tzinfo=UTC)
        self.promo = PromoCode.objects.create(
            code="ONCE", percent=10, valid_until=until, usage_limit=5, per_customer=1, minimum_subtotal=40
        )

    def buy(self, phone: str, *, promo: str = "", **more: str) -> Any:
        """One lamp, in cash."""
        self.client.post(f"/cart/add/{self.lamp.pk}/", {"quantity": 1})
        if promo:
            self.client.post("/cart/promo/", {"code": promo})
        fields = {"name": "Eve", "phone": phone, "email": "eve@shop.test", "address": "1 Quay", "payment_method": "cod"}
        return self.client.post("/checkout/", {**fields, **more})

    def test_customer_is_recognised_and_old_orders_stay(self) -> None:
        """By any way to write the number; the address is filled in for who knows an order."""
        self.buy("020 7946 0001")
        self.buy("+44 20 7946 0001", address="2 Pier")
        old, new = Order.objects.order_by("pk")
        self.assertEqual((old.address, new.address, old.customer), ("1 Quay", "2 Pier", new.customer))
        self.buy("+442079460001", address="9 Hill", email="mallory@elsewhere.test")
        self.assertEqual(Customer.objects.get().address, "2 Pier")
        self.client.cookies.clear()
        self.client.post(f"/cart/add/{self.lamp.pk}/", {"quantity": 1})
        self.client.post("/checkout/known/", {"phone": "02079460001", "number": "NOSUCHNUM"})
        self.assertNotContains(self.client.get("/checkout/"), "2 Pier")
        self.client.post("/checkout/known/", {"phone": "02079460001", "number": old.number})
        self.assertContains(self.client.get("/checkout/"), "2 Pier")

    def test_promo_once_for_each_customer(self) -> None:
        """However the number is written."""
        self.buy("+44 20 7946 0001", promo="once")
        self.assertRedirects(self.buy("020 7946 0001", promo="once"), "/cart/")
        self.buy("020 7946 0002", promo="once")
        self.promo.refresh_from_db()
        self.assertEqual((Order.objects.count(), self.promo.times_used), (2, 2))

    @override_settings(ORDERS_PAUSED=True)
    def test_orders_paused(self) -> None:
        """Whatever is sent."""
        self.assertEqual(self.buy("+44 20 7946 0001").status_code, 503)
        self.assertEqual(Order.objects.count(), 0)

    @override_settings(LOGINS_DISABLED=True)
    def test_logins_disabled(self) -> None:
        """With the right password too."""
        get_user_model().objects.create_user("ada", password=PASSWORD)
        answer = self.client.post("/login/", {"username": "ada", "password": PASSWORD})
        self.assertEqual(answer.status_code, 503)
        self.assertEqual(self.client.get("/orders/").status_code, 302)
