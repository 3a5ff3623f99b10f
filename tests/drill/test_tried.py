"""What the application's own Python tries out on the running shop leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from faults.db import EMPTY_MIGRATION
from pytest_golive.checks import load_checks, registry
from pytest_golive.facts import scratch
from pytest_golive.facts.client import Client
from pytest_golive.facts.gather import Gatherer
from pytest_golive.facts.inspector.scratch import TO_DROP
from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings import Settings
from servers.client import ShopClient
from tests.drill.conftest import Read

WRITES = ("db.no-n-plus-one", "db.query-budget", "db.migrations-apply-cleanly")


def judge(settings: Settings, *ids: str) -> dict[str, Finding]:
    """The findings of these checks, with what the settings allow."""
    givens = {"settings": settings, "now": datetime.now(UTC)}
    checks = {name: load_checks()[name] for name in ids}
    gatherer = Gatherer(
        {**givens, "client": Client(settings)}, allowed=("read-only", "probe", "executes", *settings.allow)
    )
    gatherer.start({name for check in checks.values() for name in check.facts})
    return {name: registry.run(check, gatherer.get, givens, {}) for name, check in checks.items()}


@pytest.fixture
def server(live_shop: ShopClient, read_options: Read) -> Iterator[psycopg.Connection[Any]]:
    """The shop's database server, asked by the shop's user."""
    live_shop.heal()
    with psycopg.connect(read_options().settings.database.url, autocommit=True) as connection:
        yield connection


def state(server: psycopg.Connection[Any]) -> dict[str, Any]:
    """Rows of every table, how far every sequence is, every database."""
    tables = [name for (name,) in server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    digest = "SELECT md5(string_agg(t::text, chr(10))) FROM {} t"
    rows = {name: server.execute(SQL(digest).format(Identifier(name))).fetchone() for name in tables}
    sequences = dict(server.execute("SELECT sequencename, last_value FROM pg_sequences").fetchall())
    databases = [name for (name,) in server.execute("SELECT datname FROM pg_database ORDER BY 1")]
    return {**rows, "sequences": sequences, "databases": databases}


@pytest.mark.parametrize("fault", ["", "migration-order-wrong"])
def test_nothing_is_left_behind(
    live_shop: ShopClient, server: psycopg.Connection[Any], read_options: Read, fault: str
) -> None:
    if fault:
        server.close()
        live_shop.plant(fault)
    settings = read_options().settings
    with psycopg.connect(settings.database.url, autocommit=True) as asked:
        before = state(asked)
        found = judge(settings, *WRITES)
        assert state(asked) == before
    assert found["db.migrations-apply-cleanly"].outcome is (Outcome.FAILED if fault else Outcome.PASSED)


def test_migrations_that_take_too_long_leave_no_database(
    live_shop: ShopClient, server: psycopg.Connection[Any], read_options: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Path(live_shop.env["SHOP_DIR"], "store", "migrations", "0002_slow.py")
    slow.write_text(EMPTY_MIGRATION.format(statement="SELECT pg_sleep(60)"))
    monkeypatch.setattr(scratch, "SECONDS", TO_DROP + 9.0)
    before = state(server)
    found = judge(read_options().settings, "db.migrations-apply-cleanly")["db.migrations-apply-cleanly"]
    assert found.outcome is Outcome.UNVERIFIED
    assert found.reason == "the migrations were not done after 9 s, at store.0002_slow"
    assert state(server) == before


def test_without_leave_to_write_nothing_is_tried(read_options: Read, live_shop: ShopClient) -> None:
    live_shop.heal()
    found = judge(replace(read_options().settings, allow=()), *WRITES)
    assert {one.outcome for one in found.values()} == {Outcome.UNVERIFIED}
    assert {one.remedy for one in found.values()} == {"allow it with --golive-allow writes"}


def test_the_shops_own_user_may_create_no_database(read_options: Read, live_shop: ShopClient) -> None:
    live_shop.heal()
    settings = read_options().settings
    plain = replace(settings, database=replace(settings.database, scratch_url=""))
    found = judge(plain, "db.migrations-apply-cleanly")["db.migrations-apply-cleanly"]
    assert found.outcome is Outcome.UNVERIFIED
    assert "permission denied to create database" in found.reason
    assert found.remedy.startswith("set scratch_url in [database] of golive.toml")
