"""What does not decide and will bite later: records that are not needed, or belong to no line. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from pytest_golive.checklist.model import Checklist, Line
from pytest_golive.finding import Outcome
from pytest_golive.records.model import SAY, Key, Record

#: So many lines that a record may be of are named.
SHOWN = 3


class Answered(Protocol):
    """What is looked at of a judged line."""

    @property
    def outcome(self) -> Outcome:
        """Its answer."""

    @property
    def record(self) -> Record | None:
        """The record that was weighed for it."""

    @property
    def record_counts(self) -> bool:
        """Whether that record decided."""


def of_fields(
    records: Mapping[Key, tuple[Record, ...]], checklists: Iterable[Checklist]
) -> dict[Key, tuple[Record, ...]]:
    """The records of fields of lines (the name and date of a role): nothing is judged by them."""
    fields = {(one.path, line.id) for one in checklists for line in one.lines if line.is_field}
    return {key: record for key, record in records.items() if key in fields}


def of_lines(
    records: Mapping[Key, tuple[Record, ...]], checklists: Iterable[Checklist]
) -> dict[Key, tuple[Record, ...]]:
    """The records of lines that are judged, and those of lines that are gone."""
    fields = of_fields(records, checklists)
    return {key: record for key, record in records.items() if key not in fields}


def warnings(
    said: Mapping[Key, Sequence[Record]], lines: Mapping[Key, Answered], checklists: Collection[Checklist]
) -> Iterator[tuple[str, str]]:
    """Line id and sentence for each thing worth knowing; ``said`` holds every line's records, the last one last."""
    records = {key: of_line[-1] for key, of_line in said.items()}
    weighed = {line.record.key for line in lines.values() if line.record}
    elsewhere = sorted({record.checklist for record in records.values()} - {one.path for one in checklists})
    for key, record in records.items():
        line = lines.get(key)
        if record.checklist in elsewhere:
            continue
        if line is None:
            if key not in weighed:
                yield record.line, _lost(record, records, checklists)
        elif line.record is None:
            if line.outcome is not Outcome.NOT_DUE:
                yield record.line, f"{record.name} is not needed: {_answer(line)}"
        elif line.record_counts and line.record != record:
            told = f"{record.name} does not count and {line.record.name}, which is older, does"
            yield record.line, f"{told}: delete what is not true any more"
    if elsewhere:
        number = sum(record.checklist in elsewhere for record in records.values())
        yield "run", f"{number} of the records are of checklists not judged here: {', '.join(elsewhere)}"


def _lost(record: Record, records: Collection[Key], checklists: Collection[Checklist]) -> str:
    """That a record belongs to no line, with the line that has its words now."""
    mine = next(one for one in checklists if one.path == record.checklist)
    # A line with a record of its own needs no other.
    same = [one.id for one in mine.lines if one.text == record.text and (mine.path, one.id) not in records]
    told = f"{record.name} belongs to no line of {record.checklist}: “{record.text}”"
    if not same:
        return f"{told} is gone; delete it, or say it anew of the line that says this now"
    return (
        f"{told} is {' or '.join(same[:SHOWN])} now; say it anew (golive {SAY[record.kind]} {same[0]} …), or delete it"
    )


def _answer(line: Answered) -> str:
    if line.outcome is Outcome.PASSED:
        return "the line passed by itself"
    if line.outcome is Outcome.NOT_APPLICABLE:
        return "a check says that the line does not apply"
    return "the line is answered by its parts or by other lines"


def by_line(
    said: Mapping[Key, tuple[Record, ...]], checklist: str, lines: Mapping[str, Line]
) -> dict[str, tuple[Record, ...]]:
    """The records to be weighed for each line of one checklist.

    A changed text gives a line another id: the record of the old one is weighed for the line that took its place.
    It cannot count (the digest differs), but the line can say what happened.
    """
    mine = {key[1]: records for key, records in said.items() if key[0] == checklist}
    found = {line: records for line, records in mine.items() if line in lines}
    lost = [records for line, records in mine.items() if line not in lines]
    free = [line for line in lines.values() if line.id not in found] if lost else []
    for records in lost:
        successor = _successor(records[-1], [line for line in free if line.id not in found])
        if successor:
            found[successor] = records[-1:]
    return found


def _successor(record: Record, lines: list[Line]) -> str:
    import difflib

    same = next((line.id for line in lines if line.text == record.text), "")
    # Only beside the old line: comparing with a whole long checklist takes seconds.
    beside = [line for line in lines if line.id.rpartition("/")[0] == record.line.rpartition("/")[0]]
    close = difflib.get_close_matches(record.text, [line.text for line in beside], n=1)
    return same or next((line.id for line in beside if line.text in close), "")
