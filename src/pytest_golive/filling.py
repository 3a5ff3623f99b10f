"""VERDICT, RECORDS, SIGNATURES → what is written into the team's checklist. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from pytest_golive.checklist.events import states_bad_event
from pytest_golive.checklist.fill import LineResult
from pytest_golive.checklist.labels import label_of
from pytest_golive.checklist.model import Checklist, Kind, Line
from pytest_golive.checklist.roles import role_key, role_name
from pytest_golive.finding import PROVEN, Outcome
from pytest_golive.judged import JudgedLine, Verdict
from pytest_golive.records.model import Record, RecordKind, by_key, digest_of
from pytest_golive.records.review import of_fields

if TYPE_CHECKING:
    from pytest_golive.records.signature import SignedRole

#: A choice that is about the decision itself, and the words of its options.
DECISION = re.compile(r"(?i)approv|decision|\bgo\b")
YES, NO = ("yes", "go", "approved"), ("no", "no-go", "rejected")
EVIDENCE = 3


class Named(Protocol):
    """What is looked at of a required sign-off."""

    @property
    def role(self) -> str:
        """The role that must sign."""


def results(
    verdict: Verdict, checklist: Checklist, records: Iterable[Record] = (), signed: Sequence[SignedRole] = ()
) -> dict[str, LineResult]:
    """What to write at each line of a checklist, by line id.

    Args:
        verdict: says what the lines are.
        checklist: as it was judged.
        records: hold what people filled in.
        signed: the signatures that count.
    """
    found = {line.id: _result(line) for line in verdict.lines if line.checklist == checklist.path}
    found |= dict(_fields(checklist, records))
    found |= dict(_roles(checklist, signed))
    decided = _decided(verdict.signoffs, signed)
    for line in checklist.lines if decided else ():
        if line.kind is Kind.RECORD and not line.is_field and (option := _option(line, decided)):
            found.setdefault(line.id, LineResult(ok=None, note=""))
            if not found[line.id].values:
                found[line.id] = LineResult(ok=None, note="", values={"value": option})
    return found


def _result(line: JudgedLine) -> LineResult:
    if states_bad_event(line) or line.outcome is Outcome.NOT_APPLICABLE:
        # A tick would say that the bad event is the case, or that what nobody needs was done.
        seen = line.reason or "; ".join(line.evidence[:EVIDENCE])
        return LineResult(ok=None, note="" if line.outcome is Outcome.NOT_DUE else line.why if line.observed else seen)
    if line.outcome in {Outcome.FAILED, Outcome.ERROR}:
        return LineResult(ok=False, note=line.why)
    if line.record and line.record_counts:
        values = {"value": line.record.value} if line.record.kind is RecordKind.FIELD else {}
        return LineResult(ok=True if line.outcome in PROVEN else None, note=line.reason, values=values)
    if line.outcome in PROVEN:
        return LineResult(ok=True, note="; ".join(line.evidence[:EVIDENCE]))
    return LineResult(ok=None, note="" if line.outcome is Outcome.NOT_DUE else line.reason)


def _fields(checklist: Checklist, records: Iterable[Record]) -> Iterator[tuple[str, LineResult]]:
    """Values of a line's own fields: nothing is judged by them."""
    lines = {line.id: line for line in checklist.lines}
    for (path, name), said in of_fields(by_key(records), [checklist]).items():
        last = said[-1]
        if path == checklist.path and last.digest == digest_of(path, name, lines[name].text):
            yield name, LineResult(ok=None, note="", values={"value": last.value})


def _roles(checklist: Checklist, signed: Iterable[SignedRole]) -> Iterator[tuple[str, LineResult]]:
    by_role = {role_key(one.role): one for one in signed}
    for line in checklist.lines:
        if line.kind is Kind.SIGNOFF and (one := by_role.get(role_key(role_name(line.text)))):
            values = {"name": one.by, "date": f"{one.at:%Y-%m-%d}", "time": f"{one.at:%H:%M} UTC"}
            values |= {"signature": "SSH signature", "decision": one.decision}
            yield line.id, LineResult(ok=None, note="", values=values)


def _decided(required: Iterable[Named], signed: Iterable[SignedRole]) -> tuple[str, ...]:
    """The words for what the roles decided; none while one of them has not signed."""
    decisions = {role_key(one.role): one.decision for one in signed}
    if "NO-GO" in decisions.values():
        return NO
    needed = {role_key(one.role) for one in required}
    return YES if needed and needed <= decisions.keys() else ()


def _option(line: Line, decided: Sequence[str]) -> str:
    """The option of a line's choice that says what was decided, if the choice is about that."""
    options = [part.strip() for part in line.text.split("☐")[1:]]
    if not DECISION.search(label_of(line.text)[0]):
        return ""
    return next((option for option in options if option.casefold() in decided), "")
