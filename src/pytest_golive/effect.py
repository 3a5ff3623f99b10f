"""OUTCOME × SEVERITY → EFFECT: what one line does to the decision."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

from pytest_golive.checklist.model import Severity
from pytest_golive.finding import Outcome


class Effect(StrEnum):
    """What one line's outcome does to the decision."""

    OK = "ok"
    BLOCKS = "blocks"
    CONDITION = "condition"
    """Good enough to go, but somebody agreed to something: shown to those who sign."""
    NOTE = "note"
    LATER = "later"
    """Not due in this phase."""


def effect_of(outcome: Outcome, severity: Severity) -> Effect:
    """The truth table: what a line with this outcome and severity does to the decision."""
    match outcome:
        case Outcome.PASSED | Outcome.ATTESTED | Outcome.NOT_APPLICABLE:
            return Effect.OK
        case Outcome.NOT_DUE:
            return Effect.LATER
        case Outcome.WAIVED:
            by_severity = {Severity.CRITICAL: Effect.BLOCKS, Severity.HIGH: Effect.CONDITION}
            return by_severity.get(severity, Effect.NOTE)
        case Outcome.FAILED | Outcome.ERROR | Outcome.UNVERIFIED:
            return Effect.NOTE if severity is Severity.MEDIUM else Effect.BLOCKS
        case _:
            assert_never(outcome)
