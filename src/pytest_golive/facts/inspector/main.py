"""Sets Django up as manage.py would, or loads the Flask application, and runs the parts that were asked for."""

from __future__ import annotations

import json
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pytest_golive.facts.inspector.base import Eye, load, manage_default, where
from pytest_golive.facts.inspector.execution import (
    begin_superusers,
    bound_connecting,
    hush,
    read_only,
    see_admin,
    see_checks,
    see_error,
    see_smoke,
)
from pytest_golive.facts.inspector.flask_app import FlaskApp
from pytest_golive.facts.inspector.mails import see_flask_mails, see_mails
from pytest_golive.facts.inspector.migrations import see_changes, see_migrations
from pytest_golive.facts.inspector.models import see_static, see_tables, see_uploads
from pytest_golive.facts.inspector.pages import see_pages
from pytest_golive.facts.inspector.scratch import see_scratch
from pytest_golive.facts.inspector.sending import see_sending
from pytest_golive.facts.inspector.services import see_cache, see_mail
from pytest_golive.facts.inspector.snapshot import (
    see_logging,
    see_passwords,
    see_python,
    see_settings,
    see_storages,
)
from pytest_golive.facts.inspector.urls import see_views

#: What is looked at by itself, with the settings and without the applications.
SERVICES = {"mail": see_mail, "cache": see_cache}
#: What runs the application's code beyond what every look at it does, each in a process of its own.
ERRANDS = {"pages": see_pages, "scratch": see_scratch, "mails": see_mails, "sending": see_sending}


def settings_module(eye: Eye) -> str:
    """The settings module: as configured, from the environment, or manage.py's default."""
    named = eye.options.get("settings") or os.environ.get("DJANGO_SETTINGS_MODULE")
    if named:
        return str(named)
    try:
        with open("manage.py", encoding="utf-8") as file:
            return manage_default(file.read())
    except OSError:
        return ""


def start(eye: Eye) -> Any:
    """Set Django up; what went wrong, if anything, as kind and sentence."""
    try:
        load("django")
    except ImportError as error:
        return {"kind": "no-django", "error": eye.sentence(error)}
    module = settings_module(eye)
    if not module:
        return {
            "kind": "no-settings",
            "error": "no settings module is named, and there is no manage.py that names one",
        }
    os.environ["DJANGO_SETTINGS_MODULE"] = module
    try:
        load("django.conf:settings").DEBUG  # noqa: B018 - asking for any setting imports them
        if eye.options.get("service") not in SERVICES:
            load("django:setup")()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - settings may raise anything
        return {"kind": "broken", "module": module, "error": eye.sentence(error) + where(error)}
    return {"kind": "ok", "module": module}


def see_all(eye: Eye) -> None:
    """Everything that shows without a database or a request."""
    eye.look("python", see_python)
    # The URLconf imports the views, and with them the forms and models nothing else imports.
    eye.look("views", see_views)
    eye.look("settings", see_settings)
    eye.look("storages", see_storages)
    eye.look("logging", see_logging)
    eye.look("passwords", see_passwords)
    eye.look("tables", see_tables)
    eye.look("uploads", see_uploads)
    eye.look("static", see_static)


def run_all(eye: Eye) -> None:
    """Everything that runs the application's code."""
    bound_connecting()
    with ThreadPoolExecutor(2) as pool:
        with read_only():
            see_superusers = begin_superusers(pool)
            eye.look("migrations", see_migrations)
            eye.look("admin", see_admin)
        eye.look("checks", see_checks)
        eye.look("changes", see_changes)
        eye.look("superusers", see_superusers)
    hush()
    eye.look("smoke", see_smoke)
    eye.look("error", see_error)


def main() -> None:
    """``python - '{"run": false, …}' < program``: JSON lines on standard output, and nothing else there."""
    options = json.loads(sys.argv[1])
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    # Should whoever started us be gone: end, rather than stay on a production server.
    signal.alarm(int(options.get("timeout") or 60) + 5)
    sys.argv = ["flask", "routes"] if options.get("flask") else ["manage.py", "check"]
    sys.path.insert(0, os.getcwd())
    eye = Eye(options, out)
    flask = FlaskApp() if options.get("flask") else None
    begun = flask.start(eye) if flask else start(eye)
    eye.emit("start", begun)
    if begun["kind"] == "ok" and flask:
        if options.get("service") == "mails":
            eye.look("mails", lambda eye: see_flask_mails(eye, flask.app))
        else:
            eye.look("flask", flask.see)
            if options.get("run"):
                eye.look("error", flask.see_error)
    elif begun["kind"] == "ok":
        service = {**SERVICES, **ERRANDS}.get(options.get("service") or "")
        if service is not None:
            eye.look(options["service"], service)
        else:
            (run_all if options.get("run") else see_all)(eye)
    eye.emit("end", True)
