"""Decides GO or NO-GO: a pure function of checklist, findings, policy and clock.

Fail closed: GO only when every line that is due has an answer that is good enough for its severity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, assert_never

from pytest_golive.checklist.model import Checklist, Kind, Line, Phase, Severity
from pytest_golive.finding import Finding, Outcome

SCHEMA = "pytest-golive/verdict/1"


class Effect(StrEnum):
    """What one line's outcome does to the decision."""

    OK = "ok"
    BLOCKS = "blocks"
    CONDITION = "condition"
    """Good enough to go, but somebody agreed to something: shown to those who sign."""
    NOTE = "note"
    LATER = "later"
    """Not due in this phase."""


@dataclass(frozen=True, kw_only=True)
class JudgedLine:
    """One line with its answer."""

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
    effect: Effect
    parent: str = ""
    is_group: bool = False
    checks: tuple[str, ...] = ()
    leftover: tuple[str, ...] = ()
    """Words of the line that no bound check accounts for."""
    expected: str = ""
    observed: str = ""
    evidence: tuple[str, ...] = ()
    reason: str = ""
    remedy: str = ""
    root: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Release:
    """The commit that is judged."""

    commit: str = ""
    dirty: bool = False


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
    """The answer, with everything the reports show. Its JSON form is ``verdict.json``."""

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
    seconds: float = 0.0
    signoffs: tuple[str, ...] = ()
    schema: str = SCHEMA


@dataclass(frozen=True, kw_only=True)
class LineFindings:
    """Everything said about one line: what its checks found, and what its words left open."""

    findings: tuple[Finding, ...] = ()
    default_severity: Severity | None = None
    """Severity of the bound checks, for a line that declares none."""
    leftover: tuple[str, ...] = ()


NOTHING = LineFindings()

#: From worst to best: a line is as good as the worst thing said about it.
WORST_FIRST = (
    Outcome.FAILED,
    Outcome.ERROR,
    Outcome.UNVERIFIED,
    Outcome.WAIVED,
    Outcome.ATTESTED,
    Outcome.PASSED,
    Outcome.NOT_APPLICABLE,
    Outcome.NOT_DUE,
)


def effect_of(outcome: Outcome, severity: Severity) -> Effect:
    """The truth table: what a line with this outcome and severity does to the decision."""
    match outcome:
        case Outcome.PASSED | Outcome.ATTESTED | Outcome.NOT_APPLICABLE:
            return Effect.OK
        case Outcome.NOT_DUE:
            return Effect.LATER
        case Outcome.WAIVED:
            by_severity = {Severity.CRITICAL: Effect.BLOCKS, Severity.HIGH: Effect.CONDITION}
            return by_severity.get(severity, Effect.NOTE)
        case Outcome.FAILED | Outcome.ERROR | Outcome.UNVERIFIED:
            return Effect.NOTE if severity is Severity.MEDIUM else Effect.BLOCKS
        case _:
            assert_never(outcome)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The worst of ``outcomes``; unverified when there is none."""
    said = set(outcomes)
    return next((outcome for outcome in WORST_FIRST if outcome in said), Outcome.UNVERIFIED)


@dataclass(frozen=True, kw_only=True)
class Run:
    """What the verdict is made of, gathered by the plug-in."""

    checklists: Sequence[Checklist]
    said: Mapping[tuple[str, str], LineFindings]
    """By (checklist path, line id)."""
    phase: Phase
    as_of: datetime
    target: str = ""
    release: Release = Release()
    problems: Sequence[str] = ()
    """Reasons that concern the whole run: interrupted, a worker crashed, nothing selected."""
    seconds: float = 0.0
    document_checks: Mapping[str, str] = field(default_factory=dict)
    """Reserved for checks about the document itself."""


def judge(run: Run) -> Verdict:
    """Make the verdict. GO only when at least one line is due, none blocks, and the run itself was sound."""
    lines = tuple(line for checklist in run.checklists for line in _judge_checklist(run, checklist))
    counts = Counter(line.outcome.value for line in lines)
    blockers = [Blocker(id="run", reason=problem) for problem in run.problems]
    if not any(line.effect is not Effect.LATER for line in lines):
        blockers.append(Blocker(id="run", reason=f"no line of the checklist is due in phase {run.phase}"))
    blockers += [_because(line) for line in _by_severity(lines) if line.effect is Effect.BLOCKS]
    return Verdict(
        decision="NO-GO" if blockers else "GO",
        phase=run.phase,
        as_of=run.as_of,
        target=run.target,
        release=run.release,
        checklists=tuple(
            JudgedChecklist(path=one.path, sha256=one.sha256, lines=sum(not line.is_field for line in one.lines))
            for one in run.checklists
        ),
        counts={outcome.value: counts[outcome.value] for outcome in Outcome} | {"total": len(lines)},
        blockers=tuple(blockers),
        conditions=tuple(_because(line) for line in lines if line.effect is Effect.CONDITION),
        lines=lines,
        seconds=run.seconds,
    )


def _by_severity(lines: Iterable[JudgedLine]) -> list[JudgedLine]:
    order = list(Severity)
    return sorted(lines, key=lambda line: order.index(line.severity))


def _because(line: JudgedLine) -> Blocker:
    return Blocker(id=line.id, reason=line.observed or line.reason or line.outcome.value)


def _judge_checklist(run: Run, checklist: Checklist) -> Iterable[JudgedLine]:
    """Judge children before their group, and give them back in the document's order."""
    judged: dict[str, JudgedLine] = {}
    for line in reversed([line for line in checklist.lines if not line.is_field]):
        children = [judged[child.id] for child in checklist.children(line)]
        said = run.said.get((checklist.path, line.id), NOTHING)
        judged[line.id] = judge_line(run.phase, checklist.path, line, said, children)
    return reversed(judged.values())


def judge_line(
    phase: Phase, checklist: str, line: Line, said: LineFindings, children: Sequence[JudgedLine] = ()
) -> JudgedLine:
    """Judge one line from what its checks said and, for a group, from its children."""
    due = [child for child in children if child.outcome is not Outcome.NOT_DUE]
    severity = line.severity or said.default_severity or _of_children(due) or Severity.HIGH
    if line.phase is not phase and not due:
        outcome, reason = Outcome.NOT_DUE, f"due in phase {line.phase}"
    else:
        outcome, reason = _outcome(line, said, due)
    worst_finding = min(said.findings, key=lambda f: WORST_FIRST.index(f.outcome), default=None)
    return JudgedLine(
        id=line.id,
        checklist=checklist,
        line=line.number,
        section=line.section,
        text=line.text,
        kind=line.kind,
        severity=severity,
        phase=line.phase,
        optional=line.optional,
        outcome=outcome,
        effect=effect_of(outcome, severity),
        parent=line.parent,
        is_group=bool(children),
        checks=tuple(finding.check for finding in said.findings),
        leftover=said.leftover,
        expected=worst_finding.expected if worst_finding else "",
        observed=worst_finding.observed if worst_finding else "",
        evidence=tuple(dict.fromkeys(text for finding in said.findings for text in finding.evidence)),
        reason=reason,
        remedy=worst_finding.remedy if worst_finding else "",
        root=worst_finding.root if worst_finding else "",
        seconds=sum(finding.seconds for finding in said.findings),
    )


def _of_children(children: Sequence[JudgedLine]) -> Severity | None:
    """A group that declares no severity is as severe as its most severe child."""
    return min((child.severity for child in children), key=list(Severity).index, default=None)


def _outcome(line: Line, said: LineFindings, children: Sequence[JudgedLine]) -> tuple[Outcome, str]:
    """The line's outcome and, when it is not proven, the one reason."""
    outcomes = [finding.outcome for finding in said.findings]
    if children:
        # A group's own words are proven by its parts; its own checks come on top.
        outcomes += [child.outcome for child in children if child.effect is not Effect.OK or not child.optional]
        outcomes = outcomes or [child.outcome for child in children]
        outcome = worst(outcomes)
        first = next((child for child in children if child.outcome is outcome), None)
        return outcome, _reason(said, outcome) or (f"“{first.text}” is {outcome}" if first else "")
    outcome = worst(outcomes)
    if outcome in {Outcome.PASSED, Outcome.NOT_APPLICABLE} and said.leftover:
        return Outcome.UNVERIFIED, f"partly verified: nobody looked at “{' '.join(said.leftover)}”"
    if not said.findings:
        return Outcome.UNVERIFIED, "nothing looks at this line"
    return outcome, _reason(said, outcome)


def _reason(said: LineFindings, outcome: Outcome) -> str:
    return next((finding.reason for finding in said.findings if finding.outcome is outcome), "")
