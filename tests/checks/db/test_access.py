"""Who the database lets in and what it keeps of passwords: a good shop, a worse one, and what nobody can tell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pytest_golive.facts.database import DatabaseSession, Passwords, Role
from pytest_golive.settings import App, Database, Settings
from tests.checks.database_cases import (
    APPLICATION,
    CATALOGUE,
    DOWN,
    SESSION,
    UNREACHABLE,
    judge,
)
from tests.checks.db.builders import Case, app, proofs, seen
from tests.findings import told

MYSQL = DatabaseSession(
    product="MySQL", user="shop", name="shop", unlooked="PyMySQL is not installed", unlooked_cure="pip install it"
)


def stored(**accounts: int) -> tuple[Passwords, ...]:
    return (Passwords(table="auth_user", readable=True, accounts=accounts, iterations={"pbkdf2_sha256": 1000}),)


GOOD_SHOP: list[tuple[str, str]] = [
    ("db.connects", "SELECT 1 answered by 127.0.0.1:5432 without TLS after 0.020 s"),
    ("db.engine-as-declared", "127.0.0.1:5432 says it is PostgreSQL 18"),
    ("db.database-exists", "the database 'shop' holds 1 tables of the app"),
    ("db.app-user-exists", "the app logs in as 'shop'"),
    ("db.user-least-privilege", "the user 'shop' has no right beyond the database 'shop'"),
    ("db.passwords-hashed", "auth_user: 3 scrypt; new ones by ScryptPasswordHasher"),
]


WORSE_SHOP: list[Case] = [
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
]


UNSEEN: list[Case] = [
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
    *(
        (
            check,
            {"application": app(host="db-prod.internal", port="")},
            "[database] url leads to 127.0.0.1:5432, the app's own settings to db-prod.internal:5432",
        )
        for check in ("db.connects", "db.database-exists", "db.user-least-privilege")
    ),
    (
        "db.connects",
        {"application": app(host="", port="5433")},
        "[database] url leads to 127.0.0.1:5432, the app's own settings to localhost:5433",
    ),
    (
        "db.connects",
        {"database_session": replace(SESSION, host="/run/postgresql"), "application": app(host="db,db2", port="1,2")},
        "[database] url leads to /run/postgresql, the app's own settings to db:1, db2:2",
    ),
    (
        "db.connects",
        {"application": app(name="elsewhere")},
        "[database] url has the database 'shop', the app's own settings have 'elsewhere'",
    ),
    (
        "db.connects",
        {"unseen": {"application": "no Django"}, "settings": Settings(app=App(dir="/srv/shop"))},
        "no Django",
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
    ("db.passwords-hashed", seen(passwords=stored()), "no user in the database has a password yet"),
    ("db.passwords-hashed", seen(passwords=()), "no user in the database has a password yet"),
    (
        "db.passwords-hashed",
        seen(passwords=(Passwords(table="auth_user", readable=False),)),
        "the passwords of auth_user may not be read by the app's user",
    ),
]


NO_ALARM: list[tuple[str, dict[str, Any]]] = [
    ("db.connects", {"unseen": {"application": "no project folder"}}),
    *(
        ("db.connects", {"database_session": replace(SESSION, host=ours), "application": app(**theirs)})
        for ours, theirs in [
            ("127.0.0.1:5432", {"host": "localhost", "port": ""}),
            ("localhost:5432", {"host": "", "port": ""}),
            ("/run/postgresql", {"host": "localhost"}),
            ("::1:6432", {"host": "/run/pgbouncer", "port": "6432"}),
            ("DB.internal:5432", {"host": "db.internal.", "port": ""}),
            ("db1:5432, db2:5432", {"host": "db2,db3", "port": "5432"}),
            ("10.0.0.5:5432", {"host": "", "port": "", "options": {"service": "shop"}}),
        ]
    ),
    (
        "db.connects",
        {"application": app(host="db-prod.internal"), "settings": Settings(database=Database(same_as_app=True))},
    ),
    ("db.engine-as-declared", {"unseen": {"application": "no project folder"}}),
    (
        "db.engine-as-declared",
        {"application": app(engine="django_tenants.postgresql_backend", vendor="postgresql")},
    ),
    ("db.user-least-privilege", {"unseen": {"application": "no project folder"}}),
    ("db.user-least-privilege", seen(reachable_databases=("postgres", "shop"))),
    (
        "db.user-least-privilege",
        {
            **seen(reachable_databases=("shop", "stats")),
            "settings": Settings(database=Database(databases=("stats",))),
        },
    ),
    ("db.passwords-hashed", seen(passwords=stored(pbkdf2_wrapped_sha1=5))),
    ("db.passwords-hashed", seen(passwords=stored(argon2=1, bcrypt_sha256=1, argon2id=1, **{"2b": 1}))),
]

test_good_shop, test_worse_shop, test_nobody_can_tell, test_no_false_alarm = proofs(
    GOOD_SHOP, WORSE_SHOP, UNSEEN, NO_ALARM
)


def test_line_about_another_product() -> None:
    finding = judge("db.user-least-privilege", quantities={"product": "mysql"})
    assert told(finding) == ("unverified", "the line is about mysql, the database is PostgreSQL")
