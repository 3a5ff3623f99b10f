"""The shop's forms, with good values, and the pages that show what was typed into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pytest_golive.contracts.storefront import Answer

from golive_shop.account import REVIEWED, Account

PATHS = {
    "promo": "/cart/promo/",
    "checkout": "/checkout/",
    "contact": "/contact/",
    "login": "/login/",
    "register": "/register/",
    "review": f"/product/{REVIEWED}/review/",
}


class Forms(Account):
    """Somebody who fills in forms."""

    def forms(self) -> Mapping[str, Mapping[str, str]]:
        who = {"name": "Golive Test", "phone": "+442079400001", "email": "a@shop.test", "address": "1 Test Road"}
        known = {"username": self._environ["SHOP_CUSTOMER"], "password": self._environ["SHOP_CUSTOMER_PASSWORD"]}
        new = {"username": "a@shop.test", "email": "a@shop.test", "password1": "Harbour-83", "password2": "Harbour-83"}
        # What logs in comes last: it changes who sends the others.
        found = {
            "cart": {"quantity": "2"},
            "promo": {"code": "WELCOME10"},
            "checkout": {**who, "payment_method": "cod"},
            "login": known,
            "register": new,
        }
        if self.is_logged_in():
            found["review"] = {"name": "Golive Test", "rating": "4", "text": "It does what it should."}
        return found

    def submit(self, form: str, values: Mapping[str, str]) -> Answer:
        if form in {"cart", "checkout"} and not self.cart().lines:
            self.add_to_cart(REVIEWED)
        if form == "cart":
            line = self._get("/cart/").select_one(f"a[href='/product/{REVIEWED}/']").find_parent("li")
            return self._post(line.form["action"], **values)
        self._get({"promo": "/cart/"}.get(form, PATHS[form]))
        return self._post(PATHS[form], **values)

    def text_fields(self) -> Mapping[str, Sequence[str]]:
        return {"checkout": ("name", "address", "note"), "review": ("name", "text")}

    def shown(self, mark: str) -> Mapping[str, str]:
        if self._environ["SHOP_ADMIN_URL"] not in str(self._browser.url):
            links = self._get("/orders/").select("main a[href^='/orders/']")
            paths = ["/orders/", f"/product/{REVIEWED}/", *(str(link["href"]) for link in links)]
        else:
            paths = []
            for model in ("store/order/", "store/customer/", "reviews/review/"):
                paths.append(f"{self._admin_page(model)}?q={mark}")
                paths += [self._admin_page(f"{model}{key}/change/") for key, _ in self._rows(model, mark)]
        return {path: str(self._browser.session.get(path).text) for path in paths}
