"""Everything the database checks ask of the catalogue, in two round trips of one read-only transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from pytest_golive.facts.database.model import (
    PASSWORD_COLUMNS,
    Catalogue,
    Connections,
    ForeignKey,
    Index,
    Passwords,
    Role,
    Table,
)
from pytest_golive.facts.postgres import queries

if TYPE_CHECKING:
    import psycopg

T = TypeVar("T")


def read_catalogue(connection: psycopg.Connection[Any], login: str, name: str) -> Catalogue:
    """Ask everything of an open read-only transaction. Raises psycopg.Error."""
    from psycopg.rows import class_row, dict_row, scalar_row

    with connection.pipeline():
        roles = connection.cursor(row_factory=class_row(Role)).execute(queries.ROLES)
        reachable = connection.cursor(row_factory=scalar_row).execute(queries.REACHABLE_DATABASES)
        tables = connection.cursor(row_factory=class_row(Table)).execute(queries.TABLES)
        indexes = connection.cursor(row_factory=_tuples(Index)).execute(queries.INDEXES)
        foreign_keys = connection.cursor(row_factory=_tuples(ForeignKey)).execute(queries.FOREIGN_KEYS)
        connections = connection.cursor(row_factory=_tuples(Connections)).execute(queries.CONNECTIONS)
        size = connection.cursor(row_factory=scalar_row).execute(queries.SIZE)
        columns = connection.cursor(row_factory=dict_row).execute(queries.APP_COLUMNS)
    migrations, migrations_error, passwords = _read_app_tables(connection, columns.fetchall())
    sessions = connections.fetchall()[0]
    return Catalogue(
        name=name,
        login=login,
        version=connection.info.server_version,
        size=size.fetchall()[0],
        roles=tuple(roles),
        reachable_databases=tuple(reachable),
        tables=tuple(tables),
        indexes=tuple(indexes),
        foreign_keys=tuple(foreign_keys),
        connections=replace(sessions, cure=_cure(sessions, login)),
        migrations=migrations,
        migrations_error=migrations_error,
        passwords=passwords,
    )


def _cure(sessions: Connections, login: str) -> str:
    who = ", ".join(sessions.hidden_users)
    return f"GRANT pg_read_all_stats TO {login}, or let {who} leave the app's database" if who else ""


def _tuples(made: type[T]) -> Callable[[psycopg.Cursor[Any]], Callable[[Sequence[Any]], T]]:
    """A row factory for ``made`` that turns the server's arrays into tuples."""

    def factory(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], T]:
        names = [column.name for column in cursor.description or ()]

        def row(values: Sequence[Any]) -> T:
            frozen = (tuple(value) if isinstance(value, list) else value for value in values)
            return made(**dict(zip(names, frozen, strict=True)))

        return row

    return factory


def _read_app_tables(
    connection: psycopg.Connection[Any], columns: list[dict[str, Any]]
) -> tuple[tuple[str, ...] | None, str, tuple[Passwords, ...]]:
    """The recorded migrations (or why not) and how passwords are stored, where the app's user may read."""
    from psycopg.rows import dict_row, scalar_row
    from psycopg.sql import SQL, Identifier

    error = "the database has no table django_migrations"
    recorded: psycopg.Cursor[Any] | None = None
    asked: list[tuple[str, psycopg.Cursor[dict[str, Any]] | None]] = []
    with connection.pipeline():
        for column in columns:
            table = Identifier(column["schema"], column["table"])
            if column["column"] in PASSWORD_COLUMNS:
                query = SQL(queries.PASSWORDS).format(table=table, column=Identifier(column["column"]))
                cursor = connection.cursor(row_factory=dict_row)
                asked.append((column["table"], cursor.execute(query) if column["readable"] else None))
            elif column["readable"]:
                query = SQL(queries.MIGRATIONS).format(table=table)
                recorded = connection.cursor(row_factory=scalar_row).execute(query)
            else:
                error = "the table django_migrations may not be read by this user"
    passwords = tuple(_passwords(table, cursor.fetchall() if cursor else None) for table, cursor in asked)
    return (tuple(recorded), "", passwords) if recorded else (None, error, passwords)


def _passwords(table: str, rows: list[dict[str, Any]] | None) -> Passwords:
    return Passwords(
        table=table,
        readable=rows is not None,
        accounts={row["algorithm"]: row["accounts"] for row in rows or ()},
        iterations={row["algorithm"]: row["iterations"] for row in rows or () if row["iterations"]},
    )
