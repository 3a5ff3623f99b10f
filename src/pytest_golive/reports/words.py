"""Text helpers shared by the reports: make hostile text visible, measure it in terminal cells, wrap it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import datetime

#: Characters that turn the reading direction around, so that a text looks like another one.
DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
WIDE_VARIANT = "\ufe0f"
#: Tag characters and the like: they show nothing and can hide words from a reader.
INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
ASCII = str.maketrans({
    "·": "-", "…": "...", "→": "->", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "×": "x",
    "✓": "+", "✗": "x", "✎": "+",
})  # fmt: skip


def visible(text: str, *, lines: bool = False) -> str:
    r"""``text`` with control, direction and invisible characters spelt out (``\x1b``).

    Line breaks and tabs become one space each, or stay when ``lines`` is true.
    """
    if text.isprintable():
        return text
    return "".join(_shown(char, lines) for char in text.replace("\r\n", "\n"))


def in_utf8(text: str) -> bytes:
    """``text`` in UTF-8, which has no form for the lone surrogates that undecodable bytes of a checklist become."""
    return text.encode("utf-8", "backslashreplace")


def _shown(char: str, lines: bool) -> str:
    if char in "\n\t":
        return char if lines else " "
    if char in "\u2028\u2029":
        return "\n" if lines else " "
    hidden = char in DIRECTION or char in INVISIBLE or "\U000e0000" <= char <= "\U000e007f"
    if hidden or unicodedata.category(char) in {"Cc", "Cs", "Cn", "Co"}:
        return char.encode("unicode_escape").decode("ascii")
    return char


def for_terminal(text: str, encoding: str) -> str:
    """``text`` on one line, without control characters, in characters that ``encoding`` has."""
    text = " ".join(visible(text).split())
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(ASCII).encode(encoding, "backslashreplace").decode(encoding)
    return text


def cells(text: str) -> int:
    """Columns ``text`` takes on a terminal; where terminals disagree, the larger number."""
    if text.isascii():
        return len(text)
    return sum(_cell(char) for char in text)


def _cell(char: str) -> int:
    if char == WIDE_VARIANT:
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" or char >= "\U0001f000" else 1


def cut(text: str, width: int, *, end: str = "…") -> str:
    """``text``, cut with ``end`` when it takes more than ``width`` cells."""
    if cells(text) <= width:
        return text
    kept = "".join(_within(text, width - cells(end))).rstrip()
    return kept + end if width >= cells(end) else "".join(_within(text, width))


def cut_at_word(text: str, width: int) -> str:
    """``text``, cut as by `cut`, but between two words when that keeps most of it."""
    kept = cut(text, width)
    if kept == text or text[len(kept) - 1 : len(kept)] in {" ", ""}:
        return kept
    head = kept[:-1].rpartition(" ")[0].rstrip(" ,;:(“\"'")
    return f"{head}…" if cells(head) > width // 2 else kept


def _within(text: str, width: int) -> Iterator[str]:
    used = 0
    for char in text:
        used += _cell(char)
        if used > width:
            return
        yield char


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """``text`` as rows of at most ``width`` cells: ``first`` starts the first row, ``rest`` the others."""
    # On a very narrow terminal an indent would leave no room for a (wide) character.
    room = max(min(width // 2, width - 2), 0)
    first, rest = "".join(_within(first, room)), "".join(_within(rest, room))
    rows: list[str] = []
    row, gap = first, ""
    for word in text.split():
        if gap and cells(row) + 1 + cells(word) > width:
            rows.append(row.rstrip())
            row, gap = rest, ""
        left = word
        # Long ids and URLs have no spaces: they are broken where the row ends.
        while cells(row + gap + left) > width:
            part = "".join(_within(left, width - cells(row))) or left[0]
            rows.append(row + part)
            row, left = rest, left[len(part) :]
        row, gap = row + gap + left, " " if left else gap
    return [*rows, row.rstrip()] if row.strip() or not rows else rows


def plural(number: int, noun: str) -> str:
    """``1 line``, ``2 lines``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}".replace(",", " ")


def duration(seconds: float) -> str:
    """``120 ms``, ``4.2 s``, ``3 min 5 s``."""
    if seconds < 1:
        return f"{max(seconds, 0) * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def moment(when: datetime) -> str:
    """``2026-11-21 09:30:00 UTC``: a time on a report always says its zone."""
    zone = when.strftime("%Z") or when.strftime("%z") or "(zone unknown)"
    return f"{when:%Y-%m-%d %H:%M:%S} {zone}"
