"""WHAT A TESTER WROTE → A NO: a ticked "Fail", "Result: failed", a mark in the column "Fail". Pure.

A tick for "Pass" proves nothing; one for "Fail" must not be lost.
"""

from __future__ import annotations

from collections.abc import Iterable

from pytest_golive.checklist.fields import offered, ticked
from pytest_golive.checklist.labels import label_of
from pytest_golive.patterns import lazily

_NO = r"(?:fail(?:ed|ure|s)?|no[\s-]?go|nok|ko|rejected|not (?:ok|passed|working)|broken)"
_TAIL = r"(?:$|\s*[^\w\s]|\s+(?:on|at|with|because|again|twice|in|by|due|since|for)\b)"
#: The word and what may follow it: "Failed (see #12)", but not "failed logins are counted".
_SAYS_NO = lazily(rf"(?i)^[\W_]*{_NO}{_TAIL}")
#: Below "Pass" it is a no as well: whoever waits has not passed.
_NOT_PASSED = lazily(
    rf"(?i)^[\W_]*(?:no|nope|nah|n(?!/?a\b)|not (?:yet|tested|tried|run|done)|pending|blocked|waiting|0){_TAIL}"
)
#: What a tester shouts below a line; "Failed: …" in small letters may be the label of what happens then.
_SHOUTED = lazily(r"^[\W_]*FAILED(?:$|\s*[^\w\s:]|\s+(?i:on|at|with|because|again|twice|in|by|due|since|for)\b)")
_CROSS = lazily(r"^\W*[❌✗✘]")
_RESULTS = r"^(?:(?:test|actual|final) )?(?:results?|status|outcome|verdict)"
_RESULT = lazily(rf"(?i){_RESULTS}$")
_DASHED = lazily(rf"(?i)({_RESULTS})\s+[–—=-]+>?\s+")
_PASS_COLUMN = lazily(r"\bpass(?:ed|es)?\b|^\W*(?:ok|[✓✅])\W*$")
_FAIL_COLUMN = lazily(r"\bfail(?:ed|s|ure)?\b|\bno[\s-]?go\b|^\W*(?:nok|ko)\W*$")
#: A column where a tester says nothing but that, and how, it failed; "Failure mode" is none.
_ONLY_FAIL = lazily(r"^\W*(?:fail(?:ed|s)?|no[\s-]?go|nok|ko)\W*$")
_RESULT_COLUMN = lazily(r"(?<!expected )\b(?:status|results?|outcome|verdict|pass(?:ed|es)?)\b|[✓✅]|^\W*ok\W*$")
_MARKED = lazily(r"(?i)^(?:x|yes|y|[✓✔✅❌✗✘☑☒]|\[x\]).{0,2}$")
#: Below "Fail": it did not, or nobody has said so yet.
_NOT_FAILED = lazily(
    r"(?i)^[\s.…/_*`–—-]*(?:(?:no|nope|n|none|nothing|nil|never|n/?a|not applicable|0|zero|false"
    r"|(?:no|0|zero) (?:fail(?:ure)?s?|errors?|issues?|problems?)|\?+|to-?do|tb[dac])[\s.*`]*)?$"
)
_COMMENT = lazily(r"(?s)<!--.*?-->")


def in_choice(text: str) -> str:
    """The no that is ticked in a line: "Fail" of ``☐ Pass ☑ Fail``; empty when there is none."""
    said = ticked(text)
    return said[0] if len(said) == 1 and _says_no(said[0]) else ""


def in_field(text: str) -> str:
    """The no in a field below a line: "Result: failed, see #12"; what is expected, or a note, is none."""
    label, value = label_of(_DASHED.sub(r"\1: ", text))
    if not _RESULT.match(label):
        return ""
    said = in_choice(value) if offered(value) else value
    return f"{label}: {said}" if _says_no(said) else ""


def below(text: str) -> str:
    """The no in what stands below a line: in a field, or in a remark that begins with FAILED."""
    return in_field(text) or (text if _SHOUTED.match(text) else "")


def in_row(heads: Iterable[str], cells: Iterable[str]) -> str:
    """The no in a row of a table: a mark below "Fail", or "failed" below "Result".

    Args:
        heads: the heads of its columns, in lower case.
        cells: what stands below them, boxes included.
    """
    for head, cell in zip(heads, (_COMMENT.sub("", cell).strip() for cell in cells), strict=False):
        is_result = bool(_RESULT_COLUMN.search(head))
        if _FAIL_COLUMN.search(head) and not is_result and _is_marked(head, cell):
            return _named(head, "" if _MARKED.match(cell) else cell)
        said = in_choice(cell) if offered(cell) else cell
        if is_result and (_says_no(said) or (_PASS_COLUMN.search(head) and _NOT_PASSED.search(said))):
            return _named(head, said)
    return ""


def _is_marked(head: str, cell: str) -> bool:
    """Whether a cell below "Fail" says that it did: by a mark, or by any words that do not deny it."""
    if not _ONLY_FAIL.match(head) or offered(cell):
        return bool(_MARKED.match(cell) or ticked(cell))
    return not _NOT_FAILED.match(cell)


def _named(head: str, said: str) -> str:
    name = head.strip().capitalize()
    return f"{name}: {said}" if said else name


def _says_no(value: str) -> bool:
    return bool(_SAYS_NO.search(value) or _CROSS.match(value))
