"""What is left for people to say or to do."""

from __future__ import annotations

import socket

import pytest

from tests.plugin.conftest import Gate, Golive
from tests.plugin.records.saying import attest


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
    attest(golive, "good-line-of-the-other-site")
    assert pytester.path.joinpath("golive-records.toml").read_text("utf-8").count('words = "other site"') == 2
    assert gate(checklist).code == 0

    for was, now, why in (
        ('evidence.saw("it is " + weather)', 'assert weather == "rain", "it rains not"', "it rains not; "),
        ('evidence.saw("it is " + weather)', 'cannot_tell("it is foggy")', "it speaks of “other site” only"),
    ):
        conftest.write_text(text.replace(was, now))
        judged = gate(checklist)
        assert judged.code == 1
        assert why in judged.blockers[0]
