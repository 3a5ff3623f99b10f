"""Which faults are planted at once: half the time, and each is still seen by itself.

Two faults go together when they are of different areas, so that they change different parts of the shop, and when
no check that one of them says anything about is one that the other does: what is red then has one reason.
A fault that lies beside the shop, where nothing of the shop itself shows it, comes along as a third.
`pytest tests/drill --drill-alone` plants each by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from itertools import product

from faults import Fault

TOGETHER = 2
#: Areas of faults that come along: what the registry, the tracker and the zone say of releases and mail.
BESIDE = frozenset({"outside", "mail_dns"})


def in_groups(faults: Iterable[Fault], *, size: int = TOGETHER) -> list[tuple[Fault, ...]]:
    """Every fault once, at most `size` in a group and one beside the shop: always the same for the same faults.

    The first that is left takes from the end: neighbours are of the same area.
    """
    given = list(faults)
    rest, groups = [fault for fault in given if size == 1 or fault.area not in BESIDE], []
    while rest:
        group = [rest.pop(0)]
        for other in reversed(rest):
            if len(group) < size and all(are_apart(one, other) for one in group):
                group.append(other)
        rest = [fault for fault in rest if fault not in group]
        groups.append(tuple(group))
    planted = {fault.name for group in groups for fault in group}
    for fault in given:
        if fault.name not in planted:
            _bring(fault, groups)
    return groups


def _bring(fault: Fault, groups: list[tuple[Fault, ...]]) -> None:
    """Put a fault beside the shop into a group that has none yet, the first of the smallest ones."""
    for place, group in sorted(enumerate(groups), key=lambda one: len(one[1])):
        if not any(one.area in BESIDE for one in group) and all(are_apart(one, fault) for one in group):
            groups[place] = (*group, fault)
            return
    groups.append((fault,))


def are_apart(one: Fault, other: Fault) -> bool:
    """Whether the two can be planted at once and told apart by what turns red."""
    # mail_dns changes the zone, as dns does.
    if one.area.rpartition("_")[2] == other.area.rpartition("_")[2]:
        return False
    pairs = product((*one.reds, *one.also, *one.hides), (*other.reds, *other.also, *other.hides))
    return not any(fnmatchcase(a, b) or fnmatchcase(b, a) for a, b in pairs)
