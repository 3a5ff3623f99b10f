"""Sign-off lines in the verdict: they wait for it, their roles are asked for, and they hide nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pytest_golive.checklist.model import Phase
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks
from pytest_golive.finding import Finding, Outcome
from pytest_golive.records.signoff import how_to_sign
from pytest_golive.reports import json
from pytest_golive.verdict import LineFindings, Run, Verdict, judge

TABLE = "| Role | Name | Date |\n|---|---|---|\n"


def judged(text: str, phase: Phase = Phase.PRE_DEPLOY, **more: object) -> Verdict:
    """The verdict of a checklist whose line "One" passed."""
    checklist = parse(text.encode(), "GO.md")
    passed = LineFindings(findings=(Finding(check="demo.good", outcome=Outcome.PASSED),))
    said = {("GO.md", line.id): passed for line in checklist.lines if line.text == "One"}
    run = {"checklists": [checklist], "said": said, "checks": load_checks(), "phase": phase}
    return judge(Run(**run | {"as_of": datetime.now(UTC)} | more))  # type: ignore[arg-type]


def test_a_role_is_asked_for_once_by_the_verdict_of_its_phase() -> None:
    text = f"- [ ] One\n\n## Sign-off\n\n{TABLE}| QA | | |\n\n## Post-deployment sign-off\n\n{TABLE}| Ops | | |\n"
    verdict = judged(text, roles=["qa", "Legal", "LEGAL"])
    assert verdict.decision == "GO"
    assert [(one.role, one.line, one.checklist) for one in verdict.signoffs] == [
        ("QA", "sign-off/qa", "GO.md"),
        ("Legal", "", ""),
    ]
    assert [line.outcome for line in verdict.lines] == [Outcome.PASSED, Outcome.NOT_DUE, Outcome.NOT_DUE]
    assert json.load(b"".join(json.render(verdict))).signoffs == verdict.signoffs
    assert [one.role for one in judged(text, Phase.POST_DEPLOY).signoffs] == ["Ops"]


def test_signatures_alone_are_no_verdict() -> None:
    assert judged(f"## Sign-off\n\n{TABLE}| QA | | |\n").decision == "NO-GO"


@pytest.mark.parametrize(
    ("label", "decision"), [("Approvers", "GO"), ("Final sign-off", "GO"), ("Contract with the hoster signed", "NO-GO")]
)
def test_only_the_heading_of_those_who_sign_waits_with_them(label: str, decision: str) -> None:
    text = f"- [ ] One\n\n## Sign-off\n\n### [ ] {label}\n\n- QA: ____ Date: ____\n"
    verdict = judged(text)
    assert [one.role for one in verdict.signoffs] == ["QA"]
    assert verdict.decision == decision
    assert [blocker.reason for blocker in verdict.blockers] == (
        [] if decision == "GO" else ["nothing looks at this line"]
    )


def test_a_sign_off_line_with_a_check_is_judged_and_signed() -> None:
    text = "- [ ] Other\n\n## Sign-off\n\n- All checks completed: ____ Date: ____\n"
    bound = LineFindings(leftover=("name", "date"), document_checks=("release.all-resolved",))
    key = ("GO.md", "sign-off/all-checks-completed-name-date")
    ok = LineFindings(findings=(Finding(check="demo.good", outcome=Outcome.PASSED),))
    for other, outcome in ((ok, Outcome.PASSED), (LineFindings(), Outcome.UNVERIFIED)):
        verdict = judged(text, said={key: bound, ("GO.md", "other"): other})
        assert verdict.lines[-1].outcome is outcome
        assert [one.role for one in verdict.signoffs] == ["All checks completed"]


@pytest.mark.parametrize(
    ("role", "quoted"), [("QA Lead", '"QA Lead"'), ("a$(b)", "'a$(b)'"), ('the "boss"', "'the \"boss\"'")]
)
def test_the_command_can_be_pasted(role: str, quoted: str) -> None:
    assert how_to_sign(role) == f"golive sign verdict.json --role {quoted} --decision go"
