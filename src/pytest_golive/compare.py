"""What changed between two verdicts: a pure function of both. It never decides anything."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime

from pytest_golive.data import dataclass
from pytest_golive.verdict import Effect, JudgedLine, Verdict

Pair = tuple[JudgedLine, JudgedLine]

#: How bad a line's effect is. A line that is not due is in neither verdict.
BADNESS = {Effect.OK: 0, Effect.NOTE: 1, Effect.CONDITION: 1, Effect.BLOCKS: 2}
#: What makes two lines one: first the same place, then the same words, near before far.
SAME: tuple[Callable[[JudgedLine], Hashable], ...] = (
    lambda line: (line.checklist, line.id),
    lambda line: (line.checklist, line.text),
    lambda line: line.text,
)


@dataclass(frozen=True, kw_only=True)
class Change:
    """What is different now. A line that only repeats another one's answer is in none of the lists."""

    decision: str
    """Of the earlier verdict."""
    as_of: datetime
    commit: str
    new: tuple[JudgedLine, ...] = ()
    """Due now, and not there or not due before."""
    gone: tuple[JudgedLine, ...] = ()
    """Due before, as they were; not there or not due now."""
    fixed: tuple[JudgedLine, ...] = ()
    """As they are now: open before and ok, or blocking before and no longer."""
    regressed: tuple[JudgedLine, ...] = ()
    """As they are now: ok before and open, or not blocking before and blocking."""
    still_open: int = 0
    """Lines that were not ok before, and are as bad now."""


def compare(now: Verdict, before: Verdict) -> Change:
    """What changed since ``before``."""
    pairs, new, gone = _matched(_due(now), _due(before))
    return Change(
        decision=before.decision,
        as_of=before.as_of,
        commit=before.release.commit,
        new=tuple(line for line in new if not line.follows),
        gone=tuple(line for line in gone if not line.follows),
        fixed=tuple(one for one, other in pairs if _badness(one) < _badness(other) and not other.follows),
        regressed=tuple(one for one, other in pairs if _badness(one) > _badness(other) and not one.follows),
        still_open=sum(_badness(one) == _badness(other) > 0 and not one.follows for one, other in pairs),
    )


def why_not(now: Verdict, before: Verdict) -> str:
    """Why the two say nothing about each other; empty when they can be compared."""
    if before.phase is not now.phase:
        return f"it is of phase {before.phase.value}, this run of {now.phase.value}"
    if before.target.rstrip("/") != now.target.rstrip("/"):
        return f"it is of the target {before.target or '(none)'}, this run of {now.target or '(none)'}"
    ours, theirs = _files(now), _files(before)
    # A file that only moved is the same checklist.
    if ours.keys().isdisjoint(theirs) and set(ours.values()).isdisjoint(theirs.values()) and ours != theirs:
        return f"it is of {', '.join(theirs) or 'no checklist'}, this run of {', '.join(ours) or 'no checklist'}"
    return ""


def _files(verdict: Verdict) -> dict[str, str]:
    """Path and digest of each checklist; the list of a team's own tests is no file."""
    return {one.path: one.sha256 for one in verdict.checklists if one.sha256}


def _due(verdict: Verdict) -> list[JudgedLine]:
    return [line for line in verdict.lines if line.effect is not Effect.LATER]


def _badness(line: JudgedLine) -> int:
    return BADNESS[line.effect]


def _matched(
    now: Sequence[JudgedLine], before: Sequence[JudgedLine]
) -> tuple[list[Pair], list[JudgedLine], list[JudgedLine]]:
    """Lines that are the same in both, and what is left on either side; all in the order they had."""
    partner: dict[int, int] = {}
    for key in SAME:
        free: dict[Hashable, list[int]] = {}
        taken = set(partner.values())
        for place, line in enumerate(before):
            if place not in taken:
                free.setdefault(key(line), []).append(place)
        for place, line in enumerate(now):
            if place not in partner and (places := free.get(key(line))):
                partner[place] = places.pop(0)
    taken = set(partner.values())
    return (
        [(line, before[partner[place]]) for place, line in enumerate(now) if place in partner],
        [line for place, line in enumerate(now) if place not in partner],
        [line for place, line in enumerate(before) if place not in taken],
    )
