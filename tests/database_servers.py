"""Real PostgreSQL, MariaDB and Valkey servers for the tests, started with the demo shop's own launchers."""

from __future__ import annotations

import secrets
import socket
import ssl
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
import trustme
from psycopg.sql import SQL, Identifier, Literal

sys.path.append(str(Path(__file__).parents[1] / "examples" / "shop"))

from servers.keeper import Keeper
from servers.mariadb import MariaDB
from servers.postgres import Postgres
from servers.valkey import Valkey

SCHEMA = """
CREATE TABLE django_migrations (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, app text, name text);
INSERT INTO django_migrations (app, name) VALUES ('store', '0001_initial'), ('store', '0002_stock');
CREATE TABLE auth_user (id int PRIMARY KEY, username text UNIQUE, password varchar(128) NOT NULL);
INSERT INTO auth_user VALUES (1, 'ada', 'pbkdf2_sha256$1000000$salt$hash'), (2, 'bob', '!unusable');
CREATE TABLE store_order (id int PRIMARY KEY, user_id int REFERENCES auth_user, email text);
CREATE INDEX order_user ON store_order (user_id);
CREATE INDEX order_email ON store_order (lower(email), id);
"""


@dataclass(frozen=True, kw_only=True)
class ShopDatabase:
    """A database of its own, its owner, and the superuser's way in."""

    name: str
    user: str
    password: str
    server: Postgres

    @property
    def url(self) -> str:
        return f"postgresql://{self.user}:{self.password}@127.0.0.1:{self.server.port}/{self.name}"

    def superuser(self) -> psycopg.Connection[Any]:
        return self.server.connect(self.name)

    def sql(self, statements: str) -> None:
        with self.superuser() as connection:
            connection.execute(statements.encode())


@pytest.fixture(scope="session")
def keeper() -> Iterator[Keeper]:
    with Keeper() as kept:
        yield kept


@pytest.fixture(scope="session")
def postgres(keeper: Keeper) -> Postgres:
    """One server per worker, with a template that holds the schema."""
    server = Postgres(keeper)
    server.start({})
    with server.connect("postgres") as connection:
        connection.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC")
        connection.execute("CREATE DATABASE seed")
        connection.execute("REVOKE CONNECT ON DATABASE seed FROM PUBLIC")
    with server.connect("seed") as connection:
        connection.execute(SCHEMA.encode())
    return server


@pytest.fixture
def shop_database(postgres: Postgres) -> Iterator[ShopDatabase]:
    """A clone of the template that belongs to a user of its own; both are gone afterwards."""
    name = f"shop_{secrets.token_hex(4)}"
    made = ShopDatabase(name=name, user=name, password=secrets.token_urlsafe(18), server=postgres)
    who = Identifier(name)
    with postgres.connect("postgres") as connection:
        connection.execute(SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(who, Literal(made.password)))
        connection.execute(SQL("CREATE DATABASE {} OWNER {} TEMPLATE seed").format(who, who))
        connection.execute(SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(who))
    with made.superuser() as connection:
        for table in ("django_migrations", "auth_user", "store_order"):
            connection.execute(SQL("ALTER TABLE {} OWNER TO {}").format(Identifier(table), who))
    yield made
    with postgres.connect("postgres") as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(who))
        connection.execute(SQL("DROP ROLE {}").format(who))


MARIADB_SCHEMA = """
CREATE TABLE django_migrations (id int AUTO_INCREMENT PRIMARY KEY, app varchar(40), name varchar(90));
INSERT INTO django_migrations (app, name) VALUES ('store', '0001_initial'), ('store', '0002_stock');
CREATE TABLE auth_user (id int PRIMARY KEY, username varchar(40) UNIQUE, password varchar(128) NOT NULL);
INSERT INTO auth_user VALUES (1, 'ada', 'pbkdf2_sha256$1000000$salt$hash'), (2, 'bob', '!unusable');
CREATE TABLE store_order (id int PRIMARY KEY, user_id int REFERENCES auth_user (id), email text);
CREATE INDEX order_email ON store_order (email(20), id)
"""


@dataclass(frozen=True, kw_only=True)
class MariaDatabase:
    """A database of its own, its user, and root's way in."""

    name: str
    password: str
    server: MariaDB

    @property
    def url(self) -> str:
        return f"mysql://{self.name}:{self.password}@127.0.0.1:{self.server.port}/{self.name}"

    @property
    def account(self) -> str:
        return f"`{self.name}`@'127.0.0.1'"

    def sql(self, statements: str) -> None:
        """Run statements as root, in this database."""
        with self.server.connect(self.name) as connection, connection.cursor() as cursor:
            for statement in statements.split(";"):
                cursor.execute(statement)


@pytest.fixture(scope="session")
def mariadb(keeper: Keeper) -> MariaDB:
    """One server per worker."""
    server = MariaDB(keeper)
    server.start({})
    return server


@pytest.fixture
def maria_database(mariadb: MariaDB) -> Iterator[MariaDatabase]:
    """A database with the schema, and a user to whom it belongs; both are gone afterwards."""
    made = MariaDatabase(name=f"shop_{secrets.token_hex(4)}", password=secrets.token_urlsafe(18), server=mariadb)
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {made.name}")
        cursor.execute(f"CREATE USER {made.account} IDENTIFIED BY %s", [made.password])
        cursor.execute(f"GRANT ALL PRIVILEGES ON {made.name}.* TO {made.account}")
        cursor.execute(f"GRANT SELECT ON performance_schema.* TO {made.account}")
    made.sql(MARIADB_SCHEMA)
    yield made
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {made.name}")
        cursor.execute(f"DROP USER {made.account}")


@pytest.fixture
def start_valkey(tmp_path: Path) -> Iterator[Callable[..., Valkey]]:
    """Starts a server with the given arguments, or as the good shop has it."""
    with ExitStack() as stack:

        def start(*arguments: str) -> Valkey:
            server = Valkey(stack.enter_context(Keeper()))
            server.start(arguments or server.good_arguments())
            return server

        yield start


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server on a free port that hands each connection to ``answer``, in a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        ended = threading.Event()

        def accept() -> None:
            while not ended.is_set():
                with suppress(TimeoutError):
                    connection, _ = listener.accept()
                    threading.Thread(target=serve, args=[connection], daemon=True).start()

        def serve(connection: socket.socket) -> None:
            with closing(connection), suppress(OSError):
                answer(connection)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        ended.set()
        thread.join()


@contextmanager
def tls_front(port: int, authority: trustme.CA, *, postgres: bool) -> Iterator[int]:
    """A TLS server for localhost in front of a server that has none: no wheel's server speaks TLS itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)

    def answer(connection: socket.socket) -> None:
        if postgres:
            if connection.recv(8) != struct.pack("!ii", 8, 80877103):
                return
            connection.sendall(b"S")
        with (
            context.wrap_socket(connection, server_side=True) as client,
            socket.create_connection(("127.0.0.1", port)) as server,
        ):
            other = threading.Thread(target=pump, args=[server, client], daemon=True)
            other.start()
            pump(client, server)
            other.join()

    with listening(answer) as front:
        yield front


def pump(source: socket.socket, sink: socket.socket) -> None:
    """Pass bytes on until the source ends."""
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_RDWR)
