"""What a team hangs on a line says nothing; what may be a claim stays to be verified."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_golive.checklist.annotations import severity_of_line, statement_of
from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.model import Severity
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks

BINDER = Binder(load_checks())
#: Each of them around the same statement.
SAYS_NOTHING = """
[CRITICAL] {}
(high) {}
CRITICAL: {}
Blocker: {}
P1 {}
🔴 {}
{} (must have)
{} - critical
{} – P2
{} #blocker
1. {}
2) {}
b) {}
1.1 {}
Step 3: {}
SEC-01 {}
SEC-01: {}
[SEC-01] [HIGH] {}
[P0] OPS-7: {}
[backend] {}
Security: {}
DevOps – {}
{} (required)
{}[^2]
{} (#12)
{}, see #12
{} (see docs/launch.md)
{}. See the runbook.
{} ([docs](https://wiki.example/tls))
{} @ana
{} (owner: Ana)
{} (due 2026-12-01)
{} 📅 2026-12-01
{} (by Friday)
{} (by 3 Dec)
{} (done)
{} - done
{} (check with curl)
{} as expected
{} #tls #launch
""".strip().splitlines()
MAY_BE_A_CLAIM = """
{} (reviewed by legal)
{} (in staging)
{} (30 min)
{} (Ana)
{} - Tom
{} (by 2 admins)
[staging] {}
[mobile] {}
{} - high
{} on mobile
{}, see that customers can pay
{} (tested by legal)
{}: yes
{} = no
CVE-2024-3094 {}
404 {}
""".strip().splitlines()


def bound(text: str) -> tuple[set[str], tuple[str, ...]]:
    (line,) = parse(f"- [ ] {text}\n".encode(), "GO.md").lines
    binding = BINDER.bind(line)
    return {one.check for one in binding.bound}, binding.leftover


@pytest.mark.parametrize("hung", SAYS_NOTHING)
def test_what_hangs_on_a_line_says_nothing(hung: str) -> None:
    assert bound(hung.format("HTTPS redirect works")) == ({"http.https-redirect"}, ())


@pytest.mark.parametrize("hung", MAY_BE_A_CLAIM)
def test_what_may_be_a_claim_is_left_over(hung: str) -> None:
    checks, leftover = bound(hung.format("HTTPS redirect works"))
    assert leftover
    assert checks <= {"http.https-redirect"}


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("[P0] Backups run", Severity.CRITICAL),
        ("P1 Backups run", Severity.HIGH),
        ("SEC-01 [CRITICAL] Backups run", Severity.CRITICAL),
        ("1. Blocker: Backups run", Severity.CRITICAL),
        ("Backups run - must have", Severity.CRITICAL),
        ("Backups run #critical", Severity.CRITICAL),
        ("Backups run 🔴", Severity.CRITICAL),
        ("Backups run (nice to have)", Severity.MEDIUM),
        ("[medium] Backups run (critical)", Severity.CRITICAL),
        ("No critical bugs", None),
        ("Error rate - low", None),
        ("High: backups run", Severity.HIGH),
    ],
)
def test_the_severity_a_line_tags_itself_with(text: str, severity: Severity | None) -> None:
    assert severity_of_line(text) is severity


@pytest.mark.parametrize(
    "text",
    [
        "3 backups are kept",
        "404 page exists",
        "TLS-1.3 only",
        "S3: buckets are private",
        "UTF-8 everywhere",
        "99.9 % of requests answer",
        "No critical bugs",
        "Disk: 20 GB free",
        "Links to #main work",
    ],
)
def test_numbers_and_names_that_are_said_stay(text: str) -> None:
    assert statement_of(text) == text


@given(st.text(alphabet="aP1.#()[]:-– critical", max_size=30))
def test_nothing_is_made_up(text: str) -> None:
    said = statement_of(text)
    assert len(said) <= len(text)
    assert set(said) <= {*text, " "}
