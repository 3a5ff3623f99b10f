"""Verdicts over time, and the markdown summary, as a user meets them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pytest_golive.records import file as records_file
from pytest_golive.records.model import Record, RecordKind, digest_of
from pytest_golive.reports.json import render
from tests.plugin.conftest import CONFTEST, Gate
from tests.reports import samples

GOOD = "# Shop\n\n## Critical\n\n- [ ] Good line\n- [ ] Moot line\n"
WORSE = GOOD.replace("- [ ] Moot line", "- [ ] Bad line")
WORKERS = pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
TURNED = """
def turned(weather: str): assert os.path.exists("fine"), "it is raining"
declare("turned", turned, "The turned line holds")
"""


@pytest.fixture
def report(pytester: pytest.Pytester) -> Path:
    return pytester.path / "golive-report"


@pytest.fixture
def last_go(report: Path) -> Path:
    return report / "last-go.json"


@WORKERS
def test_the_story_of_a_line_that_breaks_and_is_repaired(
    gate: Gate, pytester: pytest.Pytester, report: Path, last_go: Path, workers: tuple[str, ...]
) -> None:
    pytester.makeconftest(CONFTEST + TURNED)
    checklist = f"{GOOD}- [ ] Turned line\n"
    fine = pytester.path / "fine"
    fine.touch()
    first = gate(checklist, *workers)
    assert first.code == 0
    assert "CHANGES" not in first.out
    assert json.loads(last_go.read_text("utf-8")) == first.verdict

    fine.unlink()
    broken = gate(f"{checklist}- [ ] Good line\n", *workers)
    assert broken.code == 1
    assert f"Since the GO as of {datetime.fromisoformat(first.verdict['as_of']):%Y-%m-%d %H:%M:%S}" in broken.out
    assert "1 regressed, 1 new" in broken.out
    assert "regressed: GO.md:7 Turned line: it is raining" in broken.out
    assert "new: GO.md:8 Good line" in broken.out
    page = (report / "go-no-go.html").read_text("utf-8")
    assert '<h2 id="gl-changes">Changes</h2>' in page
    assert "<h3>Regressed (1)</h3>" in page
    assert json.loads(last_go.read_text("utf-8")) == first.verdict
    assert "changes" not in broken.verdict

    (report / "verdict.json").rename(pytester.path / "broken.json")
    fine.touch()
    repaired = gate(checklist, "--golive-baseline", "broken.json", *workers)
    assert repaired.code == 0
    assert "1 gone, 1 fixed" in repaired.out
    assert "fixed: GO.md:7 Turned line" in repaired.out
    assert json.loads(last_go.read_text("utf-8")) == repaired.verdict
    assert "nothing changed" in gate(checklist, *workers).out


MEDIUM = f"{GOOD}\n## Medium\n\n- [ ] Good lines\n- [ ] Unsure line\n- [ ] Somebody's word\n"


@pytest.mark.parametrize(
    "narrowed",
    [
        ("--deselect", "GO.md::medium::good-lines"),
        ("-k", "not unsure", "-n", "2"),
        ("-k", "not test_own"),
        ("GO.md::critical",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_part_is_no_go_and_no_baseline(gate: Gate, last_go: Path, narrowed: tuple[str, ...]) -> None:
    tests = "import pytest\n@pytest.mark.medium\ndef test_own(): pass\n"
    judged = gate(MEDIUM, *narrowed, tests=tests)
    assert judged.code == 1
    assert judged.blockers == [f"only a part was run: {' '.join(narrowed[:2])}"]
    assert not last_go.exists()
    assert gate(MEDIUM, tests=tests).code == 0
    assert last_go.exists()


def test_what_leaves_out_nothing_that_counts_narrows_nothing(gate: Gate, last_go: Path) -> None:
    tests = "import pytest\n@pytest.mark.medium\ndef test_own(): pass\ndef test_slow(): pass\n"
    assert gate(MEDIUM, "-k", "not slow", "--deselect", "test_own.py::test_slow", tests=tests).code == 0
    assert last_go.exists()


@pytest.mark.parametrize("line", ["Bad line", "Interrupted line"])
def test_only_a_go_replaces_the_last_one(gate: Gate, last_go: Path, line: str) -> None:
    first = gate(GOOD)
    assert gate(f"{GOOD}- [ ] {line}\n").code == (1 if line == "Bad line" else 2)
    assert json.loads(last_go.read_text("utf-8")) == first.verdict


def test_nothing_is_kept_by_a_collect_only(gate: Gate, last_go: Path) -> None:
    gate(GOOD, "--collect-only")
    assert not last_go.exists()


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (("--golive-phase", "daily"), "it is of phase pre-deploy, this run of daily"),
        (("--golive-target", "https://other.test"), "it is of the target (none), this run of https://other.test"),
    ],
    ids=["phase", "target"],
)
def test_a_go_of_something_else_is_one_note(gate: Gate, report: Path, other: tuple[str, ...], told: str) -> None:
    checklist = f"{GOOD}\n## Daily\n\n- [ ] Good lines\n"
    assert gate(checklist).code == 0
    judged = gate(checklist, *other)
    assert judged.code == 0
    assert f"golive: {report}/last-go.json, the last GO, is not compared with: {told}" in judged.out
    assert judged.out.count("not compared") == 1
    assert "CHANGES" not in judged.out
    named = gate(checklist, "--golive-baseline", "golive-report/verdict.json")
    assert "golive: the baseline is not compared with: it is of" in named.out


BROKEN = {
    "empty": ("", "this is no verdict.json: "),
    "no json": ("GO", "this is no verdict.json: "),
    "schema": ('{"schema": "pytest-golive/verdict/9"}', "this version cannot read it: schema is"),
    "a list": ("[]", "this version cannot read it: schema is None"),
    "incomplete": ('{"schema": "pytest-golive/verdict/1"}', "this is no complete verdict.json: "),
    "hostile": (
        json.dumps(json.loads(b"".join(render(samples.go()))) | {"phase": "\x1b[2Jdaily"}),
        "this is no complete verdict.json: Invalid enum value '\\x1b[2Jdaily'",
    ),
    "deep": ("[" * 200_000, "nested too deeply"),
    "not utf-8": (b"\xff", "is not UTF-8 (byte 0)"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_baseline(gate: Gate, pytester: pytest.Pytester, last_go: Path, kind: str) -> None:
    content, told = BROKEN[kind]
    raw = content if isinstance(content, bytes) else content.encode()
    (pytester.path / "before.json").write_bytes(raw)
    named = gate(GOOD, "--golive-baseline", "before.json")
    assert named.code == 4
    assert f"{pytester.path}/before.json: " in named.out
    assert told in named.out
    assert "Traceback" not in named.out
    assert named.verdict == {}

    last_go.parent.mkdir(exist_ok=True)
    last_go.write_bytes(raw)
    judged = gate(WORSE)
    assert judged.code == 1
    assert judged.out.count(f"golive: nothing is compared with the last GO: {last_go}: ") == 1
    assert told in judged.out
    assert "Traceback" not in judged.out
    assert last_go.read_bytes() == raw
    assert gate(GOOD).code == 0
    assert "nothing changed" in gate(GOOD).out


def test_a_baseline_that_is_not_there(gate: Gate, pytester: pytest.Pytester) -> None:
    judged = gate(GOOD, "--golive-baseline", "none.json", "-n", "2")
    assert judged.code == 4
    assert f"{pytester.path}/none.json: the baseline cannot be read: No such file or directory" in judged.out
    pytester.path.joinpath("golive-report").mkdir(exist_ok=True)
    of_file = gate(GOOD, config='baseline = "golive-report"\n')
    assert of_file.code == 4
    assert f"{pytester.path}/golive-report: the baseline cannot be read: Is a directory" in of_file.out


def test_the_last_go_that_cannot_be_kept_is_a_warning(gate: Gate, last_go: Path) -> None:
    last_go.mkdir(parents=True)
    judged = gate(GOOD)
    assert judged.code == 0
    assert "golive: this GO could not be kept for later runs: Is a directory" in judged.out


@WORKERS
@pytest.mark.parametrize("checklist", [GOOD, WORSE], ids=["go", "no-go"])
def test_the_markdown_summary(
    gate: Gate, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, report: Path, checklist: str,
    workers: tuple[str, ...],
) -> None:  # fmt: skip
    step = pytester.path / "step.md"
    step.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(step))
    judged = gate(checklist, "--golive-format", "markdown", *workers)
    decision = judged.verdict["decision"]
    assert judged.code == (0 if decision == "GO" else 1)
    text = (report / "summary.md").read_text("utf-8")
    assert text.startswith(f"## {decision}: no target\n")
    assert step.read_text("utf-8") == f"before\n\n{text}"
    assert text in judged.out
    assert "╭" not in judged.out
    if decision == "NO-GO":
        assert "| 1 | critical | Bad line (GO.md:6) |" in text

    usual = gate(checklist, *workers)
    assert "╭" in usual.out
    assert not (report / "summary.md").exists()
    assert step.read_text("utf-8") == f"before\n\n{text}"


def test_the_summary_after_ctrl_c(gate: Gate, report: Path) -> None:
    judged = gate("- [ ] Good line\n- [ ] Interrupted line\n", config='format = "markdown"\n')
    assert judged.code == 2
    text = (report / "summary.md").read_text("utf-8")
    assert "| 1 | the run | the run was interrupted (KeyboardInterrupt) |" in text
    assert text in judged.out


def test_a_step_summary_that_cannot_be_written_is_a_warning(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "/nowhere/step.md")
    judged = gate(GOOD, "--golive-format=markdown")
    assert judged.code == 0
    told = "golive: GITHUB_STEP_SUMMARY /nowhere/step.md could not be written: No such file or directory"
    assert told in judged.out


def test_a_checklist_called_summary(gate: Gate, pytester: pytest.Pytester, report: Path) -> None:
    pytester.path.joinpath("summary.md").write_text(GOOD)
    gate(WORSE, "summary.md", "--golive-format=markdown")
    assert (report / "summary.md").read_text("utf-8").startswith("## GO")
    assert "- [x] Good line" in (report / f"{pytester.path.name}-summary.md").read_text("utf-8")


def test_another_format(gate: Gate) -> None:
    judged = gate(GOOD, "--golive-format", "markdwn")
    assert judged.code == 4
    assert (
        "--golive-format: format: given 'markdwn', allowed: terminal, markdown, did you mean 'markdown'?" in judged.out
    )


LAPSING = """
from datetime import datetime, UTC
def lapsing(weather: str, evidence):
    evidence.lapses("the certificate of shop.test", datetime(2030, 6, 30, 12, tzinfo=UTC))
declare("lapsing", lapsing, "The lapsing line holds")
"""
OWN = """
import pytest
from datetime import datetime, UTC
@pytest.mark.medium
def test_own(evidence): evidence.lapses("the domain shop.test", datetime(2030, 7, 2, tzinfo=UTC))
"""


@WORKERS
def test_everything_is_reminded_of_by_the_one_clock(
    gate: Gate, pytester: pytest.Pytester, workers: tuple[str, ...]
) -> None:
    pytester.makeconftest(CONFTEST + LAPSING)
    checklist = (
        "## Critical\n\n- [ ] Lapsing line\n- [ ] Lapsing lines\n\n## High\n\n- [ ] Backup restored\n- [ ] Bad line\n"
    )
    ids = {line["text"]: line["id"] for line in gate(checklist).verdict["lines"]}

    def say(kind: RecordKind, text: str, **more: str) -> None:
        record = Record(
            kind=kind, checklist="GO.md", line=ids[text], text=text, digest=digest_of("GO.md", ids[text], text),
            by="Ana", on=datetime(2030, 6, 1, tzinfo=UTC), expires=date(2030, 7, 1), **more,
        )  # fmt: skip
        records_file.append(pytester.path / "golive-records.toml", record)

    say(RecordKind.ATTESTATION, "Backup restored", evidence="log")
    say(RecordKind.WAIVER, "Bad line", reason="mail only", approved_by="Bo")

    def warned(day: str, config: str = "") -> list[str]:
        judged = gate(checklist, f"--golive-as-of={day}T12:00+00:00", *workers, tests=OWN, config=config)
        return [one["reason"] for one in judged.verdict["warnings"]]

    certificate = "the certificate of shop.test expires on 2030-06-30"
    records = [
        "the attestation by Ana of 2030-06-01 expires on 2030-07-01: Ana has to say it again",
        "the waiver by Bo of 2030-06-01 expires on 2030-07-01: Bo has to say it again",
    ]
    assert warned("2030-06-10") == []
    assert warned("2030-06-16") == [f"{certificate}, in 14 days"]
    domain = "the domain shop.test expires on 2030-07-02"
    assert warned("2030-06-18") == [f"{certificate}, in 12 days", *records, f"{domain}, in 14 days"]
    assert warned("2030-06-16", "[reminders]\ndays = 13\n") == []
    assert len(warned("2030-06-10", "[reminders]\ndays = 30\n")) == 4
    assert warned("2030-07-03") == [
        "the certificate of shop.test expired on 2030-06-30",
        "the domain shop.test expired on 2030-07-02",
    ]


def test_a_window_that_is_no_window(gate: Gate) -> None:
    judged = gate(GOOD, config="[reminders]\ndays = -1\n")
    assert judged.code == 4
    assert "golive.toml:3: reminders.days: given -1, allowed: 0 or more" in judged.out
