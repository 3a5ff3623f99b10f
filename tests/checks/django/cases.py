"""A Django project on a good day, to be made worse, and the tests of what is worse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import run
from pytest_golive.facts.app_model import (
    AdminSite,
    AdminSites,
    Application,
    CacheSetting,
    Files,
    LocalSmoke,
    Logs,
    Message,
    Passwords,
    StaticState,
    Storage,
    Superusers,
    SystemChecks,
    UploadField,
    Validator,
    View,
)
from pytest_golive.facts.gather import Attempt
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.redact import strength
from pytest_golive.finding import Finding
from pytest_golive.settings import App, Settings, Target

CHECKS = load_checks()

KEY = "q7v!m2x@w9k#d4p$z8r%t6y&h3n*j5b(c1f)g0s-a=e+u_iolQWERTYUP"
SITE = Settings(
    target=Target(url="https://shop.test", hosts=("www.shop.test",)),
    app=App(
        frontend_origins=("https://app.shop.test",),
        csrf_exempt=("shop.views.webhook",),
        limited_views=("shop.views.login",),
    ),
)
SECURITY = "django.middleware.security.SecurityMiddleware"
CSRF = "django.middleware.csrf.CsrfViewMiddleware"
CORS = "corsheaders.middleware.CorsMiddleware"
REDIS = CacheSetting(alias="default", backend="django.core.cache.backends.redis.RedisCache")
VALIDATORS = (
    Validator(name="django.contrib.auth.password_validation.MinimumLengthValidator", min_length=10),
    Validator(name="django.contrib.auth.password_validation.CommonPasswordValidator"),
)
LOGIN = View(route="login/", name="login", view="shop.views.login", limited=True)
HOOK = View(route="hook/", name="hook", view="shop.views.webhook", csrf_exempt=True)
FOLDER = Files(
    storages=(
        Storage(alias="default", backend="FileSystemStorage", local=True),
        Storage(alias="staticfiles", backend="ManifestStaticFilesStorage", local=True),
    ),
    static_sources=("/srv/site/shop/static",),
    media_exists=True,
)
GOOD = Application(
    python="3.11.7",
    django="5.2.1",
    module="shop.settings",
    settings={
        "DEBUG": False,
        "ALLOWED_HOSTS": ["shop.test", ".www.shop.test"],
        "CSRF_TRUSTED_ORIGINS": ["https://shop.test", "https://*.shop.test"],
        "CORS_ALLOWED_ORIGINS": ["https://app.shop.test"],
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_NAME": "sessionid",
        "SESSION_COOKIE_AGE": 43_200,
        "SESSION_ENGINE": "django.contrib.sessions.backends.cache",
        "SESSION_CACHE_ALIAS": "default",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_NAME": "csrftoken",
        "STATIC_ROOT": "/srv/static",
        "STATIC_URL": "/static/",
        "MEDIA_ROOT": "/srv/media",
        "MEDIA_URL": "/media/",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 2_621_440,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 100,
        "ADMINS": [["Marta", "marta@shop.test"]],
        "SERVER_EMAIL": "errors@shop.test",
        "INSTALLED_APPS": ["django.contrib.admin", "django_otp"],
    },
    explicit=("CACHES",),
    secrets={"SECRET_KEY": strength(KEY)},
    caches=(REDIS,),
    packages={"django-ratelimit": "4.1.0"},
    middleware={one: (one,) for one in (SECURITY, CORS, CSRF, "django_otp.middleware.OTPMiddleware")},
    views=(LOGIN, HOOK),
    uploads=(UploadField(field="shop.models.Product.image", capped=True),),
    files=FOLDER,
    logs=Logs(errors_mailed=True),
    passwords=Passwords(validators=VALIDATORS, password1_refused=True),
    static=StaticState(files=3),
)
HEADERS = (
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'self'"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Set-Cookie", "sessionid=***; HttpOnly; Path=/; Secure"),
    ("Set-Cookie", "csrftoken=***; HttpOnly; Path=/; Secure"),
)
HOME = Page(url="https://shop.test/", status=200, headers=HEADERS)
BARE = Page(url="https://shop.test/", status=200, headers=())
REDIRECT = Page(url="http://shop.test/", status=301, headers=(("Location", "https://shop.test/"),))
PLAIN = {"http://shop.test/": Visit(asked="http://shop.test/", page=REDIRECT)}
FACTS: dict[str, Any] = {
    "application": GOOD,
    "home": HOME,
    "pages": {"/": Visit(asked="https://shop.test/", page=HOME)},
    "plain_http": PLAIN,
    "system_checks": SystemChecks(),
    "superusers": Superusers(count=1, tried=1, without_device=()),
    "admin_sites": AdminSites(
        sites=(AdminSite(path="/staff/", site="django_otp.admin.OTPAdminSite", password_only=False),)
    ),
    "local_smoke": LocalSmoke(home=200, lost=404, static="/static/shop.css", static_found=True),
}
WARNED = Message(id="security.W004", level="WARNING", text="You have not set a value for SECURE_HSTS_SECONDS.")


def judge(name: str, settings: Settings = SITE, *, quantities: dict[str, Any] | None = None, **facts: Any) -> Finding:
    """Judge one check; a fact given as None could not be seen."""
    seen = {**FACTS, **facts}

    def look(fact: str) -> Attempt:
        reason = "" if seen[fact] is not None else f"{fact} is out of sight"
        return Attempt(fact=fact, value=seen[fact], reason=reason, root=fact)

    givens = {"settings": settings, "now": datetime(2026, 11, 21, tzinfo=UTC)}
    return run(CHECKS[f"django.{name}"], look, givens, quantities or {})


def app(**changes: Any) -> Application:
    """The good application with other settings (upper case) or other parts (lower case)."""
    settings = {name: value for name, value in changes.items() if name.isupper()}
    parts = {name: value for name, value in changes.items() if name.islower()}
    return replace(GOOD, settings={**GOOD.settings, **settings}, **parts)


def without(middleware: str, **changes: Any) -> Application:
    return app(middleware={name: kinds for name, kinds in GOOD.middleware.items() if name != middleware}, **changes)


Case = tuple[str, dict[str, Any], str]
Test = Callable[[str, dict[str, Any], str], None]


def proofs(failed: list[Case], unverified: list[Case]) -> tuple[Test, Test]:
    """The tests of two tables: check, facts, and what people read."""

    @pytest.mark.parametrize(("name", "facts", "observed"), failed, ids=range(len(failed)))
    def test_failed(name: str, facts: dict[str, Any], observed: str) -> None:
        finding = judge(name, **facts)
        assert (finding.outcome, finding.observed) == ("failed", observed)
        assert finding.remedy == CHECKS[f"django.{name}"].fix

    @pytest.mark.parametrize(("name", "facts", "reason"), unverified, ids=range(len(unverified)))
    def test_unverified(name: str, facts: dict[str, Any], reason: str) -> None:
        finding = judge(name, **facts)
        assert (finding.outcome, finding.reason) == ("unverified", reason)

    return test_failed, test_unverified
