"""Checks of code and secrets: green on a good checkout, red on their fault, unverified when it is taken away."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from faults import tree_code
from faults.trees import TREE_FAULTS, Tree, TreeFault
from pytest_golive.finding import Outcome
from pytest_golive.settings import Settings, Waiver
from tests.drill.together import have_own_checks, in_groups
from tests.drill.tree import code_checks, judge, plant, settings_of, told, unexplained

FAULTS = [one for one in TREE_FAULTS.values() if one.plant.__module__ == tree_code.__name__]
CHECKS = code_checks()
AUDIT = {"code.dependencies-no-cves": CHECKS["code.dependencies-no-cves"]}
CURRENT = {"code.dependencies-current": CHECKS["code.dependencies-current"]}
MINE = {name for name in CHECKS if name.startswith(("code.", "secrets."))}

Read = Callable[[Tree], Settings]
#: Each look at the code takes the tools seconds.
TOGETHER = 4
#: What the extra `[code]` installs, and the checks that need it.
TOOLS = ("ruff", "pip_audit", "detect_secrets")
BY_TOOL = {
    "code.lint-clean",
    "code.pep8",
    "code.imports-sorted",
    "code.sast-clean",
    "code.sql-injection-scan",
    "code.dependencies-no-cves",
    "secrets.no-hardcoded",
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "group" in metafunc.fixturenames:
        size = 1 if metafunc.config.getoption("drill_alone") else TOGETHER
        groups = in_groups(FAULTS, size=size, apart=have_own_checks)
        metafunc.parametrize("group", groups, ids=lambda group: "&".join(fault.name for fault in group))


@pytest.fixture
def settings(databases_url: str) -> Read:
    """The demo's settings for a tree, with a database of vulnerabilities and a package index on this machine."""

    def of(tree: Tree) -> Settings:
        plain = settings_of(tree)
        return replace(
            plain, code=replace(plain.code, osv_url=f"{databases_url}/v1/query", index_url=f"{databases_url}/simple")
        )

    return of


def test_every_check_of_the_tree_has_a_fault() -> None:
    undrilled = MINE - {check for fault in FAULTS for check in fault.reds}
    assert not undrilled, f"no fault in examples/shop/faults/tree_code.py turns these red: {sorted(undrilled)}"


def test_every_fault_names_checks_of_the_tree() -> None:
    named = {check for fault in FAULTS for check in (*fault.reds, *fault.also)}
    assert named <= CHECKS.keys(), f"unknown checks: {sorted(named - CHECKS.keys())}"


def test_good_tree(good_tree: Tree, settings: Read) -> None:
    assert told(judge(settings(good_tree), CHECKS)) == {}


def test_faults(tree: Tree, group: tuple[TreeFault, ...], settings: Read) -> None:
    plant(tree, *group)
    findings = judge(settings(tree), CHECKS)
    for fault in group:
        missed = {name: findings[name] for name in fault.reds if findings[name].outcome is not Outcome.FAILED}
        assert not missed, f"{fault.name} should turn these red"
    assert not unexplained(findings, *group), f"{', '.join(fault.name for fault in group)}: no reason for these"


def test_nothing_passes_without_its_tool(good_tree: Tree, settings: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = settings(good_tree)
    # A Python without the extra: the standard library is all there is.
    kept = [one for one in sys.path if "site-packages" not in one]
    monkeypatch.setattr(sys, "path", kept)
    for name in TOOLS:
        monkeypatch.delitem(sys.modules, name, raising=False)
    findings = judge(wanted, CHECKS)
    missing = {name for name, one in findings.items() if one.remedy == "pip install pytest-golive[code]"}
    assert missing == BY_TOOL
    assert {findings[name].outcome for name in missing} == {Outcome.UNVERIFIED}


def test_nothing_passes_without_the_code(tree: Tree, settings: Read) -> None:
    nowhere = replace(
        settings(tree), code=replace(settings(tree).code, dir=""), app=replace(settings(tree).app, dir="")
    )
    findings = judge(nowhere, CHECKS)
    assert {name for name in MINE if findings[name].outcome is not Outcome.UNVERIFIED} == set()
    assert all(findings[name].remedy for name in MINE)


def test_nothing_passes_when_the_database_is_silent(good_tree: Tree, settings: Read) -> None:
    plain = settings(good_tree)
    silent = replace(plain, code=replace(plain.code, osv_url="http://127.0.0.1:9/v1/query"))
    found = judge(silent, AUDIT)["code.dependencies-no-cves"]
    assert (found.outcome, found.look_failed) == (Outcome.UNVERIFIED, True)


@pytest.mark.parametrize(("until", "outcome"), [("2099-01-01", Outcome.PASSED), ("2026-01-01", Outcome.FAILED)])
def test_a_waiver_holds_until_its_end(tree: Tree, settings: Read, until: str, outcome: Outcome) -> None:
    tree.edit("requirements.txt", "django==5.2.19", "django==3.2.0")
    plain = settings(tree)
    waiver = Waiver(id="CVE-2021-1", reason="behind the firewall", until=date.fromisoformat(until))
    findings = judge(replace(plain, code=replace(plain.code, waivers=(waiver,))), AUDIT)
    assert findings["code.dependencies-no-cves"].outcome is outcome


def test_nothing_passes_when_the_package_index_is_silent(good_tree: Tree, settings: Read) -> None:
    plain = settings(good_tree)
    silent = replace(plain, code=replace(plain.code, index_url="http://127.0.0.1:9/simple"))
    found = judge(silent, CURRENT)["code.dependencies-current"]
    assert (found.outcome, found.look_failed) == (Outcome.UNVERIFIED, True)


@pytest.mark.parametrize(
    ("pin", "outcome", "words"),
    [
        ("django-otp==1.7.4", Outcome.FAILED, "django-otp 1.7.4 was yanked: It logs codes"),
        ("whitenoise==6.11.0", Outcome.PASSED, ""),
        ("redis==8.0.0", Outcome.PASSED, ""),
        ("abandoned-cart==1.0.0", Outcome.FAILED, "abandoned-cart is archived"),
        ("our-own==1.0.0", Outcome.UNVERIFIED, "our-own is not in the package index"),
        ("gunicorn==1.0.0", Outcome.FAILED, "gunicorn 1.0.0 is not in the package index any more"),
        ("django==3.2.0", Outcome.FAILED, "django 3.2 has ended"),
        ("django==5.1.15", Outcome.FAILED, "django 5.1 has ended on 2025-12-31"),
        ("redis==5.0.1", Outcome.PASSED, ""),
        ("redis==3.5.3", Outcome.FAILED, "redis 3 had its last release on 2020-06-01, and there are releases of 8"),
    ],
)
def test_releases(tree: Tree, settings: Read, pin: str, outcome: Outcome, words: str) -> None:
    name = pin.partition("==")[0]
    lines = (tree.root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.partition("==")[0] != name]
    (tree.root / "requirements.txt").write_text("\n".join([*kept, pin, ""]), encoding="utf-8")
    found = judge(settings(tree), CURRENT)["code.dependencies-current"]
    assert (found.outcome, words in (found.observed or found.reason)) == (outcome, True), found
    accepted = settings(tree)
    accepted = replace(accepted, code=replace(accepted.code, reviewed={"dependencies-current": (pin,)}))
    assert judge(accepted, CURRENT)["code.dependencies-current"].outcome is Outcome.PASSED
