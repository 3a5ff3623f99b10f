"""Whatever fault is planted, the demo's own checklist asks the check that turns red: no server needed to prove it."""

from __future__ import annotations

import tomllib

import pytest

from faults import Fault, catalogue
from pytest_golive.checklist.bind import Binder, Bound
from pytest_golive.checklist.conditions import Conditions
from pytest_golive.checklist.model import Line, Phase, Severity
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks
from tests.drill.conftest import QUANTITIES, SHOP

BLOCKING = {Severity.CRITICAL, Severity.HIGH}
FAULTS = [fault for fault in catalogue().values() if fault.reds]
#: Faults of flows are judged by it.
FLOWS = "FLOWS.md"


def judged(name: str = "GO_LIVE.md") -> list[tuple[Line, tuple[Bound, ...], tuple[str, ...]]]:
    """The lines of a checklist of the demo that are due before the deploy: checks, and words left over."""
    path = SHOP / name
    binder = Binder(load_checks())
    lines = [line for line in parse(path.read_bytes(), path.name).lines if line.phase is Phase.PRE_DEPLOY]
    built = {name for name, check in load_checks().items() if check.is_built}
    bindings = [(line, binder.bind(line, path.name)) for line in lines if not line.is_field]
    return [
        (line, tuple(one for one in binding.bound if one.check in built), binding.leftover)
        for line, binding in bindings
    ]


def applying() -> set[str]:
    """Lines with a condition that the demo's golive.toml says holds, on one database or the other: those block, too."""
    path = SHOP / "GO_LIVE.md"
    read = tomllib.loads((SHOP / "golive.toml").read_text("utf-8"))
    checklist = parse(path.read_bytes(), path.name)
    decided = [Conditions(checklist, applies) for applies in (read["applies"], read["env"]["mariadb"]["applies"])]
    return {
        line.id
        for conditions in decided
        for line in checklist.lines
        if (decision := conditions.decision(line)) and decision.applies
    }


APPLYING = applying()
#: The checks of lines whose failure blocks the launch, with what the drill asks them.
ASKED = {
    one.check
    for line, bound, _ in judged()
    for one in bound
    if line.severity in BLOCKING
    and (not line.optional or line.id in APPLYING)
    and (one.check not in QUANTITIES or dict(one.quantities) == QUANTITIES[one.check])
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_every_fault_turns_a_line_of_the_demo_red(fault: Fault) -> None:
    asked = {one.check for _, bound, _ in judged(FLOWS) for one in bound} if fault.is_of_flow else ASKED
    unasked = set(fault.reds) - asked
    assert not unasked, f"no critical or high line of the demo's checklist asks {', '.join(sorted(unasked))}"


def test_the_flows_are_critical() -> None:
    assert {line.severity for line, bound, _ in judged(FLOWS) if bound} == {Severity.CRITICAL}


def test_every_line_with_a_check_is_settled_by_its_checks() -> None:
    assert {line.text: left for line, bound, left in judged() if bound and left} == {}


def test_no_line_of_a_check_waits_for_one_that_is_not_built() -> None:
    checks, path = load_checks(), SHOP / "GO_LIVE.md"
    binder = Binder(checks)
    for line in parse(path.read_bytes(), path.name).lines:
        bound = [checks[one.check] for one in binder.bind(line, path.name).bound]
        if line.severity in BLOCKING:
            assert all(one.is_built for one in bound), line.text


def test_only_a_person_answers_the_rest() -> None:
    """Or one of the shop's own tests, or (a command, a group) the line it belongs to: no check that is built."""
    assert [line.text for line, bound, _ in judged() if not bound] == [
        "Shop: Hill & Harbour",
        "Release manager",
        'curl https://shop.test/health/ # Should return JSON with status: "ok"',
        "A human has looked at the shop on a phone",
    ]


def test_the_faults_that_the_readme_names_are_there() -> None:
    text = (SHOP.parents[1] / "README.md").read_text(encoding="utf-8")
    for name in ("hsts-zero", "debug-on", "redis-down", "index-dropped", "certificate-expires-soon"):
        assert f"`{name}`" in text or f"--shop-fault {name}" in text
        assert name in {fault.name for fault in FAULTS}


def test_the_names_of_all_faults_are_listed(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest_subprocess("--golive", str(SHOP), "--shop-fault", "list")
    assert result.ret == 0
    for name, fault in catalogue().items():
        row = f"  {name}: {fault.summary} → "
        assert any(line.startswith(row) for line in result.outlines)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hsts-zer", "there is no fault 'hsts-zer'; did you mean 'hsts-zero'?"),
    ],
)
def test_a_fault_that_would_end_in_go_is_refused(pytester: pytest.Pytester, name: str, words: str) -> None:
    result = pytester.runpytest_subprocess("--golive", str(SHOP), "--shop-fault", name)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: {words.replace('[', '[[]')}*"])


def test_a_shop_that_runs_already_takes_no_fault(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_HTTPS", "127.0.0.1:9")
    result = pytester.runpytest_subprocess("--golive", str(SHOP), "--shop-fault", "hsts-zero")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: the shop runs already*"])
