"""What people say, from the command to the verdict and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commits import git
from tests.plugin.conftest import Gate, Golive
from tests.plugin.records.saying import BACKUP, CHECKLIST, TODAY, attest, later


def test_the_story_of_an_attestation(gate: Gate, golive: Golive, pytester: pytest.Pytester) -> None:
    first = gate(CHECKLIST)
    assert (first.code, first.blockers) == (1, ["nothing looks at this line"])
    done = attest(golive, "backup-restored-on-a-fresh-host", "--expires", later(30))
    assert done.ret == 0
    told = f"attested by Ana on {TODAY} until {later(30)}: log in #412"
    done.stdout.fnmatch_lines([f"  {told}", f"  counts until: {later(30)}", "  what reopens it: a change of*"])

    said = gate(CHECKLIST)
    assert said.code == 0
    assert said.outcomes[BACKUP] == "attested"
    [_, line] = said.verdict["lines"]
    assert line["reason"] == told
    assert (line["record"]["by"], line["record"]["expires"]) == ("Ana", later(30))
    assert "ON SOMEBODY'S WORD (1)" in said.out
    report = pytester.path / "golive-report"
    assert f"- [x] {BACKUP}" in (report / "GO.md").read_text("utf-8")
    assert told in (report / "go-no-go.html").read_text("utf-8")

    changed = gate(CHECKLIST.replace("fresh", "new"))
    name = f"the attestation by Ana of {TODAY}"
    assert changed.code == 1
    assert changed.blockers == [f"{name} does not count: the line's text has changed since"]

    assert gate(CHECKLIST, f"--golive-as-of={later(30)}T23:00+00:00").code == 0
    expired = gate(CHECKLIST, f"--golive-as-of={later(31)}T01:00+00:00")
    assert expired.code == 1
    assert expired.blockers == [f"{name} does not count: it expired on {later(30)}"]


def test_a_waived_line_is_a_condition_and_stays_unticked(gate: Gate, golive: Golive, pytester: pytest.Pytester) -> None:
    checklist = "## High priority\n\n- [ ] Bad thing <!-- golive: demo.bad -->\n\nNotes: ____\n"
    gate(checklist)
    flags = ("--reason", "mail only", "--by", "Ana", "--approved-by", "Bo", "--expires", later(20))
    assert golive("waive", "bad-thing", *flags).ret == 0
    assert golive("na", "notes", "--reason", "no use", "--by", "Ana").ret == 0
    judged = gate(checklist)
    told = f"waived by Bo (asked for by Ana) on {TODAY} until {later(20)}: mail only"
    assert judged.code == 0
    assert [one["reason"] for one in judged.verdict["conditions"]] == [told]
    assert "- [ ] Bad thing" in (pytester.path / "golive-report" / "GO.md").read_text("utf-8")


def test_committing_the_record_makes_no_new_release(gate: Gate, golive: Golive, pytester: pytest.Pytester) -> None:
    def commit(*files: str) -> None:
        git(pytester.path, "add", *files)
        git(pytester.path, "commit", "-qm", "x")

    gate(CHECKLIST)
    git(pytester.path, "init", "-q")
    commit("GO.md", "conftest.py", "golive.toml")
    assert "a new release (now" in attest(golive).stdout.str()
    assert gate(CHECKLIST).code == 0
    commit("golive-records.toml")
    assert gate(CHECKLIST).code == 0
    pytester.path.joinpath("shop.py").write_text("# a new release\n")
    commit("shop.py")
    judged = gate(CHECKLIST)
    assert judged.code == 1
    assert "does not count: it is of another release (" in judged.blockers[0]
    assert gate(CHECKLIST, config="[records]\nreopen_on_release = []\n").code == 0


def test_another_file(gate: Gate, golive: Golive, pytester: pytest.Pytester) -> None:
    config = '[records]\nfile = "people/said.toml"\n'
    pytester.mkdir("people")
    gate(CHECKLIST, config=config)
    assert attest(golive).ret == 0
    assert pytester.path.joinpath("people", "said.toml").exists()
    assert gate(CHECKLIST, config=config).code == 0


def test_without_the_settings_that_only_looking_needs(gate: Gate, golive: Golive) -> None:
    gate(CHECKLIST, config='[target]\nurl = "env:NOT_SET_ANYWHERE"\n')
    assert attest(golive).ret == 0


def test_warnings_are_shown(gate: Gate, golive: Golive, pytester: pytest.Pytester) -> None:
    gate(CHECKLIST)
    attest(golive, "good-line")
    attest(golive, "backup-restored-on-a-fresh-host", "--expires", later(3))
    judged = gate(CHECKLIST)
    assert judged.code == 0
    assert "WARNINGS (2)" in judged.out
    name = f"the attestation by Ana of {TODAY}"
    assert [one["reason"] for one in judged.verdict["warnings"]] == [
        f"{name} expires on {later(3)}: Ana has to say it again",
        f"{name} is not needed: the line passed by itself",
    ]
    assert "has to say it again" in (pytester.path / "golive-report" / "go-no-go.html").read_text("utf-8")


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_secrets_in_a_record_are_blanked(
    gate: Gate, golive: Golive, pytester: pytest.Pytester, workers: tuple[str, ...]
) -> None:
    pytester.path.joinpath(".env").write_text("API_TOKEN=hunter2-canary-7f3a\n")
    config = '[app]\nenv_file = ".env"\n'
    gate(CHECKLIST, config=config)
    done = golive("attest", BACKUP, "--by", "Ana", "--evidence", "used hunter2-canary-7f3a")
    file = pytester.path.joinpath("golive-records.toml")
    assert "canary" not in done.stdout.str() + file.read_text("utf-8")
    # And when somebody wrote it by hand.
    file.write_text(file.read_text("utf-8").replace("***", "hunter2-canary-7f3a"), "utf-8")
    judged = gate(CHECKLIST, *workers, config=config)
    assert judged.code == 0
    assert judged.verdict["lines"][1]["record"]["evidence"] == "used ***"
    outputs = [path.read_text("utf-8") for path in (pytester.path / "golive-report").iterdir() if path.is_file()]
    assert not any("canary" in text for text in [judged.out, *outputs])


def test_a_section(gate: Gate, golive: Golive, pytester: pytest.Pytester) -> None:
    checklist = (
        "## Ops\n\n- [ ] One\n- [ ] Good line\n- [ ] Bad line\n\n### Night\n\n- [ ] Two\n\n## Else\n\n- [ ] Six\n"
    )
    gate(checklist)
    flags = ("--by", "Ana", "--evidence", "seen")
    done = golive("attest", "--section", "op", *flags)
    assert (done.ret, "did you mean 'Ops'?" in done.stderr.str()) == (4, True)
    done = golive("attest", "--section", "ops", *flags)
    done.stdout.fnmatch_lines(["2 lines below “ops”:", "recorded in *: “One” *", "recorded in *: “Two” *"])
    assert (
        "no line below 'ops' waits for a word"
        in golive("na", "--section", "ops", "--reason", "x", "--by", "A").stderr.str()
    )
    pytester.path.joinpath("GO.md").write_text(checklist + "- [ ] Seven\n")
    stale = "GO.md has changed since the last verdict: run the gate again: golive gate"
    assert stale in golive("attest", "--section", "Else", *flags).stderr.str()
    assert stale in golive("attest", "-i").stderr.str()
    assert "GO.md has changed since this verdict" in golive("todo").stdout.str()


def test_without_golive_no_record_is_read(gate: Gate, pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("golive-records.toml").write_text("broken =\n")
    judged = gate(CHECKLIST, golive=False, tests="def test_it(): pass\n")
    assert judged.code == 0


def test_the_record_names_the_checklist_as_the_gate_does(gate: Gate, golive: Golive, pytester: pytest.Pytester) -> None:
    gate(CHECKLIST)
    assert attest(golive, BACKUP, "--checklist", "GO.md").ret == 0
    verdict = json.loads(Path(pytester.path, "golive-report", "verdict.json").read_text("utf-8"))
    assert f'checklist = "{verdict["lines"][0]["checklist"]}"' in pytester.path.joinpath(
        "golive-records.toml"
    ).read_text("utf-8")
