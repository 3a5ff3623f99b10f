"""PHRASES: the grammar in which a check says what words mean it, and where a phrase stands in a line.

A phrase means its check when its words stand together in the line, in any order (`words.py` says what counts as a
word). In a phrase

- ``a|b`` are alternatives for one word, and ``@set`` a class of them (`words.CLASSES`),
- ``word?`` may be missing, and ``{name}`` captures one word or number, ``{name:a|b}`` one of these at most,
- ``words ~ others``: any of the others may stand between and beside the words, as may `NEUTRAL` words; such a wide
  phrase is asked only when the others leave a word of the line unaccounted for,
- ``context: words`` means the check only below a heading or line that holds the words of the context,
- a leading ``=`` means it only when it is the whole line,
- a leading ``!`` states the bad event, for NO-GO criteria and rollback triggers: there, and only there, it means
  the check that proves the opposite.
"""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from pytest_golive.checklist.deeds import is_deed
from pytest_golive.checklist.words import CLASSES, FILLERS, JOINED, TURNS, Word, joined, stem, stems_of
from pytest_golive.data import dataclass
from pytest_golive.patterns import lazily

QUANTITY = lazily(r"\{(\w+)(?::[^{}]+)?\}")
#: Where a spelling of more than one word may begin.
JOINABLE = frozenset(spelling.split()[0] for spelling in JOINED)
#: Words that name what the whole gate is about.
NEUTRAL = frozenset(
    stem(word)
    for word in """site website shop store app application web page pages system production live public entire whole
    full fully everywhere everything actually really now currently still both correct own get go up see carry real
    main nice good each new about section yes place part kind type thing what where when how does any some already one
    before launch last say need make give add put let keep because only first there""".split()
)
#: With the number before them they say how much, which a check compares only when a phrase captures it.
UNITS = frozenset(
    stem(word)
    for word in "year years month months week weeks day days hour hours minute minutes second seconds".split()
)
#: A status of HTTP that a phrase names is what its check looks for.
STATUS = lazily(r"[1-5]\d\d")
#: A name that begins with a number: "2fa".
NAME = lazily(r"\d+[a-z]+")
TURN_STEMS = frozenset(map(stem, TURNS))
#: For each stem the numbers of phrases, with blanks between: thousands of them as numbers would be half a megabyte.
Index = Mapping[str, str]
_Sets = tuple[frozenset[str], ...]
_Quantities = tuple[tuple[str, type], ...]


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number or word that a line may give to a check."""

    kind: str
    """``builtins:int``, or the module and name of a class that takes a word or raises ValueError."""
    default: Any = None
    is_needed: bool = False
    """Whether the check cannot do without."""

    @staticmethod
    def kind_of(annotation: Any, module: str) -> str:
        """``kind`` of a parameter's annotation: a class, or what ``module`` calls one."""
        if isinstance(annotation, type):
            return f"{annotation.__module__}:{annotation.__qualname__}"
        return f"{'builtins' if annotation in {'int', 'float', 'str'} else module}:{annotation}"

    @property
    def type(self) -> type:
        """What makes its value of a word; loads the module that declares it."""
        module, _, name = self.kind.partition(":")
        found: type = attrgetter(name)(importlib.import_module(module))
        return found


class Declared(Protocol):
    """What binding needs to know of a check."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def says(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def quantities(self) -> Mapping[str, Quantity]: ...  # noqa: D102
    @property
    def overlooks(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def sees(self) -> Collection[str]: ...  # noqa: D102
    @property
    def is_of_writing(self) -> bool: ...  # noqa: D102


class Phrase(NamedTuple):
    """A phrase in one of its lengths."""

    check: str
    sets: _Sets
    """For each of its words the stems of which one must be there."""
    quantities: _Quantities
    """Name and type of each word or number that it captures."""
    context: tuple[frozenset[str], ...]
    """Words that the headings or the parent must hold."""
    is_whole: bool
    """It must be the whole line."""
    beside: frozenset[str] | None
    """Of a wide phrase: all stems that may stand between and beside its words."""
    overlooks: frozenset[str] = frozenset()
    """Stems of words of its own that the check says nothing about; a word with ``=`` before it as it stands."""
    sees: Collection[str] = ()
    """Words that it says something about where the phrase asks for them."""
    is_of_writing: bool = False
    """The check reads what is written, and sees nothing that anybody did."""

    @property
    def tells_all(self) -> bool:
        """Whether its check says something about each word in it, so that none has to be asked for."""
        return self.beside is None and not self.overlooks and not self.is_of_writing

    def may_stand_in(self, stems: Set[str]) -> bool:
        """Whether a line with these stems has all of its words."""
        return not any(map(stems.isdisjoint, self.sets))

    def places(self, said: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Where in the line it may stand, as (first word, word after the last)."""
        size = len(self.sets) + len(self.quantities)
        if self.is_whole and self.beside is None:
            yield from [(0, size)] if size == len(said) else []
        elif self.beside is None:
            yield from ((start, start + size) for start in range(len(said) - size + 1))
        else:
            own = frozenset[str]().union(*self.sets)
            has_number = bool(self.quantities)
            # "Not off" is not "off": a denial is one of the phrase's own words, and each of those is said once.
            denials = sum(not one.isdisjoint(TURN_STEMS) for one in self.sets)
            may_stand = [self._may_stand(word, own, has_number=has_number) for word in said]
            for is_mine, run in itertools.groupby(range(len(said)), may_stand.__getitem__):
                at = list(run)
                denied = sum(said[one].text in TURNS for one in at)
                if is_mine and denied <= denials and len(at) >= (len(said) if self.is_whole else size):
                    yield at[0], at[-1] + 1

    def leaves_open(self, said: Sequence[Word], at: int) -> bool:
        """Whether the check says nothing about a word in the phrase: "tests green in CI", "plan rehearsed"."""
        word = said[at]
        if any(_is_own(kind) and _quantity(word.text, kind) is not None for _, kind in self.quantities):
            return False
        is_overlooked = word.stem in self.overlooks or f"={word.text}" in self.overlooks
        if is_overlooked or (self.is_of_writing and is_deed(said, at)):
            return True
        if word.text in self.sees and self.merely_allows(word):
            return True
        if self.beside is None or self.quantities or any(map(_is_number, self.sets)):
            return False
        if (STATUS.fullmatch(word.text) or NAME.fullmatch(word.text)) and any(word.stem in one for one in self.sets):
            return False
        return word.text[0].isdigit() or (word.text[0] == "/" and len(word.text) > 1) or word.stem in UNITS

    def merely_allows(self, word: Word) -> bool:
        """Whether a word may stand in the phrase without being one of those it asks for."""
        if self.beside is None or self.quantities:
            return False
        return not any(word.stem in one for one in self.sets)

    def _may_stand(self, word: Word, own: Set[str], *, has_number: bool) -> bool:
        if word.text in TURNS or word.stem in own:
            return word.stem in own
        return word.stem in (self.beside or ()) or (has_number and word.text[0].isdigit())


class Said(NamedTuple):
    """A phrase as it is declared, taken apart."""

    check: str
    text: str
    context: tuple[str, ...]
    parts: tuple[str, ...]
    beside: tuple[str, ...] | None
    """Of a wide phrase: the words that may stand beside its own."""
    needed: _Sets
    """For each word that must be there its stems, the most telling word first."""
    is_whole: bool
    is_bad: bool
    """It states what must not be."""

    def may_stand_in(self, stems: Set[str]) -> bool:
        """Whether a line with these stems has the words that must be there."""
        return not any(map(stems.isdisjoint, self.needed))


def take_apart(check_id: str, text: str) -> Said:
    """The marks, the context and the words of a phrase.

    Raises:
        TypeError: no word of it must be there.
    """
    bare = text.lstrip("=!")
    marks = text[: len(text) - len(bare)]
    context, _, stated = bare.rpartition(": ")
    parts = stated.split()
    if not JOINABLE.isdisjoint(parts):
        parts = joined(stated).split()
    beside = None
    if "~" in parts:
        at = parts.index("~")
        parts, beside = parts[:at], tuple(parts[at + 1 :])
    telling = sorted(filter(None, map(_must, parts)), key=_telling)
    needed = tuple(stems for part in telling for stems in alternatives(part))
    if not needed:
        raise TypeError(f"check {check_id!r}: the phrase {text!r} holds no word")
    return Said(check_id, text, tuple(context.split()), tuple(parts), beside, needed, "=" in marks, "!" in marks)


def _must(part: str) -> str:
    """The words of which one must be there; empty where none must."""
    if part[-1] == "?":
        return ""
    return part.partition(":")[2].rstrip("}") if part[0] == "{" else part


def _telling(part: str) -> tuple[int, int]:
    """The fewer spellings and the longer, the more a word tells one line from another."""
    return part.count("|") + 9 * part.count("@"), -len(part)


def indexed(checks: Iterable[Declared], start: int = 0) -> dict[str, str]:
    """For each stem the numbers of the phrases (counted from ``start``) that stand only in lines with it.

    A phrase is found by its most telling word: one of its stems is in every line that holds the phrase.
    """
    found: dict[str, list[int]] = {}
    for at, said in enumerate((take_apart(one.id, text) for one in checks for text in one.says), start):
        for telling in said.needed[0]:
            found.setdefault(telling, []).append(at)
    return {telling: " ".join(map(str, numbers)) for telling, numbers in found.items()}


def compile_phrase(one: Declared, said: Said) -> tuple[Phrase, ...]:
    """A phrase in all its lengths: with and without each word that may be missing.

    Raises:
        TypeError: a part of it says nothing.
    """
    choices: list[tuple[tuple[_Sets, _Quantities], ...]] = []
    for part in said.parts:
        bare = part.removesuffix("?")
        quantity = QUANTITY.fullmatch(bare)
        sets = () if quantity else alternatives(bare)
        if not sets and not quantity and bare not in FILLERS:
            raise TypeError(f"check {one.id!r}: {part!r} in the phrase {said.text!r} is a word that says nothing")
        if sets or quantity:
            made = (sets, ((quantity[1], one.quantities[quantity[1]].type),) if quantity else ())
            choices.append((made, ((), ())) if bare != part else (made,))
    context = tuple(word for part in said.context for word in alternatives(part))
    beside = None
    if said.beside is not None:
        beside = NEUTRAL.union(*(stems for part in said.beside for stems in alternatives(part)))
    overlooked = frozenset(word if word[0] == "=" else stem(word) for word in one.overlooks)
    return tuple(
        Phrase(
            one.id,
            tuple(stems for sets, _ in chosen for stems in sets),
            tuple(asked for _, quantities in chosen for asked in quantities),
            context, said.is_whole, beside, overlooked, one.sees, one.is_of_writing,
        )
        for chosen in itertools.product(*choices)
    )  # fmt: skip


def _is_own(kind: type) -> bool:
    """Whether a quantity decides by itself which words it takes."""
    return kind not in {str, int, float}


def _is_number(stems: Set[str]) -> bool:
    """Whether a word is asked for that is a number."""
    return all(one[:1].isdigit() for one in stems)


@cache
def alternatives(part: str) -> tuple[frozenset[str], ...]:
    """``ssl|tls`` as one set of stems; a part that is cut into several words as several sets."""
    spelt = [one for said in part.split("|") for one in (CLASSES[said] if said[0] == "@" else (said,))]
    alternatives = [stems_of(alternative) for alternative in spelt]
    return tuple(frozenset(filter(None, at)) for at in itertools.zip_longest(*alternatives))


def fit(phrase: Phrase, window: Sequence[Word]) -> dict[str, Any] | None:
    """Match each word and quantity to its own word of the window, in any order; the quantities, or None."""
    free = _assigned(phrase.sets, list(window))
    if free is None:
        return None
    quantities: dict[str, Any] = {}
    for name, kind in phrase.quantities:
        taken = next(((word, value) for word in free if (value := _quantity(word.text, kind)) is not None), None)
        if taken is None:
            return None
        free.remove(taken[0])
        quantities[name] = taken[1]
    return quantities


def _assigned(sets: Sequence[frozenset[str]], free: list[Word]) -> list[Word] | None:
    """The words left when every set has one of its own; None when that cannot be."""
    if not sets:
        return free
    fitting = (at for at, word in enumerate(free) if word.stem in sets[0])
    tried = (_assigned(sets[1:], [*free[:at], *free[at + 1 :]]) for at in fitting)
    return next((left for left in tried if left is not None), None)


def _quantity(text: str, kind: type) -> int | float | str | None:
    if kind is str:
        return text
    # "32+", "600s" and "1_000" are plain numbers; a kind of its own decides by itself what "15+" means.
    bare = text.rstrip("+s").replace("_", "") if kind in {int, float} else text
    try:
        value = kind(bare)
    except ValueError:
        return None
    # "CONN_MAX_AGE=0" asks for the opposite of what the check proves.
    return None if isinstance(value, int | float) and value <= 0 else value
