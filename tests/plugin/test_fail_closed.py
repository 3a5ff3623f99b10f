"""Whatever goes wrong in a run, it never ends with exit code 0."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.plugin.conftest import CONFTEST, Gate

GOOD = "# Shop\n\n- [ ] Good line\n"
OWN = "import pytest\n"
RETURNED = "it returned a value instead of asserting it, and nobody looks at that"
UNITTEST_RETURNED = "DeprecationWarning: It is deprecated to return a value that is not None from a test case"


def test_a_good_line_is_go(gate: Gate) -> None:
    judged = gate(GOOD)
    assert judged.code == 0
    assert judged.verdict["decision"] == "GO"
    assert judged.verdict["lines"][0]["evidence"] == ["it is sunny"]


@pytest.mark.parametrize(
    ("line", "outcome", "reason"),
    [
        ("Bad line", "failed", "it is sunny"),
        ("Unseen line", "unverified", "the well is dry"),
        ("Late line", "unverified", "looking at slow took longer than 0.2 s"),
        ("Broken line", "error", "the check broke: KeyError: 'oops'"),
        ("Unsure line", "unverified", "it is foggy"),
        ("Nobody knows this", "unverified", "nothing looks at this line"),
        ("Good line of the other site", "unverified", "partly verified: nothing looks at “other site”"),
    ],
)
def test_a_line_that_is_not_proven_is_no_go(gate: Gate, line: str, outcome: str, reason: str) -> None:
    judged = gate(f"{GOOD}- [ ] {line}\n")
    assert judged.code == 1
    assert judged.outcomes[line] == outcome
    assert judged.blockers == [reason]


def test_a_check_that_is_not_built_makes_no_line_lighter(gate: Gate) -> None:
    judged = gate(f"{GOOD}- [ ] Unbuilt line\n\n## Medium\n\n- [ ] Unbuilt line\n")
    assert judged.blockers == ["not built yet in this version"]
    assert [line["severity"] for line in judged.verdict["lines"]] == ["critical", "high", "medium"]


def test_what_does_not_apply_is_told_with_its_reason(gate: Gate) -> None:
    judged = gate(f"{GOOD}- [ ] Moot line\n")
    assert judged.code == 0
    assert judged.verdict["lines"][1]["reason"] == "there is no garden"


@pytest.mark.parametrize("checklist", ["", "# Nothing here\n\nOnly prose.\n"])
def test_an_empty_checklist_is_no_go(gate: Gate, checklist: str) -> None:
    judged = gate(checklist)
    assert judged.code != 0
    assert judged.verdict["decision"] == "NO-GO"
    assert "no line of the checklist is due in phase pre-deploy" in judged.blockers


def test_a_team_s_own_tests_alone_are_no_go(gate: Gate, pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import pytest\n\n@pytest.mark.critical\ndef test_sum(): assert 1 + 1 == 2\n")
    assert gate(GOOD).code == 0
    judged = gate(GOOD, "--golive-phase", "daily")
    assert judged.code != 0
    assert judged.blockers == ["no line of the checklist is due in phase daily"]


def test_no_line_selected(gate: Gate) -> None:
    judged = gate(GOOD, "-k", "nothing_of_this_name")
    assert judged.code == 5
    assert judged.verdict["decision"] == "NO-GO"


def test_a_deselected_line_is_unverified(gate: Gate) -> None:
    judged = gate(f"{GOOD}- [ ] Moot line\n", "-k", "good")
    assert judged.code == 1
    assert judged.blockers == ["only a part was run: -k good", "deselected"]


@pytest.mark.parametrize(
    ("test", "outcome", "reason"),
    [
        ("def test_it(): pass", "passed", ""),
        ("def test_it(): assert 1 == 2, 'one is not two'", "failed", "one is not two"),
        ("@pytest.mark.skip(reason='later')\ndef test_it(): pass", "unverified", "later"),
        ("def test_it(): pytest.skip('not today')", "unverified", "not today"),
        ("def test_it(): return 1 == 2", "unverified", RETURNED),
        ("@pytest.mark.filterwarnings('ignore')\ndef test_it(): return 1 == 1", "unverified", RETURNED),
        (
            "import unittest\nclass TestIt(unittest.TestCase):\n    def test_it(self): return False",
            "failed",
            UNITTEST_RETURNED,
        ),
        (
            "import requests\ndef test_it(): requests.get('http://127.0.0.1:1/')",
            "failed",
            "nothing answers at 127.0.0.1:1: connection refused",
        ),
        ("@pytest.mark.xfail(reason='known')\ndef test_it(): assert 0", "unverified", "it is expected to fail: known"),
        (
            "@pytest.mark.xfail(reason='known')\ndef test_it(): pass",
            "unverified",
            "it passed though it was expected to fail: known",
        ),
        (
            "@pytest.fixture\ndef it(): raise OSError('no bucket')\ndef test_it(it): pass",
            "error",
            "its setup failed: OSError: no bucket",
        ),
        (
            "@pytest.fixture\ndef it():\n    yield\n    raise OSError('still full')\ndef test_it(it): pass",
            "error",
            "its teardown failed: OSError: still full",
        ),
    ],
)
@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_own_test(gate: Gate, test: str, outcome: str, reason: str, workers: tuple[str, ...]) -> None:
    judged = gate(GOOD, *workers, tests=f"{OWN}pytestmark = pytest.mark.critical\n{test}\n")
    assert judged.outcomes["it"] == outcome
    assert judged.code == (0 if outcome == "passed" else 1)
    assert [one.partition(" (<bound")[0] for one in judged.blockers] == ([reason] if reason else [])


def test_a_test_that_returns_something_is_told_to_assert(gate: Gate) -> None:
    judged = gate(GOOD, tests=f"{OWN}@pytest.mark.medium\ndef test_a(): return 3\ndef test_b(): return 3\n")
    assert judged.code == 0
    assert judged.verdict["lines"][1]["remedy"] == "`assert` it in place of `return`"


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_a_deselected_own_test_is_unverified(gate: Gate, workers: tuple[str, ...]) -> None:
    tests = f"{OWN}@pytest.mark.high\ndef test_a(): pass\n@pytest.mark.high\ndef test_b(): pass\n"
    judged = gate(GOOD, *workers, "--deselect", "test_own.py::test_b", tests=tests)
    assert judged.code == 1
    assert judged.outcomes == {"Good line": "passed", "a": "passed", "b": "unverified"}


@pytest.mark.parametrize("flag", ["-x", "--maxfail=1"])
def test_stopping_early_leaves_the_rest_unverified(gate: Gate, flag: str) -> None:
    judged = gate("- [ ] Bad line\n- [ ] Good line\n", flag)
    assert judged.code != 0
    assert judged.verdict["decision"] == "NO-GO"
    assert judged.outcomes == {"Bad line": "failed", "Good line": "unverified"}


def test_a_crashed_worker_is_no_go(gate: Gate) -> None:
    judged = gate(f"{GOOD}- [ ] Deadly line\n", "-n", "2", "--max-worker-restart", "0")
    assert judged.code != 0
    assert judged.verdict["decision"] == "NO-GO"
    assert any("crashed" in reason for reason in judged.blockers)


def test_an_interrupted_run_writes_its_reports(gate: Gate) -> None:
    judged = gate("- [ ] Good line\n- [ ] Interrupted line\n")
    assert judged.code == 2
    assert judged.verdict["decision"] == "NO-GO"
    assert "the run was interrupted (KeyboardInterrupt)" in judged.blockers


def test_ctrl_c_while_looking_ends_at_once_and_writes_the_reports(pytester: pytest.Pytester) -> None:
    """The interrupt arrives while a fact hangs."""
    pytester.makeconftest(
        CONFTEST
        + """
@fact()
def hanging() -> str:
    threading.Event().wait(60)
    return "never"
def pytest_collection_finish(): open("looking", "w").close()
def stuck(hanging: str): pass
declare("stuck", stuck, "The stuck line holds")
"""
    )
    pytester.path.joinpath("GO.md").write_text("- [ ] Good line\n- [ ] Stuck line\n")
    environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "pytest", "--golive", "-p", "no:randomly", "GO.md"]
    running = subprocess.Popen(
        command,
        cwd=pytester.path,
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
        # Whoever starts the tests in the background has the signal ignored, by us and by all we start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    limit = time.monotonic() + 30
    while not pytester.path.joinpath("looking").exists():
        assert time.monotonic() < limit, "the fact was never looked at"
    started = time.monotonic()
    running.send_signal(signal.SIGINT)
    out, _ = running.communicate(timeout=20)
    assert running.returncode == 2
    assert time.monotonic() - started < 10
    verdict = json.loads(pytester.path.joinpath("golive-report", "verdict.json").read_text("utf-8"))
    assert verdict["decision"] == "NO-GO"
    assert verdict["blockers"][0]["reason"] == "the run was interrupted (KeyboardInterrupt)"
    assert "NO-GO" in out


@pytest.mark.parametrize("how", ["raise KeyboardInterrupt", "pytest.exit('enough', returncode=0)"])
@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_an_interrupt_while_the_run_starts_writes_the_reports(
    gate: Gate, pytester: pytest.Pytester, how: str, workers: tuple[str, ...]
) -> None:
    pytester.makepyfile(breaker=f"import pytest\ndef pytest_sessionstart(session):\n    {how}\n")
    older = pytester.mkdir("golive-report") / "report.html"
    older.write_text("GO")
    judged = gate(GOOD, *workers, "-p", "breaker")
    assert not older.exists()
    assert judged.code == (2 if "Keyboard" in how else 1)
    assert judged.blockers[0].startswith("the run was interrupted (")
    assert judged.out.count("BLOCKERS") == 1
    assert "Traceback" not in judged.out


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_collect_only_leaves_the_reports_alone(gate: Gate, pytester: pytest.Pytester) -> None:
    gate(GOOD, "report", "-p", "no:randomly")
    before = contents(pytester.path / "golive-report")
    assert "report.html" in before
    assert gate(GOOD, "report", "-p", "no:randomly", "--collect-only").code == 0
    assert contents(pytester.path / "golive-report") == before


REFUSED = "the run was refused and nothing was looked at: "


@pytest.mark.parametrize(
    ("checklist", "config", "why"),
    [
        (GOOD, "phaes = 'deploy'", "phaes"),
        (GOOD, "not TOML", "not valid TOML"),
        (f"{GOOD}- [ ] Odd <!-- golive: demo.goood -->\n", "", "unknown check 'demo.goood'"),
    ],
)
def test_a_refused_run_leaves_no_go_of_an_earlier_one(
    gate: Gate, pytester: pytest.Pytester, checklist: str, config: str, why: str
) -> None:
    folder = pytester.path / "golive-report"
    assert gate(GOOD, "report", "-p", "no:randomly").code == 0
    last = (folder / "last-go.json").read_bytes()
    judged = gate(checklist, "report", "-p", "no:randomly", config=config)
    assert judged.code == 4
    [reason] = judged.blockers
    assert reason.startswith(REFUSED)
    assert why in reason
    page = (folder / "go-no-go.html").read_text("utf-8")
    assert "NO-GO" in page
    assert REFUSED in page
    assert not (folder / "report.html").exists()
    assert (folder / "last-go.json").read_bytes() == last


@pytest.mark.parametrize(
    ("place", "config", "arguments"),
    [
        ("elsewhere", "report = 'elsewhere'\nphaes = 1", ()),
        ("elsewhere", "phaes = 1\n[env.prod]\nreport = 'elsewhere'", ("--golive-env", "prod")),
        ("elsewhere", "phaes = 1", ("--golive-report", "elsewhere")),
    ],
)
def test_a_refused_run_finds_the_folder_of_its_reports(
    gate: Gate, pytester: pytest.Pytester, place: str, config: str, arguments: tuple[str, ...]
) -> None:
    gate(GOOD, "--golive-report", place)
    gate(GOOD, *arguments, config=config)
    assert REFUSED in (pytester.path / place / "verdict.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("phase", "config", "arguments"),
    [
        ("pre-deploy", "", ()),
        ("post-deploy", "", ("--golive-phase", "post-deploy")),
        ("post-deploy", "phase = 'daily'", ("--golive-phase", "post-deploy")),
        ("daily", "phase = 'daily'", ()),
        ("daily", "[env.prod]\nphase = 'daily'", ("--golive-env", "prod")),
        ("pre-deploy", "phase = 'dayly'", ()),
        ("pre-deploy", "phase = 3", ()),
    ],
)
def test_a_refused_run_is_of_the_phase_that_was_asked_for(
    gate: Gate, phase: str, config: str, arguments: tuple[str, ...]
) -> None:
    gate(GOOD)
    judged = gate(GOOD, *arguments, config=f"phaes = 1\n{config}")
    assert judged.code == 4
    assert judged.verdict["phase"] == phase


@pytest.mark.parametrize("argument", ["GO.md::good-line", "--collect-only"])
def test_a_refused_run_that_would_not_write_leaves_the_reports_alone(
    gate: Gate, pytester: pytest.Pytester, argument: str
) -> None:
    folder = pytester.path / "golive-report"
    gate(GOOD)
    before = contents(folder)
    assert gate(GOOD, argument, config="phaes = 1").code == 4
    assert contents(folder) == before


def test_a_refused_run_leaves_a_folder_without_a_verdict_of_ours_alone(gate: Gate, pytester: pytest.Pytester) -> None:
    folder = pytester.mkdir("golive-report")
    folder.joinpath("verdict.json").write_text('{"verdict": "of another tool"}')
    folder.joinpath("report.html").write_text("theirs")
    before = contents(folder)
    assert gate(GOOD, config="phaes = 1").code == 4
    assert contents(folder) == before


def test_pytest_exit_cannot_make_it_go(gate: Gate) -> None:
    judged = gate(GOOD, tests=f"{OWN}@pytest.mark.high\ndef test_it(): pytest.exit('enough', returncode=0)\n")
    assert judged.code != 0
    assert judged.verdict["decision"] == "NO-GO"


@pytest.mark.parametrize(
    ("declaration", "said"),
    [
        ('@check("Team Odd", severity="high")', "conftest.py:4 cannot be loaded: TypeError: check 'Team Odd': an id"),
        ('@check("team.odd", severity="high", says=("the of",))', "TypeError: check 'team.odd': the phrase 'the of'"),
        ("import robots", "conftest.py:4 cannot be loaded: ModuleNotFoundError: No module named 'robots'"),
    ],
)
def test_a_teams_declaration_that_is_wrong_is_one_message(
    pytester: pytest.Pytester, declaration: str, said: str
) -> None:
    pytester.makeconftest(
        "from pytest_golive.checks import check\n\ndef pytest_golive_register():\n    "
        f'{declaration}\n    def odd() -> None:\n        """It holds.\n\n        Why: x\n        Fix: y\n        """\n'
    )
    pytester.path.joinpath("GO.md").write_text("- [ ] Good line\n")
    result = pytester.runpytest_subprocess("--golive", "GO.md")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    told = result.stderr.str()
    assert said in told
    assert "Traceback" not in told + result.stdout.str()


def test_an_unknown_pin_is_told_with_the_line(gate: Gate) -> None:
    judged = gate(f"{GOOD}- [ ] Anything <!-- golive: demo.goood -->\n")
    assert judged.code == 4
    assert "GO.md:4: “Anything” pins the unknown check 'demo.goood', did you mean 'demo.good'?" in judged.out


def test_a_test_that_cannot_be_collected_is_no_go(gate: Gate) -> None:
    judged = gate(GOOD, "--continue-on-collection-errors", tests="import nothing_of_this_name\n")
    assert judged.code != 0
    assert judged.verdict["decision"] == "NO-GO"


@pytest.mark.parametrize(
    ("skip", "why"),
    [
        ("pytest.importorskip('nothing_of_this_name')", "could not import 'nothing_of_this_name'"),
        ("pytest.skip('not today', allow_module_level=True)", "not today; have it run here"),
    ],
)
@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_a_file_that_is_skipped_as_a_whole_is_no_go(gate: Gate, skip: str, why: str, workers: tuple[str, ...]) -> None:
    judged = gate(GOOD, *workers, tests=f"{OWN}{skip}\n@pytest.mark.critical\ndef test_a(): assert 0\n")
    assert judged.code == 1
    [blocker] = judged.blockers
    assert blocker.startswith(f"test_own.py holds tests that count and was skipped: {why}")


def test_a_skipped_file_without_tests_that_count_is_no_matter(gate: Gate) -> None:
    text = f"{OWN}pytest.skip('not today: @pytest.mark.high', allow_module_level=True)\ndef test_a(): pass\n"
    assert gate(GOOD, tests=text).code == 0


def test_an_unreachable_host_is_no_go(gate: Gate) -> None:
    judged = gate("- [ ] Site is reachable over HTTPS\n- [ ] HSTS enabled\n", "--golive-target", "https://127.0.0.1:9")
    assert judged.code == 1
    assert set(judged.outcomes.values()) == {"failed", "unverified"}


def test_a_report_hook_that_fails_does_not_hide_the_verdict(gate: Gate, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(breaker="def pytest_sessionfinish(): raise RuntimeError('broken hook')\n")
    judged = gate("- [ ] Bad line\n", "-p", "breaker")
    assert judged.code != 0
    assert judged.verdict["decision"] == "NO-GO"
    assert "NO-GO" in judged.out


def test_a_summary_hook_that_fails_does_not_change_the_verdict(gate: Gate, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(breaker="def pytest_terminal_summary(): raise RuntimeError('broken hook')\n")
    judged = gate(GOOD, "-p", "breaker")
    assert judged.verdict["decision"] == "GO"
    assert judged.out.count("GO  no target") == 1 or "GO no target" in judged.out
    assert judged.code != 0


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("GO.md", b"- [ ] caf\xe9\n", "GO.md:1: the byte at offset 9 is not UTF-8; save it as UTF-8"),
        ("OTHER.md", b"", "GO.md: the checklist cannot be read: No such file or directory"),
    ],
)
def test_a_checklist_that_cannot_be_read(
    gate: Gate, pytester: pytest.Pytester, name: str, content: bytes, text: str
) -> None:
    pytester.path.joinpath(name).write_bytes(content)
    judged = gate(None, config='checklist = ["GO.md"]\n')
    assert judged.code == 4
    assert text in judged.out
    assert "Traceback" not in judged.out


def test_a_report_folder_that_cannot_be_made(gate: Gate, pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("taken").write_text("a file")
    judged = gate(GOOD, "--golive-report", "taken/report")
    assert judged.code == 4
    assert "taken/report cannot be made: Not a directory; name another with --golive-report" in judged.out


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_own_tests_count_in_every_phase(gate: Gate, workers: tuple[str, ...]) -> None:
    tests = f"{OWN}@pytest.mark.critical\ndef test_it(): assert 0, 'broken'\n"
    judged = gate("## Post-deployment\n\n- [ ] Good line\n", "--golive-phase", "post-deploy", *workers, tests=tests)
    assert judged.code == 1
    assert judged.blockers == ["broken"]


def test_a_test_of_a_line_that_is_not_due_does_not_run(gate: Gate) -> None:
    tests = f"{OWN}@pytest.mark.golive(line='after')\ndef test_it(): assert 0\n"
    judged = gate(f"{GOOD}\n## Post-deployment\n\n- [ ] After\n", tests=tests)
    assert judged.code == 0
    assert judged.outcomes["After"] == "not_due"


def test_a_single_test_on_the_command_line_is_no_go(gate: Gate) -> None:
    tests = f"{OWN}@pytest.mark.high\ndef test_a(): pass\n@pytest.mark.high\ndef test_b(): assert 0\n"
    judged = gate(GOOD, "test_own.py::test_a", tests=tests)
    assert judged.code == 1
    assert judged.blockers == ["only a part was run: test_own.py::test_a", "deselected"]
