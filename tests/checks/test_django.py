"""The checks of a Django project, over facts as they are seen on good and bad days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

import pytest_golive.checks.django  # noqa: F401 - declares the checks
from pytest_golive.checks.registry import CHECKS, run
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
CSP = "csp.middleware.CSPMiddleware"
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
REMOTE = Files(
    storages=(
        Storage(alias="default", backend="S3Storage", local=False),
        Storage(alias="staticfiles", backend="S3StaticStorage", local=False),
    )
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
SERVED = {"http://shop.test/": Visit(asked="http://shop.test/", page=replace(BARE, url="http://shop.test/"))}
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
IDS = sorted(one for one in CHECKS if one.startswith("django."))
WARNED = Message(id="security.W004", level="WARNING", text="You have not set a value for SECURE_HSTS_SECONDS.")


def judge(name: str, settings: Settings = SITE, *, quantities: dict[str, Any] | None = None, **facts: Any) -> Finding:
    """Judge one check; a fact given as None could not be seen."""
    seen = {**FACTS, **facts}

    def look(fact: str) -> Attempt:
        reason = "" if seen[fact] is not None else f"{fact} is out of sight"
        return Attempt(fact=fact, value=seen[fact], reason=reason, root=fact)

    givens = {"settings": settings, "now": datetime(2026, 11, 21, tzinfo=UTC), "line": None}
    return run(CHECKS[f"django.{name}"], look, givens, quantities or {})


def app(**changes: Any) -> Application:
    """The good application with other settings (upper case) or other parts (lower case)."""
    settings = {name: value for name, value in changes.items() if name.isupper()}
    parts = {name: value for name, value in changes.items() if name.islower()}
    return replace(GOOD, settings={**GOOD.settings, **settings}, **parts)


def without(middleware: str, **changes: Any) -> Application:
    return app(middleware={name: kinds for name, kinds in GOOD.middleware.items() if name != middleware}, **changes)


@pytest.mark.parametrize("check", IDS)
def test_passed_on_the_good_shop(check: str) -> None:
    finding = judge(check.partition(".")[2])
    assert (finding.outcome, finding.observed, finding.reason) == ("passed", "", "")
    assert finding.evidence


@pytest.mark.parametrize("check", IDS)
def test_unverified_without_its_facts(check: str) -> None:
    finding = judge(check.partition(".")[2], **dict.fromkeys(FACTS))
    assert finding.outcome == "unverified"
    assert finding.reason == f"{CHECKS[check].needs[0]} is out of sight"


FAILED: list[tuple[str, dict[str, Any], str]] = [
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
    (
        "ssl-redirect",
        {"application": app(SECURE_SSL_REDIRECT=False), "plain_http": SERVED},
        "SECURE_SSL_REDIRECT is False, and plain http is not redirected to https by the proxy either",
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
    ("static-root", {"application": app(STATIC_ROOT=None)}, "STATIC_ROOT is not set"),
    ("static-root", {"application": app(STATIC_ROOT="static")}, "STATIC_ROOT is the relative path static"),
    (
        "static-root",
        {"application": app(STATIC_ROOT="/srv/site/shop/static/all")},
        "STATIC_ROOT /srv/site/shop/static/all lies in the source folder /srv/site/shop/static",
    ),
    (
        "static-root",
        {"application": app(STATIC_ROOT="/srv/media")},
        "STATIC_ROOT and MEDIA_ROOT are the same folder, /srv/media",
    ),
    ("static-root", {"application": app(files=Files())}, "django.contrib.staticfiles is not in INSTALLED_APPS"),
    ("media-root", {"application": app(MEDIA_ROOT="")}, "MEDIA_ROOT is not set"),
    ("media-root", {"application": app(MEDIA_ROOT="media")}, "MEDIA_ROOT is the relative path media"),
    (
        "media-root",
        {"application": app(MEDIA_ROOT="/srv/static/media")},
        "MEDIA_ROOT /srv/static/media lies in STATIC_ROOT /srv/static",
    ),
    (
        "media-root",
        {"application": app(files=replace(FOLDER, media_package="/srv/site/shop"))},
        "MEDIA_ROOT /srv/media lies in the Python package /srv/site/shop",
    ),
    ("media-root", {"application": app(MEDIA_URL="")}, "MEDIA_URL is ''"),
    ("media-root", {"application": app(MEDIA_URL="/static/")}, "MEDIA_URL is '/static/', the same as STATIC_URL"),
    (
        "media-root",
        {"application": app(files=replace(FOLDER, media_exists=False))},
        "the folder MEDIA_ROOT names, /srv/media, does not exist",
    ),
    (
        "static-collected",
        {"application": app(static=StaticState(files=9, missing=tuple("abcdefg")))},
        "7 of 9 are missing in /srv/static: a, b, c, d, e and 2 more",
    ),
    (
        "static-collected",
        {"application": app(static=StaticState(files=9, stale=("shop.css",)))},
        "changed since they were collected into /srv/static: shop.css",
    ),
    (
        "static-collected",
        {"application": app(static=StaticState(files=9, unlisted=("shop.css",)))},
        "not in the manifest of /srv/static: shop.css",
    ),
    (
        "upload-limits",
        {"application": app(DATA_UPLOAD_MAX_MEMORY_SIZE=None)},
        "DATA_UPLOAD_MAX_MEMORY_SIZE is None: there is no limit",
    ),
    ("admins-email", {"application": app(ADMINS=[])}, "ADMINS is empty"),
    (
        "admins-email",
        {"application": app(ADMINS=["you@example.com"])},
        "ADMINS has you@example.com, which is no address of yours",
    ),
    (
        "admins-email",
        {"application": app(SERVER_EMAIL="root@localhost")},
        "SERVER_EMAIL is root@localhost, which mail servers refuse",
    ),
    (
        "admins-email",
        {"application": app(logs=Logs())},
        "no AdminEmailHandler gets the errors of django.request",
    ),
    (
        "session-timeout",
        {"application": app(SESSION_COOKIE_AGE=1_209_600)},
        "SESSION_COOKIE_AGE is 1209600 s, longer than 86400 s, and sessions outlive the browser",
    ),
    (
        "password-validators",
        {"application": app(passwords=Passwords())},
        "AUTH_PASSWORD_VALIDATORS is empty: every password is accepted",
    ),
    (
        "password-validators",
        {"application": app(passwords=Passwords(validators=VALIDATORS[1:], password1_refused=True))},
        "passwords of 0 characters are accepted, 8 are wanted",
    ),
    (
        "password-validators",
        {"application": app(passwords=Passwords(validators=VALIDATORS))},
        'the password "password1" is accepted',
    ),
    (
        "password-validators",
        {"application": app(passwords=Passwords(validators=VALIDATORS[:1], password1_refused=True))},
        "there is no CommonPasswordValidator",
    ),
    (
        "two-factor",
        {
            "admin_sites": AdminSites(
                sites=(AdminSite(path="/admin/", site="django.contrib.admin.AdminSite", password_only=True),)
            )
        },
        "a password alone opens the admin at /admin/ (django.contrib.admin.AdminSite)",
    ),
    (
        "two-factor",
        {"superusers": Superusers(count=2, tried=2, without_device=("jonas",))},
        "no confirmed second factor for jonas",
    ),
    (
        "ratelimit-installed",
        {"application": app(packages={})},
        "none of django-ratelimit, djangorestframework, django-axes, django-defender is installed",
    ),
    ("ratelimit-installed", {"application": app(RATELIMIT_ENABLE=False)}, "RATELIMIT_ENABLE is False"),
    (
        "ratelimit-installed",
        {"application": app(views=(HOOK, replace(LOGIN, limited=False)))},
        "no rate limit on shop.views.login",
    ),
    (
        "ratelimit-installed",
        {"application": app(views=(HOOK,)), "settings": Settings()},
        "no view carries a rate limit",
    ),
    ("cache-configured", {"application": app(caches=())}, "CACHES has no default"),
    (
        "cache-configured",
        {"application": app(caches=(replace(REDIS, backend="x.LocMemCache"),), explicit=())},
        "the default cache is x.LocMemCache (CACHES is not set): each process has its own",
    ),
    (
        "cache-configured",
        {"application": app(caches=(replace(REDIS, backend="x.DummyCache"),))},
        "the default cache is x.DummyCache, which keeps nothing",
    ),
    (
        "cache-configured",
        {"application": app(caches=(replace(REDIS, backend="x.FileBasedCache", location=("/tmp/c",)),))},
        "the default cache is the folder /tmp/c",
    ),
    (
        "session-in-redis",
        {"application": app(SESSION_ENGINE="django.contrib.sessions.backends.db")},
        "SESSION_ENGINE is django.contrib.sessions.backends.db, which does not use a cache",
    ),
    (
        "session-in-redis",
        {"application": app(caches=(replace(REDIS, backend="x.LocMemCache"),))},
        "the cache 'default' of the sessions is x.LocMemCache, not Redis",
    ),
    (
        "superuser-exists",
        {"superusers": Superusers(count=0)},
        "there is no active superuser with a usable password",
    ),
    (
        "superuser-exists",
        {"superusers": Superusers(count=1, tried=1, default_password=("admin",))},
        "the password of admin is one that everybody tries first",
    ),
    (
        "local-smoke",
        {"local_smoke": LocalSmoke(home=0, error="ModuleNotFoundError: No module named 'shop.telemetry'")},
        "the application does not start: ModuleNotFoundError: No module named 'shop.telemetry'",
    ),
    (
        "local-smoke",
        {"local_smoke": LocalSmoke(home=500, lost=404, raised=("KeyError: 'x'",))},
        "the home page answers 500: KeyError: 'x'",
    ),
    ("local-smoke", {"local_smoke": LocalSmoke(home=200, lost=200)}, "an unknown page answers 200, not 404"),
    (
        "local-smoke",
        {"local_smoke": LocalSmoke(home=200, lost=404, debug_page=True)},
        "an unknown page shows Django's debug page",
    ),
    (
        "local-smoke",
        {"local_smoke": LocalSmoke(home=200, lost=404, static="/static/a.css", static_found=False)},
        "the static file /static/a.css cannot be found",
    ),
]


@pytest.mark.parametrize(("name", "facts", "observed"), FAILED, ids=range(len(FAILED)))
def test_failed(name: str, facts: dict[str, Any], observed: str) -> None:
    finding = judge(name, **facts)
    assert (finding.outcome, finding.observed) == ("failed", observed)
    assert finding.remedy == CHECKS[f"django.{name}"].fix


def test_every_check_is_shown_failed() -> None:
    assert {f"django.{name}" for name, _, _ in FAILED} == set(IDS)


UNVERIFIED: list[tuple[str, dict[str, Any], str]] = [
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
    (
        "xss-filter",
        {"home": None},
        "home is out of sight",
    ),
    (
        "static-root",
        {"application": app(errors={"storages": "ImproperlyConfigured: no"})},
        "the storages could not be seen: ImproperlyConfigured: no",
    ),
    (
        "media-root",
        {"application": app(errors={"storages": "ImproperlyConfigured: no"})},
        "the storages could not be seen: ImproperlyConfigured: no",
    ),
    (
        "static-collected",
        {"application": app(static=StaticState(remote=True))},
        "a storage service keeps the static files; they were not compared",
    ),
    ("static-collected", {"application": app(static=StaticState())}, "the staticfiles finders yield no file"),
    (
        "static-collected",
        {"application": app(errors={"static": "ValueError: no"})},
        "the static files could not be compared: ValueError: no",
    ),
    (
        "upload-limits",
        {"application": app(uploads=(UploadField(field="shop.models.Product.image", capped=False),))},
        "no validator limits the size of shop.models.Product.image, and the proxy's limit was not looked at",
    ),
    (
        "upload-limits",
        {"application": app(errors={"uploads": "it was not looked at"})},
        "the file fields could not be listed: it was not looked at",
    ),
    (
        "admins-email",
        {"application": app(errors={"logging": "ValueError: no"})},
        "the loggers could not be seen: ValueError: no",
    ),
    (
        "password-validators",
        {"application": app(errors={"passwords": "ImproperlyConfigured: no"})},
        "the validators could not be asked: ImproperlyConfigured: no",
    ),
    ("two-factor", {"admin_sites": AdminSites()}, "no admin site is in the URLconf"),
    ("two-factor", {"superusers": None}, "superusers is out of sight"),
    (
        "ratelimit-installed",
        {"application": app(errors={"views": "ImportError: no"})},
        "the views could not be listed: ImportError: no",
    ),
    (
        "cache-configured",
        {"application": app(caches=(replace(REDIS, backend="shop.cache.Own"),))},
        "shop.cache.Own is not a backend known to be shared between processes",
    ),
    (
        "superuser-exists",
        {"superusers": Superusers(count=30, tried=20)},
        "only 20 of 30 superusers were tried",
    ),
]


@pytest.mark.parametrize(("name", "facts", "reason"), UNVERIFIED, ids=range(len(UNVERIFIED)))
def test_unverified(name: str, facts: dict[str, Any], reason: str) -> None:
    finding = judge(name, **facts)
    assert (finding.outcome, finding.reason) == ("unverified", reason)


EDGE: list[tuple[str, dict[str, Any], str]] = [
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
            {"home": None, "application": app(middleware={CSP: (CSP,)})},
            "a CSP middleware is active",
        ),
        ("csrf-cookie-secure", {"application": app(CSRF_USE_SESSIONS=True)}, "there is no CSRF cookie"),
        ("static-root", {"application": app(files=REMOTE)}, "kept by S3StaticStorage"),
        ("media-root", {"application": app(files=REMOTE)}, "kept by S3Storage"),
        ("upload-limits", {"application": app(uploads=())}, "no model or form of the project has a file field"),
        ("session-timeout", {"application": app(SESSION_EXPIRE_AT_BROWSER_CLOSE=True)}, "AT_BROWSER_CLOSE is True"),
        ("session-in-redis", {"application": app(SESSION_ENGINE="redis_sessions.session")}, "redis_sessions.session"),
        (
            "cache-configured",
            {"application": app(caches=(replace(REDIS, backend="x.FileBasedCache", location=("/srv/c",)),))},
            "x.FileBasedCache",
        ),
    ],
)  # fmt: skip
def test_passed_in_another_way(name: str, facts: dict[str, Any], evidence: str) -> None:
    finding = judge(name, **facts)
    assert finding.outcome == "passed"
    assert evidence in finding.evidence[-1]


def test_cors_does_not_apply_without_another_front_end() -> None:
    site = replace(SITE, app=App())
    finding = judge("cors-origins", site, application=without(CORS))
    assert finding.outcome == "not_applicable"
    assert finding.reason == "no CORS middleware is active and no front end on another origin is declared"


def test_the_line_gives_the_numbers() -> None:
    short = app(secrets={"SECRET_KEY": strength(KEY[:40])}, SECURE_HSTS_SECONDS=3600)
    assert judge("secret-key-strong", application=short, quantities={"length": 32}).outcome == "passed"
    assert judge("hsts-seconds", application=short, home=BARE, quantities={"seconds": 3600}).outcome == "passed"


def test_no_key_is_ever_shown() -> None:
    finding = judge("secret-key-strong", application=app(secrets={"SECRET_KEY": strength("django-insecure-" + KEY)}))
    assert KEY not in repr(finding)
