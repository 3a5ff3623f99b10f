"""A check that needs no network, so that only pytest's and our own time is measured."""

from __future__ import annotations

from pytest_golive.checks.registry import check
from pytest_golive.facts.registry import fact


@fact(rounds=0)
def nothing() -> str:
    """A fact that is there at once."""
    return "nothing"


@check("bench.sum", severity="high", says=("sum of {first} and {second} is right",))
def sum_right(nothing: str, *, first: int, second: int) -> None:
    """Two numbers can be added.

    Why: it is measured.
    Fix: nothing.
    """
    assert nothing
    assert first + second >= first
