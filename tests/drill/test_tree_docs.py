"""Every check that reads the documents alone is green on the shop's files, and red on its fault."""

from __future__ import annotations

import pytest

from faults import tree_docs
from faults.trees import TREE_FAULTS, Tree, TreeFault
from pytest_golive.finding import Outcome
from tests.drill.tree import document_checks, judge, plant, settings_of, told, unexplained

FAULTS = [one for one in TREE_FAULTS.values() if one.plant.__module__ == tree_docs.__name__]
CHECKS = document_checks()


def test_every_check_has_a_fault() -> None:
    ours = {name for name in CHECKS if name.startswith(("docs.", "legal."))}
    assert ours - {check for fault in FAULTS for check in fault.reds} == set()


def test_good_files(good_tree: Tree) -> None:
    assert told(judge(settings_of(good_tree), CHECKS)) == {}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: "+".join([fault.name, *fault.reds]))
def test_fault(tree: Tree, fault: TreeFault) -> None:
    plant(tree, fault)
    findings = judge(settings_of(tree), CHECKS)
    green = [check for check in fault.reds if findings[check].outcome is not Outcome.FAILED]
    assert not green, f"{fault.name} should turn these red: {green} {told(findings)}"
    assert not unexplained(findings, fault), f"{fault.name} is no reason for these"


def test_without_documents_nothing_passes(tree: Tree) -> None:
    for path in [*tree.root.glob("*.md"), *tree.root.glob("docs/*")]:
        path.unlink()
    tree.publish()
    findings = judge(settings_of(tree), CHECKS)
    passed = [name for name, one in findings.items() if name.startswith("docs.") and one.outcome is Outcome.PASSED]
    assert passed == []
    assert findings["docs.deployment"].outcome is Outcome.UNVERIFIED
    assert findings["docs.deployment"].reason.startswith("there is no document in ")
