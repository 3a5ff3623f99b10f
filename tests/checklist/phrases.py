"""Tables of phrases and what they are to be bound to."""

from __future__ import annotations

from pytest_golive.checklist.bind import Binder, Binding
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks

BINDER = Binder(load_checks())


def rows(table: str) -> list[tuple[str, str]]:
    """The rows of a table: a line and the ids of its checks, which are none without ``=>``."""
    return [(line, ids) for line, _, ids in (row.partition(" => ") for row in table.strip().splitlines())]


def bind(text: str) -> Binding:
    """What a box with this text is bound to."""
    (line,) = parse(f"- [ ] {text}\n".encode(), "list.md").lines
    return BINDER.bind(line)


def ids(binding: Binding) -> str:
    """The ids of the checks, in order."""
    return " ".join(sorted(one.check for one in binding.bound))
