"""The checks of databases over what MySQL and MariaDB tell of themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pytest_golive.checks.db.access import Product
from pytest_golive.checks.mysql import LINES, TABLE_OF, Release
from pytest_golive.facts.database import Connections, Index, Role
from pytest_golive.settings import Database, Settings
from tests.checks.database_cases import APPLICATION, CATALOGUE, DEFAULT, ORDER, SESSION, judge
from tests.findings import told

EARLY = datetime(2026, 12, 1, tzinfo=UTC)
TABLE = replace(
    CATALOGUE.tables[1], is_vacuumed=False, vacuumed=None, analysed=None, analyses_itself=True, size=9_000_000
)
MARIADB = replace(
    CATALOGUE,
    product="MariaDB",
    version=101_119,
    version_text="10.11.19-MariaDB-0+deb12u1",
    roles=(Role(name="shop", host="127.0.0.1"),),
    tables=(replace(CATALOGUE.tables[0], is_vacuumed=False, analyses_itself=True), TABLE),
    keys_share_indexes=True,
    scans_cure="set performance_schema = ON",
)
ON_MARIADB = replace(SESSION, product="MariaDB", version=101_119, host="127.0.0.1:3306")
APP = replace(APPLICATION, databases=(replace(DEFAULT, engine="django.db.backends.mysql", port="3306"),))
DECLARED = Settings(database=Database(engine="mysql", max_size_mb=10))


def on_mariadb(check: str, *, now: datetime = EARLY, **changed: Any) -> tuple[str, str]:
    catalogue = replace(MARIADB, **changed.pop("seen", {}))
    given = {"catalogue": catalogue, "database_session": ON_MARIADB, "application": APP, "settings": DECLARED} | changed
    return told(judge(check, now=now, **given))


def server(product: str, version: int, text: str = "") -> dict[str, Any]:
    return {"product": product, "version": version, "version_text": text}


@pytest.mark.parametrize(
    "check",
    [
        *("db.connects", "db.engine-as-declared", "db.database-exists", "db.app-user-exists"),
        *("db.user-least-privilege", "db.indexes-present", "db.connection-headroom", "db.size-within-limit"),
        *("db.maintenance-current", "db.passwords-hashed", "mysql.version-supported"),
    ],
)
def test_good_shop(check: str) -> None:
    assert on_mariadb(check) == ("passed", "")


@pytest.mark.parametrize(
    ("check", "seen", "outcome", "message"),
    [
        (
            "db.user-least-privilege",
            {"roles": (Role(name="shop", rights=("FILE on *.*", "GRANT OPTION on shop.*")),)},
            "failed",
            "the user 'shop' holds FILE on *.*, GRANT OPTION on shop.*",
        ),
        (
            "db.user-least-privilege",
            {"roles_error": "the rights of the role ops may not be read"},
            "unverified",
            "the rights of the role ops may not be read",
        ),
        (
            "db.indexes-present",
            {"indexes": (*MARIADB.indexes, Index(table="t", name="half", columns=("a",), hidden=True))},
            "failed",
            "the index half on t is hidden from queries",
        ),
        (
            "db.indexes-present",
            {"tables": (MARIADB.tables[0], replace(TABLE, sequential_scans=None))},
            "unverified",
            "how often store_order is read from end to end is not counted, or may not be read",
        ),
        (
            "db.connection-headroom",
            {"connections": Connections(most=100, used=7, long_statements=(3.0, 900.0))},
            "failed",
            "a statement runs for 15 minutes, 5 are allowed",
        ),
        (
            "db.connection-headroom",
            {"connections": Connections(most=100, used=7, hidden_users=("other users",), cure="GRANT it")},
            "unverified",
            "the sessions of other users do not show their state to the app's user",
        ),
        (
            "db.maintenance-current",
            {"tables": (replace(TABLE, free=20_000_000),)},
            "failed",
            "20 MB of the file of store_order lie idle beside 9 MB of it",
        ),
        ("db.maintenance-current", {"tables": (replace(TABLE, free=7_000_000),)}, "passed", ""),
        (
            "db.maintenance-current",
            {"tables": (replace(TABLE, analyses_itself=False, analysed=EARLY - timedelta(days=40)),)},
            "failed",
            "store_order was last analysed on 2026-10-22",
        ),
        (
            "db.maintenance-current",
            {"tables": (replace(TABLE, analyses_itself=False, analysed_hidden=True),)},
            "unverified",
            "when store_order was last analysed may not be read",
        ),
    ],
)
def test_worse_shop(check: str, seen: dict[str, Any], outcome: str, message: str) -> None:
    assert on_mariadb(check, seen=seen) == (outcome, message)


def test_the_index_of_a_foreign_key_may_be_a_longer_one() -> None:
    longer = [
        replace(one, columns=("user_id", "number")) if one.columns == ("user_id",) else one for one in MARIADB.indexes
    ]
    assert on_mariadb("db.indexes-present", seen={"indexes": tuple(longer)}) == ("passed", "")
    on_postgres = told(judge("db.indexes-present", catalogue=replace(CATALOGUE, indexes=tuple(longer))))
    assert on_postgres == ("failed", "store_order has no index on user_id")
    none = tuple(one for one in longer if one.columns[0] != "user_id")
    outcome, message = on_mariadb("db.indexes-present", seen={"indexes": none})
    assert (outcome, message) == ("failed", "the foreign key user_id of store_order has no index")
    assert ORDER.foreign_keys == ("user_id",)


@pytest.mark.parametrize(
    ("engine", "session", "outcome", "message"),
    [
        ("mariadb", ON_MARIADB, "passed", ""),
        ("mariadb", replace(ON_MARIADB, product="MySQL"), "failed", "the server says it is MySQL, declared is mariadb"),
        ("postgresql", ON_MARIADB, "failed", "ENGINE is django.db.backends.mysql, declared is postgresql"),
        ("mysql", replace(ON_MARIADB, product="TiDB"), "failed", "[database] url leads to TiDB, declared is mysql"),
    ],
)
def test_engine(engine: str, session: Any, outcome: str, message: str) -> None:
    settings = Settings(database=Database(engine=engine))
    assert on_mariadb("db.engine-as-declared", settings=settings, database_session=session) == (outcome, message)


@pytest.mark.parametrize("check", ["db.engine-as-declared", "db.user-least-privilege"])
def test_a_line_about_another_product(check: str) -> None:
    quantities = {"product": Product("mysql")}
    assert on_mariadb(check, quantities=quantities) == ("passed", "")
    elsewhere = told(judge(check, quantities=quantities))
    assert elsewhere == ("unverified", "the line is about mysql, the database is PostgreSQL")


@pytest.mark.parametrize(
    ("seen", "line", "declared", "outcome", "message"),
    [
        (server("MySQL", 80_403, "8.4.3"), "8.0+", (0, 0), "passed", ""),
        (server("MySQL", 80_046, "8.0.46"), "8.0", (0, 0), "failed", "MySQL 8.0 has ended on 2026-04-30"),
        (server("MySQL", 50_744, "5.7.44"), "", (0, 0), "failed", "MySQL 5.7 has ended on 2023-10-31"),
        (
            server("MySQL", 80_403, "8.4.3"), "9.7", (0, 0), "failed",
            "the server is MySQL 8.4.3, at least 9.7 is declared",
        ),
        (
            {}, "11.4", (0, 0), "failed", "the server is MariaDB 10.11.19, at least 11.4 is declared",
        ),
        (
            {}, "", (10, 12), "failed", "the server is MariaDB 10.11.19, at least 10.12 is declared",
        ),
        ({}, "10.6", (11, 4), "passed", ""),
        (
            {}, "8.0", (0, 0), "unverified",
            "8.0 is a release of MySQL, whose numbers are not those of MariaDB",
        ),
        (
            server("MySQL", 80_403, "8.4.3"), "10.11", (0, 0), "unverified",
            "10.11 is a release of MariaDB, whose numbers are not those of MySQL",
        ),
        (
            server("MariaDB", 130_002, "13.0.2-MariaDB"), "", (0, 0), "unverified",
            f"MariaDB 13.0 is not in the table of release lines of {TABLE_OF}",
        ),
        (
            server("MySQL", 80_046, "8.0.46-0ubuntu0.24.04.1"), "", (0, 0), "unverified",
            "MySQL 8.0 has ended on 2026-04-30 with its maker; whoever packages or runs it may mend it longer",
        ),
        (
            server("PostgreSQL", 180_003), "", (0, 0), "unverified",
            "the line is about MySQL or MariaDB, the database is PostgreSQL",
        ),
    ],
)  # fmt: skip
def test_release(seen: dict[str, Any], line: str, declared: tuple[int, int], outcome: str, message: str) -> None:
    settings = Settings(database=Database(version=declared[0], minor=declared[1]))
    quantities = {"release": Release(line)} if line else {}
    found = on_mariadb("mysql.version-supported", seen=seen, settings=settings, quantities=quantities)
    assert found == (outcome, message)


def test_a_server_in_a_cloud_and_a_table_of_long_ago() -> None:
    cloud = replace(ON_MARIADB, host="shop.abc.eu-west-1.rds.amazonaws.com:3306")
    seen = server("MySQL", 80_046, "8.0.46")
    outcome, _ = on_mariadb("mysql.version-supported", seen=seen, database_session=cloud)
    assert outcome == "unverified"
    late = judge("mysql.version-supported", catalogue=replace(MARIADB, version=110_805), database_session=ON_MARIADB,
                 now=datetime(2028, 1, 1, tzinfo=UTC))  # fmt: skip
    assert told(late) == ("passed", "")
    assert f"the table of release lines is of {TABLE_OF}: a newer pytest-golive may know more" in late.evidence


def test_every_line_ends_and_some_last() -> None:
    for product, lines in LINES.items():
        assert sum(ends > TABLE_OF for ends in lines.values()) >= 2, product
