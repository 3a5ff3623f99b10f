"""Which faults are planted at once: a sixth of the time or little more, and each is still seen by itself.

Two faults go together when no check that one of them says anything about is one that the other does: what is red
then has one reason.
`pytest tests/drill --drill-alone` plants each by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from itertools import product
from typing import Protocol, TypeVar

from faults import Fault

TOGETHER = 6
#: One undoes the other, though no check has to do with both.
UNDONE = (
    {"error-404-soft", "stylesheet-missing"},  # what is missing is answered with 200
    {"debug-on", "stylesheet-missing"},  # with DEBUG Django finds the file where it was written
    {"migration-unapplied", "postgres-16"},  # the other server's database is migrated with the code that is there
    {"migration-order-wrong", "postgres-16"},  # as above
    {"host-forgotten", "host-wildcard"},  # the wildcard stands for the host forgotten
    {"error-500-bare", "api-products-broken"},  # the API's own error is then gunicorn's, without Django's headers
    {"domain-on-hold", "domain-owner-shown"},  # the registry gives one answer
    {"attribute-value-gone", "product-without-type"},  # without a type no value is required
)


class Planted(Protocol):
    """What there is to know of a fault."""

    @property
    def reds(self) -> tuple[str, ...]: ...
    @property
    def also(self) -> tuple[str, ...]: ...
    @property
    def hides(self) -> tuple[str, ...]: ...


def have_own_reds(one: Planted, other: Planted) -> bool:
    """Whether no check that one of them must turn red is one that the other says anything about.

    What both may turn red is then a consequence of either; for faults of one module, which are known to go together.
    """
    mine, others = (one.reds, (*one.also, *one.hides)), (other.reds, (*other.also, *other.hides))
    pairs = (*product(mine[0], others[0]), *product(mine[0], others[1]), *product(others[0], mine[1]))
    return not any(fnmatchcase(a, b) or fnmatchcase(b, a) for a, b in pairs)


F = TypeVar("F", bound=Planted)


def are_apart(one: Fault, other: Fault) -> bool:
    """Whether the two can be planted at once and told apart by what turns red."""
    return {one.name, other.name} not in UNDONE and have_own_checks(one, other)


def have_own_checks(one: Planted, other: Planted) -> bool:
    """Whether no check that one of them says anything about is one that the other does."""
    pairs = product((*one.reds, *one.also, *one.hides), (*other.reds, *other.also, *other.hides))
    return not any(fnmatchcase(a, b) or fnmatchcase(b, a) for a, b in pairs)


def in_groups(
    faults: Iterable[F], *, size: int = TOGETHER, apart: Callable[[F, F], bool] = are_apart
) -> list[tuple[F, ...]]:
    """Every fault once, at most `size` in a group: always the same for the same faults.

    Those that go with the fewest others choose first, and the emptiest group is filled first: that makes few groups.
    """
    given = list(faults)
    groups: list[list[F]] = []
    for fault in sorted(given, key=lambda one: sum(apart(one, other) for other in given)):
        fitting = [group for group in groups if len(group) < size and all(apart(one, fault) for one in group)]
        if fitting:
            min(fitting, key=len).append(fault)
        else:
            groups.append([fault])
    return [tuple(group) for group in groups]
