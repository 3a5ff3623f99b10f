"""How the site is reached and with which headers: passed, failed and unverified, with the words people read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.facts.app_model import Application
from pytest_golive.facts.page import Visit
from pytest_golive.finding import Outcome
from pytest_golive.settings import Settings, Target
from tests.checks.http.tables import Case, proofs
from tests.checks.http_cases import SHOP, judge, page, settings, visit

PLAIN = "http://shop.test/"
DEEP = "http://shop.test/golive/look/?x=1"
DOWN = Visit(
    asked=f"{SHOP}/",
    error="nothing answers at shop.test:443: connection refused",
    cure="start the site",
    root="host shop.test",
)


def redirect(url: str, location: str, status: int = 301) -> Visit:
    return visit(page(url, status, "", Location=location))


def foreign(answer: Visit, own: Visit | None = None) -> dict[str, Any]:
    """What a foreign name got, and the site's own."""
    return {"unknown_host": answer, "arrival": {"shop.test": own or visit(page())}}


def back_at_http(path: str) -> Visit:
    """What a visitor meets where https sends back to http: the redirect is not followed."""
    url = f"{SHOP}{path}"
    hop = page(path, 301, "", Location=f"http://shop.test{path}")
    return Visit(asked=url, hops=(hop,), error=f"{url} redirects from https to http://shop.test{path}")


PASSED: list[Case] = [
    ("http.site-up", {"arrival": {"shop.test": visit(page())}}, settings(), "shop.test answered 200 with"),
    (
        "http.https-redirect",
        {
            "plain_http": {
                PLAIN: redirect(PLAIN, f"{SHOP}/"),
                DEEP: redirect(DEEP, "https://shop.test:443/golive/look/?x=1", 302),
            },
            "arrival": {"shop.test": visit(page())},
        },
        settings(),
        "http://shop.test/ → 301 https://shop.test/",
    ),
    *[
        (
            "http.https-redirect",
            {"plain_http": {PLAIN: redirect(PLAIN, location)}, "arrival": {"shop.test": DOWN}},
            settings(),
            f"http://shop.test/ → 301 {location}",
        )
        for location in ("https://shop.test", "https://shop.test:443", "https://Shop.test:443/")
    ],
    (
        "http.https-redirect",
        {
            "plain_http": {DEEP: redirect(DEEP, "https://shop.test:8443/golive/look/?x=1")},
            "arrival": {"shop.test": visit(page())},
        },
        Settings(target=Target(url="https://shop.test:8443")),
        "→ 301 https://shop.test:8443/golive/look/?x=1",
    ),
    (
        "http.hsts",
        {"home": page()},
        settings(hsts_include_subdomains=True),
        "Strict-Transport-Security: max-age=31536000",
    ),
    ("http.security-headers", {"home": page(), "not_found": page("/x/", 404)}, settings(), "nosniff, frame limit"),
    (
        "http.csp-header",
        {
            "pages": {
                "/": visit(
                    page(Content_Security_Policy="script-src 'nonce-abc' 'unsafe-inline' 'strict-dynamic' https:")
                )
            }
        },
        settings(),
        "/: script-src 'nonce-abc'",
    ),
    (
        "http.unknown-host-rejected",
        foreign(visit(page(status=421))),
        settings(),
        "Host: evil.example got 421",
    ),
    (
        "http.unknown-host-rejected",
        foreign(Visit(asked=SHOP, error="closed")),
        settings(),
        "was hung up on",
    ),
    (
        "http.site-up",
        {"arrival": {"shop.test": visit(page(body="<title>Hill &amp; Harbour</title>"))}},
        settings(target={"marker": "Hill & Harbour"}),
        "shop.test answered 200",
    ),
]


FAILED: list[Case] = [
    (
        "http.site-up",
        {"arrival": {"shop.test": Visit(asked=SHOP, error="connection refused")}},
        settings(),
        f"{SHOP}: connection refused",
    ),
    ("http.site-up", {"arrival": {"shop.test": visit(page(status=502))}}, settings(), f"{SHOP}/ answered 502"),
    ("http.site-up", {"arrival": {"shop.test": visit(page(body=""))}}, settings(), "answered 200 with an empty body"),
    (
        "http.site-up",
        {"arrival": {"a": visit(page(Content_Type="image/png"))}},
        settings(),
        "answered with image/png, not a page",
    ),
    ("http.site-up", {"arrival": {"a": visit(replace(page(), seconds=11))}}, settings(), "took 11.0 s"),
    (
        "http.site-up",
        {"arrival": {"a": visit(page())}},
        settings(target={"marker": "Hats"}),
        "does not hold the text 'Hats'",
    ),
    (
        "http.site-up",
        {"arrival": {"a": visit(page("http://shop.test/"))}},
        settings(),
        "[target] url is http://shop.test/, not https",
    ),
    ("http.site-up", {"arrival": {"a": DOWN}}, settings(), "nothing answers at shop.test:443: connection refused"),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: visit(page(PLAIN))}},
        settings(),
        "answered 200 instead of a redirect",
    ),
    (
        "http.https-redirect",
        {"plain_http": {DEEP: redirect(DEEP, f"{SHOP}/")}},
        settings(),
        f"redirects to {SHOP}/, not to https://shop.test/golive",
    ),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: redirect(PLAIN, f"{SHOP}/")}},
        Settings(target=Target(url="https://shop.test:8443")),
        "redirects to https://shop.test/, not to https://shop.test:8443/",
    ),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: redirect(PLAIN, f"{SHOP}/")}, "arrival": {"shop.test": back_at_http("/")}},
        settings(),
        "https://shop.test/: https://shop.test/ redirects from https to http://shop.test/",
    ),
    (
        "http.https-redirect",
        {
            "plain_http": {PLAIN: redirect(PLAIN, f"{SHOP}/")},
            "arrival": {"shop.test": visit(page())},
            "pages": {"/checkout/": back_at_http("/checkout/")},
        },
        settings(),
        "https://shop.test/checkout/: https://shop.test/checkout/ redirects from https to http",
    ),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: redirect(PLAIN, "http://www.shop.test/")}},
        settings(),
        "not to https",
    ),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: redirect(PLAIN, f"{SHOP}/", 303)}},
        settings(),
        "303, which drops the method",
    ),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: Visit(asked=PLAIN, error="connection refused by shop.test:80")}},
        settings(),
        "is not answered, so nobody is redirected: connection refused",
    ),
    (
        "http.hsts",
        {"home": page(Strict_Transport_Security="")},
        settings(),
        "/ carries no Strict-Transport-Security header",
    ),
    (
        "http.hsts",
        {"home": page(Strict_Transport_Security="max-age=0")},
        settings(),
        "Strict-Transport-Security: max-age=0 switches HSTS off",
    ),
    ("http.hsts", {"home": page(Strict_Transport_Security="forever")}, settings(), "is malformed: 'forever'"),
    (
        "http.hsts",
        {"home": page(Strict_Transport_Security="max-age=31536000")},
        settings(hsts_include_subdomains=True),
        "lacks includeSubDomains",
    ),
    (
        "http.hsts",
        {"home": replace(page(), headers=(*page().headers, ("strict-transport-security", "max-age=300")))},
        settings(),
        "/ carries the header 2 times",
    ),
    (
        "http.security-headers",
        {"home": page(), "not_found": page("/x/", 404, X_Content_Type_Options="", Server="nginx/1.22.1")},
        settings(),
        "the 404 page (/x/): no X-Content-Type-Options: nosniff; server: nginx/1.22.1 tells a version",
    ),
    (
        "http.security-headers",
        {
            "home": page(Referrer_Policy="unsafe-url", X_Frame_Options="ALLOWALL", Strict_Transport_Security=""),
            "not_found": page("/x/", 404),
        },
        settings(),
        "(X-Frame-Options is 'ALLOWALL'); Referrer-Policy: unsafe-url; no Strict-Transport-Security",
    ),
    (
        "http.csp-header",
        {"pages": {"/": visit(page(Content_Security_Policy=""))}},
        settings(),
        "/ carries no Content-Security-Policy",
    ),
    (
        "http.csp-header",
        {
            "pages": {
                "/": visit(page(Content_Security_Policy="", Content_Security_Policy_Report_Only="default-src 'self'"))
            }
        },
        settings(),
        "/ carries only Content-Security-Policy-Report-Only",
    ),
    *(
        ("http.csp-header", {"pages": {"/": visit(page(Content_Security_Policy=policy))}}, settings(), f"/: {words}")
        for policy, words in (
            ("script-src * 'unsafe-inline'; script-src 'self'", "* allows scripts from anywhere"),
            ("script-src 'self'; script-src-elem *", "* allows scripts from anywhere"),
            ("script-src 'self'; script-src-attr 'unsafe-inline'", "'unsafe-inline' allows every inline script"),
            ("script-src 'self' https://*", "https://* allows scripts from anywhere"),
            ("script-src *:443", "*:443 allows scripts from anywhere"),
            ("script-src 'unsafe-inline' 'nonce-'", "'unsafe-inline' allows every inline script"),
            ("script-src 'unsafe-inline' 'nonce-{{ nonce }}'", "'unsafe-inline' allows every inline script"),
        )
    ),
    ("http.hsts", {"home": page("http://shop.test/")}, settings(), "came over plain http"),
    (
        "http.csp-header",
        {"pages": {"/": visit(page(Content_Security_Policy="default-src *"))}},
        settings(),
        "/: * allows scripts from anywhere",
    ),
    (
        "http.csp-header",
        {"pages": {"/": visit(page(Content_Security_Policy="script-src 'self' 'unsafe-inline'"))}},
        settings(),
        "'unsafe-inline' allows every inline script",
    ),
    (
        "http.csp-header",
        {"pages": {"/": visit(page(Content_Security_Policy="img-src 'self'"))}},
        settings(),
        "neither script-src nor default-src",
    ),
    (
        "http.unknown-host-rejected",
        foreign(visit(page())),
        settings(),
        "Host: evil.example got 200",
    ),
    (
        "http.unknown-host-rejected",
        foreign(redirect(SHOP, "https://evil.example/login")),
        settings(),
        "got 301 to https://evil.example/login",
    ),
    (
        "http.unknown-host-rejected",
        foreign(visit(page(status=500))),
        settings(),
        "made the site answer 500",
    ),
    (
        "http.unknown-host-rejected",
        foreign(visit(page(status=404, body='<a href="https://evil.example/">'))),
        settings(),
        "the answer 404 to Host: evil.example links to it",
    ),
]


UNVERIFIED: list[Case] = [
    # A redirect to where nothing listens, or a certificate that no browser accepts, is no https.
    (
        "http.https-redirect",
        {
            "plain_http": {PLAIN: redirect(PLAIN, f"{SHOP}/")},
            "arrival": {"shop.test": replace(DOWN, failure="connect")},
        },
        settings(),
        "nobody answers where http leads to: nothing answers at shop.test:443: connection refused",
    ),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: redirect(PLAIN, f"{SHOP}/")}},
        settings(),
        "whether https leads back to http was not seen: arrival was not seen",
    ),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: Visit(asked=PLAIN, error="no connection to shop.test:80 within 5 s")}},
        settings(),
        "no connection to shop.test:80 within 5 s",
    ),
    # The site itself is down: that, and not the missing redirect, is the reason.
    (
        "http.https-redirect",
        {
            "plain_http": {PLAIN: Visit(asked=PLAIN, error="nothing answers at shop.test:80: connection refused")},
            "arrival": {"shop.test": DOWN},
        },
        settings(),
        "nothing answers at shop.test:443: connection refused",
    ),
    (
        "http.unknown-host-rejected",
        foreign(visit(page(status=403)), visit(page(status=403))),
        settings(),
        "Host: evil.example got 403, and so did the site's own name",
    ),
    (
        "http.unknown-host-rejected",
        foreign(visit(page(status=403)), DOWN),
        settings(),
        "nothing answers at shop.test:443",
    ),
    ("http.csp-header", {"pages": {"/": DOWN}}, settings(), "nothing answers at shop.test:443: connection refused"),
    ("http.csp-header", {"pages": {"/": visit(page(status=502))}}, settings(), "https://shop.test/ answered 502"),
    ("http.csp-header", {"pages": {"/": Visit(asked=SHOP, error="timed out")}}, settings(), "/: timed out"),
    ("http.csp-header", {"pages": {}}, settings(), "[target] pages names no page"),
]

test_passed, test_failed, test_unverified = proofs(PASSED, FAILED, UNVERIFIED)


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("SECURE_HSTS_SECONDS", 31536000, "(Django: SECURE_HSTS_SECONDS=31536000)"),
        ("SECURE_HSTS_SECONDS", 0, "(set by the proxy: Django's SECURE_HSTS_SECONDS is 0)"),
    ],
)
def test_a_header_counts_whoever_set_it(setting: str, value: int, words: str) -> None:
    application = Application(python="3", django="5.2", module="s", settings={setting: value})
    finding = judge("http.hsts", {"home": page(), "application": application})
    assert finding.outcome is Outcome.PASSED
    assert words in finding.evidence[0]
