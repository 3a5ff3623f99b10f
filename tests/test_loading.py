"""Our modules go past pytest's rewriting of asserts, and only while a gate runs; everybody else's do not."""

from __future__ import annotations

import sys

import pytest

import pytest_golive
from pytest_golive.loading import Loader, past_rewriting


def test_our_modules_are_found_as_python_finds_them() -> None:
    found = Loader.find_spec("pytest_golive.gate", [*pytest_golive.__path__])
    assert found is not None
    assert found.origin is not None
    assert found.origin.endswith("gate.py")
    assert Loader.find_spec("pytest_golive.nothing", [*pytest_golive.__path__]) is None


@pytest.mark.parametrize("name", ["conftest", "test_shop", "pytest_golive_pack", "shop.pytest_golive"])
def test_a_team_s_modules_are_left_to_pytest(name: str) -> None:
    assert Loader.find_spec(name) is None


def test_it_ends_with_the_run(pytester: pytest.Pytester) -> None:
    config = pytester.parseconfig()
    past_rewriting(config)
    [finder, *_] = sys.meta_path
    assert isinstance(finder, Loader)
    config._ensure_unconfigure()
    assert finder not in sys.meta_path
