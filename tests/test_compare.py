"""What changed between two verdicts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pytest_golive.checklist.model import Phase, Severity
from pytest_golive.compare import Change, compare, why_not
from pytest_golive.finding import Outcome, Release
from pytest_golive.verdict import JudgedChecklist, JudgedLine, Verdict, effect_of
from tests.test_verdict import C, H, M, line, said, verdict_of

P, F, U, W = Outcome.PASSED, Outcome.FAILED, Outcome.UNVERIFIED, Outcome.WAIVED
#: The tuples of a `Change`.
SORTS = ("new", "gone", "fixed", "regressed")


def verdict(**outcomes: Outcome) -> Verdict:
    return verdict_of([line(name) for name in outcomes], {name: said(outcome) for name, outcome in outcomes.items()})


def ids(change: Change) -> dict[str, list[str]]:
    found = {sort: [one.id for one in getattr(change, sort)] for sort in SORTS}
    return {sort: names for sort, names in found.items() if names}


def test_each_sort_of_change() -> None:
    before = verdict(a=P, b=F, c=F, d=P)
    now = replace(verdict(a=F, b=P, c=U, e=P), release=Release(commit="b" * 40))
    change = compare(now, replace(before, release=Release(commit="a" * 40)))
    assert ids(change) == {"new": ["e"], "gone": ["d"], "fixed": ["b"], "regressed": ["a"]}
    assert change.still_open == 1
    assert (change.decision, change.as_of, change.commit) == ("NO-GO", before.as_of, "a" * 40)
    assert [one.outcome for one in change.regressed + change.fixed] == [F, P]


def test_a_line_that_moved_is_known_by_its_words() -> None:
    before, now = verdict(a=P, b=P), verdict(a=P, b=F)
    moved = tuple(replace(one, id=f"other/{one.id}") for one in now.lines)
    assert ids(compare(replace(now, lines=moved), before)) == {"regressed": ["other/b"]}
    elsewhere = tuple(replace(one, checklist="OTHER.md") for one in moved)
    assert ids(compare(replace(now, lines=elsewhere), before)) == {"regressed": ["other/b"]}


def test_a_line_is_matched_near_before_far() -> None:
    [one] = verdict(a=F).lines
    far, near = replace(one, checklist="OTHER.md", id="x"), replace(one, id="y")
    change = compare(replace(verdict(), lines=(one,)), replace(verdict(), lines=(far, near)))
    assert [gone.id for gone in change.gone] == ["x"]
    assert change.still_open == 1


def test_a_changed_text_in_the_same_place_is_the_same_line() -> None:
    before, now = verdict(a=P), verdict(a=F)
    changed = tuple(replace(one, text="A!") for one in now.lines)
    assert ids(compare(replace(now, lines=changed), before)) == {"regressed": ["a"]}


def waived(severity: Severity, outcome: Outcome) -> Verdict:
    return verdict_of([line("a", severity=severity)], {"a": said(outcome)})


def test_a_waiver_that_lapsed_is_a_regression_and_a_new_one_settles_its_line() -> None:
    assert ids(compare(waived(H, F), waived(H, W))) == {"regressed": ["a"]}
    assert ids(compare(waived(H, W), waived(H, F))) == {"fixed": ["a"]}
    # Of a medium line both are notes.
    change = compare(waived(M, F), waived(M, W))
    assert (ids(change), change.still_open) == ({}, 1)


def test_a_line_that_becomes_due_is_new_and_one_that_no_longer_is_has_gone() -> None:
    def at(phase: Phase) -> Verdict:
        return verdict_of([line("a"), line("b", phase=phase)], {"a": said(P), "b": said(P)})

    assert ids(compare(at(Phase.PRE_DEPLOY), at(Phase.DAILY))) == {"new": ["b"]}
    assert ids(compare(at(Phase.DAILY), at(Phase.PRE_DEPLOY))) == {"gone": ["b"]}
    assert ids(compare(at(Phase.DAILY), at(Phase.DAILY))) == {}


def test_a_group_is_not_named_beside_its_part() -> None:
    def with_part(outcome: Outcome) -> Verdict:
        return verdict_of([line("a"), line("b", parent="a")], {"b": said(outcome)})

    assert ids(compare(with_part(F), with_part(P))) == {"regressed": ["b"]}
    assert ids(compare(with_part(P), with_part(F))) == {"fixed": ["b"]}
    assert compare(with_part(F), with_part(F)).still_open == 1
    assert ids(compare(with_part(F), verdict(c=P))) == {"new": ["b"], "gone": ["c"]}


def test_what_cannot_be_compared() -> None:
    now = verdict(a=P)
    assert why_not(now, now) == ""
    assert why_not(replace(now, target="https://a/"), replace(now, target="https://a")) == ""
    assert why_not(now, replace(now, phase=Phase.DAILY)) == "it is of phase daily, this run of pre-deploy"
    assert why_not(now, replace(now, target="https://a")) == "it is of the target https://a, this run of (none)"


def of(**checklists: str) -> Verdict:
    """A verdict over checklists with these digests; "" is the team's own tests."""
    lists = tuple(JudgedChecklist(path=path, sha256=digest, lines=1) for path, digest in checklists.items())
    return replace(verdict(a=P), checklists=lists)


def test_another_checklist_says_nothing_of_this_one() -> None:
    told = "it is of old, other, this run of new"
    assert why_not(of(new="1", tests=""), of(old="2", other="3", tests="")) == told
    assert why_not(of(tests=""), of(old="2", tests="")) == "it is of old, this run of no checklist"
    assert why_not(of(new="1", more="4"), of(old="2", more="3")) == ""
    assert why_not(of(moved="1"), of(old="1")) == ""
    assert why_not(of(tests=""), of(tests="")) == ""


[LINE] = verdict(a=P).lines


@st.composite
def some_line(draw: st.DrawFn) -> JudgedLine:
    outcome, severity = draw(st.sampled_from([*Outcome])), draw(st.sampled_from([C, H, M]))
    name = st.sampled_from("abcd")
    return replace(
        LINE,
        id=draw(name), text=draw(name), checklist=draw(st.sampled_from(["1.md", "2.md"])), outcome=outcome,
        severity=severity, effect=effect_of(outcome, severity), follows=draw(st.sampled_from(["", "", "a"])),
    )  # fmt: skip


@st.composite
def some_verdict(draw: st.DrawFn) -> Verdict:
    # As in a real one, no two lines have one id.
    lines = draw(st.lists(some_line(), max_size=8, unique_by=lambda one: (one.checklist, one.id)))
    return replace(verdict(), lines=tuple(lines))


@given(some_verdict())
def test_a_verdict_has_no_change_since_itself(one: Verdict) -> None:
    assert ids(compare(one, one)) == {}


@given(some_verdict(), some_verdict())
def test_swapping_the_two_swaps_the_changes(one: Verdict, other: Verdict) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.new == back.gone
    assert there.gone == back.new
    assert len(there.fixed) == len(back.regressed)
    assert len(there.regressed) == len(back.fixed)


@given(some_verdict(), some_verdict())
def test_no_line_is_in_two_lists_and_none_is_made_up(one: Verdict, other: Verdict) -> None:
    change = compare(one, other)
    now = Counter((line.checklist, line.id) for line in change.new + change.fixed + change.regressed)
    assert set(now.values()) <= {1}
    assert set(change.new + change.fixed + change.regressed) <= set(one.lines)
    assert set(change.gone) <= set(other.lines)
    assert change.still_open + now.total() <= len(one.lines)
