"""Decides GO or NO-GO: a pure function of checklist, findings, policy and clock.

Fail closed: GO only when every line that is due has an answer that is good enough for its severity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime

from pytest_golive.checklist import hidden
from pytest_golive.checklist.bind import FOR_PEOPLE, how_to_answer, how_to_say
from pytest_golive.checklist.conditions import APPLIES, Conditions, Decision, unasked
from pytest_golive.checklist.model import Checklist, Kind, Line, Phase, Severity, strictest
from pytest_golive.checklist.owner import owner_of
from pytest_golive.checks import registry
from pytest_golive.checks.registry import Check
from pytest_golive.data import dataclass
from pytest_golive.effect import Effect as Effect
from pytest_golive.effect import effect_of as effect_of
from pytest_golive.facts.gather import Attempt
from pytest_golive.finding import RANK, Answer, Finding, Outcome, Release, worst
from pytest_golive.judged import OWN_TESTS, UNREAD, left_open
from pytest_golive.judged import SCHEMA as SCHEMA
from pytest_golive.judged import Blocker as Blocker
from pytest_golive.judged import JudgedChecklist as JudgedChecklist
from pytest_golive.judged import JudgedLine as JudgedLine
from pytest_golive.judged import Verdict as Verdict
from pytest_golive.records import document, review, signoff, standing
from pytest_golive.records.model import Key, Record, by_key
from pytest_golive.reminders import REMIND_DAYS, reminders


@dataclass(frozen=True, kw_only=True)
class LineFindings:
    """Everything said about one line: what its checks found, and what its words left open."""

    findings: tuple[Finding, ...] = ()
    default_severity: Severity | None = None
    """Severity of the bound checks, for a line that declares none."""
    at_least: Severity | None = None
    """Severity of the team's tests that claim the line: it weighs no less, whatever the document declares."""
    leftover: tuple[str, ...] = ()
    document_checks: tuple[str, ...] = ()
    """Bound checks that judge the other lines; the verdict runs them when these are judged."""


NOTHING = LineFindings()
GROUP_COMPLETE = "release.group-complete"
NOT_RUN = "the command itself was not run: it has the answer of the line it belongs to"


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
    roles: Sequence[str] = ()
    applies: Mapping[str, bool] = field(default_factory=dict)
    """Conditions of lines by name: whether they hold for this launch."""
    remind_days: int = REMIND_DAYS
    unread: str = ""
    """That documents which may be the team's own checklist were not read."""


def judge(run: Run) -> Verdict:
    """Make the verdict. GO only when at least one line is due, none blocks, and the run itself was sound."""
    records = review.of_lines(by_key(run.records), run.checklists)
    judges = [_Judge(run, checklist, records) for checklist in run.checklists]
    lines = tuple(line for one in judges for line in one.lines())
    judged = {(line.checklist, line.id): line for line in lines}
    warned = [(UNREAD, run.unread)] if run.unread else []
    warned += [(one.path, hidden.told(one.hidden)) for one in run.checklists if one.hidden]
    warned += [*reminders(lines, run.as_of, run.remind_days)]
    warned += review.warnings(records, judged, run.checklists)
    warned += [(APPLIES, why) for why in unasked([one.conditions for one in judges], run.applies)]
    counts = Counter(line.outcome.value for line in lines)
    blockers = [Blocker(id="run", reason=problem) for problem in run.problems]
    # A team's own tests are due always: alone they say nothing of this phase.
    if not any(line.effect is not Effect.LATER and line.checklist != OWN_TESTS for line in lines):
        blockers.append(Blocker(id="run", reason=f"no line of the checklist is due in phase {run.phase}"))
    blocking = [line for line in lines if line.effect is Effect.BLOCKS]
    blocking.sort(key=lambda line: line.severity.rank)
    # A group or a command repeats another line's answer: that one is the blocker, unless it is only a note.
    named = {line.id for line in blocking if not line.follows}
    blockers += [_because(line) for line in blocking if line.id in named or line.follows not in named]
    if not blockers and not any(line.effect in {Effect.OK, Effect.CONDITION} for line in lines):
        blockers.append(Blocker(id="run", reason="not one line of the checklist is proven"))
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
        signoffs=signoff.required(run.checklists, run.phase, run.roles),
        warnings=tuple(Blocker(id=line, reason=why) for line, why in warned),
    )


def _because(line: JudgedLine) -> Blocker:
    return Blocker(id=line.id, reason=line.why)


class _Judge:
    """Judges one checklist: parts before their group, all other lines before those about the document."""

    def __init__(self, run: Run, checklist: Checklist, records: Mapping[Key, tuple[Record, ...]]) -> None:
        self._run = run
        self._checklist = checklist
        self._own = {line.id: line for line in checklist.lines if not line.is_field}
        self._judged: dict[str, JudgedLine] = {}
        self.conditions = Conditions(checklist, run.applies)
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
        said, decision = self._said(line), self.conditions.decision(line)
        if decision and decision.applies is False:
            parts = [self._line(child) for child in self._checklist.children(line)]
            return judge_line(self._run.phase, self._checklist.path, line, stated(line, said, decision), parts)
        if line.kind is Kind.COMMAND and line.parent in self._own and all(map(_is_unanswered, said.findings)):
            return _repeat(line, self._line(self._own[line.parent]))
        children = [self._line(child) for child in self._checklist.children(line)]
        said = said if children else stated(line, said)
        for check in said.document_checks:
            others = [self._line(other) for other in self._own.values() if not self._is_about_document(other)]
            # What only repeats another line's answer is not counted twice.
            said = self._with(said, check, [other for other in others if not other.follows])
        due = [child for child in children if child.outcome is not Outcome.NOT_DUE]
        asked = stated(line, said, decision) if said.findings or line.refused or not due else said
        if due:
            said, asked = (self._with(one, GROUP_COMPLETE, due) for one in (said, asked))
        judged = judge_line(self._run.phase, self._checklist.path, line, asked, children)
        return self._recorded(line, said, children, judged)

    def _recorded(
        self, line: Line, said: LineFindings, children: Sequence[JudgedLine], judged: JudgedLine
    ) -> JudgedLine:
        """The line with what a person said about it; what other lines answer, no record does."""
        about = tuple(one for one in said.findings if _is_about_document(self._run.checks.get(one.check)))
        own = replace(said, findings=tuple(one for one in said.findings if one not in about)) if about else said
        if judged.outcome is Outcome.NOT_DUE or (about and not own.findings and not judged.leftover):
            return judged
        outcome, _ = _outcome(own, line.kind, is_group=judged.is_group)
        if standing.awaits_word(outcome, own.findings):
            judged = replace(judged, for_people=True)
        records = self._records.get(line.id)
        if not records or effect_of(outcome, judged.severity) is Effect.OK:
            return judged
        found = (outcome, own.findings, own.leftover)
        record, why_not = standing.weigh(records, line, judged.severity, found, self._now)
        if why_not:
            told = f"{record.name} does not count: {why_not}"
            alone = document.worded(line, judged.outcome, "", told, is_looked_at=True)[1]
            reason = f"{judged.reason}; {told}" if judged.reason and said.findings else alone
            again = f"look again and say it anew: {how_to_say(line)}" if judged.for_people else judged.remedy
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
            Answer(
                id=one.id,
                text=one.text,
                severity=one.severity,
                outcome=one.outcome,
                optional=self._own[one.id].optional,
                is_flow=self._is_flow(one),
            )
            for one in lines
            if one.outcome is not Outcome.NOT_DUE
        )
        givens = {"answers": answers, "now": self._run.as_of}
        finding = registry.run(self._run.checks[check], _no_facts, givens, {})
        return replace(said, findings=(*said.findings, finding))

    def _is_flow(self, line: JudgedLine) -> bool:
        """Whether somebody acts in the shop for it: which keys a gateway has says nothing of what a customer can do."""
        asked = [self._run.checks[name] for name in line.checks if name in self._run.checks]
        return any(one.is_contract and (one.area == "flow" or one.effect != "read-only") for one in asked)


def _is_about_document(check: Check | None) -> bool:
    return check is not None and check.is_about_document


def _is_unanswered(finding: Finding) -> bool:
    """Whether nothing could look, which is no outage and no test left out: a word about the line is enough."""
    return finding.outcome is Outcome.UNVERIFIED and not finding.not_run and not finding.look_failed


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
        evidence=(NOT_RUN, *answered.evidence),
        follows=answered.follows or answered.id,
        owner=owner_of(line),
        for_people=False,
        record=None,
        record_counts=False,
    )


def stated(line: Line, said: LineFindings, decision: Decision | None = None) -> LineFindings:
    """What was said of a line, with what the document itself says of it, and ``[applies]`` of its condition."""
    if decision and decision.applies is False:
        return replace(said, findings=(document.left_out(decision),), leftover=(), document_checks=())
    if (own := document.finding(line)) and own not in said.findings:
        said = replace(said, findings=(*said.findings, own), leftover=())
    if decision is None or decision.applies:
        return said
    if _outcome(said, line.kind, is_group=False)[0] in {Outcome.PASSED, Outcome.NOT_APPLICABLE}:
        return said
    return replace(said, findings=document.undecided(decision, said.findings), leftover=())


def judge_line(
    phase: Phase, checklist: str, line: Line, said: LineFindings, children: Sequence[JudgedLine] = ()
) -> JudgedLine:
    """Judge one line from what its checks said and, for a group, from its children."""
    due = [child for child in children if child.outcome is not Outcome.NOT_DUE]
    severity = _severity(line, said, due)
    outcome, observed, reason = answered(phase, line, said, children)
    worst_finding = _worst(said)
    return JudgedLine(
        id=line.id,
        checklist=checklist,
        line=line.number,
        section=line.section,
        text=line.text,
        kind=line.kind,
        severity=severity,
        phase=line.phase,
        # Left out by its condition alone, it is as needed as its severity says where the condition holds.
        optional=line.optional and not line.applies_if,
        outcome=outcome,
        effect=effect_of(outcome, severity),
        parent=line.parent,
        is_group=bool(children),
        follows=_followed(due, outcome, worst_finding),
        checks=tuple(finding.check for finding in said.findings),
        leftover=() if due or line.kind is Kind.SIGNOFF else said.leftover,
        expected=worst_finding.expected if worst_finding else "",
        observed=observed,
        evidence=tuple(dict.fromkeys(text for one in said.findings for text in one.evidence)),
        tables=tuple(dict.fromkeys(table for one in said.findings for table in one.tables)),
        lapses=tuple(dict.fromkeys(lapse for one in said.findings for lapse in one.lapses)),
        reason=reason,
        remedy=(worst_finding.remedy if worst_finding else "") or _how_to_answer(line, outcome, said),
        root=worst_finding.root if worst_finding else "",
        seconds=sum(finding.seconds for finding in said.findings),
        owner=owner_of(line),
    )


def answered(
    phase: Phase, line: Line, said: LineFindings, children: Sequence[JudgedLine] = ()
) -> tuple[Outcome, str, str]:
    """The outcome of a line, what was observed, and the reason."""
    due = [child for child in children if child.outcome is not Outcome.NOT_DUE]
    later = _why_later(phase, line, said, children, due)
    outcome, reason = (Outcome.NOT_DUE, later) if later else _outcome(said, line.kind, is_group=bool(due))
    worst_finding = _worst(said)
    seen = worst_finding.observed if worst_finding else ""
    return outcome, *document.worded(line, outcome, seen, reason, is_looked_at=bool(said.findings))


def _worst(said: LineFindings) -> Finding | None:
    return min(said.findings, key=lambda one: RANK[one.outcome], default=None)


def _why_later(
    phase: Phase, line: Line, said: LineFindings, children: Sequence[JudgedLine], due: Sequence[JudgedLine]
) -> str:
    """Why a line is not judged in this phase; empty when it is."""
    if line.kind is Kind.SIGNOFF and not said.findings:
        return signoff.why_later(line, phase)
    if line.phase is not phase and not due:
        return f"due in phase {line.phase}"
    if children and not due and signoff.is_answered_by_signing(line, [child.kind for child in children]):
        return "every part of it is due in another phase"
    return ""


def _how_to_answer(line: Line, outcome: Outcome, said: LineFindings) -> str:
    """What answers a line that nothing, or nothing wholly, looks at."""
    if outcome is not Outcome.UNVERIFIED or (said.findings and not said.leftover):
        return ""
    return (not said.findings and document.remedy(line)) or how_to_answer(line, partly=bool(said.findings))


def _followed(children: Sequence[JudgedLine], outcome: Outcome, said: Finding | None) -> str:
    """For a group that is as bad as its worst part and no worse, the line at the root of that."""
    if said is None or said.check != GROUP_COMPLETE:
        return ""
    cause = next((child for child in children if child.outcome is outcome and child.effect is not Effect.OK), None)
    return (cause.follows or cause.id) if cause else ""


def _severity(line: Line, said: LineFindings, children: Sequence[JudgedLine]) -> Severity:
    """What the document declares, else the checks' default, else that of the worst part, else by kind.

    Parts make a line lighter only when something of it is proven: else a failing part of medium severity, put
    below a line that blocks, would lift the block.
    """
    # A field that nobody filled in is no hole in the launch; one that somebody filled in with a no is.
    is_no = any(one.outcome is Outcome.FAILED for one in said.findings if one.check in document.PEOPLE)
    fallback = Severity.MEDIUM if line.kind in document.FILLED_IN and not is_no else Severity.HIGH
    weights = [child.severity for child in children]
    if not any(child.effect in {Effect.OK, Effect.CONDITION} or child.outcome is Outcome.WAIVED for child in children):
        weights.append(fallback)
    severity = line.severity or said.default_severity or strictest(weights) or fallback
    # "(optional)" is the team's own word that the launch does not hang on it; a condition is not.
    severity = Severity.MEDIUM if line.optional and not line.applies_if else severity
    return min(severity, said.at_least or severity, key=lambda one: one.rank)


def _outcome(said: LineFindings, kind: Kind, *, is_group: bool) -> tuple[Outcome, str]:
    """The outcome of what was said and, when it is not proven, the one reason."""
    outcome = worst(finding.outcome for finding in said.findings)
    # A group's own words are proven by its parts, a role's by its signature.
    left = said.leftover and not is_group and kind is not Kind.SIGNOFF
    if outcome in {Outcome.PASSED, Outcome.NOT_APPLICABLE} and left:
        return Outcome.UNVERIFIED, left_open(said.leftover)
    if not said.findings:
        return Outcome.UNVERIFIED, "only people can answer this" if kind in FOR_PEOPLE else "nothing looks at this line"
    return outcome, next((finding.reason for finding in said.findings if finding.outcome is outcome), "")
