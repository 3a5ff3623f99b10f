"""One query, and what it may end with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pymysql

    Cursor = pymysql.cursors.DictCursor

#: Error numbers of a right that lacks, and of what this server does not have.
DENIED = {1044, 1045, 1142, 1143, 1227, 1370, 1959, 3530}
ABSENT = {1049, 1054, 1109, 1146, 1193, 1305}


def rows(cursor: Cursor, query: str) -> list[dict[str, Any]]:
    """Every row of a query, by the names of its columns. Raises pymysql.Error."""
    cursor.execute(query)
    return list(cursor.fetchall())


def rows_if_allowed(cursor: Cursor, query: str) -> list[dict[str, Any]] | None:
    """As `rows`; None where this user or this server may not or cannot answer. Raises pymysql.Error."""
    import pymysql

    try:
        return rows(cursor, query)
    except pymysql.Error as error:
        if error.args and error.args[0] in DENIED | ABSENT:
            return None
        raise
