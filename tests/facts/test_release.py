"""The commit that is judged, and what is no change of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_golive.facts.release import checkout, is_only_change
from tests.commits import git

REPORT = "golive-report"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository in which somebody committed the reports, too."""
    git(tmp_path, "init", "-q")
    for name in ("app.py", "golive-records.toml", f"{REPORT}/verdict.json", f"{REPORT}/GO_LIVE.md"):
        write(tmp_path, name, "first")
    commit(tmp_path)
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text(text, "utf-8")


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")


@pytest.mark.parametrize(
    ("name", "is_change"),
    [
        (f"{REPORT}/verdict.json", False),
        (f"{REPORT}/go-no-go.html", False),
        (f"{REPORT}/GO_LIVE.md", False),
        (f"{REPORT}/settings.py", True),
        ("verdict.json", True),
        ("app.py", True),
        ("new.py", True),
    ],
)
def test_reports_are_no_change_though_they_were_committed(root: Path, name: str, *, is_change: bool) -> None:
    records, report = root / "golive-records.toml", root / REPORT
    before = checkout(root, records, report)
    assert before.content.startswith("sha256:")
    assert not before.dirty
    write(root, name, "second")
    assert checkout(root, records, report).dirty is is_change
    commit(root)
    after = checkout(root, records, report)
    assert after.commit != before.commit
    assert (after.content != before.content) is is_change


def test_records_are_the_only_change_beside_reports(root: Path) -> None:
    records, report = root / "golive-records.toml", root / REPORT
    write(root, "golive-records.toml", "second")
    write(root, f"{REPORT}/verdict.json", "second")
    assert is_only_change(root, records, report)
    write(root, "app.py", "second")
    assert not is_only_change(root, records, report)


def test_a_project_below_the_top_of_its_repository(tmp_path: Path) -> None:
    root = tmp_path / "examples" / "shop"
    root.mkdir(parents=True)
    git(tmp_path, "init", "-q")
    for name in ("app.py", "golive-records.toml", f"{REPORT}/verdict.json"):
        write(root, name, "first")
    commit(tmp_path)
    records, report = root / "golive-records.toml", root / REPORT
    write(root, f"{REPORT}/verdict.json", "second")
    write(root, "__pycache__/app.pyc", "x")
    assert not checkout(root, records, report).dirty
    write(root, "golive-records.toml", "second")
    assert is_only_change(root, records, report)
    write(tmp_path, "other.py", "second")
    assert checkout(root, records, report).dirty
    assert not is_only_change(root, records, report)


@pytest.mark.parametrize("report", [".", ".."])
def test_a_report_folder_that_holds_the_code_hides_nothing(root: Path, report: str) -> None:
    write(root, "page.html", "first")
    assert checkout(root, root / "golive-records.toml", root / report).dirty
