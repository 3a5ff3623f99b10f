"""Asks one check over given facts, or over none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pytest_golive.checklist.bind import Bound
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.checks import load_checks, new_binder, registry
from pytest_golive.errors import CannotLook
from pytest_golive.facts import FACTS
from pytest_golive.facts.gather import Attempt
from pytest_golive.finding import Finding
from pytest_golive.settings import Settings

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday
NO_ACCESS = "nobody gave access"
NOTHING_SAID: Mapping[str, Any] = {}


def bound(text: str) -> tuple[Bound, ...]:
    """The checks that a box is bound to, wholly."""
    binding = new_binder(load_checks()).bind(Line(id="line", number=1, text=text, kind=Kind.ITEM))
    assert binding.leftover == ()
    return binding.bound


def ask(
    check: str, settings: Settings | None = None, quantities: Mapping[str, Any] = NOTHING_SAID, **facts: Any
) -> Finding:
    """The finding of a check; facts that are not given could not be seen."""

    def look(name: str) -> Attempt:
        return Attempt(fact=name, value=facts[name]) if name in facts else Attempt(fact=name, reason=NO_ACCESS)

    return registry.run(load_checks()[check], look, {"settings": settings or Settings(), "now": NOW}, quantities)


def see(fact: str, **givens: Any) -> Any:
    """Look at a fact; what it cannot see is told as its reason."""
    try:
        return FACTS[fact].look(**givens)
    except CannotLook as error:
        return error.reason
