"""MySQL's and MariaDB's foreign keys, and what CHECK TABLE says of their files."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pytest_golive.facts.database.model import Catalogue
from pytest_golive.facts.integrity import Corruption, Reference
from pytest_golive.facts.mysql.queries import quoted

if TYPE_CHECKING:
    import pymysql

REFERENCES = """
SELECT constraint_name, table_name, referenced_table_name, column_name, referenced_column_name,
       referenced_table_schema
FROM information_schema.key_column_usage
WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL
ORDER BY table_name, constraint_name, ordinal_position
"""
GOOD = ("OK", "Table is already up to date")


def references(cursor: pymysql.cursors.Cursor) -> list[Reference]:
    """Every foreign key of the database; the server has no way to leave one unvalidated."""
    cursor.execute(REFERENCES)
    found = []
    for (name, table), group in groupby(cursor.fetchall(), key=lambda row: (row[0], row[1])):
        keys: list[Any] = list(group)
        found.append(
            Reference(
                name=name,
                table=quoted(table),
                columns=tuple(quoted(key[3]) for key in keys),
                refers_to=f"{quoted(keys[0][5])}.{quoted(keys[0][2])}",
                referred=tuple(quoted(key[4]) for key in keys),
            )
        )
    return found


def corruption(cursor: pymysql.cursors.Cursor, catalogue: Catalogue) -> Corruption:
    """What CHECK TABLE reports; QUICK, so that it does not read every row of a large table."""
    if not catalogue.tables:
        return Corruption(cure="let the app's user read its tables")
    cursor.execute(f"CHECK TABLE {', '.join(quoted(one.name) for one in catalogue.tables)} QUICK")
    found = [
        f"the table {table}: {text}"
        for table, _, kind, text in cursor.fetchall()
        if kind.lower() in {"error", "warning"} or (kind.lower() == "status" and text not in GOOD)
    ]
    return Corruption(asked=("CHECK TABLE",), found=tuple(found))
