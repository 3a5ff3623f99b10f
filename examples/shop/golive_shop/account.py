"""What a customer with an account does, and how the staff removes what such customers made."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Literal
from urllib.parse import urlsplit

from pytest_golive.contracts.keys import CookieFlags, Profile, Tokens, cookie_flags
from pytest_golive.contracts.storefront import Answer, Customer, Leftover, Order

from golive_shop.browser import order_on, text
from golive_shop.buying import Buying

COOKIE = "sessionid"
#: A product of the seed that nobody removes.
REVIEWED = "ash-tote"


class Account(Buying):
    """A customer with an account."""

    def register(self, customer: Customer) -> Answer:
        name = customer.email or "nobody"
        passwords = {"password1": customer.password, "password2": customer.password}
        return self._post("/register/", username=name, email=customer.email, **passwords)

    def log_in(self, email: str, password: str) -> Answer:
        self._get("/login/")
        return self._post("/login/", username=email, password=password)

    def log_out(self) -> None:
        self._get("/")
        self._post("/logout/")

    def is_logged_in(self) -> bool:
        return self.visit("/orders/") == 200

    def my_order(self, number: str) -> Order | None:
        return order_on(self._get(f"/orders/{number}/", missing=True))

    def ask_password_reset(self, email: str) -> Answer:
        self._get("/password/")
        self._post("/password/", email=email)
        return Answer(accepted=True, message=text(self._browser.page, "main"))

    def set_password(self, link: str, password: str) -> Answer:
        page = self._get(urlsplit(link).path)
        if page.select_one("input[type=password]") is None:
            return Answer(accepted=False, message=text(page, "main"))
        return self._post(urlsplit(self._browser.url).path, new_password1=password, new_password2=password)

    def request_refund(self, number: str, phone: str, reason: str) -> Answer:
        self._get("/refund/")
        return self._post("/refund/", number=number, phone=phone, reason=reason)

    def change_password(self, old: str, new: str) -> Answer:
        self._get("/password/change/")
        return self._post("/password/change/", old_password=old, new_password1=new, new_password2=new)

    def session_key(self) -> str:
        return str(self._browser.session.cookies.get(COOKIE, ""))

    def with_session_key(self, key: str) -> None:
        self._browser.session.cookies.set(COOKIE, key, domain="shop.test", secure=True)

    def session_cookie(self) -> CookieFlags | None:
        return next(cookie_flags(one) for one in self._browser.session.cookies if one.name == COOKIE)

    def tokens(self, email: str, password: str) -> Tokens | None:
        return self._tokens("login", username=email, password=password)

    def refresh_tokens(self, refresh: str) -> Tokens | None:
        return self._tokens("refresh", refresh=refresh)

    def takes_token(self, access: str) -> bool:
        headers = {"Authorization": f"Bearer {access}"} if access else {}
        return self._api("GET", "orders/", headers=headers).status_code == 200

    def start_oauth(self) -> str:
        button = self._get("/login/").select_one("form[action='/login/google/'] [name=csrfmiddlewaretoken]")
        if button is None:
            return ""
        answer = self._browser.session.post(
            "/login/google/",
            data={"csrfmiddlewaretoken": button["value"]},
            headers={"Referer": self._browser.url},
            allow_redirects=False,
        )
        self._sent(answer)
        return str(answer.headers.get("Location", ""))

    def return_from_oauth(self, address: str) -> Answer:
        return self._answer(self._browser.open(address))

    def profile(self) -> Profile:
        page = self._get("/account/")
        told = {name: text(page, f"#account-{name}") for name in ("user", "name", "email")}
        subject = page.select_one("#account-google")
        return Profile(
            account=told["user"],
            email=told["email"],
            name=told["name"],
            subject=subject.get_text(strip=True) if subject else "",
        )

    def upload(self, name: str, content: bytes, kind: str) -> Answer:
        page = self._get(f"/product/{REVIEWED}/review/")
        # Others review the same product meanwhile: ours is known by its words.
        said = f"Sent by a test ({os.urandom(6).hex()}), and removed after it."
        words = {"name": "Golive Test", "rating": "5", "text": said}
        token = page.select_one("input[name=csrfmiddlewaretoken]")["value"]
        answer = self._answer(
            self._browser.post(
                self._browser.url,
                data={"csrfmiddlewaretoken": token, **words},
                files={"photo": (name, content, kind)},
                headers={"Referer": self._browser.url},
            )
        )
        if answer.refused:
            return answer
        ours = (one for one in self._browser.page.select(".reviews li") if said in one.get_text())
        photo = next(ours).select_one("img")
        return Answer(accepted=True, message=str(photo["src"]) if photo else "")

    def visit(self, path: str) -> int:
        return int(self._browser.session.get(path, allow_redirects=False).status_code)

    def forbidden(self, role: Literal["visitor", "customer", "staff"]) -> Sequence[str]:
        if role == "staff":
            return [self._admin_page(f"store/{model}/") for model in ("order", "product", "promocode")]
        pages = ("", "store/order/", "store/order/revenue.csv", "store/product/", "store/customer/")
        return [self._admin_page(path) for path in (*pages, "switches/switch/", "reviews/review/")]

    def limited_log_in(self) -> Answer:
        known = {"username": self._environ["SHOP_STAFF"], "password": self._environ["SHOP_STAFF_PASSWORD"]}
        self._submit(self._get("/login/"), form="main form", **known)
        return Answer(accepted=self.is_logged_in())

    def switch(self, name: Literal["logins", "orders"], *, on: bool) -> None:
        page = self._get(self._admin_page("switches/switch/"), q=name)
        self._get(str(page.select_one("#result_list tbody th a")["href"]))
        form = self._browser.select_form("#switch_form")
        form["is_closed"] = not on
        self._sent(self._browser.submit_selected(btnName="_save"))

    def leftovers(self, mark: str) -> Sequence[Leftover]:
        users = self._rows("auth/user/", mark)
        found = [Leftover(kind="customer", id=f"auth/user/{key}", mark=row) for key, row in users]
        reviews = self._rows("reviews/review/", mark)
        found += [Leftover(kind="upload", id=f"reviews/review/{key}", mark=row) for key, row in reviews]
        return [*super().leftovers(mark), *(one for one in found if mark.lower() in one.mark.lower())]

    def remove(self, leftover: Leftover) -> None:
        model = {"customer": "auth/user/", "upload": "reviews/review/"}.get(leftover.kind)
        if model is None:
            super().remove(leftover)
            return
        keys = [leftover.id.rpartition("/")[2]] if leftover.id.startswith(model) else []
        # An address of a mailbox or of a photo else.
        keys = keys or [key for key, _ in self._rows(model, leftover.id.rpartition("/")[2])]
        for key in keys:
            self._delete(self._admin_page(f"{model}{key}/delete/"))
        if leftover.kind == "customer" and not leftover.id.startswith(model):
            super().remove(leftover)

    def _rows(self, path: str, words: str) -> list[tuple[str, str]]:
        page = self._get(self._admin_page(path), q=words)
        rows = page.select("#result_list tbody tr")
        return [(row.select_one("input.action-select")["value"], row.get_text(" ", strip=True)) for row in rows]

    def _admin_page(self, path: str) -> str:
        return f"/{self._environ['SHOP_ADMIN_URL']}{path}"

    def _tokens(self, call: str, **words: str) -> Tokens | None:
        answer = self._api("POST", f"auth/{call}/", json=words)
        return Tokens(**answer.json()) if answer.ok else None

    def _api(self, method: str, path: str, **how: Any) -> Any:
        # A client without cookies: what it gets, it gets for its token.
        return self._browser.session.request(method, f"/api/v1/{path}", cookies={COOKIE: ""}, **how)
