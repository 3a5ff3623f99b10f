"""Everything the database checks ask of the catalogue, in one read-only transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pytest_golive.facts.database.model import (
    PASSWORD_COLUMNS,
    Catalogue,
    DatabaseSession,
    ForeignKey,
    Index,
    Passwords,
    Role,
    Table,
)
from pytest_golive.facts.mysql import queries
from pytest_golive.facts.mysql.ask import rows, rows_if_allowed
from pytest_golive.facts.mysql.grants import bare, role_of
from pytest_golive.facts.mysql.sessions import read_connections

if TYPE_CHECKING:
    import pymysql

    from pytest_golive.facts.mysql.ask import Cursor

#: Databases that every account sees, whatever its rights, and none of which holds anybody's data.
EVERYBODYS = ("information_schema", "performance_schema", "sys")
SCANS_CURE = (
    "set performance_schema = ON, restart the server, and run GRANT SELECT ON performance_schema.* TO the app's user"
)


def read_catalogue(connection: pymysql.Connection[Any], session: DatabaseSession, version: str) -> Catalogue:
    """Ask everything in one read-only transaction. Raises pymysql.Error."""
    from pymysql.cursors import DictCursor

    with connection.cursor(DictCursor) as cursor:
        cursor.execute("START TRANSACTION READ ONLY")
        rights = _Rights(cursor)
        limits = rows(cursor, queries.LIMITS)[0]
        tables = rows(cursor, queries.TABLES)
        indexes = tuple(_indexes(rows(cursor, queries.INDEXES)))
        migrations, migrations_error, passwords = _read_app_tables(cursor)
        return Catalogue(
            name=session.current,
            login=session.login,
            product=session.product,
            version=session.version,
            version_text=version,
            size=sum((row["golive_data"] or 0) + (row["golive_index"] or 0) for row in tables),
            roles=tuple(rights.roles),
            roles_error=rights.error,
            reachable_databases=tuple(sorted(rights.reach)),
            tables=_tables(cursor, tables, limits),
            scans_cure=SCANS_CURE,
            indexes=indexes,
            keys_share_indexes=True,
            foreign_keys=tuple(_foreign_keys(rows(cursor, queries.FOREIGN_KEYS), indexes)),
            connections=read_connections(cursor, limits, session.login, session.product),
            migrations=migrations,
            migrations_error=migrations_error,
            passwords=passwords,
        )


class _Rights:
    """What the account may do, and what each role that it may take on would add; `reach` is what all of them see."""

    def __init__(self, cursor: Cursor) -> None:
        self.roles: list[Role] = []
        self.reach: set[str] = set()
        self.error = ""
        self._enters_mysql = False
        self._known: set[str] = set()
        name, _, host = str(rows(cursor, "SELECT CURRENT_USER() AS golive_login")[0]["golive_login"]).rpartition("@")
        # MySQL 5.7 has no roles.
        now = rows_if_allowed(cursor, "SELECT CURRENT_ROLE() AS golive_role")
        for role in self._look(cursor, name, host):
            # A role is looked at by taking it on: nobody may ask for the grants of one that he has not.
            if rows_if_allowed(cursor, f"SET ROLE {role}") is None:
                self.error = f"the rights of the role {bare(role)} may not be read"
            else:
                self._look(cursor, bare(role.partition("@")[0]), "")
        if now:
            cursor.execute(f"SET ROLE {_written(now[0]['golive_role'])}")
        self.reach -= {*EVERYBODYS} if self._enters_mysql else {*EVERYBODYS, "mysql"}

    def _look(self, cursor: Cursor, name: str, host: str) -> tuple[str, ...]:
        """Take down what is new in the grants; the roles in them."""
        lines = {str(next(iter(row.values()))) for row in rows(cursor, queries.GRANTS)}
        role, roles, enters = role_of(name, host, sorted(lines - self._known))
        self._known |= lines
        self._enters_mysql = self._enters_mysql or enters
        self.roles.append(role)
        self.reach |= {row["golive_name"] for row in rows(cursor, queries.DATABASES)}
        return roles


def _written(role: str | None) -> str:
    """The role of the session as SET ROLE wants it: MariaDB tells its bare name, MySQL a quoted list or NONE."""
    return "NONE" if not role or role == "NONE" else role if role[0] == "`" else queries.quoted(role)


def _tables(cursor: Cursor, tables: Iterable[Mapping[str, Any]], limits: Mapping[str, Any]) -> tuple[Table, ...]:
    """The tables, with how they were read where that is counted, and how old their statistics are."""
    scans = _scans(cursor)
    analysed = rows_if_allowed(cursor, queries.ANALYSED)
    when = {row["golive_table"]: row["golive_when"].replace(tzinfo=UTC) for row in analysed or ()}
    made = []
    for row in tables:
        name, count = row["golive_table"], int(row["golive_rows"] or 0)
        is_innodb = (row["golive_engine"] or "").lower() == "innodb"
        options = (row["golive_options"] or "").lower()
        table = Table(
            schema=row["golive_schema"],
            name=name,
            rows=count,
            is_vacuumed=False,
            analysed=when.get(name),
            analysed_hidden=analysed is None,
            analyses_itself=is_innodb and bool(limits["golive_auto_recalc"]) and "stats_auto_recalc=0" not in options,
            size=(row["golive_data"] or 0) + (row["golive_index"] or 0),
            # In a tablespace that tables share it is the space of them all.
            free=row["golive_free"] if limits["golive_per_table"] or not is_innodb else None,
        )
        without = scans.get((name, True), 0) if scans is not None else None
        if without is None:
            table = replace(table, sequential_scans=None)
        else:
            by_index = (scans or {}).get((name, False), 0)
            table = replace(table, sequential_scans=without // max(1, count), index_scans=by_index)
        made.append(table)
    return tuple(made)


def _scans(cursor: Cursor) -> dict[tuple[str, bool], int] | None:
    """Rows read by table, without an index and with one; None where nobody counts them."""
    counted = rows_if_allowed(cursor, queries.SCANS_COUNTED)
    if not counted or not counted[0]["golive_counted"]:
        return None
    read = rows_if_allowed(cursor, queries.SCANS)
    if read is None:
        return None
    return {(row["golive_table"], bool(row["golive_without"])): int(row["golive_read"]) for row in read}


def _indexes(parts: Iterable[Mapping[str, Any]]) -> Iterable[Index]:
    """One index of each group of its columns."""
    upper = [{key.upper(): value for key, value in part.items()} for part in parts]
    for (table, name), group in groupby(upper, key=lambda part: (part["TABLE_NAME"], part["INDEX_NAME"])):
        keys = list(group)
        yield Index(
            table=table,
            name=name,
            columns=tuple(key["COLUMN_NAME"] or str(key.get("EXPRESSION") or "") for key in keys),
            unique=not keys[0]["NON_UNIQUE"],
            hidden=keys[0].get("IS_VISIBLE", "YES") == "NO" or keys[0].get("IGNORED", "NO") == "YES",
            partial=any(key["SUB_PART"] for key in keys) or keys[0]["INDEX_TYPE"] in {"FULLTEXT", "SPATIAL"},
        )


def _foreign_keys(parts: Iterable[Mapping[str, Any]], indexes: Iterable[Index]) -> Iterable[ForeignKey]:
    serving = [index for index in indexes if not index.partial and not index.hidden]
    for (table, name), group in groupby(parts, key=lambda part: (part["golive_table"], part["golive_name"])):
        keys = list(group)
        columns = tuple(key["golive_column"] for key in keys)
        served = any(one.table == table and {*one.columns[: len(columns)]} == {*columns} for one in serving)
        yield ForeignKey(table=table, name=name, columns=columns, refers_to=keys[0]["golive_refers_to"], indexed=served)


def _read_app_tables(cursor: Cursor) -> tuple[tuple[str, ...] | None, str, tuple[Passwords, ...]]:
    """The recorded migrations (or why not) and how passwords are stored, where the app's user may read."""
    migrations: tuple[str, ...] | None = None
    error = "the database has no table django_migrations"
    passwords = []
    for column in rows(cursor, queries.APP_COLUMNS):
        table, is_readable = column["golive_table"], "select" in column["golive_privileges"].split(",")
        if column["golive_column"] in PASSWORD_COLUMNS:
            query = queries.passwords(queries.quoted(table), queries.quoted(column["golive_column"]))
            found = rows(cursor, query) if is_readable else None
            passwords.append(_passwords(table, found))
        elif is_readable:
            recorded = rows(cursor, queries.MIGRATIONS.format(table=queries.quoted(table)))
            migrations, error = tuple(row["golive_migration"] for row in recorded), ""
        else:
            error = "the table django_migrations may not be read by this user"
    return migrations, error, tuple(passwords)


def _passwords(table: str, found: list[dict[str, Any]] | None) -> Passwords:
    kinds = [(row["golive_algorithm"], row["golive_accounts"], row["golive_iterations"]) for row in found or ()]
    return Passwords(
        table=table,
        readable=found is not None,
        accounts={kind: int(count) for kind, count, _ in kinds},
        iterations={kind: int(rounds) for kind, _, rounds in kinds if rounds},
    )
