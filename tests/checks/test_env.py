"""The checks of the env file, over files as they are really written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import run
from pytest_golive.facts import env as look_at
from pytest_golive.facts.app_model import Application
from pytest_golive.facts.gather import Attempt
from pytest_golive.facts.settings_code import SettingsCode, VariableRead
from pytest_golive.finding import Finding
from pytest_golive.settings import App, Settings

CHECKS = load_checks()

SECRET = "q7v!m2x@w9k#d4p$z8r%t6y&h3n*j5bc1fg0s-a=e+u_iolQWERTYUP"
GOOD = f"SECRET_KEY={SECRET}\nDEBUG=False\nREDIS_URL=redis://:hunter2pw@localhost/0\nPORT=8000\n"
EXAMPLE = "SECRET_KEY=<unique-secure-key>\nDEBUG=False\nREDIS_URL=\n# SENTRY_DSN=\n"
NEEDED = VariableRead(name="SECRET_KEY", file="shop/settings.py", line=3, required=True, conditional=False)
SOMETIMES = VariableRead(name="S3_KEY", file="shop/settings.py", line=9, required=True, conditional=True)
CODE = SettingsCode(module="shop.settings", files=("shop/settings.py",), reads=(NEEDED,))
APPLICATION = Application(python="3.11", django="5.2", module="shop.settings", settings={})
QUANTITIES = {"env.var-set": {"variable": "REDIS_URL"}, "env.var-value": {"variable": "DEBUG", "value": "false"}}
IDS = sorted(one for one in CHECKS if one.startswith("env.") and one != "env.loaded-by-service")


class Folder:
    """A project folder with the two files, and what is seen of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.app = App(dir=str(path), env_file=str(path / ".env.production"))

    def judge(
        self,
        name: str,
        *,
        env: str | None = GOOD,
        example: str | None = EXAMPLE,
        quantities: dict[str, str] | None = None,
        app: App | None = None,
        given: dict[str, str] | None = None,
        **facts: Any,
    ) -> Finding:
        for file, text in ((".env.production", env), (".env.example", example)):
            if text is not None:
                (self.path / file).write_text(text)
        settings = Settings(app=app or replace(self.app, env=given or {}))
        seen: dict[str, Any] = {
            "env_file": look_at.env_file(settings),
            "env_example": look_at.env_example(settings),
            "settings_code": CODE,
            "application": APPLICATION,
        } | facts

        def look(fact: str) -> Attempt:
            return Attempt(
                fact=fact, value=seen[fact], reason="" if seen[fact] else f"{fact} is out of sight", root=fact
            )

        givens = {"settings": settings, "now": datetime(2026, 11, 21, tzinfo=UTC)}
        asked = QUANTITIES.get(f"env.{name}", {}) if quantities is None else quantities
        return run(CHECKS[f"env.{name}"], look, givens, asked)

    def __str__(self) -> str:
        return str(self.path)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.mark.parametrize("check", IDS)
def test_passed(folder: Folder, check: str) -> None:
    finding = folder.judge(check.partition(".")[2])
    assert (finding.outcome, finding.observed, finding.reason) == ("passed", "", "")
    assert finding.evidence


@pytest.mark.parametrize("check", IDS)
def test_unverified_when_it_cannot_be_seen(folder: Folder, check: str) -> None:
    finding = folder.judge(check.partition(".")[2], env_file=None, env_example=None)
    first = CHECKS[check].needs[0]
    assert (finding.outcome, finding.reason) == ("unverified", f"{first} is out of sight")


@pytest.mark.parametrize("name", ["no-placeholders", "var-set", "var-value", "all-required-set"])
@pytest.mark.parametrize(
    ("env", "reason"),
    [
        (None, "the env file {}/.env.production does not exist"),
        ("oops", "the env file {}/.env.production cannot be used: line 1 is not NAME=value"),
        ("# nothing\n", "the env file {}/.env.production sets no variable"),
    ],
)
def test_unverified_without_a_usable_file(folder: Folder, name: str, env: str | None, reason: str) -> None:
    finding = folder.judge(name, env=env)
    assert (finding.outcome, finding.reason) == ("unverified", reason.format(folder))


FAILED: list[tuple[str, dict[str, Any], str]] = [
    ("file-present", {"env": None}, "the env file {}/.env.production does not exist"),
    (
        "file-present",
        {"env": GOOD + "<<<<<<< HEAD\n"},
        "the env file {}/.env.production cannot be used: line 5 is not NAME=value",
    ),
    ("file-present", {"env": "\n"}, "the env file {}/.env.production sets no variable"),
    (
        "file-present",
        {"env": "DEBUG=False\n"},
        "{}/.env.production lacks SECRET_KEY, REDIS_URL of {}/.env.example",
    ),
    (
        "file-present",
        {"example": "'"},
        "the example file {}/.env.example cannot be read: line 1 is not NAME=value",
    ),
    (
        "no-placeholders",
        {"env": "SECRET_KEY=<unique-secure-key>\nPORT=\nHOST=https://<domain>/\n"},
        "still a placeholder: SECRET_KEY (line 1), PORT (line 2, empty), HOST (line 3)",
    ),
    (
        "no-placeholders",
        {"example": f"SECRET_KEY={SECRET}\n"},
        "still a placeholder: SECRET_KEY (line 1)",
    ),
    (
        "no-placeholders",
        {
            "env": "SENTRY_DSN=https://<key>@o1.ingest.sentry.io/<project>\nDATABASE_URL=mysql://shop:tea4two@db/a\n"
            "BROKER_URL=amqp://user:password@mq/\nREDIS_URL=redis://:your-password@r/0\nEMAIL_SUBJECT_PREFIX=[your-shop]\n",
            "example": "DATABASE_URL=mysql://shop:tea4two@localhost/shop\n",
        },
        "still a placeholder: SENTRY_DSN (line 1), DATABASE_URL (line 2), BROKER_URL (line 3), REDIS_URL (line 4), "
        "EMAIL_SUBJECT_PREFIX (line 5)",
    ),
    ("var-set", {"quantities": {"variable": "EMAIL_HOST"}}, "EMAIL_HOST is not in {}/.env.production"),
    (
        "var-set",
        {"env": "REDIS_URL=\n"},
        "REDIS_URL is empty (line 1 of {}/.env.production)",
    ),
    (
        "var-set",
        {"env": "REDIS_URL=your-url\n"},
        "REDIS_URL is still a placeholder (line 1 of {}/.env.production)",
    ),
    ("var-value", {"env": "PORT=1\n"}, "DEBUG is not in {}/.env.production; it must be false"),
    ("var-value", {"env": "DEBUG=True\n"}, "DEBUG is 'True', not 'false' (line 1 of {}/.env.production)"),
    (
        "var-value",
        {"quantities": {"variable": "PORT", "value": "80"}},
        "PORT is '8000', not '80' (line 4 of {}/.env.production)",
    ),
    (
        "all-required-set",
        {"settings_code": replace(CODE, reads=(NEEDED, replace(NEEDED, name="NEW_KEY", line=4)))},
        "not set: NEW_KEY (read in shop/settings.py line 4)",
    ),
    (
        "all-required-set",
        {"env": GOOD.replace(SECRET, "change-me")},
        "not set: SECRET_KEY (a placeholder or empty, read in shop/settings.py line 3)",
    ),
    *(
        (
            "all-required-set",
            {"settings_code": replace(CODE, reads=(replace(NEEDED, name="BKASH"),)), "given": {"BKASH": value}},
            "not set: BKASH (read in shop/settings.py line 3)",
        )
        for value in ("", "<bkash-secret>")
    ),
    (
        "all-required-set",
        {"example": "MAIL_FROM=\n"},
        "not set: MAIL_FROM (read in the example file)",
    ),
    ("example-complete", {"example": None}, "{}/.env.example does not exist"),
    (
        "example-complete",
        {"example": "what"},
        "{}/.env.example cannot be read: line 1 is not NAME=value",
    ),
    (
        "example-complete",
        {"example": f"SECRET_KEY={SECRET}\n"},
        "{}/.env.example holds what looks like a real secret: SECRET_KEY (line 1)",
    ),
    *(
        (
            "example-complete",
            {"example": f"DEBUG=False\n{line}\n"},
            "{}/.env.example holds what looks like a real secret: " + f"{line.partition('=')[0]} (line 2)",
        )
        for line in (
            "SECRET_KEY=9f2c4e81d07ab35566e1c0f4a9d87b2350ce61fa984d3b7e02c5a8f6d1b97e43",
            "JWT_SECRET=q3/Vx8ZbT0rLk2NwYp5uHs7JdGf1McQe9AoXi6Bt4Ew=",
            "DATABASE_URL=postgres://shop:kW8zQ3vT6yP1nR5mXb@db.example.com/shop",
        )
    ),
    (
        "example-complete",
        {"settings_code": replace(CODE, reads=(replace(NEEDED, name="NEW_KEY"),))},
        "{}/.env.example lacks NEW_KEY",
    ),
]


@pytest.mark.parametrize(("name", "given", "observed"), FAILED, ids=range(len(FAILED)))
def test_failed(folder: Folder, name: str, given: dict[str, Any], observed: str) -> None:
    finding = folder.judge(name, **given)
    assert (finding.outcome, finding.observed) == ("failed", observed.replace("{}", str(folder)))
    assert SECRET not in repr(finding)


def test_every_check_is_shown_failed() -> None:
    assert {f"env.{name}" for name, _, _ in FAILED} == set(IDS)


@pytest.mark.parametrize(
    ("name", "given", "reason"),
    [
        (
            "var-value",
            {"quantities": {"variable": "SECRET_KEY", "value": "abc"}},
            "SECRET_KEY holds a secret, which is not compared with the checklist",
        ),
        (
            "var-value",
            {"quantities": {"variable": "REDIS_URL", "value": "redis://localhost/0"}},
            "REDIS_URL holds a secret, which is not compared with the checklist",
        ),
        ("var-set", {"quantities": {"variable": "api credentials"}}, "'api credentials' is not a variable's name"),
        ("var-set", {"quantities": {}}, "the line gives no variable"),
        (
            "all-required-set",
            {"settings_code": replace(CODE, reads=(NEEDED, SOMETIMES)), "application": None},
            "S3_KEY may be needed, and the settings could not be run: application is out of sight",
        ),
        (
            "all-required-set",
            {"settings_code": replace(CODE, unclear=("shop/settings.py line 7", "shop/pay.py"))},
            "which variables are read cannot be told from the code: shop/settings.py line 7, shop/pay.py",
        ),
        (
            "all-required-set",
            {"example": "SECRET_KEY=<key>\nBKASH <secret>\n"},
            "the example file {}/.env.example cannot be read: line 2 is not NAME=value",
        ),
        (
            "all-required-set",
            {"settings_code": replace(CODE, reads=()), "example": None},
            "shop.settings reads no variable that must be set, and there is no example file",
        ),
        (
            "example-complete",
            {"settings_code": replace(CODE, reads=())},
            "shop.settings reads no environment variable that could be found",
        ),
    ],
)
def test_unverified(folder: Folder, name: str, given: dict[str, Any], reason: str) -> None:
    finding = folder.judge(name, **given)
    assert (finding.outcome, finding.reason) == ("unverified", reason.replace("{}", str(folder)))


@pytest.mark.parametrize(
    ("name", "given", "evidence"),
    [
        ("file-present", {"example": None}, "there is no example file to compare with"),
        (
            "no-placeholders",
            {
                "env": 'ALLOWED_HOSTS=["shop.kh","www.shop.kh"]\nEMAIL_SUBJECT_PREFIX="[Shop] "\nFLAGS={"cod": true}\n'
                "SITE_TAGLINE=Tea for your home\nDATABASE_URL=mysql://shop:tea4two@db/a\nREDIS_URL=redis://r/0\n",
                "example": "DATABASE_URL=mysql://shop:<password>@db/a\nREDIS_URL=redis://r/0\n",
            },
            "6 variables in {}/.env.production",
        ),
        (
            "example-complete",
            {
                "example": "SECRET_KEY=0000000000000000000000000000000000000000\n"
                "JWT_PRIVATE_KEY_FILE=/run/Secrets/jwt-1/key\n"
                "DATABASE_URL=postgres://shop:MyStrongPassword123@db/shop\nREDIS_URL=redis://:shop-dev-word-1@r/0\n"
                "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
            },
            "1 variables are read, 5 are in {}/.env.example",
        ),
        (
            "all-required-set",
            {"settings_code": replace(CODE, reads=(NEEDED, SOMETIMES))},
            "read only sometimes, and the settings load without: S3_KEY",
        ),
        (
            "var-set",
            {"app": App(env={"MODE": "live"}, dir=".", env_file="none"), "quantities": {"variable": "MODE"}},
            "MODE is set in [app] env of golive.toml",
        ),
    ],
)
def test_passed_in_another_way(folder: Folder, name: str, given: dict[str, Any], evidence: str) -> None:
    finding = folder.judge(name, **given)
    assert (finding.outcome, finding.evidence[-1]) == ("passed", evidence.replace("{}", str(folder)))


@pytest.mark.parametrize("written", ["False", "0", "no", '"off"', "false"])
def test_booleans_are_compared_as_booleans(folder: Folder, written: str) -> None:
    assert folder.judge("var-value", env=f"DEBUG={written}\n").outcome == "passed"
