"""What a visitor demonstrably gets, whoever set it: the proxy may do what Django's settings leave out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.page import Page, Visit

REDIRECTS = frozenset({301, 302, 303, 307, 308})
SECURITY_MIDDLEWARE = "django.middleware.security.SecurityMiddleware"


def redirects_to_https(plain_http: Mapping[str, Visit] | None) -> bool:
    """Whether every answer over plain http sends the visitor to https."""
    pages = [visit.page for visit in (plain_http or {}).values() if visit.page is not None]
    return bool(pages) and all(
        page.status in REDIRECTS and (page.header("location") or "").startswith("https://") for page in pages
    )


def hsts_seconds(home: Page | None) -> int:
    """max-age of Strict-Transport-Security on the home page; 0 when there is none."""
    found = re.search(r"max-age\s*=\s*\"?(\d+)", _hsts(home), re.IGNORECASE)
    return int(found[1]) if found else 0


def hsts_covers_subdomains(home: Page | None) -> bool:
    """Whether Strict-Transport-Security on the home page is switched on and says includeSubDomains."""
    return hsts_seconds(home) > 0 and "includesubdomains" in _hsts(home).lower()


def is_nosniff(home: Page | None) -> bool:
    """Whether the home page says X-Content-Type-Options: nosniff."""
    return home is not None and (home.header("x-content-type-options") or "").strip().lower() == "nosniff"


def proven_by_edge(home: Page | None, plain_http: Mapping[str, Visit] | None) -> Mapping[str, str]:
    """Deployment checks of Django that the site answers for without Django's settings, and how."""
    referrer = home is not None and bool(home.header("referrer-policy"))
    frames = (home.header("x-frame-options") or "").upper() if home else ""
    seen = {
        "security.W004": (hsts_seconds(home) > 0, "the site sends Strict-Transport-Security"),
        "security.W005": (hsts_covers_subdomains(home), "the site's HSTS header says includeSubDomains"),
        "security.W006": (is_nosniff(home), "the site sends X-Content-Type-Options: nosniff"),
        "security.W008": (redirects_to_https(plain_http), "plain http is redirected to https"),
        "security.W019": (frames == "DENY", "the site sends X-Frame-Options: DENY"),
        "security.W021": ("preload" in _hsts(home).lower(), "the site's HSTS header says preload"),
        "security.W022": (referrer, "the site sends Referrer-Policy"),
    }
    return {name: why for name, (holds, why) in seen.items() if holds}


def cookies_without(pages: Mapping[str, Visit] | None, home: Page | None, name: str, flag: str) -> list[str]:
    """Addresses of the pages that set the cookie ``name`` without ``flag``."""
    answers = [home] if home else []
    for visit in (pages or {}).values():
        answers += [*visit.hops, *([visit.page] if visit.page else [])]
    return [page.url for page in answers for cookie in page.all("set-cookie") if _lacks(cookie, name, flag)]


def _lacks(cookie: str, name: str, flag: str) -> bool:
    parts = [part.strip().lower() for part in cookie.split(";")]
    return cookie.split("=", 1)[0].strip() == name and flag.lower() not in parts[1:]


def _hsts(home: Page | None) -> str:
    return (home.header("strict-transport-security") or "") if home is not None else ""
