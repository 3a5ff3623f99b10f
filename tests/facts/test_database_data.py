"""Integrity and exposure of a real PostgreSQL server's databases."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import Any

import pytest

from pytest_golive.facts.database import catalogue, database_session
from pytest_golive.facts.exposure import Exposure, Listening, database_exposure, is_public, knock
from pytest_golive.facts.integrity import Integrity, data_integrity
from pytest_golive.settings import Database, Settings
from tests.checks.outside_cases import ask
from tests.database_servers import ShopDatabase
from tests.findings import told

ORDERS = {"orders have a buyer": "SELECT count(*) FROM store_order WHERE user_id IS NULL"}


def look(database: ShopDatabase, **given: Any) -> tuple[Integrity, Settings]:
    settings = Settings(database=Database(url=database.url, **{"invariants": ORDERS, **given}))
    return data_integrity(settings, catalogue(database_session(settings))), settings


def judged(database: ShopDatabase, **given: Any) -> tuple[str, str]:
    seen, settings = look(database, **given)
    return told(ask("db.integrity", settings, data_integrity=seen))


def test_whole_data(shop_database: ShopDatabase) -> None:
    assert judged(shop_database) == ("passed", "")
    seen, _ = look(shop_database)
    assert (seen.references, seen.corruption.asked) == (1, ("data checksums",))


def test_a_row_that_refers_to_nothing(shop_database: ShopDatabase) -> None:
    shop_database.sql("SET session_replication_role = replica; INSERT INTO store_order VALUES (1, 99), (2, 98)")
    outcome, words = judged(shop_database)
    assert (outcome, words) == ("failed", "2 rows of store_order refer to no auth_user (store_order_user_id_fkey)")


def test_keys_of_several_columns_with_awkward_names(shop_database: ShopDatabase) -> None:
    shop_database.sql(
        'CREATE SCHEMA "Odd"; CREATE TABLE "Odd"."A b" ("x y" int, z int, PRIMARY KEY ("x y", z));'
        'CREATE TABLE "Odd".child (p int, q int, FOREIGN KEY (p, q) REFERENCES "Odd"."A b");'
        f'GRANT USAGE ON SCHEMA "Odd" TO "{shop_database.user}";'
        f'GRANT SELECT ON ALL TABLES IN SCHEMA "Odd" TO "{shop_database.user}";'
        'INSERT INTO "Odd"."A b" VALUES (1, 2); INSERT INTO "Odd".child VALUES (1, 2), (7, NULL)'
    )
    assert judged(shop_database) == ("passed", "")
    shop_database.sql('SET session_replication_role = replica; INSERT INTO "Odd".child VALUES (2, 1)')
    assert judged(shop_database)[1].startswith('1 rows of "Odd".child refer to no "Odd"."A b"')


def test_a_constraint_that_is_not_validated(shop_database: ShopDatabase) -> None:
    shop_database.sql("ALTER TABLE store_order ADD CONSTRAINT has_email CHECK (email <> '') NOT VALID")
    assert judged(shop_database) == ("failed", "the constraint public.store_order: has_email is not validated")


def test_an_invariant_that_does_not_hold(shop_database: ShopDatabase) -> None:
    shop_database.sql("INSERT INTO store_order VALUES (1, NULL)")
    assert judged(shop_database) == ("failed", "1 rows break “orders have a buyer”")


def test_amcheck_looks_where_it_may(shop_database: ShopDatabase) -> None:
    shop_database.sql(
        f'CREATE EXTENSION amcheck;GRANT EXECUTE ON FUNCTION bt_index_check(regclass) TO "{shop_database.user}"'
    )
    seen, _ = look(shop_database)
    assert (seen.corruption.asked, seen.corruption.found) == (("data checksums", "amcheck"), ())
    # An index over a function that has come to say something else: its order is wrong.
    shop_database.sql(
        "CREATE FUNCTION compared(int, int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT btint4cmp($1, $2)';"
        "CREATE OPERATOR CLASS turning FOR TYPE int USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =,"
        " OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 compared(int, int);"
        "CREATE TABLE turned AS SELECT generate_series(1, 400) AS n; CREATE INDEX turned_n ON turned (n turning);"
        "CREATE OR REPLACE FUNCTION compared(int, int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT btint4cmp($2, $1)'"
    )
    outcome, words = judged(shop_database)
    assert (outcome, words.startswith("the index turned_n: "), "invariant violated" in words) == ("failed", True, True)


def test_what_is_not_answered_is_no_pass(shop_database: ShopDatabase) -> None:
    slow = {"slow": "SELECT count(*) FROM pg_sleep(2)"}
    outcome, words = judged(shop_database, invariants=slow, statement_timeout=0.2)
    assert (outcome, "canceling statement due to statement timeout" in words) == ("unverified", True)
    shop_database.sql(f'REVOKE ALL ON auth_user FROM "{shop_database.user}"; ALTER TABLE auth_user OWNER TO postgres')
    outcome, words = judged(shop_database)
    assert (outcome, "permission denied for table auth_user" in words) == ("unverified", True)


def test_without_invariants(shop_database: ShopDatabase) -> None:
    assert judged(shop_database, invariants={}) == ("unverified", "no invariant of the data is declared")
    assert told(ask("db.integrity"))[0] == "unverified"


def test_a_query_never_writes(shop_database: ShopDatabase) -> None:
    outcome, words = judged(shop_database, invariants={"x": "DELETE FROM store_order RETURNING 1"})
    assert (outcome, "read-only transaction" in words) == ("unverified", True)


# Where it listens


def exposure(database: ShopDatabase) -> Exposure:
    settings = Settings(database=Database(url=database.url))
    session = database_session(settings)
    return database_exposure(settings, catalogue(session), session)


def test_it_listens_on_loopback(shop_database: ShopDatabase) -> None:
    seen = exposure(shop_database)
    assert seen.listening == Listening(
        port=shop_database.server.port,
        addresses=("127.0.0.1",),
        unread="pg_hba.conf may not be read by this user",
    )
    assert told(ask("db.not-public", database_exposure=seen)) == ("passed", "")


def test_rules_that_let_everybody_in(shop_database: ShopDatabase) -> None:
    shop_database.sql(
        f'GRANT pg_read_all_settings TO "{shop_database.user}";'
        f'GRANT SELECT ON pg_hba_file_rules TO "{shop_database.user}";'
        f'GRANT EXECUTE ON FUNCTION pg_hba_file_rules() TO "{shop_database.user}"'
    )
    seen = exposure(shop_database)
    assert (seen.listening.unread, seen.listening.open_to_all) == ("", ())


EVERYWHERE = Exposure(listening=Listening(port=5432, addresses=("*",)))
PRIVATE = Settings(database=Database(private_network=True))


@pytest.mark.parametrize(
    ("seen", "settings", "outcome", "words"),
    [
        (EVERYWHERE, Settings(), "failed", "it listens on *, port 5432; set private_network"),
        (
            EVERYWHERE,
            PRIVATE,
            "unverified",
            "it listens on *, port 5432, and no public address is known to try the port at",
        ),
        *(
            (
                Exposure(listening=Listening(port=5432, addresses=addresses, unread="pg_hba.conf may not be read")),
                Settings(),
                outcome,
                words,
            )
            for addresses, outcome, words in [
                (("localhost", "10.0.0.5"), "unverified", "it listens on localhost, 10.0.0.5, port 5432, and no"),
                (("db.internal",), "unverified", "it listens on db.internal, port 5432, and no"),
                (("localhost", "127.0.0.1", "::1"), "passed", ""),
            ]
        ),
        (
            Exposure(listening=Listening(port=5432, addresses=("10.0.0.5",)), closed_at=("8.8.4.4:5432",)),
            Settings(),
            "passed",
            "",
        ),
        (
            Exposure(listening=EVERYWHERE.listening, closed_at=("8.8.4.4:5432",)),
            PRIVATE,
            "passed",
            "",
        ),
        (
            Exposure(listening=EVERYWHERE.listening, open_at=("8.8.4.4:5432",)),
            PRIVATE,
            "failed",
            "the port is open at 8.8.4.4:5432",
        ),
        (
            Exposure(listening=Listening(port=5432, addresses=("10.0.0.7", "8.8.4.4"))),
            Settings(),
            "failed",
            "it listens on 10.0.0.7, 8.8.4.4, port 5432",
        ),
        (
            Exposure(listening=Listening(port=3306, addresses=("10.0.0.7",), open_to_all=("the account 'shop'@'%'",))),
            Settings(),
            "failed",
            "everybody is let in by the account 'shop'@'%'",
        ),
        (Exposure(listening=Listening(port=5432, addresses=())), Settings(), "passed", ""),
    ],
)
def test_how_far_it_can_be_reached(seen: Exposure, settings: Settings, outcome: str, words: str) -> None:
    found = told(ask("db.not-public", settings, database_exposure=seen))
    assert (found[0], words in found[1]) == (outcome, True), found


def test_a_host_name_it_listens_on_is_knocked_at(shop_database: ShopDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    def listening(*_: Any) -> Listening:
        return Listening(port=5432, addresses=("db.shop.test", "*"))

    monkeypatch.setattr("pytest_golive.facts.postgres.exposure.listening", listening)
    monkeypatch.setattr("pytest_golive.facts.exposure._addresses", lambda host: ["8.8.4.4"] * ("test" in host))
    monkeypatch.setattr("pytest_golive.facts.exposure._is_open", lambda *_: True)
    assert exposure(shop_database).open_at == ("8.8.4.4:5432",)


def test_knocking() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        assert knock(["127.0.0.1", "127.0.0.9"], port) == ((f"127.0.0.1:{port}",), (f"127.0.0.9:{port}",))
    assert knock([], 5432) == ((), ())
    assert [is_public(one) for one in ("8.8.8.8", "10.0.0.1", "127.0.0.1", "::1", "2001:4860:4860::8888", "db")] == [
        *(True, False, False, False, True, False)
    ]


def test_without_access() -> None:
    assert told(ask("db.not-public"))[0] == "unverified"
