"""Regular expressions that wait for their first use are right all the same."""

from __future__ import annotations

import gc
import importlib
import re

import pytest

from pytest_golive import patterns
from pytest_golive.patterns import lazily

from .source import modules


def test_it_is_a_pattern_once_it_is_used() -> None:
    pattern = lazily(r"(?P<word>\w+)", re.IGNORECASE)
    assert "search" not in vars(pattern)
    found = pattern.search("two words")
    assert found
    assert found["word"] == "two"
    assert pattern.sub("x", "a b") == "x x"
    assert "search" in vars(pattern)


def test_a_wrong_one_says_so_when_it_is_used() -> None:
    with pytest.raises(re.error):
        lazily("(").match("")


def test_every_one_compiles() -> None:
    for module in modules():
        if "= lazily(" not in module.text:
            continue
        importlib.import_module(
            f"pytest_golive.{module.path.removesuffix('.py').replace('/', '.')}".removesuffix(".__init__")
        )
    # By its type: to be asked for its class wakes what others have made lazy, such as Django's settings.
    waiting = [one for one in gc.get_objects() if type(one) is patterns._Later]
    assert len(waiting) > 100
    for one in waiting:
        re.compile(one.pattern, one._flags)
