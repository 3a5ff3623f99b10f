"""The document's own records in whole runs: conditions, fields, risks, bad events and steps for the bad day."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pytest_golive.checklist.fields import State, field_of
from pytest_golive.checklist.model import Kind
from pytest_golive.checklist.parse import parse
from tests.plugin.conftest import NOBODY_ELSES, Gate, Golive

REAL = Path(__file__).parents[1] / "checklist" / "data" / "real"
TODAY = datetime.now(UTC).date()
WORKERS = pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])


def one_line(output: str) -> str:
    return " ".join(output.split())


CONDITIONAL = (
    "## Critical\n\n- [ ] Good line\n- [ ] Bad thing (if using Telegram) <!-- golive: demo.bad -->\n"
    "- [ ] Good thing (if using Telegram) <!-- golive: demo.good -->\n"
)
BAD, GOOD = "Bad thing (if using Telegram)", "Good thing (if using Telegram)"


@WORKERS
def test_a_condition_is_asked_for_and_decided(gate: Gate, golive: Golive, workers: tuple[str, ...]) -> None:
    asked = gate(CONDITIONAL, *workers)
    assert (asked.code, asked.blockers) == (1, ["nobody has decided “using Telegram” for this launch"])
    assert asked.outcomes == {"Good line": "passed", BAD: "unverified", GOOD: "passed"}
    setting = 'decide it below [applies] in golive.toml: "using Telegram" = true  # or false'
    assert setting.replace("  ", " ") in one_line(asked.out)
    assert f"     {setting}" in golive("todo").stdout.lines

    no = gate(CONDITIONAL, *workers, config='[applies]\n"if using telegram" = false\n')
    assert no.code == 0
    assert no.outcomes == {"Good line": "passed", BAD: "not_applicable", GOOD: "not_applicable"}
    assert no.verdict["counts"]["total"] == 3
    reasons = {line["reason"] for line in no.verdict["lines"] if line["outcome"] == "not_applicable"}
    assert reasons == {'[applies] "if using telegram" = false in golive.toml'}
    assert "2 not applicable" in no.out

    yes = gate(CONDITIONAL, *workers, config='[applies]\n"using Telegram" = true\n')
    assert (yes.code, yes.blockers) == (1, ["it is sunny"])


def test_nothing_is_looked_at_for_a_line_that_does_not_apply(gate: Gate) -> None:
    checklist = "- [ ] Good line\n- [ ] Deadly (if using Telegram) <!-- golive: demo.deadly -->\n"
    assert gate(checklist, config='[applies]\n"using Telegram" = false\n').code == 0


def test_an_overlay_decides(gate: Gate) -> None:
    config = '[applies]\n"using Telegram" = true\n[env.staging.applies]\n"using Telegram" = false\n'
    assert gate(CONDITIONAL, config=config).code == 1
    assert gate(CONDITIONAL, "--golive-env=staging", config=config).code == 0


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ('"using Telegram" = "no"', "golive.toml:3: applies.using Telegram: given 'no', allowed: true or false"),
        ('"x" = true\n"if X" = false', "golive.toml:4: applies.if X: is the same as 'x', which says otherwise"),
    ],
)
def test_mistakes(gate: Gate, config: str, told: str) -> None:
    judged = gate(CONDITIONAL, config=f"[applies]\n{config}\n")
    assert judged.code == 4
    assert told in judged.out


def test_a_name_nobody_asks_for(gate: Gate) -> None:
    judged = gate("- [ ] Good line\n- [ ] Good (if using Telegram) <!-- golive: demo.good -->\n",
                  config='[applies]\n"using telegrm" = false\n')  # fmt: skip
    assert judged.code == 0
    told = one_line(judged.out)
    assert "[applies]: no line of the checklist asks for 'using telegrm', did you mean 'using Telegram'?" in told


FIELDS = (
    "# Shop\n\n**Version:** 1.0\n**Reviewed by:** ____\n**Approved for production:** ☐ YES ☐ NO\n\n"
    "- [ ] Good line\n  - Name: ____\n\n## Critical contacts\n\n- DevOps: [Name]\n"
)


@WORKERS
def test_fields(gate: Gate, golive: Golive, pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    first = gate(FIELDS, *workers)
    assert (first.code, first.blockers) == (1, ["open: nobody filled it in"])
    assert first.outcomes == {
        "Version: 1.0": "passed", "Reviewed by": "unverified", "Approved for production: ☐ YES ☐ NO": "unverified",
        "Good line": "passed", "DevOps: [Name]": "unverified",
    }  # fmt: skip
    assert first.verdict["lines"][0]["evidence"] == ["filled in: 1.0"]
    assert '     golive fill devops "VALUE" --by NAME' in golive("todo").stdout.lines

    done = golive("fill", "devops", "Bo, +855 12", "--by", "Ana")
    told = f"filled in by Ana on {TODAY}: Bo, +855 12"
    assert (done.ret, f"  {told}" in done.stdout.lines) == (0, True)
    assert golive("fill", "name", "Bo", "--by", "Ana").ret == 0
    assert golive("fill", "approved-for-production", "yes", "--by", "Ana").ret == 0
    judged = gate(FIELDS, *workers)
    assert judged.code == 0
    assert judged.verdict["lines"][-1]["reason"] == told
    assert judged.verdict["warnings"] == []
    assert told in (pytester.path / "golive-report" / "go-no-go.html").read_text("utf-8")

    changed = gate(FIELDS.replace("DevOps: [Name]", "DevOps: [Name, Phone]"), *workers)
    assert changed.blockers[0].startswith("open: nobody filled it in; ")
    assert changed.blockers[0].endswith("does not count: the line's text has changed since")


def test_a_field_filled_in_with_a_no_blocks(gate: Gate, golive: Golive) -> None:
    gate(FIELDS)
    golive("fill", "devops", "Bo, +855 12", "--by", "Ana")
    assert golive("fill", "approved-for-production", "NO", "--by", "Ana").ret == 0
    judged = gate(FIELDS)
    assert judged.blockers == [f"filled in by Ana on {TODAY}: NO"]
    [blocker] = gate(FIELDS.replace("☐ NO", "☑ NO")).blockers
    assert blocker.startswith("the document says NO")


@pytest.mark.parametrize(
    ("line", "value", "told"),
    [
        (
            "good-line",
            "x",
            "“Good line” (good-line) is no field to fill in; attest it instead: `golive attest good-line",
        ),
        ("reviewed-by", "TBD", "not recorded, for it would not count: 'TBD' is no value, only the place for one"),
        ("devops", "Bo, from 2026-13-45", "'Bo, from 2026-13-45' is not recorded: there is no day 2026-13-45"),
        ("reviewed-by", " ", "is no value, only the place for one"),
        ("approved-for-production", "maybe", "(approved-for-production) offers: YES, NO"),
        ("name", "rejected", "'rejected' is not recorded: the line it is about, good-line, stays open as it is"),
    ],
)
def test_what_is_not_filled_in(
    gate: Gate, golive: Golive, pytester: pytest.Pytester, line: str, value: str, told: str
) -> None:
    gate(FIELDS)
    done = golive("fill", line, value, "--by", "Ana")
    assert done.ret == 4
    assert told in done.stderr.str()
    assert not pytester.path.joinpath("golive-records.toml").exists()


def test_secrets_in_a_field_are_blanked(gate: Gate, golive: Golive, pytester: pytest.Pytester) -> None:
    pytester.path.joinpath(".env").write_text("API_TOKEN=hunter2-canary-7f3a\n")
    gate(FIELDS, config='[app]\nenv_file = ".env"\n')
    done = golive("fill", "devops", "Bo, hunter2-canary-7f3a", "--by", "Ana")
    assert "canary" not in done.stdout.str() + pytester.path.joinpath("golive-records.toml").read_text("utf-8")


RISKS = (
    "# Shop\n\n- [ ] Good line\n\n## Risks\n\n| Status | Mitigation | Risk | Severity |\n|---|---|---|---|\n"
    "| ☑ Mitigated | Insurance bought | Data loss | Critical |\n| ☐ | Scaling | Traffic | Low |\n\n"
    "## Decision\n\n**NO-GO criteria (any of these blocks):**\n- ❌ Bugs\n- ❌ Good thing <!-- golive: demo.good -->\n"
)


def test_risks_and_bad_events(gate: Gate, golive: Golive) -> None:
    first = gate(RISKS)
    assert sorted(first.blockers) == [
        "nobody has ruled it out",
        "risk open: Data loss: nobody has shown that it is mitigated: Insurance bought",
    ]
    reasons = {line["text"]: line["reason"] for line in first.verdict["lines"]}
    assert reasons["Good thing"] == "not the case: Good thing"
    todo = golive("todo").stdout.str()
    assert "risk open: Data loss" in todo
    assert "it states a bad event: to attest it is to say that it is not the case" in todo
    assert golive("attest", "data-loss", "--by", "Ana", "--evidence", "restored #4").ret == 0
    done = golive("attest", "bugs", "--by", "Ana", "--evidence", "tracker is empty")
    assert "  the line states a bad event: this says that it is not the case" in done.stdout.lines
    judged = gate(RISKS)
    assert judged.code == 0
    reasons = {line["text"]: line["reason"] for line in judged.verdict["lines"]}
    assert reasons["Bugs"] == f"not the case: attested by Ana on {TODAY}: tracker is empty"


ROLLBACK = "# Shop\n\n- [ ] Good line\n\n## Rollback procedure\n\n1. Restore the backup\n2. Tell the team\n"


def test_steps_for_the_bad_day_are_due_on_it(gate: Gate, golive: Golive) -> None:
    steps = ("Restore the backup", "Tell the team")
    before = gate(ROLLBACK)
    assert (before.code, [before.outcomes[step] for step in steps]) == (0, ["not_due", "not_due"])
    then = gate(ROLLBACK, "--golive-phase=rollback")
    assert (then.code, [then.outcomes[step] for step in steps]) == (1, ["unverified", "unverified"])
    assert then.outcomes["Good line"] == "not_due"
    for step in steps:
        assert golive("attest", step, "--by", "Ana", "--evidence", "done at 12:04").ret == 0
    done = gate(ROLLBACK, "--golive-phase=rollback")
    assert (done.code, [done.outcomes[step] for step in steps]) == (0, ["attested", "attested"])


@pytest.mark.parametrize("document", sorted(path.name for path in REAL.glob("*.md")))
def test_the_records_of_real_documents(gate: Gate, pytester: pytest.Pytester, document: str) -> None:
    """Filled, open or not due as they stand; none of them blocks, and procedures wait for their phase."""
    raw = (REAL / document).read_bytes()
    pytester.path.joinpath(document).write_bytes(raw)
    for name in ("manage.py", "MYSQL_SETUP.md", "PATENT_GITHUB_GUIDE.md", "README.md"):
        # What a document names is there.
        pytester.path.joinpath(name).write_text("# Ours\n", encoding="utf-8")
    judged = gate(None, document, config=NOBODY_ELSES)
    lines = {line["id"]: line for line in judged.verdict["lines"]}
    checklist = parse(raw, document)
    records = [one for one in checklist.lines if one.kind in {Kind.RECORD, Kind.CONTACT} and not one.is_field]
    assert records or document == "none"
    for one in records:
        line = lines[one.id]
        assert line["effect" if "effect" in line else "outcome"] != "blocks"
        if one.phase != "pre-deploy":
            assert line["outcome"] == "not_due"
        elif not checklist.children(one):
            wanted = "passed" if field_of(one).state in {State.FILLED, State.TEMPLATE} else "unverified"
            assert line["outcome"] == wanted, one
    assert {lines[one.id]["outcome"] for one in checklist.lines if one.kind is Kind.PROCEDURE} <= {"not_due"}


REFUSED = """\
## Critical

- [x] Good line
  - Result: ☐ Pass ☑ Fail
- [ ] Good thing <!-- golive: demo.good -->
  - Result: ☑ Pass ☐ Fail
- [ ] A group of things
  - Status: failed on Friday
  - [ ] Good parts <!-- golive: demo.good -->
- [ ] Nobody looks
  - Result: ☐ Pass ☑ Fail
"""


@pytest.mark.parametrize(
    "said",
    [
        "  - Result: failed, see #12",
        "  - **Result:** FAIL",
        "  Result: failed, see #12",
        "\n  Result: failed, see #12",
        "\nResult: failed, see #12",
        "\nTested twice.\n\nResult: broken",
        "\n  > FAILED on 21 Nov, see #12",
    ],
)
def test_no_word_of_a_person_outweighs_the_no_below_a_line(gate: Gate, golive: Golive, said: str) -> None:
    for line in ("Good line", "result"):
        golive("attest", line, "--by", "Mia", "--evidence", "seen today")
    judged = gate(f"## Critical\n\n- [x] Good line\n{said}\n")
    assert (judged.code, judged.verdict["decision"]) == (1, "NO-GO")
    assert "failed" in judged.outcomes.values()
    assert "the document says" in judged.blockers[0]
    assert golive("attest", "Good line", "--by", "Mia", "--evidence", "seen today").ret in {0, 4}
    assert gate(f"## Critical\n\n- [x] Good line\n{said}\n").code == 1


def test_a_no_after_a_list_is_not_lost_with_an_optional_entry(gate: Gate) -> None:
    text = "- [ ] Good line <!-- golive: demo.good -->\n- [ ] Good thing (optional) <!-- golive: demo.good -->\n"
    assert gate(text).code == 0
    judged = gate(f"{text}\nResult: failed, see #12\n")
    assert (judged.code, judged.blockers) == (1, ["the document says failed, see #12"])


def test_what_a_tester_wrote_is_no_is_not_lost_when_checks_pass(gate: Gate, golive: Golive) -> None:
    golive("attest", "critical/nobody-looks", "--by", "Mia", "--evidence", "seen today")
    judged = gate(REFUSED)
    assert judged.code == 1
    assert judged.outcomes["Good line"] == "failed"
    assert judged.outcomes["Good thing"] == judged.outcomes["Good parts"] == "passed"
    assert judged.outcomes["Nobody looks"] == "failed"
    assert judged.blockers[0] == "the document says Result: Fail"
    assert "repair it, then take that out of the document" in one_line(judged.out)


def test_boxes_that_are_no_lines_are_told_and_decide_nothing(gate: Gate) -> None:
    text = "## Critical\n\n- [x] Good line <!-- golive: demo.good -->\n\n<!--\n- [ ] Bad line\n- [ ] Unseen line\n-->\n"
    judged = gate(text)
    assert (judged.code, judged.verdict["decision"]) == (0, "GO")
    [warning] = judged.verdict["warnings"]
    assert warning["reason"].startswith("2 boxes in comments, code blocks or HTML are no lines of the checklist")
    assert "(from line 6)" in warning["reason"]
    assert "2 boxes in comments" in one_line(judged.out)
