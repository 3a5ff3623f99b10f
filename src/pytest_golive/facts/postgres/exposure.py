"""PostgreSQL's listen_addresses and pg_hba.conf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pytest_golive.facts.database.model import Catalogue
from pytest_golive.facts.exposure import Listening

if TYPE_CHECKING:
    import psycopg

LISTENING = "SELECT /* golive */ current_setting('listen_addresses'), current_setting('port')::int"
MAY_READ = """
SELECT /* golive */ has_table_privilege('pg_hba_file_rules', 'SELECT')
       AND has_function_privilege('pg_hba_file_rules()', 'EXECUTE')
"""
#: A mask of nothing lets in everybody.
RULES = """
SELECT /* golive */ 'line ' || line_number || ' of pg_hba.conf: ' || concat_ws(
           ' ', type, array_to_string(database, ','), array_to_string(user_name, ','), address, auth_method
       )
FROM pg_hba_file_rules
WHERE type LIKE 'host%' AND auth_method <> 'reject' AND (address = 'all' OR netmask IN ('0.0.0.0', '::'))
ORDER BY line_number
"""


def listening(cursor: psycopg.Cursor[Any], catalogue: Catalogue) -> Listening:
    """Ask the server. Raises psycopg.Error."""
    del catalogue
    told, port = cursor.execute(LISTENING).fetchone() or ("", 5432)
    may_read = (cursor.execute(MAY_READ).fetchone() or (False,))[0]
    rules = [rule for (rule,) in cursor.execute(RULES).fetchall()] if may_read else []
    return Listening(
        port=port,
        addresses=tuple(one.strip() for one in told.split(",") if one.strip()),
        open_to_all=tuple(rules),
        unread="" if may_read else "pg_hba.conf may not be read by this user",
    )
