"""Tables, indexes, connections and size of the database: a good shop, a worse one, and what nobody can tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from pytest_golive.facts.app_model import Columns, Migrations
from pytest_golive.facts.database import Connections, Index, Table
from pytest_golive.facts.database.look import NO_SERVER
from pytest_golive.settings import Database, Settings
from tests.checks.database_cases import (
    APPLICATION,
    CATALOGUE,
    DOWN,
    NOW,
    ORDER,
)
from tests.checks.db.builders import LIMIT, Case, app, proofs, seen


def table(**changed: Any) -> tuple[Table, ...]:
    """The tables, the large one of them changed."""
    return (CATALOGUE.tables[0], replace(CATALOGUE.tables[1], **changed))


def without(index: str) -> tuple[Index, ...]:
    return tuple(one for one in CATALOGUE.indexes if one.name != index)


POOLED = Settings(database=Database(pooler=True, processes=900))


#: SQLite: there is no server, the app alone opens the file.
IN_A_FILE: dict[str, Any] = {
    "unseen": {"catalogue": NO_SERVER[0]},
    "application": app(engine="django.db.backends.sqlite3"),
}

GOOD_SHOP: list[tuple[str, str]] = [
    ("db.migrations-applied", "1 migrations are recorded, none is waiting"),
    ("db.indexes-present", "1 tables have every index that their models declare"),
    ("db.connection-pooling", "CONN_MAX_AGE is 600"),
    ("db.connection-headroom", "7 of 100 connections are taken"),
    ("db.size-within-limit", "the database takes 9.1 MB"),
    ("db.maintenance-current", "1 of 2 tables have more than 10000 rows"),
]


WORSE_SHOP: list[Case] = [
    (
        "db.migrations-applied",
        {"migrations": Migrations(recorded=True, applied=1, unapplied=("store.0002_stock",))},
        "1 not applied: store.0002_stock",
    ),
    (
        "db.migrations-applied",
        {**IN_A_FILE, "migrations": Migrations(recorded=True, applied=1, unapplied=("store.0002_stock",))},
        "1 not applied: store.0002_stock",
    ),
    (
        "db.migrations-applied",
        {"migrations": Migrations(recorded=True, applied=1, disorder=("Migration store.0002_a is applied before",))},
        "Migration store.0002_a is applied before",
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
        seen(indexes=(*without("order_status"), Index(table="store_order", name="order_status", columns=("number",)))),
        "store_order has no index order_status on status, created_at, but on number",
    ),
    (
        "db.indexes-present",
        {"application": replace(APPLICATION, tables=(ORDER, replace(ORDER, name="store_line", model="store.Line")))},
        "the table store_line of store.Line is missing",
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
        {"application": app(conn_max_age=0), "quantities": {"seconds": 600}, "settings": POOLED},
        "CONN_MAX_AGE is 0, at least 600 is declared",
    ),
    (
        "db.connection-pooling",
        {"application": app(conn_health_checks=False), "settings": POOLED},
        "CONN_HEALTH_CHECKS is False: requests meet dead connections",
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
]


UNSEEN: list[Case] = [
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
    ("db.migrations-applied", {"unseen": {"catalogue": DOWN}}, DOWN),
    ("db.migrations-applied", {"unseen": {"catalogue": DOWN, "application": "no project folder"}}, DOWN),
    (
        "db.migrations-applied",
        {**IN_A_FILE, "settings": Settings(database=Database(url="postgres://db/shop"))},
        NO_SERVER[0],
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
]


NO_ALARM: list[tuple[str, dict[str, Any]]] = [
    ("db.migrations-applied", IN_A_FILE),
    ("db.migrations-applied", {**IN_A_FILE, "settings": Settings(database=Database(url="sqlite:///db.sqlite3"))}),
    ("db.connection-pooling", {"application": app(conn_max_age=None)}),
    ("db.connection-pooling", {"application": app(conn_max_age=0, conn_health_checks=False), "settings": POOLED}),
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
    *(
        ("db.indexes-present", {"application": replace(APPLICATION, tables=(ORDER, replace(ORDER, **elsewhere)))})
        for elsewhere in [
            {"name": "crm_lead", "managed": False},
            {"name": "shop_stock", "in_default": False},
            {"name": 'legacy"."orders'},
        ]
    ),
    (
        "db.indexes-present",
        seen(
            indexes=(
                *without("order_status"),
                Index(table="store_order", name="order_status", columns=("lower(status)", "CREATED_AT")),
            )
        ),
    ),
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
            "application": replace(APPLICATION, tables=(replace(ORDER, indexes=(Columns(name="lower", columns=()),)),)),
        },
    ),
]

test_good_shop, test_worse_shop, test_nobody_can_tell, test_no_false_alarm = proofs(
    GOOD_SHOP, WORSE_SHOP, UNSEEN, NO_ALARM
)
