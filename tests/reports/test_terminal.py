from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_golive.compare import compare
from pytest_golive.reports import summary, terminal
from pytest_golive.reports.words import cells, cut_at_word, wrap
from pytest_golive.verdict import Effect
from tests.reports import samples

SAMPLES = {"no_go": samples.no_go(), "go": samples.go(), "hostile": samples.hostile()}


def text(name: str = "no_go", width: int = 90, **more) -> str:
    return "\n".join(row.text for row in terminal.render(SAMPLES[name], width=width, **more))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
@pytest.mark.parametrize("width", [1, 7, 16, 20, 39, 40, 80, 81, 132, 300])
def test_no_row_is_wider_than_the_terminal_or_beyond_its_encoding(name, encoding, width):
    changed = compare(SAMPLES[name], SAMPLES["no_go"])
    for row in terminal.render(SAMPLES[name], width=width, encoding=encoding, change=changed):
        # A terminal of one column cannot show a character that takes two.
        assert cells(row.text) <= max(width, 2)
        assert row.text.isprintable()
        row.text.encode(encoding)
        assert row.style in {"good", "bad", "warn", "dim", "bold", ""}


@given(st.text(), st.integers(2, 60), st.text("ab ", max_size=9), st.text(" ", max_size=9))
def test_wrapping_loses_nothing_and_fits(content, width, first, rest):
    rows = wrap(content, width, first=first, rest=rest)
    assert all(cells(row) <= width for row in rows)
    kept = "".join("".join(rows).split())
    assert kept.endswith("".join(content.split()))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.integers(2, 120))
def test_any_text_fits_anywhere(content, width):
    verdict = SAMPLES["go"]
    lines = tuple(replace(line, text=content, reason=content) for line in verdict.lines)
    for row in terminal.render(replace(verdict, lines=lines, target=content), width=width):
        assert cells(row.text) <= width
        assert row.text.isprintable()


def test_the_verdict_comes_first():
    rows = terminal.render(SAMPLES["no_go"], width=90)
    assert rows[0].text.startswith("╭─")
    assert "NO-GO https://shop.example · pre-deploy" in rows[1].text
    assert rows[1].style == "bad"
    assert terminal.render(SAMPLES["go"], width=90)[1].style == "good"


def test_changes_are_short():
    changed = compare(SAMPLES["no_go"], SAMPLES["go"])
    shown = text(change=changed, width=200)
    assert "CHANGES\n  Since the GO as of 2026-11-21 09:30:00 UTC, commit 9cd6f17c0f: 2 regressed, " in shown
    assert "  regressed: docs/GO_LIVE.md:15 SSL certificate valid: the certificate of shop.example expired" in shown
    assert f"  … and {len(changed.new) - 5} more new" in shown
    assert "CHANGES" not in text()
    assert "nothing changed" in text(change=compare(SAMPLES["no_go"], SAMPLES["no_go"]))


def test_without_box_characters_the_banner_is_plain():
    rows = text(encoding="ascii").splitlines()
    assert rows[0] == "+" + "-" * 88 + "+"
    assert rows[1].startswith("| NO-GO https://shop.example - pre-deploy")


def test_one_root_cause_is_one_entry():
    shown = text(width=120)
    blockers = shown.partition("CONDITIONS")[0]
    assert blockers.count("the database could not be reached") == 1
    title = "the database could not be reached: connection to 10.0.0.5:5432 refused"
    assert f"  2. critical: {title} (12 lines)\n" in shown
    assert "… and 7 more in go-no-go.html" in shown
    assert "do this first: start PostgreSQL on 10.0.0.5 or correct [database] url in golive.toml" in shown


def test_a_blocker_says_where_what_was_expected_and_seen_and_what_to_do():
    shown = text(width=120)
    assert (
        "  5. high: Homepage < 2 seconds\n"
        "      docs/GO_LIVE.md:37\n"
        "      expected: The page loads in under 2 seconds.\n"
        "      seen: the home page took 3.4 s\n"
        "      do this first: see which part is slow with `golive explain http.page-time`\n"
    ) in shown


def test_proven_faults_come_before_what_nobody_saw():
    kinds = [(cause.severity, cause.kind) for cause in summary.causes(SAMPLES["no_go"])]
    assert kinds == [
        ("critical", "failed"),
        ("critical", "root"),
        ("critical", "partly"),
        ("critical", "unbound"),
        ("high", "failed"),
        ("high", "error"),
    ]


def test_the_first_three_actions():
    shown = text(width=300).partition("DO THIS FIRST\n")[2].splitlines()
    assert shown[0] == (
        "  1. renew it (`certbot renew`) and reload the web server"
        " (blocker 1: the certificate of shop.example expired on 2026-11-19)"
    )
    assert shown[1].startswith("  2. start PostgreSQL on 10.0.0.5 or correct [database] url in golive.toml")
    assert shown[2].startswith("  3. pin the checks that settle all of it")
    assert shown[3] == ""
    assert "DO THIS FIRST" not in text("go")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("there is no serve at all", "there is no…"),
        ("there is no serving", "there is no…"),
        ("there is server (and more)", "there is server…"),
        ("there is", "there is"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa…"),
    ],
)
def test_a_title_is_cut_between_words(given, told):
    assert cut_at_word(given, 16) == told


def test_the_counts_add_up():
    for verdict in SAMPLES.values():
        said = terminal.counts(verdict)
        total, *numbers = map(int, re.findall(r"\d+", said))
        assert sum(numbers) == total == len(verdict.lines)
    assert terminal.counts(SAMPLES["go"]) == "8 lines: 3 passed · 1 unverified · 1 waived · 2 attested · 1 not due"


def test_why_pytest_counts_otherwise():
    told = "  pytest counts what it ran: no line that its parts answer, none that is not due\n"
    assert told in text(width=120)
    assert "pytest counts what it ran: none that is not due\n" in text("go", width=120)


def test_every_blocker_is_in_exactly_one_cause():
    for verdict in SAMPLES.values():
        found = summary.causes(verdict)
        lines = [line.id for cause in found for line in cause.lines]
        assert len(lines) == len(set(lines))
        assert {blocker.id for blocker in verdict.blockers} - {"run"} <= set(lines)
        run = [blocker for blocker in verdict.blockers if blocker.id == "run"]
        assert sum(cause.kind == "run" for cause in found) == len(run)
        assert bool(found) is (verdict.decision == "NO-GO")


def test_a_group_is_not_listed_beside_the_part_that_blocks_it():
    blocking = summary.shown(SAMPLES["no_go"], Effect.BLOCKS)
    assert "SSL certificate valid" in {line.text for line in blocking}
    assert "SSL/HTTPS configured" not in {line.text for line in blocking}


def test_notes_are_cut_and_conditions_are_not():
    shown = text()
    assert "CONDITIONS, to be accepted by those who sign (1)" in shown
    assert "NOTES (14)" in shown
    assert "… and 4 more in go-no-go.html" in shown


def test_control_characters_are_spelt_out():
    shown = text("hostile", width=400)
    assert r"\x1b[2J\x1b[31mred\x07 \u202egpj.exe \x9b5m \x00" in shown


def test_a_reason_of_the_whole_run_is_the_first_blocker():
    verdict = samples.no_go(problems=("worker gw1 crashed",))
    rows = [row.text for row in terminal.render(verdict, width=90)]
    assert rows[rows.index("BLOCKERS") + 1] == "  1. worker gw1 crashed"


def test_where_and_when():
    shown = text(reports=("golive-report/go-no-go.html",))
    for part in (
        "target: https://shop.example",
        "phase: pre-deploy",
        "not due: 1 line of post-launch",
        "commit: 9cd6f17c0ffee5a1d2b3c4d5e6f708192a3b4c5d",
        "as of: 2026-11-21 09:30:00 UTC",
        "took: 4.2 s",
        "report: golive-report/go-no-go.html",
    ):
        assert f"  {part}" in shown


@pytest.mark.parametrize("width", [0, 1, 10, 40, 200])
def test_progress_is_one_row(width):
    said = terminal.progress(3, 12, 1.25, ["certificate", "home\x1b_page"], width)
    assert cells(said) <= width
    assert said.isprintable()


def test_progress_says_what_is_waited_for():
    assert terminal.progress(3, 12, 1.25, ["certificate"], 80) == "looking: 3 of 12 seen, 1.2 s: certificate"
    assert terminal.progress(12, 12, 0.3, [], 80) == "looking: 12 of 12 seen, 300 ms"
