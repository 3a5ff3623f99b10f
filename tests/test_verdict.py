"""The verdict: its truth table, complete, and the properties that must hold for any run."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_golive.checklist.bind import how_to_answer
from pytest_golive.checklist.model import Checklist, Kind, Line, Phase, Severity
from pytest_golive.checks import load_checks
from pytest_golive.finding import Finding, Outcome
from pytest_golive.verdict import Blocker, Effect, LineFindings, Run, effect_of, judge

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
C, H, M = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM
O = Outcome  # noqa: E741

TRUTH = {
    **{(outcome, severity): Effect.OK for outcome in (O.PASSED, O.ATTESTED, O.NOT_APPLICABLE) for severity in Severity},
    (O.WAIVED, C): Effect.BLOCKS,
    (O.WAIVED, H): Effect.CONDITION,
    (O.WAIVED, M): Effect.NOTE,
    **{(outcome, severity): Effect.BLOCKS for outcome in (O.FAILED, O.ERROR, O.UNVERIFIED) for severity in (C, H)},
    **{(outcome, M): Effect.NOTE for outcome in (O.FAILED, O.ERROR, O.UNVERIFIED)},
    **{(O.NOT_DUE, severity): Effect.LATER for severity in Severity},
}


def line(name: str, **changes: object) -> Line:
    return Line(**{"id": name, "number": 1, "text": name, "kind": Kind.ITEM, "severity": C, **changes})  # type: ignore[arg-type]


def verdict_of(lines: list[Line], said: dict[str, LineFindings], **changes: object):
    checklist = Checklist(path="GO.md", sha256="0" * 64, lines=tuple(lines))
    run = {
        "checklists": [checklist],
        "said": {("GO.md", name): findings for name, findings in said.items()},
        "checks": load_checks(),
        "phase": Phase.PRE_DEPLOY,
        "as_of": NOW,
        **changes,
    }
    return judge(Run(**run))  # type: ignore[arg-type]


def said(*outcomes: Outcome, **changes: object) -> LineFindings:
    findings = tuple(Finding(check=f"c.{n}", outcome=outcome, reason="why") for n, outcome in enumerate(outcomes))
    return LineFindings(findings=findings, **changes)  # type: ignore[arg-type]


def said_of(check: str, outcome: Outcome) -> LineFindings:
    return LineFindings(findings=(Finding(check=check, outcome=outcome, reason="why"),))


@pytest.mark.parametrize(("outcome", "severity"), list(product(Outcome, Severity)))
def test_truth_table(outcome: Outcome, severity: Severity) -> None:
    assert effect_of(outcome, severity) is TRUTH[outcome, severity]


@pytest.mark.parametrize(("outcome", "severity"), [key for key in TRUTH if key[0] is not O.NOT_DUE])
def test_one_line_decides_as_the_table_says(outcome: Outcome, severity: Severity) -> None:
    verdict = verdict_of([line("a", severity=severity), line("b")], {"a": said(outcome), "b": said(O.PASSED)})
    assert (verdict.decision == "NO-GO") == (TRUTH[outcome, severity] is Effect.BLOCKS)
    assert bool(verdict.blockers) == (verdict.decision == "NO-GO")


def test_no_line_is_no_go() -> None:
    verdict = verdict_of([], {})
    assert verdict.decision == "NO-GO"
    assert verdict.blockers[0].reason == "no line of the checklist is due in phase pre-deploy"


def test_notes_alone_prove_nothing() -> None:
    verdict = verdict_of([line("a", severity=M), line("b", severity=M)], {"a": said(O.FAILED)})
    assert verdict.decision == "NO-GO"
    assert [blocker.reason for blocker in verdict.blockers] == ["not one line of the checklist is proven"]


def test_only_lines_of_another_phase_is_no_go() -> None:
    verdict = verdict_of([line("a", phase=Phase.ROLLBACK)], {"a": said(O.PASSED)})
    assert verdict.decision == "NO-GO"
    assert verdict.lines[0].outcome is O.NOT_DUE


def test_a_problem_of_the_run_is_no_go() -> None:
    verdict = verdict_of([line("a")], {"a": said(O.PASSED)}, problems=("worker gw0 crashed",))
    assert verdict.decision == "NO-GO"
    assert [blocker.reason for blocker in verdict.blockers] == ["worker gw0 crashed"]


def test_a_line_nobody_looked_at_blocks() -> None:
    verdict = verdict_of([line("a"), line("b")], {"a": said(O.PASSED)})
    assert [(b.id, b.reason) for b in verdict.blockers] == [("b", "nothing looks at this line")]


def test_words_left_over_make_it_partly_verified() -> None:
    verdict = verdict_of([line("a")], {"a": said(O.PASSED, leftover=("off", "site"))})
    assert verdict.lines[0].outcome is O.UNVERIFIED
    assert verdict.lines[0].reason == "partly verified: nothing looks at “off site”"


def test_the_worst_of_several_checks_counts() -> None:
    verdict = verdict_of([line("a")], {"a": said(O.PASSED, O.FAILED, O.UNVERIFIED)})
    assert verdict.lines[0].outcome is O.FAILED


def test_a_failed_part_fails_its_group_and_is_named_once() -> None:
    lines = [line("g"), line("g/a", parent="g"), line("g/b", parent="g")]
    verdict = verdict_of(lines, {"g/a": said(O.PASSED), "g/b": said(O.FAILED)})
    assert [one.outcome for one in verdict.lines] == [O.FAILED, O.PASSED, O.FAILED]
    assert verdict.lines[0].observed == "“g/b” is failed"
    assert [blocker.id for blocker in verdict.blockers] == ["g/b"]


@pytest.mark.parametrize("outcome", [O.FAILED, O.UNVERIFIED])
def test_a_group_in_a_group_holds_up_the_outer_one(outcome: Outcome) -> None:
    lines = [
        line("a"), line("a/b", parent="a"), line("a/c", parent="a"), line("a/c/d", parent="a/c", severity=M),
    ]  # fmt: skip
    verdict = verdict_of(lines, {"a/b": said(O.PASSED), "a/c/d": said(outcome)})
    assert [one.outcome for one in verdict.lines] == [outcome, O.PASSED, outcome, outcome]
    assert verdict.decision == "NO-GO"


def test_a_group_of_optional_parts_nobody_looked_at_is_not_proven() -> None:
    lines = [line("g", optional=True), *(line(f"g/{n}", parent="g", optional=True) for n in "ab")]
    assert verdict_of(lines, {}).lines[0].outcome is O.UNVERIFIED


def test_an_open_optional_part_does_not_hold_up_its_group() -> None:
    lines = [line("g"), line("g/a", parent="g"), line("g/b", parent="g", optional=True)]
    verdict = verdict_of(lines, {"g/a": said(O.PASSED)})
    assert verdict.lines[0].outcome is O.PASSED
    assert verdict.decision == "GO"


@pytest.mark.parametrize("outcome", [O.FAILED, O.ERROR])
def test_a_broken_optional_part_breaks_its_group(outcome: Outcome) -> None:
    lines = [line("g"), line("g/a", parent="g"), line("g/b", parent="g", optional=True)]
    verdict = verdict_of(lines, {"g/a": said(O.PASSED), "g/b": said(outcome)})
    assert [one.effect for one in verdict.lines] == [Effect.BLOCKS, Effect.OK, Effect.NOTE]
    assert verdict.blockers == (Blocker(id="g", reason=f"“g/b” is {outcome}"),)


def test_a_stated_condition_is_not_optional() -> None:
    lines = [line("a", optional=True, applies_if="using Telegram")]
    assert not verdict_of(lines, {}).lines[0].optional
    assert verdict_of(lines, {}).decision == "NO-GO"


def test_a_command_has_the_answer_of_its_line() -> None:
    lines = [line("a"), line("a/command", parent="a", kind=Kind.COMMAND)]
    verdict = verdict_of(lines, {"a": said(O.FAILED)})
    assert verdict.lines[1].outcome is O.FAILED
    assert len(verdict.blockers) == 1


def test_all_critical_lines_is_answered_by_the_others() -> None:
    about = said(document_checks=("release.critical-all-pass",))
    good = verdict_of([line("a"), line("all")], {"a": said(O.PASSED), "all": about})
    bad = verdict_of([line("a"), line("all")], {"a": said(O.UNVERIFIED), "all": about})
    assert good.decision == "GO"
    assert bad.lines[1].reason == "“a” is unverified"


def test_a_waived_critical_line_is_not_a_pass() -> None:
    about = said(document_checks=("release.critical-all-pass",))
    verdict = verdict_of([line("a"), line("all")], {"a": said(O.WAIVED), "all": about})
    assert verdict.lines[1].outcome is O.FAILED


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (O.PASSED, O.PASSED),
        (O.ATTESTED, O.PASSED),
        (O.FAILED, O.FAILED),
        (O.WAIVED, O.FAILED),
        (O.UNVERIFIED, O.UNVERIFIED),
    ],
)
def test_all_critical_flows_is_answered_by_the_lines_that_contracts_answer(outcome: O, expected: O) -> None:
    about = said(document_checks=("release.flows-all-pass",))
    flow, other = said_of("flow.checkout", outcome), said(O.FAILED)
    judged = verdict_of([line("a"), line("debug"), line("all")], {"a": flow, "debug": other, "all": about})
    assert judged.lines[2].outcome is expected


def test_without_a_line_about_a_flow_nobody_knows_whether_all_work() -> None:
    about = said(document_checks=("release.flows-all-pass",))
    mild = said_of("flow.checkout", O.PASSED)
    judged = verdict_of([line("a"), line("b", severity=H), line("all")], {"a": said(O.PASSED), "b": mild, "all": about})
    assert judged.lines[2].reason == "no other critical line is about a flow"


@pytest.mark.parametrize(
    ("check", "counts"),
    [
        ("payment.live-mode", False),
        ("payment.credentials-accepted", False),
        ("payment.reconciliation", False),
        ("flow.browse-products", True),
        ("payment.sandbox-roundtrip", True),
        ("mail.order-confirmation", True),
    ],
)
def test_a_look_at_the_gateway_is_no_flow(check: str, *, counts: bool) -> None:
    about = said(document_checks=("release.flows-all-pass",))
    found = {"a": said_of("flow.checkout", O.PASSED), "b": said_of(check, O.FAILED), "all": about}
    judged = verdict_of([line("a"), line("b"), line("all")], found)
    assert judged.lines[2].outcome is (O.FAILED if counts else O.PASSED)


def test_high_lines_may_be_waived() -> None:
    about = said(document_checks=("release.high-all-pass-or-waived",))
    verdict = verdict_of([line("a", severity=H), line("all")], {"a": said(O.WAIVED), "all": about})
    assert verdict.decision == "GO"
    assert [condition.id for condition in verdict.conditions] == ["a"]


def test_severity_falls_back_to_the_check_then_to_high() -> None:
    lines = [line("a", severity=None), line("b", severity=None), line("c", severity=None, kind=Kind.RECORD)]
    verdict = verdict_of(lines, {"a": said(O.PASSED, default_severity=M)})
    assert [one.severity for one in verdict.lines] == [M, H, M]


def test_a_failing_medium_part_lifts_no_block() -> None:
    """A line without severity is high, until something of it is proven."""
    leaf, good, bad = line("g", severity=None), line("g/a", parent="g", severity=M), line("g/b", parent="g", severity=M)
    found = {"g/a": said(O.PASSED), "g/b": said(O.FAILED), "other": said(O.PASSED)}
    decisions = [verdict_of([line("other"), leaf, *parts], found).decision for parts in ([], [bad], [bad, good])]
    assert decisions == ["NO-GO", "NO-GO", "GO"]


OUTCOMES = st.sampled_from([*Outcome])
LINES = st.lists(
    st.tuples(st.sampled_from([*Severity]), st.lists(OUTCOMES, max_size=3), st.sampled_from([*Phase]), st.booleans()),
    max_size=12,
)


@given(LINES)
def test_go_only_when_every_due_line_is_good_enough(rows: list[tuple[Severity, list[Outcome], Phase, bool]]) -> None:
    lines = [
        line(str(n), severity=severity, phase=phase, optional=optional)
        for n, (severity, _, phase, optional) in enumerate(rows)
    ]
    verdict = verdict_of(lines, {str(n): said(*outcomes) for n, (_, outcomes, _, _) in enumerate(rows)})
    assert sum(n for key, n in verdict.counts.items() if key != "total") == verdict.counts["total"] == len(rows)
    good = {O.PASSED, O.ATTESTED, O.NOT_APPLICABLE, O.NOT_DUE}
    for one, (_, outcomes, phase, optional) in zip(verdict.lines, rows, strict=True):
        if phase is not Phase.PRE_DEPLOY:
            assert one.outcome is O.NOT_DUE
        elif verdict.decision == "GO" and not optional and one.severity is not M:
            assert outcomes
            assert set(outcomes) <= good | {O.WAIVED}
    if verdict.decision == "GO":
        assert any(one.effect is not Effect.LATER for one in verdict.lines)


@pytest.mark.parametrize("is_optional", [False, True])
def test_a_line_weighs_no_less_than_the_test_that_claims_it(is_optional: bool) -> None:
    lines = [line("a", severity=M, optional=is_optional), line("b", severity=C)]
    verdict = verdict_of(lines, {"a": said(O.FAILED, at_least=H), "b": said(O.PASSED, at_least=M)})
    assert [one.severity for one in verdict.lines] == [H, C]
    assert verdict.decision == "NO-GO"


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[Line], dict[str, LineFindings]]:
    """Lines of which each may be a part of an earlier one; those without parts were looked at, or not."""
    lines: list[Line] = []
    for number in range(draw(st.integers(1, 6))):
        parent = draw(st.sampled_from([one.id for one in lines[-2:]] or [""]))
        severity, optional = draw(st.sampled_from((C, M))), draw(st.sampled_from((False, False, True)))
        phase = draw(st.sampled_from((Phase.PRE_DEPLOY, Phase.PRE_DEPLOY, Phase.PRE_DEPLOY, Phase.DAILY)))
        lines.append(line(f"{number}", parent=parent, severity=severity, phase=phase, optional=optional))
    groups = {one.parent for one in lines}
    outcomes = st.sampled_from((O.PASSED, O.PASSED, O.FAILED, O.ERROR, O.UNVERIFIED, O.NOT_APPLICABLE))
    return lines, {one.id: said(draw(outcomes)) for one in lines if one.id not in groups}


@settings(max_examples=400)
@given(trees())
def test_a_group_is_proven_only_when_every_part_that_must_be_is(
    tree: tuple[list[Line], dict[str, LineFindings]],
) -> None:
    lines, findings = tree
    verdict = verdict_of(lines, findings)
    judged = {one.id: one for one in verdict.lines}
    proven = {O.PASSED, O.ATTESTED, O.NOT_APPLICABLE, O.WAIVED, O.NOT_DUE}
    for part in verdict.lines:
        above = judged.get(part.parent)
        if above and above.outcome in {O.PASSED, O.ATTESTED}:
            allowed = proven | ({O.UNVERIFIED} if part.optional else set())
            assert part.outcome in allowed, f"{above.id} is {above.outcome} although {part.id} is {part.outcome}"
    blocking = [one.id for one in verdict.lines if one.effect is Effect.BLOCKS]
    assert not (blocking and verdict.decision == "GO")


def test_a_line_nothing_looks_at_names_what_answers_it() -> None:
    trained = line("high/support-team-trained", text="Support team trained")
    for partly in (False, True):
        told = how_to_answer(trained, partly=partly)
        assert '@pytest.mark.golive(line="support-team-trained")' in told
        assert told.endswith("vouch for it: `golive attest high/support-team-trained --by NAME --evidence TEXT`")
