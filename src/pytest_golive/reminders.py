"""What ends soon, or has ended, as of the judgement: certificates, attestations, waivers. Pure; decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Protocol

from pytest_golive.finding import Lapse
from pytest_golive.records.model import Record
from pytest_golive.settings import Reminders

REMIND_DAYS = Reminders().days


class Ending(Protocol):
    """What is looked at of a judged line."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def lapses(self) -> tuple[Lapse, ...]:
        """What its checks saw that ends."""

    @property
    def record(self) -> Record | None:
        """The record that was weighed for it."""

    @property
    def record_counts(self) -> bool:
        """Whether that record decided."""


def reminders(lines: Iterable[Ending], as_of: datetime, days: int) -> Iterator[tuple[str, str]]:
    """Line id and sentence for each thing that ends within ``days`` of ``as_of``, the soonest first; each once."""
    today = _day(as_of)

    def is_soon(day: date) -> bool:
        return (day - today).days <= days

    found: list[tuple[date, str, str]] = []
    seen: set[Lapse] = set()
    for line in lines:
        # A record that has expired does not count: its line says so itself.
        if line.record and line.record_counts and line.record.expires and is_soon(line.record.expires):
            found.append((line.record.expires, line.id, _of_record(line.record)))
        for lapse in line.lapses:
            if lapse not in seen and is_soon(_day(lapse.when)):
                seen.add(lapse)
                found.append((_day(lapse.when), line.id, _of_lapse(lapse, today, as_of)))
    yield from ((line, told) for _, line, told in sorted(found, key=lambda one: one[0]))


def _of_record(record: Record) -> str:
    return f"{record.name} expires on {record.expires}: {record.owner} has to say it again"


def _of_lapse(lapse: Lapse, today: date, as_of: datetime) -> str:
    day = _day(lapse.when)
    if lapse.when <= as_of:
        return f"{lapse.what} expired on {day}"
    left = (day - today).days
    when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
    return f"{lapse.what} expires on {day}, {when}"


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
