"""Whether a record counts, and what its line's findings become when it does. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from pytest_golive.checklist.model import Line, Severity
from pytest_golive.finding import Finding, Outcome, Release
from pytest_golive.records.model import GIVES, Record, RecordKind, digest_of

WAIVER_DAYS = 90
#: How far the clocks of two machines may be apart.
SKEW = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What the rules look at, beside the record and its line."""

    release: Release
    as_of: datetime
    reopen_on_release: Collection[str]
    """Severities whose records end with their release."""


def broken_rule(record: Record) -> str:
    """The rule that a record breaks whatever its line is; empty when it keeps them all."""
    if not record.by.strip():
        return "it names nobody"
    if not (record.evidence if record.kind is RecordKind.ATTESTATION else record.reason).strip():
        return "it gives no evidence" if record.kind is RecordKind.ATTESTATION else "it gives no reason"
    return _broken_waiver(record) if record.kind is RecordKind.WAIVER else ""


def _broken_waiver(record: Record) -> str:
    if not record.approved_by.strip():
        return "nobody approved it"
    if _same(record.by, record.approved_by):
        return "whoever asks for a waiver cannot approve it"
    if record.expires is None:
        return "a waiver needs an expiry date"
    days = (record.expires - _day(record.on)).days
    return f"a waiver lasts at most {WAIVER_DAYS} days, this one {days}" if days > WAIVER_DAYS else ""


def _same(one: str, other: str) -> bool:
    """Whether two names are one, however they are spaced and capitalised."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def why_not(record: Record, line: Line, severity: Severity, now: Circumstances) -> str:
    """Why a record does not count for a line, whatever was found; empty when it may."""
    if record.digest != digest_of(record.checklist, line.id, line.text):
        what = "place in the checklist" if record.text == line.text else "text"
        return f"the line's {what} has changed since"
    if broken := broken_rule(record):
        return broken
    if record.kind is RecordKind.WAIVER and severity is Severity.CRITICAL:
        return "a critical line cannot be waived"
    if record.on > now.as_of + SKEW:
        return "it is dated later than this judgement"
    if record.expires and _day(now.as_of) > record.expires:
        return f"it expired on {record.expires}"
    if severity in now.reopen_on_release and not _is_of(record, now.release):
        return f"it is of another release ({record.release[:10] or 'not known'})"
    return ""


def _is_of(record: Record, release: Release) -> bool:
    """Whether nothing but the records file has changed since."""
    same_content = bool(record.content) and record.content == release.content
    return record.release == release.commit or same_content


def against(record: Record, outcome: Outcome, findings: Iterable[Finding]) -> str:
    """Why a record must not speak over what was found; empty when it may."""
    if record.kind is RecordKind.WAIVER:
        return ""
    if outcome is Outcome.FAILED:
        return "a check failed, and no word overrides that"
    if outcome is Outcome.ERROR:
        return "a check broke, and no word overrides that"
    if any(finding.not_run for finding in findings):
        return "what looks at this line did not run"
    return ""


def answered(findings: Iterable[Finding], record: Record) -> tuple[Finding, ...]:
    """The findings of a line whose record counts: the record speaks for all of them."""
    outcome = GIVES[record.kind]
    said = Finding(check="record", outcome=outcome, reason=record.sentence)
    return said, *(replace(one, outcome=outcome, reason=record.sentence, remedy="", root="") for one in findings)


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
