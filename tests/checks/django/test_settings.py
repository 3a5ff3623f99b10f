"""Debugging, the key, hosts and origins of a Django project: failed and unverified."""

from __future__ import annotations

from dataclasses import replace

from pytest_golive.facts.app_model import (
    Message,
    SystemChecks,
)
from pytest_golive.facts.redact import strength
from pytest_golive.settings import App, Settings
from tests.checks.django.cases import BARE, CORS, CSRF, KEY, LOGIN, SITE, WARNED, Case, app, judge, proofs, without

OWN_CSRF = without(CSRF)
OWN_CSRF = replace(
    OWN_CSRF,
    middleware={**OWN_CSRF.middleware, "shop.middleware.Csrf": ("shop.middleware.Csrf", CSRF)},
    own_csrf=("shop.middleware.Csrf",),
)
FAILED: list[Case] = [
    ("debug-off", {"application": app(DEBUG=True)}, "DEBUG is True in shop.settings"),
    (
        "debug-off",
        {"application": app(DEBUG="False")},
        "DEBUG is the text 'False', which counts as true, in shop.settings",
    ),
    ("secret-key-strong", {"application": app(secrets={})}, "SECRET_KEY is not set"),
    ("secret-key-strong", {"application": app(secrets={"SECRET_KEY": strength("")})}, "SECRET_KEY is empty"),
    (
        "secret-key-strong",
        {"application": app(secrets={"SECRET_KEY": strength("django-insecure-" + KEY)})},
        "SECRET_KEY begins with django-insecure-, as startproject made it",
    ),
    (
        "secret-key-strong",
        {"application": app(secrets={"SECRET_KEY": strength("change-me")})},
        "SECRET_KEY is a sample value",
    ),
    (
        "secret-key-strong",
        {"application": app(fallbacks=(strength(KEY[:20]),))},
        "SECRET_KEY_FALLBACKS[0] has 20 characters, fewer than 50",
    ),
    (
        "secret-key-strong",
        {"application": app(secrets={"SECRET_KEY": strength("abcd" * 20)})},
        "SECRET_KEY has only 4 different characters",
    ),
    (
        "secret-key-strong",
        {"application": app(secrets={"SECRET_KEY": strength("abcde" * 20)})},
        "SECRET_KEY has only 2.32 bits of entropy per character",
    ),
    ("allowed-hosts", {"application": app(ALLOWED_HOSTS=[])}, "ALLOWED_HOSTS is empty"),
    (
        "allowed-hosts",
        {"application": app(ALLOWED_HOSTS=["localhost"])},
        "ALLOWED_HOSTS (localhost) does not accept shop.test, www.shop.test",
    ),
    ("allowed-hosts-no-wildcard", {"application": app(ALLOWED_HOSTS=[])}, "ALLOWED_HOSTS is empty"),
    (
        "allowed-hosts-no-wildcard",
        {"application": app(ALLOWED_HOSTS=["shop.test", "*"])},
        'ALLOWED_HOSTS has the entry "*", which accepts any host',
    ),
    (
        "allowed-hosts-no-wildcard",
        {"application": app(ALLOWED_HOSTS=[".test"])},
        "ALLOWED_HOSTS has .test, wider than the declared hosts",
    ),
    (
        "csrf-trusted-origins",
        {"application": app(CSRF_TRUSTED_ORIGINS=["http://app.shop.test"])},
        "CSRF_TRUSTED_ORIGINS has http://app.shop.test, which is not one https origin",
    ),
    (
        "csrf-trusted-origins",
        {"application": app(CSRF_TRUSTED_ORIGINS=["https://shop.test"])},
        "CSRF_TRUSTED_ORIGINS (https://shop.test) lacks https://app.shop.test",
    ),
    (
        "cors-origins",
        {"application": app(CORS_ALLOW_ALL_ORIGINS=True)},
        "CORS_ALLOW_ALL_ORIGINS is True: any site may read the answers",
    ),
    (
        "cors-origins",
        {"application": app(CORS_ALLOWED_ORIGINS=["https://app.shop.test", "https://other.test"])},
        "CORS_ALLOWED_ORIGINS has https://other.test, which is not a declared https origin",
    ),
    (
        "cors-origins",
        {"application": app(CORS_ALLOWED_ORIGIN_REGEXES=["https://.*"])},
        "the pattern 'https://.*' of CORS_ALLOWED_ORIGIN_REGEXES allows https://evil.example",
    ),
    (
        "cors-origins",
        {"application": app(CORS_ALLOWED_ORIGINS=[])},
        "the CORS settings do not allow https://app.shop.test",
    ),
    (
        "cors-origins",
        {"application": without(CORS)},
        "CorsMiddleware is not in MIDDLEWARE, so https://app.shop.test cannot read any answer",
    ),
    ("csrf-middleware", {"application": without(CSRF)}, "CsrfViewMiddleware is not in MIDDLEWARE"),
    (
        "csrf-middleware",
        {"application": OWN_CSRF},
        "shop.middleware.Csrf decides for itself which requests it lets through, and is not declared",
    ),
    (
        "csrf-middleware",
        {"application": app(views=(replace(LOGIN, csrf_exempt=True),))},
        "exempt from CSRF protection without being declared: shop.views.login (/login/)",
    ),
    (
        "check-clean",
        {"system_checks": SystemChecks(ordinary=(Message(id="urls.W005", level="WARNING", text="not unique"),))},
        "urls.W005: not unique",
    ),
    (
        "check-clean",
        {"system_checks": SystemChecks(start_error="KeyError: 'NEW_KEY' (shop/settings.py, line 3)")},
        "Django cannot be set up: KeyError: 'NEW_KEY' (shop/settings.py, line 3)",
    ),
    (
        "check-deploy",
        {"system_checks": SystemChecks(deploy=(WARNED,)), "home": BARE},
        "security.W004: You have not set a value for SECURE_HSTS_SECONDS.",
    ),
    (
        "check-deploy",
        {"system_checks": SystemChecks(silenced=("security.W009",))},
        "SILENCED_SYSTEM_CHECKS hides security.W009 without being declared",
    ),
]


UNVERIFIED: list[Case] = [
    (
        "allowed-hosts",
        {"settings": Settings()},
        "no host is declared",
    ),
    (
        "allowed-hosts-no-wildcard",
        {"settings": Settings()},
        "no host is declared to compare '.www.shop.test' with",
    ),
    (
        "csrf-trusted-origins",
        {"settings": Settings()},
        "no origin is declared",
    ),
    (
        "csrf-middleware",
        {"application": app(errors={"views": "ImportError: no shop.urls"})},
        "the views could not be listed: ImportError: no shop.urls",
    ),
    ("csrf-middleware", {"application": app(views=())}, "the URLconf has no view"),
]

test_failed, test_unverified = proofs(FAILED, UNVERIFIED)


def test_cors_does_not_apply_without_another_front_end() -> None:
    site = replace(SITE, app=App())
    finding = judge("cors-origins", site, application=without(CORS))
    assert finding.outcome == "not_applicable"
    assert finding.reason == "no CORS middleware is active and no front end on another origin is declared"


def test_a_csrf_middleware_of_its_own() -> None:
    declared = replace(SITE, app=replace(SITE.app, csrf_exempt=("shop.views.webhook", "shop.middleware.Csrf")))
    assert judge("csrf-middleware", declared, application=OWN_CSRF).outcome == "passed"
    assert judge("csrf-middleware", application=replace(OWN_CSRF, own_csrf=())).outcome == "passed"
    both = replace(OWN_CSRF, middleware={**OWN_CSRF.middleware, CSRF: (CSRF,)})
    assert judge("csrf-middleware", application=both).outcome == "passed"


def test_the_line_gives_the_numbers() -> None:
    short = app(secrets={"SECRET_KEY": strength(KEY[:40])}, SECURE_HSTS_SECONDS=3600)
    assert judge("secret-key-strong", application=short, quantities={"length": 32}).outcome == "passed"
    assert judge("hsts-seconds", application=short, home=BARE, quantities={"seconds": 3600}).outcome == "passed"


def test_no_key_is_ever_shown() -> None:
    finding = judge("secret-key-strong", application=app(secrets={"SECRET_KEY": strength("django-insecure-" + KEY)}))
    assert KEY not in repr(finding)
