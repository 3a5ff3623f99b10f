"""MySQL's and MariaDB's columns, and how their text is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.facts.cards import Column
from pytest_golive.facts.mysql.queries import quoted

if TYPE_CHECKING:
    import pymysql

MATCHES = "REGEXP"
COLUMNS = """
SELECT c.table_name, c.column_name, c.column_type
FROM information_schema.columns c
JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'
ORDER BY c.table_name, c.ordinal_position
"""
TEXTS = ("char", "varchar", "text", "tinytext", "mediumtext", "longtext", "json")


def columns(cursor: pymysql.cursors.Cursor) -> list[Column]:
    """Every column of the database that this user may see."""
    cursor.execute(COLUMNS)
    return [
        Column(table=table, column=column, quoted_table=quoted(table), quoted=quoted(column), kind=kind)
        for table, column, kind in cursor.fetchall()
    ]


def is_text(kind: str) -> bool:
    """Whether a type holds text or JSON."""
    return kind.lower().startswith(TEXTS)


def is_flag(kind: str) -> bool:
    """Whether a type holds yes or no."""
    return kind.lower() in {"tinyint(1)", "bit(1)"}


def as_text(name: str, most: int) -> str:
    """The beginning of a value as text."""
    return f"LEFT(CAST({name} AS CHAR), {most})"
