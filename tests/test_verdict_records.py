"""What people say in the verdict: the truth table, complete, and what no word may ever do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_golive.checklist.model import Line, Phase, Severity
from pytest_golive.finding import Finding, Outcome, Release
from pytest_golive.records.model import Record, RecordKind, digest_of
from pytest_golive.verdict import LineFindings, Verdict
from tests.test_verdict import NOW, C, H, M, O, line, said, verdict_of

A, W, N = RecordKind.ATTESTATION, RecordKind.WAIVER, RecordKind.NOT_APPLICABLE
RELEASE = Release(commit="a" * 40, content="sha256:1")
ON = NOW - timedelta(days=1)

#: What spoils a record, and the sentence about it.
SPOILT: dict[str, tuple[dict[str, object], str]] = {
    "text": ({"digest": "sha256:0", "text": "other"}, "does not count: the line's text has changed since"),
    "expired": ({"expires": date(2026, 11, 20)}, "does not count: it expired on 2026-11-20"),
    "future": ({"on": NOW + timedelta(days=1)}, "does not count: it is dated later than this judgement"),
    "nobody": ({"by": " "}, "does not count: it names nobody"),
    "release": ({"release": "b" * 40, "content": "sha256:2"}, "does not count: it is of another release (bbbbbbbbbb)"),
}
WAIVER_RULES: dict[str, tuple[dict[str, object], str]] = {
    "approver": ({"approved_by": "a  NA"}, "whoever asks for a waiver cannot approve it"),
    "no approver": ({"approved_by": ""}, "nobody approved it"),
    "no expiry": ({"expires": None}, "a waiver needs an expiry date"),
    "long": ({"expires": date(2027, 2, 19)}, "a waiver lasts at most 90 days, this one 91"),
    "no reason": ({"reason": " "}, "it gives no reason"),
}


def record(kind: RecordKind, name: str = "a", /, **changes: object) -> Record:
    plain = Record(
        kind=kind,
        checklist="GO.md",
        line=name,
        text=name,
        digest=digest_of("GO.md", name, name),
        by="Ana",
        on=ON,
        release=RELEASE.commit,
        content=RELEASE.content,
        evidence="log in #412" if kind is A else "",
        reason="" if kind is A else "mail only",
        approved_by="Bo" if kind is W else "",
        expires=date(2026, 12, 31) if kind is W else None,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def judged(
    severity: Severity, findings: LineFindings | None, *records: Record, lines: tuple[Line, ...] = (), **changes: object
) -> Verdict:
    found = {"a": findings} if findings else {}
    return verdict_of([line("a", severity=severity), *lines], found, records=records, **{"release": RELEASE, **changes})


def not_run() -> LineFindings:
    return LineFindings(findings=(Finding(check="c", outcome=O.UNVERIFIED, reason="deselected", not_run=True),))


def no_answer() -> LineFindings:
    return LineFindings(findings=(Finding(check="c", outcome=O.UNVERIFIED, reason="timed out", look_failed=True),))


#: What the line's own checks said.
SITUATIONS = {
    "passed": lambda: said(O.PASSED),
    "failed": lambda: said(O.FAILED),
    "error": lambda: said(O.ERROR),
    "cannot tell": lambda: said(O.UNVERIFIED),
    "partly": lambda: said(O.PASSED, leftover=("b",)),
    "partly, and does not apply": lambda: said(O.NOT_APPLICABLE, leftover=("b",)),
    "unbound": lambda: None,
    "not run": not_run,
    "no answer": no_answer,
    "one failed": lambda: said(O.PASSED, O.UNVERIFIED, O.FAILED),
}
OPEN = {"cannot tell", "partly", "partly, and does not apply", "unbound"}
BEFORE = {"passed": O.PASSED, "failed": O.FAILED, "error": O.ERROR, "one failed": O.FAILED}


def expected(situation: str, severity: Severity, kind: RecordKind, standing: str) -> Outcome:
    """The truth table."""
    before = BEFORE.get(situation, O.UNVERIFIED)
    reopened = standing == "release" and severity is C
    if before is O.PASSED or reopened or standing not in {"counts", "release"}:
        return before
    if kind is W:
        return before if severity is C else O.WAIVED
    if situation not in OPEN:
        return before
    return O.ATTESTED if kind is A else O.NOT_APPLICABLE


#: A value that fills a field in is of the document's own records: tests/test_verdict_document.py.
SPOKEN = (A, W, N)
COMBINATIONS = list(product(SITUATIONS, Severity, SPOKEN, ["counts", *SPOILT]))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_truth_table(situation: str) -> None:
    """Every outcome, severity, kind of record and state of it."""
    mine = [one[1:] for one in COMBINATIONS if one[0] == situation]
    assert len(mine) == len(Severity) * len(SPOKEN) * (1 + len(SPOILT))
    for severity, kind, standing in mine:
        _one_line_is_as_the_table_says(situation, severity, kind, standing)


def _one_line_is_as_the_table_says(situation: str, severity: Severity, kind: RecordKind, standing: str) -> None:
    changes, told = SPOILT.get(standing, ({}, ""))
    verdict = judged(severity, SITUATIONS[situation](), record(kind, **changes))
    without = judged(severity, SITUATIONS[situation]())
    [one], [bare] = verdict.lines, without.lines
    assert one.outcome is expected(situation, severity, kind, standing)
    assert one.record_counts == (one.outcome is not bare.outcome)
    if situation == "passed":
        assert [warning.reason for warning in verdict.warnings] == [
            f"{record(kind, **changes).name} is not needed: the line passed by itself"
        ]
    elif not one.record_counts:
        assert "does not count: " in one.reason
        if standing not in {"counts", "release"}:
            never = kind is W and severity is C and "a critical line cannot be waived" in one.reason
            assert never or told in one.reason
        assert verdict.decision == without.decision
    else:
        assert one.reason == record(kind, **changes).sentence
    # A word never makes anything worse, and never speaks over what was proven wrong, but for an accepted waiver.
    if bare.outcome in {O.FAILED, O.ERROR} and (kind is not W or severity is C):
        assert one.outcome is bare.outcome
        assert verdict.decision == without.decision


RECORDS = st.lists(st.tuples(st.sampled_from([*RecordKind]), st.sampled_from(["counts", *SPOILT])), max_size=3)
LINES = st.lists(
    st.tuples(
        st.sampled_from([*Severity, None]), st.sampled_from(sorted(SITUATIONS)), RECORDS, st.booleans(), st.booleans()
    ),
    max_size=6,
)


@given(LINES, st.data())
def test_less_is_never_go(
    rows: list[tuple[Severity | None, str, list[tuple[RecordKind, str]], bool, bool]], data: st.DataObject
) -> None:
    """Neither a failing line more nor a record less turns NO-GO into GO."""
    lines = [
        line(str(n), severity=row[0], optional=row[4], parent=str(n - 1) if n and row[3] else "")
        for n, row in enumerate(rows)
    ]
    lines.append(line("all", severity=C))
    found = {str(n): f for n, row in enumerate(rows) if (f := SITUATIONS[row[1]]())}
    about = data.draw(st.sampled_from(ABOUT))
    found["all"] = said(document_checks=(about,)) if about else said(O.PASSED)
    records = [
        record(kind, str(n), **{"by": f"Ana {which}"} | (SPOILT[standing][0] if standing in SPOILT else {}))
        for n, row in enumerate(rows)
        for which, (kind, standing) in enumerate(row[2])
    ]
    before = verdict_of(lines, found, records=records, release=RELEASE)
    bad = line(
        "bad",
        severity=data.draw(st.sampled_from([*Severity])),
        optional=data.draw(st.booleans()),
        parent=data.draw(st.sampled_from(["", *map(str, range(len(rows)))])),
    )
    more = verdict_of(
        [*lines, bad],
        {**found, "bad": said(O.FAILED)},
        records=[*records, record(A, "bad"), record(N, "bad")],
        release=RELEASE,
    )
    assert (before.decision, more.decision) != ("NO-GO", "GO")
    if bad.severity is not M and not bad.optional:
        assert more.decision == "NO-GO"
    if records:
        gone = data.draw(st.sampled_from(records))
        less = verdict_of(lines, found, records=[one for one in records if one is not gone], release=RELEASE)
        assert (before.decision, less.decision) != ("NO-GO", "GO")
    for one in before.lines:
        assert one.outcome is not O.WAIVED or one.severity is not C
        if one.record_counts and one.record and one.record.kind is A:
            assert one.outcome in {O.ATTESTED, O.UNVERIFIED, O.WAIVED, O.FAILED, O.ERROR}
            assert rows[int(one.id)][1] in OPEN


#: What the checklist's last line says about all others.
ABOUT = ("", "release.all-resolved", "release.critical-all-pass", "release.high-all-pass-or-waived")


@pytest.mark.parametrize("rule", WAIVER_RULES)
def test_a_waiver_keeps_its_rules(rule: str) -> None:
    changes, told = WAIVER_RULES[rule]
    verdict = judged(H, said(O.FAILED), record(W, **changes))
    assert verdict.decision == "NO-GO"
    assert f"does not count: {told}" in verdict.lines[0].reason


def test_a_waived_high_line_is_a_condition() -> None:
    verdict = judged(H, said(O.FAILED), record(W))
    assert verdict.decision == "GO"
    assert [one.reason for one in verdict.conditions] == [
        "waived by Bo (asked for by Ana) on 2026-11-20 until 2026-12-31: mail only"
    ]


def test_a_critical_line_cannot_be_waived() -> None:
    verdict = judged(C, None, record(W))
    assert [one.reason for one in verdict.blockers] == [
        "the waiver by Bo of 2026-11-20 does not count: a critical line cannot be waived"
    ]


def test_the_last_day_still_counts() -> None:
    assert judged(C, None, record(A, expires=NOW.date())).decision == "GO"
    assert judged(C, None, record(A, expires=NOW.date() - timedelta(days=1))).decision == "NO-GO"


def test_of_several_records_the_last_that_counts_does() -> None:
    lapsed = record(A, by="Bo", expires=date(2026, 1, 1))
    assert judged(C, None, lapsed, record(A)).warnings == ()
    verdict = judged(C, None, record(A, expires=date(2026, 12, 1)), lapsed)
    assert (verdict.decision, verdict.lines[0].reason[:15]) == ("GO", "attested by Ana")
    assert [one.reason for one in verdict.warnings] == [
        "the attestation by Ana of 2026-11-20 expires on 2026-12-01: Ana has to say it again",
        "the attestation by Bo of 2026-11-20 does not count and the attestation by Ana of 2026-11-20, which is older, "
        "does: delete what is not true any more",
    ]
    neither = judged(C, None, record(A, expires=date(2026, 2, 1)), lapsed)
    assert neither.lines[0].reason.endswith("by Bo of 2026-11-20 does not count: it expired on 2026-01-01")


def test_no_word_hides_an_outage() -> None:
    for kind in (A, N):
        verdict = judged(H, no_answer(), record(kind))
        assert verdict.decision == "NO-GO"
        assert verdict.lines[0].reason.startswith("timed out; the ")
        assert verdict.lines[0].reason.endswith("no word hides an outage")
        assert not verdict.lines[0].for_people
    assert judged(H, no_answer(), record(W)).decision == "GO"


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        (said(O.PASSED, leftover=("off", "site")), O.ATTESTED),
        (said(O.PASSED, leftover=("site",)), O.ATTESTED),
        (said(O.PASSED, leftover=("off", "site", "weekly")), O.UNVERIFIED),
        (said(O.UNVERIFIED, leftover=("off", "site")), O.UNVERIFIED),
        (None, O.UNVERIFIED),
        (said(O.FAILED, leftover=("off", "site")), O.FAILED),
    ],
)
def test_a_record_of_some_words_speaks_of_these_only(findings: LineFindings | None, outcome: O) -> None:
    verdict = judged(C, findings, record(A, words="off site"))
    assert verdict.lines[0].outcome is outcome
    if outcome is O.ATTESTED:
        assert verdict.lines[0].reason.startswith("“off site” attested by Ana on")
    elif outcome is O.UNVERIFIED:
        assert "does not count: it speaks of “off site” only" in verdict.lines[0].reason


@pytest.mark.parametrize(
    ("content", "reopen", "decision"),
    [("sha256:1", (C,), "GO"), ("sha256:2", (C,), "NO-GO"), ("", (C,), "NO-GO"), ("", (), "GO"), ("", (H,), "GO")],
)
def test_a_new_commit_of_the_same_files_is_no_new_release(content: str, reopen: tuple[Severity], decision: str) -> None:
    release = Release(commit="b" * 40, content=content)
    verdict = judged(C, None, record(A), release=release, reopen_on_release=reopen)
    assert verdict.decision == decision


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        ("", "", ""),
        ("", "a" * 40, "it is of another release (not known)"),
        ("b" * 40, "", "it is of release bbbbbbbbbb, and git does not say which one this is"),
        ("b" * 40, "a" * 40, "it is of another release (bbbbbbbbbb)"),
        ("a" * 40, "a" * 40, ""),
    ],
)
def test_a_release_that_is_known_on_one_side_only_is_another_one(then: str, now: str, why: str) -> None:
    verdict = judged(C, None, record(A, release=then, content=""), release=Release(commit=now))
    assert verdict.decision == ("NO-GO" if why else "GO")
    assert verdict.lines[0].reason.endswith(why)


def test_a_group_follows_from_its_parts_whatever_is_said_of_it() -> None:
    parts = (line("a/x", parent="a"),)
    verdict = judged(C, None, record(A), lines=parts)
    assert [one.outcome for one in verdict.lines] == [O.UNVERIFIED, O.UNVERIFIED]
    assert [one.reason for one in verdict.warnings] == [
        "the attestation by Ana of 2026-11-20 is not needed: the line is answered by its parts or by other lines"
    ]
    verdict = judged(C, None, record(A, "a/x"), lines=parts)
    assert (verdict.decision, verdict.lines[0].outcome) == ("GO", O.PASSED)


def test_a_group_s_own_check_may_be_waived_and_its_parts_still_count() -> None:
    parts = (line("a/x", parent="a", severity=H),)
    verdict = verdict_of(
        [line("a", severity=H), *parts], {"a": said(O.FAILED), "a/x": said(O.PASSED)}, records=[record(W)],
        release=RELEASE,
    )  # fmt: skip
    assert (verdict.decision, verdict.lines[0].outcome) == ("GO", O.WAIVED)
    verdict = verdict_of(
        [line("a", severity=H), *parts], {"a": said(O.FAILED), "a/x": said(O.FAILED)}, records=[record(W)],
        release=RELEASE,
    )  # fmt: skip
    assert (verdict.decision, verdict.lines[0].outcome) == ("NO-GO", O.FAILED)


def test_warnings() -> None:
    soon = record(A, expires=date(2026, 12, 5))
    gone = record(A, "champagne is cold")
    other = replace(record(A), checklist="OPS.md")
    verdict = judged(M, None, soon, gone, other)
    assert [(one.id, one.reason) for one in verdict.warnings] == [
        ("a", "the attestation by Ana of 2026-11-20 expires on 2026-12-05: Ana has to say it again"),
        (
            "champagne is cold",
            "the attestation by Ana of 2026-11-20 belongs to no line of GO.md: “champagne is cold” is gone; "
            "delete it, or say it anew of the line that says this now",
        ),
        ("run", "1 of the records are of checklists not judged here: OPS.md"),
    ]
    assert judged(M, None, record(A, expires=date(2026, 12, 6))).warnings == ()


def test_a_changed_text_with_another_id_is_told_at_the_line_that_took_its_place() -> None:
    old = record(A, "backup tested")
    verdict = verdict_of([line("backups tested")], {}, records=[old], release=RELEASE)
    assert verdict.lines[0].reason == (
        "the attestation by Ana of 2026-11-20 does not count: the line's text has changed since"
    )
    assert verdict.warnings == ()


def moved(**changes: object) -> Verdict:
    """Of a line that was attested below another heading."""
    here = replace(line("b/x"), text="tested", **changes)  # type: ignore[arg-type]
    old = replace(record(A, "a/x"), text="tested", digest=digest_of("GO.md", "a/x", "tested"))
    return verdict_of([here], {}, records=[old], release=RELEASE)


def test_a_line_below_another_heading_is_open_and_says_where_it_was_attested() -> None:
    verdict = moved()
    assert verdict.decision == "NO-GO"
    assert verdict.lines[0].reason == (
        "the attestation by Ana of 2026-11-20 does not count: "
        "the line, in the same words, was below “a” and is below “b” now"
    )
    assert verdict.lines[0].remedy == "look again and say it anew: `golive attest b/x --by NAME --evidence TEXT`"
    assert verdict.warnings == ()


def test_a_record_of_a_line_that_is_elsewhere_and_not_judged_names_it() -> None:
    assert [(one.id, one.reason) for one in moved(phase=Phase.POST_DEPLOY).warnings] == [
        (
            "a/x",
            "the attestation by Ana of 2026-11-20 belongs to no line of GO.md: “tested” is b/x now; "
            "say it anew (golive attest b/x …), or delete it",
        )
    ]


def test_an_attested_line_is_good_for_the_sums() -> None:
    about = said(document_checks=("release.critical-all-pass",))
    verdict = verdict_of([line("x"), line("all")], {"all": about}, records=[record(A, "x")], release=RELEASE)
    assert verdict.decision == "GO"
    word = record(A, "all")
    bad = verdict_of([line("x"), line("all")], {"all": about}, records=[word], release=RELEASE)
    assert bad.lines[1].outcome is O.UNVERIFIED


def test_utc_days_whatever_the_zone_of_the_clock() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC).astimezone()
    assert judged(C, None, record(A, expires=date(2026, 11, 21)), as_of=late).decision == "GO"
