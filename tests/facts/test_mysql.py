"""What is seen of a real MariaDB server, and how looking ends when it cannot be seen."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pymysql
import pytest
import trustme

from pytest_golive.errors import CannotLook
from pytest_golive.facts.database import (
    Catalogue,
    DatabaseSession,
    ForeignKey,
    Index,
    Passwords,
    Role,
    Statements,
    catalogue,
    connect,
    database_session,
    statements,
)
from pytest_golive.facts.mysql.grants import role_of
from pytest_golive.facts.mysql.session import number_of, product_of
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.settings import Database, Settings, Target
from servers.keeper import Keeper
from servers.mariadb import MariaDB
from servers.postgres import free_port
from tests.database_servers import MariaDatabase, listening
from tests.facts.test_postgres import ITERATIONS, STORED


def settings_of(url: str, *, ca_file: str = "", **given: Any) -> Settings:
    return Settings(database=Database(url=url, **given), target=Target(ca_file=ca_file))


def look(url: str, **given: Any) -> DatabaseSession:
    return database_session(settings_of(url, **given))


def see(database: MariaDatabase, **given: Any) -> Catalogue:
    return catalogue(look(database.url, **given))


def asked(database: MariaDatabase) -> Statements:
    return statements(settings_of(database.url), see(database))


def test_session_of_a_good_url(maria_database: MariaDatabase) -> None:
    seen = look(maria_database.url)
    assert (seen.error, seen.failure, seen.unlooked, seen.catalogue_error) == ("", "", "", "")
    assert (seen.product, seen.release) == ("MariaDB", "10.11")
    assert (seen.user, seen.login) == (maria_database.name, maria_database.name)
    assert (seen.name, seen.current) == (maria_database.name, maria_database.name)
    assert seen.host == f"127.0.0.1:{maria_database.server.port}"
    assert not seen.tls
    assert 0 < seen.seconds < 5


def test_session_survives_json_and_holds_no_password(maria_database: MariaDatabase) -> None:
    maria_database.sql("INSERT INTO auth_user VALUES (3, 'cy', 'plain-and-secret')")
    seen = look(maria_database.url)
    text = msgspec.json.encode(seen)
    assert msgspec.json.decode(text, type=DatabaseSession) == seen
    assert not any(word in text for word in (maria_database.password.encode(), b"plain-and-secret", b"1000000$salt"))
    assert REDACTOR.text(f"it is {maria_database.password}!") == "it is ***!"


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda url: url.replace("mysql:", "mysql+pymysql:") + "?charset=utf8mb4&autocommit=true",
        lambda url: url.replace("mysql:", "mariadb+mariadbconnector:"),
        lambda url: f"{url}?conn_max_age=600&connect_timeout=1&ssl_mode=DISABLED",
    ],
)
def test_other_ways_to_write_the_url(maria_database: MariaDatabase, rewrite: Any) -> None:
    assert look(rewrite(maria_database.url)).login == maria_database.name


def test_nobody_is_let_in(maria_database: MariaDatabase) -> None:
    where = f"at 127.0.0.1:{maria_database.server.port}"
    refused = look(maria_database.url.replace(maria_database.password, "wrong-password"))
    assert refused.error == f"access denied for user '{maria_database.name}'@'127.0.0.1' {where}"
    assert refused.failure == "authentication"
    absent = look(maria_database.url + "_absent")
    assert absent.error.endswith(f"to database '{maria_database.name}_absent' {where}")
    assert absent.failure == "no database"
    bare = look(f"{maria_database.url}?ssl_mode=REQUIRED")
    assert bare.error == f"SSL is required but the server doesn't support it {where}"


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    seen = look(f"mysql://shop:sekret-word@127.0.0.1:{port}/shop")
    assert (seen.error, seen.failure) == (f"connection refused at 127.0.0.1:{port}", "unreachable")
    monkeypatch.setattr("pytest_golive.facts.mysql.session.CONNECT_SECONDS", 0.3)
    with listening(lambda connection: connection.recv(1)) as port:
        seen = look(f"mysql://shop:sekret-word@127.0.0.1:{port}/shop", statement_timeout=0.1)
    assert (seen.error, seen.failure) == (f"connection timeout expired at 127.0.0.1:{port}", "unreachable")


@pytest.mark.parametrize("url", ["mysql://shop:sekret-word@127.0.0.1:port/shop", "mysql://shop:sekret-word@[::/shop"])
def test_url_that_is_none(url: str) -> None:
    seen = look(url)
    assert seen.error == "[database] url is no database URL such as mysql://user@host:3306/name"
    assert seen.failure == "invalid"


def test_certificates_that_are_not_there(maria_database: MariaDatabase) -> None:
    seen = look(f"{maria_database.url}?ssl_ca=/nowhere/ca.pem")
    assert seen.error == "the certificates of [database] url cannot be read: [Errno 2] No such file or directory"


def test_without_the_driver_nobody_knows(maria_database: MariaDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "pymysql", None)
        seen = look(maria_database.url)
        with pytest.raises(CannotLook, match="PyMySQL is not installed") as not_connected:
            connect(settings_of(maria_database.url))
    assert (seen.product, seen.error) == ("MySQL", "")
    with pytest.raises(CannotLook, match="PyMySQL is not installed") as not_seen:
        catalogue(seen)
    assert {not_connected.value.cure, not_seen.value.cure} == {"pip install 'pytest-golive[mysql]'"}


def test_catalogue(maria_database: MariaDatabase) -> None:
    seen = see(maria_database)
    assert (seen.name, seen.login, seen.product) == (maria_database.name, maria_database.name, "MariaDB")
    assert seen.version // 100 == 1011
    assert seen.size > 10_000
    assert seen.roles == (Role(name=maria_database.name, host="127.0.0.1"),)
    assert seen.reachable_databases == (maria_database.name,)
    assert [table.name for table in seen.tables] == ["auth_user", "django_migrations", "store_order"]
    assert Index(table="store_order", name="order_email", columns=("email", "id"), partial=True) in seen.indexes
    assert Index(table="auth_user", name="username", columns=("username",), unique=True) in seen.indexes
    (key,) = seen.foreign_keys
    assert key == ForeignKey(table="store_order", name=key.name, columns=("user_id",), refers_to="auth_user")
    assert seen.migrations == ("store.0001_initial", "store.0002_stock")
    assert seen.passwords == (
        Passwords(
            table="auth_user", readable=True, accounts={"pbkdf2_sha256": 1}, iterations={"pbkdf2_sha256": 1_000_000}
        ),
    )
    assert (seen.connections.most, seen.connections.used) == (40, 1)


def test_nothing_can_be_written(maria_database: MariaDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    with connect(settings_of(maria_database.url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM auth_user")
        assert cursor.fetchone() == (2,)
        for statement in ("DELETE FROM store_order", "CREATE TABLE t (id int)", "DROP TABLE auth_user"):
            with pytest.raises(pymysql.Error, match="READ ONLY transaction"):
                cursor.execute(statement)
    monkeypatch.setattr("pytest_golive.facts.mysql.queries.DATABASES", "DELETE FROM auth_user")
    with pytest.raises(CannotLook, match="did not answer a catalogue query: Cannot execute statement in a READ ONLY"):
        see(maria_database)


def test_slow_query_ends_and_the_session_stays_good(
    maria_database: MariaDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pytest_golive.facts.mysql.queries.DATABASES", "SELECT sleep(20)")
    seen = look(maria_database.url, statement_timeout=0.1)
    assert seen.error == ""
    assert seen.catalogue_silent
    with pytest.raises(CannotLook, match="did not answer a catalogue query: Query execution was interrupted"):
        catalogue(seen)


def test_rights_of_its_own_and_through_a_role(maria_database: MariaDatabase) -> None:
    name = maria_database.name
    maria_database.sql(
        f"GRANT SELECT, FILE ON *.* TO {maria_database.account};"
        f"GRANT UPDATE (email) ON {name}.store_order TO {maria_database.account} WITH GRANT OPTION;"
        f"CREATE ROLE {name}_r; GRANT CREATE USER ON *.* TO {name}_r; GRANT {name}_r TO {maria_database.account};"
        f"CREATE DATABASE {name}_b; GRANT SELECT ON {name}_b.* TO {name}_r"
    )
    seen = see(maria_database)
    maria_database.sql(f"DROP ROLE {name}_r; DROP DATABASE {name}_b")
    assert seen.roles == (
        Role(
            name=name,
            host="127.0.0.1",
            rights=("FILE on *.*", "SELECT on *.*", f"GRANT OPTION on {name}.store_order"),
        ),
        Role(name=f"{name}_r", create_roles=True),
    )
    assert {name, f"{name}_b", "mysql"} <= {*seen.reachable_databases}


def test_statistics_are_no_way_into_the_server(maria_database: MariaDatabase) -> None:
    maria_database.sql(f"GRANT SELECT ON mysql.innodb_table_stats TO {maria_database.account}")
    assert see(maria_database).reachable_databases == (maria_database.name,)
    maria_database.sql(f"GRANT SELECT ON mysql.global_priv TO {maria_database.account}")
    assert see(maria_database).reachable_databases == ("mysql", maria_database.name)


def test_grants_as_mysql_writes_them() -> None:
    role, roles, enters = role_of(
        "shop",
        "%",
        [
            "GRANT USAGE ON *.* TO `shop`@`%`",
            "GRANT ALL PRIVILEGES ON `sh\\_op`.* TO `shop`@`%`",
            "GRANT EXECUTE ON PROCEDURE `shop`.`tidy ON up` TO `shop`@`%`",
            "GRANT BACKUP_ADMIN,ROLE_ADMIN ON *.* TO `shop`@`%`",
            "GRANT `reader`@`%`,`writer`@`%` TO `shop`@`%`",
            "GRANT PROXY ON `root`@`%` TO `shop`@`%`",
        ],
    )
    assert role == Role(name="shop", host="%", create_roles=True, rights=("BACKUP_ADMIN on *.*", "PROXY on `root`@`%`"))
    assert roles == ("`reader`@`%`", "`writer`@`%`")
    assert enters


@pytest.mark.parametrize(
    ("place", "rights", "enters"),
    [
        ("`%`.*", ("SELECT, DROP on %.*",), True),
        ("`my%`.*", ("SELECT, DROP on my%.*",), True),
        ("`m_sql`.*", (), True),
        (r"`shop\_%`.*", (r"SELECT, DROP on shop\_%.*",), False),
        (r"`my\_\%`.*", (), False),
        ("`my_shop`.*", (), False),
        ("`%`.`user`", (), False),
    ],
)
def test_the_name_of_a_database_in_a_grant_is_a_pattern(place: str, rights: tuple[str, ...], enters: bool) -> None:
    role, _, goes_in = role_of("shop", "10.0.0.5", [f"GRANT SELECT, DROP ON {place} TO `shop`@`10.0.0.5`"])
    assert (role.rights, goes_in) == (rights, enters)


def test_a_grant_on_every_database_is_one_on_the_servers_own(maria_database: MariaDatabase) -> None:
    maria_database.sql(f"GRANT ALL PRIVILEGES ON `%`.* TO {maria_database.account}")
    seen = see(maria_database)
    assert "ALL PRIVILEGES on %.*" in seen.roles[0].rights
    assert "mysql" in seen.reachable_databases


def test_password_formats(maria_database: MariaDatabase) -> None:
    rows = ", ".join(f"({number}, 'u{number}', '{stored}')" for number, stored in enumerate(STORED, 10))
    maria_database.sql(f"DELETE FROM auth_user; INSERT INTO auth_user VALUES {rows}")
    (seen,) = see(maria_database).passwords
    assert seen.accounts == Counter(STORED.values())
    assert seen.iterations == ITERATIONS


def test_hidden_index_and_rows(maria_database: MariaDatabase) -> None:
    maria_database.sql(
        "ALTER TABLE store_order ALTER INDEX order_email IGNORED;"
        "INSERT INTO store_order SELECT seq, 1, 'a@shop.test' FROM seq_1_to_12000; ANALYZE TABLE store_order"
    )
    seen = see(maria_database)
    assert [index.name for index in seen.indexes if index.hidden] == ["order_email"]
    table = next(table for table in seen.tables if table.name == "store_order")
    assert 11_000 < table.rows < 13_000
    assert (table.is_vacuumed, table.analyses_itself, table.analysed_hidden) == (False, True, True)


def test_tables_that_may_not_be_read(maria_database: MariaDatabase) -> None:
    maria_database.sql(
        f"REVOKE ALL PRIVILEGES ON {maria_database.name}.* FROM {maria_database.account};"
        f"GRANT INSERT ON auth_user TO {maria_database.account};"
        f"GRANT INSERT ON django_migrations TO {maria_database.account}"
    )
    seen = see(maria_database)
    assert seen.passwords == (Passwords(table="auth_user", readable=False),)
    assert seen.migrations is None
    assert seen.migrations_error == "the table django_migrations may not be read by this user"


def test_a_transaction_that_is_left_open(maria_database: MariaDatabase) -> None:
    with maria_database.server.connect(maria_database.name) as other, other.cursor() as cursor:
        cursor.execute("START TRANSACTION")
        cursor.execute("SELECT * FROM auth_user")
        everybody = see(maria_database).connections
        maria_database.sql(f"REVOKE SELECT ON performance_schema.* FROM {maria_database.account}")
        own = see(maria_database)
        maria_database.sql(f"GRANT PROCESS ON *.* TO {maria_database.account}")
        by_processes = see(maria_database).connections
    assert len(everybody.idle_in_transaction) == len(by_processes.idle_in_transaction) == 1
    assert (everybody.used, everybody.hidden_users, by_processes.hidden_users) == (2, (), ())
    assert (own.connections.idle_in_transaction, own.connections.hidden_users) == ((), ("other users",))
    assert "GRANT SELECT ON performance_schema.*" in own.connections.cure
    assert {table.sequential_scans for table in own.tables} == {None}


def test_the_app_s_statements_and_not_the_gate_s(maria_database: MariaDatabase) -> None:
    with pymysql.connect(
        host="127.0.0.1", port=maria_database.server.port, user=maria_database.name,
        password=maria_database.password, database=maria_database.name,
    ) as connection, connection.cursor() as cursor:  # fmt: skip
        for _ in range(10):
            cursor.execute("SELECT 'a secret of a customer', username FROM auth_user")
        cursor.execute("SET @a = 1")
    see(maria_database)
    seen = asked(maria_database)
    said = {one.query.strip(): one.calls for one in seen.found}
    assert said.get("SELECT ? , `username` FROM `auth_user`") == 10, said
    assert not [query for query in said if "golive" in query or "@" in query or "secret" in query]
    assert seen.since is not None
    assert seen.source == "performance_schema"


def test_statements_that_may_not_be_read(maria_database: MariaDatabase) -> None:
    maria_database.sql(f"REVOKE SELECT ON performance_schema.* FROM {maria_database.account}")
    with pytest.raises(CannotLook) as caught:
        asked(maria_database)
    assert caught.value.reason == f"performance_schema may not be read by {maria_database.name}"
    assert caught.value.cure == f"run GRANT SELECT ON performance_schema.* TO {maria_database.name}"


def test_a_server_with_tls_and_without_statistics(keeper: Keeper, tmp_path: Path) -> None:
    authority, stranger = trustme.CA(), trustme.CA()
    for name, one in (("ca.pem", authority), ("stranger.pem", stranger)):
        one.cert_pem.write_to_path(str(tmp_path / name))
    made = authority.issue_cert("localhost")
    with Keeper() as own:
        files = own.directory / "tls"
        files.mkdir()
        made.private_key_pem.write_to_path(str(files / "key.pem"))
        made.cert_chain_pems[0].write_to_path(str(files / "cert.pem"))
        for path in (files, *files.iterdir()):
            path.chmod(0o755)
        server = MariaDB(own)
        server.start({"ssl-cert": f"{files}/cert.pem", "ssl-key": f"{files}/key.pem", "performance-schema": "OFF"})
        server.create_app_database()
        plain = server.url()
        url = plain.replace("127.0.0.1", "localhost")
        trusted = look(f"{url}?ssl_mode=VERIFY_IDENTITY", ca_file=str(tmp_path / "ca.pem"))
        refused = look(f"{url}?ssl_mode=VERIFY_IDENTITY", ca_file=str(tmp_path / "stranger.pem"))
        other_name = look(f"{plain}?ssl_mode=VERIFY_IDENTITY&ssl_ca={tmp_path / 'ca.pem'}")
        required = look(f"{plain}?ssl_mode=REQUIRED")
        with pytest.raises(CannotLook) as off:
            statements(settings_of(plain), catalogue(look(plain)))
    assert (trusted.error, trusted.tls) == ("", True)
    assert "certificate verify failed" in refused.error
    assert refused.failure == "unreachable"
    assert "certificate verify failed" in other_name.error
    assert (required.error, required.tls) == ("", True)
    assert off.value.reason == "performance_schema is off in shop's server"
    assert off.value.cure.startswith("set performance_schema = ON")


@pytest.mark.parametrize(
    ("version", "comment", "product", "number"),
    [
        ("10.11.19-MariaDB-0+deb12u1-log", "Debian 12", "MariaDB", 101_119),
        ("5.5.5-10.4.34-MariaDB", "", "MariaDB", 100_434),
        ("8.4.3", "MySQL Community Server - GPL", "MySQL", 80_403),
        ("8.0.39-30", "Percona Server (GPL), Release 30", "MySQL", 80_039),
        ("8.0.11-TiDB-v7.5.1", "TiDB Server", "TiDB", 80_011),
        ("nonsense", "", "MySQL", 0),
    ],
)
def test_versions(version: str, comment: str, product: str, number: int) -> None:
    assert (product_of(version, comment), number_of(version)) == (product, number)
