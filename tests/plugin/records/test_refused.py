"""What people say and what is not taken from them."""

from __future__ import annotations

import pytest

from pytest_golive.checklist import fields
from tests.plugin.conftest import Gate, Golive
from tests.plugin.records.saying import BACKUP, CHECKLIST, TODAY, attest, later


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_no_word_stands_in_for_a_check_that_failed_or_did_not_run(
    gate: Gate, golive: Golive, pytester: pytest.Pytester, workers: tuple[str, ...]
) -> None:
    checklist = "## Critical\n\n- [ ] Bad line\n- [ ] Good line\n- [ ] Unsure line\n- [ ] Own\n"
    tests = "import pytest\n@pytest.mark.golive(line='own')\ndef test_own(): pytest.skip('no sandbox')\n"
    gate(checklist, tests=tests)
    refused = attest(golive, "bad-line")
    assert refused.ret == 4
    assert "not recorded, for it would not count: in the last run “it is sunny”, and no word" in refused.stderr.str()
    assert "the line passed by itself" in attest(golive, "good-line").stdout.str()
    (pytester.path / "golive-report" / "verdict.json").unlink()
    for line in ("bad-line", "unsure-line", "own"):
        assert attest(golive, line).ret == 0
    judged = gate(checklist, "--deselect", "GO.md::critical::good-line", *workers, tests=tests)
    assert judged.outcomes == {
        "Bad line": "failed", "Good line": "unverified", "Unsure line": "attested", "Own": "unverified",
    }  # fmt: skip
    name = f"the attestation by Ana of {TODAY} does not count"
    not_run = f"{name}: what looks at this line did not run"
    assert judged.blockers == [
        "only a part was run: --deselect GO.md::critical::good-line",
        f"it is sunny; {name}: a check failed, and no word overrides that",
        f"deselected; {not_run}",
        f"no sandbox; {not_run}",
    ]


def test_no_word_is_taken_for_what_did_not_answer(gate: Gate, golive: Golive) -> None:
    gate("## Critical\n\n- [ ] Late line\n")
    refused = attest(golive, "late-line")
    assert refused.ret == 4
    assert (
        "took longer than 0.2 s”, and no word overrides that; repair it and run the gate again" in refused.stderr.str()
    )
    assert "waived" not in refused.stderr.str()


def test_a_broken_file_ends_the_run_with_its_line(gate: Gate, pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("golive-records.toml").write_text('[[record]]\nkind = "atestation"\n')
    judged = gate(CHECKLIST)
    assert judged.code == 4
    assert "golive-records.toml:2: kind: given 'atestation', allowed: attestation, waiver, " in judged.out
    assert "did you mean 'attestation'?" in judged.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("backup-restord", "no line 'backup-restord' in GO.md, did you mean "),
        ("goood-line", "did you mean 'good-line'?"),
        ("tested", "'tested' names several lines: a/tested (GO.md:3), b/tested (GO.md:7); give the whole id"),
    ],
)
def test_a_line_that_is_not_clear(gate: Gate, golive: Golive, line: str, told: str) -> None:
    gate("## A\n\n- [ ] Tested\n\n## B\n\n- [ ] Tested\n- [ ] Good line\n- [ ] Backup restored\n")
    done = attest(golive, line)
    assert done.ret == 4
    assert told in done.stderr.str()
    assert len(done.stderr.str().strip().splitlines()) == 1
    assert attest(golive, "b/tested").ret == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("waive", "bad-line", "--approved-by", "Bo"), "not recorded, for it would not count: a critical line cannot"),
        (("waive", "other", "--approved-by", "a na"), "whoever asks for a waiver cannot approve it"),
        (("waive", "other", "--approved-by", "Bo", "--expires", later(91)), "lasts at most 90 days, this one 91"),
        (("waive", "other", "--approved-by", "Bo", "--expires", later(-1)), f"it would have expired on {later(-1)}"),
        (("na", "other", "--reason", " "), "it gives no reason"),
    ],
)
def test_what_would_not_count_is_not_recorded(
    gate: Gate, golive: Golive, pytester: pytest.Pytester, arguments: tuple[str, ...], told: str
) -> None:
    gate("- [ ] Bad line <!-- golive: demo.bad -->\n\n## High priority\n\n- [ ] Other\n")
    expires = ("--expires", later(9)) if arguments[0] == "waive" else ()
    done = golive(*arguments[:2], "--by", "Ana", "--reason", "why", *expires, *arguments[2:])
    assert done.ret == 4
    assert told in done.stderr.str()
    assert not pytester.path.joinpath("golive-records.toml").exists()


def test_a_date_that_is_none(gate: Gate, golive: Golive) -> None:
    gate(CHECKLIST)
    done = attest(golive, "good-line", "--expires", "2027-02-31")
    assert done.ret == 2
    assert "'2027-02-31' is no date such as 2027-02-01" in done.stderr.str()


def test_several_lines_are_all_recorded_or_none(gate: Gate, golive: Golive, pytester: pytest.Pytester) -> None:
    checklist = "## High\n\n- [ ] One\n- [ ] Two\n\n## Critical\n\n- [ ] Three\n"
    gate(checklist)
    file = pytester.path / "golive-records.toml"
    done = attest(golive, "one", "tow", "fuor")
    assert done.ret == 4
    assert [row.partition(" in ")[0] for row in done.stderr.lines if row] == ["golive: no line 'tow'", "no line 'fuor'"]
    flags = ("--reason", "why", "--by", "Ana", "--approved-by", "Bo", "--expires", later(9))
    done = golive("waive", "one", "three", *flags)
    assert done.ret == 4
    assert "critical/three (GO.md:8): not recorded, for it would not count: a critical line" in done.stderr.str()
    assert "nothing was recorded" in done.stderr.str()
    assert not file.exists()
    assert attest(golive, "one", "two", "three", "one").ret == 0
    assert file.read_text("utf-8").count("[[record]]") == 3
    assert gate(checklist).code == 0


def test_a_record_that_was_edited_is_refused_with_its_line(
    gate: Gate, golive: Golive, pytester: pytest.Pytester
) -> None:
    gate(CHECKLIST)
    attest(golive, BACKUP)
    file = pytester.path / "golive-records.toml"
    good = file.read_text("utf-8")
    line = "critical/backup-restored-on-a-fresh-host"
    other = "critical/backup-restord"
    lost = "it does not fit checklist, line and text; take back what was edited, "
    lost += f"or say it anew (the nearest line is '{line}'"
    for was, now, told in (
        (line, other, f":6: line: its digest does not fit '{other}', did you mean '{line}'?"),
        ('text = "Backup', 'text = "Backups', ":7: text: its digest does not fit 'Backups restored on a fresh host', "),
        ('"GO.md"', '"G.md"', ":5: checklist: its digest does not fit 'G.md', did you mean 'GO.md'?"),
        ('digest = "sha256:', 'digest = "sha256:00', f":8: digest: {lost})"),
    ):
        file.write_text(good.replace(was, now), "utf-8")
        judged = gate(CHECKLIST)
        assert judged.code == 4
        assert f"golive-records.toml{told}" in judged.out
        assert "Traceback" not in judged.out
    # The line of a record that nobody edited is gone: that is only a warning.
    file.write_text(good, "utf-8")
    judged = gate("## Critical\n\n- [ ] Good line\n")
    assert judged.code == 0
    assert "is gone" in judged.verdict["warnings"][0]["reason"]


def test_what_stands_for_a_name_or_a_text_is_none(gate: Gate, golive: Golive) -> None:
    gate("## Critical\n\n- [ ] One\n")
    for flags in (("--by", "NAME", "--evidence", "seen"), ("--by", "Ana", "--evidence", "WHAT YOU SAW")):
        done = golive("attest", "one", *flags)
        assert done.ret == 4
        assert "stands for what you are to write there" in done.stderr.str()


PLACES = (
    "TBD",
    "todo",
    "-",
    ".",
    "?",
    "n/a",
    "xxx",
    "None",
    "<name>",
    "[evidence]",
    "{{ who }}",
    "To be decided.",
    "____",
)


@pytest.mark.parametrize("said", PLACES)
def test_the_place_for_a_name_or_a_text_is_none(said: str) -> None:
    assert fields.says_nothing(said)


SAID = (
    "Ana",
    "Li",
    "12 TODOs closed",
    "PR-12",
    "#12",
    "see [the log]",
    "no errors in 20 runs",
    "x86 and arm",
    "✅",
    "是",
)


@pytest.mark.parametrize("said", SAID)
def test_what_somebody_said_is_a_text(said: str) -> None:
    assert not fields.says_nothing(said)


def test_no_command_takes_the_place_for_a_text(gate: Gate, golive: Golive) -> None:
    gate("## High\n\n- [ ] One\n")
    for command in (
        ("attest", "one", "--by=TBD", "--evidence=seen"),
        ("attest", "one", "--by=Ana", "--evidence=TODO"),
        ("attest", "one", "--by=-", "--evidence=."),
        ("na", "one", "--by=Ana", "--reason=n/a"),
        ("waive", "one", "--by=Ana", "--approved-by=xxx", "--reason=late", "--expires=2026-12-01"),
        ("waive", "one", "--by=Ana", "--approved-by=Kim", "--reason=?", "--expires=2026-12-01"),
    ):
        done = golive(*command)
        assert done.ret == 4
        assert "stands for what you are to write there" in done.stderr.str()
    assert golive("attest", "one", "--by=Ana", "--evidence=seen").ret == 0
