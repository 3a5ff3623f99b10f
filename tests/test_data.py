"""Frozen dataclasses that share their methods behave as the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, field, replace
from functools import cached_property

import msgspec
import pytest

from pytest_golive.data import dataclass
from tests.conventions.source import modules


@dataclass(frozen=True, kw_only=True)
class Thing:
    """A thing."""

    name: str
    size: int = 1
    tags: Mapping[str, int] = field(default_factory=dict)
    secret: str = field(default="", repr=False)

    @cached_property
    def upper(self) -> str:
        """Kept in the thing, and no part of it."""
        return self.name.upper()


@dataclass(frozen=True, kw_only=True)
class Special(Thing):
    """A special thing."""

    color: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Standard:
    """The same thing of the standard library's."""

    name: str
    size: int = 1
    tags: Mapping[str, int] = field(default_factory=dict)
    secret: str = field(default="", repr=False)


def test_they_look_as_the_standard_librarys() -> None:
    ours, theirs = Thing(name="a", secret="b"), Standard(name="a", secret="b")
    assert repr(ours) == repr(theirs).replace("Standard", "Thing")
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert [one.name for one in dataclasses.fields(Thing)] == [one.name for one in dataclasses.fields(Standard)]
    assert msgspec.json.encode(ours) == msgspec.json.encode(theirs)
    assert msgspec.json.decode(msgspec.json.encode(ours), type=Thing) == ours


def test_they_are_compared_and_hashed_by_what_their_fields_hold() -> None:
    one, same = Thing(name="a"), Thing(size=1, name="a")
    assert one.upper == "A"
    assert one == same
    assert one != Thing(name="b")
    assert one != Standard(name="a")
    assert hash(Special(name="a", color="red", tags=())) == hash(Special(color="red", tags=(), name="a"))  # type: ignore[arg-type]
    assert replace(one, size=2) == Thing(name="a", size=2)
    assert "upper" not in vars(replace(one, name="b"))


def test_each_has_defaults_of_its_own() -> None:
    assert Thing(name="a").tags is not Thing(name="a").tags
    assert Special(name="a", color="red").tags == {}


def test_they_do_not_change() -> None:
    thing = Thing(name="a")
    with pytest.raises(FrozenInstanceError):
        thing.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del thing.name


def test_they_are_made_by_name_and_whole() -> None:
    with pytest.raises(TypeError, match="Special has no colour"):
        Special(name="a", colour="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Special needs color, name"):
        Special()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Thing("a")  # type: ignore[misc]


def test_they_are_copied_and_pickled() -> None:
    thing = Thing(name="a", tags={"b": 1})
    assert copy.copy(thing) == copy.deepcopy(thing) == pickle.loads(pickle.dumps(thing)) == thing


def test_every_module_has_them_from_here() -> None:
    # The inspector runs in the application's own Python, where this package is not.
    ours = [one for one in modules() if one.path != "data.py" and not one.path.startswith("facts/inspector/")]
    standard = re.compile(r"(?m)^from dataclasses import .*\bdataclass\b")
    wrong = [
        one.path for one in ours if "@dataclass(frozen=True, kw_only=True" in one.text and standard.search(one.text)
    ]
    assert not wrong, f"import dataclass from pytest_golive.data: {', '.join(wrong)}"


def test_what_nobody_would_call_is_refused() -> None:
    with pytest.raises(AssertionError, match="nothing would call it"):

        @dataclass(frozen=True, kw_only=True)
        class Checked:
            """It checks itself."""

            def __post_init__(self) -> None: ...
