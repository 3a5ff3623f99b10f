"""Checks of the shop's own tests and of its delivery: green on the good checkout, red on their fault."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from faults import tree_tests
from faults.trees import TREE_FAULTS, Tree, TreeFault
from pytest_golive.checklist.model import Phase
from pytest_golive.facts.delivery import stops_on_error
from pytest_golive.finding import Outcome, Release
from pytest_golive.judged import JudgedChecklist, Verdict
from pytest_golive.reports.json import render
from pytest_golive.settings import Settings, Suite
from tests.drill.tree import judge, plant, settings_of, suite_checks, told, unexplained

FAULTS = [one for one in TREE_FAULTS.values() if one.plant.__module__ == tree_tests.__name__]
CHECKS = suite_checks()
MEASURED = "{0} run --branch --source store --data-file {1}/data -m unittest store.tests"
REPORT = "{0} json --quiet --data-file {1}/data -o {1}/coverage.json"
MINI = JudgedChecklist(path="MINI.md", sha256="0" * 64, lines=1)


def staging(tree: Tree, folder: Path, **changes: Any) -> str:
    """The file that a run of the gate on staging has left for the commit as it is."""
    said: dict[str, Any] = {"decision": "GO", "as_of": datetime.now(UTC), "lines": ()} | changes
    commit = said.pop("commit", tree.git("rev-parse", "HEAD").strip())
    nothing = {"counts": {}, "blockers": (), "conditions": ()}
    document = (tree.root / "GO_LIVE.md").read_bytes()
    judged = JudgedChecklist(path="GO_LIVE.md", sha256=hashlib.sha256(document).hexdigest(), lines=9)
    said = {"target": "https://staging.shop.test", "checklists": (judged,)} | said
    verdict = Verdict(phase=Phase.PRE_DEPLOY, release=Release(commit=commit), **nothing, **said)
    path = folder / "staging.json"
    path.write_bytes(b"".join(render(verdict)))
    return str(path)


def settings(tree: Tree, folder: Path, kept: str = "") -> Settings:
    """The demo's, with a command that measures coverage as well, and a run on staging."""
    plain = settings_of(tree)
    plain = replace(plain, release=replace(plain.release, staging_verdict=kept or staging(tree, folder)))
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
    # Staging saw what is published, but for the fault that is about just this.
    kept = staging(tree, tmp_path) if "release.staging-run-passed" in fault.reds else ""
    plant(tree, fault)
    wanted = settings(tree, tmp_path, kept)
    wanted = replace(wanted, tests=replace(wanted.tests, critical=("store/minify.py",)))
    findings = judge(wanted, CHECKS)
    assert [name for name in fault.reds if findings[name].outcome is not Outcome.FAILED] == []
    assert not unexplained(findings, fault)


def test_the_demo_runs_them_as_configured(good_tree: Tree) -> None:
    findings = judge(settings_of(good_tree), CHECKS)
    assert findings["tests.suite-passes"].outcome is Outcome.PASSED
    assert findings["tests.coverage"].remedy.startswith("have the tests write coverage.py's JSON report")


def test_nothing_passes_without_results(good_tree: Tree, tmp_path: Path) -> None:
    plain = settings_of(good_tree)
    release = replace(plain.release, deploy_script="", staging_verdict="")
    silent = replace(plain, tests=Suite(), release=release)
    late = replace(settings(good_tree, tmp_path), target=replace(plain.target, deadline=0.01), release=release)
    gone = replace(plain.release, deploy_script="/nowhere/deploy.sh", staging_verdict="/nowhere/staging.json")
    for one in (silent, late, replace(silent, release=gone)):
        findings = judge(one, CHECKS)
        assert {finding.outcome for finding in findings.values()} == {Outcome.UNVERIFIED}
        assert all(finding.remedy for finding in findings.values())


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("#!/bin/sh\nset -e\n", True),
        ("#!/bin/bash\nset -Eeuo pipefail\n", True),
        ("#!/bin/bash\nset -o nounset -o errexit\n", True),
        ("#!/bin/bash\nset -o pipefail -e  # stop\n", True),
        ("#!/bin/bash\ncd /srv/shop && set -x; set -eu\n", True),
        ("#!/bin/bash -ex\ngit pull\n", True),
        ("#!/usr/bin/env -S bash -e\ngit pull\n", True),
        ("#!/bin/bash\npip install -e .\n", False),
        ("#!/bin/bash\necho -e deploying\n", False),
        ("#!/bin/bash\nfind . -name '*.pyc' -delete\n", False),
        ("#!/bin/bash\nset -o pipefail\npip install -e .\n", False),
        ("#!/bin/bash\nset -x\n# set -e\n", False),
        ("#!/bin/bash\nset -- -e\n", False),
        ("", False),
    ],
)
def test_a_script_that_stops_on_error(text: str, stops: bool) -> None:
    assert stops_on_error(text) is stops


def test_the_deployment_script_is_not_judged_without_shellcheck(
    good_tree: Tree, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    wanted = replace(settings_of(good_tree), tests=Suite())
    found = judge(wanted, {"release.deploy-script-valid": CHECKS["release.deploy-script-valid"]})
    assert found["release.deploy-script-valid"].remedy == "pip install pytest-golive[code]"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"decision": "NO-GO"}, "staging ended NO-GO"),
        ({"commit": "a" * 40}, "it was of commit aaaaaaaaaa, not of "),
        ({"as_of": datetime.now(UTC) - timedelta(days=8)}, "it is 8 days old"),
        ({"commit": ""}, "which commit was judged is not known"),
        ({"target": "https://shop.test"}, "it is the verdict on https://shop.test"),
        ({"target": ""}, "it is the verdict on no site at all"),
        ({"checklists": (MINI,)}, "on staging MINI.md was judged, not GO_LIVE.md as it is now"),
    ],
)
def test_staging_speaks_for_this_release_only(
    good_tree: Tree, tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    plain = settings_of(good_tree)
    wanted = replace(plain, release=replace(plain.release, staging_verdict=staging(good_tree, tmp_path, **changes)))
    found = judge(wanted, {"release.staging-run-passed": CHECKS["release.staging-run-passed"]})
    one = found["release.staging-run-passed"]
    assert (one.observed or one.reason).startswith(said)
    assert one.outcome is (Outcome.FAILED if one.observed else Outcome.UNVERIFIED)


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
    assert outcome("") == (Outcome.FAILED, "0 tests passed, of at least 1")
    wanted = replace(wanted, tests=replace(wanted.tests, skips=5))
    assert outcome(case.format("pays", "<skipped/>")) == (Outcome.FAILED, "0 tests passed, of at least 1")
    assert outcome(case.format("pays", "<skipped/>"), case.format("ships", ""))[0] is Outcome.PASSED
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
