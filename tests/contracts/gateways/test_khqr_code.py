"""The text inside a KHQR code: published samples, every rule, and whatever hypothesis thinks of."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from pytest_golive.contracts.gateways.khqr_code import (
    ADDITIONAL,
    Code,
    CodeError,
    amount_text,
    broken_rules,
    checksum,
    decode,
    encode,
    md5,
    read,
    write,
)
from pytest_golive.contracts.money import Money, MoneyError

CREATED, EXPIRES = 1_700_000_000_000, 1_700_000_600_000
GOOD = Code(
    account="shop@devb",
    currency="USD",
    amount="1.50",
    name="Test Shop",
    city="Phnom Penh",
    bill="INV1",
    created=CREATED,
    expires=EXPIRES,
)
GOLDEN = (
    "00020101021229130009shop@devb52045999530384054041.505802KH5909Test Shop6010Phnom Penh62080104INV1"
    "993400131700000000000011317000006000006304AEAC"
)
#: Published samples of older codes, without an expiry, and what they must read as.
SAMPLES = [
    (
        "00020101021229180014jonhsmith@nbcq520459995303116540750000.05802KH5910Jonh Smith6010Phnom Penh"
        "62150211855123456789917001316257134678276304A96B",
        {"account": "jonhsmith@nbcq", "kind": "individual", "mobile": "85512345678", "money": Money(5_000_000, "KHR")},
    ),
    (
        "00020101021230400014jonhsmith@devb01061234560208Dev Bank520459995303840540410.05802KH5910Jonh Smith"
        "6010Phnom Penh62360117INV-2021-07-658220211855123456789917001316257134678276304ED60",
        {
            "account": "jonhsmith@devb",
            "kind": "merchant",
            "detail": "123456",
            "bank": "Dev Bank",
            "bill": "INV-2021-07-65822",
            "money": Money(1000, "USD"),
        },
    ),
    (
        "00020101021230410015john_smith@devb01061234560208Dev Bank53038405204599954035.05802KH5916john smith actor"
        "6010Phnom Penh62150111Invoice#06999170013161343857589263040437",
        {"account": "john_smith@devb", "bill": "Invoice#069", "created": 1_613_438_575_892, "expires": None},
    ),
]
#: Published as invalid: no account; a cut account; format 010; city missing; name empty; wrong length of a time; CRC.
REFUSED = [
    "63046007",
    "ABC     ",
    "\ud80063040000",
    "",
    "00020101021230190015",
    "00020101021252045999530384054035.05802KH5916john smith actor6010Phnom Penh62150111Invoice#069991700131613438575892"
    "63042494",
    "000301001021230190015john_smith@devb630493FD",
    "00020101021229190015john_smith@devb52045999530384054035.05802KH5916john smith actor62150111Invoice#069991700131613"
    "43857589263043B26",
    "00020101021229190015john_smith@devb52045999530384054035.05802KH59006010Phnom Penh630414A7",
    GOLDEN[:-1] + "D",
    GOLDEN.replace("1.50", "0.50"),
]


def bitwise(data: bytes) -> int:
    """CRC-16/CCITT-FALSE as its definition has it, bit for bit."""
    register = 0xFFFF
    for byte in data:
        register ^= byte << 8
        for _ in range(8):
            register = (register << 1 ^ (0x1021 if register & 0x8000 else 0)) & 0xFFFF
    return register


def test_the_golden_code() -> None:
    assert encode(GOOD) == GOLDEN
    assert decode(GOLDEN) == GOOD
    assert md5(GOLDEN) == "3ac1ea949bd6639f208de3d462535129"


def test_check_value_of_the_checksum() -> None:
    assert checksum("123456789") == "29B1"


@pytest.mark.parametrize(("qr", "expected"), SAMPLES)
def test_published_samples(qr: str, expected: dict[str, Any]) -> None:
    code = decode(qr)
    assert {name: getattr(code, name) for name in expected} == expected
    assert broken_rules(code) == ("a dynamic code must say when it expires (99, subfield 01)",)


@pytest.mark.parametrize("qr", REFUSED)
def test_what_is_no_code(qr: str) -> None:
    with pytest.raises(CodeError):
        decode(qr)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"account": "shop"}, "not of the form name@bank"),
        ({"account": "s" * 28 + "@devb"}, "more than 32 characters"),
        ({"union_pay": "1234"}, "goes with KHR only"),
        ({"currency": "THB"}, "neither KHR"),
        ({"amount": ""}, "must have an amount"),
        ({"amount": "-1.50"}, "no number"),
        ({"amount": "1,50"}, "no number"),
        ({"amount": "10000000000.00"}, "at most 13 characters"),
        ({"amount": "1.505"}, "no amount of USD"),
        ({"amount": "100.50", "currency": "KHR"}, "riel are whole"),
        ({"category": "59"}, "not four digits"),
        ({"country": "VN"}, "the country is VN"),
        ({"name": "n" * 26}, "name has more than 25"),
        ({"name": ""}, "name is empty"),
        ({"city": "c" * 16}, "city has more than 15"),
        *(({name: "x" * 26}, f"{name} has more than 25") for name in ADDITIONAL.values()),
        ({"language": "khm"}, "not two letters"),
        ({"name_2": "ហាង"}, "not two letters"),
        ({"language": "km", "city_2": "x" * 16}, "city_2 has more than 15"),
        ({"created": 1_700_000_000}, "has not 13 digits"),
        ({"created": None}, "time of creation is missing"),
        ({"expires": None}, "must say when it expires"),
        ({"expires": CREATED}, "after its creation"),
        ({"expires": EXPIRES + 1}, "within 10 minutes"),
    ],
)
def test_no_code_that_breaks_a_rule(change: dict[str, Any], rule: str) -> None:
    with pytest.raises(CodeError, match=rule):
        encode(replace(GOOD, **change))


def test_a_static_code_needs_neither_amount_nor_expiry() -> None:
    static = replace(GOOD, is_dynamic=False, amount="", created=None, expires=None)
    assert decode(encode(static)) == static
    assert static.money is None


def test_lengths_are_characters_and_the_checksum_is_of_bytes() -> None:
    code = replace(GOOD, language="km", name_2="ហាងសាកល្បង", city_2="ភ្នំពេញ")
    qr = encode(code)
    assert "0110ហាងសាកល្បង" in qr
    assert decode(qr) == code
    assert f"{bitwise(qr[:-4].encode()):04X}" == qr[-4:]


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (1, "USD", "0.01"),
        (100, "USD", "1.00"),
        (115, "USD", "1.15"),
        (1999, "USD", "19.99"),
        (100_010, "USD", "1000.10"),
        (10_000, "KHR", "100"),
        (400_000_00, "KHR", "400000"),
    ],
)
def test_amounts_round_trip(minor: int, currency: str, text: str) -> None:
    money = Money(minor, currency)
    assert amount_text(money) == text
    assert decode(encode(replace(GOOD, currency=currency, amount=text))).money == money


@pytest.mark.parametrize("money", [Money(10_050, "KHR"), Money(1, "KHR"), Money(100, "THB")])
def test_nothing_is_rounded(money: Money) -> None:
    with pytest.raises(MoneyError):
        amount_text(money)


def test_a_tag_has_two_digits_and_a_value_ninety_nine_characters() -> None:
    assert write((("59", "x" * 99),)) == "5999" + "x" * 99
    for pair in (("5", "x"), ("ab", "x"), ("59", "x" * 100)):
        with pytest.raises(CodeError):
            write((pair,))


@hypothesis.given(
    st.dictionaries(st.from_regex("[0-9]{2}", fullmatch=True), st.text(min_size=1, max_size=99), max_size=8)
)
@hypothesis.settings(max_examples=60)
def test_fields_come_back_as_they_were_written(written: dict[str, str]) -> None:
    assert dict(read(write(written.items()))) == written


@hypothesis.given(st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
@hypothesis.settings(max_examples=60)
def test_the_checksum_is_the_one_of_the_definition(text: str) -> None:
    assert checksum(text) == f"{bitwise(text.encode()):04X}"


@hypothesis.given(st.integers(0, len(GOLDEN) - 1), st.characters(min_codepoint=32, max_codepoint=126))
@hypothesis.settings(max_examples=150)
def test_one_changed_character_is_always_seen(at: int, character: str) -> None:
    hypothesis.assume(GOLDEN[at] != character)
    with pytest.raises(CodeError):
        decode(GOLDEN[:at] + character + GOLDEN[at + 1 :])


texts = {one.name: st.text(st.characters(exclude_categories=("C",)), max_size=15) for one in fields(Code)}


@hypothesis.given(
    st.fixed_dictionaries(
        {name: texts[name] for name in (*ADDITIONAL.values(), "detail", "bank")}
        | {"name": texts["name"].filter(bool), "city": texts["city"].filter(bool)}
        | {"kind": st.sampled_from(["individual", "merchant"]), "expires": st.integers(CREATED + 1, EXPIRES)}
        | {"amount": st.integers(0, 10**9).map(lambda minor: Money(minor, "USD").text)}
    )
)
@hypothesis.settings(max_examples=60)
def test_every_code_comes_back_as_it_was(change: dict[str, Any]) -> None:
    code = replace(GOOD, **change)
    assert decode(encode(code)) == code
    assert not broken_rules(code)
