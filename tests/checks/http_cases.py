"""How the http checks are judged in tests: over facts built by hand, or over one that could not be seen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import run
from pytest_golive.facts.gather import Attempt
from pytest_golive.facts.page import Page, Visit
from pytest_golive.finding import Finding
from pytest_golive.settings import Http, Settings, Target

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SHOP = "https://shop.test"
GOOD_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'self'",
}
HOME = '<title>Shop</title><a href="/about/">About</a><link rel="stylesheet" href="/static/a.css">'


def page(path: str = "/", status: int = 200, body: str = HOME, **headers: str) -> Page:
    """A page; underscores in header names stand for dashes, an empty value leaves the header out."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    merged = {name: value for name, value in GOOD_HEADERS.items() if name.lower() not in {n.lower() for n in named}}
    merged |= {name: value for name, value in named.items() if value}
    url = path if "://" in path else f"{SHOP}{path}"
    size = len(body.encode())
    return Page(url=url, status=status, headers=tuple(merged.items()), body=body, size=size, seconds=0.1)


def visit(found: Page) -> Visit:
    """A visit that ended at a page at once."""
    return Visit(asked=found.url, page=found)


def settings(*, target: dict[str, Any] | None = None, **http: Any) -> Settings:
    """Settings of the shop."""
    return Settings(target=Target(url=SHOP, **(target or {})), http=Http(**http))


def judge(check_id: str, facts: dict[str, Any], given: Settings | None = None) -> Finding:
    """The finding over these facts; one that is not given could not be seen."""

    def look(name: str) -> Attempt:
        if name in facts:
            return Attempt(fact=name, value=facts[name])
        return Attempt(fact=name, reason=f"{name} was not seen", cure="set it", root=name)

    return run(load_checks()[check_id], look, {"settings": given or settings(), "now": NOW}, {})
