"""The checks of a Flask application, over facts as they are seen on good and bad days."""

from __future__ import annotations

from typing import Any

import pytest

from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import run
from pytest_golive.facts.flask_model import FlaskApplication
from pytest_golive.facts.gather import Attempt
from pytest_golive.facts.page import Page
from pytest_golive.facts.redact import strength
from pytest_golive.finding import Finding
from pytest_golive.settings import Settings

CHECKS = load_checks()

KEY = strength("k3J-vU8sPq2xWn5Zc7Bd1Fg6Hh4Jk9Ll0")
CONFIG = {
    "DEBUG": False,
    "SESSION_COOKIE_NAME": "session",
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
}
GOOD: dict[str, Any] = {
    "python": "3.11.7",
    "flask": "3.1.0",
    "module": "shop",
    "settings": CONFIG,
    "secrets": {"SECRET_KEY": KEY},
    "environment": {},
}


def judge(name: str, *, quantities: dict[str, Any] | None = None, home: Page | None = None, **changed: Any) -> Finding:
    if "config" in changed:
        changed["settings"] = {**CONFIG, **changed.pop("config")}
    application = FlaskApplication(**{**GOOD, **changed})
    seen = {"flask_application": application, "home": home}

    def look(fact: str) -> Attempt:
        value = seen.get(fact)
        return Attempt(fact=fact, value=value, reason="" if value else "nobody looked")

    return run(CHECKS[f"flask.{name}"], look, {"settings": Settings()}, quantities or {})


def page(*cookies: str) -> Page:
    headers = tuple(("Set-Cookie", cookie) for cookie in cookies)
    return Page(url="https://shop.test/", status=200, headers=headers)


@pytest.mark.parametrize(
    ("name", "evidence"),
    [
        ("secret-key-strong", f"SECRET_KEY has 33 characters, {KEY.distinct} different, {KEY.entropy:g} bits each"),
        ("debug-off", "app.debug is False in shop"),
        ("env-production", "Flask 3.1.0 and the code do without FLASK_ENV"),
        ("session-cookie-secure", "SESSION_COOKIE_SECURE is True"),
        ("session-cookie-httponly", "SESSION_COOKIE_HTTPONLY is True"),
    ],
)
def test_passed(name: str, evidence: str) -> None:
    finding = judge(name, home=page("session=x; Secure; HttpOnly; Path=/", "seen=1"))
    assert (finding.outcome, finding.evidence) == ("passed", (evidence,))


@pytest.mark.parametrize(
    ("name", "given", "observed"),
    [
        ("secret-key-strong", {"secrets": {}}, "SECRET_KEY is not set"),
        ("secret-key-strong", {"secrets": {"SECRET_KEY": strength("")}}, "SECRET_KEY is not set"),
        (
            "secret-key-strong",
            {"secrets": {"SECRET_KEY": strength("dev")}},
            "SECRET_KEY has 3 characters, fewer than 32",
        ),
        ("secret-key-strong", {"fallbacks": (strength("change-me"),)}, "SECRET_KEY_FALLBACKS[0] is a sample value"),
        ("secret-key-strong", {"quantities": {"length": 64}}, "SECRET_KEY has 33 characters, fewer than 64"),
        ("debug-off", {"debug": True}, "app.debug is True"),
        ("debug-off", {"environment": {"FLASK_DEBUG": "yes"}}, "FLASK_DEBUG is 'yes'"),
        ("debug-off", {"config": {"DEBUG": "False"}}, "DEBUG is the text 'False', which counts as true"),
        ("debug-off", {"runs_debug": True}, "loading shop calls run(debug=True)"),
        ("env-production", {"environment": {"FLASK_ENV": "testing"}}, "FLASK_ENV is 'testing'"),
        ("env-production", {"configs": ("shop.config.DevConfig",)}, "the configuration is loaded from DevConfig"),
        ("env-production", {"debug": True}, "app.debug is True"),
        ("session-cookie-secure", {"config": {"SESSION_COOKIE_SECURE": "False"}}, "SESSION_COOKIE_SECURE is 'False'"),
        (
            "session-cookie-secure",
            {"home": page("session=x; HttpOnly")},
            "https://shop.test/ sets the cookie session without Secure, although SESSION_COOKIE_SECURE is True",
        ),
        ("session-cookie-httponly", {"config": {"SESSION_COOKIE_HTTPONLY": False}}, "SESSION_COOKIE_HTTPONLY is False"),
        (
            "session-cookie-httponly",
            {"home": page("session=x; Secure")},
            "https://shop.test/ sets the cookie session without HttpOnly, although SESSION_COOKIE_HTTPONLY is True",
        ),
    ],
)
def test_failed(name: str, given: dict[str, Any], observed: str) -> None:
    finding = judge(name, **given)
    assert (finding.outcome, finding.observed) == ("failed", observed)
    assert finding.remedy


@pytest.mark.parametrize(
    ("name", "given", "reason"),
    [
        (
            "debug-off",
            {"by_hand": ("shop.py, line 9",)},
            "run(debug=True) is called when it is started as a script: shop.py, line 9",
        ),
        ("env-production", {"reads_env": True}, "FLASK_ENV is not set, and the code asks for it"),
    ],
)
def test_unverified(name: str, given: dict[str, Any], reason: str) -> None:
    finding = judge(name, **given)
    assert (finding.outcome, finding.reason) == ("unverified", reason)


@pytest.mark.parametrize(
    ("given", "evidence"),
    [
        ({"environment": {"FLASK_ENV": "production"}, "reads_env": True}, "FLASK_ENV is production"),
        (
            {"reads_env": True, "configs": ("shop.config.Production",)},
            "Flask 3.1.0 and the code do without FLASK_ENV; configuration Production",
        ),
    ],
)
def test_production_in_another_way(given: dict[str, Any], evidence: str) -> None:
    finding = judge("env-production", **given)
    assert (finding.outcome, finding.evidence) == ("passed", (evidence,))


@pytest.mark.parametrize("off", ["", "0", "False", "no"])
def test_flask_debug_as_flask_reads_it(off: str) -> None:
    assert judge("debug-off", environment={"FLASK_DEBUG": off}).outcome == "passed"


@pytest.mark.parametrize(
    ("area", "outcome"), [("flask", "not_applicable"), ("django", "unverified"), ("", "unverified")]
)
def test_a_project_of_the_other_framework(area: str, outcome: str) -> None:
    attempt = Attempt(fact="flask_application", reason="this is something else", cure="do it", not_for=area)
    finding = run(CHECKS["flask.debug-off"], lambda name: attempt, {"settings": Settings()}, {})
    assert (finding.outcome, finding.reason) == (outcome, "this is something else")
    assert finding.remedy == ("" if outcome == "not_applicable" else "do it")
