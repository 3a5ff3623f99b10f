"""The form of an HTTP answer, as every fact and check about pages sees it."""

from __future__ import annotations

from pytest_golive.data import dataclass


@dataclass(frozen=True, kw_only=True)
class Page:
    """One HTTP answer, redirects not followed. Values of Set-Cookie headers are blanked."""

    url: str
    """What was asked for."""
    status: int
    headers: tuple[tuple[str, str], ...]
    """Name (as sent) and value, in the order they came, repeated ones repeated."""
    body: str = ""
    """Decoded text, at most `BODY_LIMIT` characters; empty for pictures and the like."""
    undecoded: str = ""
    """The Content-Encoding of a text that could not be undone, so that ``body`` is empty; empty: there was none."""
    size: int = 0
    """Bytes of the body as sent (before decoding Content-Encoding)."""
    seconds: float = 0.0
    """From sending the request to the last byte."""
    method: str = "GET"

    def header(self, name: str) -> str | None:
        """Value of the first header of that name (any case), or None."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def all(self, name: str) -> tuple[str, ...]:
        """Values of every header of that name (any case)."""
        return tuple(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def content_type(self) -> str:
        """Media type without parameters, lower case, or empty."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()


#: Failures of `wire.Failure` in which the server did answer.
ANSWERED = frozenset({"limited", "encoding", "away"})


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A page and the redirects that led to it."""

    asked: str
    hops: tuple[Page, ...] = ()
    """The redirects, in order."""
    page: Page | None = None
    """Where it ended, or None when an answer never came."""
    error: str = ""
    """Why no answer came: refused, timed out, certificate not trusted …"""
    failure: str = ""
    """At which step it ended: one of `wire.Failure`."""
    cure: str = ""
    root: str = ""
    """The host, when nothing at all answers there."""

    @property
    def look_failed(self) -> bool:
        """Whether no answer came, rather than one that was refused here or cannot be read."""
        return bool(self.failure) and self.failure not in ANSWERED


#: Characters kept of a body.
BODY_LIMIT = 1_000_000
