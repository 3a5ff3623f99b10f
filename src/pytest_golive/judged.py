"""The words of a verdict: judged lines, blockers, the answer itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from pytest_golive.checklist.model import Kind, Phase, Severity
from pytest_golive.data import dataclass
from pytest_golive.effect import Effect
from pytest_golive.finding import Lapse, Outcome, Release, Table
from pytest_golive.records.model import Record
from pytest_golive.records.signoff import Signoff

SCHEMA = "pytest-golive/verdict/1"


def left_open(leftover: Iterable[str]) -> str:
    """Why a line is not verified of which these words are left over."""
    return f"partly verified: nothing looks at “{' '.join(leftover)}”"


#: Id of the warning that another checklist was judged than the team's own may be.
UNREAD = "checklist"
#: The checklist of a team's own tests: no file of its own, each of its lines is in one.
OWN_TESTS = "own tests"


@dataclass(frozen=True, kw_only=True)
class JudgedLine:
    """One line with its answer; the fields in the order in which verdict.json shows them."""

    id: str
    checklist: str
    line: int
    section: tuple[str, ...]
    text: str
    kind: Kind
    severity: Severity
    phase: Phase
    optional: bool
    outcome: Outcome
    checks: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    expected: str = ""
    observed: str = ""
    reason: str = ""
    remedy: str = ""
    seconds: float = 0.0
    effect: Effect
    parent: str = ""
    is_group: bool = False
    follows: str = ""
    """Id of the line whose answer this one repeats: a group its worst part, a command its line."""
    leftover: tuple[str, ...] = ()
    """Words of the line that no bound check accounts for."""
    tables: tuple[Table, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    root: str = ""
    for_people: bool = False
    """A person's word would settle it: no program looks at all of it."""
    owner: str = ""
    """Whose line it is, where the document says so."""
    record: Record | None = None
    """What a person said about it."""
    record_counts: bool = False

    @property
    def place(self) -> str:
        """File and number of the line; of a team's own test, where that stands."""
        file = self.section[0] if self.checklist == OWN_TESTS and self.section else self.checklist
        return f"{file}:{self.line}" if self.line else file

    @property
    def why(self) -> str:
        """Why it has its outcome, in one sentence: what was seen, unless people have spoken over it."""
        told = (self.reason,) if self.record_counts else (self.observed, self.reason if self.record else "")
        return "; ".join(filter(None, told)) or self.observed or self.reason or self.outcome.value


@dataclass(frozen=True, kw_only=True)
class JudgedChecklist:
    """A checklist file as it was when it was judged."""

    path: str
    sha256: str
    lines: int


@dataclass(frozen=True, kw_only=True)
class Blocker:
    """One reason for NO-GO."""

    id: str
    """Line id, or ``run`` for a reason that concerns the whole run."""
    reason: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The answer, with everything the reports show: in this order it is ``verdict.json``."""

    schema: str = SCHEMA
    decision: Literal["GO", "NO-GO"]
    phase: Phase
    as_of: datetime
    target: str
    release: Release
    checklists: tuple[JudgedChecklist, ...]
    counts: Mapping[str, int]
    """Lines by outcome, and their ``total``."""
    blockers: tuple[Blocker, ...]
    conditions: tuple[Blocker, ...]
    lines: tuple[JudgedLine, ...]
    signoffs: tuple[Signoff, ...] = ()
    """The roles that must sign this verdict."""
    warnings: tuple[Blocker, ...] = ()
    """What does not decide, and will bite later: what ends soon, records not needed or of no line, boxes not read."""
    seconds: float = 0.0
