"""RECORDS AND CONTACTS → FILLED OR OPEN: whether a field holds a value, or only the place for one. Pure.

What is in doubt is open: a value nobody wrote must never pass for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from pytest_golive.checklist.labels import is_field_name, label_of
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.data import dataclass
from pytest_golive.patterns import lazily


class State(StrEnum):
    """What a field holds."""

    FILLED = "filled"
    REFUSED = "refused"
    """Filled with a no: "Approved for production: ☑ NO"."""
    OPEN = "open"
    REMARK = "remark"
    """There is nothing to fill in: a note, or the name of a document."""
    TEMPLATE = "template"
    """A part of a form letter, whose blanks wait for the day it is sent."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """The state of a field and, when it is filled, its value."""

    state: State
    value: str = ""


#: ``____`` where a value would stand: an underscore inside a name is none.
_BLANK = lazily(r"(?<![^\W_])(?:_[\s/.:-]*){2,}(?![^\W_])|\.{3,}|…")
_CHOICE = lazily(r"(\[[ xX]\]|[☐☑☒⬜])\s*([^☐☑☒⬜\[\]]*)")
_TICKED = frozenset(("[x]", "[X]", "☑", "☒"))
_BRACKETS = lazily(r"\[([^\[\]]*)\]|<([^<>@]*)>|\{\{?([^{}]*)\}\}?")
_TICKET = lazily(r"[A-Z][A-Z0-9]*-\d+|#?[\d., ]+")
_LATER = lazily(r"(?i)\b(?:tbd|tba|tbc|fixme|to be (?:determined|decided|confirmed|announced|defined|done))\b|\bTODO\b")
_PATTERN = lazily(
    r"(?i)\b(?:y{2,4}[-/. ]m{1,3}[-/. ]d{1,2}|d{1,2}[-/. ]m{1,4}[-/. ]y{2,4}|m{1,3}[-/. ]d{1,2}[-/. ]y{2,4}"
    r"|hh[:.h]mm\w*)\b|(?<![a-z])x{3,}(?![a-z])"
)
_EXAMPLE = lazily(
    r"(?i)\b(?:your|my)[\w-]*\.(?:com|org|net|io|dev|app|co|shop|store|example|tld|local)\b"
    r"|\bexample\.(?:com|org|net)\b|(?:^|[/@])(?:www\.)?(?:domain|site|website|company)\.(?:com|org|net|tld)\b"
)
_PROMPT = lazily(r"(?i)^(?:your|insert|enter|add|fill|put|write|choose|select|pick)\b|\bhere[.!]?$")
_NAMES = frozenset(
    """name names date time phone telephone mobile number email e-mail mail signature role title url link address
    contact details provider registrar vendor company version value portal support slack channel team person""".split()
)
_NOBODY = frozenset(("n/a", "na", "none", "nobody", "nil", "no", "unknown"))
_SIGNS = lazily(r"(?i)x+")
_ANSWERED = lazily(r"[^\W_]|[✅✔✓]")
_REACHED = lazily(r"\d{2}|@|://|#\w")
_TEMPLATE = lazily(r"(?i)\btemplates?\b")
_ALWAYS_NO = lazily(r"(?i)^(?:no[\s-]?go|fail(?:ed|ure)?|rejected|refused|denied|not (?:ok|approved|passed))\b")
_NO = lazily(r"(?i)^no\b")
_ASKS_FOR_YES = lazily(r"(?i)\b(?:approv\w+|go|ready|live|success\w*|passed|decision|sign[\s-]?off|confirmed)\b")


def field_of(line: Line) -> Field:
    """What a record or a contact holds."""
    text = line.written or line.text
    label, value = label_of(text)
    if line.kind is Kind.RECORD and any(map(_TEMPLATE.search, (*line.section[1:], label))):
        return Field(state=State.TEMPLATE)
    if not label:
        return _unlabelled(line, text)
    return read(label, value, kind=line.kind)


def read(label: str, value: str, kind: Kind = Kind.RECORD) -> Field:
    """What stands behind a label: a value, a no, or the place for one."""
    value = " ".join(value.split())
    if offered(value):
        chosen = ticked(value)
        # Both YES and NO is no answer.
        value = chosen[0] if len(chosen) == 1 else ""
    if _is_open(value) or (kind is Kind.CONTACT and value.casefold().strip(" .-") in _NOBODY):
        return Field(state=State.OPEN)
    says_no = _ALWAYS_NO.search(value) or (_NO.search(value) and _ASKS_FOR_YES.search(label))
    return Field(state=State.REFUSED if says_no else State.FILLED, value=value)


def ticked(text: str) -> tuple[str, ...]:
    """What is chosen of what a text offers: ``NO`` of "☐ YES ☑ NO"."""
    return tuple(said.strip(" ,;|/") for box, said in _CHOICE.findall(text) if box in _TICKED)


def offered(text: str) -> tuple[str, ...]:
    """What a text offers to choose from: ``YES`` and ``NO`` of "☐ YES ☐ NO"."""
    return tuple(said.strip(" ,;|/") for _, said in _CHOICE.findall(text))


def choices_of(line: Line) -> tuple[str, ...]:
    """What a field offers to choose from."""
    return offered(label_of(line.written or line.text)[1])


def _unlabelled(line: Line, text: str) -> Field:
    if line.kind is Kind.CONTACT:
        # "Technical Lead" names a role; whom to call can be told from a number or an address.
        return Field(state=State.FILLED, value=text) if _REACHED.search(text) and not _is_open(text) else _OPEN
    has_blank = _BLANK.search(text) or _CHOICE.search(text) or any(map(_is_placeholder, _bracketed(text)))
    return _OPEN if has_blank or is_field_name(text.rstrip(": ")) else Field(state=State.REMARK)


def _is_open(value: str) -> bool:
    rules = (_BLANK, _LATER, _PATTERN, _EXAMPLE, _PROMPT)
    if not _ANSWERED.search(value) or any(rule.search(value) for rule in rules):
        return True
    words = re.findall(r"[\w-]+", value.casefold())
    only_names = bool(words) and all(word in _NAMES for word in words) and not value[:1].isdigit()
    return only_names or any(map(_is_placeholder, _bracketed(value)))


def says_nothing(text: str) -> bool:
    """Whether the whole of a name or a sentence is the place for one: ``TBD``, ``n/a``, ``<name>``, ``?``.

    A sentence may well speak of a TODO or hold brackets; only one that is nothing else is open.
    """
    said = text.strip().rstrip(".!?:")
    if not _ANSWERED.search(said) or said.casefold() in _NOBODY or _SIGNS.fullmatch(said):
        return True
    return any(rule.fullmatch(said) for rule in (_LATER, _PATTERN, _BRACKETS))


def _bracketed(text: str) -> Iterable[str]:
    return ("".join(groups) for groups in _BRACKETS.findall(text))


def _is_placeholder(inside: str) -> bool:
    return not _TICKET.fullmatch(inside.strip()) and inside.strip() not in {"x", "X"}


_OPEN = Field(state=State.OPEN)
