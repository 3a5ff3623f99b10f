"""WHAT A TESTER WROTE → A NO: a ticked "Fail", "Result: failed", a mark in the column "Fail". Pure.

A tick for "Pass" proves nothing; one for "Fail" must not be lost.
"""

from __future__ import annotations

from collections.abc import Iterable

from pytest_golive.checklist.fields import offered, ticked
from pytest_golive.checklist.labels import label_of
from pytest_golive.patterns import lazily

_NO = r"(?:fail(?:ed|ure|s)?|no[\s-]?go|rejected|not (?:ok|passed|working)|broken)"
#: The word and what may follow it: "Failed (see #12)", but not "failed logins are counted".
_SAYS_NO = lazily(rf"(?i)^[\W_]*{_NO}(?:$|\s*[^\w\s]|\s+(?:on|at|with|because|again|twice|in|by|due|since|for)\b)")
_CROSS = lazily(r"^\W*[❌✗✘]")
_RESULT = lazily(r"(?i)^(?:(?:test|actual|final) )?(?:results?|status|outcome|verdict)$")
_FAIL_COLUMN = lazily(r"\bfail(?:ed|s|ure)?\b|\bno[\s-]?go\b")
_RESULT_COLUMN = lazily(r"\b(?:status|result|outcome|verdict|pass(?:ed)?)\b|[✓✅]")
_MARKED = lazily(r"(?i)^(?:x|yes|y|[✓✔✅❌✗✘☑☒]|\[x\]).{0,2}$")


def in_choice(text: str) -> str:
    """The no that is ticked in a line: "Fail" of ``☐ Pass ☑ Fail``; empty when there is none."""
    said = ticked(text)
    return said[0] if len(said) == 1 and _says_no(said[0]) else ""


def in_field(text: str) -> str:
    """The no in a field below a line: "Result: failed, see #12"; what is expected, or a note, is none."""
    label, value = label_of(text)
    if not _RESULT.match(label):
        return ""
    said = in_choice(value) if offered(value) else value
    return f"{label}: {said}" if _says_no(said) else ""


def in_row(heads: Iterable[str], cells: Iterable[str]) -> str:
    """The no in a row of a table: a mark below "Fail", or "failed" below "Result".

    Args:
        heads: the heads of its columns, in lower case.
        cells: what stands below them, boxes included.
    """
    for head, cell in zip(heads, cells, strict=False):
        is_result = bool(_RESULT_COLUMN.search(head))
        if _FAIL_COLUMN.search(head) and not is_result and _MARKED.match(cell.strip()):
            return head.strip().capitalize()
        said = in_choice(cell) if offered(cell) else cell.strip()
        if is_result and _says_no(said):
            return f"{head.strip().capitalize()}: {said}"
    return ""


def _says_no(value: str) -> bool:
    return bool(_SAYS_NO.search(value) or _CROSS.match(value))
