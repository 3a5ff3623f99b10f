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
