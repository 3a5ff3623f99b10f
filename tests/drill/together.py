"""Which faults are planted at once: half the time or less, and each is still seen by itself.

Two faults of the running shop go together when they are of different areas, so that they change different parts of
it, and when no check that one of them says anything about is one that the other does: what is red then has one reason.
One that lies beside the shop, where nothing of the shop itself shows it, comes along as a third.
Faults of the files alone are of one area and may be told apart by their checks only.
`pytest tests/drill --drill-alone` plants each by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from itertools import product
from typing import Protocol, TypeVar

from faults import Fault

TOGETHER = 3
#: Areas of faults beside the shop: what registry, tracker and zone say of its releases and its mail.
BESIDE = frozenset({"outside", "mail_dns"})


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
    # mail_dns changes the zone, as dns does.
    is_elsewhere = one.area.rpartition("_")[2] != other.area.rpartition("_")[2]
    return is_elsewhere and have_own_checks(one, other)


def have_own_checks(one: Planted, other: Planted) -> bool:
    """Whether no check that one of them says anything about is one that the other does."""
    pairs = product((*one.reds, *one.also, *one.hides), (*other.reds, *other.also, *other.hides))
    return not any(fnmatchcase(a, b) or fnmatchcase(b, a) for a, b in pairs)


def of_the_shop(faults: Iterable[Fault], *, size: int = TOGETHER) -> list[tuple[Fault, ...]]:
    """Every fault of the running shop once: groups of at most `size`, most of them with one beside the shop."""
    given = list(faults)
    beside = [fault for fault in given if size > 1 and fault.area in BESIDE]
    groups = in_groups([fault for fault in given if fault not in beside], size=size)
    for fault in beside:
        fitting = [group for group in groups if all(one not in beside and are_apart(one, fault) for one in group)]
        group = min(fitting, key=len, default=())
        place = groups.index(group) if group else len(groups)
        groups[place : place + 1] = [(*group, fault)]
    return groups


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
