"""Which faults are planted at once: half the time or less, and each is still seen by itself.

Two faults of the running shop go together when they are of different areas, so that they change different parts of
it, and when no check that one of them says anything about is one that the other does: what is red then has one reason.
Faults of the files alone are of one area and may be told apart by their checks only.
`pytest tests/drill --drill-alone` plants each by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from itertools import product
from typing import Protocol, TypeVar

from faults import Fault

TOGETHER = 2


class Planted(Protocol):
    """What there is to know of a fault."""

    @property
    def reds(self) -> tuple[str, ...]: ...
    @property
    def also(self) -> tuple[str, ...]: ...
    @property
    def hides(self) -> tuple[str, ...]: ...


F = TypeVar("F", bound=Planted)


def are_apart(one: Fault, other: Fault) -> bool:
    """Whether the two can be planted at once and told apart by what turns red."""
    return one.area != other.area and have_own_checks(one, other)


def have_own_checks(one: Planted, other: Planted) -> bool:
    """Whether no check that one of them says anything about is one that the other does."""
    pairs = product((*one.reds, *one.also, *one.hides), (*other.reds, *other.also, *other.hides))
    return not any(fnmatchcase(a, b) or fnmatchcase(b, a) for a, b in pairs)


def in_groups(
    faults: Iterable[F], *, size: int = TOGETHER, apart: Callable[[F, F], bool] = are_apart
) -> list[tuple[F, ...]]:
    """Every fault once, at most `size` in a group: always the same for the same faults.

    The first that is left takes from the end: neighbours are of the same area.
    """
    rest, groups = list(faults), []
    while rest:
        group = [rest.pop(0)]
        for other in reversed(rest):
            if len(group) < size and all(apart(one, other) for one in group):
                group.append(other)
        rest = [fault for fault in rest if fault not in group]
        groups.append(tuple(group))
    return groups
