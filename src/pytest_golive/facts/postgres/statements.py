"""How long the application's statements take, as the extension pg_stat_statements has counted them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pytest_golive.errors import CannotLook
from pytest_golive.facts.page import Page
from pytest_golive.facts.postgres.catalogue import Catalogue
from pytest_golive.facts.postgres.session import connect
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    import psycopg

EXTENSION = "pg_stat_statements"
INSTALL = (
    "add pg_stat_statements to shared_preload_libraries, restart the server, and run CREATE EXTENSION "
    "pg_stat_statements in the app's database"
)
SCHEMA = """
SELECT /* golive */ n.nspname
FROM pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE e.extname = %s
"""
#: Utilities, a superuser's work and what the gate itself asks are none of the app's.
STATEMENTS = r"""
SELECT /* golive */ s.query, s.calls, s.mean_exec_time AS mean_ms
FROM {schema}.pg_stat_statements s
JOIN pg_database d ON d.oid = s.dbid AND d.datname = current_database()
JOIN pg_roles r ON r.oid = s.userid AND (r.rolname = session_user OR NOT r.rolsuper)
WHERE s.query ~* '^\s*(select|insert|update|delete|merge|with|call)\M'
  AND s.query NOT LIKE '%/* golive */%'
ORDER BY s.mean_exec_time DESC
"""
HIDDEN = """
SELECT /* golive */ count(*) FROM {schema}.pg_stat_statements s
JOIN pg_database d ON d.oid = s.dbid AND d.datname = current_database()
WHERE s.query = '<insufficient privilege>'
"""
SINCE = "SELECT /* golive */ stats_reset FROM {schema}.pg_stat_statements_info"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement, its values left out."""

    query: str
    calls: int
    mean_ms: float


@dataclass(frozen=True, kw_only=True)
class Statements:
    """What the application has asked of the database."""

    since: datetime | None
    """When counting began, if the extension says so."""
    found: tuple[Statement, ...]
    """Slowest first."""
    hidden: int
    """Statements of others, whose text this user may not read."""


@fact(timeout=20.0, rounds=12)
def statements(
    settings: Settings,
    catalogue: Catalogue,
    home: Page | None = None,  # noqa: ARG001 - what it asked of the database is counted by then
) -> Statements:
    """The statements of the app's database since the statistics began."""
    import psycopg

    try:
        with closing(connect(settings)) as connection:
            return _read(connection)
    except psycopg.errors.ObjectNotInPrerequisiteState:
        raise CannotLook(f"{EXTENSION} is not loaded by {catalogue.name}'s server", cure=INSTALL) from None
    except (psycopg.errors.UndefinedColumn, psycopg.errors.UndefinedTable):
        cure = f"run ALTER EXTENSION {EXTENSION} UPDATE in {catalogue.name}"
        raise CannotLook(f"{EXTENSION} is older than 1.9", cure=cure) from None
    except psycopg.errors.InsufficientPrivilege as error:
        cure = f"run GRANT SELECT ON {EXTENSION}, {EXTENSION}_info TO the user of [database] url"
        raise CannotLook(f"{EXTENSION} may not be read: {error}", cure=cure) from None


def _read(connection: psycopg.Connection[Any]) -> Statements:
    from psycopg.rows import class_row
    from psycopg.sql import SQL, Identifier

    there = connection.execute(SCHEMA, [EXTENSION]).fetchone()
    if there is None:
        raise CannotLook(f"the extension {EXTENSION} is not in the database", cure=INSTALL)
    schema = Identifier(there[0])
    found = connection.cursor(row_factory=class_row(Statement)).execute(SQL(STATEMENTS).format(schema=schema))
    hidden = connection.execute(SQL(HIDDEN).format(schema=schema)).fetchone()
    since = connection.execute(SQL(SINCE).format(schema=schema)).fetchone() or (None,)
    return Statements(since=since[0], found=tuple(found), hidden=hidden[0] if hidden else 0)
