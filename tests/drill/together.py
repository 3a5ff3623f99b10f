"""Which faults are planted at once: half the time, and each is still seen by itself.

Two faults go together when they are of different areas, so that they change different parts of the shop, and when
no check that one of them says anything about is one that the other does: what is red then has one reason.
`pytest tests/drill --drill-alone` plants each by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from itertools import product

from faults import Fault

TOGETHER = 2


def in_groups(faults: Iterable[Fault], *, size: int = TOGETHER) -> list[tuple[Fault, ...]]:
    """Every fault once, at most `size` in a group: always the same for the same faults.

    The first that is left takes from the end: neighbours are of the same area.
    """
    rest, groups = list(faults), []
    while rest:
        group = [rest.pop(0)]
        for other in reversed(rest):
            if len(group) < size and all(are_apart(one, other) for one in group):
                group.append(other)
        rest = [fault for fault in rest if fault not in group]
        groups.append(tuple(group))
    return groups


def are_apart(one: Fault, other: Fault) -> bool:
    """Whether the two can be planted at once and told apart by what turns red."""
    if one.area == other.area:
        return False
    pairs = product((*one.reds, *one.also, *one.hides), (*other.reds, *other.also, *other.hides))
    return not any(fnmatchcase(a, b) or fnmatchcase(b, a) for a, b in pairs)
