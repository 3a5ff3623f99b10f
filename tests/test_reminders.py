"""What ends soon is said once, in time, by the clock of the run."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pytest_golive.checks.registry import Evidence
from pytest_golive.finding import Finding, Lapse, Outcome
from pytest_golive.records.model import RecordKind
from pytest_golive.verdict import LineFindings, Verdict
from tests.test_verdict import NOW, H, line, verdict_of
from tests.test_verdict_records import judged, record

BERLIN = timezone(timedelta(hours=1))
WHAT = "the certificate of shop.test"


def seen(*lapses: Lapse, outcome: Outcome = Outcome.PASSED) -> LineFindings:
    return LineFindings(findings=(Finding(check="c", outcome=outcome, reason="why", lapses=lapses),))


def lapse(when: datetime, what: str = WHAT) -> Lapse:
    return Lapse(what=what, when=when)


def told(verdict: Verdict) -> list[str]:
    return [warning.reason for warning in verdict.warnings]


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        (NOW + timedelta(days=15), ""),
        (NOW + timedelta(days=14, hours=14), f"{WHAT} expires on 2026-12-05, in 14 days"),
        (NOW + timedelta(days=1), f"{WHAT} expires on 2026-11-22, tomorrow"),
        (NOW + timedelta(hours=1), f"{WHAT} expires on 2026-11-21, today"),
        (NOW, f"{WHAT} expired on 2026-11-21"),
        (NOW - timedelta(days=400), f"{WHAT} expired on 2025-10-17"),
        # 00:30 in Berlin is the day before in UTC.
        (datetime(2026, 12, 6, 0, 30, tzinfo=BERLIN), f"{WHAT} expires on 2026-12-05, in 14 days"),
    ],
)
def test_what_is_said_of_a_lapse(when: datetime, sentence: str) -> None:
    assert told(verdict_of([line("a")], {"a": seen(lapse(when))})) == [sentence] * bool(sentence)


def test_many_lines_say_it_once_and_the_soonest_comes_first() -> None:
    soon, sooner = lapse(NOW + timedelta(days=5)), lapse(NOW + timedelta(days=2), "the domain shop.test")
    found = {"a": seen(soon), "b": seen(soon, sooner, outcome=Outcome.FAILED), "c": seen(soon)}
    verdict = verdict_of([line(name) for name in found], found)
    assert [(one.id, one.reason) for one in verdict.warnings] == [
        ("b", "the domain shop.test expires on 2026-11-23, in 2 days"),
        ("a", f"{WHAT} expires on 2026-11-26, in 5 days"),
    ]
    assert verdict.lines[1].lapses == (soon, sooner)


def test_one_window_and_one_clock_for_certificates_attestations_and_waivers() -> None:
    ends = datetime(2026, 12, 20, 12, tzinfo=UTC)
    attested = record(RecordKind.ATTESTATION, expires=date(2026, 12, 20))
    waived = record(RecordKind.WAIVER, "b", expires=date(2026, 12, 20))
    more = (line("b", severity=H), line("c"))

    def at(as_of: datetime, days: int) -> list[str]:
        verdict = judged(H, None, attested, waived, lines=more, as_of=as_of, remind_days=days)
        found = {"c": seen(lapse(ends))}
        lines = [line("a", severity=H), *more]
        again = verdict_of(
            lines, found, records=(attested, waived), as_of=as_of, remind_days=days, release=verdict.release
        )
        return told(again)

    day = datetime(2026, 12, 6, 12, tzinfo=UTC)
    everything = [
        f"{attested.name} expires on 2026-12-20: Ana has to say it again",
        f"{waived.name} expires on 2026-12-20: Bo has to say it again",
        f"{WHAT} expires on 2026-12-20, in 14 days",
    ]
    assert at(day, 14) == everything
    assert at(day, 13) == []
    assert at(NOW, 14) == []
    assert len(at(NOW, 29)) == 3
    # The day after: the records no longer count, which their lines say; the certificate has lapsed.
    assert at(datetime(2026, 12, 21, 0, 1, tzinfo=UTC), 14) == [f"{WHAT} expired on 2026-12-20"]


def test_an_enormous_window_is_no_error() -> None:
    far = lapse(datetime(9999, 12, 31, tzinfo=UTC))
    verdict = verdict_of([line("a")], {"a": seen(far)}, remind_days=10**12)
    assert len(verdict.warnings) == 1


def test_a_lapse_never_decides() -> None:
    expired = seen(lapse(NOW - timedelta(days=1)))
    assert verdict_of([line("a")], {"a": expired}).decision == "GO"
    assert replace(verdict_of([line("a")], {"a": expired}), warnings=()).blockers == ()


def test_evidence_wants_a_zone() -> None:
    evidence = Evidence()
    evidence.lapses(WHAT, NOW)
    assert evidence.ends == (Lapse(what=WHAT, when=NOW),)
    with pytest.raises(ValueError, match="the end of the domain needs a time zone"):
        evidence.lapses("the domain", NOW.replace(tzinfo=None))
