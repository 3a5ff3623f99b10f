"""What a customer with an account does."""

from __future__ import annotations

from golive_shop.browser import Browser

COOKIE = "sessionid"


class Account(Browser):
    """A customer with an account."""

    def session_key(self) -> str:
        return str(self._browser.session.cookies.get(COOKIE, ""))

    def with_session_key(self, key: str) -> None:
        self._browser.session.cookies.set(COOKIE, key, domain="shop.test", secure=True)
