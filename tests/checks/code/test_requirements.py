"""Requirements and lock files as they are really written."""

from __future__ import annotations

import pytest

from tests.checks.code.project import Project

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
