"""The database of a Flask application."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.facts.flask_model import FlaskApplication
from pytest_golive.settings import App, Database, Settings
from tests.checks.database_cases import (
    judge,
)
from tests.findings import told


def flask(**options: Any) -> dict[str, Any]:
    """The same shop as a Flask application, with these settings."""
    config = {"SQLALCHEMY_DATABASE_URI": "postgresql+psycopg://shop:***@127.0.0.1:5432/shop", **options}
    seen_app = FlaskApplication(python="3.12", flask="3.1", module="wsgi", settings=config)
    return {"application": None, "flask_application": seen_app, "settings": OF_FLASK}


OF_FLASK = Settings(app=App(dir="/srv/shop", flask="wsgi:app"))
POOL = {"pool_pre_ping": True, "pool_size": 7, "pool_recycle": 600}


@pytest.mark.parametrize(
    "check",
    [
        *("db.engine-as-declared", "db.database-exists", "db.app-user-exists", "db.user-least-privilege"),
        *("db.connects", "db.passwords-hashed", "db.connection-pooling"),
    ],
)
def test_of_a_flask_application(check: str) -> None:
    good = flask(SQLALCHEMY_ENGINE_OPTIONS=POOL)
    assert told(judge(check, **good)) == ("passed", "")
    hidden = {**good, "flask_application": None, "unseen": {"flask_application": "no wsgi"}}
    assert told(judge(check, **hidden)) == ("unverified", "no wsgi")


@pytest.mark.parametrize(
    ("check", "options", "told_is"),
    [
        (
            "db.app-user-exists",
            {"SQLALCHEMY_DATABASE_URI": "postgresql://other@db/shop"},
            ("unverified", "[database] url has the user 'shop', the app's own settings have 'other'"),
        ),
        (
            "db.connects",
            {"SQLALCHEMY_DATABASE_URI": "postgresql://shop@db/shop"},
            ("unverified", "[database] url leads to 127.0.0.1:5432, the app's own settings to db:5432"),
        ),
        (
            "db.connects",
            {"SQLALCHEMY_DATABASE_URI": "postgresql://shop@/shop?host=/run/postgresql"},
            ("passed", ""),
        ),
        (
            "db.connects",
            {"SQLALCHEMY_DATABASE_URI": "postgresql://shop@[::1]:5432/shop"},
            ("passed", ""),
        ),
        (
            "db.app-user-exists",
            {"SQLALCHEMY_DATABASE_URI": None},
            ("unverified", "the app's settings have no default database"),
        ),
        (
            "db.engine-as-declared",
            {"SQLALCHEMY_DATABASE_URI": "sqlite:///shop.db"},
            ("failed", "ENGINE is sqlite, declared is postgresql"),
        ),
        (
            "db.connection-pooling",
            {},
            ("unverified", "the configuration does not say how SQLAlchemy keeps connections"),
        ),
        (
            "db.connection-pooling",
            {"SQLALCHEMY_ENGINE_OPTIONS": {"pool_size": 5}},
            ("failed", "pool_pre_ping is not set: requests meet dead connections"),
        ),
        (
            "db.connection-pooling",
            {"SQLALCHEMY_ENGINE_OPTIONS": {"poolclass": "sqlalchemy.pool.impl.NullPool"}},
            ("failed", "SQLALCHEMY_ENGINE_OPTIONS has NullPool, which keeps no connection"),
        ),
    ],
)
def test_worse_flask_application(check: str, options: dict[str, Any], told_is: tuple[str, str]) -> None:
    assert told(judge(check, **flask(**options))) == told_is


def test_no_pool_of_a_flask_application_behind_a_pooler() -> None:
    given = flask(SQLALCHEMY_ENGINE_OPTIONS={"poolclass": "sqlalchemy.pool.impl.NullPool"})
    given["settings"] = replace(OF_FLASK, database=Database(pooler=True))
    assert told(judge("db.connection-pooling", **given)) == ("passed", "")


def test_pool_of_a_flask_application_against_the_line_and_the_server() -> None:
    given = flask(SQLALCHEMY_ENGINE_OPTIONS=POOL)
    assert told(judge("db.connection-pooling", **given, quantities={"seconds": 600})) == ("passed", "")
    short = judge("db.connection-pooling", **given, quantities={"seconds": 3600})
    assert told(short) == ("failed", "pool_recycle is 600, the line says 3600")
    given["settings"] = replace(OF_FLASK, database=Database(processes=9))
    full = judge("db.connection-pooling", **given)
    assert told(full) == ("failed", "9 processes may open 153 connections, 80 % of max_connections is 80")
