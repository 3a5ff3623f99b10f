"""PostgreSQL's columns, and how their text is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pytest_golive.facts.cards import Column

if TYPE_CHECKING:
    import psycopg

MATCHES = "~"
#: Partitions hold the rows of their table.
COLUMNS = """
SELECT /* golive */ CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || t.relname, a.attname::text,
       quote_ident(n.nspname) || '.' || quote_ident(t.relname), quote_ident(a.attname), format_type(a.atttypid, NULL)
FROM pg_attribute a
JOIN pg_class t ON t.oid = a.attrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE t.relkind IN ('r', 'p') AND NOT t.relispartition AND a.attnum > 0 AND NOT a.attisdropped
  AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
ORDER BY 1, a.attnum
"""
TEXTS = ("text", "character", "json", "citext", "hstore", "xml", "bpchar")


def columns(cursor: psycopg.Cursor[Any]) -> list[Column]:
    """Every column of the database."""
    return [
        Column(table=table, column=column, quoted_table=quoted_table, quoted=quoted, kind=kind)
        for table, column, quoted_table, quoted, kind in cursor.execute(COLUMNS).fetchall()
    ]


def is_text(kind: str) -> bool:
    """Whether a type holds text, or JSON, or a list of them."""
    return kind.startswith(TEXTS)


def is_flag(kind: str) -> bool:
    """Whether a type holds yes or no."""
    return kind == "boolean"


def as_text(quoted: str, most: int) -> str:
    """The beginning of a value as text."""
    return f"left({quoted}::text, {most})"
