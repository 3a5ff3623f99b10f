"""TABLES → LINES: what the rows of a table are, from its header and the boxes in its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt

from pytest_golive.checklist import labels
from pytest_golive.checklist.blocks import Block
from pytest_golive.checklist.inline import plain, segments
from pytest_golive.checklist.model import Kind, Severity
from pytest_golive.checklist.owner import OWNER
from pytest_golive.checklist.refusals import in_row
from pytest_golive.checklist.risks import rating, risk_of
from pytest_golive.checklist.shapes import Topic, severity_of_cell
from pytest_golive.data import dataclass
from pytest_golive.patterns import lazily

_SUBJECT = lazily(
    r"item|check|task|step|requirement|description|what|criteri|condition|action|name of|todo"
    r"|\btests?\b|test case|flow|scenario|\bcases?\b|feature|journey|story"
)
_RISK = lazily(r"\brisks?\b|\bthreats?\b")
_RISK_DETAIL = lazily(r"severity|impact|likelihood|probability|mitigation")
_SEVERITY = lazily(r"severity|priority|impact|criticality")
_ROLE = lazily(r"\b(?:role|team|function|department|approver|reviewer|position)\b")
_SIGNATURE = lazily(r"\b(?:signature|signed|sign[\s-]?off|approved|approval)\b")
_TARGET = lazily(r"\b(?:target|threshold|limit|goal|slo|objective)\b")
_STATUS = lazily(r"\b(?:status|done|result|pass|complete|completed|verified|checked|ok)\b|✓|✅")
#: What must hold, beside the subject: a row whose first cell is looked at may ask for more in the next.
_EXPECTED = lazily(
    r"\bexpect|\bacceptance\b|\bshould\b|\bmust\b|\bdetails?\b|\bspecification|\bstandard\b|\bdefinition\b"
)
_NO_DEMAND = lazily(r"\b(?:date|deadline|due|eta|when|actual)\b|\b(?:by|on)$")
#: Columns that seem to name a subject, and only number, sort or comment on it: "Test ID", "Check type".
_BESIDE = lazily(
    r"\b(?:notes?|comments?|remarks?|evidence|ids?|no|nr|numbers?|refs?|tickets?|links?|urls?|types?|category|phase"
    r"|area|environment|severity|priority|impact|criticality|time|last|owner|tester|reviewer|approver)\b|#"
)
#: A column that waits for an answer, whatever the others are called.
_ANSWER = lazily(r"\b(?:pass(?:ed)?|fail(?:ed)?|result|outcome)\b")
_WANTED = lazily(r"\bexpected (?:test )?(?:results?|outcomes?|status)\b|\bdefinition of done\b")
_SAYS = lazily(r"(?i)^(?!\W*(?:n/?a|none|nothing|tbd|todo)\W*$).*[^\W_]")
_BOX = lazily(r"\[[ xX]\]|[☐☑☒⬜]")
_CONTACT = lazily(r"\b(?:phone|e-?mail|contact|slack|pager)\b")
_COUNTER = lazily(r"#?\d*[.)]?")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A table row that is a line."""

    number: int
    text: str
    name: str
    kind: Kind
    """ITEM where the row has a box: its place may still say otherwise."""
    checked: bool | None = None
    severity: Severity | None = None
    pins: tuple[str, ...] = ()
    owner: str = ""
    refused: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    """Head and text of each cell of a risk."""


def rows(table: Block, topic: Topic, markdown: MarkdownIt) -> Iterator[Row]:
    """The rows of a table that need a result; none for a table that only informs."""
    trs = [tr for part in table.children for tr in part.children]
    if not trs:
        return
    heads = tuple(plain(cell.inline).casefold() if cell.inline else "" for cell in trs[0].children)
    for tr in trs[1:]:
        if row := _row(tr, heads, topic, markdown):
            yield row


def has_box(table: Block) -> bool:
    """Whether any cell of a table has a box."""
    return any(_has_box(tr) for part in table.children for tr in part.children)


def are_read_alike(heads: tuple[str, ...], before: list[str], after: list[str]) -> bool:
    """Whether a row whose cells are filled in stays the same line, of the same people and weight."""
    return _read(heads, before) == _read(heads, after)


def _read(heads: tuple[str, ...], texts: list[str]) -> list[str]:
    subject = _subject(heads, texts)
    columns = (_column(heads, OWNER), _column(heads, _SEVERITY))
    beside = [texts[at] for at in columns if at is not None and at < len(texts)]
    return [subject, _text(Kind.ITEM, subject, heads, texts), *beside]


def _row(tr: Block, heads: tuple[str, ...], topic: Topic, markdown: MarkdownIt) -> Row | None:
    cells = [segments(cell.inline, markdown)[0] if cell.inline else None for cell in tr.children]
    texts = [cell.text if cell else "" for cell in cells]
    checked = next((cell.checked for cell in cells if cell and cell.checked is not None), None)
    if not any(texts) and checked is None:
        return None
    kind = _kind(heads, texts, topic, has_box=_has_box(tr))
    if kind is None:
        return None
    subject = _subject(heads, texts)
    owners = _column(heads, OWNER)
    owner = texts[owners] if owners is not None and owners < len(texts) else ""
    risk = tuple(zip(heads, texts, strict=False)) if kind is Kind.RISK else ()
    rated = rating(heads) if risk else _column(heads, _SEVERITY)
    return Row(
        number=tr.number,
        text=_text(kind, subject, heads, texts) if kind is not Kind.RISK else _whole(tr),
        name=risk_of(risk).name or subject,
        kind=kind,
        checked=checked,
        severity=severity_of_cell(texts[rated]) if rated is not None and rated < len(texts) else None,
        pins=tuple(pin for cell in cells if cell for pin in cell.pins),
        owner="" if labels.is_blank(owner) or labels.is_placeholder(owner) else owner.removeprefix("@").strip(),
        refused=in_row(heads, (cell.inline.content if cell.inline else "" for cell in tr.children)),
        cells=risk,
    )


def _kind(heads: tuple[str, ...], texts: list[str], topic: Topic, *, has_box: bool) -> Kind | None:
    """What a row is; None when it only informs."""
    if topic is Topic.RISKS or (_column(heads, _RISK) is not None and _column(heads, _RISK_DETAIL) is not None):
        return Kind.RISK
    signs = (topic is Topic.SIGNOFF, _column(heads, _ROLE) is not None, _column(heads, _SIGNATURE) is not None)
    if sum(signs) >= 2:
        return Kind.SIGNOFF
    if has_box:
        return Kind.ITEM
    if topic is Topic.CONTACTS or _column(heads, _CONTACT) is not None:
        return Kind.CONTACT
    if topic is Topic.VARIABLES and labels.is_variable(_subject(heads, texts)):
        return Kind.ENVVAR
    if _column(heads, _TARGET) is not None:
        return Kind.TARGET
    is_told = _column(heads, _SUBJECT) is not None and _column(heads, _STATUS) is not None
    is_asked = _column(heads, _ANSWER) is not None and bool(_subject(heads, texts))
    return Kind.ITEM if is_told or is_asked else None


def _has_box(tr: Block) -> bool:
    return any(_BOX.search(cell.inline.content) for cell in tr.children if cell.inline)


def _whole(tr: Block) -> str:
    return " | ".join(plain(cell.inline) if cell.inline else "" for cell in tr.children)


def _text(kind: Kind, subject: str, heads: tuple[str, ...], texts: list[str]) -> str:
    if kind is Kind.CONTACT:
        details = ", ".join(text for text in texts if text and text != subject and not labels.is_blank(text))
        return f"{subject}: {details}" if details else subject
    asked = [] if kind in {Kind.ENVVAR, Kind.SIGNOFF} else [*_expected(heads, texts)]
    target = _column(heads, _TARGET)
    if target is not None and target < len(texts):
        asked.append(texts[target])
    more = ", ".join(dict.fromkeys(text for text in asked if text and text != subject))
    return f"{subject}: {more}" if subject and more else subject or more


def _expected(heads: tuple[str, ...], texts: list[str]) -> Iterator[str]:
    """What the cells beside the subject say must hold."""
    for head, text in zip(heads, texts, strict=False):
        wanted = _WANTED.sub("expected", head)
        is_asked = _EXPECTED.search(wanted) or (_SUBJECT.search(wanted) and not _BESIDE.search(wanted))
        is_other = _NO_DEMAND.search(wanted) or OWNER.search(wanted) or _STATUS.search(wanted) or _ANSWER.search(wanted)
        if is_asked and not is_other and not _COUNTER.fullmatch(text) and _SAYS.search(text):
            yield text


def _subject(heads: tuple[str, ...], texts: list[str]) -> str:
    """The cell that says what the row is about: below "Item", "Task" …, else the first with words."""
    worded = {at: text for at, text in enumerate(texts) if text and not _COUNTER.fullmatch(text)}
    named = (text for at, text in worded.items() if at < len(heads) and _SUBJECT.search(heads[at]))
    return next(named, "") or next((text for text in worded.values() if not labels.is_blank(text)), "")


@lru_cache(maxsize=256)
def _column(heads: tuple[str, ...], wanted: re.Pattern[str]) -> int | None:
    return next((index for index, head in enumerate(heads) if wanted.search(head)), None)
