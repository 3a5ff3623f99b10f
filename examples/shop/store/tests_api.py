# ruff: noqa: PT009 - the shop's suite is one of unittest
"""Tests of the JSON API: `python manage.py test store.tests_api --settings shop.settings_for_tests`."""

from __future__ import annotations

import secrets

from django.contrib.auth import get_user_model
from django.test import TestCase

from store.models import Category, Product

LIST, ORDERS, CART = "/api/v1/products/", "/api/v1/orders/", "/api/v1/cart/items/"
LOGIN, REFRESH = "/api/v1/auth/login/", "/api/v1/auth/refresh/"


class Api(TestCase):
    """Each endpoint, as a program calls it."""

    def setUp(self) -> None:
        """One lamp on one shelf."""
        shelf = Category.objects.create(name="Lamps", slug="lamps")
        self.lamp = Product.objects.create(
            category=shelf, name="Ash lamp", slug="ash-lamp", price=40, stock=3, image="products/lamps.png"
        )

    def test_products(self) -> None:
        """The catalogue, and what is said about a shelf that is not there."""
        self.assertEqual(self.client.get(LIST).json()["results"][0]["name"], "Ash lamp")
        self.assertEqual(self.client.get(LIST, {"category": "cars"}).status_code, 404)

    def test_orders_are_for_their_owner(self) -> None:
        """Nobody else gets any."""
        self.assertEqual(self.client.get(ORDERS).status_code, 401)
        self.client.force_login(get_user_model().objects.create_user("ada"))
        self.assertEqual(self.client.get(ORDERS).json(), {"results": []})

    def test_cart(self) -> None:
        """What is put in is in it, and nonsense is refused."""
        body = {"product": self.lamp.pk, "quantity": 2}
        answer = self.client.post(CART, body, content_type="application/json")
        self.assertEqual(answer.json()["items"], {str(self.lamp.pk): 2})
        self.assertEqual(self.client.post(CART, [], content_type="application/json").status_code, 400)

    def test_tokens(self) -> None:
        """The right password gives tokens, which are exchanged once; a wrong one gives none."""
        password = secrets.token_urlsafe(12)
        get_user_model().objects.create_user("ada", password=password)
        known = {"username": "ada", "password": password}
        tokens = self.client.post(LOGIN, known, content_type="application/json").json()
        headers = {"Authorization": f"Bearer {tokens['access']}"}
        self.assertEqual(self.client.get(ORDERS, headers=headers).json(), {"results": []})
        refresh = {"refresh": tokens["refresh"]}
        self.assertEqual(self.client.post(REFRESH, refresh, content_type="application/json").status_code, 200)
        self.assertEqual(self.client.post(REFRESH, refresh, content_type="application/json").status_code, 401)
        wrong = {**known, "password": secrets.token_urlsafe(12)}
        self.assertEqual(self.client.post(LOGIN, wrong, content_type="application/json").status_code, 401)

    def test_documents(self) -> None:
        """The schema and its page."""
        self.assertIn("openapi", self.client.get("/api/schema/").json())
        self.assertEqual(self.client.get("/api/docs/").status_code, 200)
