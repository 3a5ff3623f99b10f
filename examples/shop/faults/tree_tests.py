"""Faults of the shop's own test suite."""

from __future__ import annotations

from faults.trees import Tree, tree_fault

TESTS = "store/tests.py"


@tree_fault("failing-test", reds=("tests.suite-passes",))
def failing_test(tree: Tree) -> None:
    """Break what a test asks for."""
    tree.edit("store/validators.py", '".png", ', "")


@tree_fault("no-tests", reds=("tests.suite-passes",), also=("tests.coverage",))
def no_tests(tree: Tree) -> None:
    """Leave a module without a test in it."""
    tree.cut(TESTS, "class Minify", 'if __name__ == "__main__"')


@tree_fault("minify-tests-gone", reds=("tests.coverage",))
def minify_tests_gone(tree: Tree) -> None:
    """Delete the tests of a critical module."""
    tree.cut(TESTS, "class Minify", "class Validators")
