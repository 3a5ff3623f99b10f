from __future__ import annotations

import pytest

from pytest_golive.checklist.model import Kind, Line
from pytest_golive.named.headers import listed
from tests.checklist.phrases import BINDER

ALL, FRAME, SNIFF = "http.security-headers", "http.frame-limit", "http.nosniff"
CSP, HSTS, REFERRER = "http.csp-header", "http.hsts", "http.referrer-policy"


def bind(text: str, *, pins: tuple[str, ...] = ()) -> tuple[set[str], str]:
    """What a line is bound to, and the words that nothing verifies."""
    found = listed(Line(id="line", number=1, text=text, kind=Kind.ITEM, pins=pins), BINDER.bind)
    return {one.check for one in found.bound}, " ".join(found.leftover)


@pytest.mark.parametrize(
    ("text", "checks", "left"),
    [
        ("Security headers set (nosniff, X-Frame-Options)", {SNIFF, FRAME}, ""),
        ("Security headers set: X-Frame-Options and nosniff", {SNIFF, FRAME}, ""),
        ("Security headers (CSP, X-Frame-Options) set", {CSP, FRAME}, ""),
        ("Security headers (X-Frame-Options, Content-Security-Policy, HSTS)", {CSP, FRAME, HSTS}, ""),
        ("Security headers set (X-Frame-Options, nosniff, Referrer-Policy)", {SNIFF, FRAME, REFERRER}, ""),
        ("Security headers: CSP, HSTS, Permissions-Policy", {CSP, HSTS}, "permissions policy"),
    ],
)
def test_headers_that_a_line_lists_are_asked_for_and_no_others(text: str, checks: set[str], left: str) -> None:
    assert bind(text) == (checks, left)


@pytest.mark.parametrize(
    "text",
    [
        "Security headers set",
        "Security headers configured (HSTS, CSP, etc.)",
        "Security headers configured (e.g. HSTS, CSP)",
        "Security headers and HSTS set",
        "Security headers set (securityheaders.com)",
        "Security headers set (nginx)",
        "Headers hardened (nosniff, frame-ancestors, referrer policy)",
    ],
)
def test_a_line_without_a_list_or_with_an_open_one_asks_for_all(text: str) -> None:
    assert ALL in bind(text)[0]


def test_a_pin_stands_whatever_is_listed() -> None:
    assert bind("Security headers set (nosniff)", pins=(ALL,)) == ({ALL}, "")


def test_what_a_header_must_say_reaches_its_check() -> None:
    found = listed(
        Line(id="line", number=1, text="Security headers (X-Frame-Options DENY)", kind=Kind.ITEM), BINDER.bind
    )
    assert [(one.check, dict(one.quantities)) for one in found.bound] == [(FRAME, {"limit": "deny"})]
