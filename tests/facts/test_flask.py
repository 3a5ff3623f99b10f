"""The inspector on Flask applications, good and hostile, run by a real Python in a process of its own."""

from __future__ import annotations

import json
import re
import stat
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from pytest_golive.errors import CannotLook
from pytest_golive.facts import app as look_at
from pytest_golive.facts.app import inspect_app
from pytest_golive.facts.env import settings_code
from pytest_golive.facts.flask_model import FlaskApplication, FlaskRoute
from pytest_golive.settings import App, Settings

CANARY = "golive-canary-Zr71qLw0"
GOOD = f"""
import os
from flask import Flask
print("it prints", flush=True)
os.write(1, b"and writes")
class Live:
    SECRET_KEY = os.environ["SECRET_KEY"].encode()
    SECRET_KEY_FALLBACKS = ["{CANARY}-old"]
    SESSION_COOKIE_SECURE = True
    SQLALCHEMY_DATABASE_URI = "mysql://shop:{CANARY}db@db/shop"
    PAYMENT = {{"api_key": "{CANARY}pay", "url": "https://pay.test/?k={CANARY}db", "tries": 3}}
    MAIL_PASSWORD = "{CANARY}mail"
def create_app(name="shop"):
    app = Flask(name)
    app.config.from_object(Live)
    app.add_url_rule("/api/lamps/<int:pk>", "lamp", lambda pk: "lamp", methods=["GET", "PUT"])
    app.config["NOTE"] = "the key is " + os.environ["SECRET_KEY"]
    return app
class Holder:
    pass
other = Holder()
if __name__ == "__main__":
    create_app().run(debug=True)
"""


def build(folder: Path, text: str = GOOD, flask: str = "shop:create_app()") -> Settings:
    (folder / "shop.py").write_text(text)
    (folder / ".env").write_text(f"SECRET_KEY={CANARY}key\nFLASK_ENV=production\n")
    return Settings(app=App(dir=str(folder), python=sys.executable, env_file=str(folder / ".env"), flask=flask))


def why(settings: Settings) -> CannotLook:
    with pytest.raises(CannotLook) as caught:
        look_at.flask_application(settings)
    assert CANARY not in caught.value.reason
    return caught.value


def test_the_page_for_a_view_that_raises(tmp_path: Path) -> None:
    own = """
import logging, socket
from flask import Flask, redirect
app = Flask("shop")
app.config["DEBUG"] = True
@app.get("/")
def home():
    return "home"
"""
    rest = {
        '@app.errorhandler(500)\ndef sorry(e): return "Sorry", 500\n': (500, "Sorry", ""),
        '@app.errorhandler(500)\ndef sorry(e): socket.create_connection(("127.0.0.1", 9))\n': (0, "", "pretended"),
        '@app.before_request\ndef first(): socket.create_connection(("127.0.0.1", 9))\n': (500, "Internal", ""),
    }
    for number, (text, (status, body, error)) in enumerate(rest.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        seen = look_at.flask_error(build(folder, own + text, flask="shop:app"))
        assert (seen.status, body in seen.body, error in seen.error) == (status, True, True), text
    elsewhere = '@app.before_request\ndef first(): return redirect("/login")\n'
    with pytest.raises(CannotLook, match=r"^/ answered 302 before its view was called$"):
        look_at.flask_error(build(tmp_path, own + elsewhere, flask="shop:app"))


def test_what_is_seen(tmp_path: Path) -> None:
    seen = look_at.flask_application(build(tmp_path))
    assert (seen.module, seen.python) == ("shop", ".".join(map(str, sys.version_info[:3])))
    assert tuple(map(int, seen.flask.split(".")[:2])) >= (2, 3)
    assert seen.settings["SESSION_COOKIE_SECURE"] is True
    assert seen.settings["PERMANENT_SESSION_LIFETIME"] == 31 * 86_400
    assert seen.settings["SQLALCHEMY_DATABASE_URI"] == "mysql://shop:***@db/shop"
    assert seen.settings["PAYMENT"] == {"api_key": "***", "url": "https://pay.test/?k=***", "tries": 3}
    assert seen.settings["NOTE"] == "the key is ***"
    assert set(seen.secrets) == {"SECRET_KEY", "MAIL_PASSWORD"}
    assert (seen.secrets["SECRET_KEY"].length, seen.fallbacks[0].length) == (len(CANARY) + 3, len(CANARY) + 4)
    assert (seen.debug, seen.configs, seen.environment) == (False, ("Live",), {"FLASK_ENV": "production"})
    assert (seen.runs_debug, seen.by_hand) == (False, ("shop.py, line 23",))
    assert seen.routes == (FlaskRoute(route="/api/lamps/<int:pk>", methods=("GET", "PUT"), endpoint="lamp"),)
    assert CANARY not in repr(seen)
    assert msgspec.convert(json.loads(msgspec.json.encode(seen)), FlaskApplication) == seen
    assert not list(tmp_path.rglob("*.pyc"))


@pytest.mark.parametrize("flask", ["shop:create_app('other')", "shop:create_app(name='x')", "shop"])
def test_as_gunicorn_is_given_it(tmp_path: Path, flask: str) -> None:
    assert look_at.flask_application(build(tmp_path, flask=flask)).configs == ("Live",)


@pytest.mark.parametrize(
    ("text", "flask", "reason"),
    [
        ("", "nowhere.web:app", "there is no nowhere.web:app: ModuleNotFoundError: No module named 'nowhere'"),
        ("import nowhere", "shop:app", "loaded: ModuleNotFoundError: No module named 'nowhere' (shop.py, line 1)"),
        ("", "shop:app", "there is no shop:app: Failed to find attribute 'app' in 'shop'."),
        (GOOD, "shop:other", "there is no shop:other: A valid Flask application was not obtained from 'shop:other'."),
        (GOOD, "shop:Live.x", "Failed to parse 'Live.x' as an attribute name or function call."),
        ("app = (", "shop:app", "cannot be loaded: SyntaxError: '(' was never closed (shop.py, line 1)"),
        (f"raise OSError('{CANARY}key\\nis wrong')", "shop:app", "loaded: OSError: *** is wrong (shop.py, line 1)"),
        ("import os; os.environ['DB']", "shop:app", "cannot be loaded: KeyError: 'DB' (shop.py, line 1)"),
        ("raise SystemExit('bye')", "shop:app", "cannot be loaded: SystemExit: bye (shop.py, line 1)"),
        ("def make(): raise ValueError(1)", "shop:make()", "cannot be loaded: ValueError: 1 (shop.py, line 1)"),
        ("import os; os._exit(3)", "shop:app", "told nothing: the process ended with 3: it printed nothing"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "shop:app", "the process ended with -9: it"),
        ("import sys; sys.exit(0)", "shop:app", "cannot be loaded: SystemExit: 0 (shop.py, line 1)"),
    ],
    ids=[
        "no-module", "needs-one", "no-attribute", "no-flask", "no-name", "syntax", "raises", "no-variable", "exits",
        "factory-raises", "dies", "is-killed", "ends",
    ],
)  # fmt: skip
def test_one_clear_reason(tmp_path: Path, text: str, flask: str, reason: str) -> None:
    caught = why(build(tmp_path, text, flask))
    assert reason in caught.reason
    assert caught.cure
    assert not caught.look_failed


def test_an_application_that_hangs_is_ended(tmp_path: Path) -> None:
    settings = build(tmp_path, "import threading\nthreading.Event().wait()")
    with pytest.raises(CannotLook, match=r"told nothing: it took longer than 1 s$") as caught:
        inspect_app(settings, run=False, seconds=1.0)
    assert caught.value.look_failed
    assert caught.value.cure == "run `flask --app shop:create_app() routes` there and see"


def test_a_server_in_its_code_is_not_started(tmp_path: Path) -> None:
    served = "from flask import Flask\napp = Flask('x')\napp.run('127.0.0.1', 1, True)\napp.run(debug=True)\n"
    seen = look_at.flask_application(build(tmp_path, served, "shop:app"))
    assert (seen.runs_debug, seen.debug) == (True, False)


def test_a_module_of_the_teams_own_called_flask(tmp_path: Path) -> None:
    (tmp_path / "flask.py").write_text("NAME = 'ours'\n")
    caught = why(build(tmp_path))
    assert re.search(r"cannot import Flask: AttributeError: module 'flask' has no attribute 'Flask'", caught.reason)


def test_a_python_without_flask(tmp_path: Path) -> None:
    settings = build(tmp_path)
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    bare.chmod(bare.stat().st_mode | stat.S_IXUSR)
    caught = why(replace(settings, app=replace(settings.app, python=str(bare))))
    assert caught.reason == f"{bare} cannot import Flask: ModuleNotFoundError: No module named 'flask'"
    assert caught.cure == "set python in [app] of golive.toml to the Python that runs the site"


def test_nobody_says_which_application(tmp_path: Path) -> None:
    caught = why(build(tmp_path, flask=""))
    assert (caught.reason, caught.not_for) == ("no Flask application is named", "")
    assert caught.cure == "set flask in [app] of golive.toml: shop:create_app()"


def test_the_other_framework(tmp_path: Path) -> None:
    settings = build(tmp_path)
    for look in (look_at.application, look_at.execution):
        with pytest.raises(CannotLook) as caught:
            look(settings)
        assert caught.value.reason == "this is a Flask application (shop:create_app() in [app] of golive.toml)"
        assert caught.value.not_for == "django"
    (tmp_path / "manage.py").write_text('import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n')
    django = why(replace(settings, app=replace(settings.app, flask="")))
    assert (django.reason, django.not_for) == ("this is a Django project (shop.settings)", "flask")


def test_variables_that_the_code_reads(tmp_path: Path) -> None:
    text = "from flask import Flask\ndef create_app(config='conf.Live'):\n    return Flask('x')\n"
    settings = build(tmp_path, text)
    (tmp_path / "conf.py").write_text("import os\nclass Live:\n    KEY = os.environ['SECRET_KEY']\n")
    found = settings_code(settings)
    assert (found.module, found.names, found.files) == ("shop", ("SECRET_KEY",), ("shop.py", "conf.py"))
