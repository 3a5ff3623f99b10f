"""Checks that look only at the project's files and its git repository are drilled without any server."""

from __future__ import annotations

from pytest_golive.checks.registry import Check

#: Facts that come from files and git alone.
TREE_FACTS = frozenset({"git_release"})


def is_of_tree(check: Check) -> bool:
    """Whether everything a check looks at is in the tree."""
    return bool(check.facts) and set(check.facts) <= TREE_FACTS
