"""Card data in real databases: what is found is counted, and nothing of it is told."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from pytest_golive.facts.cards import CardData, Column, card_data, cards_in, is_named_so
from pytest_golive.facts.database import catalogue, database_session
from pytest_golive.settings import Database, Settings
from pytest_golive.settings.payment import Payment
from tests.checks.outside_cases import ask
from tests.database_servers import MariaDatabase, ShopDatabase
from tests.findings import told

CARD = "4111 1111 1111 1111"
TEST = "4242424242424242"
CHECK = "payment.no-card-data-stored"


def look(database: ShopDatabase | MariaDatabase, **given: Any) -> tuple[CardData, Settings]:
    settings = Settings(database=Database(url=database.url), payment=Payment(**given))
    return card_data(settings, catalogue(database_session(settings))), settings


def judged(database: ShopDatabase | MariaDatabase, **given: Any) -> tuple[str, str]:
    seen, settings = look(database, **given)
    return told(ask(CHECK, settings, card_data=seen))


def test_postgres(shop_database: ShopDatabase) -> None:
    assert judged(shop_database) == ("passed", "")
    shop_database.sql(
        "ALTER TABLE store_order ADD COLUMN extra jsonb;"
        f"""INSERT INTO store_order VALUES (1, 1, 'a@b.c', '{{"typed": "{CARD}"}}'), (2, 1, 'is {TEST}', NULL)"""
    )
    seen, _ = look(shop_database)
    assert (seen.found, seen.tests) == ({"store_order.extra": 1}, {"store_order.email": 1})
    assert judged(shop_database) == ("failed", "store_order.extra: 1 value with a card's number")
    assert b"1111" not in msgspec.json.encode(seen)
    assert judged(shop_database, not_cards=("store_order.extra",)) == ("passed", "")
    shop_database.sql(
        f"""CREATE SCHEMA "Odd"; CREATE TABLE "Odd"."Pay ments" (id int UNIQUE, "a b" text, "cardNumber" int);
        INSERT INTO "Odd"."Pay ments" SELECT n, CASE n WHEN 1 THEN '{CARD}' END FROM generate_series(1, 10001) n;
        GRANT USAGE ON SCHEMA "Odd" TO "{shop_database.user}" """
    )
    accepted = ("store_order.extra", "Odd.Pay ments.cardNumber")
    outcome, words = judged(shop_database, not_cards=accepted)
    assert (outcome, words) == ("unverified", "not read: Odd.Pay ments: permission denied for table Pay ments")
    shop_database.sql(f'GRANT SELECT ON "Odd"."Pay ments" TO "{shop_database.user}"')
    # The oldest of 10 001 rows is not among the newest 10 000.
    assert judged(shop_database, not_cards=accepted) == ("passed", "")
    shop_database.sql(f"""UPDATE "Odd"."Pay ments" SET "a b" = '{CARD}' WHERE id > 10000""")
    assert judged(shop_database, not_cards=accepted[:1]) == (
        "failed",
        "Odd.Pay ments.cardNumber is named like card data; Odd.Pay ments.a b: 1 value with a card's number",
    )


def test_nothing_to_do_with_orders(shop_database: ShopDatabase) -> None:
    shop_database.sql("DROP TABLE store_order")
    assert judged(shop_database) == ("unverified", "no table with text has to do with orders or money")


def test_mariadb(maria_database: MariaDatabase) -> None:
    assert judged(maria_database) == ("passed", "")
    maria_database.sql(
        "ALTER TABLE store_order ADD COLUMN `a b` json;"
        f"""INSERT INTO store_order VALUES (1, 1, '{TEST}', '{{"typed": "{CARD}"}}')"""
    )
    seen, _ = look(maria_database)
    assert (seen.found, seen.tests, seen.unasked) == ({"store_order.a b": 1}, {"store_order.email": 1}, ())
    maria_database.sql("CREATE TABLE wallet (id int, pin varchar(4), cvv_check tinyint(1))")
    assert judged(maria_database, not_cards=("store_order.a b",)) == ("failed", "wallet.pin is named like card data")


@pytest.mark.parametrize(
    "text",
    [CARD, "4111-1111-1111-1111", "card:4111111111111111.", "3782 822463 10005", "5555555555554444",
     '{"n": 4222222222222}', "30569309025904", "6200 0000 0000 0005", "2221000000000009"],
)  # fmt: skip
def test_numbers_of_cards(text: str) -> None:
    assert len(list(cards_in(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",  # a wrong check digit
        "9999999999999995",  # no issuer
        "pi_4111111111111111", "a4111111111111111b", "41111111111111111111", "0.4111111111111111",
        "4111-1111-1111-1111-aaaa-bbbb", "+4111111111111111", "4111 11111111 1111", "1700000000000", "2026-11-21",
    ],
)  # fmt: skip
def test_numbers_of_something_else(text: str) -> None:
    assert list(cards_in(text)) == []


@pytest.mark.parametrize(
    ("name", "table", "is_so"),
    [
        ("card_number", "x", True), ("cardNumber", "x", True), ("cc_num", "x", True), ("cvv", "x", True),
        ("cvc2", "x", True), ("card_pin", "x", True), ("track_2", "x", True), ("pan", "payment", True),
        ("card_last4", "x", False), ("card_number_masked", "x", False), ("card_token", "x", False),
        ("card_brand", "x", False), ("gift_card_number", "x", False), ("cvc_check", "x", False),
        ("pan", "taxpayer_of_india", False), ("pin", "address", False), ("track", "song", False),
        ("tracking_number", "shipment", False), ("pan_card_number", "person", False), ("discard_no", "x", False),
    ],
)  # fmt: skip
def test_names_of_columns(name: str, table: str, is_so: bool) -> None:
    assert is_named_so(Column(table=table, column=name, quoted_table="", quoted="", kind="text")) is is_so
