"""Requirements and lock files as they are really written."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from pytest_golive.facts.gather import Gatherer
from tests.checks.code.project import NOW, Project

REQUIREMENTS = {
    "django==5.2.1\n": "",
    "Django == 5.2.1 ; python_version > '3.8'  # why\n": "",
    "django==5.2.1 \\\n    --hash=sha256:abc\n": "",
    "--index-url https://packages.shop.test/simple\ndjango==5.2.1\n": "",
    "django\n": "django allows every version (requirements.txt:1)",
    "\ndjango>=4\n": "django allows >=4 (requirements.txt:2)",
    "django==5.2.*\n": "django allows ==5.2.* (requirements.txt:1)",
    "-e ./lib\n": "./lib is editable (requirements.txt:1)",
    "lib @ git+https://git.shop.test/lib@main\n": (
        "lib is taken from an address without a commit or a hash (requirements.txt:1)"
    ),
    f"lib @ git+https://git.shop.test/lib@{'a1' * 20}\n": "",
    "-r more.txt\n": "redis allows >=5 (more.txt:1)",
    "-c pins.txt\nredis>=5\n": "",
}


@pytest.mark.parametrize(("text", "wrong"), REQUIREMENTS.items())
def test_requirements(project: Project, text: str, wrong: str) -> None:
    project.write("requirements.txt", text)
    project.write("more.txt", "redis>=5\n")
    project.write("pins.txt", "redis==5.1\n")
    finding = project.judge("code.requirements-pinned")
    assert finding.observed == (f"not pinned: {wrong}" if wrong else "")
    assert finding.outcome == ("failed" if wrong else "passed")


LOCK = '[[package]]\nname = "django"\nversion = "5.2.1"\n[[package]]\nname = "shop"\nsource = {virtual = "."}\n'


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ('"Django>=5"', ""),
        ('"Django>=6"', "uv.lock holds django 5.2.1, and pyproject.toml allows >=6"),
        ('"Django", "redis"', "uv.lock lacks redis of pyproject.toml"),
    ],
)
def test_a_lock_file_answers_its_source(project: Project, asked: str, wrong: str) -> None:
    project.write("uv.lock", LOCK)
    project.write("pyproject.toml", f'[project]\nname = "shop"\ndependencies = [{asked}]\n')
    finding = project.judge("code.requirements-pinned")
    assert finding.observed == (f"the lock is not in step: {wrong}" if wrong else "")


def test_pipenv_and_poetry(project: Project) -> None:
    project.write("Pipfile", '[packages]\ndjango = "*"\nredis = {version = "<5"}\n')
    project.write("Pipfile.lock", '{"default": {"django": {"version": "==5.2.1"}, "redis": {"version": "==5.1"}}}')
    finding = project.judge("code.requirements-pinned")
    assert finding.observed == "the lock is not in step: Pipfile.lock holds redis 5.1, and Pipfile allows <5"
    project.write("poetry.lock", LOCK)
    project.write("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.11"\ndjango = "^5.2"\n')
    assert project.judge("code.requirements-pinned").evidence == ("1 packages pinned in poetry.lock",)


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        ("^5.2", ""),
        ("^5.3", ">=5.3,<6"),
        ("^4", ">=4,<5"),
        ("^0.2.3", ">=0.2.3,<0.3"),
        ("~5.2.1", ""),
        ("~5.1", ">=5.1,<5.2"),
        ("5.1", "==5.1"),
        (">=5,<6", ""),
        ("^4 || ^5", ""),
        ("*", ""),
    ],
)
def test_what_poetry_allows(project: Project, asked: str, allowed: str) -> None:
    project.write("poetry.lock", LOCK)
    project.write("pyproject.toml", f'[tool.poetry.dependencies]\ndjango = "{asked}"\n')
    finding = project.judge("code.requirements-pinned")
    assert finding.outcome == ("failed" if allowed else "passed")
    assert finding.observed.endswith(
        f"poetry.lock holds django 5.2.1, and pyproject.toml allows {allowed}" * bool(allowed)
    )


def test_every_version_of_a_lock_file_counts(project: Project) -> None:
    project.write("uv.lock", f'[[package]]\nname = "django"\nversion = "4.2"\n{LOCK}')
    project.write("pyproject.toml", '[project]\nname = "shop"\ndependencies = ["django"]\n')
    gatherer = Gatherer({"settings": project.settings(), "now": NOW})
    gatherer.start(["requirements"])
    assert [one.version for one in gatherer.get("requirements").value.packages] == ["4.2", "5.2.1"]


def test_two_versions_of_a_package_are_both_looked_up(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def pip_audit(module: str, *arguments: str, folder: Path, **options: object) -> str:
        asked = [line.split("==") for line in (folder / "pinned.txt").read_text().split()]
        # As pip-audit does: a list with two versions of a package is refused.
        assert len({name for name, _ in asked}) == len(asked)
        flaws = {"4.2": [{"id": "PYSEC-1"}]}
        told = [{"name": name, "version": version, "vulns": flaws.get(version, [])} for name, version in asked]
        return json.dumps({"dependencies": told})

    monkeypatch.setattr(import_module("pytest_golive.facts.code.audit"), "run_tool", pip_audit)
    project.write("uv.lock", f'[[package]]\nname = "django"\nversion = "4.2"\n{LOCK}')
    project.write("pyproject.toml", '[project]\nname = "shop"\ndependencies = ["django"]\n')
    assert "django 4.2" in project.judge("code.dependencies-no-cves").observed


@pytest.mark.parametrize(
    ("marker", "wrong"),
    [("sys_platform == 'nowhere'", ""), ("sys_platform != 'nowhere'", "requirements.txt lacks tzdata of ")],
)
def test_what_a_source_asks_for_elsewhere_only_need_not_be_there(project: Project, marker: str, wrong: str) -> None:
    project.write("requirements.in", f"django\ntzdata>=1; {marker}\n")
    project.write("requirements.txt", "django==5.2.1\n")
    finding = project.judge("code.requirements-pinned")
    assert finding.observed == (f"the lock is not in step: {wrong}requirements.in" if wrong else "")


def test_nothing_that_is_asked_for_directly_cannot_be_told(project: Project) -> None:
    project.write("uv.lock", LOCK)
    project.write("pyproject.toml", '[project]\nname = "shop"\ndynamic = ["dependencies"]\n')
    finding = project.judge("code.dependencies-current")
    assert (finding.outcome, finding.reason) == ("unverified", "no package is known to be asked for directly")


def test_no_requirements_cannot_be_told(project: Project) -> None:
    finding = project.judge("code.requirements-pinned")
    assert finding.outcome == "unverified"
    assert finding.reason == f"there is neither a requirements file nor a lock file in {project.path}"


def test_every_requirements_file_of_production_counts(project: Project) -> None:
    project.write("requirements.txt", "django==5.2.1\n")
    project.write("requirements-dev.txt", "pytest\n")
    assert project.judge("code.requirements-pinned").outcome == "passed"
    project.write("requirements-prod.txt", "requests>=2\n")
    assert "requests" in project.judge("code.requirements-pinned").observed
