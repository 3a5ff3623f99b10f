"""INLINE MARKDOWN → TEXT: one segment for each source line of a paragraph, with its box and its pins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pytest_golive.checklist import labels, refusals
from pytest_golive.data import dataclass
from pytest_golive.patterns import lazily

_BOX = lazily(r"\[([ xX])\](?=\s|$)")
_GLYPH_BOX = lazily(r"([☐☑☒⬜])(?=\s|$)")
_CHOICE = lazily(r"[☐☑☒⬜]")
INNER_BOX = lazily(r"(?<![\w\])!])\[[ xX]\](?![\w(\[])")
"""A box inside a line: not the index of ``rows[x]``, not a link."""
TICKED = frozenset(("[x]", "[X]", "☑", "☒"))
_ANY_INNER = lazily(rf"{INNER_BOX.pattern}|{_CHOICE.pattern}")
_PIN = lazily(r"<!--\s*golive:\s*(.*?)\s*-->", re.DOTALL)
_PIN_SEPARATOR = lazily(r"[,\s]+")


@dataclass(frozen=True, kw_only=True)
class Segment:
    """What one source line of a paragraph says."""

    number: int
    """1-based line number in the file."""
    text: str
    """Without markup, its box and its pins; blanks (``____``) are still in it."""
    label: str = ""
    """The bold words it begins with, when a colon makes them a label."""
    all_bold: bool = False
    checked: bool | None = None
    """State of the box it begins with, or of the only one inside it; else None."""
    leads: bool = True
    """Its box, if any, stands in front."""
    asks: bool = False
    """Several boxes stand inside it (``Restored: [ ] yes [ ] no``)."""
    pins: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """What stands behind its bold label; empty when it has none."""
        return self.text[len(self.label) :].lstrip(": ") if self.label else ""

    @property
    def boxed(self) -> bool:
        """Whether it is there to be ticked."""
        return self.checked is not None or self.asks

    @property
    def is_legend(self) -> bool:
        """Whether it only tells what boxes mean."""
        return labels.is_legend(f"[ ] {self.text}" if self.checked is not None and self.leads else self.text)

    def joined(self, other: Segment) -> Segment:
        """This segment with a continuation line."""
        text = f"{self.text} {other.text}".strip()
        return replace(self, text=text, all_bold=False, pins=self.pins + other.pins)


def segments(inline: Token, markdown: MarkdownIt) -> list[Segment]:
    """The segments of an ``inline`` token, one for each of its source lines."""
    first = inline.map[0] + 1 if inline.map else 1
    raws = inline.content.split("\n")
    parts = list(_parts(inline.children or []))
    if len(parts) != len(raws):
        # A code span or HTML tag goes over a line end: read each source line by itself,
        # because a right line number is worth more than that one span.
        return [lone_segment(first + i, raw, markdown) for i, raw in enumerate(raws)]
    return [_segment(first + i, raw, part) for i, (raw, part) in enumerate(zip(raws, parts, strict=True))]


def lone_segment(number: int, raw: str, markdown: MarkdownIt) -> Segment:
    """One source line by itself."""
    return _segment(number, raw, _flat(markdown, raw))


def plain(inline: Token) -> str:
    """All of an ``inline`` token as one line of text, pins removed."""
    return " ".join(filter(None, (_text(part)[0] for part in _parts(inline.children or []))))


def _flat(markdown: MarkdownIt, raw: str) -> list[Token]:
    return [child for token in markdown.parseInline(raw) for child in token.children or []]


def _parts(children: Sequence[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            yield part
            part = []
        else:
            part.append(child)
    yield part


def _text(tokens: Sequence[Token]) -> tuple[str, tuple[str, ...]]:
    words: list[str] = []
    pins: list[str] = []
    for token in tokens:
        if token.type == "html_inline":
            found = _PIN.fullmatch(token.content)
            pins += filter(None, _PIN_SEPARATOR.split(found[1])) if found else []
            words.append(" " if token.content.startswith("<br") else "")
        else:
            words.append(token.content)
    return " ".join("".join(words).split()), tuple(pins)


def _segment(number: int, raw: str, tokens: list[Token]) -> Segment:
    text, pins = _text(tokens)
    # Only the raw text tells a box from an escaped one, and from a link where "[x]: …" defines one.
    if box := _BOX.match(raw.lstrip()):
        text = text.removeprefix(box[0] if text.startswith("[") else box[1]).lstrip()
        return Segment(number=number, text=text, checked=box[1] != " ", pins=pins)
    if (glyph := _GLYPH_BOX.match(text)) and len(_CHOICE.findall(text)) == 1:
        return Segment(number=number, text=text[glyph.end() :].lstrip(), checked=glyph[1] in "☑☒", pins=pins)
    label, all_bold = _bold(tokens)
    said = Segment(number=number, text=text, label=label, all_bold=all_bold, pins=pins)
    return _with_inner_box(said, raw, tokens) if _ANY_INNER.search(text) else said


def _with_inner_box(said: Segment, raw: str, tokens: list[Token]) -> Segment:
    """A line with a box inside it: ``Backups [ ] restored`` asks for a tick as well as ``[ ] Backups restored``."""
    # What is code or escaped is no plain text, and a link has lost its brackets.
    boxes = [box for token in tokens if token.type == "text" for box in _ANY_INNER.findall(token.content)]
    if not boxes or said.is_legend:
        return said
    label, _ = labels.label_of(said.text)
    if labels.is_for_people(label):
        return replace(said, label=label)
    if len(boxes) > 1 or len(_ANY_INNER.findall(raw)) > 1:
        # Choices drawn with signs are a form that people fill in; those in brackets are nobody's but the line's.
        return replace(said, asks=any(box.startswith("[") for box in boxes))
    text = " ".join(_ANY_INNER.sub(" ", said.text).split())
    return replace(said, text=text, label="", all_bold=False, checked=boxes[0] in TICKED, leads=False)


def _bold(tokens: list[Token]) -> tuple[str, bool]:
    """The bold label a line begins with (``**Label:**`` or ``**Label**:``), and whether all of it is bold."""
    solid = [token for token in tokens if token.type != "text" or token.content.strip()]
    if not solid or solid[0].type != "strong_open":
        return "", False
    close = next((i for i, token in enumerate(solid) if token.type == "strong_close"), len(solid) - 1)
    words, _ = _text(solid[1:close])
    after, _ = _text(solid[close + 1 :])
    label = words.rstrip(": ") if words.endswith(":") or after.startswith(":") else ""
    return label, not after.strip(": ")


def joined_segments(found: list[Segment]) -> list[Segment]:
    """The segments of a list entry, continuation lines joined to what they continue."""
    entries = found[:1]
    for segment in found[1:]:
        boxed = segment.boxed and (segment.leads or not entries[-1].boxed)
        is_field = labels.is_record(segment.text) and labels.is_form(segment.text)
        if boxed or is_field or refusals.in_field(segment.text):
            entries.append(segment)
        else:
            entries[-1] = entries[-1].joined(segment)
    return entries
