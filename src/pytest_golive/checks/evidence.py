"""What a check tells of what it saw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from pytest_golive.facts.redact import REDACTOR
from pytest_golive.finding import Lapse, Table


class Evidence:
    """Collects what a check saw, for the report."""

    def __init__(self) -> None:
        self._seen: list[str] = []
        self._ends: list[Lapse] = []
        self._tables: list[Table] = []

    def saw(self, text: str) -> None:
        """Add one short sentence about what was seen; secrets are blanked."""
        self._seen.append(REDACTOR.text(text))

    @property
    def seen(self) -> tuple[str, ...]:
        """Everything said so far, in order."""
        return tuple(self._seen)

    def table(self, title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Add a table of rows as long as ``head``; cells are shown as text, secrets are blanked."""
        clean = tuple(tuple(REDACTOR.text(str(cell)) for cell in row) for row in rows)
        self._tables.append(Table(title=REDACTOR.text(title), head=tuple(head), rows=clean))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in order."""
        return tuple(self._tables)

    def lapses(self, what: str, when: datetime) -> None:
        """Say that ``what`` ends at ``when`` (with its time zone), so that people are reminded in time."""
        if when.tzinfo is None:
            raise ValueError(f"the end of {what} needs a time zone")
        self._ends.append(Lapse(what=REDACTOR.text(what), when=when))

    @property
    def ends(self) -> tuple[Lapse, ...]:
        """Everything that was said to end, in order."""
        return tuple(self._ends)
