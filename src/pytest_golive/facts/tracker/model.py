"""What is asked of a tracker, whichever it is."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from pytest_golive.data import dataclass
from pytest_golive.settings import Tracker


@dataclass(frozen=True, kw_only=True)
class Issue:
    """An open issue."""

    number: str
    title: str
    opened: datetime | None = None
    answered: bool = False
    """Somebody of the team wrote, or it is somebody's."""

    def __str__(self) -> str:
        """Number and title."""
        return f"{self.number} “{self.title}”"


@dataclass(frozen=True, kw_only=True)
class Critical:
    """The open issues that stop a launch."""

    place: str
    asked: tuple[str, ...] = ()
    """Labels, or the query."""
    unknown: tuple[str, ...] = ()
    """Labels that the tracker does not know."""
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Change:
    """A commit of the release and how it came in."""

    commit: str
    title: str
    request: str = ""
    """The merged pull or merge request; empty: it was pushed without one."""
    approved_by: tuple[str, ...] = ()
    """Who approved it, without its own author."""


@dataclass(frozen=True, kw_only=True)
class Changes:
    """The commits between two releases."""

    place: str
    since: str
    until: str
    commits: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Alerts:
    """One kind of security alert."""

    kind: str
    is_on: bool
    words: str = ""
    """The tracker's words when it is off."""
    open: tuple[str, ...] = ()
    """High and critical ones."""
    dismissed: tuple[str, ...] = ()
    """Dismissed without a reason."""


@dataclass(frozen=True, kw_only=True)
class Questions:
    """The open issues that users reported."""

    place: str
    issues: tuple[Issue, ...] = ()
    only_late: bool = False
    """The tracker itself was asked for those that wait too long."""


class Adapter(Protocol):
    """One kind of tracker. Each method raises CannotLook when the tracker does not say."""

    def critical(self, tracker: Tracker) -> Critical:
        """Open issues that stop a launch."""

    def changes(self, tracker: Tracker, since: str, until: str) -> Changes:
        """The commits between two releases."""

    def alerts(self, tracker: Tracker) -> tuple[Alerts, ...]:
        """Open security alerts by kind."""

    def questions(self, tracker: Tracker) -> Questions:
        """Open issues of users."""
