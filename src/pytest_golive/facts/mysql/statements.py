"""How long the application's statements take, as the performance schema has summed them up."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC
from typing import TYPE_CHECKING

from pytest_golive.errors import CannotLook
from pytest_golive.facts.database.model import Catalogue, Statement, Statements
from pytest_golive.facts.mysql.ask import rows, rows_if_allowed
from pytest_golive.facts.mysql.session import connect
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    from pytest_golive.facts.mysql.ask import Cursor

SOURCE = "performance_schema"
ON = "SELECT @@GLOBAL.performance_schema AS golive_on"
TURN_ON = "set performance_schema = ON below [mysqld] of my.cnf, and restart the server"
COUNTED = """
SELECT COUNT(*) = 3 AS golive_counted FROM performance_schema.setup_consumers
WHERE name IN ('global_instrumentation', 'thread_instrumentation', 'statements_digest') AND enabled = 'YES'
"""
#: Picoseconds. The row without a digest sums up what there was no room for.
STATEMENTS = """
SELECT digest_text AS golive_query, count_star AS golive_calls, avg_timer_wait / 1000000000 AS golive_mean,
       first_seen AS golive_since
FROM performance_schema.events_statements_summary_by_digest
WHERE schema_name = DATABASE() AND (digest_text IS NULL OR digest_text NOT LIKE '%golive%')
ORDER BY avg_timer_wait DESC
"""
#: Utilities are none of the application's statements.
OWN = re.compile(r"^[(\s]*(?:select|insert|update|delete|replace|with|call)\b", re.IGNORECASE)


def statements(settings: Settings, catalogue: Catalogue) -> Statements:
    """The statements of the app's database since the statistics began. Raises CannotLook."""
    import pymysql
    from pymysql.cursors import DictCursor

    try:
        with closing(connect(settings)) as connection, connection.cursor(DictCursor) as cursor:
            return _read(cursor, catalogue)
    except pymysql.Error as error:
        told = " ".join(str(error.args[-1] if error.args else error).split())
        raise CannotLook(f"{SOURCE} did not answer: {told}", cure=_grant(catalogue), look_failed=True) from None


def _read(cursor: Cursor, catalogue: Catalogue) -> Statements:
    if not rows(cursor, ON)[0]["golive_on"]:
        raise CannotLook(f"{SOURCE} is off in {catalogue.name}'s server", cure=TURN_ON)
    counted = rows_if_allowed(cursor, COUNTED)
    found = rows_if_allowed(cursor, STATEMENTS)
    if counted is None or found is None:
        raise CannotLook(f"{SOURCE} may not be read by {catalogue.login}", cure=_grant(catalogue))
    if not counted[0]["golive_counted"]:
        cure = "set performance-schema-consumer-statements-digest = ON below [mysqld] of my.cnf, and restart the server"
        raise CannotLook(f"the consumer statements_digest of {SOURCE} is off", cure=cure)
    own = [row for row in found if row["golive_query"] and OWN.match(row["golive_query"])]
    return Statements(
        source=SOURCE,
        since=min((row["golive_since"].replace(tzinfo=UTC) for row in own), default=None),
        found=tuple(
            Statement(query=row["golive_query"], calls=int(row["golive_calls"]), mean_ms=float(row["golive_mean"]))
            for row in own
        ),
        hidden=sum(int(row["golive_calls"]) for row in found if row["golive_query"] is None),
        cure="make performance_schema_digests_size larger",
    )


def _grant(catalogue: Catalogue) -> str:
    return f"run GRANT SELECT ON performance_schema.* TO {catalogue.login}"
