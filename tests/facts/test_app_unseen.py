"""Applications of which nothing, or not everything, can be seen."""

from __future__ import annotations

import ast
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pytest_golive.errors import CannotLook
from pytest_golive.facts import app as look_at
from pytest_golive.facts import inspector
from pytest_golive.facts.app import inspect_app
from pytest_golive.facts.app_model import LocalSmoke
from pytest_golive.settings import App, Settings
from tests.facts.django_project import CANARY, build


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_settings_that_cannot_be_imported(folder: Path) -> None:
    broken = f'import os\nraise RuntimeError("no \\n" + "{CANARY}key is wrong")\n'
    settings = build(folder, settings=broken)
    text = "RuntimeError: no *** is wrong (shop/settings.py, line 2)"
    with pytest.raises(CannotLook) as caught:
        look_at.application(settings)
    assert caught.value.reason == f"Django cannot be set up: {text}"
    ran = look_at.execution(settings)
    assert look_at.system_checks(ran).start_error == text
    assert look_at.local_smoke(ran) == LocalSmoke(home=0, error=text)
    for fact in (look_at.migrations, look_at.superusers, look_at.admin_sites, look_at.local_error):
        with pytest.raises(CannotLook, match=r"^Django cannot be set up: RuntimeError"):
            fact(ran)


def test_a_urlconf_that_cannot_be_imported_hides_only_the_views(folder: Path) -> None:
    seen = look_at.application(build(folder, urls="import nothing_of_that_name"))
    assert seen.errors == {"views": "ModuleNotFoundError: No module named 'nothing_of_that_name'"}
    assert seen.settings["DEBUG"] is False


def test_a_500_page_that_needs_the_database(folder: Path) -> None:
    needy = """
from django.contrib.auth.models import User
from django.http import HttpResponse
urlpatterns = []
def handler500(request):
    return HttpResponse(str(User.objects.count()), status=500)
"""
    ran = look_at.execution(build(folder, urls=needy))
    found = look_at.local_error(ran)
    assert (found.status, found.body) == (0, "")
    assert found.error == "OperationalError: the database is down (pretended by the gate)"
    with pytest.raises(CannotLook, match=r"^the users could not be seen: OperationalError: no such table"):
        look_at.superusers(ran)


def test_an_application_that_hangs_is_ended(folder: Path) -> None:
    settings = build(folder, urls="import threading\nthreading.Event().wait()")
    seen = inspect_app(settings, run=False, seconds=3.0)
    assert seen.ended == "it took longer than 3 s"
    assert "python" in seen.parts
    assert "settings" not in seen.parts


@pytest.mark.parametrize(
    ("app", "reason"),
    [
        (App(), "no project folder is configured"),
        (App(dir="/nowhere/at/all"), "the project folder /nowhere/at/all does not exist"),
    ],
)
def test_a_project_that_is_not_there(app: App, reason: str) -> None:
    with pytest.raises(CannotLook) as caught:
        look_at.application(Settings(app=app))
    assert caught.value.reason == reason


def test_no_settings_module(folder: Path) -> None:
    settings = build(folder, manage="")
    with pytest.raises(CannotLook, match=r"^no settings module is named, and there is no manage\.py that names one$"):
        look_at.application(settings)


def test_a_python_without_django(folder: Path) -> None:
    settings = build(folder)
    bare = folder / "python"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    bare.chmod(bare.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(CannotLook) as caught:
        look_at.application(replace(settings, app=replace(settings.app, python=str(bare))))
    assert caught.value.reason == f"{bare} cannot import Django: ModuleNotFoundError: No module named 'django'"
    assert caught.value.cure == "set python in [app] of golive.toml to the Python that runs the site"


def test_a_python_that_does_not_run(folder: Path) -> None:
    settings = build(folder)
    with pytest.raises(CannotLook, match=r"Python /nowhere/python does not run: No such file or directory$"):
        look_at.application(replace(settings, app=replace(settings.app, python="/nowhere/python")))


def test_a_python_that_says_nothing(folder: Path) -> None:
    settings = build(folder)
    mute = folder / "python"
    mute.write_text("#!/bin/sh\ncat > /dev/null\necho went wrong >&2\nexit 3\n")
    mute.chmod(mute.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(CannotLook, match=r"told nothing: the process ended with 3: went wrong$"):
        look_at.application(replace(settings, app=replace(settings.app, python=str(mute))))


def test_the_env_file_replaces_the_gates_own_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "of-the-gate-not-of-the-app")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "of.the.gate")
    settings = build(folder)
    (folder / ".env").write_text("OTHER=1\n")
    with pytest.raises(CannotLook, match=r"^Django cannot be set up: KeyError: 'SECRET_KEY' \(shop/settings\.py, line"):
        look_at.application(settings)


def test_a_broken_env_file_is_the_one_reason(folder: Path) -> None:
    settings = build(folder)
    (folder / ".env").write_text("oops\n")
    with pytest.raises(CannotLook, match=r"\.env cannot be used: line 1 is not NAME=value$"):
        look_at.execution(settings)


@pytest.mark.parametrize("name", inspector.MODULES)
def test_the_program_is_for_old_pythons_and_imports_nothing_of_ours_but_itself(name: str) -> None:
    text = Path(inspector.__file__).with_name(f"{name}.py").read_text()
    tree = ast.parse(text, feature_version=(3, 8))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    before = {f"{inspector.__name__}.{one}" for one in inspector.MODULES[: inspector.MODULES.index(name)]}
    assert {one for one in imported if one.startswith("pytest_golive")} <= before


def test_the_application_may_have_a_module_of_our_name(folder: Path) -> None:
    settings = build(folder)
    (folder / "pytest_golive").mkdir()
    (folder / "pytest_golive" / "__init__.py").write_text("NAME = 'of the team'\n")
    with (folder / "shop" / "settings.py").open("a") as file:
        file.write("\nfrom pytest_golive import NAME\nSESSION_COOKIE_NAME = NAME.replace(' ', '-')\n")
    assert look_at.application(settings).settings["SESSION_COOKIE_NAME"] == "of-the-team"
