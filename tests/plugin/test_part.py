"""A run of a part answers for that part, and leaves the whole run's reports as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugin.conftest import Gate

CHECKLIST = "## Critical\n\n- [ ] Good line\n- [ ] Bad line\n- [ ] Unseen line\n"
OWN = """import pytest

@pytest.mark.critical
def test_a(): assert 0, "broken"

@pytest.mark.golive(line="Good line")
def test_b(): pass
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize(
    ("named", "told", "left_out"),
    [
        ("test_own.py::test_a", "1 line: 1 failed", "Good line"),
        ("test_own.py::test_b", "GO.md:3 Good line: passed", "Bad line"),
        ("GO.md::critical::bad-line", "1. critical: Bad line", "Unseen line"),
        ("-kbad", "1 line: 1 failed", "Unseen line"),
    ],
)
def test_only_what_is_asked_is_answered(gate: Gate, named: str, told: str, left_out: str) -> None:
    judged = gate(CHECKLIST, named, tests=OWN)
    assert judged.code == 1
    assert "NO-GO" in judged.out
    assert f"only a part was run: {named}; the whole" in judged.out.replace("-k bad", "-kbad")
    assert told in judged.out
    assert left_out not in judged.out


@pytest.mark.parametrize(
    ("named", "hint"),
    [
        ("critical::bad-lime", ", did you mean 'critical::bad-line'?"),
        ("bad-line", ", did you mean 'critical::bad-line'?"),
        ("critcal", ", did you mean 'critical'?"),
        ("critical::wrong-id", ""),
    ],
)
def test_a_line_that_is_not_there_is_told(gate: Gate, named: str, hint: str) -> None:
    judged = gate(CHECKLIST, f"GO.md::{named}")
    assert judged.code == 4
    assert f"pytest ended before anything was looked at: no line {named!r} in GO.md{hint}" in judged.blockers


def test_a_single_test_brings_the_line_it_answers(gate: Gate) -> None:
    judged = gate(CHECKLIST, "test_own.py::test_b", tests=OWN)
    assert judged.outcomes == {"Good line": "passed", "Bad line": "unverified", "Unseen line": "unverified"}


def test_the_reports_of_the_whole_run_stay(gate: Gate, pytester: pytest.Pytester) -> None:
    report = pytester.path / "golive-report"
    gate(CHECKLIST, "report", "-p", "no:randomly", tests=OWN)
    whole = contents(report)
    assert "report.html" in whole
    judged = gate(CHECKLIST, "report", "-p", "no:randomly", "test_own.py::test_a", tests=OWN)
    assert contents(report) == whole
    assert contents(report / "part").keys() == whole.keys()
    assert "golive-report/part/go-no-go.html" in "".join(judged.out.split())


def test_what_a_plug_in_leaves_out_makes_a_part_too(gate: Gate, pytester: pytest.Pytester) -> None:
    with pytester.path.joinpath("conftest.py").open("a") as file:
        file.write(
            "\ndef pytest_collection_modifyitems(config, items):\n"
            "    config.hook.pytest_deselected(items=items[1:])\n    items[:] = items[:1]\n"
        )
    judged = gate("- [ ] Good line\n\n## Medium\n\n- [ ] Good lines\n")
    assert judged.code == 1
    assert judged.blockers == ["only a part was run: a plug-in or a conftest.py deselected the rest"]


def test_testpaths_that_are_files_narrow_nothing(gate: Gate, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ntestpaths = test_own.py\n")
    judged = gate("- [ ] Good line\n", tests="import pytest\n@pytest.mark.high\ndef test_a(): pass\n")
    assert judged.code == 0


UNREACHED = "holds tests that count and was not collected: "
TESTS = "import pytest\n@pytest.mark.high\ndef test_a(): assert 0\n"


@pytest.fixture
def apart(pytester: pytest.Pytester) -> Path:
    """A test that counts and fails, in a folder of its own."""
    path = pytester.mkdir("apart") / "test_apart.py"
    path.write_text(TESTS)
    return path


@pytest.mark.parametrize(
    "arguments", [("GO.md",), ("--ignore", "apart"), ("--ignore-glob", "*part"), ("-n", "2", "--ignore", "apart")]
)
def test_a_test_file_that_the_command_line_leaves_out_is_no_go(
    gate: Gate, pytester: pytest.Pytester, apart: Path, arguments: tuple[str, ...]
) -> None:
    judged = gate("- [ ] Good line\n", *arguments)
    assert judged.code == 1
    part, reason = judged.blockers
    assert part == f"only a part was run: {' '.join(one for one in arguments if one not in {'-n', '2'})}"
    assert reason.startswith(f"apart/test_apart.py {UNREACHED}")
    assert not (pytester.path / "golive-report" / "verdict.json").exists()


@pytest.mark.parametrize("how", ["testpaths = tests", "norecursedirs = apart", "conftest"])
def test_a_test_file_that_settings_leave_out_is_no_go(
    gate: Gate, pytester: pytest.Pytester, apart: Path, how: str
) -> None:
    pytester.mkdir("tests")
    if how == "conftest":
        pytester.path.joinpath("apart", "conftest.py").write_text("collect_ignore = ['test_apart.py']\n")
    else:
        pytester.makeini(f"[pytest]\n{how}\n")
    judged = gate("- [ ] Good line\n")
    assert judged.code == 1
    [reason] = judged.blockers
    assert reason.startswith(f"apart/test_apart.py {UNREACHED}")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("apart/test_own.py", "def test_a(): assert 'pytest.mark.high'  # @pytest.mark.high\n"),
        ("apart/own.py", TESTS),
        ("node_modules/test_own.py", TESTS),
        (".hidden/test_own.py", TESTS),
        ("build/lib/test_own.py", TESTS),
    ],
)
def test_a_file_that_holds_no_test_of_the_team_is_not_missed(
    gate: Gate, pytester: pytest.Pytester, name: str, text: str
) -> None:
    path = pytester.path / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert gate("- [ ] Good line\n", "GO.md").code == 0


@pytest.mark.parametrize("beside", ["golive.toml", "pyvenv.cfg"])
def test_another_project_below_is_not_missed(gate: Gate, apart: Path, beside: str) -> None:
    apart.with_name(beside).write_text("")
    assert gate("- [ ] Good line\n", "GO.md").code == 0


def test_a_folder_on_the_command_line_is_what_the_run_is_about(
    gate: Gate, pytester: pytest.Pytester, apart: Path
) -> None:
    pytester.mkdir("other").joinpath("test_other.py").write_text(TESTS.replace("assert 0", "pass"))
    assert gate("- [ ] Good line\n", "other").code == 0
    assert gate("- [ ] Good line\n", "other", "apart", "--ignore", "apart").code == 1


def test_another_checklist_than_the_projects_is_asked_alone(gate: Gate, pytester: pytest.Pytester, apart: Path) -> None:
    pytester.path.joinpath("OTHER.md").write_text("- [ ] Good line\n")
    assert gate("- [ ] Good line\n", "OTHER.md").code == 0


@pytest.mark.parametrize(
    ("named", "part"),
    [
        (("GO.md",), "without other/OPS.md"),
        (("GO.md::good-line",), "GO.md::good-line"),
        (("other/OPS.md", "-n", "2"), "without GO.md"),
        (("GO.md", "other/OPS.md"), ""),
        ((), ""),
        (("ELSE.md",), ""),
    ],
)
def test_one_of_the_projects_checklists_is_a_part(
    gate: Gate, pytester: pytest.Pytester, named: tuple[str, ...], part: str
) -> None:
    for path in (pytester.path / "GO.md", pytester.mkdir("other") / "OPS.md", pytester.path / "ELSE.md"):
        path.write_text("- [ ] Good line\n")
    judged = gate(None, *named, config='checklist = ["GO.md", "other/OPS.md"]\n')
    assert judged.blockers == ([f"only a part was run: {part}"] if part else [])
    assert judged.code == (1 if part else 0)
    assert (pytester.path / "golive-report" / "verdict.json").exists() == (not part)
