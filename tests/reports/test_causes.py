"""What stands in the way of many lines is one cause, with one thing to do: lines sorted for people to repair."""

from __future__ import annotations

import re
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pytest_golive.finding import Finding, Outcome
from pytest_golive.records.model import Record, RecordKind
from pytest_golive.reports import summary, terminal
from pytest_golive.verdict import Verdict
from tests.forking import Forker
from tests.reports.samples import CRITICAL, FILE, HIGH, Book, page_of

DEAD = "nothing answers at shop.test:443: connection refused"
PLAIN = "nothing answers at shop.test:80: connection refused"
START = "start the site"
SAID = datetime(2026, 11, 20, tzinfo=UTC)


def unseen(reason: str, root: str, cure: str = START) -> Finding:
    return Finding(check="a.check", outcome=Outcome.UNVERIFIED, reason=reason, root=root, remedy=cure, expected="It.")


def verdict_of(*findings: Finding) -> Verdict:
    book = Book()
    for number, finding in enumerate(findings):
        book.add(CRITICAL if number else HIGH, text=f"Line {number}", found=[finding])
    return book.judge()


def test_a_check_that_failed_for_what_hides_the_others_is_of_their_cause() -> None:
    down = Finding(check="http.site-up", outcome=Outcome.FAILED, observed=DEAD, remedy="read the log", expected="Up.")
    redirect = Finding(check="http.https-redirect", outcome=Outcome.UNVERIFIED, reason=DEAD, remedy=START)
    [cause] = summary.causes(verdict_of(down, unseen(DEAD, "host shop.test"), redirect))
    assert (cause.title, cause.action, cause.severity) == (DEAD, START, "critical")
    assert (cause.expected, cause.observed) == ("", "")
    assert [line.text for line in cause.lines] == ["Line 1", "Line 2", "Line 0"]


def test_two_ports_of_a_host_are_one_cause_that_names_both() -> None:
    [cause] = summary.causes(
        verdict_of(
            unseen(PLAIN, "host shop.test", "other"), unseen(DEAD, "host shop.test"), unseen(DEAD, "host shop.test")
        )
    )
    assert cause.title == f"{DEAD}; {PLAIN}"
    assert cause.action == START


def test_one_outage_is_told_once_whatever_people_said_of_its_lines() -> None:
    """A word that does not count is told at its line; the cause is what nobody could look past."""
    book, records = Book(), []
    for name in ("Ana", "Bo"):
        line = book.add(CRITICAL, text=f"Said by {name}", found=[unseen(DEAD, "host shop.test")])
        records.append(
            Record(kind=RecordKind.ATTESTATION, checklist=FILE, line=line, text="", digest="x", by=name, on=SAID)
        )
    book.add(CRITICAL, text="Said by nobody", found=[unseen(DEAD, "host shop.test")])
    verdict = book.judge(records=tuple(records))
    assert verdict.lines[0].reason.startswith(f"{DEAD}; the attestation by Ana of 2026-11-20 does not count: ")
    [cause] = summary.causes(verdict)
    assert (cause.title, len(cause.lines)) == (DEAD, 3)


def test_lines_that_weigh_less_than_their_cause_say_so_and_come_last() -> None:
    book = Book()
    book.add(HIGH, text="A light one")
    book.add(CRITICAL, text="A heavy one")
    verdict = book.judge()
    [cause] = summary.causes(verdict)
    assert (cause.severity, [line.text for line in cause.lines]) == ("critical", ["A heavy one", "A light one"])
    rows = [row.text.strip() for row in terminal.render(verdict, width=100)]
    assert f"{FILE}:11 A heavy one" in rows
    assert f"{FILE}:10 high: A light one" in rows
    blockers = page_of(verdict).partition('class="gl-causes"')[2].partition("</ol>")[0]
    assert re.findall(r"gl-severity gl-\w+", blockers) == ["gl-severity gl-critical", "gl-severity gl-high"]


def failed(check: str, expected: str, remedy: str = "set it") -> Finding:
    told = "SECRET_KEY is not set"
    return Finding(check=check, outcome=Outcome.FAILED, observed=told, expected=expected, remedy=remedy)


def test_what_is_expected_is_shown_where_all_lines_expect_it() -> None:
    [shared] = summary.causes(verdict_of(failed("a.one", "It is set."), failed("a.one", "It is set.")))
    assert (shared.expected, len(shared.lines)) == ("It is set.", 2)
    [several] = summary.causes(verdict_of(failed("a.one", "It is set."), failed("a.two", "It is strong.")))
    assert (several.expected, several.title, len(several.lines)) == ("", "SECRET_KEY is not set", 2)


def test_no_line_s_expectation_is_what_to_do_for_another() -> None:
    [several] = summary.causes(verdict_of(failed("a.one", "It is set.", ""), failed("a.two", "It is strong.", "")))
    assert several.action == "make it so for each of these lines"
    [shared] = summary.causes(verdict_of(failed("a.one", "It is set.", ""), failed("a.one", "It is set.", "")))
    assert shared.action == "make it so: It is set."


def test_facts_that_lack_the_same_thing_are_one_cause() -> None:
    why = "no project folder is configured"
    [cause] = summary.causes(verdict_of(unseen(why, "application"), unseen(why, "local_error")))
    assert cause.title == why


def test_what_is_proven_wrong_comes_before_what_nobody_saw() -> None:
    hidden = [unseen("no [database] url is configured", "catalogue")] * 3
    dead = unseen(DEAD, "host shop.test")
    lapsed = Finding(check="tls.certificate-valid", outcome=Outcome.FAILED, observed="it expired", remedy="renew it")
    titles = [cause.title for cause in summary.causes(verdict_of(*hidden, dead, lapsed))]
    assert titles == ["Line 4", "no [database] url is configured", DEAD]
    down = Finding(check="http.site-up", outcome=Outcome.FAILED, observed=DEAD)
    titles = [cause.title for cause in summary.causes(verdict_of(*hidden, dead, down))]
    assert titles == [DEAD, "no [database] url is configured"]


def test_an_outage_of_the_site_comes_first() -> None:
    lapsed = Finding(check="tls.certificate-valid", outcome=Outcome.FAILED, observed="it expired", remedy="renew it")
    book = Book()
    book.add(CRITICAL, text="Certificate", found=[lapsed])
    book.add(HIGH, text="Policy", found=[unseen("nothing answers at shop.example:443", "host shop.example")])
    [first, second] = summary.causes(book.judge())
    assert (first.title, first.severity) == ("nothing answers at shop.example:443", "high")
    assert second.title == "Certificate"


def causes_of(result: pytest.RunResult) -> list[str]:
    """The titles of the blockers on the terminal."""
    out = " ".join(result.stdout.str().split())
    return re.findall(r"\d+\. (?:critical|high): (.*?) (?:default checklist|GO\.md)", out.partition("NOTES")[0])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "does not exist"),
        ("<<<<<<< HEAD\n", "cannot be used: line 1 is not NAME=value"),
        (b"\xff\xfe", "cannot be used: is not UTF-8 text (byte 0)"),
    ],
)
def test_an_env_file_that_cannot_be_used_is_one_blocker(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, forker: Forker, content: str | bytes | None, why: str
) -> None:
    monkeypatch.setenv("COLUMNS", "300")  # the path is one word then
    folder = pytester.path
    lines = ("Environment file created", "No placeholder values in the environment file", "DEBUG=False")
    lines += ("SECRET_KEY is strong", "500 page exists", "Django deployment check passes")
    (folder / "GO.md").write_text("".join(f"- [ ] {line}\n" for line in lines), encoding="utf-8")
    (folder / "golive.toml").write_text('checklist = ["GO.md"]\n[app]\ndir = "."\nenv_file = ".env.production"\n')
    if content is not None:
        (folder / ".env.production").write_bytes(content if isinstance(content, bytes) else content.encode())
    result = forker.pytest("--golive", "-p", "no:randomly")
    assert result.ret == 1
    [title] = causes_of(result)
    assert re.fullmatch(rf"the env file \S*\.env\.production {re.escape(why)} \({len(lines)} lines\)", title)
    assert "in [app] of golive.toml" in result.stdout.str().partition("do this first:")[2]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_dead_target_is_one_blocker(pytester: pytest.Pytester, forker: Forker, scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    result = forker.pytest("--golive", "--golive-target", f"{scheme}://{address}", "-p", "no:randomly")
    assert result.ret == 1
    out = " ".join(result.stdout.str().split())
    silent = [title for title in causes_of(result) if "nothing answers" in title or "refused" in title]
    assert len(silent) == 1, silent
    assert re.match(rf"nothing answers at {address}: connection refused.* \(2\d lines\)$", silent[0])
    first = "start the site, or correct [target] url in golive.toml / --golive-target"
    assert f"DO THIS FIRST 1. {first} (blocker 1: nothing answers at {address}" in out
    page = Path(pytester.path, "golive-report", "go-no-go.html").read_text(encoding="utf-8")
    assert len(re.findall(rf"<h3>.*{address}.*</h3>", page)) == 1


def test_many_reasons_of_one_host_are_cut() -> None:
    found = [unseen(f"nothing answers at shop.test:{port}", "host shop.test") for port in (443, 80, 8080, 8443, 9000)]
    [cause] = summary.causes(verdict_of(*found))
    assert cause.title.count("nothing answers") == 3
    assert cause.title.endswith("; nothing answers at shop.test:8080 and 2 more")


def test_lines_left_out_say_how_to_ask_them(pytester: pytest.Pytester, forker: Forker) -> None:
    forker.pytest("--golive", "-k", "redis", "-p", "no:randomly")
    page = Path(pytester.path, "golive-report", "part", "go-no-go.html").read_text(encoding="utf-8")
    assert "deselected" in page
    assert "run the gate on everything: without -k, -m, --deselect and --lf" in page
    assert "make it so: Every host" not in page
