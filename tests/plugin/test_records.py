"""What people say, from the command to the verdict and back."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.plugin.conftest import Gate, Golive

CHECKLIST = "# Shop\n\n## Critical\n\n- [ ] Good line\n- [ ] Backup restored on a fresh host\n"
BACKUP = "Backup restored on a fresh host"
TODAY = datetime.now(UTC).date()


def later(days: int) -> str:
    return str(TODAY + timedelta(days=days))


def attest(golive: Golive, line: str = "backup-restored-on-a-fresh-host", *more: str) -> pytest.RunResult:
    return golive("attest", line, "--by", "Ana", "--evidence", "log in #412", *more)


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
    assert golive("na", "notes", "--reason", "none", "--by", "Ana").ret == 0
    judged = gate(checklist)
    told = f"waived by Bo (asked for by Ana) on {TODAY} until {later(20)}: mail only"
    assert judged.code == 0
    assert [one["reason"] for one in judged.verdict["conditions"]] == [told]
    assert "- [ ] Bad thing" in (pytester.path / "golive-report" / "GO.md").read_text("utf-8")


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
        f"it is sunny; {name}: a check failed, and no word overrides that",
        f"{not_run}; deselected",
        f"{not_run}; no sandbox",
    ]


def test_no_word_is_taken_for_what_did_not_answer(gate: Gate, golive: Golive) -> None:
    gate("## Critical\n\n- [ ] Late line\n")
    refused = attest(golive, "late-line")
    assert refused.ret == 4
    assert (
        "took longer than 0.2 s”, and no word overrides that; repair it and run the gate again" in refused.stderr.str()
    )
    assert "waived" not in refused.stderr.str()


def test_committing_the_record_makes_no_new_release(gate: Gate, golive: Golive, pytester: pytest.Pytester) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Ana", "-c", "user.email=ana@shop.example")
        subprocess.run(["git", *who, *arguments], cwd=pytester.path, check=True, capture_output=True)

    def commit(*files: str) -> None:
        git("add", *files)
        git("commit", "-qm", "x")

    gate(CHECKLIST)
    git("init", "-q")
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


def test_a_broken_file_ends_the_run_with_its_line(gate: Gate, pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("golive-records.toml").write_text('[[record]]\nkind = "atestation"\n')
    judged = gate(CHECKLIST)
    assert judged.code == 4
    assert "golive-records.toml:2: kind: given 'atestation', allowed: attestation, waiver, " in judged.out
    assert "did you mean 'attestation'?" in judged.out


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


def test_todo(gate: Gate, golive: Golive) -> None:
    assert "run the gate first: golive gate" in golive("todo").stderr.str()
    gate(
        "## High priority\n\n- [ ] Phones answered\n- [ ] Bad thing <!-- golive: demo.bad -->\n\n"
        "## Critical\n\n- [ ] Backup's $HOME restored\n- [ ] Bad line\n- [ ] Ledger closed (owner: Ana Li)\n"
    )
    done = golive("todo")
    assert done.ret == 0
    assert done.stdout.lines[0].endswith("; needed for GO: 3 words, 1 repair.")
    assert [row for row in done.stdout.lines if row.endswith(": 1 word")] == [
        "Critical: 1 word", "Ana Li: 1 word", "High priority: 1 word",
    ]  # fmt: skip
    rows = [row.strip() for row in done.stdout.lines if row.startswith("  ")]
    assert [row for row in rows if row[0].isdigit()] == [
        "1. critical: Backup's $HOME restored (GO.md:8)",
        "2. critical: Ledger closed (owner: Ana Li) (GO.md:10, Ana Li)",
        "3. high: Phones answered (GO.md:3)",
        "1. it is sunny",
    ]
    assert [row for row in rows if row.startswith("golive ")] == [
        'golive attest backups-home-restored --by NAME --evidence "WHAT YOU SAW"',
        'golive attest ledger-closed-owner-ana-li --by NAME --evidence "WHAT YOU SAW"',
        'golive attest phones-answered --by NAME --evidence "WHAT YOU SAW"',
        'golive waive bad-thing --by NAME --approved-by NAME --expires DATE --reason "WHY"',
    ]
    assert attest(golive, "backups-home-restored", "phones-answered", "ledger-closed-owner-ana-li").ret == 0
    done = golive("todo")
    assert "needed for GO: 1 repair." in done.stdout.str()
    assert "3 lines were answered since: run the gate again" in done.stdout.str()
    golive("gate", "-p", "no:html")
    assert "answered since" not in golive("todo").stdout.str()


UNSET = """
@fact()
def unset() -> str:
    raise CannotLook("no [redis] url is configured", cure="set url in [redis] of golive.toml")

def cached(unset: str): pass
declare("cached", cached, "The cached line holds")
"""


def test_todo_names_a_setting_once(gate: Gate, golive: Golive, pytester: pytest.Pytester) -> None:
    conftest = pytester.path / "conftest.py"
    conftest.write_text(conftest.read_text() + UNSET)
    gate("## Critical\n\n- [ ] Cached line\n- [ ] Queue lives <!-- golive: demo.cached -->\n- [ ] Late line\n")
    said = golive("todo").stdout.str()
    assert "needed for GO: 1 setting, 1 repair." in said
    assert said.count("set url in [redis] of golive.toml") == 1
    # Nobody may vouch for a line whose look ran out of time; for one that lacks a setting, somebody may.
    assert attest(golive, "late-line").ret == 4
    (pytester.path / "golive-report" / "verdict.json").unlink()
    assert attest(golive, "late-line", "queue-lives", "cached-line").ret == 0
    judged = gate("## Critical\n\n- [ ] Cached line\n- [ ] Queue lives <!-- golive: demo.cached -->\n- [ ] Late line\n")
    assert judged.outcomes == {"Cached line": "attested", "Queue lives": "attested", "Late line": "unverified"}
    assert "what looks at this line got no answer, and no word hides an outage" in judged.blockers[0]


def test_a_target_that_is_down_is_not_filled(
    gate: Gate, golive: Golive, pytester: pytest.Pytester, unused_port: int
) -> None:
    checklist = "## Critical\n\n- [ ] Content-Security-Policy header set\n"
    config = f'[target]\nurl = "http://127.0.0.1:{unused_port}"\n'
    gate(checklist, config=config)
    assert attest(golive, "content-security-policy-header-set").ret == 4
    (pytester.path / "golive-report" / "verdict.json").unlink()
    assert attest(golive, "content-security-policy-header-set").ret == 0
    judged = gate(checklist, config=config)
    assert judged.code == 1
    assert "no word hides an outage" in judged.blockers[0]


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_partly_verified_lines_ask_only_for_the_rest(gate: Gate, golive: Golive, pytester: pytest.Pytester) -> None:
    conftest = pytester.path / "conftest.py"
    text = conftest.read_text()
    checklist = "## Critical\n\n- [ ] Good line of the other site\n"
    first = gate(checklist)
    assert first.blockers == ["partly verified: nothing looks at “other site”"]
    golive("todo").stdout.fnmatch_lines([
        "     seen by demo.good: it is sunny",
        "     left for you: “other site”",
    ])  # fmt: skip
    done = attest(golive, "good-line-of-the-other-site")
    assert "seen by demo.good: it is sunny" in done.stdout.str()
    assert 'words = "other site"' in pytester.path.joinpath("golive-records.toml").read_text("utf-8")
    judged = gate(checklist)
    assert judged.code == 0
    assert judged.verdict["lines"][0]["reason"].startswith("“other site” attested by Ana on")

    for was, now, why in (
        ('evidence.saw("it is " + weather)', 'assert weather == "rain", "it rains not"', "it rains not; "),
        ('evidence.saw("it is " + weather)', 'cannot_tell("it is foggy")', "it speaks of “other site” only"),
    ):
        conftest.write_text(text.replace(was, now))
        judged = gate(checklist)
        assert judged.code == 1
        assert why in judged.blockers[0]


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


def test_interactive(gate: Gate, pytester: pytest.Pytester) -> None:
    checklist = (
        "# Shop\n\n## High\n\n- [ ] One @mia\n- [ ] Bad thing <!-- golive: demo.bad -->\n- [ ] Later\n\n"
        "## Critical\n\n- [ ] Two\n- [ ] Bad line\n"
    )
    gate(checklist)
    told = [
        "x", "w", "a", "", "Bo", "", "a", "log #1", "", "2027-02-31", later(20),  # Two: asked again
        "s",  # One
        "n", "not ours", "",  # Later
        "a", "w", "mail only", "", "bo", later(9), "w", "mail only", "", "Ana", later(9),  # Bad thing
    ]  # fmt: skip
    done = interactive(pytester, "\n".join(told) + "\n")
    out = done.stdout.str()
    assert done.ret == 0
    for row in (
        "1/4  critical: Two (GO.md:11)",
        "     Shop > Critical",
        "answer with one of a, n, s, q",
        "a critical line cannot be waived",
        "not recorded, for it would not count: it gives no evidence",
        "'2027-02-31' is no date such as 2027-02-01",
        "2/4  high: One @mia (GO.md:5, mia)",
        "no word overrides what was found: repair it, or have it waived",
        "not recorded, for it would not count: whoever asks for a waiver cannot approve it",
        "3 answers recorded in ",
        "; 2 lines still open: golive todo",
    ):
        assert row in out
    judged = gate(checklist)
    assert judged.outcomes == {
        "One @mia": "unverified", "Bad thing": "waived", "Later": "not_applicable", "Two": "attested",
        "Bad line": "failed",
    }  # fmt: skip


def interactive(pytester: pytest.Pytester, answers: str, *more: str) -> pytest.RunResult:
    command = (sys.executable, "-m", "pytest_golive.cli", "attest", "--interactive", *more)
    return pytester.run(*command, stdin=answers.encode())


def test_what_was_said_before_the_end_is_kept(gate: Gate, pytester: pytest.Pytester) -> None:
    gate("- [ ] One\n- [ ] Two\n- [ ] Three\n")
    done = interactive(pytester, "a\nlog\n\n\na\nhalf", "--by", "Ana")
    assert done.ret == 0
    assert "1 answer recorded in" in done.stdout.str()
    assert "; 2 lines still open" in done.stdout.str()
    done = interactive(pytester, "q\n")
    assert done.ret == 0
    assert "1/2" in done.stdout.str()
    assert "nothing recorded; 2 lines still open" in done.stdout.str()
    done = interactive(pytester, "")
    assert done.ret == 4
    assert "stdin is neither a terminal nor holds answers" in done.stderr.str()
    assert pytester.path.joinpath("golive-records.toml").read_text("utf-8").count("[[record]]") == 1


def test_control_c_keeps_what_was_said(gate: Gate, pytester: pytest.Pytester) -> None:
    gate("- [ ] One\n- [ ] Two\n")
    command = [sys.executable, "-u", "-m", "pytest_golive.cli", "attest", "-i", "--by", "Ana"]
    # Started in the background, a shell has its children ignore Ctrl-C.
    child = "import signal, runpy, sys; signal.signal(signal.SIGINT, signal.default_int_handler); sys.argv[:] = "
    code = f"{child}{command[3:]!r}; runpy.run_module('pytest_golive.cli', run_name='__main__', alter_sys=False)"
    running = subprocess.Popen(
        [sys.executable, "-u", "-c", code], cwd=pytester.path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert running.stdin
    assert running.stdout
    running.stdin.write("a\nlog\n\n\n")
    running.stdin.flush()
    out = ""
    while "2/2" not in out or "(q)uit? " not in out.partition("2/2")[2]:
        read = running.stdout.read(1)
        assert read, out
        out += read
    running.send_signal(signal.SIGINT)
    rest, _ = running.communicate(timeout=30)
    assert running.returncode == 2
    assert "1 answer recorded in" in rest


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


def test_what_stands_for_a_name_or_a_text_is_none(gate: Gate, golive: Golive) -> None:
    gate("## Critical\n\n- [ ] One\n")
    for flags in (("--by", "NAME", "--evidence", "seen"), ("--by", "Ana", "--evidence", "WHAT YOU SAW")):
        done = golive("attest", "one", *flags)
        assert done.ret == 4
        assert "stands for what you are to write there" in done.stderr.str()
