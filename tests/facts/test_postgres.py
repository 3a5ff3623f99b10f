from __future__ import annotations

import socket
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
import trustme

from pytest_golive.errors import CannotLook
from pytest_golive.facts.database import (
    Catalogue,
    DatabaseSession,
    ForeignKey,
    Index,
    Passwords,
    catalogue,
    database_session,
)
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.settings import Database, Settings, Target
from servers.postgres import free_port
from tests.database_servers import ShopDatabase, listening, pump, tls_front


def look(url: str, *, ca_file: str = "", **given: Any) -> DatabaseSession:
    return database_session(Settings(database=Database(url=url, **given), target=Target(ca_file=ca_file)))


def see(url: str, **given: Any) -> Catalogue:
    return catalogue(look(url, **given))


def test_session_of_a_good_url(shop_database: ShopDatabase) -> None:
    seen = look(shop_database.url)
    assert (seen.error, seen.failure, seen.unlooked, seen.catalogue_error) == ("", "", "", "")
    assert seen.product == "PostgreSQL"
    assert (seen.user, seen.login) == (shop_database.user, shop_database.user)
    assert (seen.name, seen.current) == (shop_database.name, shop_database.name)
    assert seen.host == f"127.0.0.1:{shop_database.server.port}"
    assert seen.major >= 15
    assert not seen.tls
    assert 0 < seen.seconds < 5


def test_session_survives_json_and_holds_no_password(shop_database: ShopDatabase) -> None:
    shop_database.sql("INSERT INTO auth_user VALUES (3, 'cy', 'plain-and-secret')")
    seen = look(shop_database.url)
    text = msgspec.json.encode(seen)
    assert msgspec.json.decode(text, type=DatabaseSession) == seen
    assert shop_database.password.encode() not in text
    assert b"plain-and-secret" not in text
    assert b"1000000$salt" not in text


def test_password_is_learned_by_the_redactor(shop_database: ShopDatabase) -> None:
    look(shop_database.url)
    assert REDACTOR.text(f"it is {shop_database.password}!") == "it is ***!"


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda url: url.replace("postgresql:", "postgres:"),
        lambda url: url.replace("postgresql:", "psql:"),
        lambda url: url.replace("postgresql:", "postgresql+psycopg2:"),
        lambda url: f"{url}?conn_max_age=600&connect_timeout=1",
    ],
)
def test_other_ways_to_write_the_url(shop_database: ShopDatabase, rewrite: Any) -> None:
    assert look(rewrite(shop_database.url)).login == shop_database.user


def test_wrong_password(shop_database: ShopDatabase) -> None:
    seen = look(shop_database.url.replace(shop_database.password, "wrong-password"))
    where = f"127.0.0.1:{shop_database.server.port}"
    assert seen.error == f"password authentication failed for user '{shop_database.user}' at {where}"
    assert seen.failure == "authentication"


def test_missing_database(shop_database: ShopDatabase) -> None:
    seen = look(shop_database.url.removesuffix(shop_database.name) + "absent")
    assert seen.error.startswith("database 'absent' does not exist at 127.0.0.1:")
    assert seen.failure == "no database"


def test_nobody_listens() -> None:
    port = free_port()
    seen = look(f"postgresql://shop:secret@127.0.0.1:{port}/shop")
    assert seen.error == f"connection refused at 127.0.0.1:{port}"
    assert seen.failure == "unreachable"


def test_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pytest_golive.facts.postgres.session.CONNECT_SECONDS", 2)
    with listening(lambda connection: connection.recv(65536) and connection.recv(1)) as port:
        seen = look(f"postgresql://shop:secret@127.0.0.1:{port}/shop")
    assert seen.error == f"connection timeout expired at 127.0.0.1:{port}"
    assert seen.failure == "unreachable"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://shop:sekret-word@127.0.0.1:port/shop",
        "postgresql://shop:sekret-word@[::/shop",
        "oracle://shop:sekret-word@127.0.0.1/shop",
        "shop",
    ],
)
def test_url_that_is_none(url: str) -> None:
    seen = look(url)
    assert seen.error == "[database] url is no database URL such as postgresql://user@host:5432/name"
    assert seen.failure == "invalid"


def test_no_url() -> None:
    with pytest.raises(CannotLook, match=r"no \[database\] url is configured") as raised:
        look("")
    assert raised.value.cure == "set url in [database] of golive.toml"


@pytest.mark.parametrize(
    ("url", "product", "why"),
    [
        ("sqlite:///db.sqlite3", "SQLite", "SQLite is a file that only the app opens"),
    ],
)
def test_products_that_are_not_looked_at(url: str, product: str, why: str) -> None:
    seen = look(url)
    assert (seen.product, seen.error) == (product, "")
    with pytest.raises(CannotLook, match=why):
        catalogue(seen)


def test_catalogue_of_an_unreachable_database_has_the_one_reason() -> None:
    port = free_port()
    with pytest.raises(CannotLook) as raised:
        see(f"postgresql://shop:secret@127.0.0.1:{port}/shop")
    assert raised.value.reason == f"the database cannot be reached: connection refused at 127.0.0.1:{port}"
    assert raised.value.cure == "start the database server and let this machine reach its port"


def test_tls_is_obeyed(shop_database: ShopDatabase, tmp_path: Path) -> None:
    authority, stranger = trustme.CA(), trustme.CA()
    for name, one in (("ca.pem", authority), ("stranger.pem", stranger)):
        one.cert_pem.write_to_path(str(tmp_path / name))
    with tls_front(shop_database.server.port, authority, postgres=True) as port:
        place = f"127.0.0.1:{shop_database.server.port}"
        url = shop_database.url.replace(place, f"localhost:{port}") + "?sslmode=verify-full"
        trusted = look(url, ca_file=str(tmp_path / "ca.pem"))
        refused = look(url, ca_file=str(tmp_path / "stranger.pem"))
    assert (trusted.error, trusted.tls) == ("", True)
    assert "certificate verify failed" in refused.error
    assert refused.failure == "unreachable"


def test_tls_that_the_server_lacks(shop_database: ShopDatabase) -> None:
    seen = look(f"{shop_database.url}?sslmode=require")
    assert seen.error.startswith("server does not support SSL, but SSL was required at 127.0.0.1:")


def test_catalogue(shop_database: ShopDatabase) -> None:
    seen = see(shop_database.url)
    assert (seen.name, seen.login) == (shop_database.name, shop_database.user)
    assert seen.size > 1_000_000
    assert [role.name for role in seen.roles] == [shop_database.user, "pg_database_owner"]
    assert not seen.roles[0].superuser
    assert seen.reachable_databases == (shop_database.name,)
    assert [table.name for table in seen.tables] == ["auth_user", "django_migrations", "store_order"]
    assert Index(table="store_order", name="order_email", columns=("lower(email)", "id")) in seen.indexes
    assert Index(table="auth_user", name="auth_user_username_key", columns=("username",), unique=True) in seen.indexes
    assert seen.foreign_keys == (
        ForeignKey(
            table="store_order",
            name="store_order_user_id_fkey",
            columns=("user_id",),
            refers_to="auth_user",
            indexed=True,
        ),
    )
    assert seen.migrations == ("store.0001_initial", "store.0002_stock")
    assert seen.passwords == (
        Passwords(
            table="auth_user",
            readable=True,
            accounts={"pbkdf2_sha256": 1},
            iterations={"pbkdf2_sha256": 1_000_000},
        ),
    )
    assert seen.connections.most == 40
    assert seen.connections.used >= 1


def test_nothing_can_be_written(shop_database: ShopDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pytest_golive.facts.postgres.queries.SIZE", "DELETE FROM store_order RETURNING id")
    with pytest.raises(CannotLook, match="cannot execute DELETE in a read-only transaction"):
        see(shop_database.url)


def test_slow_query_ends_and_the_session_stays_good(
    shop_database: ShopDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pytest_golive.facts.postgres.queries.SIZE", "SELECT pg_sleep(20)")
    seen = look(shop_database.url, statement_timeout=0.1)
    assert seen.error == ""
    with pytest.raises(CannotLook, match="did not answer a catalogue query: canceling statement"):
        catalogue(seen)


def test_one_connection(shop_database: ShopDatabase) -> None:
    asked: list[int] = []

    def answer(connection: socket.socket) -> None:
        asked.append(1)
        with socket.create_connection(("127.0.0.1", shop_database.server.port)) as server:
            threading.Thread(target=pump, args=[server, connection], daemon=True).start()
            pump(connection, server)

    with listening(answer) as port:
        url = shop_database.url.replace(str(shop_database.server.port), str(port)) + "?sslmode=disable"
        assert see(url).tables
    assert len(asked) == 1


def test_roles_that_can_be_turned_into(shop_database: ShopDatabase) -> None:
    shop_database.sql(f"GRANT pg_execute_server_program TO {shop_database.user}")
    names = {role.name for role in see(shop_database.url).roles}
    assert "pg_execute_server_program" in names


def test_invalid_index_and_bare_foreign_key(shop_database: ShopDatabase) -> None:
    shop_database.sql(
        "DROP INDEX order_user;UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'order_email'::regclass"
    )
    seen = see(shop_database.url)
    assert [index.name for index in seen.indexes if not index.valid] == ["order_email"]
    assert [key.indexed for key in seen.foreign_keys] == [False]


def test_a_copy_in_another_schema_stands_for_nothing(shop_database: ShopDatabase) -> None:
    shop_database.sql(
        "CREATE SCHEMA backup; CREATE TABLE backup.store_order (LIKE store_order);"
        "DROP INDEX order_user; CREATE INDEX order_user ON backup.store_order (user_id)"
    )
    seen = see(shop_database.url)
    assert "order_user" not in {index.name for index in seen.indexes}
    shop_database.sql("DROP TABLE store_order")
    assert "order_user" in {index.name for index in see(shop_database.url).indexes}


def test_partial_index_does_not_serve_a_foreign_key(shop_database: ShopDatabase) -> None:
    shop_database.sql("DROP INDEX order_user; CREATE INDEX ON store_order (user_id) WHERE id > 5")
    assert [key.indexed for key in see(shop_database.url).foreign_keys] == [False]


def test_rows_are_estimated_before_and_after_the_first_analyse(shop_database: ShopDatabase) -> None:
    shop_database.sql("INSERT INTO store_order SELECT n, 1, 'a@shop.test' FROM generate_series(1, 12000) AS n")
    shop_database.sql("ANALYZE store_order")
    table = next(table for table in see(shop_database.url).tables if table.name == "store_order")
    assert table.rows == 12000


def test_a_partitioned_table_is_not_tended_but_its_partitions_are(shop_database: ShopDatabase) -> None:
    shop_database.sql(
        "CREATE TABLE visit (id int) PARTITION BY RANGE (id);"
        "CREATE TABLE visit_1 PARTITION OF visit FOR VALUES FROM (0) TO (100000);"
        "INSERT INTO visit SELECT generate_series(1, 12000); ANALYZE visit"
    )
    seen = {table.name: table for table in see(shop_database.url).tables}
    assert (seen["visit"].rows, seen["visit"].is_vacuumed, seen["visit"].analyses_itself) == (12000, False, True)
    assert (seen["visit_1"].rows, seen["visit_1"].is_vacuumed, seen["visit_1"].analyses_itself) == (12000, True, False)


def test_no_migration_table(shop_database: ShopDatabase) -> None:
    shop_database.sql("DROP TABLE django_migrations")
    seen = see(shop_database.url)
    assert (seen.migrations, seen.migrations_error) == (None, "the database has no table django_migrations")


def test_tables_that_may_not_be_read(shop_database: ShopDatabase) -> None:
    shop_database.sql("ALTER TABLE auth_user OWNER TO postgres; ALTER TABLE django_migrations OWNER TO postgres")
    seen = see(shop_database.url)
    assert seen.passwords == (Passwords(table="auth_user", readable=False),)
    assert seen.migrations is None
    assert seen.migrations_error == "the table django_migrations may not be read by this user"


STORED = {
    "pbkdf2_sha256$600000$salt$hash": "pbkdf2_sha256",
    "pbkdf2:sha256:260000$salt$hash": "pbkdf2",
    "$pbkdf2-sha256$29000$salt$hash": "pbkdf2-sha256",
    "argon2$argon2id$v=19$m=102400,t=2,p=8$salt$hash": "argon2",
    "$argon2id$v=19$m=65536$salt$hash": "argon2id",
    "bcrypt_sha256$$2b$12$hash": "bcrypt_sha256",
    "$2b$12$saltandhash": "2b",
    "scrypt:32768:8:1$salt$hash": "scrypt",
    "md5$salt$hash": "md5",
    "pbkdf2_wrapped_sha1$720000$salt$hash": "pbkdf2_wrapped_sha1",
    "pbkdf2_wrapped_unsalted_md5$5000$$hash": "pbkdf2_wrapped_unsalted_md5",
    "pbkdf2_wrapped_up$word": "",
    # Nothing of a plain password is told, even if it looks like the name of an algorithm.
    "hunter2": "",
    "5f4dcc3b5aa765d61d8327deb882cf99": "",
    "my$ecret": "",
}


ITERATIONS = {
    "pbkdf2": 260_000,
    "pbkdf2-sha256": 29_000,
    "pbkdf2_sha256": 600_000,
    "pbkdf2_wrapped_sha1": 720_000,
    "pbkdf2_wrapped_unsalted_md5": 5_000,
}


def test_password_formats(shop_database: ShopDatabase) -> None:
    rows = ", ".join(f"({number}, 'u{number}', '{stored}')" for number, stored in enumerate(STORED, 10))
    shop_database.sql(f"DELETE FROM auth_user; INSERT INTO auth_user VALUES {rows}")
    (seen,) = see(shop_database.url).passwords
    assert seen.accounts == Counter(STORED.values())
    assert seen.iterations == ITERATIONS


@pytest.mark.parametrize("column", ["password_hash", "hashed_password"])
def test_passwords_in_columns_of_other_names(shop_database: ShopDatabase, column: str) -> None:
    rows = "(1, 'scrypt:32768:8:1$salt$hash'), (2, 'hunter2')"
    shop_database.sql(f"CREATE TABLE customer (id int, {column} text); INSERT INTO customer VALUES {rows}")
    shop_database.sql(f"ALTER TABLE customer OWNER TO {shop_database.user}")
    accounts = {table.table: table.accounts for table in see(shop_database.url).passwords}
    assert accounts["customer"] == {"scrypt": 1, "": 1}


def test_passwords_of_other_things_are_left_alone(shop_database: ShopDatabase) -> None:
    shop_database.sql("CREATE TABLE mail_relay (id int, password text); INSERT INTO mail_relay VALUES (1, 'plain')")
    assert [table.table for table in see(shop_database.url).passwords] == ["auth_user"]


def test_sessions_of_others(shop_database: ShopDatabase) -> None:
    with shop_database.superuser() as other:
        other.autocommit = False
        other.execute("SELECT 1")
        as_app = see(shop_database.url).connections
        shop_database.sql(f"GRANT pg_read_all_stats TO {shop_database.user}")
        as_monitor = see(shop_database.url).connections
    assert (as_app.hidden_users, as_app.idle_in_transaction) == (("postgres",), ())
    assert as_monitor.hidden_users == ()
    assert len(as_monitor.idle_in_transaction) == 1
    assert 0 <= as_monitor.idle_in_transaction[0] < 60
