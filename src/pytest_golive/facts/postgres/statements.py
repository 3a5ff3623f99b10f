"""How long the application's statements take, as the extension pg_stat_statements has counted them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from pytest_golive.errors import CannotLook
from pytest_golive.facts.database.model import Catalogue, Statement, Statements
from pytest_golive.facts.postgres.session import connect
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    import psycopg

EXTENSION = "pg_stat_statements"
INSTALL = (
    "add pg_stat_statements to shared_preload_libraries, restart the server, and run CREATE EXTENSION "
    "pg_stat_statements in the app's database"
)
HIDDEN_CURE = "GRANT pg_read_all_stats to the gate's user"
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


def statements(settings: Settings, catalogue: Catalogue) -> Statements:
    """The statements of the app's database since the statistics began. Raises CannotLook."""
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
    count = hidden[0] if hidden else 0
    return Statements(source=EXTENSION, since=since[0], found=tuple(found), hidden=count, cure=HIDDEN_CURE)
