"""Builds a frozen dataclass from plain data and tells every mistake at once.

Libraries that do this stop at the first mistake or say it in words that would have to be rewritten for people.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar, NamedTuple, TypeVar, dataclass_transform

from pytest_golive.data import dataclass
from pytest_golive.errors import did_you_mean

T = TypeVar("T")

NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
NAMES |= {date: "a date such as 2027-02-01", datetime: "a moment such as 2026-11-20T09:30:00Z"}


class Mistake(NamedTuple):
    """One thing that is wrong: where (keys and list positions), and what was given and is allowed."""

    where: tuple[str | int, ...]
    text: str


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(dataclasses.field,))
class TomlTable:
    """A table of golive.toml: subclasses are frozen dataclasses that print nothing they hold."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True, kw_only=True, repr=False)(cls)


def build(kind: type[T], data: Any) -> tuple[T | None, list[Mistake]]:
    """``data`` as ``kind``, and what is wrong with it; None when anything is.

    Args:
        kind: a dataclass whose fields are str, int, float, bool, enums, literals, dataclasses, tuples or mappings.
    """
    mistakes: list[Mistake] = []
    built = _build(kind, data, (), mistakes)
    return (None if mistakes else built), mistakes


def _build(kind: Any, value: Any, where: tuple[str | int, ...], mistakes: list[Mistake]) -> Any:
    if isinstance(kind, types.UnionType):  # X | None: TOML has no None, a key is there or not
        kind = typing.get_args(kind)[0]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    match value:
        case dict() if dataclasses.is_dataclass(kind):
            return _table(kind, value, where, mistakes)
        case dict() if origin is Mapping:
            return {key: _build(arguments[1], item, (*where, key), mistakes) for key, item in value.items()}
        case list() if origin is tuple:
            return tuple(_build(arguments[0], item, (*where, at), mistakes) for at, item in enumerate(value))
        case str() if origin is typing.Literal and value in arguments:
            return value
        case str() if isinstance(kind, type) and issubclass(kind, Enum) and value in {one.value for one in kind}:
            return kind(value)
        case int() if kind is float and type(value) is int:
            return float(value)
        case _ if type(value) is kind:
            return value
    given = str(value) if isinstance(value, date) else repr(value)
    hint = did_you_mean(str(value), _choices(kind))
    mistakes.append(Mistake(where, f"given {given}, allowed: {_allowed(kind)}{hint}"))
    return None


def _table(kind: Any, value: dict[str, Any], where: tuple[str | int, ...], mistakes: list[Mistake]) -> Any:
    hints = typing.get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for key in value.keys() - fields.keys():
        hint = did_you_mean(key, tuple(fields)) or f"; allowed: {', '.join(fields)}"
        mistakes.append(Mistake((*where, key), f"unknown key{hint}"))
    given = {name: _build(hints[name], value[name], (*where, name), mistakes) for name in fields if name in value}
    required = [
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    ]
    missing = [name for name in required if name not in given]
    mistakes += [Mistake((*where, name), "is missing") for name in missing]
    return None if missing else kind(**given)


def _choices(kind: Any) -> tuple[str, ...]:
    if typing.get_origin(kind) is typing.Literal:
        return typing.get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(one.value for one in kind)
    return ()


def _allowed(kind: Any) -> str:
    if choices := _choices(kind):
        return ", ".join(choices)
    origin = typing.get_origin(kind)
    if origin is tuple:
        return f"a list, each {_allowed(typing.get_args(kind)[0])}"
    if origin is Mapping or dataclasses.is_dataclass(kind):
        return "a table"
    return NAMES[kind]
