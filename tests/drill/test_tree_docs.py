"""Every check that reads the documents alone is green on the shop's files, and red on its fault."""

from __future__ import annotations

import pytest

from faults import tree_docs
from faults.trees import TREE_FAULTS, Tree, TreeFault
from pytest_golive.finding import Outcome
from tests.drill.together import have_own_checks, in_groups
from tests.drill.tree import document_checks, judge, plant, settings_of, told, unexplained

FAULTS = [one for one in TREE_FAULTS.values() if one.plant.__module__ == tree_docs.__name__]
CHECKS = document_checks()
#: So many are planted at once.
TOGETHER = 4


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "group" in metafunc.fixturenames:
        size = 1 if metafunc.config.getoption("drill_alone") else TOGETHER
        groups = in_groups(FAULTS, size=size, apart=have_own_checks)
        # What has consequences elsewhere (a renamed file) comes last: the others still find what they change.
        ordered = [tuple(sorted(group, key=lambda fault: len(fault.also))) for group in groups]
        names = ["&".join("+".join([fault.name, *fault.reds]) for fault in group) for group in ordered]
        metafunc.parametrize("group", ordered, ids=names)


def test_every_check_has_a_fault() -> None:
    ours = {name for name in CHECKS if name.startswith(("docs.", "legal."))}
    assert ours - {check for fault in FAULTS for check in fault.reds} == set()


def test_good_files(good_tree: Tree) -> None:
    assert told(judge(settings_of(good_tree), CHECKS)) == {}


def test_faults(tree: Tree, group: tuple[TreeFault, ...]) -> None:
    plant(tree, *group)
    findings = judge(settings_of(tree), CHECKS, dead=tree.dead)
    for fault in group:
        green = [check for check in fault.reds if findings[check].outcome is not Outcome.FAILED]
        assert not green, f"{fault.name} should turn these red: {green} {told(findings)}"
    assert not unexplained(findings, *group), "no reason for these"


def test_without_documents_nothing_passes(tree: Tree) -> None:
    for path in [*tree.root.glob("*.md"), *tree.root.glob("docs/*")]:
        path.unlink()
    tree.publish()
    findings = judge(settings_of(tree), CHECKS)
    passed = [name for name, one in findings.items() if name.startswith("docs.") and one.outcome is Outcome.PASSED]
    assert passed == []
    assert findings["docs.deployment"].outcome is Outcome.UNVERIFIED
    assert findings["docs.deployment"].reason.startswith("there is no document in ")
