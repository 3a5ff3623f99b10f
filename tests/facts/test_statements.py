"""What pg_stat_statements tells of the application, on a real server."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import run
from pytest_golive.errors import CannotLook
from pytest_golive.facts.database import Statement, Statements, catalogue, database_session, statements
from pytest_golive.facts.gather import Attempt
from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings import Database, Settings
from tests.database_servers import ShopDatabase


def see(database: ShopDatabase) -> Statements:
    settings = Settings(database=Database(url=database.url))
    return statements(settings, catalogue(database_session(settings)))


def as_the_app(database: ShopDatabase, query: str, times: int = 10) -> None:
    with psycopg.connect(database.url) as connection:
        for _ in range(times):
            connection.execute(query.encode())


def test_without_the_extension_nobody_knows(shop_database: ShopDatabase) -> None:
    with pytest.raises(CannotLook) as caught:
        see(shop_database)
    assert caught.value.reason == "the extension pg_stat_statements is not in the database"
    assert "CREATE EXTENSION" in caught.value.cure


def test_the_app_s_statements_and_nobody_else_s(shop_database: ShopDatabase) -> None:
    shop_database.sql(
        "CREATE SCHEMA tools; CREATE EXTENSION pg_stat_statements SCHEMA tools; GRANT USAGE ON SCHEMA tools TO PUBLIC"
    )
    as_the_app(shop_database, "SELECT 'a secret of a customer', 41 + 1")
    as_the_app(shop_database, "SET application_name = 'shop'")
    shop_database.sql("SELECT 'of the superuser'")
    seen = see(shop_database)
    assert [(one.query, one.calls) for one in seen.found] == [("SELECT $1, $2 + $3", 10)]
    assert seen.since is not None


def test_statistics_that_may_not_be_read(shop_database: ShopDatabase) -> None:
    shop_database.sql("CREATE EXTENSION pg_stat_statements; REVOKE SELECT ON pg_stat_statements FROM PUBLIC")
    with pytest.raises(CannotLook) as caught:
        see(shop_database)
    assert caught.value.cure.startswith("run GRANT SELECT ON pg_stat_statements")


def judged(seen: Statements, limit: float = 200.0, **database: Any) -> Finding:
    def look(_: str) -> Attempt:
        return Attempt(fact="statements", value=seen)

    givens = {"settings": Settings(database=Database(**database))}
    return run(load_checks()["db.slow-queries"], look, givens, {"limit": limit})


def told(mean_ms: float, calls: int = 10, query: str = "SELECT  $1\n FROM orders") -> Statements:
    one = Statement(query=query, calls=calls, mean_ms=mean_ms)
    return Statements(since=datetime(2026, 11, 1, tzinfo=UTC), found=(one,), hidden=0)


def test_the_check() -> None:
    assert judged(told(200.0)).outcome is Outcome.PASSED
    assert judged(told(200.1)).observed == "above 200 ms: 200 ms on average of 10 calls: SELECT $1 FROM orders"
    assert judged(told(900.0, calls=9)).outcome is Outcome.PASSED
    assert judged(told(150.0), limit=100).outcome is Outcome.FAILED
    assert judged(told(900.0), accept_slow=("SELECT $1 FROM orders",)).outcome is Outcome.PASSED
    nothing = Statements(since=None, found=(), hidden=3)
    assert judged(nothing).outcome is Outcome.UNVERIFIED
    assert judged(nothing).reason.endswith("; 3 of others may not be read")
