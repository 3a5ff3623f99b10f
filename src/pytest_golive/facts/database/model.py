"""What is seen of a database, whatever its product: the same shapes from PostgreSQL, MySQL and MariaDB."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Literal

from pytest_golive.data import dataclass


@dataclass(frozen=True, kw_only=True)
class Role:
    """The role that logged in, or one it may turn into."""

    name: str
    superuser: bool = False
    create_databases: bool = False
    create_roles: bool = False
    replication: bool = False
    bypass_row_security: bool = False
    rights: tuple[str, ...] = ()
    """Further rights beyond its own data, as the server names them: ``FILE on *.*``."""
    built_in: bool = False
    """Made when the server was set up, whatever its name."""
    host: str = ""
    """From where it may log in, where the account says that: ``%`` is from everywhere."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table outside the system's own schemas."""

    schema: str
    name: str
    rows: int
    """An estimate; nobody counts."""
    dead_rows: int = 0
    sequential_scans: int | None = 0
    """How often it was read from end to end; None: nobody counts, or the count may not be read."""
    index_scans: int = 0
    is_vacuumed: bool = True
    """False: its engine clears dead rows by itself, or its partitions have them, and there is nothing to run."""
    vacuumed: datetime | None = None
    """Last time, by hand or by autovacuum."""
    analysed: datetime | None = None
    analyses_itself: bool = False
    """The engine renews the statistics whenever a tenth of the rows has changed, or its partitions have their own: how
    old they are says nothing."""
    analysed_hidden: bool = False
    """When it was analysed may not be read."""
    size: int = 0
    """Bytes of rows and indexes, where `free` is known."""
    free: int | None = None
    """Bytes that lie idle in its file, where an engine tells; dead rows leave them."""


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
    hidden: bool = False
    """Somebody told the server not to use it for queries (invisible, ignored)."""
    partial: bool = False
    """It holds a part of the rows, or the beginning of a value."""


@dataclass(frozen=True, kw_only=True)
class ForeignKey:
    """A foreign-key constraint."""

    table: str
    name: str
    columns: tuple[str, ...]
    refers_to: str
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
    long_statements: tuple[float, ...] = ()
    """Seconds each statement runs that the server tells of; PostgreSQL's are not looked at."""
    hidden_users: tuple[str, ...] = ()
    """Users with sessions in this database whose state may not be seen."""
    cure: str = ""
    """What lets it be seen."""


#: Columns of a user table that hold passwords: Django's name, and those of Flask's tutorials.
PASSWORD_COLUMNS = ("password", "password_hash", "hashed_password")


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
    product: str = "PostgreSQL"
    version: int
    """As a number: 180003 is PostgreSQL 18.3, 101119 is MariaDB 10.11.19."""
    version_text: str = ""
    """As the server writes it: ``10.11.19-MariaDB-0+deb12u1``."""
    size: int
    """Bytes of the current database."""
    roles: tuple[Role, ...]
    """The role that logged in first, then those it is a member of."""
    roles_error: str = ""
    """Why the rights of one of them could not be read."""
    reachable_databases: tuple[str, ...]
    """Databases the user may connect to, templates left out."""
    tables: tuple[Table, ...]
    scans_cure: str = ""
    """What lets the scans be counted, where nobody does."""
    indexes: tuple[Index, ...]
    keys_share_indexes: bool = False
    """The server itself sees to an index for each foreign key, and takes a longer one that begins with its columns."""
    foreign_keys: tuple[ForeignKey, ...]
    connections: Connections
    migrations: tuple[str, ...] | None = None
    """``app.name`` of each migration Django recorded; None: there is no such table, or it may not be read."""
    migrations_error: str = ""
    """Why `migrations` is None."""
    passwords: tuple[Passwords, ...] = ()


Failure = Literal["", "unreachable", "authentication", "no database", "invalid"]
"""What kind of error a connection ended with."""

CURES: dict[Failure, str] = {
    "": "",
    "unreachable": "start the database server and let this machine reach its port",
    "authentication": "correct the user and the password in [database] url",
    "no database": "create the database, or correct its name in [database] url",
    "invalid": "correct [database] url in golive.toml or the variable it names",
}
#: Seconds a log-in may take; a worker that waits longer than this for its database is down for customers.
CONNECT_SECONDS = 5


@dataclass(frozen=True, kw_only=True)
class DatabaseSession:
    """How connecting with the app's own URL went."""

    product: str
    """What the URL names, or the server says it is: PostgreSQL, MySQL, MariaDB, SQLite …"""
    host: str = ""
    """Address and port, or the socket's folder, as the URL gives it."""
    user: str = ""
    """User the URL names."""
    name: str = ""
    """Database the URL names."""
    unlooked: str = ""
    """Why nobody tried to connect; empty when somebody did."""
    unlooked_cure: str = ""
    error: str = ""
    """Why the connection failed, in one sentence; empty when it stands."""
    failure: Failure = ""
    seconds: float = 0.0
    """From the start of connecting to the answer to SELECT 1."""
    login: str = ""
    """User the server says is logged in."""
    current: str = ""
    """Database the server says it is."""
    version: int = 0
    """As a number: 180003 is PostgreSQL 18.3, 101119 is MariaDB 10.11.19."""
    tls: bool = False
    catalogue: Catalogue | None = None
    """What the same connection saw in the catalogue."""
    catalogue_error: str = ""
    """Why it saw nothing there."""
    catalogue_silent: bool = False
    """It saw nothing because no answer came in time, or the connection broke."""

    @property
    def major(self) -> int:
        """Major version of the server."""
        return self.version // 10_000

    @property
    def release(self) -> str:
        """What people call the version: 18 of PostgreSQL, 10.11 of MariaDB."""
        return str(self.major) if self.product == "PostgreSQL" else f"{self.major}.{self.version // 100 % 100}"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement, its values left out."""

    query: str
    calls: int
    mean_ms: float


@dataclass(frozen=True, kw_only=True)
class Statements:
    """What the application has asked of the database."""

    source: str = "pg_stat_statements"
    """What the server keeps them in."""
    since: datetime | None
    """When counting began, if the server says so."""
    found: tuple[Statement, ...]
    """Slowest first."""
    hidden: int
    """Statements of others, whose text this user may not read, or for which there was no room."""
    cure: str = ""
    """What lets the hidden ones be read."""
