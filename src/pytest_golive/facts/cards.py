"""Looks for card data in the database: columns that are named so, and numbers of cards among the newest rows.

What is found is counted where it is met; no value becomes part of the fact.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import groupby
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.facts.database.look import connect, module_of, query_error
from pytest_golive.facts.database.model import Catalogue
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

#: Newest rows of a table that are read, and characters of a value.
MOST_ROWS, MOST_LETTERS = 10_000, 20_000
#: Tables that money, or what a customer types while paying, may be written into.
RELATED = re.compile(
    r"pay|order|transact|charge|refund|invoice|bill|checkout|card|customer|account|wallet|subscri|event|webhook"
    r"|purchase|sale|basket|cart|log|session|message|note|contact",
    re.IGNORECASE,
)
OF_MONEY = re.compile(r"(?<!tax)pay|card|transact|charge|wallet|bill", re.IGNORECASE)
NAMED = re.compile(
    r"(?:^|_)(?:card|cc|credit_?card|debit_?card|pan)_?(?:number|num|no|nr)(?:$|_)|(?:^|_)(?:cvv|cvc)2?(?:$|_)"
    r"|card_?(?:security_?code|verification|pin)|pin_?block|atm_?pin|(?:^|_)track_?(?:[123]|data)(?:$|_)"
    r"|mag(?:netic)?_?stripe|primary_account_number|^credit_?card$"
)
#: Words alone that mean a card beside money, and elsewhere a tax number or a postal code.
ALONE = frozenset({"pan", "pin"})
#: What is left of a card, or is none.
HARMLESS = re.compile(
    r"last|mask|token|hash|finger|brand|type|exp|check|result|status|verified|required|gift|loyal|member|pan_card"
    r"|id_card|tax"
)
#: What the server looks for before it sends anything.
DIGITS = "[0-9][ -]?([0-9][ -]?){12}"
#: As printed on cards, or without blanks; never a part of a longer word or number.
NUMBER = re.compile(
    r"(?<![\w.+-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{4,5})(?![\w-]|\.\d)",
    re.ASCII,
)
#: Issuers by their first digits, with the lengths of their numbers.
ISSUERS: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = (
    (re.compile("4"), frozenset({13, 16, 19})),
    (re.compile("5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), frozenset({16})),
    (re.compile("3[47]"), frozenset({15})),
    (re.compile("6011|64[4-9]|65|81|82|508"), frozenset({16, 19})),
    (re.compile("30[0-5]|3[68]"), frozenset({14})),
    (re.compile("35(?:2[89]|[3-8])"), frozenset({16, 19})),
    (re.compile("62"), frozenset({16, 17, 18, 19})),
    (re.compile("220[0-4]"), frozenset({16, 17, 18, 19})),
)
#: Numbers that Stripe and Razorpay publish for tests; no bank has issued one that begins so.
TEST_PREFIXES = ("400000", "424242424242", "41002800")
TEST_NUMBERS = frozenset(
    "4000056655665556 5555555555554444 2223003122003222 5200828282828210 5105105105105100 378282246310005"
    " 371449635398431 6011111111111117 6011000990139424 6011981111111113 3056930009020004 36227206271667"
    " 6555900000604105 3566002020360505 6200000000000005 6200000000000047 6205500000000000004 5500670000001002"
    " 6527658900001005".split()
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column, its names as they are and as the server wants them."""

    table: str
    column: str
    quoted_table: str
    quoted: str
    kind: str
    """Type, as the server calls it."""

    @property
    def place(self) -> str:
        """``store_order.note``."""
        return f"{self.table}.{self.column}"


@dataclass(frozen=True, kw_only=True)
class CardData:
    """What was found of cards; places and counts alone."""

    columns: int
    """Whose names were looked at."""
    tables: tuple[str, ...]
    """Whose newest rows were read."""
    named: tuple[str, ...] = ()
    """``table.column`` of those that are named like card data."""
    found: Mapping[str, int] = field(default_factory=dict)
    """``table.column`` → values that are numbers of cards."""
    tests: Mapping[str, int] = field(default_factory=dict)
    """``table.column`` → values that are published test numbers."""
    unasked: tuple[str, ...] = ()
    """Tables that could not be read, and why."""


@fact(timeout=50.0, rounds=20)
def card_data(settings: Settings, catalogue: Catalogue) -> CardData:
    """Read the names of all columns, and the newest rows of every table that has to do with orders or money."""
    product = module_of(settings, "cards")
    found: Counter[str] = Counter()
    tests: Counter[str] = Counter()
    unasked: list[str] = []
    tables: list[str] = []
    with connect(settings) as connection, connection.cursor() as cursor:
        error = query_error(connection)
        columns: list[Column] = product.columns(cursor)
        numbered = _numbered(columns, catalogue)
        texts = [one for one in columns if RELATED.search(one.table) and product.is_text(one.kind)]
        for table, group in groupby(texts, key=lambda one: one.table):
            asked = list(group)
            try:
                cursor.execute(_query(asked, product, is_numbered=table in numbered).encode())
                rows: Sequence[Sequence[Any]] = cursor.fetchall()
            except error as trouble:
                said = str(trouble.args[-1]) if trouble.args else type(trouble).__name__
                unasked.append(f"{table}: {said.splitlines()[0]}")
                continue
            tables.append(table)
            for row in rows:
                for column, value in zip(asked, row, strict=True):
                    _count(str(value or ""), column.place, found, tests)
    named = tuple(one.place for one in columns if is_named_so(one, is_flag=product.is_flag(one.kind)))
    return CardData(
        columns=len(columns), tables=tuple(tables), named=named, found=dict(found), tests=dict(tests),
        unasked=tuple(unasked),
    )  # fmt: skip


def is_named_so(column: Column, *, is_flag: bool = False) -> bool:
    """Whether a column's name says that it holds a card's number, security code, PIN or track."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", column.column).lower()
    if is_flag or HARMLESS.search(name):
        return False
    return NAMED.search(name) is not None or (name in ALONE and OF_MONEY.search(column.table) is not None)


def cards_in(text: str) -> Iterator[str]:
    """The digits of every number in a text that may be that of a card."""
    for match in NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if any(prefix.match(digits) and len(digits) in lengths for prefix, lengths in ISSUERS) and luhn(digits):
            yield digits


def luhn(digits: str) -> bool:
    """Whether the last digit is the right check digit (ISO/IEC 7812)."""
    doubled = [sum(divmod(int(digit) * 2, 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


def _count(value: str, place: str, found: Counter[str], tests: Counter[str]) -> None:
    numbers = [one in TEST_NUMBERS or one.startswith(TEST_PREFIXES) for one in cards_in(value)]
    if not all(numbers):
        found[place] += 1
    elif numbers:
        tests[place] += 1


def _numbered(columns: list[Column], catalogue: Catalogue) -> set[str]:
    """Tables whose newest rows have the highest ``id``, which an index finds."""
    keys = {one.table for one in catalogue.indexes if one.unique and one.columns == ("id",)}
    return {one.table for one in columns if one.column == "id" and keys & {one.table, one.table.partition(".")[2]}}


def _query(columns: list[Column], product: Any, *, is_numbered: bool) -> str:
    """Asks for the newest rows of a table in which anything looks like a long number."""
    table, names = columns[0], [f"golive_{number}" for number, _ in enumerate(columns)]
    parts = ", ".join(
        f"{product.as_text(column.quoted, MOST_LETTERS)} AS {name}"
        for column, name in zip(columns, names, strict=True)
    )  # fmt: skip
    newest = " ORDER BY id DESC" if is_numbered else ""
    inner = f"SELECT {parts} FROM {table.quoted_table}{newest} LIMIT {MOST_ROWS}"  # noqa: S608 - the server's own names
    matches = " OR ".join(f"{name} {product.MATCHES} '{DIGITS}'" for name in names)
    return f"SELECT * FROM ({inner}) AS golive_rows WHERE {matches}"  # noqa: S608 - as above
