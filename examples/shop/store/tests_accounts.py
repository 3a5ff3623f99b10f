# ruff: noqa: PT009, PT027 - the shop's suite is one of unittest
"""Tests of accounts and of the back office.

`python manage.py test store.tests_accounts --settings shop.settings_for_tests`
"""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import RequestFactory, TestCase, override_settings
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from store.google.models import TakenError, user_of
from store.limits import is_gate
from store.models import Account, Category, Order, OrderLine, Payment, Product

PASSWORD, OTHER = "-".join(["harbour", "lamp", "9"]), "-".join(["harbour", "mug", "10"])


class Accounts(TestCase):
    """What somebody with an account gets by mail."""

    def register(self, name: str, email: str) -> Any:
        """Open an account."""
        form = {"username": name, "email": email, "password1": PASSWORD, "password2": PASSWORD}
        return self.client.post("/register/", form)

    def test_address_is_confirmed_once_and_nobody_elses(self) -> None:
        """Upper and lower case make no difference."""
        self.assertRedirects(self.register("eve", "Eve@shop.test"), "/", fetch_redirect_response=False)
        self.assertContains(self.register("eva", "eve@SHOP.test"), "There is an account with this mail address")
        link = re.search(r"https://[^/]+(/register/confirm/\S+)", mail.outbox[0].body)
        assert link
        self.assertEqual([self.client.get(link[1]).status_code for _ in range(2)], [200, 410])
        self.assertEqual(self.client.get("/register/confirm/nonsense/").status_code, 410)
        self.assertIsNotNone(Account.objects.get().confirmed_at)

    def test_password_is_reset_by_mail(self) -> None:
        """By a link of the shop's own host; an address that nobody has gets none."""
        self.register("eve", "eve@shop.test")
        self.client.logout()
        mail.outbox.clear()
        self.client.post("/password/", {"email": "nobody@shop.test"})
        self.assertEqual(mail.outbox, [])
        self.client.post("/password/", {"email": "eve@shop.test"})
        link = re.search(r"https://[^/]+(/password/\S+)", mail.outbox[0].body)
        assert link
        form = self.client.get(link[1], follow=True)
        new = {"new_password1": OTHER, "new_password2": OTHER}
        self.assertRedirects(self.client.post(form.request["PATH_INFO"], new), "/password/done/")
        self.assertTrue(self.client.login(username="eve", password=OTHER))
        self.assertContains(self.client.get(link[1], follow=True), "was used before")

    @override_settings(GOOGLE_CLIENT_ID="")
    def test_google_is_offered_with_a_client_only(self) -> None:
        """The page itself says where its form may lead."""
        self.assertNotContains(self.client.get("/login/"), "Google")
        self.assertEqual(self.client.post("/login/google/").status_code, 404)
        with override_settings(GOOGLE_CLIENT_ID="shop"):
            page = self.client.get("/login/")
            self.assertContains(page, "Log in with Google")
            allowed = f"form-action 'self' {settings.GOOGLE_ISSUER};"
            self.assertIn(allowed, page.headers["Content-Security-Policy"])

    def test_answers_of_google_to_nobody_are_refused(self) -> None:
        """Nobody is asked whether the code is good."""
        answer = self.client.get("/login/google/back/", {"code": "found", "state": "made-up"}, follow=True)
        self.assertContains(answer, "did not work")
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_accounts_of_google_are_known_by_their_number(self) -> None:
        """Not by name or address, and beside no password."""
        eve = {"iss": "https://accounts.google.com", "sub": "1", "email": "Eve@shop.test", "name": "Eve Sands"}
        user = user_of(eve)
        self.assertEqual((user.email, user.get_full_name()), ("eve@shop.test", "Eve Sands"))
        self.assertEqual(user_of({**eve, "email": "new@shop.test", "name": "Eve Okafor"}), user)
        self.assertNotEqual(user_of({**eve, "sub": "2", "email": "other@shop.test"}), user)
        with self.assertRaises(TakenError):
            user_of({**eve, "sub": "3"})

    @override_settings(GOLIVE_TOKEN="long-random-token")
    def test_gate_is_known_by_its_token(self) -> None:
        """And by nothing else."""
        made = RequestFactory()
        given = {"right": "long-random-token", "wrong": "long-random-toke", "none": ""}
        known = {name: is_gate(made.get("/", headers={"X-Golive": value})) for name, value in given.items()}
        self.assertEqual(known, {"right": True, "wrong": False, "none": False})
        with override_settings(GOLIVE_TOKEN=""):
            self.assertFalse(is_gate(made.get("/", headers={"X-Golive": ""})))


class BackOfficeOrders(TestCase):
    """What the team may do to an order."""

    def setUp(self) -> None:
        """An order of one lamp, and the owner with a second factor."""
        shelf = Category.objects.create(name="Lamps", slug="lamps")
        lamp = Product.objects.create(category=shelf, name="Ash lamp", slug="ash-lamp", price=40, stock=2)
        fields = {"name": "Eve", "phone": "+442079460001", "email": "eve@shop.test", "address": "1 Quay"}
        self.order = Order.objects.create(subtotal=40, total=40, **fields)
        self.line = OrderLine.objects.create(order=self.order, product=lamp, name="Ash lamp", price=40, quantity=1)
        marta = get_user_model().objects.create_superuser("marta")
        self.client.force_login(marta)
        session = self.client.session
        session[DEVICE_ID_SESSION_KEY] = TOTPDevice.objects.create(user=marta, name="phone").persistent_id
        session.save()

    def save(self, status: str) -> Any:
        """Save the order's page."""
        page = reverse("admin:store_order_change", args=[self.order.pk])
        inline = {"lines-TOTAL_FORMS": 1, "lines-INITIAL_FORMS": 1, "lines-0-id": self.line.pk}
        fields = {"name": "Eve", "phone": "+442079460001", "email": "eve@shop.test", "address": "1 Quay"}
        answer = self.client.post(page, {**fields, **inline, "lines-0-order": self.order.pk, "status": status})
        self.order.refresh_from_db()
        return answer

    def act(self, action: str, **more: str) -> Any:
        """Choose an action in the list."""
        form = {"action": action, "_selected_action": self.order.pk, **more}
        answer = self.client.post(reverse("admin:store_order_changelist"), form, follow=True)
        self.order.refresh_from_db()
        return answer

    def test_statuses_follow_each_other(self) -> None:
        """And each change is noted with its author."""
        self.assertContains(self.save("delivered"), "cannot become delivered")
        self.assertEqual(self.save("shipped").status_code, 302)
        self.assertEqual(self.save("delivered").status_code, 302)
        self.assertContains(self.save("new"), "cannot become new")
        self.assertEqual(self.order.status, "delivered")
        self.assertEqual(LogEntry.objects.filter(user__username="marta").count(), 2)

    def test_cancelling_returns_the_lamp(self) -> None:
        """Once."""
        self.save("cancelled")
        self.assertEqual((self.order.status, Product.objects.get().stock), ("cancelled", 3))
        self.assertContains(self.save("shipped"), "cannot become shipped")

    def test_cash_and_refund(self) -> None:
        """Cash once; then never more back than came."""
        self.assertContains(self.act("cash_received"), "paid in cash")
        self.assertContains(self.act("cash_received"), "paid already")
        self.assertContains(self.act("refund", amount="40.01"), "can be refunded")
        self.act("refund", amount="10")
        self.assertEqual((self.order.payment_status, Payment.objects.get().refunded), ("part-refunded", 10))
        self.assertContains(self.save("cancelled"), "Refund the order first")
        self.assertEqual(LogEntry.objects.count(), 2)

    def test_books_are_kept(self) -> None:
        """Only what the gate has ordered can be deleted."""
        page = reverse("admin:store_order_delete", args=[self.order.pk])
        self.assertEqual(self.client.post(page, {"post": "yes"}).status_code, 403)
        Order.objects.update(email="team+golive-1ptyxm-0c7@shop.test")
        self.assertEqual(self.client.post(page, {"post": "yes"}).status_code, 302)
        self.assertEqual((Order.objects.count(), Product.objects.get().stock), (0, 3))

    def test_report_is_for_the_team(self) -> None:
        """As a file."""
        page = reverse("admin:store_order_revenue")
        self.assertEqual(self.client.get(page).headers["Content-Type"], "text/csv; charset=utf-8")
        self.client.logout()
        self.assertEqual(self.client.get(page).status_code, 302)
