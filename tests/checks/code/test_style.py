"""Linters, comments and the commit; the drill has the rest."""

from __future__ import annotations

import subprocess

import pytest

from tests.checks.code.project import Project


def test_git_without_a_remote_cannot_be_told(project: Project) -> None:
    project.git("commit", "--quiet", "--allow-empty", "--message", "Begin")
    finding = project.judge("code.git-clean")
    assert (finding.outcome, finding.reason) == ("unverified", "the repository has no remote to be pushed to")


def test_the_report_of_the_run_itself_is_no_change(project: Project) -> None:
    project.write("golive-report/verdict.json", "{}")
    finding = project.judge("code.git-clean")
    assert finding.observed == "nothing is committed yet"
    project.write("a b.txt", "")
    assert project.judge("code.git-clean").observed == "not committed: a b.txt"


def test_the_commit_is_on_the_declared_branch_or_tag(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    remote = tmp_path_factory.mktemp("remote")
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    project.git("commit", "--quiet", "--allow-empty", "--message", "Begin")
    project.git("remote", "add", "origin", str(remote))
    project.git("push", "--quiet", "origin", "main")
    project.git("tag", "v1")
    for wanted in ("", "main", "v1"):
        assert project.judge("code.git-clean", project.settings(branch=wanted)).outcome == "passed"
    finding = project.judge("code.git-clean", project.settings(branch="release"))
    assert finding.observed.endswith(" is not on release, but on main, v1")
    project.git("commit", "--quiet", "--allow-empty", "--message", "Go on")
    project.git("push", "--quiet", "origin", "main:feature")
    finding = project.judge("code.git-clean", project.settings(branch="main"))
    assert finding.observed.endswith(" is not on main, but on feature")


def test_a_remote_of_which_no_branch_was_fetched_cannot_be_told(project: Project) -> None:
    project.git("commit", "--quiet", "--allow-empty", "--message", "Begin")
    project.git("remote", "add", "origin", "/nowhere")
    finding = project.judge("code.git-clean")
    assert (finding.outcome, finding.reason) == ("unverified", "no branch of the remote was fetched")


def test_todo_comments(project: Project) -> None:
    project.write("shop/views.py", 'TEXT = "TODO in a text is none"\n# todo in small letters neither\n')
    assert project.judge("code.todo-comments").outcome == "passed"
    project.write("shop/cart.py", "PRICE = 1  # FIXME round\n")
    assert project.judge("code.todo-comments").observed == "not reviewed: shop/cart.py:1 FIXME: # FIXME round"
    reviewed = project.settings(reviewed={"todo-comments": ("shop/cart.py: # FIXME round",)})
    assert project.judge("code.todo-comments", reviewed).outcome == "passed"
    project.write("shop/cart.py", "PRICE = 1  # TODO(#12): round\n")
    assert project.judge("code.todo-comments").reason.startswith("whether these issues are open was not looked at")


def test_files_of_packages_and_ignored_files_are_not_the_teams(project: Project) -> None:
    project.write(".gitignore", "secret/\n")
    for name in ("node_modules/a.py", "venv/b.py", "secret/c.py", "vendor/d.py"):
        project.write(name, "# TODO\n")
    project.write("shop.py", "")
    finding = project.judge("code.todo-comments", project.settings(exclude=("vendor/*",)))
    assert (finding.outcome, finding.evidence) == ("passed", ("comments of 1 Python files and 0 of other languages",))


def test_a_project_with_another_linter_cannot_be_told(project: Project) -> None:
    project.write("shop.py", "")
    assert project.judge("code.lint-clean").evidence == ("1 Python files by E, F and W",)
    project.write(".flake8", "[flake8]\nmax-line-length = 100\n")
    finding = project.judge("code.lint-clean")
    assert finding.reason == "flake8 is what the project is linted by, and only ruff is run here"
    project.write("shop.py", f"X = '{'x' * 92}'\n")
    assert project.judge("code.pep8").outcome == "passed"
    project.write("shop.py", f"X = '{'x' * 102}'\n")
    assert project.judge("code.pep8").observed.startswith("1 by PEP 8 (E, W, N): shop.py:1 E501 Line too long")


def test_a_broken_configuration_cannot_be_told(project: Project) -> None:
    project.write("shop.py", "")
    project.write("ruff.toml", "nonsense = 1\n")
    finding = project.judge("code.lint-clean")
    assert (finding.outcome, finding.look_failed) == ("unverified", True)
    assert finding.reason.startswith("ruff ended with code 2: ")


SHELL = "import subprocess\n\n\ndef run(name):\n    subprocess.call(f'x {name}', shell=True)\n"


def test_the_security_scan_leaves_tests_out_and_takes_reviews(project: Project) -> None:
    project.write("tests/test_x.py", SHELL)
    project.write("shop.py", SHELL)
    finding = project.judge("code.sast-clean")
    assert finding.observed.startswith("found: shop.py:5 S602 ")
    assert "tests/" not in finding.observed
    line = "shop.py: subprocess.call(f'x {name}', shell=True)"
    assert project.judge("code.sast-clean", project.settings(reviewed={"sast-clean": (line,)})).outcome == "passed"


@pytest.mark.parametrize("text", [SHELL.replace("True)", "True)  # noqa"), f"# ruff: noqa\n{SHELL}"])
def test_a_noqa_does_not_switch_the_security_scan_off(project: Project, text: str) -> None:
    project.write("shop.py", text)
    assert "S602" in project.judge("code.sast-clean").observed


@pytest.mark.parametrize("check", ["code.lint-clean", "code.pep8", "code.imports-sorted"])
def test_what_the_project_leaves_out_of_ruff_is_left_out(project: Project, check: str) -> None:
    project.write("shop.py", "")
    project.write("migrations/0001.py", "import os\nBadName = lambda: 1\n")
    assert project.judge(check).outcome == "failed"
    project.write("ruff.toml", 'extend-exclude = ["migrations"]\n')
    finding = project.judge(check)
    assert (finding.outcome, finding.evidence[0][:15]) == ("passed", "1 Python files ")
    project.write("ruff.toml", 'exclude = ["*"]\n')
    finding = project.judge(check)
    assert finding.outcome == "unverified"
    assert finding.reason == "the project's configuration of ruff excludes every Python file"


def test_todos_of_other_languages_count(project: Project) -> None:
    project.write("shop.py", "")
    project.write("static/app.js", "// TODO: remove before launch\n")
    project.write("static/lib.min.js", "// TODO of somebody else's\n")
    project.write("deploy.sh", "#!/bin/sh\n# FIXME: no rollback\n")
    project.write("page.html", "<p>TODO list of a customer</p>\n")
    observed = project.judge("code.todo-comments").observed
    assert "static/app.js:1" in observed
    assert "deploy.sh:2" in observed
    assert "lib.min.js" not in observed
    assert "page.html" not in observed
