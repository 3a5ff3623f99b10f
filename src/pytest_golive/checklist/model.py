"""The words of a checklist: line, kind, phase, severity."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property

from pytest_golive.data import dataclass


class Severity(StrEnum):
    """How much an unproven line matters (design: only medium never blocks)."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"

    @property
    def rank(self) -> int:
        """0 for the strictest."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


def strictest(severities: Iterable[Severity]) -> Severity | None:
    """The strictest of them; None when there is none."""
    return min(severities, key=lambda one: one.rank, default=None)


class Phase(StrEnum):
    """When a line is due, in the order of a release's life."""

    PRE_DEPLOY = "pre-deploy"
    DEPLOY = "deploy"
    POST_DEPLOY = "post-deploy"
    POST_LAUNCH = "post-launch"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUALLY = "annually"
    ROLLBACK = "rollback"


class Kind(StrEnum):
    """What sort of thing a line is."""

    ITEM = "item"
    """A box to tick."""
    CONDITION = "condition"
    """A plain bullet or sentence that must hold (usually under a box)."""
    STEP = "step"
    """One numbered step of a flow."""
    COMMAND = "command"
    """A command in a code block or after ``Command:``; read, never executed."""
    CRITERION = "criterion"
    """A GO or NO-GO criterion, or a rule about the document itself."""
    ENVVAR = "envvar"
    """A variable that must be set, perhaps to the value the line gives."""
    TARGET = "target"
    """A number to stay under or above."""
    RISK = "risk"
    """A row of a risk table."""
    RECORD = "record"
    """Something people fill in: a name, a date, notes, a result."""
    SIGNOFF = "signoff"
    """A role that signs."""
    CONTACT = "contact"
    """Whom to call."""
    PROCEDURE = "procedure"
    """A step to take when something goes wrong."""
    TRIGGER = "trigger"
    """A bad event that calls for a rollback."""
    MAINTENANCE = "maintenance"
    """Something done again and again after the launch."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing in a checklist that needs a result or a record."""

    id: str
    """Slug path, unique in the checklist: ``critical/security/ssl-certificate-valid``."""
    number: int
    """1-based line number in the file."""
    text: str
    """What it says, without markup."""
    kind: Kind
    section: tuple[str, ...] = ()
    """Headings above it, outermost first, without markup."""
    parent: str = ""
    """Id of the line it belongs to, or empty."""
    group: str = ""
    """Id of the box in the heading above it (``### [ ] 1. Setup``), or empty."""
    severity: Severity | None = None
    """Severity the document declares (by section or line), or None when it declares none."""
    phase: Phase = Phase.PRE_DEPLOY
    optional: bool = False
    applies_if: str = ""
    """The condition the line states: ``using Telegram`` of "(if using Telegram)"."""
    condition: str = ""
    """The condition it states itself, "applicable" of "(if applicable)" too, which ``applies_if`` leaves out."""
    checked: bool | None = None
    """State of its box in the file; None when it has no box."""
    written: str = ""
    """What stands in the file for a record or a contact, its blanks and ticks kept: ``Date: ____``."""
    cells: tuple[tuple[str, str], ...] = ()
    """Head and text of each cell of a row of a risk table."""
    pins: tuple[str, ...] = ()
    """Check ids pinned with ``<!-- golive: id -->``."""
    owner: str = ""
    """Whom an Owner column of its table, or an Owner field below it, names."""
    refused: str = ""
    """The no somebody wrote at it: "Fail" of ``☐ Pass ☑ Fail``, "Result: failed"."""
    is_field: bool = False
    """A field of its parent (Notes, Result, Name, Date …) rather than a line of its own."""


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """A parsed checklist file."""

    path: str
    """As given on the command line or in golive.toml."""
    sha256: str
    lines: tuple[Line, ...]
    title: str = ""
    hidden: tuple[int, ...] = ()
    """Where boxes stand that are no lines, as they are in a comment, a code block or HTML: one number for each."""

    def parent_text(self, line: Line) -> str:
        """What the line that ``line`` belongs to says, or empty."""
        return self._texts.get(line.parent or line.group, "")

    def children(self, line: Line) -> tuple[Line, ...]:
        """The lines that make ``line`` a group: conditions, steps and items, not records or commands."""
        return self._children.get(line.id, ())

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {one.id: one.text for one in self.lines}

    @cached_property
    def _children(self) -> dict[str, tuple[Line, ...]]:
        grouped: dict[str, list[Line]] = {}
        for child in self.lines:
            owner = child.parent or child.group
            if owner and not child.is_field and child.kind not in {Kind.COMMAND, Kind.RECORD}:
                grouped.setdefault(owner, []).append(child)
        return {parent: tuple(group) for parent, group in grouped.items()}
