"""Checks of code and secrets: green on a good checkout, red on their fault, unverified when it is taken away."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from faults.tree import Tree, TreeFault, tree_catalogue
from pytest_golive.finding import Outcome
from pytest_golive.settings import Settings
from tests.drill.checkout import judge, make_tree, settings_of, told, tree_checks

FAULTS = [fault for fault in tree_catalogue().values() if fault.area == "tree_code"]
MINE = {name for name in tree_checks() if name.startswith(("code.", "secrets."))}

#: What the extra `[code]` installs, and the checks that need it.
TOOLS = ("ruff", "pip_audit", "detect_secrets")
BY_TOOL = {"code.lint-clean", "code.pep8", "code.imports-sorted", "code.sast-clean", "code.sql-injection-scan"}


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return make_tree(tmp_path_factory.mktemp("good"))


@pytest.fixture
def tree(good: Tree, tmp_path: Path) -> Tree:
    """A copy of the good tree, with its remote, to be spoilt."""
    top = good.folder.parents[2]
    shutil.copytree(top, tmp_path / "copy", symlinks=True)
    folder = tmp_path / "copy" / good.folder.relative_to(top)
    return Tree(folder=folder, env_file=folder / good.env_file.name)


def settings(tree: Tree) -> Settings:
    return settings_of(tree)


def test_every_check_of_the_tree_has_a_fault() -> None:
    undrilled = MINE - {check for fault in FAULTS for check in fault.reds}
    assert not undrilled, f"no fault in examples/shop/faults/tree_code.py turns these red: {sorted(undrilled)}"


def test_every_fault_names_checks_of_the_tree() -> None:
    named = {check for fault in FAULTS for check in (*fault.reds, *fault.also)}
    assert named <= set(tree_checks()), f"unknown checks: {sorted(named - set(tree_checks()))}"


def test_good_tree(good: Tree) -> None:
    assert told(judge(settings(good))) == {}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault(tree: Tree, fault: TreeFault) -> None:
    fault.plant(tree)
    if fault.is_published:
        tree.publish()
    findings = judge(settings(tree))
    missed = {name: findings[name] for name in fault.reds if findings[name].outcome is not Outcome.FAILED}
    assert not missed, f"{fault.name} should turn these red"
    wrong = {
        name: said
        for name, said in told(findings).items()
        if findings[name].outcome is Outcome.ERROR
        or not fault.explains(name, is_red=findings[name].outcome is Outcome.FAILED)
    }
    assert not wrong, f"{fault.name} is no reason for these"


def test_nothing_passes_without_its_tool(good: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = settings(good)
    # A Python without the extra: the standard library is all there is.
    kept = [one for one in sys.path if "site-packages" not in one]
    monkeypatch.setattr(sys, "path", kept)
    for name in TOOLS:
        monkeypatch.delitem(sys.modules, name, raising=False)
    findings = judge(wanted)
    missing = {name for name, one in findings.items() if one.remedy == "pip install pytest-golive[code]"}
    assert missing == BY_TOOL
    assert {findings[name].outcome for name in missing} == {Outcome.UNVERIFIED}


def test_nothing_passes_without_the_code(tree: Tree) -> None:
    nowhere = replace(
        settings(tree), code=replace(settings(tree).code, dir=""), app=replace(settings(tree).app, dir="")
    )
    findings = judge(nowhere)
    assert {name for name in MINE if findings[name].outcome is not Outcome.UNVERIFIED} == set()
    assert all(findings[name].remedy for name in MINE)
