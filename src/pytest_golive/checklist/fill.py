"""RESULTS → THE TEAM'S OWN FILE: the same bytes, but for ticks and notes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pytest_golive.checklist.inline import INNER_BOX, TICKED
from pytest_golive.checklist.labels import NOTES, NOTES_BLANK, is_choice, label_of
from pytest_golive.checklist.model import Checklist, Kind, Line
from pytest_golive.checklist.parse import parse
from pytest_golive.checklist.source import decode, split_lines

NOTE_LENGTH = 160

# What may stand before a box: list, quote and heading marks, in any nesting; or the edge of a table cell.
_BOX = re.compile(r"(?:^(?:\s|>|[-*+](?=\s)|\d{1,9}[.)](?=\s)|#{1,6}(?=\s))*|(?<!\\)\|\s*)(\[[ xX]\])(?=\s|\||$)")
_GLYPH = re.compile(r"[☐☑☒⬜]")
_OUTCOME = re.compile(
    r"(?i)(?P<good>[☐☑☒⬜])(?P<said>\s*(?:pass(?:ed)?|success(?:ful)?|ok)\b[^☐☑☒⬜]*)"
    r"(?P<bad>[☐☑☒⬜])(?=\s*(?:fail|not ok))"
)
# Controls, line separators, marks that turn the writing direction, and halves of surrogate pairs;
# not the joiners of emoji and of many scripts.
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
_DOTS = re.compile(r"\.{4,}|…[.…]+")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~&#])")


@dataclass(frozen=True, kw_only=True)
class LineResult:
    """What to write at a line."""

    ok: bool | None
    """Passed or validly attested; failed; or None: unverified."""
    note: str
    """What was seen, in a few words; empty for nothing to say."""


def fill(raw: bytes, checklist: Checklist, results: Mapping[str, LineResult]) -> bytes:
    """The checklist file with its boxes, outcomes and notes filled in.

    ``results`` go by line id; the fields of a line (``Result:``, ``Notes:``) take their line's result.
    A line without a result stays as it is. A box ticked by hand whose line is not ok loses its tick:
    the file that comes back never says more than was verified.
    """
    if hashlib.sha256(raw).hexdigest() != checklist.sha256:
        # The checklist was parsed from decoded text, perhaps with other line ends: its ids still hold.
        checklist = parse(raw, checklist.path)
    text, bom, encoding = decode(raw, checklist.path)
    lines = split_lines(text)
    for line in checklist.lines:
        owner = line.parent or line.group
        result = results.get(line.id) or (results.get(owner) if line.kind is Kind.RECORD else None)
        if result is not None:
            lines[line.number - 1] = _filled(lines[line.number - 1], line, result)
    return bom + "".join(lines).encode(encoding)


def _filled(source: str, line: Line, result: LineResult) -> str:
    if line.checked is not None:
        return _ticked(source, ok=result.ok is True)
    if line.kind is Kind.RECORD and is_choice(line.text):
        return _OUTCOME.sub(lambda found: _decided(found, result.ok), source, count=1)
    is_notes = line.kind is Kind.RECORD and NOTES.match(label_of(line.text)[0] or line.text)
    if is_notes and result.note:
        return NOTES_BLANK.sub(lambda found: found[1] + one_line(result.note), source)
    return source


def _ticked(source: str, *, ok: bool) -> str:
    leading = _BOX.search(source)
    inside = None if leading else _GLYPH.search(source) or INNER_BOX.search(source)
    start, end = leading.span(1) if leading else inside.span() if inside else (0, 0)
    box = source[start:end]
    if not box or (box in TICKED) == ok:
        return source
    ticked, unticked = ("☑", "☐") if len(box) == 1 else ("[x]", "[ ]")
    return f"{source[:start]}{ticked if ok else unticked}{source[end:]}"


def _decided(found: re.Match[str], ok: bool | None) -> str:
    good, bad = ("☑" if ok is wanted else "☐" for wanted in (True, False))
    return f"{good}{found['said']}{bad}"


def one_line(note: str) -> str:
    """A note as one line of Markdown text that shows exactly what it says and changes nothing around it."""
    # What looks like a box or a blank must not be taken for one when the file is filled in again.
    words = _DOTS.sub("…", _GLYPH.sub("□", " ".join(_INVISIBLE.sub(" ", note).split())))
    if len(words) > NOTE_LENGTH:
        words = f"{words[: NOTE_LENGTH - 1].rstrip(' .…')}…"
    return _MARKUP.sub(r"\\\1", words)
