"""What one check or test said about the target: the finding and its closed set of outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from pytest_golive.data import dataclass


class Outcome(StrEnum):
    """Every answer a line can get. There is no "unknown is fine": what was not seen is UNVERIFIED."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    """The check itself broke: our bug, or the team's test's."""
    UNVERIFIED = "unverified"
    """Nobody looked, or looking was not possible."""
    NOT_APPLICABLE = "not_applicable"
    ATTESTED = "attested"
    """A named person vouches for it, for a time."""
    WAIVED = "waived"
    """A named person accepts that it does not hold, for a time."""
    NOT_DUE = "not_due"
    """The line belongs to another phase than the one judged."""


#: From worst to best: a line is as good as the worst thing said about it.
WORST_FIRST = (
    Outcome.FAILED,
    Outcome.ERROR,
    Outcome.UNVERIFIED,
    Outcome.WAIVED,
    Outcome.ATTESTED,
    Outcome.PASSED,
    Outcome.NOT_APPLICABLE,
    Outcome.NOT_DUE,
)
#: How good each is.
RANK = {outcome: place for place, outcome in enumerate(WORST_FIRST)}


#: Outcomes that are good enough for a line of any severity.
PROVEN = frozenset({Outcome.PASSED, Outcome.ATTESTED, Outcome.NOT_APPLICABLE})


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The worst of ``outcomes``; unverified when there is none."""
    return min(outcomes, key=RANK.__getitem__, default=Outcome.UNVERIFIED)


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """Something that holds only until a moment: a certificate, a registration."""

    what: str
    """``the certificate of shop.example``"""
    when: datetime


@dataclass(frozen=True, kw_only=True)
class Table:
    """Evidence that people read as a table."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one check (or one of the team's tests) said. All texts are already redacted."""

    check: str
    """Id of the check, or node id of the team's test."""
    outcome: Outcome
    expected: str = ""
    """What holds on a good day, one sentence."""
    observed: str = ""
    """What was seen instead (failed) or as well (passed)."""
    evidence: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    """What was seen that ends, whatever the outcome."""
    reason: str = ""
    """Why it could not be verified, does not apply, or broke."""
    remedy: str = ""
    """What to do first; only with a bad outcome."""
    root: str = ""
    """What could not be seen, when that is the reason: a fact, or the host that several of them ask."""
    not_run: bool = False
    """It could have looked and did not: deselected, skipped, expected to fail, or stopped. No word stands in for it."""
    look_failed: bool = False
    """It looked and nothing answered, or not in time: an outage that no word may hide."""
    elsewhere: bool = False
    """It is about another framework than the application's, and so not applicable."""
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One judged line, as the checks about the document itself see it."""

    id: str
    text: str
    severity: str
    outcome: Outcome
    optional: bool
    is_flow: bool = False
    """Whether a contract answers it."""


@dataclass(frozen=True, kw_only=True)
class Release:
    """The commit that is judged."""

    commit: str = ""
    dirty: bool = False
    content: str = ""
    """Digest of the commit's files without the records file; empty when no record needs it."""
