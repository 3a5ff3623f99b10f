"""RESULTS → THE TEAM'S OWN FILE: the same bytes, but for ticks and notes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import accumulate

from pytest_golive.checklist.blanks import Change, blanks, heads_of
from pytest_golive.checklist.cells import cells, judged_heads
from pytest_golive.checklist.inline import INNER_BOX, TICKED
from pytest_golive.checklist.labels import NOTES, NOTES_BLANK, label_of
from pytest_golive.checklist.model import Checklist, Kind, Line
from pytest_golive.checklist.parse import parse
from pytest_golive.checklist.source import decode, split_lines
from pytest_golive.data import dataclass
from pytest_golive.patterns import lazily

NOTE_LENGTH = 160
#: What people fill in; whatever else is judged may be a row with a cell for its result.
FILLED_IN = frozenset({Kind.RECORD, Kind.RISK, Kind.CONTACT, Kind.SIGNOFF})

# What may stand before a box: list, quote and heading marks, in any nesting; or the edge of a table cell.
_BOX = lazily(r"(?:^(?:\s|>|[-*+](?=\s)|\d{1,9}[.)](?=\s)|#{1,6}(?=\s))*|(?<!\\)\|\s*)(\[[ xX]\])(?=\s|\||$)")
_GLYPH = lazily(r"[☐☑☒⬜]")
_OUTCOME = lazily(
    r"(?i)(?P<good>[☐☑☒⬜])(?P<said>\s*(?:pass(?:ed)?|success(?:ful)?|ok)\b[^☐☑☒⬜]*)"
    r"(?P<bad>[☐☑☒⬜])(?=\s*(?:fail|not ok))"
)
# Controls, line separators, marks that turn the writing direction, and halves of surrogate pairs;
# not the joiners of emoji and of many scripts.
_INVISIBLE = lazily(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
_DOTS = lazily(r"\.{4,}|…[.…]+")
_MARKUP = lazily(r"([\\`*_{}\[\]<>|~&#])")


@dataclass(frozen=True, kw_only=True)
class LineResult:
    """What to write at a line."""

    ok: bool | None
    """Passed or validly attested; failed; or None: unverified."""
    note: str
    """What was seen, in a few words; empty for nothing to say."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What people filled in: by the label of a blank in lower case (``name``, ``date``, ``decision``), or ``value``
    for the line's only blank."""


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One replacement in the text of a checklist; all of them undone give back the file."""

    start: int
    """Where in the text, without its byte order mark, before any edit."""
    before: str
    after: str


def fill(raw: bytes, checklist: Checklist, results: Mapping[str, LineResult]) -> bytes:
    """The checklist file with its boxes, outcomes, notes and blanks filled in.

    ``results`` go by line id; the fields of a line (``Result:``, ``Notes:``, ``Name:``) take their line's result.
    A line without a result stays as it is. A box ticked by hand whose line is not ok loses its tick:
    the file that comes back never says more than was verified.
    """
    text, bom, encoding = decode(raw, checklist.path)
    return bom + applied(text, edits(raw, checklist, results)).encode(encoding)


def applied(text: str, changes: Sequence[Edit]) -> str:
    """``text`` with all the changes, which are in its order."""
    parts, at = [], 0
    for one in changes:
        parts += [text[at : one.start], one.after]
        at = one.start + len(one.before)
    return "".join([*parts, text[at:]])


def edits(raw: bytes, checklist: Checklist, results: Mapping[str, LineResult]) -> tuple[Edit, ...]:
    """What `fill` changes, in the order of the file: ticks, outcomes, notes and blanks, and nothing else."""
    if hashlib.sha256(raw).hexdigest() != checklist.sha256:
        # The checklist was parsed from decoded text, perhaps with other line ends: its ids still hold.
        checklist = parse(raw, checklist.path)
    lines = split_lines(decode(raw, checklist.path)[0])
    starts = list(accumulate(map(len, lines), initial=0))
    heads: tuple[str, ...] = ()
    changes: dict[int, list[Edit]] = {}
    for line in checklist.lines:
        owner = line.parent or line.group
        result = results.get(line.id) or (results.get(owner) if line.kind is Kind.RECORD else None)
        if result is not None:
            heads = (heads_of if line.kind is Kind.SIGNOFF else judged_heads)(lines, line.number)
            source = lines[line.number - 1]
            # Two lines may share a line of the file, as those of a paragraph do: each is filled in where it stands.
            changes.setdefault(line.number, []).extend(_changes(source, line, result, heads))
    return tuple(
        replace(one, start=starts[number - 1] + one.start)
        for number in sorted(changes)
        for one in _apart(changes[number])
    )


def _apart(changes: Iterable[Edit]) -> Iterator[Edit]:
    """The changes of one source line in their order, the first of those that touch the same place."""
    end = 0
    for one in sorted(changes, key=lambda change: change.start):
        if one.start >= end:
            end = one.start + len(one.before)
            yield one


def _changes(source: str, line: Line, result: LineResult, heads: tuple[str, ...]) -> Iterator[Edit]:
    if line.checked is not None:
        yield from _ticked(source, ok=result.ok is True)
    elif line.kind is Kind.RECORD and NOTES.match(label_of(line.text)[0] or line.text):
        if (note := one_line(result.note)) and (found := NOTES_BLANK.search(source)):
            yield Edit(start=found.end(1), before=source[found.end(1) : found.end()], after=note)
    elif line.kind in {Kind.RECORD, Kind.RISK} and _OUTCOME.search(source):
        yield from _chosen(source, _OUTCOME, lambda found: _decided(found, result.ok))
    elif heads and line.kind not in FILLED_IN:
        yield from _edits(cells(source, heads, one_line(result.note), ok=result.ok))
    else:
        values = {name: one_line(value) for name, value in result.values.items() if value}
        yield from _edits(blanks(source, line, values, heads if line.kind is Kind.SIGNOFF else ()))


def _edits(changes: Iterable[Change]) -> Iterator[Edit]:
    return (Edit(start=at, before=was, after=new) for at, was, new in changes)


def _ticked(source: str, *, ok: bool) -> Iterator[Edit]:
    leading = _BOX.search(source)
    inside = None if leading else _GLYPH.search(source) or INNER_BOX.search(source)
    start, end = leading.span(1) if leading else inside.span() if inside else (0, 0)
    box = source[start:end]
    if box and (box in TICKED) != ok:
        ticked, unticked = ("☑", "☐") if len(box) == 1 else ("[x]", "[ ]")
        yield Edit(start=start, before=box, after=ticked if ok else unticked)


def _chosen(source: str, choice: re.Pattern[str], decided: Callable[[re.Match[str]], str]) -> Iterator[Edit]:
    if (found := choice.search(source)) and (after := decided(found)) != found[0]:
        yield Edit(start=found.start(), before=found[0], after=after)


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
