"""LINES THAT STATE THE BAD EVENT: NO-GO criteria and rollback triggers, which hold when they are *not* the case."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from pytest_golive.checklist.model import Kind
from pytest_golive.patterns import lazily

_STATEMENTS = frozenset({Kind.TRIGGER, Kind.CRITERION, Kind.CONDITION, Kind.ITEM, Kind.STEP, Kind.TARGET})
_WORD = lazily(r"[^\W_]+")
_ROLLBACK = r"(?:rollback|roll back|rolling back)"
_BAD = lazily(
    r"(?<!go )\b(?:no go|nogo) (?:criteria|criterion|conditions?|triggers?|if|when)\b"
    r"|\bany of (?:these|the following|them) (?:\w+ )?blocks?\b"
    rf"|\b(?:conditions?|criteria|triggers?|reasons?) (?:for|to) (?:an? |the )?(?:{_ROLLBACK}|abort\w*|stop\w*)\b"
    rf"|\b(?:{_ROLLBACK}|abort|stop) (?:conditions?|criteria|triggers?|reasons?)\b"
    rf"|\b(?:{_ROLLBACK}|abort|stop|cancel|postpone|delay|wait|hold(?: off)?)"
    r"(?: the (?:launch|release|deployment))? (?:if|when)\b"
    rf"|\bwhen to {_ROLLBACK}\b"
    r"|\bdo not (?:go live|launch|deploy|release|proceed)(?: \w+)? (?:if|when)\b"
)
_PREPARED = lazily(r"\b(?:documented|defined|agreed|tested|ready|prepared|reviewed|written|known|in place)$")
_GOOD = lazily(r"\bgo (?:criteria|criterion|conditions?)\b|\bgo(?: live)? (?:if|when)\b")
#: One of these is in every text that either of the two fits.
_SPEAKS = lazily(r"(?i)go|block|roll|abort|stop|cancel|postpone|delay|wait|hold|not")


class Stated(Protocol):
    """What is looked at of a line."""

    @property
    def kind(self) -> Kind:
        """Its kind."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def parent(self) -> str:
        """Id of the line it belongs to, made of that line's words."""

    @property
    def section(self) -> tuple[str, ...]:
        """Headings above it, outermost first."""


def states_bad_event(line: Stated) -> bool:
    """Whether a line says what must not be the case: "Critical bugs open" below "NO-GO criteria".

    The nearest heading or label that speaks of criteria decides; the label itself states no event.
    """
    return _states_bad_event(line.kind, line.text, line.parent, line.section)


@lru_cache(maxsize=4096)
def _states_bad_event(kind: Kind, text: str, parent: str, section: tuple[str, ...]) -> bool:
    if kind not in _STATEMENTS or _is_bad(text) is not None:
        return False
    # The id of the parent ends with its own words; those before them are of what stands above it.
    parents = reversed(parent.split("/")) if parent else ()
    around = (*parents, *reversed(section))
    above = next((bad for heading in around if (bad := _is_bad(heading)) is not None), None)
    return kind is Kind.TRIGGER if above is None else above


@lru_cache(maxsize=4096)
def _is_bad(text: str) -> bool | None:
    """Whether a text speaks of criteria for stopping, of those for going on (False), or of neither (None)."""
    if not _SPEAKS.search(text):
        return None
    words = " ".join(_WORD.findall(text.casefold()))
    if _BAD.search(words):
        # "Rollback criteria agreed" is itself a good thing, and so is what it names.
        return not _PREPARED.search(words)
    return False if _GOOD.search(words) else None
