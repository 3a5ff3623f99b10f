"""What a customer holds who is logged in: the session's cookie, tokens, and an account."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from pytest_golive.data import dataclass

if TYPE_CHECKING:
    import requests
    from playwright.sync_api import Page


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """What a log-in of the API gives."""

    access: str = field(repr=False)
    """The JWT that calls carry."""
    refresh: str = field(default="", repr=False)
    """What gets the next one; empty: there is no such thing."""


@dataclass(frozen=True, kw_only=True)
class CookieFlags:
    """How the shop has set the cookie of its session."""

    secure: bool
    http_only: bool
    same_site: str = ""
    """``Lax``, ``Strict``, ``None``; empty: not said."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """An account, as a page shows it to whoever is logged in; None: no page tells."""

    account: str
    """What tells it from every other account: its number, its user name."""
    email: str | None = None
    name: str | None = None
    subject: str | None = None
    """The name by which a provider knows the person (``sub``), where the account is one of a provider."""


def cookie_flags(cookie: Any) -> CookieFlags:
    """The flags of a cookie in the jar of a `requests.Session`."""
    rest = {name.lower(): value for name, value in cookie._rest.items()}
    return CookieFlags(
        secure=cookie.secure, http_only="httponly" in rest, same_site=str(rest.get("samesite") or "").strip()
    )


def hand_over(session: requests.Session, page: Page) -> None:
    """Give a browser's page the cookies of a session, so that the same person goes on there."""
    for cookie in session.cookies:
        scheme, domain = "https" if cookie.secure else "http", cookie.domain.removesuffix(".local")
        told: Any = {
            "name": cookie.name,
            "value": cookie.value or "",
            "secure": cookie.secure,
            "httpOnly": cookie_flags(cookie).http_only,
        }
        if cookie.domain_specified:
            told |= {"domain": domain, "path": cookie.path}
        else:  # by its address, it is for this very host alone
            told |= {"url": f"{scheme}://{domain}/"}
        page.context.add_cookies([told])
