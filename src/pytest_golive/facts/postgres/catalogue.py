"""Everything the database checks ask of the catalogue, in two round trips of one read-only transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from pytest_golive.facts.postgres import queries

if TYPE_CHECKING:
    import psycopg

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Role:
    """The role that logged in, or one it may turn into."""

    name: str
    superuser: bool = False
    create_databases: bool = False
    create_roles: bool = False
    replication: bool = False
    bypass_row_security: bool = False
    built_in: bool = False
    """Made when the server was set up, whatever its name."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table outside the system's own schemas."""

    schema: str
    name: str
    rows: int
    """An estimate; nobody counts."""
    dead_rows: int = 0
    sequential_scans: int = 0
    index_scans: int = 0
    vacuumed: datetime | None = None
    """Last time, by hand or by autovacuum."""
    analysed: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Index:
    """An index; a unique or primary-key constraint is one, too."""

    table: str
    name: str
    columns: tuple[str, ...]
    """Key columns in order; an expression stands as its text."""
    unique: bool = False
    valid: bool = True
    """False: its building failed, and no query uses it."""
    partial: bool = False


@dataclass(frozen=True, kw_only=True)
class ForeignKey:
    """A foreign-key constraint."""

    table: str
    name: str
    columns: tuple[str, ...]
    refers_to: str
    validated: bool = True
    indexed: bool = True
    """An index begins with its columns."""


@dataclass(frozen=True, kw_only=True)
class Connections:
    """How many sessions there are, and who keeps a transaction open."""

    most: int
    """max_connections."""
    used: int
    """Sessions of clients now, this one among them."""
    idle_in_transaction: tuple[float, ...] = ()
    """Seconds since each such session last did something."""
    hidden_users: tuple[str, ...] = ()
    """Users with sessions in this database whose state may not be seen."""


@dataclass(frozen=True, kw_only=True)
class Passwords:
    """How the passwords of one user table are stored; nothing of them is kept."""

    table: str
    readable: bool
    accounts: Mapping[str, int] = field(default_factory=dict)
    """Algorithm → number of accounts; the empty name: no format that anybody knows."""
    iterations: Mapping[str, int] = field(default_factory=dict)
    """Algorithm → smallest number of iterations, where the format tells it."""


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """What one read-only transaction saw."""

    name: str
    """The current database."""
    login: str
    """The user that logged in."""
    version: int
    """server_version_num: 180003 is 18.3."""
    size: int
    """Bytes of the current database."""
    roles: tuple[Role, ...]
    """The role that logged in first, then those it is a member of."""
    reachable_databases: tuple[str, ...]
    """Databases the user may connect to, templates left out."""
    tables: tuple[Table, ...]
    indexes: tuple[Index, ...]
    foreign_keys: tuple[ForeignKey, ...]
    connections: Connections
    migrations: tuple[str, ...] | None = None
    """``app.name`` of each migration Django recorded; None: there is no such table, or it may not be read."""
    migrations_error: str = ""
    """Why `migrations` is None."""
    passwords: tuple[Passwords, ...] = ()


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
        connections=connections.fetchall()[0],
        migrations=migrations,
        migrations_error=migrations_error,
        passwords=passwords,
    )


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
            if column["column"] == "password":
                query = SQL(queries.PASSWORDS).format(table=table, column=Identifier("password"))
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
