"""RESULTS → EMPTY CELLS: "Pass", "Fail", "Result" and "Notes" of a table row that has no box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pytest_golive.checklist.blanks import CELL, Change, heads_of, top_of
from pytest_golive.checklist.labels import BLANK, NOTES
from pytest_golive.checklist.tables import are_read_alike
from pytest_golive.patterns import lazily

_PASS = lazily(r"^(?:pass(?:ed|es)?|ok|done|completed?|verified|checked|[✓✅])$")
_FAIL = lazily(r"^(?:fail(?:ed|s)?|not ok|nok)$")
_RESULT = lazily(r"^(?:(?:(?:test|final) )?(?:results?|status|outcome|verdict)|pass(?:ed)? ?/ ?fail(?:ed)?)$")
#: Whatever has no pipe at its left edge may have one cell less than it seems.
_EDGE = lazily(r"^[\s>]*\|")
_DELIMITER = lazily(r"^[\s>]*\|[\s|:-]*-[\s|:-]*$")
DID, DID_NOT = "✓", "✗"


def judged_heads(lines: Sequence[str], number: int) -> tuple[str, ...]:
    """The column names of the table whose row line ``number`` is, if the row's cells are sure to be below them."""
    top = top_of(lines, number)
    is_row = number - 1 > top + 1 and _EDGE.match(lines[number - 1])
    is_table = is_row and _EDGE.match(lines[top]) and _DELIMITER.match(lines[top + 1])
    return heads_of(lines, number) if is_table else ()


def cells(source: str, heads: tuple[str, ...], note: str, *, ok: bool | None) -> Iterator[Change]:
    """The changes that write a result into one row: nothing a person wrote, and nothing that makes it another line."""
    found = [*CELL.finditer(source)][: len(heads)]
    before = [cell[1].strip() for cell in found]
    after = [_said(head, text, note, ok) for head, text in zip(heads, before, strict=False)]
    if not are_read_alike(heads, before, after):
        return
    for cell, was, said in zip(found, before, after, strict=True):
        if said != was:
            yield cell.start(1), cell[1], f" {said} ".ljust(len(cell[1]))


def _said(head: str, text: str, note: str, ok: bool | None) -> str:
    """What a cell says with the result: a pass that was written earlier goes when there is none."""
    is_blank = not BLANK.sub("", text).strip()
    if _PASS.match(head) and (is_blank or text == DID):
        said = DID if ok else ""
    elif _RESULT.match(head) and (is_blank or text == "Pass"):
        said = {True: "Pass", False: "Fail", None: ""}[ok]
    elif _FAIL.match(head) and is_blank:
        said = DID_NOT if ok is False else ""
    elif NOTES.match(head) and is_blank:
        said = note
    else:
        return text
    return said or (text if is_blank else "")
