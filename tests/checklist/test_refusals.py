"""The no that a tester wrote into the document."""

from __future__ import annotations

import pytest

from pytest_golive.checklist.parse import parse


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("- [x] Orders work ☐ Pass ☑ Fail", "Fail"),
        ("- [ ] Orders work [ ] pass [x] failed", "failed"),
        ("- [x] Orders work ☑ Pass ☐ Fail", ""),
        ("- [ ] Orders work ☐ Pass ☐ Fail", ""),
        ("- [ ] Orders work ☑ Pass ☑ Fail", ""),
        ("- [x] Failed logins are counted", ""),
        ("- [ ] Failed payments: rejected with a message", ""),
    ],
)
def test_a_choice_in_the_line(text: str, no: str) -> None:
    [line] = parse(f"{text}\n", "GO.md").lines
    assert line.refused == no


@pytest.mark.parametrize(
    ("field", "no"),
    [
        ("Result: ☐ Pass ☑ Fail", "Result: Fail"),
        ("Result: [ ] Pass [x] Fail", "Result: Fail"),
        ("**Result:** ☐ Pass ☒ Failed", "Result: Failed"),
        ("Status: FAIL", "Status: FAIL"),
        ("Status: failed, see #12", "Status: failed, see #12"),
        ("Result: ☑ Pass ☐ Fail", ""),
        ("Result: [ ] Fail [x] Pass", ""),
        ("Result: [ ] Fail [ ] Pass", ""),
        ("Result: ____", ""),
        ("Status: passed", ""),
        ("Expected: failed", ""),
        ("Expected result: rejected", ""),
        ("Notes: failed twice, then repaired", ""),
    ],
)
def test_a_field_below_the_line(field: str, no: str) -> None:
    line, *_ = parse(f"- [ ] Orders work\n  - {field}\n", "GO.md").lines
    assert (line.text, line.refused) == ("Orders work", no)


@pytest.mark.parametrize(
    "said",
    [
        "  - {}",
        "  - **{}**",
        "  * {}",
        "  1. {}",
        "  {}",
        "{}",
        "\n  {}",
        "\n  Tested by Ana.\n  {}",
        "\n  Tested by Ana.\n\n  {}",
        "\n  > {}",
    ],
)
@pytest.mark.parametrize("no", ["Result: failed, see #12", "Result: FAIL", "Actual result: broken", "Status: failed"])
def test_a_no_below_the_line_wherever_it_stands(said: str, no: str) -> None:
    line, field = parse(f"- [ ] Orders work\n{said.format(no)}\n", "GO.md").lines
    assert (line.text, line.refused, field.is_field) == ("Orders work", no, True)


@pytest.mark.parametrize("no", ["Result: failed, see #12", "**Status:** NO-GO", "FAILED on 21 Nov"])
def test_a_no_right_after_a_list_is_about_its_last_entry_and_judged_by_itself(no: str) -> None:
    line, last, said = parse(f"- [ ] Orders work\n- [ ] Mail works (optional)\n\n{no}\n", "GO.md").lines
    assert [line.refused, last.refused] == ["", no.replace("*", "")]
    assert (said.refused, said.is_field, said.optional) == (last.refused, False, False)


@pytest.mark.parametrize(
    "field", ["Result:\n    - failed", "Result:\n    failed", "Result – failed", "Result => failed"]
)
def test_a_no_that_stands_apart_from_its_label(field: str) -> None:
    line, *fields = parse(f"- [ ] Orders work\n  - {field}\n", "GO.md").lines
    assert (line.refused, {one.is_field for one in fields}) == ("Result: failed", {True})


@pytest.mark.parametrize("said", ["  > {}", "  - {}", "\n  {}", "\n  > **{}**"])
def test_a_remark_that_begins_with_a_shouted_no(said: str) -> None:
    no = "FAILED on 21 Nov, see #12"
    line, *_ = parse(f"- [ ] Orders work\n{said.format(no)}\n", "GO.md").lines
    assert (line.text, line.refused) == ("Orders work", no)


@pytest.mark.parametrize(
    "said",
    [
        "\n  Failed on old phones once, repaired since.",
        "\n  > FAILED: payments that the gateway refused.",
        "\n  FAILED payments are counted.",
        "  - Result: passed",
        "  - Result: failed logins are counted",
        "  - Expected result: failed",
        "  - [ ] Result: rejected",
        "  status: failed when the card is declined",
        "\n  Result: not seen yet",
    ],
)
def test_what_is_no_answer_below_a_line(said: str) -> None:
    line, *_ = parse(f"- [ ] Orders work\n{said}\n", "GO.md").lines
    assert not line.refused


def test_whom_a_no_is_about() -> None:
    text = "## [ ] Mail\n\nResult: failed\n\n## Shop\n\n- [ ] a\n- [ ] b\n\n  - [ ] c\n\n    Result: broken\n"
    told = {line.text: line.refused for line in parse(text, "GO.md").lines if line.checked is not None}
    assert told == {"Mail": "Result: failed", "a": "", "b": "", "c": "Result: broken"}


@pytest.mark.parametrize(
    ("heads", "cells", "no"),
    [
        ("Pass | Fail | Notes", " | x | late", "Fail"),
        ("Pass | Fail | Notes", "☐ | ☑ | ", "Fail"),
        ("Pass | Fail | Notes", "[ ] | [x] | ", "Fail"),
        ("Pass | Fail | Notes", "x | | fails on old phones", ""),
        ("Pass | Fail | Notes", "[x] | [ ] | ", ""),
        ("Pass | Fail | Notes", "x | - | ", ""),
        ("Result", "Fail", "Result: Fail"),
        ("Result", "❌", "Result: ❌"),
        ("Result", "[ ] Fail [x] Pass", ""),
        ("Result", "☐ Pass ☑ Fail", "Result: Fail"),
        ("Pass / Fail", "failed", "Pass / fail: failed"),
        ("Pass/Fail", "pass", ""),
        ("Status", "open", ""),
        ("Expected result | Result", "- | ", ""),
        *(("Pass | Fail", f"{no} | ", f"Pass: {no}") for no in ("no", "nope", "n", "NOK", "KO", "not yet", "pending")),
        ("Pass | Fail", "blocked by #12 | ", "Pass: blocked by #12"),
        ("Pass/Fail", "N", "Pass/fail: N"),
        *(("Pass | Fail", f"{said} | ", "") for said in ("", "?", "TODO", "n/a", "yes", "no errors")),
        *(
            ("Pass | Fail", f" | {no}", f"Fail: {no}")
            for no in ("500 error, see #12", "1", "slow", "no login possible")
        ),
        *(
            ("Pass | Fail", f" | {said}", "")
            for said in ("no", "-", "none", "n/a", "0", "?", "TODO", "[ ]", "0 errors", "**no**")
        ),
        ("Failure mode | Result", "orders are lost | ", ""),
        ("Passed", "❌", "Passed: ❌"),
    ],
)
def test_a_row_of_a_table(heads: str, cells: str, no: str) -> None:
    ruler = "|---" * (heads.count("|") + 2)
    [line] = parse(f"| Check | {heads} |\n{ruler}|\n| Orders work | {cells} |\n", "GO.md").lines
    assert (line.text, line.refused) == ("Orders work", no)


def test_what_is_expected_is_no_answer() -> None:
    table = "| Check | Expected result | Result |\n|---|---|---|\n| Bad card | rejected | |\n"
    [line] = parse(table, "GO.md").lines
    assert (line.text, line.refused) == ("Bad card: rejected", "")


@pytest.mark.parametrize("choice", ["☐ Pass ☑ Fail", "Result ☐ Pass ☑ Fail"])
def test_a_choice_without_a_label_is_a_line_of_its_own(choice: str) -> None:
    _, said = parse(f"- [ ] Orders work\n  - {choice}\n", "GO.md").lines
    assert (said.refused, said.is_field) == ("Fail", False)
