"""Every check is named, documented and bound as the house rules say; every fact can be stored."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import msgspec
import pytest

from pytest_golive import facts as room
from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.words import words
from pytest_golive.checks import CHECKS, Check, declare_all
from pytest_golive.contracts import suites
from pytest_golive.facts import FACTS
from pytest_golive.facts.registry import OURS, closure

#: Words that have no place in an id: it states what is true on a good day, not what to do.
NOT_A_STATEMENT = re.compile(r"(?:^|[.-])(?:ensure|verify|should|must)(?:[.-]|$)")


#: Checks that no phrase can mean, and what binds them.
BOUND_OTHERWISE = {
    "env.var-set": "a line that is the name of a variable",
    "env.var-value": "a line NAME=value",
    "release.group-complete": "a line with parts",
}
#: Words that name one mechanism and nothing else.
NAMES_ALONE = frozenset({"hsts", "csp", "cors"})
#: Facts whose values are JSON already, as the application's own Python printed them.
JSON_AS_TOLD = frozenset({"application", "flask_application", "execution"})


@pytest.fixture(autouse=True, scope="module")
def _loaded() -> None:
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    declare_all()


def checks() -> Iterator[Check]:
    assert len(CHECKS) > 20, f"only {len(CHECKS)} checks are declared"
    yield from (check for check in CHECKS.values() if check.is_built)


def test_an_id_is_a_statement() -> None:
    wrong = [check.id for check in checks() if NOT_A_STATEMENT.search(check.id)]
    assert not wrong, f"an id states what is true on a good day: {', '.join(wrong)}"


def test_a_check_lives_where_its_id_says() -> None:
    wrong = []
    for check in checks():
        room = f"pytest_golive.checks.{check.area}"
        name = re.sub(r"[.-]", "_", check.id.partition(".")[2])
        if check.judge.__name__ != name:
            wrong.append(f"{check.id} is the function {check.judge.__name__}, not {name}")
        if check.judge.__module__.startswith(f"{suites.__name__}."):
            continue  # a contract lives with those that need the same people and things
        if check.judge.__module__ != room and not check.judge.__module__.startswith(f"{room}."):
            wrong.append(f"{check.id} is in {check.judge.__module__}, not in {room}")
    assert not wrong, "\n".join(wrong)


def test_a_check_is_documented() -> None:
    wrong = [
        f"{check.id}: {what}"
        for check in checks()
        for what, is_wrong in (
            ("the docstring has no statement", not check.expected),
            ("the statement ends without a full stop", not check.expected.endswith(".")),
            ("a name in braces, which only the Fix has filled in", "{" in check.expected),
            ("no Why:", not check.told("Why")),
            ("no Fix:", not check.fix),
            ("a docstring mentions an ellipsis where words are missing", check.fix in {"...", "…"}),
        )
        if is_wrong
    ]
    assert not wrong, "\n".join(wrong)


def test_a_check_has_phrases() -> None:
    wrong = [check.id for check in checks() if not check.says and check.id not in BOUND_OTHERWISE]
    assert not wrong, f"no line of a checklist can mean these checks: {', '.join(wrong)}"


def test_phrases_compile() -> None:
    assert Binder(CHECKS) is not None


def test_a_phrase_is_not_one_common_word() -> None:
    wrong = [
        f"{check.id}: {phrase!r}"
        for check in checks()
        for phrase in check.says
        if "{" not in phrase and not phrase.startswith("=") and len(words(re.sub(r"[|@]", "", phrase))) < 2
        if not re.search(r"[_.\d]", phrase) and phrase not in NAMES_ALONE
    ]
    assert not wrong, "one word alone means too much; only identifiers may stand alone:\n" + "\n".join(wrong)


def test_every_quantity_can_be_given() -> None:
    wrong = [
        f"{check.id}: no phrase has {{{name}}}"
        for check in checks()
        for name in check.quantities
        if not any(f"{{{name}}}" in phrase or f"{{{name}:" in phrase for phrase in check.says)
        if check.id not in BOUND_OTHERWISE
    ]
    assert not wrong, "\n".join(wrong)


def test_every_fact_a_check_takes_exists() -> None:
    wrong = [f"{check.id} takes {name}" for check in checks() for name in check.facts if name not in FACTS]
    assert not wrong, "no such fact:\n" + "\n".join(wrong)
    closure(name for check in checks() for name in check.facts)


def test_every_fact_is_documented_and_in_its_room() -> None:
    wrong = [f"{name}: no docstring" for name, fact in FACTS.items() if not fact.look.__doc__]
    assert not wrong, "\n".join(wrong)


def test_every_fact_is_found_without_loading_the_others() -> None:
    seen = {name: fact for name, fact in FACTS.items() if not fact.is_contract}
    declared = {name: fact.look.__module__.split(".")[2] for name, fact in seen.items()}
    assert declared == OURS


def test_every_fact_can_be_stored_and_read() -> None:
    # Under xdist one worker gathers and the others read; a fact of a type that JSON cannot hold would get lost.
    wrong = []
    for name, fact in FACTS.items():
        if name in JSON_AS_TOLD:
            continue
        try:
            holds_anything = ": {}" in str(msgspec.json.schema(fact.returns))
        except TypeError:
            holds_anything = True
        wrong += [f"{name} returns {fact.returns}"] if holds_anything else []
    assert not wrong, "a fact is made of dataclasses, strings, numbers, tuples and mappings:\n" + "\n".join(wrong)


def test_effects_of_checks_cover_those_of_their_facts() -> None:
    order = ("read-only", "probe", "executes", "writes", "sends", "load")
    wrong = [
        f"{check.id} is {check.effect}, but {name} {fact.effect}"
        for check in checks()
        for name, fact in closure(check.needs).items()
        if order.index(fact.effect) >= order.index("writes") > order.index(check.effect)
    ]
    assert not wrong, "\n".join(wrong)
