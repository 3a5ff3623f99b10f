"""A test that somebody marked, and that pytest does not take for one, is missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_golive.marked import marked
from tests.plugin.conftest import Gate

GOOD = "- [ ] Good line\n"
HEAD = "import pytest\nfrom pytest import mark\n\n"
WORKERS = pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])


@pytest.mark.parametrize(
    ("tests", "missed"),
    [
        ("@mark.critical\ndef tst_search(): assert 0\n", "tst_search"),
        ("@mark.critical\ndef test_a(): assert 0\n\n@mark.critical\ndef test_a(): pass\n", "test_a"),
        ("class ShopTests:\n    @mark.critical\n    def test_a(self): assert 0\n", "ShopTests.test_a"),
        ("@mark.high\nclass ShopTests:\n    def test_a(self): assert 0\n", "ShopTests"),
        (
            "class TestShop:\n    def __init__(self): pass\n\n    @pytest.mark.high\n    def test_a(self): assert 0\n",
            "TestShop.test_a",
        ),
        ('if False:\n    @mark.golive(line="Good line")\n    def test_a(): assert 0\n', "test_a"),
    ],
)
def test_it_is_no_go(gate: Gate, tests: str, missed: str) -> None:
    judged = gate(GOOD, tests=HEAD + tests + "\ndef test_other(): pass\n")
    assert judged.code == 1
    [blocker] = judged.blockers
    assert blocker.startswith("test_own.py:")
    assert f" {missed} bears a mark of ours and is no test to pytest: give each a name of its own" in blocker


@WORKERS
def test_workers_tell_what_they_missed(gate: Gate, workers: tuple[str, ...]) -> None:
    judged = gate(GOOD, *workers, tests=HEAD + "@mark.critical\ndef tst_search(): assert 0\n\ndef test_b(): pass\n")
    assert judged.code == 1
    assert any("tst_search bears a mark of ours" in blocker for blocker in judged.blockers)


@pytest.mark.parametrize(
    "tests",
    [
        "class Base:\n    @mark.high\n    def test_a(self): pass\n\nclass TestA(Base): pass\n",
        "import unittest\n\nclass Shop(unittest.TestCase):\n    @mark.high\n    def test_a(self): pass\n",
        "@mark.high\nclass TestShop:\n    class TestCart:\n        def test_a(self): pass\n",
        "@mark.high\n@mark.parametrize('n', [1, 2])\ndef test_a(n): pass\n",
        "@mark.parametrize('n', [pytest.param(1, marks=mark.high)])\ndef test_a(n): pass\n",
        "if True:\n    @mark.high\n    def test_a(): pass\nelse:\n    @mark.high\n    def test_a(): pass\n",
        "def bare(function):\n    def inner(): function()\n    return inner\n\n@mark.high\n@bare\ndef test_a(): pass\n",
        "try:\n    import none_such\nexcept ImportError:\n    @mark.high\n    def test_a(): pass\n",
    ],
)
def test_what_pytest_takes_for_tests_is_not_missed(gate: Gate, tests: str) -> None:
    judged = gate(GOOD, tests=HEAD + tests)
    assert judged.code == 0, judged.blockers


@WORKERS
def test_a_conftest_that_takes_a_test_out_of_the_list(
    gate: Gate, pytester: pytest.Pytester, workers: tuple[str, ...]
) -> None:
    below = pytester.mkdir("below")
    below.joinpath("conftest.py").write_text(
        "def pytest_collection_modifyitems(items):\n    items[:] = [one for one in items if one.name != 'test_a']\n"
    )
    below.joinpath("test_below.py").write_text(f"{HEAD}@mark.critical\ndef test_a(): assert 0\n")
    judged = gate(GOOD, *workers)
    assert judged.code == 1
    assert judged.outcomes["a"] == "unverified"


def test_a_file_without_a_mark_is_not_parsed(tmp_path: Path) -> None:
    file = tmp_path / "test_it.py"
    file.write_text("this is no Python\n")
    assert marked(file) == []
