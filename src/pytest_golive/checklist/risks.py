"""A ROW OF A RISK TABLE → ITS CELLS: the risk, how severe it is, what is done about it, and where that stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pytest_golive.checklist.model import Line
from pytest_golive.data import dataclass
from pytest_golive.patterns import lazily

_RATED = lazily(r"\b(?:severity|priority|criticality|impact|level|rating|likelihood|probability|score)\b")
_NAME = (lazily(r"\b(?:risks?|threats?)\b"), lazily(r"\b(?:description|what|issue|scenario|event)\b"))
_MITIGATION = lazily(r"\b(?:mitigat\w+|counter-?measures?|response|treatment|controls?|plan|actions?)\b")
_STATUS = lazily(r"\b(?:status|state|done|mitigated|open|closed|result)\b")
_RATINGS = tuple(
    lazily(rf"\b(?:{words})\b") for words in ("severity", "criticality|priority", "level|rating", "impact")
)


@dataclass(frozen=True, kw_only=True)
class Risk:
    """One row of a risk table; a text is empty where the table has no such column."""

    name: str
    severity: str
    mitigation: str
    status: str


def cells(line: Line) -> Risk:
    """The cells of a line of kind RISK, whatever the order of the columns."""
    return risk_of(line.cells) if line.cells else Risk(name=line.text, severity="", mitigation="", status="")


def risk_of(row: Sequence[tuple[str, str]]) -> Risk:
    """The cells of one row, each given with its head in lower case."""
    heads = tuple(head for head, _ in row)
    rated = rating(heads)
    mitigation = _first(heads, _MITIGATION)
    taken = {at for at, head in enumerate(heads) if _RATED.search(head)} | {mitigation}
    named = next((at for words in _NAME if (at := _first(heads, words, taken)) is not None), None)
    if named is None:
        named = next((at for at, (_, text) in enumerate(row) if text and at not in taken), None)
    status = _first(heads, _STATUS, taken | {named})
    found = [row[at][1] if at is not None else "" for at in (named, rated, mitigation, status)]
    return Risk(name=found[0], severity=found[1], mitigation=found[2], status=found[3])


def rating(heads: Sequence[str]) -> int | None:
    """The column that says how severe a risk is: "Severity" before "Impact", wherever they stand."""
    return next((at for words in _RATINGS if (at := _first(heads, words)) is not None), None)


def _first(heads: Sequence[str], words: re.Pattern[str], taken: Collection[int | None] = ()) -> int | None:
    return next((at for at, head in enumerate(heads) if at not in taken and words.search(head)), None)
