"""Lines that mean Django's checks or Flask's, in a project of either: real runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.drill.test_flask import ENV
from tests.plugin.conftest import Gate

SHOP = Path(__file__).parents[2] / "examples" / "flask_shop"
LINES = {
    "DEBUG is False": "passed",
    "SECRET_KEY is long and random": "passed",
    "SECRET_KEY at least 64 characters": "failed",
    "SESSION_COOKIE_SECURE = True": "passed",
    "Flask debug mode is off": "passed",
    "Flask SECRET_KEY is strong": "passed",
    "Django DEBUG is off": "not_applicable",
    "python manage.py check --deploy is clean": "not_applicable",
    "ALLOWED_HOSTS lists the real domains": "unverified",
    "CSRF middleware enabled": "unverified",
    "No N+1 queries": "unverified",
}
KEY = "k3J-vU8sPq2xWn5Zc7Bd1Fg6Hh4Jk9Ll0-Canary-Qw7"


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_a_flask_application(gate: Gate, pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    unused = ("__pycache__", "*.md", "conftest.py", "golive.toml", "pytest.ini")
    shutil.copytree(SHOP, pytester.path / "site", ignore=shutil.ignore_patterns(*unused))
    (pytester.path / "site" / "env").write_text("".join(f"{name}={value}\n" for name, value in ENV.items()))
    config = '[app]\ndir = "site"\nflask = "wsgi:app"\nenv_file = "site/env"\n'
    judged = gate("".join(f"- [ ] {line}\n" for line in LINES), *workers, config=config)
    assert judged.outcomes == LINES
    lines = {line["text"]: line for line in judged.verdict["lines"]}
    assert lines["DEBUG is False"]["checks"] == ["flask.debug-off"]
    named = "this is a Flask application (wsgi:app in [app] of golive.toml)"
    assert lines["Django DEBUG is off"]["reason"] == named
    assert (
        lines["CSRF middleware enabled"]["reason"]
        == f"{named}, and django.csrf-middleware looks at no such application"
    )
    assert lines["CSRF middleware enabled"]["remedy"].startswith("have somebody look and vouch for it")
    # Not that it is not allowed, nor that no page is declared: neither would help.
    assert lines["No N+1 queries"]["reason"] == named
    assert lines["No N+1 queries"]["remedy"].startswith("have somebody look and vouch for it")
    assert "Canary" not in judged.out + str(judged.verdict)


def test_a_django_project(gate: Gate, pytester: pytest.Pytester) -> None:
    for name, text in {
        "manage.py": 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "conf")\n',
        "conf.py": f'SECRET_KEY = "{KEY}-and-some-more"\nDEBUG = False\nSESSION_COOKIE_SECURE = True\n',
    }.items():
        (pytester.path / name).write_text(text)
    lines = {
        "Flask debug mode is off": "not_applicable",
        "FLASK_ENV=production": "not_applicable",
        "Generate a strong SECRET_KEY (32+ characters)": "passed",
        "No app.run(debug=True) anywhere": "not_applicable",
        "Werkzeug debugger off": "unverified",
        "SESSION_COOKIE_SECURE = True": "passed",
    }
    judged = gate("".join(f"- [ ] {line}\n" for line in lines), config='[app]\ndir = "."\n')
    assert judged.outcomes == lines
    by = {line["text"]: line["checks"] for line in judged.verdict["lines"]}
    assert by["Generate a strong SECRET_KEY (32+ characters)"] == ["django.secret-key-strong"]


def test_nothing_says_which_it_is(gate: Gate) -> None:
    judged = gate("- [ ] Flask debug mode is off\n- [ ] DEBUG is False\n", config='[app]\nflask = "env:NOWHERE"\n')
    assert set(judged.outcomes.values()) == {"unverified"}
    assert "NOWHERE is set neither" in judged.blockers[0]
