"""Checks of documents over texts as people write them; the drill has the rest."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import run
from pytest_golive.facts.gather import Attempt
from pytest_golive.facts.markdown import read_blocks
from pytest_golive.facts.prose import Document, Documents
from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings import Settings

REAL = Path(__file__).parents[1] / "checklist" / "data" / "real"
NOW = datetime(2026, 11, 21, tzinfo=UTC)
PLAN = """# Operations

## Rollback plan

1. Check out the previous tag and deploy its code: `git checkout <previous-tag>`.
2. The release manager restores the database from the last dump.
3. Look at the health page and confirm that it says ok: `curl https://shop.test/health/`.
"""
LONGER = "# Launch\n\n## Rollback plan\n\n### When\n\n" + "When any of these happens, go back. " * 40 + "\n"


def judge(check: str, *, operations: str = "", checklist: str = "") -> Finding:
    texts = {"docs/operations.md": operations, "GO_LIVE.md": checklist}
    own = tuple(
        Document(path=path, blocks=read_blocks(text), is_checklist=path == "GO_LIVE.md")
        for path, text in texts.items()
        if text
    )
    seen = Documents(root=".", documents=own, services={}, infrastructure={})
    givens = {"settings": Settings(), "now": NOW}
    return run(load_checks()[check], lambda name: Attempt(fact=name, value=seen), givens, {})


@pytest.mark.parametrize(
    ("operations", "checklist", "outcome"),
    [
        (PLAN, "", Outcome.PASSED),
        ("", PLAN, Outcome.PASSED),
        (PLAN, LONGER, Outcome.PASSED),
        ("# Operations\n\n## Rollback plan\n\nAsk Bo.\n", PLAN, Outcome.PASSED),
        ("# Operations\n", LONGER, Outcome.FAILED),
        (PLAN.replace("restores the database from the last dump", "is told"), "", Outcome.FAILED),
        (PLAN.replace("release manager", "[role]"), "", Outcome.FAILED),
    ],
)
def test_a_whole_rollback_plan_in_either_place_will_do(operations: str, checklist: str, outcome: Outcome) -> None:
    assert judge("docs.rollback-plan", operations=operations, checklist=checklist).outcome is outcome


@pytest.mark.parametrize("document", ["docker-django-readiness.md", "flask-razorpay.md"])
def test_what_only_the_day_can_tell_is_no_gap_in_a_rollback_plan(document: str) -> None:
    found = judge("docs.rollback-plan", checklist=(REAL / document).read_text("utf-8"))
    assert "not filled in" not in found.observed


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("**Last Updated:** October 1, 2026\n", Outcome.PASSED),
        ("**Last Updated:** 1 October 2026\n\n**Next Review:** 2027-01-01\n", Outcome.PASSED),
        ("**Last Updated:** December 22, 2025\n", Outcome.FAILED),
        ("**Last Updated:** 2026-10-01\n\n**Next Review:** 2026-11-20\n", Outcome.FAILED),
        ("**Last Updated**: [Date]\n", Outcome.UNVERIFIED),
        ("**Last Updated**: 2026-10-01\n\n**Next Review**: [Date]\n", Outcome.UNVERIFIED),
        ("**Last Updated**: 2025-10-01\n\n**Next Review**: [Date]\n", Outcome.FAILED),
        ("Nobody says when.\n", Outcome.UNVERIFIED),
    ],
)
def test_a_checklist_that_is_still_filled_in_is_neither_current_nor_old(text: str, outcome: Outcome) -> None:
    assert judge("docs.checklist-current", checklist=f"# Launch\n\n{text}").outcome is outcome


DISASTER = """# Disaster recovery

Last reviewed: 2026-09-01. Owner: Bo Ray, +44 20 7946 0958.

{}

## Restore

Backups lie in the bucket s3://lamp-backups; restore the newest as the restore procedure says.
"""
TABLE = "## RTO and RPO\n\n| Objective | Value |\n|---|---|\n| RTO | {} |\n| RPO | {} |"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (DISASTER.format(TABLE.format("4 hours", "1 hour")), ""),
        (DISASTER.format(TABLE.format("", "1 hour")), "an RTO"),
        (DISASTER.format(TABLE.format("4 hours", "")), "an RPO"),
        (DISASTER.format("## RTO\n\n4 hours\n\n## RPO\n\n1 hour"), ""),
        (DISASTER.format("## Objectives\n\nRTO:\nRPO: 1 hour"), "an RTO"),
        (DISASTER.format("## Objectives\n\nRTO: 4 hours\nRPO: 1 hour"), ""),
        (DISASTER.format("Our RTO is 4 hours and our RPO is 1 hour."), ""),
        (DISASTER.format("RTO: ?, RPO: 1 hour"), "an RTO, an RPO"),
        (DISASTER.format("## RTO and RPO\n\n| System | RTO | RPO |\n|---|---|---|\n| Shop | 4 hours | 1 hour |"), ""),
        (DISASTER.format(TABLE.format("4 hours", "1 hour")).replace(", +44 20 7946 0958", ""), "contacts"),
        (DISASTER.format(TABLE.format("4 hours", "1 hour")).replace("Owner: ", "This leads to "), "owners"),
    ],
)
def test_what_a_disaster_recovery_plan_states(text: str, missing: str) -> None:
    found = judge("docs.disaster-recovery", operations=text)
    wanted = f"docs/operations.md, “Disaster recovery” does not state {missing}" if missing else ""
    assert (found.outcome, found.observed) == (Outcome.FAILED if missing else Outcome.PASSED, wanted)


CURE = "Look at the status page and switch the payment off in the admin.\n\n"
RESTART = "Restart it with `systemctl restart gunicorn`.\n\n"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"# Troubleshooting\n\n## Error 502\n\n{RESTART}## No mail\n\n{CURE}## No payment\n\n{CURE}", Outcome.PASSED),
        (
            f"# Troubleshooting\n\n## Payment\n\n### Refused\n\n{CURE}### Late\n\n{CURE}## Error 502\n\n{RESTART}",
            Outcome.PASSED,
        ),
        (f"# Troubleshooting\n\n## Payment\n\n### Refused\n\n{CURE}### Late\n\n{CURE}", Outcome.FAILED),
        (f"# Troubleshooting\n\n## Error 502\n\n{RESTART}## No mail\n\n{CURE}## No payment\n", Outcome.FAILED),
        (
            "# Troubleshooting\n\n- The site answers 502 for every page after a deployment\n"
            "- Customers say that they got no mail about their order\n- The payment page stays white on phones\n",
            Outcome.FAILED,
        ),
        (
            "# Troubleshooting\n\n- Restart gunicorn on the server if the site answers 502\n"
            "- No mail arrives: look at the queue of postfix\n- White page → look at the log of the browser\n",
            Outcome.PASSED,
        ),
        (
            "# Troubleshooting\n\n| Problem | Remedy |\n|---|---|\n| The site answers 502 for every page | |\n"
            "| Customers say they got no mail | |\n| The payment page stays white on phones | |\n",
            Outcome.FAILED,
        ),
    ],
)
def test_every_problem_of_a_troubleshooting_guide_has_a_remedy(text: str, outcome: Outcome) -> None:
    assert judge("docs.troubleshooting", operations=text).outcome is outcome
