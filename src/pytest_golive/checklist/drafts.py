"""LINES IN THE MAKING: what is known of a line while its document is still being read."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from pytest_golive.checklist import refusals
from pytest_golive.checklist.labels import label_of
from pytest_golive.checklist.model import Kind, Line, Phase, Severity
from pytest_golive.checklist.owner import named_in_field
from pytest_golive.checklist.shapes import (
    Topic,
    leave_of,
    phase_of,
    severity_of,
    topic_of,
)
from pytest_golive.checklist.slug import SECTION_LENGTH, Names, slug
from pytest_golive.data import dataclass
from pytest_golive.patterns import lazily

_VARIABLE = lazily(r"[A-Z][A-Z0-9_]+")


@dataclasses.dataclass(kw_only=True, slots=True)
class Draft:
    """A line whose id is not known yet; ``parent`` and ``group`` are drafts too."""

    number: int
    text: str
    kind: Kind
    place: Place
    name: str = ""
    """What its id is made of, when that is not its text."""
    parent: Draft | None = None
    group: Draft | None = None
    """The box in a heading above it."""
    heads: bool = False
    """It is itself a box in a heading."""
    severity: Severity | None = None
    phase: Phase = Phase.PRE_DEPLOY
    optional: bool = False
    applies_if: str = ""
    condition: str = ""
    written: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    checked: bool | None = None
    pins: tuple[str, ...] = ()
    owner: str = ""
    refused: str = ""
    id: str = ""

    @property
    def is_field(self) -> bool:
        """A record below a line belongs to that line."""
        return self.kind is Kind.RECORD and self.parent is not None


@dataclass(frozen=True, kw_only=True)
class Place:
    """A section: its headings, and what they declare for everything in it."""

    titles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    phase: Phase = Phase.PRE_DEPLOY
    severity: Severity | None = None
    topic: Topic = Topic.GENERAL
    optional: bool = False
    applies_if: str = ""
    group: Draft | None = None
    """The box in a heading that this section answers."""

    def below(self, title: str, *, is_title: bool) -> Place:
        """The section that a heading opens inside this one.

        The document's own title says when the whole of it is due, but "GO/NO-GO" or "critical" in it does
        not make every line one.
        """
        phase = phase_of(title)
        optional, condition = leave_of(title, above=self.optional, is_title=True)
        if is_title and phase is Phase.DEPLOY:
            # "# Launch" above everything names the event, not the hour its lines are due.
            phase = None
        return Place(
            titles=(*self.titles, title),
            names=self.names if is_title else (*self.names, slug(title, SECTION_LENGTH)),
            phase=phase or self.phase,
            severity=self.severity if is_title else severity_of(title) or self.severity,
            topic=self.topic if is_title else topic_of(title) or self.topic,
            optional=optional,
            applies_if=condition or self.applies_if,
            group=self.group,
        )


def finished(drafts: Sequence[Draft]) -> tuple[Line, ...]:
    """The lines of a checklist, each with its own id."""
    names = Names()
    lines = []
    for draft in drafts:
        if draft.is_field and draft.parent:
            draft.parent.owner = draft.parent.owner or named_in_field(draft.text)
        if draft.kind is Kind.RECORD:
            # "failed" may stand in a list of its own, below "Result:".
            above = f"{draft.parent.text}: {draft.written}" if draft.parent else ""
            _refuse(draft, refusals.below(draft.written) or refusals.in_field(above))
    # The prose of a paragraph is drafted after its labels; a parent never stands below its children.
    for draft in sorted(drafts, key=lambda draft: draft.number):
        own = slug(draft.name or _own_name(draft))
        prefix = draft.parent.id if draft.parent else "/".join(draft.place.names)
        if draft.heads:
            prefix = "/".join(draft.place.names[:-1])
        draft.id = names.unique(prefix, own)
        lines.append(_line(draft))
    return tuple(lines)


def _refuse(draft: Draft, no: str) -> None:
    """Note a no at a record and at the line that it is about."""
    draft.refused = draft.refused or no
    if draft.kind is Kind.RECORD and (above := draft.parent or draft.group):
        _refuse(above, no)


def _own_name(draft: Draft) -> str:
    """Records go by their label and variables by their name: a value filled in does not rename them."""
    if draft.kind in {Kind.RECORD, Kind.CONTACT}:
        return label_of(draft.text)[0] or draft.text
    variable = _VARIABLE.match(draft.text) if draft.kind is Kind.ENVVAR else None
    return variable[0] if variable else draft.text


def _line(draft: Draft) -> Line:
    return Line(
        id=draft.id,
        number=draft.number,
        text=draft.text,
        kind=draft.kind,
        section=draft.place.titles,
        parent=draft.parent.id if draft.parent else "",
        group=draft.group.id if draft.group and not draft.parent else "",
        severity=draft.severity,
        phase=draft.phase,
        optional=draft.optional,
        applies_if=draft.applies_if,
        condition=draft.condition,
        written=draft.written if draft.kind in {Kind.RECORD, Kind.CONTACT} else "",
        cells=draft.cells,
        checked=draft.checked,
        pins=draft.pins,
        owner=draft.owner,
        refused=draft.refused or refusals.in_choice(draft.written),
        is_field=draft.is_field,
    )
