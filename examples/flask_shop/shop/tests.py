"""What needs no server: `python -m unittest shop.tests`."""

from __future__ import annotations

import os
import unittest
from unittest import mock

NEEDED = {
    "SECRET_KEY": "for tests only",
    "DATABASE_URL": "mysql+pymysql://nobody@127.0.0.1:9/none",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "SITE_URL": "https://www.shop.test",
    "APP_ORIGIN": "https://app.shop.test",
    "RELEASE": "none",
}


class Pages(unittest.TestCase):
    """Pages that ask nobody."""

    def setUp(self) -> None:
        os.environ.update(NEEDED)
        from shop import create_app

        self.client = create_app().test_client()

    def test_legal_pages(self) -> None:
        for name in ("privacy", "terms", "imprint"):
            with self.subTest(name):
                assert self.client.get(f"/legal/{name}").status_code == 200
        assert self.client.get("/legal/other").status_code == 404

    def test_a_form_needs_its_token(self) -> None:
        assert self.client.post("/cart", data={"sku": "tide-vase"}).status_code == 400

    def test_a_quote_needs_a_number(self) -> None:
        for quantity in (0, -1, 100, "2", True, None):
            with self.subTest(quantity):
                answer = self.client.post("/api/quote", json={"sku": "tide-vase", "quantity": quantity})
                assert (answer.status_code, answer.get_json()["code"]) == (422, "PQ-422")

    def test_goods_in_json(self) -> None:
        lamp = {"sku": "harbour-lamp", "name": "Harbour lamp", "category": "Lamps", "cents": 4900, "about": "…"}
        with mock.patch("shop.api.remembered", return_value=[lamp]):
            [told] = self.client.get("/api/products").get_json()
            assert told == self.client.get("/api/products/harbour-lamp").get_json()
            assert self.client.get("/api/products/other").get_json()["code"] == "PQ-404"
        assert set(told) == set(
            self.client.get("/api/openapi.json").get_json()["paths"]["/api/products"]["get"]["responses"]["200"][
                "content"
            ]["application/json"]["schema"]["items"]["required"]
        )

    def test_purchases_need_a_log_in(self) -> None:
        assert self.client.get("/api/purchases").status_code == 401


if __name__ == "__main__":
    unittest.main()
