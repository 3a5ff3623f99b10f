"""What a user sees of a run: selection, own tests, workers, progress of nothing at all without --golive."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pytest_golive
from pytest_golive.checklist.model import Phase
from pytest_golive.flags import PHASES
from tests.commits import git
from tests.plugin.conftest import Gate

GOOD = "# Shop\n\n## Security\n\n- [ ] Good line\n"
OWN = "import pytest\n"


def test_node_ids_are_slugs(gate: Gate) -> None:
    judged = gate(GOOD, "-v")
    assert "GO.md::security::good-line PASSED" in judged.out


def test_a_section_can_be_selected(gate: Gate) -> None:
    judged = gate(f"{GOOD}\n## Other\n\n- [ ] Bad line\n", "GO.md::security")
    assert "1 passed" in judged.out
    assert judged.outcomes == {"Good line": "passed", "Bad line": "unverified"}


def test_unverified_is_a_category_of_its_own(gate: Gate) -> None:
    judged = gate(f"{GOOD}- [ ] Unseen line\n- [ ] Moot line\n")
    summary = judged.out.rstrip().splitlines()[-1]
    assert all(part in summary for part in ("1 passed", "1 unverified", "1 not applicable"))
    assert "failed" not in summary


def test_without_golive_nothing_changes(gate: Gate) -> None:
    tests = f"{OWN}@pytest.mark.critical\ndef test_a(): pass\ndef test_b(): pass\n"
    tests += "def test_c(http): pass\ndef test_d(weather): pass\n"
    judged = gate(GOOD, "-rs", tests=tests, golive=False)
    assert judged.code == 0
    assert "2 passed, 2 skipped" in judged.out
    assert "looks at the live target: run it with --golive" in judged.out
    assert judged.verdict == {}


def test_only_marked_tests_count(gate: Gate) -> None:
    tests = f"{OWN}@pytest.mark.medium\ndef test_a(): assert 0\ndef test_b(): assert 0\n"
    judged = gate(GOOD, tests=tests)
    assert judged.code == 0
    assert judged.outcomes == {"Good line": "passed", "a": "failed"}


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_a_test_claims_a_line(gate: Gate, workers: tuple[str, ...]) -> None:
    tests = f"""{OWN}
@pytest.mark.golive(line="promo-codes-work")
@pytest.mark.parametrize("code", ["A", "B"])
def test_promo(code, weather, evidence):
    evidence.saw(f"{{code}} on a {{weather}} day")
    evidence.table("Codes", ("code", "worth"), [(code, 5)])
"""
    judged = gate(f"{GOOD}- [ ] Promo codes work\n", *workers, tests=tests)
    assert judged.code == 0
    assert "2 lines: 2 passed\n  pytest counts what it ran: each test that answers a line\n" in judged.out
    assert "3 passed" in judged.out
    line = judged.verdict["lines"][1]
    assert line["outcome"] == "passed"
    assert sorted(line["evidence"]) == ["A on a sunny day", "B on a sunny day"]
    assert sorted(table["rows"] for table in line["tables"]) == [[["A", "5"]], [["B", "5"]]]


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_an_own_test_is_shown_where_it_stands(gate: Gate, pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    judged = gate(GOOD, *workers, tests=f"{OWN}\n\n@pytest.mark.critical\ndef test_a(): assert 0, 'broken'\n")
    assert judged.code == 1
    assert "\n      test_own.py:4\n" in judged.out
    assert "own tests:" not in judged.out
    page = pytester.path.joinpath("golive-report", "go-no-go.html").read_text("utf-8")
    assert "(test_own.py:4)" in page
    assert judged.verdict["lines"][1]["line"] == 4


def test_claiming_a_line_that_is_not_there(gate: Gate) -> None:
    tests = f"{OWN}@pytest.mark.golive(line='good-lin')\ndef test_a(): pass\n"
    judged = gate(GOOD, tests=tests)
    assert judged.code == 4
    assert "golive(line='good-lin'): no checklist has that line, did you mean 'good-line'?" in judged.out


@pytest.mark.parametrize("marker", ["critcal", "goliv(line='good-line')", "High"])
def test_a_misspelt_marker_is_refused(gate: Gate, marker: str) -> None:
    judged = gate(GOOD, tests=f"import pytest\n@pytest.mark.{marker}\ndef test_a(): pass\n")
    assert judged.code == 4
    assert f"@pytest.mark.{marker.partition('(')[0]} is no marker, did you mean '" in judged.out


@pytest.mark.parametrize(
    "marker",
    [
        "golive",
        "golive()",
        "golive('good-line')",
        "golive(lines='x')",
        "golive(line=['x'])",
        "golive(line='')",
        "critical(line='good-line')",
    ],
)
def test_a_marker_that_would_claim_nothing_is_refused(gate: Gate, marker: str) -> None:
    judged = gate(GOOD, tests=f"import pytest\n@pytest.mark.{marker}\ndef test_a(): pass\n")
    assert judged.code == 4
    assert f"test_a: @pytest.mark.{marker.partition('(')[0]} " in judged.out


def test_a_mistake_in_a_test_is_told_by_workers_too(gate: Gate) -> None:
    tests = "import pytest\n@pytest.mark.critcal\ndef test_a(): pass\n"
    judged = gate(GOOD, "-n2", tests=tests)
    assert judged.code == 4
    [blocker] = judged.verdict["blockers"]
    assert "@pytest.mark.critcal is no marker, did you mean 'critical'?" in blocker["reason"]
    assert "INTERNALERROR" not in judged.out
    assert judged.verdict["decision"] == "NO-GO"


def test_a_marker_of_the_team_may_look_like_ours(gate: Gate) -> None:
    tests = "import pytest\n@pytest.mark.mediums\ndef test_a(): pass\n"
    assert gate(GOOD, "-o", "markers=mediums: those of the seance", tests=tests).code == 0


def test_a_pin_binds_whatever_the_words_say(gate: Gate) -> None:
    judged = gate("- [ ] Das Wetter ist gut <!-- golive: demo.good -->\n")
    assert judged.code == 0
    assert judged.verdict["lines"][0]["checks"] == ["demo.good"]


def test_a_pinned_line_says_which_duration_nothing_looks_at(gate: Gate) -> None:
    judged = gate("- [ ] Das Wetter ist gut for 30 days <!-- golive: demo.good -->\n")
    assert judged.code == 0
    assert "the pin does not look at: 30 days" in judged.verdict["lines"][0]["evidence"]


def test_one_check_answers_every_line_bound_to_it(gate: Gate, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        counting="""
        from pytest_golive import check
        def judge(weather: str):
            with open("asked.txt", "a") as file: file.write("x")
        judge.__doc__ = "It is counted.\\n\\nWhy: so.\\nFix: so."
        check("demo.counted", severity="high", says=("counted line",))(judge)
        """
    )
    judged = gate(
        "# Shop\n\n- [ ] Counted line\n\n## Again\n\n- [ ] Counted line\n- [ ] Counted lines\n", "-p", "counting"
    )
    assert judged.verdict["counts"]["passed"] == 3
    assert pytester.path.joinpath("asked.txt").read_text() == "x"


def test_another_phase(gate: Gate) -> None:
    checklist = f"{GOOD}\n## After deployment\n\n- [ ] Bad line\n"
    assert gate(checklist).outcomes == {"Good line": "passed", "Bad line": "not_due"}
    assert gate(checklist, "--golive-phase", "post-deploy").outcomes == {"Good line": "not_due", "Bad line": "failed"}


def test_the_checklist_may_be_named_on_the_command_line(gate: Gate, pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("OTHER.md").write_text("- [ ] Good line\n- [ ] Moot line\n")
    judged = gate("- [ ] Bad line\n", "OTHER.md")
    assert judged.code == 0
    assert list(judged.outcomes) == ["Good line", "Moot line"]


def test_the_default_checklist(gate: Gate) -> None:
    judged = gate(None, "--golive-target", "https://127.0.0.1:9")
    assert judged.code == 1
    assert judged.verdict["checklists"][0]["path"] == "default checklist"
    assert judged.verdict["counts"]["total"] > 55


def test_workers_look_once(gate: Gate, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        sightings="""
        import os
        from pytest_golive import check, fact
        @fact()
        def counted() -> int:
            with open("sightings.txt", "a") as file: file.write("x")
            return 1
        for n in range(6):
            def judge(counted: int): pass
            judge.__doc__ = "Thing holds.\\n\\nWhy: so.\\nFix: so."
            check(f"demo.thing{n}", severity="high", says=(f"thing{n} seen",))(judge)
        """
    )
    things = "".join(f"- [ ] Thing{n} seen\n" for n in range(6))
    judged = gate(things, "-n", "3", "-p", "sightings")
    assert judged.code == 0
    assert judged.verdict["counts"]["passed"] == 6
    assert pytester.path.joinpath("sightings.txt").read_text() == "x"


def test_collect_only_looks_at_nothing(gate: Gate) -> None:
    judged = gate(f"{GOOD}- [ ] Deadly line\n", "--collect-only", "-q")
    assert judged.code == 0
    assert "GO.md::security::deadly-line" in judged.out
    assert judged.verdict == {}


def test_reports_and_the_filled_checklist(gate: Gate, pytester: pytest.Pytester) -> None:
    judged = gate(f"{GOOD}- [ ] Bad line\n", "report", "--junit-xml", "junit.xml")
    folder = pytester.path / "golive-report"
    assert sorted(path.name for path in folder.iterdir()) == ["GO.md", "go-no-go.html", "report.html", "verdict.json"]
    assert (folder / "GO.md").read_text() == "# Shop\n\n## Security\n\n- [x] Good line\n- [ ] Bad line\n"
    assert judged.verdict["schema"] == "pytest-golive/verdict/1"
    assert "it is sunny" in pytester.path.joinpath("junit.xml").read_text()


def test_help_agrees(gate: Gate) -> None:
    """``golive --help`` and ``pytest --help`` name the same flags with the same words."""
    ours = subprocess.run(
        [sys.executable, "-m", "pytest_golive.cli", "--help"], capture_output=True, text=True, check=True
    )
    theirs = subprocess.run([sys.executable, "-m", "pytest", "--help"], capture_output=True, text=True, check=True)
    from pytest_golive.flags import FLAGS

    for flag in FLAGS:
        for out in (ours.stdout, theirs.stdout):
            # Help is wrapped, at hyphens too.
            assert "".join(flag.help.split()) in "".join(out.split())
            assert flag.name in out


def test_as_of_is_the_clock_of_every_check(gate: Gate) -> None:
    judged = gate(GOOD, "--golive-as-of", "2027-01-01T00:00:00+00:00")
    assert judged.verdict["as_of"].startswith("2027-01-01T00:00:00")


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_the_release_is_the_commit(gate: Gate, pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    # Whatever this test leaves behind is no change.
    pytester.path.joinpath(".gitignore").write_text("*\n", "utf-8")
    git(pytester.path, "init", "-q")
    git(pytester.path, "commit", "-q", "--allow-empty", "-m", "x")
    head = git(pytester.path, "rev-parse", "HEAD")
    assert gate(GOOD, *workers).verdict["release"] == {"commit": head, "dirty": False, "content": ""}


def test_workers_of_a_plug_in_under_another_name(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.plugin.conftest.PLUGINS", ("golive", "django", "xdist.plugin"))
    assert gate(GOOD, "-n", "2").code == 0


def test_verdict_json_has_the_stable_keys(gate: Gate) -> None:
    verdict = gate(GOOD).verdict
    stable = "schema decision phase as_of target release checklists counts blockers conditions lines signoffs".split()
    assert list(verdict)[: len(stable)] == stable
    assert json.dumps(verdict)


def test_an_idle_run_loads_no_driver(tmp_path: Path) -> None:
    code = (
        "import sys, pytest, pytest_golive.plugin\n"
        "heavy = 'ssl http.client asyncio requests redis psycopg dns OpenSSL cryptography django jinja2'\n"
        "heavy += ' markdown_it msgspec'\n"
        "print([name for name in heavy.split() if name in sys.modules])"
    )
    plain = "import sys, pytest\nprint([name for name in 'ssl http.client asyncio'.split() if name in sys.modules])"
    loaded = [
        subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True, cwd=tmp_path).stdout
        for text in (code, plain)
    ]
    assert loaded[0] == loaded[1]


def test_the_gate_s_own_modules_are_loaded_as_compiled(gate: Gate, pytester: pytest.Pytester) -> None:
    """pytest would rewrite every plug-in it finds by its entry point, module by module, in each fresh environment."""
    tests = (
        "import sys, pytest, pytest_golive\n"
        "@pytest.mark.critical\n"
        "def test_loaders(pytestconfig):\n"
        "    names = ('opening', 'verdict', 'checks.tls')\n"
        "    loaders = {type(sys.modules[f'pytest_golive.{name}'].__loader__) for name in names}\n"
        "    assert {one.__name__ for one in loaders} == {'SourceFileLoader'}\n"
    )
    marks = "def pytest_addoption(pluginmanager): pluginmanager.rewrite_hook.mark_rewrite('pytest_golive')\n"
    (pytester.path / "marks.py").write_text(marks)
    judged = gate(GOOD, "-p", "marks", "-W", "ignore", tests=tests)
    assert judged.code == 0, judged.out


def test_the_flags_name_every_phase() -> None:
    assert tuple(Phase) == PHASES


def test_the_default_checklist_is_found_in_a_virtual_environment_inside_the_project(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing else in there is: pytest skips such folders, and so do we but for that one file."""
    packages = pytester.path / ".venv" / "lib" / "site-packages"
    shutil.copytree(Path(pytest_golive.__file__).parent, packages / "pytest_golive")
    (pytester.path / ".venv" / "pyvenv.cfg").write_text("home = x\n", "utf-8")
    (packages / "test_theirs.py").write_text("def test_theirs(): assert False\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(packages))
    result = pytester.runpytest_subprocess("--golive", "-p", "no:html")
    assert result.ret == 1
    assert "test_theirs" not in result.stdout.str()
    assert "default checklist" in result.stdout.str()
    assert json.loads((pytester.path / "golive-report" / "verdict.json").read_text("utf-8"))["counts"]["total"] > 50
    assert "no line and no test was selected" not in result.stdout.str()


def test_a_report_folder_after_a_blank_does_not_hide_the_settings(gate: Gate, pytester: pytest.Pytester) -> None:
    # An existing folder looks like one of tests to pytest, before it knows the flag.
    folder = pytester.path.parent / f"{pytester.path.name}-reports"
    folder.mkdir()
    judged = gate("- [ ] Site is up\n", "--golive-report", str(folder))
    assert "1 line: " in judged.out or "1 lines: " in judged.out, judged.out
    told = json.loads((folder / "verdict.json").read_text("utf-8"))
    # By the name that people's records know it by.
    assert [one["path"] for one in told["checklists"]] == ["GO.md"]


def test_a_test_marked_critical_blocks_on_an_optional_line(gate: Gate) -> None:
    claim = '@pytest.mark.critical\n@pytest.mark.golive(line="promo-codes-work-optional")\ndef test_promo(): assert 0\n'
    judged = gate("- [ ] Good line\n- [ ] Promo codes work (optional)\n", tests=f"import pytest\n{claim}")
    assert judged.code == 1
    assert judged.verdict["decision"] == "NO-GO"


def test_a_checklist_that_nobody_named_is_mentioned(gate: Gate, pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("GO_LIVE.md").write_text("- [ ] Good line\n")
    told = 'GO_LIVE.md was not read, only the default checklist: set checklist = ["GO_LIVE.md"] in golive.toml'
    assert f"golive: {told}" in gate(None, "--collect-only").out
    judged = gate(None, "--golive-format=markdown")
    assert judged.verdict["warnings"][0]["reason"].startswith(told)
    assert "was not read" not in gate("- [ ] Good line\n").out


def test_a_checklist_further_down_that_nobody_named_is_in_the_box(gate: Gate, pytester: pytest.Pytester) -> None:
    lines = "".join(f"- [ ] Line {number}\n" for number in range(3))
    for folder in ("docs", "ops", "old", "site"):
        pytester.mkdir(folder).joinpath("launch.md").write_text(f"# Launch\n\n{lines}")
    told = "! docs/launch.md, old/launch.md, ops/launch.md and 1 more were not read, only the default checklist:"
    judged = gate(None, "-q")
    box = " ".join(row.strip("│ ") for row in judged.out.partition("╭")[2].partition("╰")[0].splitlines())
    assert told in box
    page = pytester.path.joinpath("golive-report", "go-no-go.html").read_text("utf-8")
    assert "docs/launch.md, old/launch.md, ops/launch.md and 1 more were not read" in page.partition("</header>")[0]
