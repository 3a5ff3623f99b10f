"""How a check says that it failed, cannot tell, or does not apply, and what that makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from pytest_golive.errors import CannotTell
from pytest_golive.finding import Outcome

if TYPE_CHECKING:
    from pytest_golive.facts.gather import Attempt


class Failed(AssertionError):  # noqa: N818 - a signal, not an error
    """Raised by `fails`."""

    def __init__(self, why: str, cure: str) -> None:
        super().__init__(why)
        self.cure = cure


class Broken(Exception):  # noqa: N818 - a signal, not an error
    """What the check needs of the team's own code broke: ``why`` is told as it is, with its own cure."""

    def __init__(self, why: str, cure: str) -> None:
        super().__init__(why)
        self.cure = cure


class NotApplicable(Exception):  # noqa: N818 - a signal, not an error
    """Raised by `not_applicable`."""


def cannot_tell(why: str, *, cure: str = "", look_failed: bool = False) -> NoReturn:
    """End the check as *unverified*, because ``why``; ``cure`` says what lets it tell, when that is not its Fix.

    ``look_failed``: nothing answered, or not in time, so that no person's word may stand in for it.
    """
    raise CannotTell(why, cure, look_failed=look_failed)


def cannot_see(attempt: Attempt, before: str = "") -> NoReturn:
    """End the check as *unverified* for the reason why a fact that it needs after all could not be seen."""
    raise CannotTell(before + attempt.reason, attempt.cure, look_failed=attempt.look_failed)


def fails(why: str, *, cure: str) -> NoReturn:
    """End the check as failed, as ``assert`` does, where its Fix is not what to do first."""
    raise Failed(why, cure)


def not_applicable(why: str) -> NoReturn:
    """End the check as *not applicable*, because ``why``; people see the reason."""
    raise NotApplicable(why)


class Ended(NamedTuple):
    """How a check or a contract ended."""

    outcome: Outcome
    text: str = ""
    cure: str = ""
    """What to do first, where it is not the check's own Fix."""
    look_failed: bool = False


def ended_by(error: Exception) -> Ended | None:
    """What an assertion or a signal of this module means; None for every other error."""
    match error:
        case AssertionError():
            # pytest's assertion rewriting appends its own explanation to the message.
            message = str(error).partition("\nassert ")[0] or "a condition does not hold"
            return Ended(Outcome.FAILED, message, error.cure if isinstance(error, Failed) else "")
        case CannotTell():
            return Ended(Outcome.UNVERIFIED, str(error), error.cure, error.look_failed)
        case NotApplicable():
            return Ended(Outcome.NOT_APPLICABLE, str(error))
        case Broken():
            return Ended(Outcome.ERROR, str(error), error.cure)
    return None
