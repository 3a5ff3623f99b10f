"""Redirects, cookies and headers of a Django project, whether Django or the proxy sends them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.facts.app_model import (
    SystemChecks,
)
from pytest_golive.facts.page import Visit
from tests.checks.django.cases import BARE, SECURITY, WARNED, Case, app, judge, proofs, without

CSP = "csp.middleware.CSPMiddleware"
DJANGO_CSP = "django.middleware.csp.ContentSecurityPolicyMiddleware"
SERVED = {"http://shop.test/": Visit(asked="http://shop.test/", page=replace(BARE, url="http://shop.test/"))}


FAILED: list[Case] = [
    (
        "ssl-redirect",
        {"application": app(SECURE_SSL_REDIRECT=False), "plain_http": SERVED},
        "SECURE_SSL_REDIRECT is False, and plain http is not redirected to https by the proxy either",
    ),
    *(
        (
            "ssl-redirect",
            {"application": app(SECURE_REDIRECT_EXEMPT=["^health/$", pattern]), "plain_http": SERVED},
            f"the pattern {pattern!r} of SECURE_REDIRECT_EXEMPT exempts ordinary pages, "
            "and plain http is not redirected to https by the proxy either",
        )
        for pattern in ("^", "^$", ".+")
    ),
    (
        "session-cookie-secure",
        {"application": app(SESSION_COOKIE_SECURE=False)},
        "SESSION_COOKIE_SECURE is False in shop.settings",
    ),
    (
        "session-cookie-secure",
        {"home": replace(BARE, headers=(("Set-Cookie", "sessionid=***; HttpOnly"),))},
        "https://shop.test/ sets the cookie sessionid without Secure, although SESSION_COOKIE_SECURE is True",
    ),
    (
        "csrf-cookie-secure",
        {"application": app(CSRF_COOKIE_SECURE=False)},
        "CSRF_COOKIE_SECURE is False in shop.settings",
    ),
    (
        "session-cookie-httponly",
        {"application": app(SESSION_COOKIE_HTTPONLY=False)},
        "SESSION_COOKIE_HTTPONLY is False in shop.settings",
    ),
    (
        "csrf-cookie-httponly",
        {"application": app(CSRF_COOKIE_HTTPONLY=False)},
        "CSRF_COOKIE_HTTPONLY is False in shop.settings",
    ),
    (
        "xss-filter",
        {"application": app(django="3.2.1", SECURE_BROWSER_XSS_FILTER=False)},
        "SECURE_BROWSER_XSS_FILTER is False (Django 3.2.1)",
    ),
    (
        "xss-filter",
        {"home": BARE},
        "Django 5.2.1 ignores it, and https://shop.test/ sends no Content-Security-Policy",
    ),
    (
        "content-type-nosniff",
        {"application": app(SECURE_CONTENT_TYPE_NOSNIFF=False), "home": BARE},
        "SECURE_CONTENT_TYPE_NOSNIFF is False, and the home page lacks X-Content-Type-Options: nosniff",
    ),
    (
        "hsts-seconds",
        {"application": app(SECURE_HSTS_SECONDS=3600), "home": BARE},
        "SECURE_HSTS_SECONDS is 3600, and the home page's header says max-age=0; 31536000 are needed",
    ),
    (
        "hsts-include-subdomains",
        {"application": app(SECURE_HSTS_INCLUDE_SUBDOMAINS=False), "home": BARE},
        "SECURE_HSTS_INCLUDE_SUBDOMAINS is False, and the home page's header says no includeSubDomains",
    ),
]


UNVERIFIED: list[Case] = [
    (
        "ssl-redirect",
        {"application": app(SECURE_SSL_REDIRECT=False), "plain_http": None},
        "SECURE_SSL_REDIRECT is False, and whether the proxy redirects could not be seen: plain_http is out of sight",
    ),
    (
        "hsts-seconds",
        {"application": without(SECURITY), "home": None},
        "SecurityMiddleware is not in MIDDLEWARE, and what the proxy sends could not be seen: home is out of sight",
    ),
    (
        "hsts-include-subdomains",
        {"application": app(SECURE_HSTS_SECONDS=0), "home": None},
        "SECURE_HSTS_SECONDS is 0, and what the proxy sends could not be seen: home is out of sight",
    ),
    (
        "content-type-nosniff",
        {"application": app(SECURE_CONTENT_TYPE_NOSNIFF=False), "home": None},
        "SECURE_CONTENT_TYPE_NOSNIFF is False, and what the proxy sends could not be seen: home is out of sight",
    ),
    *(
        ("xss-filter", {"home": None, "application": application}, "home is out of sight")
        for application in (
            app(),
            app(middleware={CSP: (CSP,)}),
            app(middleware={DJANGO_CSP: (DJANGO_CSP,)}, SECURE_CSP={}),
            app(middleware={CSP: (CSP,)}, packages={"django-csp": "3.8"}, CSP_REPORT_ONLY=True),
        )
    ),
]

test_failed, test_unverified = proofs(FAILED, UNVERIFIED)


EDGE: list[Case] = [
    (
        "ssl-redirect",
        {"application": app(SECURE_SSL_REDIRECT=False)},
        "the proxy redirects plain http to https (SECURE_SSL_REDIRECT is False)",
    ),
    (
        "hsts-seconds",
        {"application": app(SECURE_HSTS_SECONDS=0)},
        "the proxy sends Strict-Transport-Security with max-age=31536000 (SECURE_HSTS_SECONDS is 0)",
    ),
    (
        "hsts-include-subdomains",
        {"application": without(SECURITY)},
        "the proxy sends Strict-Transport-Security with includeSubDomains (SecurityMiddleware is not in MIDDLEWARE)",
    ),
    (
        "content-type-nosniff",
        {"application": without(SECURITY)},
        "the proxy sends X-Content-Type-Options: nosniff (SecurityMiddleware is not in MIDDLEWARE)",
    ),
    (
        "check-deploy",
        {"system_checks": SystemChecks(deploy=(WARNED,), silenced=("security.W008",))},
        "security.W004 is not counted: the site sends Strict-Transport-Security",
    ),
]


@pytest.mark.parametrize(("name", "facts", "evidence"), EDGE)
def test_passed_when_the_proxy_does_it(name: str, facts: dict[str, Any], evidence: str) -> None:
    finding = judge(name, **facts)
    assert finding.outcome == "passed"
    assert evidence in finding.evidence


@pytest.mark.parametrize(
    ("name", "facts", "evidence"),
    [
        ("xss-filter", {"application": app(django="3.2.1", SECURE_BROWSER_XSS_FILTER=True)}, "True (Django 3.2.1)"),
        (
            "xss-filter",
            {"home": None, "application": app(middleware={CSP: (CSP,)}, CONTENT_SECURITY_POLICY={"DIRECTIVES": {}})},
            "csp.middleware.CSPMiddleware sends a CSP",
        ),
        (
            "xss-filter",
            {"home": None, "application": app(middleware={CSP: (CSP,)}, packages={"django-csp": "3.8"})},
            "csp.middleware.CSPMiddleware sends a CSP",
        ),
        (
            "xss-filter",
            {"home": None, "application": app(middleware={DJANGO_CSP: (DJANGO_CSP,)}, SECURE_CSP={"img-src": ["*"]})},
            f"{DJANGO_CSP} sends a CSP",
        ),
        (
            "ssl-redirect",
            {"application": app(SECURE_REDIRECT_EXEMPT=["^health/$"]), "plain_http": SERVED},
            "SecurityMiddleware is active, but for ^health/$",
        ),
        ("csrf-cookie-secure", {"application": app(CSRF_USE_SESSIONS=True)}, "there is no CSRF cookie"),
    ],
)
def test_passed_in_another_way(name: str, facts: dict[str, Any], evidence: str) -> None:
    finding = judge(name, **facts)
    assert finding.outcome == "passed"
    assert evidence in finding.evidence[-1]
