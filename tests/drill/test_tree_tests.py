"""Checks of the shop's own tests: green on the good checkout, red on their fault, unverified without results."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from faults import tree_tests
from faults.trees import TREE_FAULTS, Tree, TreeFault
from pytest_golive.finding import Outcome
from pytest_golive.settings import Settings, Suite
from tests.drill.tree import judge, plant, settings_of, suite_checks, told, unexplained

FAULTS = [one for one in TREE_FAULTS.values() if one.plant.__module__ == tree_tests.__name__]
CHECKS = suite_checks()
MEASURED = "{0} run --branch --source store --data-file {1}/data -m unittest store.tests"
REPORT = "{0} json --quiet --data-file {1}/data -o {1}/coverage.json"


def settings(tree: Tree, folder: Path) -> Settings:
    """The demo's, with a command that measures coverage as well."""
    plain = settings_of(tree)
    coverage = f'"{plain.app.python}" -m coverage'
    # The exit code is that of the tests, as in any CI.
    script = "; ".join([MEASURED, "code=$?", REPORT, "exit $code"]).format(coverage, folder)
    critical = ("store/minify.py", "store/validators.py")
    suite = Suite(command=("sh", "-c", script), coverage=str(folder / "coverage.json"), critical=critical)
    return replace(plain, tests=suite)


def test_every_check_has_a_fault() -> None:
    assert CHECKS.keys() == {check for fault in FAULTS for check in fault.reds}


def test_good_tree(good_tree: Tree, tmp_path: Path) -> None:
    findings = judge(settings(good_tree, tmp_path), {**CHECKS})
    assert findings["tests.suite-passes"].evidence[0].startswith("4 tests passed, 0 were skipped (`sh -c ")
    assert findings["tests.coverage"].outcome is Outcome.FAILED  # half of the demo's validators needs Django's settings
    good = replace(settings(good_tree, tmp_path).tests, critical=("store/minify.py",))
    assert told(judge(replace(settings(good_tree, tmp_path), tests=good), CHECKS)) == {}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: "+".join([fault.name, *fault.reds]))
def test_fault(tree: Tree, fault: TreeFault, tmp_path: Path) -> None:
    plant(tree, fault)
    suite = replace(settings(tree, tmp_path).tests, critical=("store/minify.py",))
    findings = judge(replace(settings(tree, tmp_path), tests=suite), CHECKS)
    assert [name for name in fault.reds if findings[name].outcome is not Outcome.FAILED] == []
    assert not unexplained(findings, fault)


def test_the_demo_runs_them_as_configured(good_tree: Tree) -> None:
    findings = judge(settings_of(good_tree), CHECKS)
    assert findings["tests.suite-passes"].outcome is Outcome.PASSED
    assert findings["tests.coverage"].remedy.startswith("have the tests write coverage.py's JSON report")


def test_nothing_passes_without_results(good_tree: Tree, tmp_path: Path) -> None:
    silent = replace(settings_of(good_tree), tests=Suite())
    late = replace(settings(good_tree, tmp_path), target=replace(silent.target, deadline=0.01))
    for one in (silent, late):
        assert {finding.outcome for finding in judge(one, CHECKS).values()} == {Outcome.UNVERIFIED}


def test_results_are_of_the_files_as_they_are(tree: Tree, tmp_path: Path) -> None:
    junit = tmp_path / "junit.xml"
    case = '<testcase classname="shop" name="{0}">{1}</testcase>'
    wanted = replace(settings_of(tree), tests=Suite(junit=str(junit)))

    def outcome(*told: str) -> tuple[Outcome, str]:
        if told:
            junit.write_text(f"<testsuites><testsuite>{''.join(told)}</testsuite></testsuites>")
        finding = judge(wanted, {"tests.suite-passes": CHECKS["tests.suite-passes"]})["tests.suite-passes"]
        return finding.outcome, finding.observed or finding.reason

    assert outcome()[1] == f"there is no {junit}"
    assert outcome(case.format("pays", ""))[0] is Outcome.PASSED
    assert outcome(case.format("pays", "<failure/>")) == (Outcome.FAILED, "1 of 1 tests failed: shop.pays")
    assert outcome(case.format("pays", "<skipped/>"))[1] == "1 of 1 tests were skipped, of at most 0"
    assert outcome("") == (Outcome.FAILED, "0 tests have run, of at least 1")
    assert outcome("<testcase>")[0] is Outcome.UNVERIFIED
    outcome(case.format("pays", ""))
    os.utime(junit, (1, 1))
    assert outcome()[1].startswith("junit.xml is older than ")


def test_results_may_be_kept_by_commit(tree: Tree, tmp_path: Path) -> None:
    wanted = replace(settings_of(tree), tests=Suite(junit=str(tmp_path / "{commit}.xml")))
    only = {"tests.suite-passes": CHECKS["tests.suite-passes"]}
    commit = tree.git("rev-parse", "HEAD").strip()
    (tmp_path / f"{commit}.xml").write_text('<testsuite><testcase name="a"/></testsuite>')
    assert judge(wanted, only)["tests.suite-passes"].outcome is Outcome.PASSED
    tree.git("commit", "--quiet", "--allow-empty", "--message", "Another")
    found = judge(wanted, only)["tests.suite-passes"]
    assert (found.outcome, found.reason.endswith(" for this commit")) == (Outcome.UNVERIFIED, True)
