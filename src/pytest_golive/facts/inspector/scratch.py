"""Migrations from zero, on a database made for it and dropped again; the real one is asked for nothing else."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from pytest_golive.facts.inspector.base import Eye, load, where
from pytest_golive.facts.inspector.execution import bound_connecting, hush
from pytest_golive.facts.inspector.migrations import see_changes
from pytest_golive.facts.inspector.pages import caches_in_memory

#: Where the address of a user who may create databases is handed over: never on a command line.
VARIABLE = "GOLIVE_SCRATCH_URL"
#: Seconds kept to drop the database, should the migrations take too long.
TO_DROP = 10
KINDS = {"postgresql": "postgresql", "postgres": "postgresql", "mysql": "mysql", "mariadb": "mysql"}


class TooLongError(Exception):
    """The migrations have used up their time."""


def see_scratch(eye: Eye) -> Any:
    """Create, migrate, compare with the models, drop."""
    bound_connecting()
    hush()
    caches_in_memory()
    connections = load("django.db:connections")
    connection = connections["default"]
    told: dict[str, Any] = {"vendor": connection.vendor, "refused": "", "failed": "", "migration": "", "left": ""}
    given = connection.settings_dict
    _as_scratch_user(given, connection.vendor)
    (given.get("OPTIONS") or {}).pop("pool", None)
    for alias in connections:
        if alias != "default":
            connections[alias].connect = _sealed
    seconds = int(eye.options.get("timeout") or 60) - TO_DROP
    created = load("django.db.backends.signals:connection_created")
    created.connect(lambda connection, **_: _bound(connection, seconds), weak=False)
    database = _Scratch(connection)
    eye.emit("making", database.name)
    try:
        database.create()
    except (load("django.db.utils:Error"), ValueError) as error:
        connection.close()
        return {**told, "refused": eye.sentence(error)}
    try:
        with _in_time(seconds):
            _migrate(eye, told)
            told["changes"] = see_changes(eye)["changes"]
    finally:
        told["left"] = database.drop(eye)
    return told


def _as_scratch_user(given: dict[str, Any], vendor: str) -> None:
    """Let the connection be that of the user who may create databases, if there is one."""
    url = os.environ.pop(VARIABLE, "")
    if not url:
        return
    parts = urlsplit(url)
    if KINDS.get(parts.scheme.partition("+")[0]) != vendor:
        raise ValueError("scratch_url is of another kind of database than the application's (" + vendor + ")")
    given.update(
        HOST=parts.hostname or "",
        PORT=str(parts.port or ""),
        USER=unquote(parts.username or ""),
        PASSWORD=unquote(parts.password or ""),
        NAME=parts.path.lstrip("/") or given["NAME"],
    )


def _bound(connection: Any, seconds: int) -> None:
    """A driver that waits in C hears no signal."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = %s", [(seconds + 1) * 1000])


def _sealed(*_: Any, **__: Any) -> Any:
    raise RuntimeError("migrations reach the scratch database only, and this one asks for another of DATABASES")


class _Scratch:
    """One database with a name that nobody else has."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._home = connection.settings_dict["NAME"]
        self.name = "golive_scratch_" + os.urandom(6).hex()

    def create(self) -> None:
        """Create it, and let the connection point there."""
        if self._connection.vendor == "sqlite":
            self.name = ":memory:"
        elif self._connection.vendor in {"postgresql", "mysql"}:
            suffix = self._connection.creation.sql_table_creation_suffix()
            self._execute("CREATE DATABASE {} " + suffix)
        else:
            raise ValueError("no scratch databases are made for " + str(self._connection.vendor))
        self._go(self.name)

    def drop(self, eye: Eye) -> str:
        """Drop it; its name and the reason, when that was not possible."""
        self._go(self._home)
        if self.name == ":memory:":
            return ""
        try:
            self._execute("DROP DATABASE {}")
        except Exception as error:  # noqa: BLE001 - whatever went wrong, people must hear of the database that is left
            return self.name + ": " + eye.sentence(error)
        finally:
            self._connection.close()
        return ""

    def _execute(self, command: str) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(command.format(self._connection.ops.quote_name(self.name)))

    def _go(self, name: str) -> None:
        # Whatever transaction a failed migration has left open ends here.
        self._connection.close()
        self._connection.in_atomic_block, self._connection.connection = False, None
        self._connection.settings_dict["NAME"] = name


@contextlib.contextmanager
def _in_time(seconds: int) -> Iterator[None]:
    def end(*_: Any) -> None:
        raise TooLongError

    before, left = signal.signal(signal.SIGALRM, end), signal.alarm(seconds)
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, before)
        signal.alarm(left)


def _migrate(eye: Eye, told: dict[str, Any]) -> None:
    """Run every migration, and remember which one is at work."""
    kind = load("django.db.migrations.executor:MigrationExecutor")
    given, applied = kind.apply_migration, []

    def apply(executor: Any, state: Any, migration: Any, *arguments: Any, **options: Any) -> Any:
        applied.append(migration.app_label + "." + migration.name)
        return given(executor, state, migration, *arguments, **options)

    kind.apply_migration = apply
    try:
        load("django.core.management:call_command")("migrate", interactive=False, verbosity=0, skip_checks=True)
    except TooLongError:
        told["late"] = True
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a migration may raise anything
        told["failed"] = eye.sentence(error) + where(error)
    finally:
        kind.apply_migration = given
    told["migration"], told["applied"] = applied[-1] if applied else "", len(applied)
