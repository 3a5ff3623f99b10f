"""The Flask shop's files: every flask.* check is green on them, and red on the fault that is planted for it.

No server runs here; test_flask_shop.py drills the running shop.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pytest_golive.checks import load_checks, registry
from pytest_golive.facts.gather import Attempt, Gatherer
from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings import App, Settings

SHOP = Path(__file__).parents[2] / "examples" / "flask_shop"
SAMPLE = "replace-me-with-python-c-import-secrets-print-token-urlsafe-64"
ENV = {
    "SECRET_KEY": "k3J-vU8sPq2xWn5Zc7Bd1Fg6Hh4Jk9Ll0-Canary-Qw7",
    "FLASK_ENV": "production",
    "DATABASE_URL": "mysql+pymysql://pier:Canary-Rt5@127.0.0.1/pier",
    "REDIS_URL": "redis://:Canary-Yb8@127.0.0.1/0",
    "SITE_URL": "https://www.shop.test",
    "APP_ORIGIN": "https://app.shop.test",
    "RELEASE": "c8e44f1c61b1a4c1d2f0a9e7b3d5f6a8c0e2b4d6",
}
CHECKS = {name: check for name, check in load_checks().items() if check.area == "flask" and check.is_built}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One way in which the Flask shop can be wrong."""

    reds: tuple[str, ...]
    also: tuple[str, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Text of a file, and what takes its place; an empty one stands for the end of the file."""


DEBUG, ENVIRONMENT = "flask.debug-off", "flask.env-production"
SECURE, HTTPONLY = "flask.session-cookie-secure", "flask.session-cookie-httponly"
CONFIG = "shop/config.py"
TRUE = "SESSION_COOKIE_SECURE = True"
FAULTS = {
    "key-dev": Fault(reds=("flask.secret-key-strong",), env={"SECRET_KEY": "dev"}),
    "key-of-the-example": Fault(reds=("flask.secret-key-strong",), env={"SECRET_KEY": SAMPLE}),
    "key-of-one-letter": Fault(reds=("flask.secret-key-strong",), env={"SECRET_KEY": "k" * 50}),
    "key-none": Fault(
        reds=("flask.secret-key-strong",),
        files={CONFIG: ('SECRET_KEY = os.environ["SECRET_KEY"]', "SECRET_KEY = None")},
    ),
    "flask-debug": Fault(reds=(DEBUG,), also=(ENVIRONMENT,), env={"FLASK_DEBUG": "1"}),
    "flask-debug-overruled": Fault(
        reds=(DEBUG,), env={"FLASK_DEBUG": "true"}, files={CONFIG: (TRUE, f"{TRUE}; DEBUG = 0")}
    ),
    "debug-as-text": Fault(reds=(DEBUG,), also=(ENVIRONMENT,), files={CONFIG: (TRUE, f"{TRUE}; DEBUG = 'False'")}),
    "debug-run": Fault(reds=(DEBUG,), files={"wsgi.py": ("", "app.run(debug=True)\n")}),
    "development": Fault(reds=(ENVIRONMENT,), also=(DEBUG, SECURE), env={"FLASK_ENV": "development"}),
    "wrong-class": Fault(
        reds=(ENVIRONMENT,),
        also=(DEBUG, SECURE),
        files={"shop/__init__.py": ("shop.config.Production", "shop.config.Development")},
    ),
    "cookie-left-open": Fault(reds=(SECURE,), files={CONFIG: (TRUE, "pass")}),
    "cookie-as-text": Fault(reds=(SECURE,), files={CONFIG: (TRUE, "SESSION_COOKIE_SECURE = 'False'")}),
    "cookie-for-scripts": Fault(reds=(HTTPONLY,), files={CONFIG: (TRUE, f"{TRUE}; SESSION_COOKIE_HTTPONLY = False")}),
}


def plant(folder: Path, fault: Fault | None = None) -> Settings:
    """A copy of the shop with the fault, as its server has it."""
    site = shutil.copytree(SHOP, folder / "site", ignore=shutil.ignore_patterns("__pycache__"))
    for name, (old, new) in (fault.files if fault else {}).items():
        text = (site / name).read_text()
        assert old in text, f"{name} does not contain {old!r}; has the shop changed?"
        (site / name).write_text(text.replace(old, new) if old else text + new)
    env = {**ENV, **(fault.env if fault else {})}
    (site / ".env.production").write_text("".join(f"{name}={value}\n" for name, value in env.items()))
    return Settings(
        app=App(dir=str(site), python=sys.executable, env_file=str(site / ".env.production"), flask="wsgi:app")
    )


def judge(settings: Settings) -> dict[str, Finding]:
    """What the flask.* checks say."""
    givens = {"settings": settings, "now": datetime.now(UTC)}
    gatherer = Gatherer(givens)
    gatherer.start(["flask_application"])

    def look(name: str) -> Attempt:
        is_mine = name == "flask_application"
        return gatherer.get(name) if is_mine else Attempt(fact=name, reason="no server runs")

    return {name: registry.run(check, look, givens, {}) for name, check in CHECKS.items()}


def told(findings: Mapping[str, Finding], outcome: Outcome) -> dict[str, str]:
    return {name: one.observed or one.reason for name, one in findings.items() if one.outcome is not outcome}


def test_every_check_has_a_fault() -> None:
    assert set(CHECKS) == {red for fault in FAULTS.values() for red in fault.reds}


def test_good_shop(tmp_path: Path) -> None:
    assert told(judge(plant(tmp_path)), Outcome.PASSED) == {}


@pytest.mark.parametrize("named", ["shop:create_app()", "shop", "wsgi"])
def test_however_it_is_named(tmp_path: Path, named: str) -> None:
    settings = plant(tmp_path)
    assert told(judge(replace(settings, app=replace(settings.app, flask=named))), Outcome.PASSED) == {}


@pytest.mark.parametrize("name", FAULTS)
def test_fault(tmp_path: Path, name: str) -> None:
    fault = FAULTS[name]
    findings = judge(plant(tmp_path, fault))
    missed = {red: findings[red].outcome for red in fault.reds if findings[red].outcome is not Outcome.FAILED}
    assert not missed, f"{name} should turn these red"
    unexplained = set(told(findings, Outcome.PASSED)) - {*fault.reds, *fault.also}
    assert not unexplained, f"{name} is no reason for these"
    assert "Canary" not in repr(findings)


def test_without_access_nothing_is_told(tmp_path: Path) -> None:
    settings = plant(tmp_path)
    (tmp_path / "site" / ".env.production").unlink()
    findings = judge(settings)
    assert {one.outcome for one in findings.values()} == {Outcome.UNVERIFIED}
