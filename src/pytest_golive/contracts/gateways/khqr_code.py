"""The text inside a KHQR code: EMV tag-length-value fields with a checksum, as Bakong's KHQR guideline has them.

Lengths count characters, the checksum counts bytes of UTF-8. `decode` reads whatever is well-formed and has the right
checksum; `broken_rules` says what in it is not allowed, and `encode` makes nothing that breaks a rule.
"""

from __future__ import annotations

import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from pytest_golive.contracts.money import Money, MoneyError
from pytest_golive.data import dataclass

CURRENCIES = {"116": "KHR", "840": "USD"}
NUMBERS = {name: number for number, name in CURRENCIES.items()}
#: Tag of the account: of a person, of a merchant.
TAGS: dict[Literal["individual", "merchant"], str] = {"individual": "29", "merchant": "30"}
#: Tags inside field 62, and what they are called here.
ADDITIONAL = {"01": "bill", "02": "mobile", "03": "store", "07": "terminal", "08": "purpose"}
HEAD = re.compile("[0-9]{4}")
AMOUNT = re.compile(r"(?=.{1,13}\Z)[0-9]+(\.[0-9]+)?")
MAX_LIFE_MS = 10 * 60 * 1000

Fields = tuple[tuple[str, str], ...]


class CodeError(ValueError):
    """The text is no KHQR code, or would be none."""


@dataclass(frozen=True, kw_only=True)
class Code:
    """What a KHQR code says; times are milliseconds since 1970."""

    account: str
    """``name@bank``."""
    currency: str
    name: str
    city: str
    amount: str = ""
    """As written in field 54; empty: the payer types it."""
    kind: Literal["individual", "merchant"] = "individual"
    detail: str = ""
    """Account information of a person, or number of a merchant (subfield 01 of the account)."""
    bank: str = ""
    """Acquiring bank (subfield 02 of the account)."""
    is_dynamic: bool = True
    category: str = "5999"
    country: str = "KH"
    union_pay: str = ""
    bill: str = ""
    mobile: str = ""
    store: str = ""
    terminal: str = ""
    purpose: str = ""
    language: str = ""
    name_2: str = ""
    """Name in the second language."""
    city_2: str = ""
    created: int | None = None
    expires: int | None = None

    @property
    def money(self) -> Money | None:
        """The amount, exactly; None where the payer types it.

        Raises:
            MoneyError: it is no amount of the currency.
        """
        if not self.amount:
            return None
        if not AMOUNT.fullmatch(self.amount):
            raise MoneyError(f"the amount {self.amount!r} is no number of at most 13 characters")
        money = Money.of(self.amount, self.currency)
        if self.currency in NUMBERS:
            amount_text(money)
        return money


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE of everything before it, with its own tag and length: four hexadecimal digits."""
    return f"{binascii.crc_hqx(text.encode(errors='surrogatepass'), 0xFFFF):04X}"


def md5(qr: str) -> str:
    """What the Bakong API calls the payment of this code."""
    return hashlib.md5(qr.encode(errors="surrogatepass"), usedforsecurity=False).hexdigest()


def amount_text(money: Money) -> str:
    """Field 54 for an amount.

    Raises:
        MoneyError: riel with a fraction, or another currency than KHR and USD: nothing is ever rounded.
    """
    if money.currency not in NUMBERS:
        raise MoneyError(f"{money}: KHQR knows {' and '.join(NUMBERS)} only")
    if money.currency == "USD":
        return money.text
    if money.minor % 100:
        raise MoneyError(f"{money}: riel are whole")
    return str(money.minor // 100)


def write(fields: Iterable[tuple[str, str]]) -> str:
    """Fields one after the other; empty ones are left out.

    Raises:
        CodeError: a tag is no two digits, or a value too long for a length of two digits.
    """
    return "".join(map(_field, (pair for pair in fields if pair[1])))


def read(text: str) -> Fields:
    """The fields of a text, in their order.

    Raises:
        CodeError: it is not made of fields, or has one twice.
    """
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        head = HEAD.match(text, at)
        if not head:
            raise CodeError(f"no tag and length at character {at + 1}")
        tag, end = head[0][:2], at + 4 + int(head[0][2:])
        if end > len(text):
            raise CodeError(f"field {tag} is cut off")
        if tag in found:
            raise CodeError(f"field {tag} is there twice")
        found[tag], at = text[at + 4 : end], end
    return tuple(found.items())


def encode(code: Code) -> str:
    """The text of a code.

    Raises:
        CodeError: it would break a rule.
    """
    wrong = broken_rules(code)
    if wrong:
        raise CodeError("; ".join(wrong))
    text = write(_body(code)) + "6304"
    return text + checksum(text)


def decode(qr: str) -> Code:
    """What a code says.

    Raises:
        CodeError: it is not well-formed, lacks a field, or its checksum is wrong.
    """
    fields = read(qr)
    if not fields or fields[-1][0] != "63":
        raise CodeError("the last field is not the checksum (63)")
    if fields[-1][1] != checksum(qr[:-4]):
        raise CodeError(f"the checksum is {fields[-1][1]}, and must be {checksum(qr[:-4])}")
    top = dict(fields)
    if top.get("00") != "01":
        raise CodeError("field 00 is not 01")
    if top.get("01") not in {"11", "12"}:
        raise CodeError("field 01 is neither 11 (static) nor 12 (dynamic)")
    missing = [tag for tag in ("52", "53", "58", "59", "60") if not top.get(tag)]
    if missing:
        raise CodeError(f"field {' and '.join(missing)} is missing")
    return _code(top)


def broken_rules(code: Code) -> tuple[str, ...]:
    """What in a code is not allowed, each in words."""
    return (*_account_rules(code), *_amount_rules(code), *_text_rules(code), *_time_rules(code))


def is_expired(code: Code, now_ms: int) -> bool:
    """Whether nobody can pay it any more."""
    return code.expires is not None and code.expires <= now_ms


def _field(pair: tuple[str, str]) -> str:
    tag, value = pair
    if not re.fullmatch("[0-9]{2}", tag) or len(value) > 99:
        raise CodeError(f"{tag} is no tag, or its value has more than 99 characters")
    return f"{tag}{len(value):02}{value}"


def _body(code: Code) -> Fields:
    times = ("00", _time(code.created)), ("01", _time(code.expires))
    second = ("00", code.language), ("01", code.name_2), ("02", code.city_2)
    return (
        ("00", "01"),
        ("01", "12" if code.is_dynamic else "11"),
        ("15", code.union_pay),
        (TAGS[code.kind], write((("00", code.account), ("01", code.detail), ("02", code.bank)))),
        ("52", code.category),
        ("53", NUMBERS[code.currency]),
        ("54", code.amount),
        ("58", code.country),
        ("59", code.name),
        ("60", code.city),
        ("62", write((tag, getattr(code, name)) for tag, name in ADDITIONAL.items())),
        ("64", write(second)),
        ("99", write(times)),
    )


def _code(top: dict[str, str]) -> Code:
    accounts = [kind for kind, tag in TAGS.items() if tag in top]
    if len(accounts) != 1:
        raise CodeError("there must be exactly one account, in field 29 or 30")
    account = dict(read(top[TAGS[accounts[0]]]))
    additional, second, times = (dict(read(top.get(tag, ""))) for tag in ("62", "64", "99"))
    return Code(
        account=account.get("00", ""),
        kind=accounts[0],
        detail=account.get("01", ""),
        bank=account.get("02", ""),
        is_dynamic=top["01"] == "12",
        union_pay=top.get("15", ""),
        category=top["52"],
        currency=CURRENCIES.get(top["53"], top["53"]),
        amount=top.get("54", ""),
        country=top["58"],
        name=top["59"],
        city=top["60"],
        **{name: additional.get(tag, "") for tag, name in ADDITIONAL.items()},
        language=second.get("00", ""),
        name_2=second.get("01", ""),
        city_2=second.get("02", ""),
        created=_read_time(times.get("00", "")),
        expires=_read_time(times.get("01", "")),
    )


def _time(at: int | None) -> str:
    return "" if at is None else str(at)


def _read_time(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch("[0-9]{13}", text):
        raise CodeError(f"{text} is no time in milliseconds (field 99)")
    return int(text)


def _account_rules(code: Code) -> Iterator[str]:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", code.account):
        yield f"the account {code.account!r} is not of the form name@bank"
    if len(code.account) > 32:
        yield "the account has more than 32 characters"
    if code.union_pay and code.currency != "KHR":
        yield "a UnionPay account (15) goes with KHR only"


def _amount_rules(code: Code) -> Iterator[str]:
    if code.currency not in NUMBERS:
        yield f"the currency {code.currency} is neither KHR (116) nor USD (840)"
        return
    if not code.amount:
        if code.is_dynamic:
            yield "a dynamic code must have an amount (54)"
        return
    try:
        code.money  # noqa: B018 - it is asked for its error
    except MoneyError as error:
        yield str(error)


def _text_rules(code: Code) -> Iterator[str]:
    if not re.fullmatch("[0-9]{4}", code.category):
        yield f"the category {code.category!r} is not four digits"
    if code.country != "KH":
        yield f"the country is {code.country}, not KH"
    limits = {"name": 25, "city": 15, **dict.fromkeys(ADDITIONAL.values(), 25), "name_2": 25, "city_2": 15}
    for field, limit in limits.items():
        if len(getattr(code, field)) > limit:
            yield f"{field} has more than {limit} characters"
    yield from (f"{field} is empty" for field in ("name", "city") if not getattr(code, field))
    if len(code.language) not in {0, 2} or (not code.language and (code.name_2 or code.city_2)):
        yield "the second language (64) is not two letters"


def _time_rules(code: Code) -> Iterator[str]:
    for at in (code.created, code.expires):
        if at is not None and len(str(at)) != 13:
            yield f"the time {at} has not 13 digits"
    if not code.is_dynamic:
        return
    if code.expires is None:
        yield "a dynamic code must say when it expires (99, subfield 01)"
    elif code.created is None:
        yield "the time of creation is missing (99, subfield 00)"
    elif not 0 < code.expires - code.created <= MAX_LIFE_MS:
        yield "it must expire after its creation, and within 10 minutes"
