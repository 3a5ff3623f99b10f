"""Gathers the facts: each once, all at once, in daemon threads, in the order of their needs."""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.facts.registry import FACTS, Fact, closure
from pytest_golive.facts.together import load

#: Errors of the line, not of the target's answer: worth one more try when looking is harmless.
CONNECTION_ERRORS = (ConnectionError, TimeoutError)


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """How looking at one fact went: a value, or the reason why there is none."""

    fact: str
    value: Any = None
    reason: str = ""
    """Why it could not be seen; empty when it was."""
    cure: str = ""
    root: str = ""
    """What failed first: this fact, one it needs, or the host they all ask."""
    look_failed: bool = False
    """It was tried and nothing came of it: no answer, none in time, or it broke."""
    not_for: str = ""
    """Area of the checks that do not concern this project."""
    seconds: float = 0.0
    tries: int = 1

    @property
    def seen(self) -> bool:
        """Whether there is a value."""
        return not self.reason


class _Slot:
    """One fact's place: settled once, by the look itself or by its time limit."""

    def __init__(self, fact: Fact, changed: Callable[[], None], deadline: float) -> None:
        self.fact = fact
        self._deadline = deadline
        self.limit = float("inf")  # monotonic time; set when the look starts
        self.attempt: Attempt | None = None
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._changed = changed

    def settle(self, attempt: Attempt) -> None:
        with self._lock:
            if self.attempt is None:
                self.attempt = attempt
                self._done.set()
        self._changed()

    def wait(self) -> Attempt:
        """The attempt; when its time is over, one that says so."""
        while not self._done.is_set():
            left = min(self.limit, self._deadline) - time.monotonic()
            if left <= 0:
                self.settle(self._late())
                break
            # The limit is set late, when the look starts: wake up now and then to see it.
            self._done.wait(min(left, 0.25))
        assert self.attempt is not None
        return self.attempt

    def is_over(self) -> bool:
        return self.attempt is not None or time.monotonic() >= min(self.limit, self._deadline)

    def _late(self) -> Attempt:
        name, cure = self.fact.name, "raise [target] deadline"
        if self.limit < self._deadline:
            why = f"looking at {name} took longer than {self.fact.timeout:g} s"
        elif self.fact.is_contract:
            why, cure = f"the deadline for all contracts passed before {name} had ended", "raise [storefront] deadline"
        else:
            why = f"the deadline for all looking passed before {name} was seen"
        return Attempt(fact=name, root=name, reason=why, cure=cure, look_failed=True)


class Gatherer:
    """Looks at facts concurrently and hands out the attempts.

    Args:
        givens: values for the parameters ``settings``, ``client``, ``now`` and ``stage``.
        deadline: seconds for all looking together.
        acting: seconds for all contracts together; they begin when the looking begins.
        allowed: effects a fact may have.
    """

    def __init__(
        self,
        givens: Mapping[str, Any],
        *,
        deadline: float = 60.0,
        acting: float = 0.0,
        allowed: Iterable[str] = ("read-only", "probe", "executes"),
    ) -> None:
        self._givens = givens
        self._seconds = deadline
        self._acting = acting or deadline
        self._allowed = frozenset(allowed)
        self._slots: dict[str, _Slot] = {}
        self._changed = threading.Condition()
        self._heard = 0
        self.started_at = 0.0

    def start(self, names: Iterable[str]) -> None:
        """Start looking at ``names`` and all they need, as far as that has not begun; returns at once."""
        self.started_at = self.started_at or time.monotonic()
        for module_names in FACTS.by_module(names):
            # Module by module: the next one is loaded while the facts of this one are on their way.
            facts = {name: fact for name, fact in closure(module_names).items() if name not in self._slots}
            self._slots |= {name: _Slot(fact, self._wake, self._end_of(fact)) for name, fact in facts.items()}
            for fact in sorted(facts.values(), key=lambda fact: -self._chain(fact)):
                threading.Thread(target=self._look, args=(fact,), name=f"golive-{fact.name}", daemon=True).start()
            # Whoever asks has time: nothing of ours takes the processor from what these looks are waiting for.
            if needed := [module for fact in facts.values() for module in fact.loads]:
                with contextlib.suppress(ImportError):  # the look itself says so
                    load(*needed)

    def get(self, name: str) -> Attempt:
        """The attempt at ``name``, waiting for it; never longer than its deadline.

        Raises KeyError for a fact that was not asked for at the start.
        """
        return self._slots[name].wait()

    def is_settled(self, name: str) -> bool:
        """Whether `get` would return at once: it was seen, it failed, or its time is over."""
        return self._slots[name].is_over()

    def wait_for_change(self, *, seconds: float) -> None:
        """Sleep until a fact settles that had not when this was last called, at most ``seconds``."""
        with self._changed:
            self._changed.wait_for(lambda: len(self.attempts()) > self._heard, timeout=seconds)
            self._heard = len(self.attempts())

    def attempts(self) -> dict[str, Attempt]:
        """What has been settled so far, by name."""
        return {name: slot.attempt for name, slot in self._slots.items() if slot.attempt is not None}

    @property
    def names(self) -> tuple[str, ...]:
        """All facts being looked at."""
        return tuple(self._slots)

    def _end_of(self, fact: Fact) -> float:
        return self.started_at + (self._acting if fact.is_contract else self._seconds)

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _chain(self, fact: Fact) -> int:
        """Round trips from the first need to this fact's end: the longest chain starts first."""
        return fact.rounds + max((self._chain(FACTS[need]) for need in fact.needs), default=0)

    def _look(self, fact: Fact) -> None:
        slot = self._slots[fact.name]
        if fact.effect not in self._allowed:
            slot.settle(_refused(fact, self._givens.get("settings")))
            return
        arguments = {name: self._givens[name] for name in self._givens if name in _parameters(fact)}
        for name in (*fact.needs, *fact.wants):
            attempt = self._slots[name].wait()
            if not attempt.seen and name in fact.needs:
                slot.settle(replace(attempt, fact=fact.name, seconds=0.0, tries=1))
                return
            arguments[name] = attempt.value
        started = time.monotonic()
        if fact.timeout:
            slot.limit = started + fact.timeout
        slot.settle(_try(fact, arguments, started))


def _parameters(fact: Fact) -> frozenset[str]:
    return frozenset(fact.look.__code__.co_varnames[: fact.look.__code__.co_argcount])


def _refused(fact: Fact, settings: Any) -> Attempt:
    if fact.first:
        try:
            fact.first(settings)
        except CannotLook as error:
            reason, cure = REDACTOR.text(error.reason), error.cure
            return Attempt(fact=fact.name, root=fact.name, reason=reason, cure=cure, not_for=error.not_for)
    what = fact.name if fact.is_contract else f"looking at {fact.name}"
    why = f"{what} {fact.effect} on the target, which was not allowed"
    return Attempt(fact=fact.name, root=fact.name, reason=why, cure=f"allow it with --golive-allow {fact.effect}")


def _try(fact: Fact, arguments: Mapping[str, Any], started: float) -> Attempt:
    """Look once, and once more after a connection error when looking is harmless."""
    tries = 0
    while True:
        tries += 1
        cure, root, failed, not_for = "", fact.name, True, ""
        try:
            value = REDACTOR.clean_fact(fact.look(**arguments))
        except CannotLook as error:
            reason, cure, root, failed = error.reason, error.cure, error.root or fact.name, error.look_failed
            not_for = error.not_for
        except CONNECTION_ERRORS as error:
            if tries == 1 and fact.effect == "read-only":
                time.sleep(random.uniform(0.1, 0.3))  # noqa: S311 - jitter, not a secret
                continue
            reason = f"{type(error).__name__}: {error}"
        except Exception as error:  # noqa: BLE001 - whatever breaks a look must end as *unverified*, never vanish
            reason = f"looking at {fact.name} broke: {type(error).__name__}: {error}"
        else:
            return Attempt(fact=fact.name, value=value, seconds=time.monotonic() - started, tries=tries)
        return Attempt(
            fact=fact.name,
            reason=REDACTOR.text(reason),
            cure=cure,
            root=root,
            look_failed=failed,
            not_for=not_for,
            seconds=time.monotonic() - started,
            tries=tries,
        )
