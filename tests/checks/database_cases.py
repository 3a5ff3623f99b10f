"""What the checks of databases are judged over: a good shop, to be made worse in one point."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import run
from pytest_golive.facts.app_model import Application, Columns, DatabaseSetting, Migrations, ModelTable
from pytest_golive.facts.database import (
    Catalogue,
    Connections,
    DatabaseSession,
    ForeignKey,
    Index,
    Passwords,
    Role,
    Table,
)
from pytest_golive.facts.gather import Attempt
from pytest_golive.facts.redact import strength
from pytest_golive.facts.redis_server import RedisServer, RedisStats, RedisStranger
from pytest_golive.finding import Finding
from pytest_golive.settings import Settings

CHECKS = load_checks()

NOW = datetime(2030, 5, 1, tzinfo=UTC)
YESTERDAY = datetime(2030, 4, 30, tzinfo=UTC)
#: What looking at a server that is down ends with.
DOWN = "the database cannot be reached: connection refused at 127.0.0.1:5432"

SESSION = DatabaseSession(
    product="PostgreSQL",
    host="127.0.0.1:5432",
    user="shop",
    name="shop",
    seconds=0.02,
    login="shop",
    current="shop",
    version=180_003,
)
UNREACHABLE = DatabaseSession(
    product="PostgreSQL",
    host="127.0.0.1:5432",
    user="shop",
    name="shop",
    error="connection refused at 127.0.0.1:5432",
    failure="unreachable",
)
CATALOGUE = Catalogue(
    name="shop",
    login="shop",
    version=180_003,
    size=9_100_000,
    roles=(Role(name="shop"), Role(name="pg_database_owner")),
    reachable_databases=("shop",),
    tables=(
        Table(schema="public", name="django_migrations", rows=2),
        Table(
            schema="public",
            name="store_order",
            rows=20_000,
            dead_rows=100,
            sequential_scans=3,
            index_scans=900,
            vacuumed=YESTERDAY,
            analysed=YESTERDAY,
        ),
    ),
    indexes=(
        Index(table="store_order", name="store_order_pkey", columns=("id",), unique=True),
        Index(table="store_order", name="store_order_number_key", columns=("number",), unique=True),
        Index(table="store_order", name="order_status", columns=("status", "created_at")),
        Index(table="store_order", name="store_order_user_id_1", columns=("user_id",)),
    ),
    foreign_keys=(ForeignKey(table="store_order", name="user", columns=("user_id",), refers_to="auth_user"),),
    connections=Connections(most=100, used=7),
    migrations=("store.0001_initial",),
    passwords=(Passwords(table="auth_user", readable=True, accounts={"scrypt": 3}),),
)
DEFAULT = DatabaseSetting(
    alias="default",
    engine="django.db.backends.postgresql",
    name="shop",
    user="shop",
    host="127.0.0.1",
    port="5432",
    conn_max_age=600,
    conn_health_checks=True,
)
ORDER = ModelTable(
    name="store_order",
    model="store.Order",
    indexes=(
        Columns(name="order_status", columns=("status", "created_at")),
        Columns(name="", columns=("user_id",)),
    ),
    unique=(Columns(name="", columns=("id",)), Columns(name="", columns=("number",))),
    foreign_keys=("user_id",),
)
APPLICATION = Application(
    python="3.12.1",
    django="5.2.1",
    module="shop.settings",
    settings={"PASSWORD_HASHERS": ["django.contrib.auth.hashers.ScryptPasswordHasher"]},
    databases=(DEFAULT,),
    tables=(ORDER,),
)
GOOD: Mapping[str, Any] = {
    "database_session": SESSION,
    "catalogue": CATALOGUE,
    "application": APPLICATION,
    "migrations": Migrations(recorded=True, applied=1),
    "redis_server": RedisServer(
        host="127.0.0.1:6379",
        password=strength("k9Xw2Lq7Rt5Zb8Nv"),
        answered=True,
        pong=True,
        seconds=0.003,
        product="Valkey",
        version="9.1.2",
        stats=RedisStats(hits=1500, misses=500, evicted=0),
    ),
    "redis_stranger": RedisStranger(asks_password=True, words="Authentication required."),
    "redis_stats": RedisStats(hits=1500, misses=500, evicted=0),
}


def judge(
    check: str,
    *,
    unseen: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    quantities: Mapping[str, Any] | None = None,
    now: datetime = NOW,
    **changed: Any,
) -> Finding:
    """Judge one check over the good facts, some of them changed and some not seen for a reason."""
    unseen = unseen or {}
    facts = {**GOOD, **changed}

    def look(name: str) -> Attempt:
        if name in unseen:
            return Attempt(fact=name, reason=unseen[name], root=name)
        if name in {"application", "flask_application"} and facts.get(name) is None:
            other = "Django" if name == "flask_application" else "Flask"
            area = "flask" if name == "flask_application" else "django"
            return Attempt(fact=name, reason=f"this is a {other} application", root=name, not_for=area)
        return Attempt(fact=name, value=facts[name])

    givens = {"settings": settings or Settings(), "now": now}
    return run(CHECKS[check], look, givens, quantities or {})
