from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pytest_golive.checks.registry import CHECKS
from pytest_golive.facts.app_model import Application, Columns, Migrations
from pytest_golive.facts.database import Connections, DatabaseSession, Index, Passwords, Role, Table
from pytest_golive.facts.flask_model import FlaskApplication
from pytest_golive.settings import App, Database, Settings
from tests.checks.database_cases import (
    APPLICATION,
    CATALOGUE,
    DEFAULT,
    DOWN,
    NOW,
    ORDER,
    SESSION,
    UNREACHABLE,
    judge,
    told,
)

MYSQL = DatabaseSession(
    product="MySQL", user="shop", name="shop", unlooked="PyMySQL is not installed", unlooked_cure="pip install it"
)
LIMIT = Settings(database=Database(max_size_mb=10))


def app(**changed: Any) -> Application:
    """The good application with another default database."""
    return replace(APPLICATION, databases=(replace(DEFAULT, **changed),))


def table(**changed: Any) -> tuple[Table, ...]:
    """The tables, the large one of them changed."""
    return (CATALOGUE.tables[0], replace(CATALOGUE.tables[1], **changed))


def without(index: str) -> tuple[Index, ...]:
    return tuple(one for one in CATALOGUE.indexes if one.name != index)


def seen(**changed: Any) -> dict[str, Any]:
    return {"catalogue": replace(CATALOGUE, **changed)}


def stored(**accounts: int) -> tuple[Passwords, ...]:
    return (Passwords(table="auth_user", readable=True, accounts=accounts, iterations={"pbkdf2_sha256": 1000}),)


@pytest.mark.parametrize(
    ("check", "evidence"),
    [
        ("db.connects", "SELECT 1 answered by 127.0.0.1:5432 without TLS after 0.020 s"),
        ("db.engine-as-declared", "127.0.0.1:5432 says it is PostgreSQL 18"),
        ("db.database-exists", "the database 'shop' holds 1 tables of the app"),
        ("db.app-user-exists", "the app logs in as 'shop'"),
        ("db.user-least-privilege", "the user 'shop' has no right beyond the database 'shop'"),
        ("db.migrations-applied", "1 migrations are recorded, none is waiting"),
        ("db.indexes-present", "1 tables have every index that their models declare"),
        ("db.connection-pooling", "CONN_MAX_AGE is 600"),
        ("db.connection-headroom", "7 of 100 connections are taken"),
        ("db.size-within-limit", "the database takes 9.1 MB"),
        ("db.maintenance-current", "1 of 2 tables have more than 10000 rows"),
        ("db.passwords-hashed", "auth_user: 3 scrypt; new ones by ScryptPasswordHasher"),
    ],
)
def test_good_shop(check: str, evidence: str) -> None:
    finding = judge(check, settings=LIMIT)
    assert told(finding) == ("passed", "")
    assert evidence in finding.evidence


@pytest.mark.parametrize(
    ("check", "changed", "message"),
    [
        ("db.connects", {"database_session": UNREACHABLE}, "connection refused at 127.0.0.1:5432"),
        (
            "db.connects",
            {"database_session": replace(SESSION, seconds=6.2)},
            "127.0.0.1:5432 took 6.2 s to answer, allowed are 5",
        ),
        (
            "db.engine-as-declared",
            {"application": app(engine="django.db.backends.sqlite3")},
            "ENGINE is django.db.backends.sqlite3, declared is postgresql",
        ),
        (
            "db.engine-as-declared",
            {"database_session": replace(SESSION, product="CockroachDB")},
            "[database] url leads to CockroachDB, declared is postgresql",
        ),
        (
            "db.engine-as-declared",
            {"database_session": MYSQL},
            "[database] url leads to MySQL, declared is postgresql",
        ),
        (
            "db.database-exists",
            {"database_session": replace(UNREACHABLE, failure="no database", error="database 'shop' does not exist")},
            "database 'shop' does not exist",
        ),
        (
            "db.database-exists",
            {
                **seen(name="postgres"),
                "application": app(name="postgres"),
                "database_session": replace(SESSION, name="postgres"),
            },
            "the app uses the database 'postgres', which is no database of its own",
        ),
        (
            "db.database-exists",
            seen(name="other"),
            "the configured database is 'shop', the server is in 'other'",
        ),
        (
            "db.database-exists",
            seen(tables=CATALOGUE.tables[:1]),
            "the database 'shop' holds none of the app's tables",
        ),
        (
            "db.app-user-exists",
            {"database_session": replace(UNREACHABLE, failure="authentication", error="role 'shop' does not exist")},
            "role 'shop' does not exist",
        ),
        (
            "db.app-user-exists",
            seen(login="pool"),
            "the configured user is 'shop', the server says 'pool' is logged in",
        ),
        (
            "db.app-user-exists",
            seen(roles=(Role(name="shop", built_in=True),)),
            "the app logs in as 'shop', the server's built-in account",
        ),
        (
            "db.user-least-privilege",
            seen(roles=(Role(name="shop", superuser=True), Role(name="pg_read_server_files"))),
            "the user 'shop' is a superuser",
        ),
        (
            "db.user-least-privilege",
            seen(roles=(Role(name="shop", create_databases=True, create_roles=True),)),
            "the user 'shop' may create databases (CREATEDB); may create roles (CREATEROLE)",
        ),
        (
            "db.user-least-privilege",
            seen(roles=(Role(name="shop"), Role(name="ops", superuser=True))),
            "the user 'shop' is a superuser through the role ops",
        ),
        (
            "db.user-least-privilege",
            seen(roles=(Role(name="shop", replication=True, bypass_row_security=True),)),
            "the user 'shop' may copy the whole server (REPLICATION); passes row security (BYPASSRLS)",
        ),
        (
            "db.user-least-privilege",
            seen(roles=(Role(name="shop"), Role(name="pg_execute_server_program"))),
            "the user 'shop' belongs to pg_execute_server_program",
        ),
        (
            "db.user-least-privilege",
            seen(reachable_databases=("crm", "postgres", "shop")),
            "the user 'shop' may also connect to the database crm",
        ),
        (
            "db.migrations-applied",
            {"migrations": Migrations(recorded=True, applied=1, unapplied=("store.0002_stock",))},
            "1 not applied: store.0002_stock",
        ),
        (
            "db.migrations-applied",
            {"migrations": Migrations(recorded=True, applied=1, conflicts={"store": ("0002_a", "0002_b")})},
            "several last migrations in store (0002_a, 0002_b)",
        ),
        (
            "db.migrations-applied",
            seen(migrations=None, migrations_error="the database has no table django_migrations"),
            "the database has no table django_migrations",
        ),
        (
            "db.migrations-applied",
            seen(migrations=()),
            "no migration is recorded in the table django_migrations",
        ),
        (
            "db.migrations-applied",
            {"migrations": Migrations(recorded=False)},
            "the app finds no table django_migrations in its own database",
        ),
        (
            "db.indexes-present",
            seen(indexes=without("order_status")),
            "store_order has no index order_status on status, created_at",
        ),
        (
            "db.indexes-present",
            seen(indexes=without("store_order_number_key")),
            "store_order has no unique constraint on number",
        ),
        (
            "db.indexes-present",
            seen(indexes=(*CATALOGUE.indexes, Index(table="t", name="half", columns=("a",), valid=False))),
            "the index half on t is invalid",
        ),
        (
            "db.indexes-present",
            seen(foreign_keys=(replace(CATALOGUE.foreign_keys[0], table="legacy", indexed=False),)),
            "the foreign key user_id of legacy has no index",
        ),
        (
            "db.indexes-present",
            {"application": replace(APPLICATION, tables=(replace(ORDER, foreign_keys=("promo_id",)),))},
            "the foreign key promo_id of store_order has no index",
        ),
        (
            "db.indexes-present",
            seen(tables=table(sequential_scans=500, index_scans=2)),
            "store_order (20000 rows) was read from end to end 500 times, by index 2 times",
        ),
        (
            "db.connection-pooling",
            {"application": app(conn_max_age=0)},
            "CONN_MAX_AGE is 0, at least 1 is declared",
        ),
        (
            "db.connection-pooling",
            {"application": app(conn_max_age=60), "quantities": {"seconds": 600}},
            "CONN_MAX_AGE is 60, at least 600 is declared",
        ),
        (
            "db.connection-pooling",
            {"application": app(conn_health_checks=False)},
            "CONN_HEALTH_CHECKS is False: requests meet dead connections",
        ),
        (
            "db.connection-pooling",
            {
                "application": app(pool=True, pool_max=10),
                "settings": Settings(database=Database(processes=9)),
            },
            "9 processes may open 90 connections, 80 % of max_connections is 80",
        ),
        (
            "db.connection-headroom",
            seen(connections=Connections(most=100, used=80)),
            "80 of 100 connections are taken, 80 % is the limit",
        ),
        (
            "db.connection-headroom",
            seen(connections=Connections(most=100, used=8, idle_in_transaction=(4.0, 660.0))),
            "a session sits idle in a transaction for 11 minutes, 5 are allowed",
        ),
        (
            "db.size-within-limit",
            {**seen(size=12_000_000), "settings": LIMIT},
            "the database takes 12.0 MB, the limit is 10 MB",
        ),
        (
            "db.maintenance-current",
            seen(tables=table(vacuumed=None)),
            "store_order (20000 rows) was never vacuumed",
        ),
        (
            "db.maintenance-current",
            seen(tables=table(analysed=NOW - timedelta(days=31))),
            "store_order was last analysed on 2030-03-31",
        ),
        (
            "db.maintenance-current",
            seen(tables=table(dead_rows=5000)),
            "20% of the rows of store_order are dead",
        ),
        (
            "db.passwords-hashed",
            seen(passwords=stored(scrypt=2, **{"": 1})),
            "1 of the passwords in auth_user are stored as plain text or an unknown hash",
        ),
        (
            "db.passwords-hashed",
            seen(passwords=stored(md5=4)),
            "4 of the passwords in auth_user are stored as md5",
        ),
        (
            "db.passwords-hashed",
            seen(passwords=stored(pbkdf2_sha256=4)),
            "passwords in auth_user have only 1000 iterations of pbkdf2_sha256",
        ),
        (
            "db.passwords-hashed",
            {"application": replace(APPLICATION, settings={"PASSWORD_HASHERS": ["a.UnsaltedMD5PasswordHasher"]})},
            "PASSWORD_HASHERS begins with UnsaltedMD5PasswordHasher",
        ),
    ],
)
def test_worse_shop(check: str, changed: dict[str, Any], message: str) -> None:
    finding = judge(check, **changed)
    assert told(finding) == ("failed", message)
    assert finding.remedy


@pytest.mark.parametrize(
    ("check", "changed", "why"),
    [
        ("db.connects", {"database_session": MYSQL}, "PyMySQL is not installed"),
        ("db.engine-as-declared", {"database_session": UNREACHABLE, "unseen": {"catalogue": DOWN}}, DOWN),
        (
            "db.engine-as-declared",
            {
                "database_session": MYSQL,
                "unseen": {"catalogue": "PyMySQL is not installed"},
                "application": app(engine="django.db.backends.mysql"),
                "settings": Settings(database=Database(engine="mysql")),
            },
            "PyMySQL is not installed",
        ),
        (
            "db.engine-as-declared",
            {"application": replace(APPLICATION, databases=())},
            "the app's settings have no default database",
        ),
        (
            "db.engine-as-declared",
            {"unseen": {"application": "no Django"}, "settings": Settings(app=App(dir="/srv/shop"))},
            "no Django",
        ),
        (
            "db.app-user-exists",
            {"application": app(user="someone")},
            "[database] url has the user 'shop', the app's own settings have 'someone'",
        ),
        (
            "db.user-least-privilege",
            {"application": app(user="someone"), **seen(roles=(Role(name="shop", superuser=True),))},
            "[database] url has the user 'shop', the app's own settings have 'someone'",
        ),
        (
            "db.database-exists",
            {"application": app(name="elsewhere")},
            "[database] url has the database 'shop', the app's own settings have 'elsewhere'",
        ),
        (
            "db.database-exists",
            {"database_session": UNREACHABLE, "unseen": {"catalogue": DOWN}},
            DOWN,
        ),
        (
            "db.app-user-exists",
            {"database_session": UNREACHABLE, "unseen": {"catalogue": DOWN}},
            DOWN,
        ),
        (
            "db.migrations-applied",
            seen(migrations=None, migrations_error="the table django_migrations may not be read by this user"),
            "the table django_migrations may not be read by this user",
        ),
        (
            "db.migrations-applied",
            {"migrations": Migrations(recorded=True, applied=0)},
            "the app declares no migration",
        ),
        (
            "db.migrations-applied",
            {"unseen": {"migrations": "Django cannot be set up: boom"}},
            "Django cannot be set up: boom",
        ),
        (
            "db.indexes-present",
            {"application": replace(APPLICATION, errors={"tables": "ImportError: boom"})},
            "the models cannot be read: ImportError: boom",
        ),
        (
            "db.indexes-present",
            seen(tables=CATALOGUE.tables[:1]),
            "none of the tables that the models declare is in the database",
        ),
        (
            "db.connection-pooling",
            {"application": replace(APPLICATION, databases=())},
            "the app's settings have no default database",
        ),
        (
            "db.connection-pooling",
            {"unseen": {"catalogue": DOWN}, "settings": Settings(database=Database(processes=4))},
            DOWN,
        ),
        ("db.connection-pooling", {"unseen": {"application": "no project folder"}}, "no project folder"),
        (
            "db.connection-headroom",
            seen(connections=Connections(most=100, used=8, hidden_users=("monitor", "postgres"))),
            "the sessions of monitor, postgres do not show their state to the app's user",
        ),
        (
            "db.size-within-limit",
            {},
            "the database takes 9.1 MB; max_size_mb in [database] of golive.toml is not set",
        ),
        ("db.maintenance-current", seen(tables=()), "the database has no table"),
        ("db.passwords-hashed", seen(passwords=stored()), "no user in the database has a password yet"),
        ("db.passwords-hashed", seen(passwords=()), "no user in the database has a password yet"),
        (
            "db.passwords-hashed",
            seen(passwords=(Passwords(table="auth_user", readable=False),)),
            "the passwords of auth_user may not be read by the app's user",
        ),
    ],
)
def test_nobody_can_tell(check: str, changed: dict[str, Any], why: str) -> None:
    assert told(judge(check, **changed)) == ("unverified", why)


NEED_THE_CATALOGUE = sorted(
    one.id for one in CHECKS.values() if one.area in {"db", "postgres"} and "catalogue" in one.needs
)


def test_most_checks_need_the_catalogue() -> None:
    assert len(NEED_THE_CATALOGUE) == 8


@pytest.mark.parametrize("check", NEED_THE_CATALOGUE)
def test_database_is_down(check: str) -> None:
    finding = judge(check, database_session=UNREACHABLE, unseen={"catalogue": DOWN})
    assert told(finding) == ("unverified", DOWN)
    assert finding.root == "catalogue"


@pytest.mark.parametrize(
    ("check", "changed"),
    [
        ("db.engine-as-declared", {"unseen": {"application": "no project folder"}}),
        ("db.user-least-privilege", {"unseen": {"application": "no project folder"}}),
        ("db.user-least-privilege", seen(reachable_databases=("postgres", "shop"))),
        (
            "db.user-least-privilege",
            {
                **seen(reachable_databases=("shop", "stats")),
                "settings": Settings(database=Database(databases=("stats",))),
            },
        ),
        ("db.connection-pooling", {"application": app(conn_max_age=None)}),
        ("db.connection-pooling", {"application": app(conn_max_age=0, conn_health_checks=False, pool=True)}),
        (
            "db.connection-pooling",
            {
                "application": app(pool=True, pool_max=10),
                "settings": Settings(database=Database(processes=8)),
            },
        ),
        (
            "db.connection-headroom",
            seen(connections=Connections(most=100, used=8, idle_in_transaction=(299.0,))),
        ),
        ("db.indexes-present", seen(tables=table(sequential_scans=60, index_scans=0))),
        (
            "db.indexes-present",
            {
                **seen(tables=table(sequential_scans=500, index_scans=2)),
                "settings": Settings(database=Database(accept_seq_scans=("store_order",))),
            },
        ),
        (
            "db.indexes-present",
            {
                **seen(
                    indexes=(
                        *CATALOGUE.indexes,
                        Index(table="store_order", name="lower", columns=("lower(a)",)),
                    )
                ),
                "application": replace(
                    APPLICATION, tables=(replace(ORDER, indexes=(Columns(name="lower", columns=()),)),)
                ),
            },
        ),
        ("db.passwords-hashed", seen(passwords=stored(argon2=1, bcrypt_sha256=1, argon2id=1, **{"2b": 1}))),
    ],
)
def test_no_false_alarm(check: str, changed: dict[str, Any]) -> None:
    assert told(judge(check, **changed)) == ("passed", "")


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
        *("db.passwords-hashed", "db.connection-pooling"),
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


def test_pool_of_a_flask_application_against_the_line_and_the_server() -> None:
    given = flask(SQLALCHEMY_ENGINE_OPTIONS=POOL)
    assert told(judge("db.connection-pooling", **given, quantities={"seconds": 600})) == ("passed", "")
    short = judge("db.connection-pooling", **given, quantities={"seconds": 3600})
    assert told(short) == ("failed", "pool_recycle is 600, the line says 3600")
    given["settings"] = replace(OF_FLASK, database=Database(processes=9))
    full = judge("db.connection-pooling", **given)
    assert told(full) == ("failed", "9 processes may open 153 connections, 80 % of max_connections is 80")


def test_line_about_another_product() -> None:
    finding = judge("db.user-least-privilege", quantities={"product": "mysql"})
    assert told(finding) == ("unverified", "the line is about mysql, the database is PostgreSQL")
