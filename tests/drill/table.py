"""The table that `tox -e drill` ends with: every shipped check, and the planted faults that turned it red."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from faults import catalogue
from faults.trees import TREE_FAULTS
from pytest_golive.checks import load_checks


def rows(passed: Iterable[str]) -> list[str]:
    """One line for each check, from the ids of the drill's passed tests: `…[fault+check&other-fault]`."""
    faults = {**catalogue(), **TREE_FAULTS}
    by_check: dict[str, list[str]] = defaultdict(list)
    for node in passed:
        for part in node.partition("[")[2].rstrip("]").replace("&", "+").split("+"):
            for check in faults[part].reds if part in faults else ():
                by_check[check].append(part)
    built = sorted(one.id for one in load_checks().values() if one.is_built and one.is_shipped)
    told = [f"{name:34} {', '.join(sorted(set(by_check[name])))}" for name in built if by_check[name]]
    others = [name for name in built if not by_check[name]]
    return [*told, f"by tests of their own: {', '.join(others)}"]
