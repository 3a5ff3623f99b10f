"""CONDITIONS → DECIDED: "if using Telegram", by what golive.toml says below ``[applies]``. Never guessed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from pytest_golive.checklist.model import Checklist, Line
from pytest_golive.checklist.shapes import SAYS_NOTHING
from pytest_golive.data import dataclass
from pytest_golive.errors import did_you_mean
from pytest_golive.patterns import lazily

APPLIES = "[applies]"
_NOT_WORDS = lazily(r"[\W_]+")
#: Conditions that are about their own line: asked for by the line's name.
_OWN = SAYS_NOTHING | {"using", "use", "used", "enabled", "critical"}
#: The condition at the end of an id, which may be cut off in the middle of it.
_TAIL = lazily(r"(?<=\w)-(?:if|when|where)(?:-(?!if\b|when\b|where\b)[^-]+)*$")


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Whether a line applies; None while nobody has decided."""

    applies: bool | None
    name: str
    """The key that decided it, as it is written, or the name to ask for."""

    @property
    def setting(self) -> str:
        """``"using Telegram" = true  # or false``: what to write while it is not decided."""
        return f"{json.dumps(self.name, ensure_ascii=False)} = true  # or false"

    @property
    def root(self) -> str:
        """What its lines wait for, the same for all of them."""
        return f"{APPLIES} {json.dumps(self.name, ensure_ascii=False)}"


@dataclass(frozen=True, kw_only=True)
class _Condition:
    name: str
    keys: tuple[str, ...]
    """Every key that decides it, the most telling first."""


class Conditions:
    """The conditions of one checklist, and what was decided of them."""

    def __init__(self, checklist: Checklist, applies: Mapping[str, bool]) -> None:
        self._lines = {line.id: line for line in checklist.lines}
        self._told = {key(name): (name, applies[name]) for name in applies}
        self._decisions: dict[str, Decision | None] = {}

    def decision(self, line: Line) -> Decision | None:
        """Whether a line applies; None when neither it nor what it is a part of states a condition."""
        if line.id not in self._decisions:
            found = [self._decided(condition) for condition in self._of(line)]
            states = (one for state in (False, None, True) for one in found if one.applies is state)
            self._decisions[line.id] = next(states, None)
        return self._decisions[line.id]

    def keys(self) -> dict[str, str]:
        """Every key that decides something, and the name it is asked for by."""
        return {
            one: condition.name
            for line in self._lines.values()
            for condition in self._of(line)
            for one in condition.keys
        }

    def _of(self, line: Line) -> tuple[_Condition, ...]:
        """The conditions of what a line is a part of, then its own."""
        owner = self._lines.get(line.parent or line.group)
        above = self._of(owner) if owner else ()
        if line.condition:
            return (*above, self._condition(line, line.condition))
        if line.applies_if and (owner is None or owner.applies_if != line.applies_if):
            # Its heading states it.
            return (*above, self._condition(line, line.applies_if))
        return above

    def _condition(self, line: Line, stated: str) -> _Condition:
        last = line.id.rpartition("/")[2]
        short = _TAIL.sub("", last)
        by_id = (line.id, last, short)
        if stated.casefold() not in _OWN:
            return _Condition(name=stated, keys=tuple(map(key, (*by_id, stated))))
        return _Condition(name=short if self._short[short] == 1 else line.id, keys=tuple(map(key, by_id)))

    @cached_property
    def _short(self) -> Counter[str]:
        return Counter(_TAIL.sub("", line.id.rpartition("/")[2]) for line in self._lines.values() if line.condition)

    def _decided(self, condition: _Condition) -> Decision:
        for one in condition.keys:
            if one in self._told:
                name, applies = self._told[one]
                return Decision(applies=applies, name=name)
        return Decision(applies=None, name=condition.name)


def key(name: str) -> str:
    """The form in which names are compared: words only, lower case, without a leading "if"."""
    return _NOT_WORDS.sub(" ", name.casefold()).strip().removeprefix("if ")


def same_keys(applies: Mapping[str, bool]) -> Iterator[tuple[str, str]]:
    """Pairs of names that are one and say different things."""
    seen: dict[str, str] = {}
    for name, value in applies.items():
        other = seen.setdefault(key(name), name)
        if applies[other] != value:
            yield name, other


def unasked(checklists: Sequence[Conditions], applies: Mapping[str, bool]) -> Iterator[str]:
    """A sentence for each name below ``[applies]`` that no line asks for."""
    known: dict[str, str] = {}
    for one in checklists:
        known |= one.keys()
    for name in applies:
        if key(name) not in known:
            yield f"no line of the checklist asks for {name!r}{did_you_mean(key(name), known)}"
