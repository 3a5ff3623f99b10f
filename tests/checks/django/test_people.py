"""Accounts, sessions, limits and caches of a Django project: failed and unverified."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.facts.app_model import (
    AdminSite,
    AdminSites,
    LocalSmoke,
    Logs,
    Passwords,
    Superusers,
    Validator,
)
from pytest_golive.settings import Settings
from tests.checks.django.cases import HOOK, LOGIN, REDIS, VALIDATORS, Case, app, judge, proofs

DEFENDER = "defender.middleware.FailedLoginMiddleware"

FAILED: list[Case] = [
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
    ("ratelimit-installed", {"application": app(AXES_ENABLED=False)}, "AXES_ENABLED is False"),
    (
        "ratelimit-installed",
        {"application": app(views=(HOOK, replace(LOGIN, limited=False)))},
        "no rate limit that stops a POST on shop.views.login",
    ),
    (
        "ratelimit-installed",
        {"application": app(views=(HOOK,)), "settings": Settings()},
        "no view carries a rate limit that stops a POST",
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


UNVERIFIED: list[Case] = [
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

test_failed, test_unverified = proofs(FAILED, UNVERIFIED)


@pytest.mark.parametrize(
    ("name", "facts", "evidence"),
    [
        ("session-timeout", {"application": app(SESSION_EXPIRE_AT_BROWSER_CLOSE=True)}, "AT_BROWSER_CLOSE is True"),
        (
            "ratelimit-installed",
            {"application": app(views=(HOOK,), middleware={DEFENDER: (DEFENDER,)}), "settings": Settings()},
            "log-in, by django-defender",
        ),
        ("session-in-redis", {"application": app(SESSION_ENGINE="redis_sessions.session")}, "redis_sessions.session"),
        (
            "session-in-redis",
            {"application": app(caches=(replace(REDIS, backend="shop.cache.Own", kinds=("s.Own", REDIS.backend)),))},
            "the cache 'default' is shop.cache.Own",
        ),
        *(
            (
                "password-validators",
                {"application": app(passwords=Passwords(validators=(VALIDATORS[0], one), password1_refused=True))},
                one.name.rpartition(".")[2],
            )
            for one in (
                Validator(name="pwned_passwords_django.validators.PwnedPasswordsValidator"),
                Validator(name="shop.validators.Common", kinds=("shop.validators.Common", VALIDATORS[1].name)),
            )
        ),
        (
            "cache-configured",
            {"application": app(caches=(replace(REDIS, backend="x.FileBasedCache", location=("/srv/c",)),))},
            "x.FileBasedCache",
        ),
    ],
)
def test_passed_in_another_way(name: str, facts: dict[str, Any], evidence: str) -> None:
    finding = judge(name, **facts)
    assert finding.outcome == "passed"
    assert evidence in finding.evidence[-1]
