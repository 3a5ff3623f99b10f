"""The words of records: what somebody said about one line, when, why, and for how long."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from pytest_golive.data import dataclass
from pytest_golive.facts.redact import MASK, REDACTOR
from pytest_golive.finding import Outcome

#: Checklist path and line id.
Key = tuple[str, str]


class RecordKind(StrEnum):
    """What a record does."""

    ATTESTATION = "attestation"
    """Somebody looked where no program can, and vouches for it."""
    WAIVER = "waiver"
    """Somebody accepts that it does not hold, for a time."""
    NOT_APPLICABLE = "not-applicable"
    """Somebody says why the line does not concern this launch."""
    FIELD = "field"
    """Somebody fills in a field of the document: a name, a date, whom to call."""


#: What a line becomes when its record counts.
GIVES = {
    RecordKind.ATTESTATION: Outcome.ATTESTED,
    RecordKind.WAIVER: Outcome.WAIVED,
    RecordKind.NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
    RecordKind.FIELD: Outcome.PASSED,
}
DID = {
    RecordKind.ATTESTATION: "attested",
    RecordKind.WAIVER: "waived",
    RecordKind.NOT_APPLICABLE: "declared not applicable",
    RecordKind.FIELD: "filled in",
}
NOUN = {
    RecordKind.ATTESTATION: "attestation",
    RecordKind.WAIVER: "waiver",
    RecordKind.NOT_APPLICABLE: "“not applicable”",
    RecordKind.FIELD: "entry",
}
#: The command of ``golive`` that makes it.
SAY = {
    RecordKind.ATTESTATION: "attest",
    RecordKind.WAIVER: "waive",
    RecordKind.NOT_APPLICABLE: "na",
    RecordKind.FIELD: "fill",
}


@dataclass(frozen=True, kw_only=True)
class Record:
    """One ``[[record]]`` of golive-records.toml."""

    kind: RecordKind
    checklist: str
    line: str
    """Id of the line."""
    text: str
    """What the line said then; for readers, the digest decides."""
    digest: str
    """Of checklist, line id and text: a record is of exactly these words."""
    by: str
    on: datetime
    release: str = ""
    """The git commit it was said of."""
    content: str = ""
    """Digest of that commit's files without the records file: committing a record makes no new release."""
    evidence: str = ""
    words: str = ""
    """What it speaks of, when checks proved the rest of the line; empty: all of it."""
    reason: str = ""
    value: str = ""
    """What a field is filled in with."""
    approved_by: str = ""
    expires: date | None = None
    """Last day (UTC) on which it counts."""

    @property
    def key(self) -> Key:
        """The line it is about."""
        return self.checklist, self.line

    @property
    def owner(self) -> str:
        """Whose word it is: for a waiver, whoever approved it."""
        return self.approved_by or self.by

    @property
    def name(self) -> str:
        """``the attestation by Ana of 2026-11-20``."""
        return f"the {NOUN[self.kind]} by {self.owner} of {self.on:%Y-%m-%d}"

    @property
    def sentence(self) -> str:
        """``attested by Ana on 2026-11-20 until 2027-02-01: restored the backup``."""
        until = f" until {self.expires}" if self.expires else ""
        asked = f" (asked for by {self.by})" if self.approved_by else ""
        rest = f"“{self.words}” " if self.words else ""
        did = f"{rest}{DID[self.kind]} by {self.owner}{asked}"
        return f"{did} on {self.on:%Y-%m-%d}{until}: {self.evidence or self.reason or self.value}"


def digest_of(checklist: str, line: str, text: str) -> str:
    """What ties a record to a line's words."""
    return "sha256:" + hashlib.sha256("\0".join((checklist, line, text)).encode("utf-8", "surrogatepass")).hexdigest()


def is_edited(record: Record) -> bool:
    """Whether its digest is not of its own checklist, line and text: somebody changed it by hand."""
    # A secret in the line's text was blanked before it was written, the digest is of what the line says.
    return MASK not in record.text and record.digest != digest_of(record.checklist, record.line, record.text)


def by_key(records: Iterable[Record]) -> dict[Key, tuple[Record, ...]]:
    """What was said of each line, in the order it was said."""
    found: dict[Key, tuple[Record, ...]] = {}
    for record in records:
        found[record.key] = (*found.get(record.key, ()), record)
    return found


def redacted(record: Record) -> Record:
    """The record as outputs may show it; what ties it to its line stays as it is."""
    return replace(
        record,
        text=REDACTOR.text(record.text),
        by=REDACTOR.text(record.by),
        evidence=REDACTOR.text(record.evidence),
        reason=REDACTOR.text(record.reason),
        value=REDACTOR.text(record.value),
        approved_by=REDACTOR.text(record.approved_by),
    )
