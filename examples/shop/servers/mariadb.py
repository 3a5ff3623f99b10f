"""A MariaDB server from the system's own package (Debian: mariadb-server), with data of its own, as root or not.

The machine's MariaDB service is never touched: this one has another port, another directory and other accounts.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from servers.keeper import NOBODY, Child, Keeper
from servers.postgres import free_port

if TYPE_CHECKING:
    import pymysql

APP = "shop"
ROOT = "root"
MISSING = "MariaDB is missing: install Debian's mariadb-server (apt-get install mariadb-server)"
SETTINGS = {
    "bind-address": "127.0.0.1",
    "skip-name-resolve": "ON",
    "character-set-server": "utf8mb4",
    "performance-schema": "ON",
    # Who keeps a transaction open; MySQL counts that by default.
    "performance-schema-instrument": "transaction=ON",
    "performance-schema-consumer-events-transactions-current": "ON",
    "max-connections": "40",
    # The log of changes says whether anything at all was written.
    "log-bin": "changes",
    "server-id": "1",
    "sync-binlog": "0",
    "innodb-flush-log-at-trx-commit": "0",
    "innodb-doublewrite": "OFF",
    # Machines allow few of its requests at a time, and many servers may run at once.
    "innodb-use-native-aio": "OFF",
    "innodb-buffer-pool-size": "32M",
    "innodb-log-file-size": "4M",
}
#: Neither anonymous users nor root without a password, and root only from this machine.
ACCOUNTS = """
DROP USER IF EXISTS ''@localhost, root@localhost, root@'127.0.0.1', root@'::1', root@'%';
DELETE FROM mysql.global_priv WHERE User IN ('', 'root');
FLUSH PRIVILEGES;
CREATE USER root@'127.0.0.1' IDENTIFIED BY '{password}';
GRANT ALL PRIVILEGES ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;
DROP DATABASE IF EXISTS test;
"""


class MariaDB:
    """One server; its first data is made in the background from the first moment.

    Raises RuntimeError when the machine has no MariaDB; `is_installed` asks first.
    """

    superuser = ROOT

    def __init__(self, keeper: Keeper, app: str = APP) -> None:
        self._keeper = keeper
        self._app = app
        self._directory, self._owner = keeper.private_directory("mariadb")
        self._root_password = secrets.token_urlsafe(24)
        self.app_password = secrets.token_urlsafe(24)
        self._server: Child | None = None
        self._settings: dict[str, str] = {}
        self._good_position: tuple[str, int] | None = None
        self.port = 0
        self._installing: Child | None = self._install()

    def start(self, settings: Mapping[str, str]) -> bool:
        """Run with these extra settings; says whether anything had to be (re)started."""
        wanted = SETTINGS | dict(settings)
        if self._server and wanted == self._settings:
            return False
        self.stop()
        if self._installing:
            self._installing.wait("mariadb-install-db")
            self._installing = None
        self.reserve_port()
        files = [f"--datadir={self._directory}/data", "--socket=mariadb.sock", "--pid-file=mariadb.pid"]
        accounts = [f"--init-file={self._directory}/accounts.sql"] if self._is_new else []
        options = [f"--{name}={value}" for name, value in wanted.items()]
        command = [find_server(), "--no-defaults", f"--port={self.port}", *files, *accounts, *options]
        # Its data are copied when it has stopped in order, which takes a while on a busy machine.
        self._server = self._keeper.start("mariadb", command, stop_seconds=60, cwd=self._directory, **self._owner)
        self._settings = wanted
        self._wait_until_ready()
        if self._is_new:
            (self._directory / "accounts.sql").unlink()
        return True

    def stop(self) -> None:
        """Stop the server; the data stays."""
        if self._server:
            self._server.stop()
            self._server = None

    @property
    def has_app_database(self) -> bool:
        """Whether the app's database is in this server, filled and remembered."""
        return self._good_position is not None

    def url(self, user: str = "") -> str:
        """The app's database, as an env file names it; with the app's user unless `root` is asked for."""
        user = user or self._app
        return f"mysql://{user}:{self._password(user)}@127.0.0.1:{self.port}/{self._app}"

    @property
    def builder_url(self) -> str:
        """Who may create databases, as somebody must who tries the migrations."""
        return self.url(ROOT)

    def reserve_port(self) -> None:
        """Choose the port before the server runs, so that an env file can be written."""
        self.port = self.port or free_port()

    def connect(self, database: str | None = None, user: str = ROOT) -> pymysql.Connection[Any]:
        """A connection of root or of the app, each statement its own transaction; to no database unless named."""
        import pymysql

        return pymysql.connect(
            host="127.0.0.1",
            port=self.port,
            database=database,
            user=user,
            password=self._password(user),
            autocommit=True,
            connect_timeout=5,
        )

    def create_app_database(self) -> None:
        """A user who may log in from this machine, and the one database that is his."""
        with self.connect() as connection, connection.cursor() as cursor:
            account = f"`{self._app}`@'127.0.0.1'"
            cursor.execute(f"CREATE DATABASE `{self._app}`")
            cursor.execute(f"CREATE USER {account} IDENTIFIED BY %s", [self.app_password])
            cursor.execute(f"GRANT ALL PRIVILEGES ON `{self._app}`.* TO {account}")
            # Like pg_stat_statements in PostgreSQL: how long the app's own statements take.
            cursor.execute(f"GRANT SELECT ON performance_schema.* TO {account}")

    def remember_app_database(self) -> None:
        """Keep a copy of the data as it is, accounts and all, to come back to."""
        settings = self._settings
        self.stop()
        shutil.copytree(self._directory / "data", self._directory / "good")
        self._run_again(settings)

    def restore_app_database(self) -> bool:
        """Everything as it was when it was remembered; says whether anything had been written since."""
        with self.connect() as connection:
            was_written = log_position(connection) != self._good_position
        if was_written:
            settings = self._settings
            self.stop()
            shutil.rmtree(self._directory / "data")
            shutil.copytree(self._directory / "good", self._directory / "data")
            self._own("data")
            self._run_again(settings)
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute("TRUNCATE TABLE performance_schema.events_statements_summary_by_digest")
        return was_written

    @property
    def _is_new(self) -> bool:
        return (self._directory / "accounts.sql").exists()

    def _run_again(self, settings: Mapping[str, str]) -> None:
        self.start(settings)
        with self.connect() as connection:
            self._good_position = log_position(connection)

    def _own(self, name: str) -> None:
        for path in (self._directory / name, *(self._directory / name).rglob("*")):
            if self._owner:
                os.chown(path, NOBODY, NOBODY)

    def _password(self, user: str) -> str:
        return self.app_password if user == self._app else self._root_password

    def _install(self) -> Child:
        accounts = self._directory / "accounts.sql"
        accounts.touch(mode=0o600)
        self._own(accounts.name)
        accounts.write_text(ACCOUNTS.format(password=self._root_password), encoding="ascii")
        flags = ["--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"]
        size = f"--innodb-log-file-size={SETTINGS['innodb-log-file-size']}"
        # Its temporary tables are named by process: those of another container may be in the same /tmp.
        folders = [f"--datadir={self._directory}/data", f"--tmpdir={self._directory}"]
        command = [find_installer(), "--no-defaults", *folders, *flags, size]
        return self._keeper.start("mariadb-install-db", command, cwd=self._directory, **self._owner)

    def _wait_until_ready(self) -> None:
        import pymysql

        assert self._server is not None
        self._server.wait_until_ready("MariaDB", lambda: self.connect().close(), pymysql.err.OperationalError)


def log_position(connection: pymysql.Connection[Any]) -> tuple[str, int]:
    """Where the server's log of changes ends: the same position means that nothing at all was written."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW MASTER STATUS")
        row = cursor.fetchone()
    assert row is not None
    return row[0], row[1]


def is_installed() -> bool:
    """Whether the machine has MariaDB's server and its installer."""
    return bool(_program("mariadbd") and _program("mariadb-install-db"))


def find_server() -> str:
    """Path of the server's program."""
    return _found("mariadbd")


def find_installer() -> str:
    """Path of the program that makes the first data."""
    return _found("mariadb-install-db")


def _program(name: str) -> str | None:
    # Debian keeps the server where only root's PATH looks.
    places = [os.environ.get("SHOP_MARIADB_BINDIR", ""), os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/bin"]
    return shutil.which(name, path=os.pathsep.join(place for place in places if place))


def _found(name: str) -> str:
    path = _program(name)
    if path is None:
        raise RuntimeError(MISSING)
    return path
