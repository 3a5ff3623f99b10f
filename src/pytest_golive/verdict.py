"""Decides GO or NO-GO: a pure function of checklist, findings, policy and clock.

Fail closed: GO only when every line that is due has an answer that is good enough for its severity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal, assert_never

from pytest_golive.checklist.bind import FOR_PEOPLE, how_to_answer, how_to_say
from pytest_golive.checklist.model import Checklist, Kind, Line, Phase, Severity
from pytest_golive.checks import registry
from pytest_golive.checks.registry import Check
from pytest_golive.facts.gather import Attempt
from pytest_golive.finding import WORST_FIRST, Answer, Finding, Lapse, Outcome, Release, worst
from pytest_golive.records import review, standing
from pytest_golive.records.model import Key, Record, latest
from pytest_golive.reminders import REMIND_DAYS, reminders

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
    follows: str = ""
    """Id of the line whose answer this one repeats: a group its worst part, a command its line."""
    checks: tuple[str, ...] = ()
    leftover: tuple[str, ...] = ()
    """Words of the line that no bound check accounts for."""
    expected: str = ""
    observed: str = ""
    evidence: tuple[str, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    reason: str = ""
    remedy: str = ""
    root: str = ""
    seconds: float = 0.0
    for_people: bool = False
    """A person's word would settle it: no program looks at all of it."""
    record: Record | None = None
    """What a person said about it."""
    record_counts: bool = False

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
    warnings: tuple[Blocker, ...] = ()
    """What does not decide, and will bite later: what ends soon, and records not needed or of no line."""
    schema: str = SCHEMA


@dataclass(frozen=True, kw_only=True)
class LineFindings:
    """Everything said about one line: what its checks found, and what its words left open."""

    findings: tuple[Finding, ...] = ()
    default_severity: Severity | None = None
    """Severity of the bound checks, for a line that declares none."""
    leftover: tuple[str, ...] = ()
    document_checks: tuple[str, ...] = ()
    """Bound checks that judge the other lines; the verdict runs them when these are judged."""


NOTHING = LineFindings()
#: Kinds that tell about the launch rather than make it safe.
FILLED_IN = frozenset({Kind.RECORD, Kind.CONTACT})
GROUP_COMPLETE = "release.group-complete"


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


@dataclass(frozen=True, kw_only=True)
class Run:
    """What the verdict is made of, gathered by the plug-in."""

    checklists: Sequence[Checklist]
    said: Mapping[tuple[str, str], LineFindings]
    """By (checklist path, line id)."""
    checks: Mapping[str, Check]
    """The registered checks; those over ``answers`` are run here."""
    phase: Phase
    as_of: datetime
    target: str = ""
    release: Release = field(default_factory=Release)
    problems: Sequence[str] = ()
    """Reasons that concern the whole run: interrupted, a worker crashed, nothing selected."""
    seconds: float = 0.0
    records: Sequence[Record] = ()
    """What people said, in the order they said it."""
    reopen_on_release: Sequence[str] = (Severity.CRITICAL,)
    remind_days: int = REMIND_DAYS


def judge(run: Run) -> Verdict:
    """Make the verdict. GO only when at least one line is due, none blocks, and the run itself was sound."""
    records = latest(run.records)
    lines = tuple(line for checklist in run.checklists for line in _Judge(run, checklist, records).lines())
    by_key = {(line.checklist, line.id): line for line in lines}
    warned = [*reminders(lines, run.as_of, run.remind_days)]
    warned += review.warnings(records, by_key, [checklist.path for checklist in run.checklists])
    counts = Counter(line.outcome.value for line in lines)
    blockers = [Blocker(id="run", reason=problem) for problem in run.problems]
    if not any(line.effect is not Effect.LATER for line in lines):
        blockers.append(Blocker(id="run", reason=f"no line of the checklist is due in phase {run.phase}"))
    blocking = [line for line in lines if line.effect is Effect.BLOCKS]
    # A group or a command repeats another line's answer: that one is the blocker, unless it is only a note.
    named = {line.id for line in blocking if not line.follows}
    blockers += [_because(line) for line in _by_severity(blocking) if line.id in named or line.follows not in named]
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
        warnings=tuple(Blocker(id=line, reason=why) for line, why in warned),
    )


def _by_severity(lines: Iterable[JudgedLine]) -> list[JudgedLine]:
    return sorted(lines, key=lambda line: list(Severity).index(line.severity))


def _because(line: JudgedLine) -> Blocker:
    return Blocker(id=line.id, reason=line.why)


class _Judge:
    """Judges one checklist: parts before their group, all other lines before those about the document."""

    def __init__(self, run: Run, checklist: Checklist, records: Mapping[Key, Record]) -> None:
        self._run = run
        self._checklist = checklist
        self._own = {line.id: line for line in checklist.lines if not line.is_field}
        self._judged: dict[str, JudgedLine] = {}
        self._records = review.by_line(records, checklist.path, self._own)
        self._now = standing.Circumstances(
            release=run.release, as_of=run.as_of, reopen_on_release=run.reopen_on_release
        )

    def lines(self) -> Iterable[JudgedLine]:
        """Every line with its answer, in the document's order."""
        return [self._line(line) for line in self._own.values()]

    def _line(self, line: Line) -> JudgedLine:
        if line.id not in self._judged:
            self._judged[line.id] = self._judge(line)
        return self._judged[line.id]

    def _judge(self, line: Line) -> JudgedLine:
        said = self._said(line)
        if line.kind is Kind.COMMAND and line.parent in self._own and not said.findings:
            return _repeat(line, self._line(self._own[line.parent]))
        children = [self._line(child) for child in self._checklist.children(line)]
        for check in said.document_checks:
            others = [self._line(other) for other in self._own.values() if not self._is_about_document(other)]
            said = self._with(said, check, others)
        due = [child for child in children if child.outcome is not Outcome.NOT_DUE]
        if due:
            said = self._with(said, GROUP_COMPLETE, due)
        judged = judge_line(self._run.phase, self._checklist.path, line, said, children)
        return self._recorded(line, said, children, judged)

    def _recorded(
        self, line: Line, said: LineFindings, children: Sequence[JudgedLine], judged: JudgedLine
    ) -> JudgedLine:
        """The line with what a person said about it; what other lines answer, no record does."""
        about = tuple(one for one in said.findings if _is_about_document(self._run.checks.get(one.check)))
        own = replace(said, findings=tuple(one for one in said.findings if one not in about))
        if judged.outcome is Outcome.NOT_DUE or (about and not own.findings and not judged.leftover):
            return judged
        outcome, _ = _outcome(own, line.kind, is_group=judged.is_group)
        missing = outcome is Outcome.UNVERIFIED and not any(one.not_run for one in own.findings)
        judged = replace(judged, for_people=missing)
        record = self._records.get(line.id)
        if record is None or effect_of(outcome, judged.severity) is Effect.OK:
            return judged
        why_not = standing.why_not(record, line, judged.severity, self._now)
        if why_not := why_not or standing.against(record, outcome, own.findings):
            told = f"{record.name} does not count: {why_not}"
            reason = f"{told}; {judged.reason}" if judged.reason and said.findings else told
            again = f"look again and say it anew: {how_to_say(line)}" if missing else judged.remedy
            return replace(judged, reason=reason, remedy=again, record=record)
        answers = replace(said, findings=(*standing.answered(own.findings, record), *about), leftover=())
        judged = judge_line(self._run.phase, self._checklist.path, line, answers, children)
        return replace(judged, record=record, record_counts=True)

    def _said(self, line: Line) -> LineFindings:
        return self._run.said.get((self._checklist.path, line.id), NOTHING)

    def _is_about_document(self, line: Line) -> bool:
        """Whether a line is judged by others, itself or through one of its parts: it must not judge itself."""
        return bool(self._said(line).document_checks) or any(
            self._is_about_document(child) for child in self._checklist.children(line)
        )

    def _with(self, said: LineFindings, check: str, lines: Iterable[JudgedLine]) -> LineFindings:
        answers = tuple(
            Answer(id=one.id, text=one.text, severity=one.severity, outcome=one.outcome, optional=one.optional)
            for one in lines
            if one.outcome is not Outcome.NOT_DUE and not one.follows
        )
        givens = {"answers": answers, "now": self._run.as_of}
        finding = registry.run(self._run.checks[check], _no_facts, givens, {})
        return replace(said, findings=(*said.findings, finding))


def _is_about_document(check: Check | None) -> bool:
    return check is not None and check.is_about_document


def _no_facts(name: str) -> Attempt:
    raise KeyError(f"a check about the document cannot look at the fact {name}")


def _repeat(line: Line, answered: JudgedLine) -> JudgedLine:
    """A command below a line says how to do it or see it: it has that line's answer."""
    return replace(
        answered,
        id=line.id,
        line=line.number,
        text=line.text,
        kind=line.kind,
        phase=line.phase,
        parent=line.parent,
        is_group=False,
        follows=answered.follows or answered.id,
        for_people=False,
        record=None,
        record_counts=False,
    )


def judge_line(
    phase: Phase, checklist: str, line: Line, said: LineFindings, children: Sequence[JudgedLine] = ()
) -> JudgedLine:
    """Judge one line from what its checks said and, for a group, from its children."""
    due = [child for child in children if child.outcome is not Outcome.NOT_DUE]
    severity = _severity(line, said, due)
    if line.phase is not phase and not due:
        outcome, reason = Outcome.NOT_DUE, f"due in phase {line.phase}"
    elif children and not due:
        outcome, reason = Outcome.NOT_DUE, "every part of it is due in another phase"
    else:
        outcome, reason = _outcome(said, line.kind, is_group=bool(due))
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
        follows=_followed(due, outcome, worst_finding),
        checks=tuple(finding.check for finding in said.findings),
        leftover=() if due else said.leftover,
        expected=worst_finding.expected if worst_finding else "",
        observed=worst_finding.observed if worst_finding else "",
        evidence=tuple(dict.fromkeys(text for finding in said.findings for text in finding.evidence)),
        lapses=tuple(dict.fromkeys(lapse for finding in said.findings for lapse in finding.lapses)),
        reason=reason,
        remedy=(worst_finding.remedy if worst_finding else "") or _how_to_answer(line, outcome, said),
        root=worst_finding.root if worst_finding else "",
        seconds=sum(finding.seconds for finding in said.findings),
    )


def _how_to_answer(line: Line, outcome: Outcome, said: LineFindings) -> str:
    """What answers a line that nothing, or nothing wholly, looks at."""
    if outcome is not Outcome.UNVERIFIED or (said.findings and not said.leftover):
        return ""
    return how_to_answer(line, partly=bool(said.findings))


def _followed(children: Sequence[JudgedLine], outcome: Outcome, said: Finding | None) -> str:
    """For a group that is as bad as its worst part and no worse, the line at the root of that."""
    if said is None or said.check != GROUP_COMPLETE:
        return ""
    cause = next((child for child in children if child.outcome is outcome and child.effect is not Effect.OK), None)
    return (cause.follows or cause.id) if cause else ""


def _severity(line: Line, said: LineFindings, children: Sequence[JudgedLine]) -> Severity:
    """What the document declares, else the checks' default, else that of the worst part, else by kind."""
    of_children = min((child.severity for child in children), key=list(Severity).index, default=None)
    fallback = Severity.MEDIUM if line.kind in FILLED_IN else Severity.HIGH
    severity = line.severity or said.default_severity or of_children or fallback
    # "(optional)" is the team's own word that the launch does not hang on it; a condition is not.
    return Severity.MEDIUM if line.optional and not line.applies_if else severity


def _outcome(said: LineFindings, kind: Kind, *, is_group: bool) -> tuple[Outcome, str]:
    """The outcome of what was said and, when it is not proven, the one reason."""
    outcome = worst(finding.outcome for finding in said.findings)
    # A group's own words are proven by its parts.
    if outcome in {Outcome.PASSED, Outcome.NOT_APPLICABLE} and said.leftover and not is_group:
        return Outcome.UNVERIFIED, f"partly verified: nothing looks at “{' '.join(said.leftover)}”"
    if not said.findings:
        return Outcome.UNVERIFIED, "only people can answer this" if kind in FOR_PEOPLE else "nothing looks at this line"
    return outcome, next((finding.reason for finding in said.findings if finding.outcome is outcome), "")
