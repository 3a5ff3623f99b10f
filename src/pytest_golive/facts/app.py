"""The application seen by its own Python, in two short processes: one reads, one runs its code."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.app_model import (
    AdminSites,
    Application,
    LocalError,
    LocalSmoke,
    Migrations,
    ModelChanges,
    Superusers,
    SystemChecks,
)
from pytest_golive.facts.dotenv import read_dotenv
from pytest_golive.facts.env import example_path, settings_module, variables
from pytest_golive.facts.flask_model import FlaskApplication
from pytest_golive.facts.inspector import program
from pytest_golive.facts.redact import PLACEHOLDER, REDACTOR, SECRET_NAME, WORD, is_secret_name
from pytest_golive.facts.registry import fact
from pytest_golive.facts.release import tracked
from pytest_golive.facts.settings_code import scan
from pytest_golive.settings import Settings

T = TypeVar("T")

#: What the application keeps of the gate's own environment when it has an env file.
KEPT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "SSL_CERT_FILE",
    "VIRTUAL_ENV",
)
CHECK = "make `python manage.py check` work first"
ROUTES = "make `flask --app {app} routes` work first"
VOUCH = "have somebody look and vouch for it: `golive todo` shows the commands"
READ_SECONDS = 30.0
LATE = "it took longer than"
RUN_SECONDS = 50.0


@dataclass(frozen=True, kw_only=True)
class Execution:
    """Everything the running process printed, part by part, as plain data."""

    start: Mapping[str, Any]
    parts: Mapping[str, Any] = field(default_factory=dict)
    ended: str = ""
    """Why it stopped before its end."""


@fact(timeout=READ_SECONDS + 2, rounds=8)
def application(settings: Settings) -> Application:
    """Settings, middleware, views, models and static files of the Django application."""
    only_django(settings)
    seen = inspect_app(settings, run=False, seconds=READ_SECONDS)
    if seen.start["kind"] != "ok":
        raise CannotLook(f"Django cannot be set up: {seen.start['error']}", cure=CHECK)
    told = seen.parts.get("settings")
    if told is None or "error" in told:
        reason = f"the settings cannot be read: {(told or {}).get('error') or seen.ended}"
        raise CannotLook(reason, cure=CHECK, look_failed=LATE in reason)
    optional = {"views", "tables", "uploads", "storages", "logging", "passwords", "static"}
    errors = {name: _error(seen, name) for name in sorted(optional) if _error(seen, name)}
    names = {"storages": "files", "logging": "logs"}
    parts = {names.get(name, name): seen.parts[name] for name in optional - errors.keys()}
    return shape(Application, {**seen.parts["python"], **told, **parts, "errors": errors})


@fact(timeout=READ_SECONDS + 2, rounds=8)
def flask_application(settings: Settings) -> FlaskApplication:
    """Configuration of the Flask application."""
    app = settings.app
    cure = ROUTES.format(app=app.flask)
    seen = _inspect_flask(settings, run=False)
    if why := _error(seen, "flask"):
        raise CannotLook(f"its configuration cannot be read: {why}", cure=cure, look_failed=LATE in why)
    reads = scan(Path(app.dir), app.flask.partition(":")[0], strings=True).names
    return shape(FlaskApplication, {**seen.parts["flask"], "reads_env": "FLASK_ENV" in reads})


@fact(timeout=RUN_SECONDS + 2, rounds=9, effect="executes")
def execution(settings: Settings) -> Execution:
    """System checks, migrations, superusers, admin sites, home page and 500 page, from one process."""
    only_django(settings)
    return inspect_app(settings, run=True, seconds=RUN_SECONDS)


@fact(effect="executes")
def system_checks(execution: Execution) -> SystemChecks:
    """Messages of ``manage.py check --deploy``; that Django cannot be set up is part of the answer."""
    if execution.start["kind"] != "ok":
        return SystemChecks(start_error=execution.start["error"])
    return shape(SystemChecks, part_of(execution, "checks", "the system checks"))


@fact(effect="executes")
def migrations(execution: Execution) -> Migrations:
    """Unapplied and conflicting migrations."""
    return shape(Migrations, part_of(execution, "migrations", "the migrations"))


@fact(effect="executes")
def model_changes(settings: Settings, execution: Execution) -> ModelChanges:
    """What `makemigrations` would write, and which migration files git does not keep."""
    told = part_of(execution, "changes", "the models")
    kept = tracked(Path(settings.app.dir), told["files"])
    untracked = None if kept is None else [name for name in told["files"] if name not in kept]
    return shape(ModelChanges, {**told, "untracked": untracked})


@fact(effect="executes")
def superusers(execution: Execution) -> Superusers:
    """Who may do everything in the admin."""
    return shape(Superusers, part_of(execution, "superusers", "the users"))


@fact(effect="executes")
def admin_sites(execution: Execution) -> AdminSites:
    """The admin sites, and whether a password alone opens them."""
    return shape(AdminSites, {"sites": part_of(execution, "admin", "the admin sites")})


@fact(effect="executes")
def local_smoke(execution: Execution) -> LocalSmoke:
    """The application started here; that it does not start is part of the answer."""
    if execution.start["kind"] != "ok":
        return LocalSmoke(home=0, error=execution.start["error"])
    told = execution.parts.get("smoke")
    if told is None:
        return LocalSmoke(home=0, error=execution.ended or "it ended without an answer")
    if "error" in told:
        return LocalSmoke(home=0, error=told["error"])
    return shape(LocalSmoke, told)


@fact(effect="executes")
def local_error(execution: Execution) -> LocalError:
    """The application's 500 page, rendered here; that none came is part of the answer."""
    if execution.start["kind"] != "ok":
        raise CannotLook(f"Django cannot be set up: {execution.start['error']}", cure=CHECK)
    told = execution.parts.get("error")
    if told is None:
        reason = f"the 500 page was not rendered: {execution.ended}"
        raise CannotLook(reason, cure=CHECK, look_failed=LATE in reason)
    return LocalError(status=told.get("status", 0), body=told.get("body", ""), error=told.get("error", ""))


@fact(timeout=READ_SECONDS + 2, rounds=8, effect="executes")
def flask_error(settings: Settings) -> LocalError:
    """The Flask application's 500 page, rendered here; that none came is part of the answer."""
    seen = _inspect_flask(settings, run=True)
    told = seen.parts.get("error")
    why = f"the 500 page was not rendered: {seen.ended}" if told is None else told.get("unreached", "")
    if told is None or why:
        raise CannotLook(why, cure=VOUCH, look_failed=LATE in why)
    return LocalError(status=told.get("status", 0), body=told.get("body", ""), error=told.get("error", ""))


def _inspect_flask(settings: Settings, *, run: bool) -> Execution:
    """What the Flask application's own Python tells; raises CannotLook when it is none, or cannot be loaded."""
    app = settings.app
    if not app.flask and app.dir and (module := settings_module(app)):
        raise CannotLook(f"this is a Django project ({module})", cure=VOUCH, not_for="flask")
    if not app.flask:
        raise CannotLook("no Flask application is named", cure="set flask in [app] of golive.toml: shop:create_app()")
    seen = inspect_app(settings, run=run, seconds=READ_SECONDS)
    if seen.start["kind"] != "ok":
        why = f"the Flask application cannot be loaded: {seen.start['error']}"
        raise CannotLook(why, cure=ROUTES.format(app=app.flask))
    return seen


def only_django(settings: Settings) -> None:
    """Raises CannotLook when the application is a Flask one."""
    if named := settings.app.flask:
        reason = f"this is a Flask application ({named} in [app] of golive.toml)"
        raise CannotLook(reason, cure=VOUCH, not_for="django")


def inspect_app(
    settings: Settings,
    *,
    run: bool = False,
    seconds: float,
    service: str = "",
    asked: Mapping[str, Any] = MappingProxyType({}),
    secrets: Mapping[str, str] = MappingProxyType({}),
) -> Execution:
    """Run the inspector under the application's Python and collect what it printed.

    Args:
        settings: ``[app]`` is obeyed.
        run: run the application's code, rather than read it.
        seconds: how long it may take.
        service: do one errand only: ``mail`` and ``cache`` with the settings and without the applications, ``pages``,
            ``scratch``, ``mails`` and ``sending`` with all of it.
        asked: what the errand is told beside.
        secrets: variables it is given for the errand alone: a command line can be read by everybody.

    Raises:
        CannotLook: nothing says where the application is, its Python does not run or lacks Django or Flask.
    """
    app = settings.app
    if not app.dir:
        raise CannotLook("no project folder is configured", cure="set dir in [app] of golive.toml")
    if not Path(app.dir).is_dir():
        raise CannotLook(f"the project folder {app.dir} does not exist", cure="correct dir in [app] of golive.toml")
    given = variables(app)
    kept = {name: os.environ[name] for name in KEPT if name in os.environ} if app.env_file else dict(os.environ)
    environment = {**kept, **given, **secrets, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    options = {
        "run": run,
        "service": service,
        "ca_file": os.path.abspath(settings.target.ca_file) if settings.target.ca_file else "",
        "connect_to": dict(settings.target.connect_to),
        "settings": app.settings,
        "flask": app.flask,
        "hosts": settings.target.all_hosts,
        "timeout": seconds,
        "secret_name": SECRET_NAME.pattern,
        "word": WORD.pattern,
        "placeholder": PLACEHOLDER.pattern,
        "samples": _samples(settings),
        **asked,
    }
    python = _python(app.python)
    command = [python, "-W", "ignore", "-", json.dumps(options)]
    printed, trouble = _run(command, app.dir, environment, seconds)
    return _read(printed, trouble, python, app.flask)


def _python(given: str) -> str:
    # A relative path would be looked for below the project's folder, where the process runs.
    return os.path.abspath(given) if os.sep in given else given or sys.executable


def _samples(settings: Settings) -> list[str]:
    """Digests of the example file's secrets: public values, so that one left in use is recognised."""
    path = example_path(settings.app)
    if path is None or not path.is_file():
        return []
    values = read_dotenv(path).values
    return [
        hashlib.sha256(value.encode()).hexdigest() for name, value in values.items() if value and is_secret_name(name)
    ]


def _run(command: list[str], folder: str, environment: Mapping[str, str], seconds: float) -> tuple[str, str]:
    """Standard output, and the one reason when the process did not end well."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the team's own Python, as configured, without a shell
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        reason = f"the application's Python {command[0]} does not run: {error.strerror}"
        raise CannotLook(reason, cure="correct python in [app] of golive.toml") from None
    try:
        out, err = process.communicate(program(), timeout=seconds)
        trouble = "" if process.returncode == 0 else f"the process ended with {process.returncode}: {_last_line(err)}"
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, _ = process.communicate()
        trouble = f"{LATE} {seconds:g} s"
    return out, trouble


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return REDACTOR.text(lines[-1][:300]) if lines else "it printed nothing"


def _read(printed: str, trouble: str, python: str, flask: str) -> Execution:
    parts: dict[str, Any] = {}
    for line in printed.splitlines():
        try:
            told = json.loads(line)
        except ValueError:  # cut off when the process was killed
            continue
        parts[told["part"]] = told["value"]
    start = parts.pop("start", None)
    ended = "" if parts.pop("end", False) else trouble or "it ended before its time"
    if start is None:
        cure = f"run `{f'flask --app {flask} routes' if flask else 'python manage.py check'}` there and see"
        raise CannotLook(
            f"the application's Python {python} told nothing: {trouble or 'no output'}",
            cure=cure,
            look_failed=LATE in trouble,
        )
    if start["kind"] in {"no-django", "no-flask"}:
        cure = "set python in [app] of golive.toml to the Python that runs the site"
        missing = "Flask" if flask else "Django"
        raise CannotLook(f"{python} cannot import {missing}: {start['error']}", cure=cure)
    if start["kind"] == "no-settings":
        raise CannotLook(start["error"], cure="set settings in [app] of golive.toml")
    if start["kind"] == "no-app":
        raise CannotLook(
            f"there is no {flask}: {start['error']}", cure="correct flask (or dir) in [app] of golive.toml"
        )
    return Execution(start=start, parts=parts, ended=ended)


def _error(seen: Execution, name: str) -> str:
    """Why a part could not be seen, or empty."""
    part = seen.parts.get(name)
    if part is None:
        return seen.ended or "it was not looked at"
    return str(part["error"]) if isinstance(part, dict) and "error" in part else ""


def part_of(seen: Execution, name: str, what: str) -> Any:
    """One part of what was printed; raises CannotLook with the reason when it is not there."""
    if seen.start["kind"] != "ok":
        raise CannotLook(f"Django cannot be set up: {seen.start['error']}", cure=CHECK)
    if why := _error(seen, name):
        raise CannotLook(f"{what} could not be seen: {why}", cure=CHECK, look_failed=LATE in why)
    return seen.parts[name]


def shape(kind: type[T], told: Any) -> T:
    """The plain data as the frozen dataclass it describes."""
    import msgspec

    return msgspec.convert(told, kind)
