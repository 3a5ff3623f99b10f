"""Every check that reads the documents alone is green on the shop's files, and red on its fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults import tree_docs
from faults.trees import TREE_FAULTS, Tree, TreeFault
from pytest_golive.finding import Outcome
from tests.drill.tree import judge_tree, tree_checks

FAULTS = [one for one in TREE_FAULTS.values() if one.plant.__module__ == tree_docs.__name__]
OURS = ("docs.", "legal.")
#: So many are planted at once, in one copy of the shop; `--drill-alone` plants each by itself.
TOGETHER = 4


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "group" in metafunc.fixturenames:
        groups = in_groups(1 if metafunc.config.getoption("drill_alone") else TOGETHER)
        names = ["&".join("+".join([fault.name, *fault.reds]) for fault in group) for group in groups]
        metafunc.parametrize("group", groups, ids=names)


def in_groups(size: int) -> list[tuple[TreeFault, ...]]:
    """Every fault once; no two of a group turn the same check red, so that each is seen by itself."""
    rest, groups = list(FAULTS), []
    while rest:
        group: list[TreeFault] = []
        for fault in rest:
            taken = {check for one in group for check in (*one.reds, *one.also)}
            if len(group) < size and not taken & {*fault.reds, *fault.also}:
                group.append(fault)
        rest = [fault for fault in rest if fault not in group]
        # What has consequences elsewhere (a renamed file) comes last: the others still find what they change.
        groups.append(tuple(sorted(group, key=lambda fault: len(fault.also))))
    return groups


def test_every_check_has_a_fault() -> None:
    ours = {name for name in tree_checks() if name.startswith(OURS)}
    assert ours - {check for fault in FAULTS for check in fault.reds} == set()


def test_good_files(tmp_path: Path) -> None:
    findings = judge_tree(tmp_path)
    assert {n: one.observed or one.reason for n, one in findings.items() if one.outcome is not Outcome.PASSED} == {}


def test_faults(tmp_path: Path, group: tuple[TreeFault, ...]) -> None:
    findings = judge_tree(tmp_path, *(fault.plant for fault in group))
    bad = {name: one.observed or one.reason for name, one in findings.items() if one.outcome is not Outcome.PASSED}
    for fault in group:
        green = [check for check in fault.reds if findings[check].outcome is not Outcome.FAILED]
        assert not green, f"{fault.name} should turn these red: {green} {bad}"
    assert bad.keys() <= {check for fault in group for check in (*fault.reds, *fault.also)}, "no reason for these"


def test_without_documents_nothing_passes(tmp_path: Path) -> None:
    def plant(tree: Tree) -> None:
        for path in [*tree.root.glob("*.md"), *tree.root.glob("docs/*")]:
            path.unlink()

    findings = judge_tree(tmp_path, plant)
    passed = [name for name, one in findings.items() if name.startswith("docs.") and one.outcome is Outcome.PASSED]
    assert passed == []
    assert findings["docs.deployment"].outcome is Outcome.UNVERIFIED
    assert findings["docs.deployment"].reason.startswith("there is no document in ")
