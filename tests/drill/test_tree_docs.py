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


def test_every_check_has_a_fault() -> None:
    ours = {name for name in tree_checks() if name.startswith(OURS)}
    assert ours - {check for fault in FAULTS for check in fault.reds} == set()


def test_good_files(tmp_path: Path) -> None:
    findings = judge_tree(tmp_path)
    assert {n: one.observed or one.reason for n, one in findings.items() if one.outcome is not Outcome.PASSED} == {}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: "+".join([fault.name, *fault.reds]))
def test_fault(tmp_path: Path, fault: TreeFault) -> None:
    findings = judge_tree(tmp_path, fault.plant)
    bad = {name: one.observed or one.reason for name, one in findings.items() if one.outcome is not Outcome.PASSED}
    green = [check for check in fault.reds if findings[check].outcome is not Outcome.FAILED]
    assert not green, f"{fault.name} should turn these red: {green} {bad}"
    assert bad.keys() <= {*fault.reds, *fault.also}, f"{fault.name} is no reason for these"


def test_without_documents_nothing_passes(tmp_path: Path) -> None:
    def plant(tree: Tree) -> None:
        for path in [*tree.root.glob("*.md"), *tree.root.glob("docs/*")]:
            path.unlink()

    findings = judge_tree(tmp_path, plant)
    passed = [name for name, one in findings.items() if name.startswith("docs.") and one.outcome is Outcome.PASSED]
    assert passed == []
    assert findings["docs.deployment"].outcome is Outcome.UNVERIFIED
    assert findings["docs.deployment"].reason.startswith("there is no document in ")
