from __future__ import annotations

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.finding import Finding, Outcome
from pytest_golive.named.products import of_product
from pytest_golive.settings import Database, Settings
from tests.checks.database_cases import CHECKS

BINDER = Binder({one.id: one for one in CHECKS.values() if one.area in {"db", "mysql", "postgres", "redis"}})


def bind(text: str) -> tuple[dict[str, dict[str, object]], tuple[str, ...]]:
    """What a line is bound to, with the quantities, and the words that nothing verifies."""
    binding = BINDER.bind(Line(id="line", number=1, text=text, kind=Kind.ITEM))
    return {one.check: dict(one.quantities) for one in binding.bound}, binding.leftover


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        ("Database configured", {"db.connects", "db.engine-as-declared"}),
        ("PostgreSQL database created", {"db.database-exists", "db.engine-as-declared"}),
        ("Database server running (PostgreSQL recommended)", {"db.connects", "db.engine-as-declared"}),
        ("Not using SQLite in production", {"db.engine-as-declared"}),
        ("Database created", {"db.database-exists"}),
        ("Database user created", {"db.app-user-exists"}),
        (
            "Database user configured with appropriate permissions",
            {"db.app-user-exists", "db.user-least-privilege"},
        ),
        ("The database user must not be a superuser", {"db.user-least-privilege"}),
        ("Database connection tested", {"db.connects"}),
        ("Database connectivity", {"db.connects"}),
        ("Application can connect to the database", {"db.connects"}),
        ("python manage.py dbshell # Should connect successfully", {"db.connects"}),
        ("All migrations applied: python manage.py migrate", {"db.migrations-applied"}),
        ("No pending migrations", {"db.migrations-applied"}),
        ("Run database migrations", {"db.migrations-applied"}),
        ("Database migrations are up to date", {"db.migrations-applied"}),
        ("Indexes created", {"db.indexes-present"}),
        ("Foreign keys are indexed", {"db.indexes-present"}),
        ("Database connection pooling enabled", {"db.connection-pooling"}),
        ("Persistent database connections configured", {"db.connection-pooling"}),
        ("Database connections below max_connections", {"db.connection-headroom"}),
        ("Monitor database size", {"db.size-within-limit"}),
        ("Autovacuum enabled", {"db.maintenance-current"}),
        ("Check password hashing implementation", {"db.passwords-hashed"}),
        ("Passwords stored using a strong hash", {"db.passwords-hashed"}),
        ("Redis configured", {"redis.ping", "redis.cache-roundtrip"}),
        ("Redis is up and running", {"redis.ping"}),
        ("redis-cli ping # Should return: PONG", {"redis.ping"}),
        ("Redis password configured", {"redis.password-required"}),
        ("Redis AUTH enabled", {"redis.password-required"}),
    ],
)
def test_lines_that_are_verified(text: str, checks: set[str]) -> None:
    bound, leftover = bind(text)
    assert set(bound) == checks
    assert leftover == ()


@pytest.mark.parametrize(
    ("text", "check", "quantities"),
    [
        ("PostgreSQL 16", "postgres.version", {"major": 16}),
        ("PostgreSQL version 15", "postgres.version", {"major": 15}),
        ("CONN_MAX_AGE=600", "db.connection-pooling", {"seconds": 600}),
        ("Cache hit rate > 80%", "redis.hit-ratio", {"percent": 80}),
        ("MySQL user has limited permissions (not root)", "db.user-least-privilege", {"product": "mysql"}),
        ("MySQL 8.0 or higher", "mysql.version-supported", {"release": "8.0"}),
        ("MySQL 8.0+", "mysql.version-supported", {"release": "8.0+"}),
        ("MariaDB 10.11 LTS or later", "mysql.version-supported", {"release": "10.11"}),
        ("MySQL version updated", "mysql.version-supported", {}),
    ],
)
def test_lines_with_a_quantity(text: str, check: str, quantities: dict[str, object]) -> None:
    assert bind(text) == ({check: quantities}, ())


@pytest.mark.parametrize(
    ("text", "leftover"),
    [
        ("Database indexes created for frequently queried fields", {"frequently", "queried", "fields"}),
        ("Database indexes optimized", {"optimized"}),
        ("User passwords are hashed with bcrypt", {"bcrypt"}),
        ("PostgreSQL 16 running in Docker", {"docker"}),
    ],
)
def test_lines_that_are_verified_in_part(text: str, leftover: set[str]) -> None:
    bound, left = bind(text)
    assert bound
    assert set(left) == leftover


@pytest.mark.parametrize(
    "text",
    [
        "Port 5432 (PostgreSQL) closed",
        "MySQL 3306",
        "MySQL has 8 tables",
        "Server user has limited permissions (not root)",
        "Database backups configured",
        "Database not configured",
        "API connection tested",
        "Indexes created for the search",
        "Database optimization",
        "Redis backup configured",
    ],
)
def test_lines_about_something_else(text: str) -> None:
    assert bind(text)[0] == {}


@pytest.mark.parametrize(
    ("line", "url", "engine", "outcome"),
    [
        ("Postgres not exposed", "mysql://shop@127.0.0.1/shop", "mariadb", "unverified"),
        ("Port 5432 closed", "", "mariadb", "unverified"),
        ("MongoDB not reachable from outside", "postgresql://shop@127.0.0.1/shop", "postgresql", "unverified"),
        ("MySQL not exposed", "mysql://shop@127.0.0.1/shop", "mariadb", "passed"),
        ("Postgres not exposed", "postgres://shop@127.0.0.1/shop", "postgresql", "passed"),
        ("Database not exposed", "mysql://shop@127.0.0.1/shop", "mysql", "passed"),
        ("DATABASE_URL=postgresql://u:p@host:5432/db", "mysql://shop@127.0.0.1/shop", "mysql", "passed"),
        ("Postgres or MySQL not exposed", "mysql://shop@127.0.0.1/shop", "mysql", "passed"),
    ],
)
def test_a_line_about_another_product_is_not_answered(line: str, url: str, engine: str, outcome: str) -> None:
    settings = Settings(database=Database(url=url, engine=engine))
    closed = Finding(check="db.not-public", outcome=Outcome.PASSED)
    (found,) = of_product([closed], line, settings)
    assert found.outcome == outcome
    failed = Finding(check="db.not-public", outcome=Outcome.FAILED)
    assert of_product([failed], line, settings) == (failed,)
