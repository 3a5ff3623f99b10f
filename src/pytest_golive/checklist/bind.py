"""Binds a line to the checks that verify it: deterministic, readable rules, no scores.

A check declares phrases.
A phrase means its check when its words stand together in the line, in any order (`words.py` says what counts
as a word; `phrases.py` has the grammar).
A line is *verified* only when every content word is accounted for by the phrases of its checks.
Words left over make it *partly* verified; when they are most of what it says, it is bound to nothing.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field
from typing import Any, NamedTuple

from pytest_golive.checklist.annotations import NUMBERED, statement_of
from pytest_golive.checklist.events import states_bad_event
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.checklist.phrases import (
    UNITS,
    Declared,
    Index,
    Phrase,
    Said,
    compile_phrase,
    fit,
    indexed,
    take_apart,
)
from pytest_golive.checklist.risks import cells
from pytest_golive.checklist.roles import role_name
from pytest_golive.checklist.words import CLASSES, TURNS, Word, clauses, stem, words
from pytest_golive.data import dataclass
from pytest_golive.errors import ChecklistError, did_you_mean
from pytest_golive.patterns import lazily

#: Only people can answer these, unless a phrase takes in every word.
FOR_PEOPLE = frozenset({Kind.RECORD, Kind.SIGNOFF, Kind.CONTACT, Kind.PROCEDURE})
#: These mean something only as a whole: a command's words mean something else than a sentence's.
AS_A_WHOLE = FOR_PEOPLE | {Kind.COMMAND}
#: Names of environments in a heading; the nearest heading with one says which of them its lines are about.
ENVIRONMENTS = frozenset({"staging", "production", "live", "parity"})
#: Services that send notifications of their own, or send the shop's.
NOTIFIERS = frozenset(CLASSES["@provider"]) | frozenset(
    """stripe paypal adyen mollie braintree klarna razorpay sslcommerz bkash nagad bakong khqr sentry bugsnag rollbar
    honeybadger uptimerobot pingdom statuscake pagerduty opsgenie datadog newrelic relic grafana cloudflare github
    gitlab bitbucket aws azure heroku digitalocean vercel netlify""".split()
)
NOTIFICATION = stem("notification")
#: ``NAME=value`` or ``NAME (what it is)``.
VARIABLE = lazily(
    r"^`?(?P<name>[A-Z][A-Z0-9_]+)`?\s*(?:=\s*(?P<value>\S.*?))?(?: in `?\.env[\w.]*`?)?(?P<rest>\s*\(.*\))?\s*$"
)
#: A word is meant as it stands (``DEBUG=False``, ``LOG_LEVEL=INFO``); names, paths and numbers are examples.
MEANT_VALUE = lazily(r"[A-Za-z]+")


@dataclass(frozen=True, kw_only=True)
class Bound:
    """One check bound to a line, with what the line's words gave it."""

    check: str
    quantities: Mapping[str, int | float | str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, tuple[tuple[str, Any], ...]]:
        """The same for every line that asks the same question."""
        return self.check, tuple(sorted(self.quantities.items()))


@dataclass(frozen=True, kw_only=True)
class Binding:
    """What verifies a line, and which of its words nothing verifies."""

    bound: tuple[Bound, ...] = ()
    leftover: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    """Durations of a pinned line that its checks are not asked about: ``30 days``."""


class _Match(NamedTuple):
    """Where in the line a phrase stands, and what it says."""

    start: int
    end: int
    """The word after its last."""
    bound: Bound
    leaves: frozenset[int] = frozenset()
    """Places of words in it that the check says nothing about."""
    allows: frozenset[int] = frozenset()
    """Places of words that merely may stand in it."""

    @property
    def size(self) -> int:
        """How many words it takes in."""
        return self.end - self.start


class Binder:
    """Knows the phrases of all checks and binds line after line; a phrase is compiled when a line may hold it."""

    def __init__(self, checks: Mapping[str, Declared], index: Index | None = None) -> None:
        """``index``: what `indexed` gives for these checks, when it is known already."""
        #: The overlay of golive.toml that is run, if any.
        self.environment = ""
        self._checks = checks
        self._declared = [*checks.values()]
        self._ends = [*itertools.accumulate(len(one.says) for one in self._declared)]
        self._by_stem = indexed(checks.values()) if index is None else index
        self._numbered: dict[str, tuple[int, ...]] = {}
        self._said: dict[int, Said] = {}
        self._compiled: dict[int, tuple[Phrase, ...]] = {}

    def bind(self, line: Line, path: str = "", *, parent: str = "") -> Binding:
        """The binding of one line; ``parent`` is the text of the line it belongs to.

        Raises:
            ChecklistError: the line pins a check id that does not exist.
        """
        said = words(_statement(line))
        if line.is_field and not line.pins:
            return Binding(leftover=tuple(word.text for word in said))
        context = _Context(line, parent)
        stems = {word.stem for word in said}
        candidates = self._candidates(stems, is_bad=states_bad_event(line))
        found = _matches(said, self._phrases(candidates, stems, wide=False), context)
        if len(_accounted(found)) < len(said):
            found += _matches(said, self._phrases(candidates, stems, wide=True), context)
        if line.pins:
            by_hand = {one.key: one for pin in line.pins for one in self._pinned(pin, line, found, path)}
            bound = tuple(by_hand.values())
            asked = _told(one for one in found if one.bound in bound)
            return Binding(bound=bound, unasked=tuple(_durations(said, asked)))
        matches = [match for match in found if not _is_shadowed(match, found)]
        if line.kind is Kind.ENVVAR and (variable := VARIABLE.match(line.text)):
            one = _variable(variable)
            matches[:0] = [_Match(0, _length_of_variable(variable), one)] if one.check in self._checks else []
        accounted = _accounted(matches)
        told = _told(matches)
        leftover = tuple(word.text for at, word in enumerate(said) if at not in told)
        if len(accounted) < len(said) and self._means_something_else(line, said, accounted):
            return Binding(leftover=tuple(word.text for word in said))
        each = {one.bound.key: one.bound for one in matches}
        # A state that is fine says nothing about who will take the step.
        left = tuple(word.text for word in said) if line.kind is Kind.PROCEDURE else leftover
        if each and self.environment != "staging" and _is_of_staging(line, parent, said):
            left += ("staging",)
        if any(one.check.startswith("mail.") for one in each.values()):
            left += _notifier(line, parent, said)
        return Binding(bound=tuple(_most_told(each.values())), leftover=left)

    @staticmethod
    def _means_something_else(line: Line, said: Sequence[Word], accounted: Set[int]) -> bool:
        """Whether the words left over may say the opposite, speak of something else, or are most of what is said.

        In a text of several clauses one that is mostly accounted for is enough; what a thing is for says nothing else.
        """
        if line.kind in AS_A_WHOLE:
            return True
        parts = clauses(_statement(line), said)
        reasons = {at for one in parts if one.is_reason for at in one.places}
        left = [word.text for at, word in enumerate(said) if at not in accounted | reasons]
        is_plan = said[0].text == "if" and 0 not in accounted
        if is_plan or not TURNS.isdisjoint(left):
            return True
        mostly_said = any(
            2 * sum(at in accounted for at in one.places) >= len(one.places) for one in parts if one.places
        )
        return not mostly_said and line.kind is not Kind.ENVVAR

    def _candidates(self, stems: Set[str], *, is_bad: bool) -> list[int]:
        """The numbers of the phrases that may stand in a line with these stems."""
        found = []
        for at in sorted(set[int]().union(*map(self._numbers, stems))):
            said = self._said.get(at) or self._said.setdefault(at, self._take_apart(at))
            if said.is_bad is is_bad and said.may_stand_in(stems):
                found.append(at)
        return found

    def _numbers(self, stem: str) -> tuple[int, ...]:
        if stem not in self._numbered:
            self._numbered[stem] = tuple(map(int, self._by_stem.get(stem, "").split()))
        return self._numbered[stem]

    def _phrases(self, candidates: Iterable[int], stems: Set[str], *, wide: bool) -> Iterator[Phrase]:
        for at in candidates:
            said = self._said[at]
            if (said.beside is not None) is wide:
                if at not in self._compiled:
                    self._compiled[at] = compile_phrase(self._checks[said.check], said)
                yield from (one for one in self._compiled[at] if one.may_stand_in(stems))

    def _take_apart(self, at: int) -> Said:
        """The phrase of this number."""
        number = bisect_right(self._ends, at)
        one = self._declared[number]
        return take_apart(one.id, one.says[at - self._ends[number]])

    def prove(self, check_ids: Iterable[str]) -> None:
        """Compile the phrases of these checks.

        Raises:
            TypeError: a phrase is wrong.
        """
        for check_id in check_ids:
            for text in self._checks[check_id].says:
                compile_phrase(self._checks[check_id], take_apart(check_id, text))

    def _pinned(self, pin: str, line: Line, found: Iterable[_Match], path: str) -> list[Bound]:
        """The check named by hand, with what the line's words give it."""
        if pin in self._checks:
            variable = VARIABLE.match(line.text)
            meant = [_variable(variable)] if variable else []
            meant += [one.bound for one in found]
            return [one for one in meant if one.check == pin and one.quantities] or [Bound(check=pin)]
        hint = did_you_mean(pin, [*self._checks]) or "; `golive list` shows all ids"
        raise ChecklistError(f"{path}:{line.number}: “{line.text}” pins the unknown check {pin!r}{hint}")


def _matches(said: Sequence[Word], phrases: Iterable[Phrase], context: _Context) -> list[_Match]:
    """Every place where a phrase stands in the line."""
    found = []
    for phrase in phrases:
        if phrase.context and not context.holds(phrase.context):
            continue
        for start, end in phrase.places(said):
            quantities = fit(phrase, said[start:end])
            if quantities is None:
                continue
            bound = Bound(check=phrase.check, quantities=quantities)
            if phrase.tells_all:
                found.append(_Match(start, end, bound))
            else:
                leaves = frozenset(at for at in range(start, end) if phrase.leaves_open(said, at))
                allows = frozenset(at for at in range(start, end) if phrase.merely_allows(said[at]))
                found.append(_Match(start, end, bound, leaves, allows))
    return found


def _is_of_staging(line: Line, parent: str, said: Sequence[Word]) -> bool:
    """Whether a line stands below "Staging", and does not speak of it itself: what we look at is another site.

    The title of a document is not asked: a list that is only about staging is run against it.
    """
    if any(word.text == "staging" for word in said):
        return False
    above = ({word.text for word in words(text)} & ENVIRONMENTS for text in (parent, *reversed(line.section[1:])))
    return next(filter(None, above), set()) == {"staging"}


def _notifier(line: Line, parent: str, said: Sequence[Word]) -> tuple[str, ...]:
    """The service named above a line about notifications: they may be its own, which no mail of the shop proves."""
    if all(word.stem != NOTIFICATION for word in said):
        return ()
    above = (word.text for text in (parent, *reversed(line.section)) for word in words(text))
    return tuple(word for word in above if word in NOTIFIERS)[:1]


def _accounted(matches: Iterable[_Match]) -> set[int]:
    """The places of the words that phrases take in."""
    return {index for one in matches for index in range(one.start, one.end)}


def _told(matches: Iterable[_Match]) -> set[int]:
    """The places of the words that a check says something about.

    What one check says nothing about is not settled by another's phrase that merely lets the word stand in it.
    """
    found = list(matches)
    left = {at for one in found for at in one.leaves}
    return {
        at
        for one in found
        for at in range(one.start, one.end)
        if at not in one.leaves and not (at in left and at in one.allows)
    }


def _durations(said: Sequence[Word], told: Set[int]) -> Iterator[str]:
    """Numbers with their unit of time that no check takes in."""
    for at, (number, unit) in enumerate(itertools.pairwise(said)):
        if number.text.isdigit() and unit.stem in UNITS and at not in told:
            yield f"{number.text} {unit.text}"


def _most_told(bound: Collection[Bound]) -> Collection[Bound]:
    """Where the line gives a check a number, do not ask it with its default as well."""
    if len(bound) < 2:
        return bound
    told = {one.check for one in bound if one.quantities}
    return [one for one in bound if one.quantities or one.check not in told]


def _variable(match: re.Match[str]) -> Bound:
    name, value = match["name"], match["value"]
    if value and MEANT_VALUE.fullmatch(value.strip("`\"' ")):
        return Bound(check="env.var-value", quantities={"variable": name, "value": value.strip("`\"' ")})
    return Bound(check="env.var-set", quantities={"variable": name})


def _length_of_variable(match: re.Match[str]) -> int:
    """Number of words of the name and its value; what stands in brackets after it is said on top."""
    return len(words(match.string[: match.start("rest")] if match["rest"] else match.string))


def _is_shadowed(match: _Match, matches: Sequence[_Match]) -> bool:
    """Whether another phrase takes in this one and more: "HSTS header" says less than "security header"."""
    return any(other.start <= match.start and match.end <= other.end and other.size > match.size for other in matches)


class _Context:
    """The words of a line's headings and of its parent, cut up when a phrase asks for them."""

    def __init__(self, line: Line, parent: str) -> None:
        risk = cells(line).name if line.kind is Kind.RISK else ""
        self._texts = (*line.section, parent, risk)

    def holds(self, needed: tuple[frozenset[str], ...]) -> bool:
        said = {word.stem for text in self._texts for word in words(text)}
        return all(said & stems for stems in needed)


def _statement(line: Line) -> str:
    """The text that is to hold: of a risk, what was done about it; of a sign-off, the role."""
    if line.kind is Kind.RISK:
        return statement_of(cells(line).mitigation)
    if NUMBERED.match(line.text) and line.section[-1:] == (line.text,):
        return line.text  # "### [ ] 3. Database setup" is a title over its lines, and states nothing itself
    return statement_of(role_name(line.text) if line.kind is Kind.SIGNOFF else line.text)


def how_to_answer(line: Line, *, partly: bool) -> str:
    """What answers a line nothing looks at (or not wholly): code, or a person's word."""
    if line.kind in FOR_PEOPLE:
        return f"have somebody vouch for it: {how_to_say(line)}"
    name = line.id.rpartition("/")[2]
    what = "the checks that settle all of it" if partly else "a check"
    test = f'@pytest.mark.golive(line="{name}")'
    return f"pin {what} (<!-- golive: ID -->), answer it with a test ({test}), or vouch for it: {how_to_say(line)}"


def how_to_say(line: Line) -> str:
    """The command by which a person answers a line."""
    return f"`golive attest {line.id} --by NAME --evidence TEXT`"
