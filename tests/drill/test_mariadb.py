"""The same shop on MariaDB: what is asked of its database is green on the good shop, and red on what is planted.

Few groups of many faults, for each group costs a look; every check of the database is red in one of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from faults import Fault, catalogue, find
from pytest_golive.checks import load_checks, registry
from pytest_golive.checks.mysql import Release
from pytest_golive.facts.client import Client
from pytest_golive.facts.gather import Gatherer
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.facts.registry import closure
from pytest_golive.finding import Finding, Outcome
from pytest_golive.options import load
from pytest_golive.settings import Settings
from servers.client import ShopClient
from tests.drill.conftest import SHOP
from tests.drill.test_drill import is_explained, is_green, told
from tests.drill.together import have_own_checks

#: Facts that only the database tells.
SEEN = frozenset({"database_session", "statements", "migrations"})
GROUPS = (
    (
        *("mariadb-user-everything", "mariadb-index-dropped", "mariadb-slow-queries", "mariadb-connections-exhausted"),
        *("migration-unapplied", "password-plain"),
    ),
    (
        *("mariadb-foreign-key-gone", "mariadb-statistics-old", "mariadb-too-large"),
        *("database-user-postgres", "pooling-off"),
    ),
    ("mariadb-user-reads-files", "mariadb-index-ignored", "mariadb-listens-everywhere", "order-total-wrong"),
    (
        "mariadb-user-reaches-others",
        "mariadb-table-scanned",
        "mariadb-user-from-anywhere",
        "mariadb-order-line-orphaned",
    ),
    ("mariadb-database-missing",),
    ("database-password-wrong",),
    ("database-down",),
    ("engine-sqlite",),
)
#: What a line or golive.toml declares, which no fault of the shop can change.
DECLARED: dict[str, dict[str, Any]] = {"mysql.version-supported": {"release": Release("11.4")}}
#: Areas and checks that are drilled elsewhere.
NOT_ASKED = {"postgres", "release"}
NOT_HERE = {
    *("db.migrations-in-sync", "postgres.version"),
    *("db.migrations-apply-cleanly", "db.no-n-plus-one", "db.query-budget"),
}


@pytest.fixture(scope="module")
def shop() -> Iterator[ShopClient]:
    with ShopClient(database="mariadb") as running:
        yield running


def settings_of(shop: ShopClient) -> Settings:
    REDACTOR._secrets.clear()
    settings = load(lambda name: "mariadb" if name == "golive_env" else None, SHOP, {**os.environ, **shop.env}).settings
    return replace(settings, allow=())


def judged(shop: ShopClient, quantities: dict[str, dict[str, Any]] | None = None) -> dict[str, Finding]:
    """The findings of every check that asks the database anything."""
    checks = {
        name: one
        for name, one in load_checks().items()
        if one.is_built and one.is_shipped and not SEEN.isdisjoint(closure(one.needs)) and one.area not in NOT_ASKED
    }
    givens = {"settings": settings_of(shop), "now": datetime.now(UTC)}
    client = Client(givens["settings"])
    gatherer = Gatherer({**givens, "client": client}, allowed=("read-only", "probe", "executes"))
    gatherer.start({name for one in checks.values() for name in one.facts})
    try:
        return {
            name: registry.run(one, gatherer.get, givens, (quantities or {}).get(name, {}))
            for name, one in checks.items()
        }
    finally:
        client.close()


def test_every_check_of_the_database_has_a_fault_here() -> None:
    red = {check for group in GROUPS for name in group for check in find(name).reds} | {*DECLARED}
    areas = {name for name, one in load_checks().items() if one.is_built and one.area in {"db", "mysql"}}
    assert areas - red == NOT_HERE & areas
    planted = {name for group in GROUPS for name in group}
    assert {one.name for one in catalogue().values() if one.is_for_mariadb} <= planted


def test_good_shop(shop: ShopClient) -> None:
    shop.heal()
    findings = judged(shop)
    assert {"db.connects", "db.slow-queries", "mysql.version-supported"} <= {*findings}
    assert told(one for one in findings.values() if not is_green(one)) == {}


def test_an_older_release_than_the_line_asks_for(shop: ShopClient) -> None:
    shop.heal()
    findings = judged(shop, DECLARED)
    assert findings["mysql.version-supported"].observed.endswith("at least 11.4 is declared")
    assert told(one for one in findings.values() if not is_green(one)).keys() == {*DECLARED}


@pytest.mark.parametrize("names", GROUPS, ids="+".join)
def test_faults(shop: ShopClient, names: tuple[str, ...]) -> None:
    group: list[Fault] = [find(name) for name in names]
    assert all(have_own_checks(one, other) for one in group for other in group if one is not other)
    shop.plant(*names)
    findings = judged(shop)
    for fault in group:
        asked = [findings[check] for check in fault.reds if check in findings]
        missed = told(one for one in asked if one.outcome is not Outcome.FAILED)
        assert not missed, f"{fault.name} ({fault.summary}) should turn these red"
    assert told(one for one in findings.values() if not is_green(one) and not is_explained(one, group)) == {}
