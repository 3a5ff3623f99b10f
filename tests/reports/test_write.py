from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pytest_golive.reports import json
from pytest_golive.reports.html import Page
from pytest_golive.reports.write import Content, keep_go, write_all
from pytest_golive.verdict import Verdict
from tests.reports import samples


def written(verdict: Verdict, folder: Path, filled: Mapping[str, Content], *, with_summary=False):
    return write_all(verdict, lambda: Page(verdict), folder, filled, with_summary=with_summary)


def test_everything_is_written_and_nothing_else(tmp_path):
    folder = tmp_path / "deep" / "golive-report"
    verdict = samples.go()
    assert written(verdict, folder, {"GO_LIVE.md": lambda: [b"\xff- [x] done\r\n"]}) == []
    assert {path.name for path in folder.iterdir()} == {"verdict.json", "go-no-go.html", "GO_LIVE.md"}
    assert (folder / "GO_LIVE.md").read_bytes() == b"\xff- [x] done\r\n"
    assert json.load((folder / "verdict.json").read_text("utf-8")) == verdict
    assert "shop.example" in (folder / "go-no-go.html").read_text("utf-8")


def test_one_broken_report_does_not_cost_the_others_and_leaves_no_old_answer(tmp_path, monkeypatch):
    (tmp_path / "go-no-go.html").write_text("GO, said an earlier run")

    def broken(page):
        raise ValueError("no template")

    monkeypatch.setattr(Page, "whole", broken)
    assert written(samples.go(), tmp_path, {"a.md": lambda: [b"a"]}) == [(tmp_path / "go-no-go.html", "no template")]
    assert {path.name for path in tmp_path.iterdir()} == {"verdict.json", "a.md"}


def test_the_summary_is_written_when_asked_for_and_an_older_one_never_stays(tmp_path):
    assert written(samples.go(), tmp_path, {}, with_summary=True) == []
    assert (tmp_path / "summary.md").read_text("utf-8").startswith("## GO: ")
    assert written(samples.go(), tmp_path, {}) == []
    assert not (tmp_path / "summary.md").exists()
    (tmp_path / "summary.md").mkdir()
    [(path, problem)] = written(samples.go(), tmp_path, {})
    assert path == tmp_path / "summary.md"
    assert problem.startswith("the older file is still there: ")


def test_a_go_that_cannot_be_kept_leaves_the_older_one(tmp_path):
    written(samples.go(), tmp_path, {})
    assert keep_go(tmp_path) == ""
    assert json.load((tmp_path / "last-go.json").read_text("utf-8")) == samples.go()
    before = (tmp_path / "last-go.json").read_bytes()
    problems = dict(written(replace(samples.go(), target=object()), tmp_path, {}))
    assert "Encoding objects of type object is unsupported" in problems[tmp_path / "verdict.json"]
    assert keep_go(tmp_path) == "No such file or directory"
    assert (tmp_path / "last-go.json").read_bytes() == before
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_folder_that_cannot_be_made_is_one_clear_problem(tmp_path):
    (tmp_path / "file").write_text("")
    [(path, problem)] = written(samples.go(), tmp_path / "file" / "reports", {})
    assert path == tmp_path / "file" / "reports"
    assert problem == "the report folder cannot be made: Not a directory"


def test_a_link_is_replaced_and_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.write_text("mine")
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "verdict.json").symlink_to(outside)
    assert written(samples.go(), folder, {}) == []
    assert outside.read_text() == "mine"
    assert not (folder / "verdict.json").is_symlink()


def test_a_name_with_a_folder_in_it_is_refused(tmp_path):
    folder = tmp_path / "reports"
    problems = written(samples.go(), folder, {"../evil.md": list, "..": list})
    assert [problem for _, problem in problems] == ["a report's name must be a plain file name"] * 2
    assert not (tmp_path / "evil.md").exists()


def test_a_place_taken_by_a_folder_is_a_problem_and_leaves_no_temporary_file(tmp_path):
    (tmp_path / "verdict.json").mkdir()
    [(path, problem)] = written(samples.go(), tmp_path, {})
    assert path.name == "verdict.json"
    assert "Is a directory" in problem
    assert not list(tmp_path.glob(".*.tmp"))


def test_undecodable_text_can_be_written(tmp_path):
    verdict = samples.Book(path="caf\udce9.md").judge()
    assert written(verdict, tmp_path, {}) == []
    assert json.load((tmp_path / "verdict.json").read_text("utf-8")) == verdict
