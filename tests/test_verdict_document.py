"""What the document says itself in the verdict: conditions, fields, risks and bad events."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_golive.checklist.model import Kind, Line, Phase, Severity
from pytest_golive.finding import Finding, Outcome
from pytest_golive.records.model import RecordKind
from pytest_golive.verdict import Effect, JudgedLine, LineFindings, Verdict
from tests.test_verdict import C, H, M, O, line, said, verdict_of
from tests.test_verdict_records import RELEASE, record

NO = '[applies] "using Telegram" = false in golive.toml'
ASKS = "nobody has decided “using Telegram” for this launch"
SETTING = '"using Telegram" = true  # or false'


def conditional(name: str = "a", **changes: object) -> Line:
    stated = {"applies_if": "using Telegram", "condition": "using Telegram", "optional": True}
    return line(name, **{**stated, **changes})


def one(verdict: Verdict) -> JudgedLine:
    [judged] = verdict.lines
    return judged


SAID = {
    "passed": lambda: said(O.PASSED),
    "failed": lambda: said(O.FAILED),
    "error": lambda: said(O.ERROR),
    "unverified": lambda: said(O.UNVERIFIED),
    "partly": lambda: said(O.PASSED, leftover=("b",)),
    "unbound": LineFindings,
}


@given(st.sampled_from(sorted(SAID)), st.sampled_from([*Severity]), st.sampled_from([True, False, None]))
def test_conditions(situation: str, severity: Severity, applies: bool | None) -> None:
    lines = [conditional(severity=severity)]
    told = {} if applies is None else {"using Telegram": applies}
    verdict = verdict_of(lines, {"a": SAID[situation]()}, applies=told)
    judged = one(verdict)
    plain = one(verdict_of([line("a", severity=severity)], {"a": SAID[situation]()}))
    assert verdict.counts["total"] == 1
    assert judged.severity is severity
    if applies is False:
        assert (judged.outcome, judged.effect, judged.reason) == (O.NOT_APPLICABLE, Effect.OK, NO)
    elif applies or plain.outcome is O.PASSED:
        assert (judged.outcome, judged.reason, judged.observed) == (plain.outcome, plain.reason, plain.observed)
    else:
        assert (judged.outcome, judged.reason) == (O.UNVERIFIED, ASKS)
        assert judged.remedy.endswith(SETTING)
        assert judged.effect is plain.effect


def test_what_was_seen_stays_in_the_evidence_while_nobody_has_decided() -> None:
    failed = LineFindings(findings=(Finding(check="c", outcome=O.FAILED, observed="it is unset"),))
    judged = one(verdict_of([conditional()], {"a": failed}))
    assert judged.evidence == ("as it is now: it is unset",)
    assert judged.why == ASKS


def test_no_attestation_speaks_over_a_failed_check_whose_condition_is_open() -> None:
    record_of = record(RecordKind.ATTESTATION)
    verdict = verdict_of([conditional()], {"a": said(O.FAILED)}, records=[record_of], release=RELEASE)
    assert one(verdict).outcome is O.UNVERIFIED
    assert "a check failed, and no word overrides that" in one(verdict).reason
    verdict = verdict_of([conditional()], {}, records=[record_of], release=RELEASE)
    assert one(verdict).outcome is O.ATTESTED


def test_parts_follow_the_condition_of_their_group() -> None:
    lines = [conditional(), line("b", parent="a"), line("c", parent="a"), line("d")]
    found = {"b": said(O.FAILED), "c": said(O.PASSED), "d": said(O.PASSED)}
    verdict = verdict_of(lines, found, applies={"using Telegram": False})
    assert verdict.decision == "GO"
    assert [judged.outcome for judged in verdict.lines] == [O.NOT_APPLICABLE] * 3 + [O.PASSED]
    verdict = verdict_of(lines, found)
    assert [judged.outcome for judged in verdict.lines] == [O.UNVERIFIED, O.UNVERIFIED, O.PASSED, O.PASSED]
    assert [blocker.reason for blocker in verdict.blockers] == [ASKS]
    verdict = verdict_of(lines, {**found, "b": said(O.PASSED)})
    assert verdict.decision == "GO"


def test_lines_of_another_phase_stay_not_due() -> None:
    verdict = verdict_of([conditional(phase=Phase.ROLLBACK), line("b")], {}, applies={"using Telegram": False})
    assert verdict.lines[0].outcome is O.NOT_DUE


def test_a_name_nobody_asks_for_is_a_warning() -> None:
    verdict = verdict_of([conditional()], {"a": said(O.PASSED)}, applies={"using telegrm": True})
    assert verdict.decision == "GO"
    [warning] = verdict.warnings
    told = "no line of the checklist asks for 'using telegrm', did you mean 'using Telegram'?"
    assert (warning.id, warning.reason) == ("[applies]", told)


# Fields


def field(written: str, name: str = "a", **changes: object) -> Line:
    return line(name, **{"kind": Kind.RECORD, "severity": None, "written": written, **changes})


@pytest.mark.parametrize("kind", [Kind.RECORD, Kind.CONTACT])
@pytest.mark.parametrize(
    ("severity", "effect"), [(None, Effect.NOTE), (M, Effect.NOTE), (H, Effect.BLOCKS), (C, Effect.BLOCKS)]
)
def test_open_fields(kind: Kind, severity: Severity | None, effect: Effect) -> None:
    judged = one(verdict_of([field("Lead: [Name]", kind=kind, severity=severity)], {}))
    assert (judged.outcome, judged.effect, judged.reason) == (O.UNVERIFIED, effect, "open: nobody filled it in")
    assert judged.remedy == 'fill it in: `golive fill a "VALUE" --by NAME`'
    filled = one(verdict_of([field("Lead: Ana, +855 12", kind=kind, severity=severity)], {}))
    assert (filled.outcome, filled.evidence) == (O.PASSED, ("filled in: Ana, +855 12",))


def test_a_field_with_checks_is_judged_by_them_too() -> None:
    assert one(verdict_of([field("Live: ☑ YES ☐ NO")], {"a": said(O.FAILED)})).outcome is O.FAILED
    assert one(verdict_of([field("Live: ☐ YES ☐ NO")], {"a": said(O.PASSED)})).outcome is O.UNVERIFIED
    assert one(verdict_of([field("Live: ☑ YES ☐ NO")], {"a": said(O.PASSED, leftover=("live",))})).outcome is O.PASSED


def test_a_no_blocks() -> None:
    verdict = verdict_of([field("Approved for launch: ☐ YES ☑ NO"), line("b")], {"b": said(O.PASSED)})
    assert [blocker.reason for blocker in verdict.blockers] == ["the document says NO"]


def test_a_remark_is_for_people_and_a_template_has_no_holes() -> None:
    assert one(verdict_of([field("README.md")], {})).reason == "only people can answer this"
    template = one(verdict_of([field("We had [what].", section=("X", "Communication template"), severity=C)], {}))
    assert (template.outcome, template.effect) == (O.PASSED, Effect.OK)


def fill(value: str, name: str = "a", **changes: object) -> object:
    return replace(record(RecordKind.FIELD, name, reason="", value=value), **changes)


def filled(written: str, value: str, found: LineFindings | None = None, **changes: object) -> JudgedLine:
    said_of = {"a": found} if found else {}
    return one(verdict_of([field(written, **changes)], said_of, records=[fill(value)], release=RELEASE))


def test_filling_in() -> None:
    judged = filled("Lead: ____", "Ana, +855 12")
    told = "filled in by Ana on 2026-11-20: Ana, +855 12"
    assert (judged.outcome, judged.reason, judged.record_counts) == (O.PASSED, told, True)
    assert filled("Lead: ____", "[Name]").outcome is O.UNVERIFIED
    assert filled("Live: ☐ YES ☐ NO", "YES", said(O.FAILED)).outcome is O.FAILED
    assert filled("Live: ☐ YES ☐ NO", "YES", said(O.PASSED)).outcome is O.PASSED
    refused = filled("a: ____", "NO-GO")
    assert (refused.outcome, refused.effect) == (O.FAILED, Effect.BLOCKS)


@given(
    st.sampled_from(sorted(SAID)), st.sampled_from([kind for kind in Kind if kind not in {Kind.RECORD, Kind.CONTACT}])
)
def test_nothing_but_a_field_can_be_filled_in(situation: str, kind: Kind) -> None:
    lines = [line("a", kind=kind)]
    bare = one(verdict_of(lines, {"a": SAID[situation]()}))
    judged = one(verdict_of(lines, {"a": SAID[situation]()}, records=[fill("Ana")], release=RELEASE))
    assert judged.outcome is bare.outcome


def test_a_field_of_a_line_is_no_line() -> None:
    lines = [line("a"), field("Name: ____", "a/name", parent="a", is_field=True)]
    records = [fill("Ana", "a/name")]
    verdict = verdict_of(lines, {"a": said(O.PASSED)}, records=records, release=RELEASE)
    assert (verdict.decision, verdict.warnings, verdict.counts["total"]) == ("GO", (), 1)


# Risks and bad events

RISK = {"kind": Kind.RISK, "cells": (("risk", "Data loss"), ("mitigation", "Backups tested"))}


def test_an_open_risk_blocks() -> None:
    judged = one(verdict_of([line("a", **RISK)], {}))
    assert judged.effect is Effect.BLOCKS
    assert judged.why == "risk open: Data loss: nobody has shown that it is mitigated: Backups tested"
    assert judged.remedy.startswith("mitigate it, then have somebody vouch for it: `golive attest a ")
    failed = LineFindings(findings=(Finding(check="c", outcome=O.FAILED, observed="no backup"),))
    assert one(verdict_of([line("a", **RISK)], {"a": failed})).why == "risk open: Data loss: no backup"
    assert one(verdict_of([line("a", **{**RISK, "severity": M})], {})).effect is Effect.NOTE
    assert one(verdict_of([line("a", **RISK)], {"a": said(O.PASSED)})).outcome is O.PASSED


def test_a_person_attests_a_risk() -> None:
    verdict = verdict_of([line("a", **RISK)], {}, records=[record(RecordKind.ATTESTATION)], release=RELEASE)
    assert (verdict.decision, one(verdict).outcome) == ("GO", O.ATTESTED)
    old = record(RecordKind.ATTESTATION, digest="sha256:0")
    verdict = verdict_of([line("a", **RISK)], {}, records=[old], release=RELEASE)
    assert one(verdict).reason.startswith("risk open: Data loss: the attestation by Ana of 2026-11-20 does not count: ")


EVENT = {"kind": Kind.TRIGGER, "text": "Critical bugs open"}


@pytest.mark.parametrize(
    ("found", "outcome", "reason"),
    [
        (said(O.PASSED), O.PASSED, "not the case: why"),
        (LineFindings(findings=(Finding(check="c", outcome=O.PASSED),)), O.PASSED, "not the case: Critical bugs open"),
        (None, O.UNVERIFIED, "nobody has ruled it out"),
        (said(O.UNVERIFIED), O.UNVERIFIED, "nobody has ruled it out: why"),
    ],
)
def test_bad_events(found: LineFindings | None, outcome: Outcome, reason: str) -> None:
    judged = one(verdict_of([line("a", **EVENT)], {"a": found} if found else {}))
    assert (judged.outcome, judged.reason) == (outcome, reason)


def test_attesting_a_bad_event_says_that_it_is_not_the_case() -> None:
    event = line("a", kind=Kind.TRIGGER)
    judged = one(verdict_of([event], {}, records=[record(RecordKind.ATTESTATION)], release=RELEASE))
    assert (judged.outcome, judged.reason) == (O.ATTESTED, "not the case: attested by Ana on 2026-11-20: log in #412")
    assert "not the case: `golive attest a " in one(verdict_of([event], {})).remedy
