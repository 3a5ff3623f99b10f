"""Whether a record counts, and what its line's findings become when it does. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from pytest_golive.checklist import fields
from pytest_golive.checklist.labels import label_of
from pytest_golive.checklist.model import Line, Severity
from pytest_golive.data import dataclass
from pytest_golive.finding import Finding, Outcome, Release, worst
from pytest_golive.records.document import FILLED_IN
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


#: What the commands of `golive todo` hold in the place of names and texts.
PLACEHOLDERS = frozenset({"NAME", "TEXT", "WHY", "WHAT YOU SAW", "VALUE", "REQUESTER"})


def broken_rule(record: Record) -> str:
    """The rule that a record breaks whatever its line is; empty when it keeps them all."""
    if not record.by.strip():
        return "it names nobody"
    for said in (record.by, record.approved_by, record.evidence, record.reason):
        if said.strip() in PLACEHOLDERS or (said.strip() and fields.says_nothing(said)):
            return f"{said!r} stands for what you are to write there"
    if record.kind is RecordKind.FIELD:
        is_open = _field(record).state is fields.State.OPEN
        return f"{record.value!r} is no value, only the place for one" if is_open else ""
    if not (record.evidence if record.kind is RecordKind.ATTESTATION else record.reason).strip():
        return "it gives no evidence" if record.kind is RecordKind.ATTESTATION else "it gives no reason"
    return _broken_waiver(record) if record.kind is RecordKind.WAIVER else ""


def _field(record: Record) -> fields.Field:
    """What a field holds that is filled in with a record's value."""
    return fields.read(label_of(record.text)[0] or record.text, record.value)


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
        return _changed(record, line)
    if broken := broken_rule(record):
        return broken
    if record.kind is RecordKind.FIELD and line.kind not in FILLED_IN:
        return "only a record or a contact can be filled in; attest this line"
    if record.kind is RecordKind.WAIVER and severity is Severity.CRITICAL:
        return "a critical line cannot be waived"
    if record.on > now.as_of + SKEW:
        return "it is dated later than this judgement"
    if record.expires and _day(now.as_of) > record.expires:
        return f"it expired on {record.expires}"
    return _other_release(record, now.release) if severity in now.reopen_on_release else ""


def _changed(record: Record, line: Line) -> str:
    """What of a line is not as it was when the record was made."""
    if record.text != line.text:
        return "the line's text has changed since"
    # The headings alone, that lines which moved together stay one cause.
    was, now = (one.rpartition("/")[0] for one in (record.line, line.id))
    if was == now or not (was and now):
        return "the line's place in the checklist has changed since"
    return f"the line, in the same words, was below “{was}” and is below “{now}” now"


def _other_release(record: Record, release: Release) -> str:
    """That something else than the records file has changed since, or may have; empty when nothing has.

    Without git on both sides nobody can tell one release from another: the team has chosen to do without. Known on
    one side only, it cannot be the same.
    """
    if record.release == release.commit or (record.content and record.content == release.content):
        return ""
    if not release.commit:
        return f"it is of release {record.release[:10]}, and git does not say which one this is"
    return f"it is of another release ({record.release[:10] or 'not known'})"


def awaits_word(outcome: Outcome, findings: Iterable[Finding]) -> bool:
    """Whether a person's word is what a line lacks: nobody looked, and nobody could have."""
    return outcome is Outcome.UNVERIFIED and not any(one.not_run or one.look_failed for one in findings)


def weigh(
    records: Sequence[Record],
    line: Line,
    severity: Severity,
    found: tuple[Outcome, Sequence[Finding], Sequence[str]],
    now: Circumstances,
) -> tuple[Record, str]:
    """The last record of a line that counts and an empty text, else the last one and why it does not.

    A record that lapsed does not end an earlier one: whatever is taken out of the file, no line gets better by it.

    Args:
        found: the line's outcome without records, its findings, and the words no check accounts for.
    """
    weighed = [(one, why_not(one, line, severity, now) or against(one, *found)) for one in reversed(records)]
    return next((one for one in weighed if not one[1]), weighed[0])


def against(record: Record, outcome: Outcome, findings: Sequence[Finding], leftover: Collection[str] = ()) -> str:
    """Why a record must not speak over what was found; empty when it may."""
    if record.kind is RecordKind.WAIVER:
        return ""
    if outcome is Outcome.FAILED:
        return "a check failed, and no word overrides that"
    if outcome is Outcome.ERROR:
        return "a check broke, and no word overrides that"
    if any(finding.not_run for finding in findings):
        return "what looks at this line did not run"
    if any(finding.look_failed for finding in findings):
        return "what looks at this line got no answer, and no word hides an outage"
    if record.words and (
        set(leftover) - set(record.words.split()) or worst(one.outcome for one in findings) is Outcome.UNVERIFIED
    ):
        return f"it speaks of “{record.words}” only"
    return ""


def answered(findings: Iterable[Finding], record: Record) -> tuple[Finding, ...]:
    """The findings of a line whose record counts: the record speaks for all of them."""
    is_no = record.kind is RecordKind.FIELD and _field(record).state is fields.State.REFUSED
    outcome = Outcome.FAILED if is_no else GIVES[record.kind]
    said = Finding(check="record", outcome=outcome, reason=record.sentence)
    return said, *(replace(one, outcome=outcome, reason=record.sentence, remedy="", root="") for one in findings)


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
