"""BLANKS → VALUES: where in a source line people write a name, a date, a decision, and what is written there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pytest_golive.checklist.labels import BLANK, is_placeholder, label_of
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.patterns import lazily

CELL = lazily(r"(?<!\\)\|([^|\n]*)(?=\|)")
_OPTION = lazily(r"(?P<box>[☐☑☒⬜])\s*(?P<word>[^☐☑☒⬜|\n]+)")
_LABEL_BEFORE = lazily(r"([^:|_.…*]+)[*_]*\s*:[*_\s]*\Z")
_PLACEHOLDER = lazily(r"\[[^\]]*\](?!\()(?:.*\](?!\())?")
_NOTHING_AFTER = lazily(r":[*_]{0,2}(?P<end>)[ \t]*(?:\r\n?|\n)?\Z")
#: What a change of a source line is: where, what stands there, what takes its place.
Change = tuple[int, str, str]


def heads_of(lines: Sequence[str], number: int) -> tuple[str, ...]:
    """The column names, in lower case, of the table that line ``number`` is a row of; none when it is no row."""
    if "|" not in lines[number - 1]:
        return ()
    return tuple(cell[1].strip(" *_").casefold() for cell in CELL.finditer(lines[top_of(lines, number)]))


def top_of(lines: Sequence[str], number: int) -> int:
    """Where in ``lines`` the header of the table is that line ``number`` is a row of."""
    top = number - 1
    while top > 0 and "|" in lines[top - 1]:
        top -= 1
    return top


def blanks(source: str, line: Line, values: Mapping[str, str], heads: Sequence[str] = ()) -> Iterator[Change]:
    """The changes that write ``values`` into one source line, by the labels of its blanks.

    A blank whose label nobody gave a value stays; so does all that is no blank.
    """
    if not values:
        return
    if heads:
        yield from _cells(source, values, heads)
    elif _OPTION.search(source):
        yield from _choice(source, values)
    elif BLANK.search(source):
        yield from _lines_to_write_on(source, values, "name" if line.kind is Kind.SIGNOFF else "value")
    elif value := values.get(label_of(line.text)[0].casefold()) or values.get("value"):
        yield from _placeholder(source, line, value)
    elif value := values.get(line.text.casefold()):
        yield from _at_the_end(source, value)


def _cells(source: str, values: Mapping[str, str], heads: Sequence[str]) -> Iterator[Change]:
    for head, cell in zip(heads, CELL.finditer(source), strict=False):
        if head in values and not BLANK.sub("", cell[1]).strip():
            yield cell.start(1), cell[1], f" {values[head]} "


def _choice(source: str, values: Mapping[str, str]) -> Iterator[Change]:
    options = list(_OPTION.finditer(source))
    label = _LABEL_BEFORE.search(source[: options[0].start()])
    wanted = values.get(_name(label[1]) if label else "") or values.get("value", "")
    if not any(_name(option["word"]) == _name(wanted) for option in options):
        return
    for option in options:
        box = "☑" if _name(option["word"]) == _name(wanted) else "☐"
        if option["box"] != box:
            yield option.start(), option["box"], box


def _lines_to_write_on(source: str, values: Mapping[str, str], unnamed: str) -> Iterator[Change]:
    """Blanks by the label before each; the first one may go by the name of the whole line."""
    end = 0
    for at, found in enumerate(BLANK.finditer(source)):
        label = _LABEL_BEFORE.search(source[end : found.start()])
        value = values.get(_name(label[1])) if label else None
        if value or (at == 0 and (value := values.get(unnamed))):
            yield found.start(), found[0], value
        end = found.end()


def _placeholder(source: str, line: Line, value: str) -> Iterator[Change]:
    said = label_of(line.text)[1] or line.text
    if is_placeholder(said) and (found := _PLACEHOLDER.search(source)):
        yield found.start(), found[0], value
    elif not label_of(line.text)[1]:
        yield from _at_the_end(source, value)


def _at_the_end(source: str, value: str) -> Iterator[Change]:
    if found := _NOTHING_AFTER.search(source):
        yield found.start("end"), "", f" {value}"


def _name(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s-]", " ", text).split()).strip("- ").casefold()
