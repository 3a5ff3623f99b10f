"""Notes which routes a test run has requested: a ``sitecustomize`` that the run's Python loads by itself.

The text of `NOTER` is written into a folder of its own on ``PYTHONPATH``. It keeps to what Python 3.8 knows, waits
until Django's or Flask's own module is imported, and stands around the one method that every request passes,
whatever client has sent it. A ``sitecustomize`` of the team's or the system's is loaded after it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from pytest_golive.data import dataclass

#: Names the file the run writes its requests to.
VARIABLE = "GOLIVE_REQUESTS"

NOTER = """
import importlib.machinery, importlib.util, json, os, sys

HERE = os.path.dirname(os.path.abspath(__file__))
PLACE = os.environ.get("GOLIVE_REQUESTS", "")
seen = set()


def note(route, method):
    if (route, method) in seen:
        return
    seen.add((route, method))
    try:
        with open(PLACE, "a", encoding="utf-8") as file:
            file.write(json.dumps([route, method]) + "\\n")
    except OSError:
        pass


def watch_django(module):
    given = module.BaseHandler.resolve_request

    def resolve_request(self, request):
        match = given(self, request)
        note(str(match.route), str(request.method))
        return match

    module.BaseHandler.resolve_request = resolve_request


def watch_flask(module):
    given = module.Flask.full_dispatch_request

    def full_dispatch_request(self, *args, **kwargs):
        from flask import request

        if request.url_rule is not None:
            note(str(request.url_rule.rule), str(request.method))
        return given(self, *args, **kwargs)

    module.Flask.full_dispatch_request = full_dispatch_request


WATCHED = {"django.core.handlers.base": watch_django, "flask.app": watch_flask}


class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in WATCHED:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        given = spec.loader.exec_module

        def exec_module(module):
            given(module)
            WATCHED[name](module)
            note("", name)

        spec.loader.exec_module = exec_module
        return spec


if PLACE:
    sys.meta_path.insert(0, Finder)
other = importlib.machinery.PathFinder.find_spec(
    "sitecustomize", [place for place in sys.path if os.path.abspath(place or ".") != HERE]
)
if other is not None and other.loader is not None:
    sys.modules[__name__] = importlib.util.module_from_spec(other)
    other.loader.exec_module(sys.modules[__name__])
"""


@dataclass(frozen=True, kw_only=True)
class Requested:
    """One route that a test has requested."""

    route: str
    """As the URLconf or the URL map has it."""
    method: str


def watched(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """``environment`` for a run whose requests are to be noted below ``folder``."""
    place = folder / "noter"
    place.mkdir()
    (place / "sitecustomize.py").write_text(NOTER, encoding="utf-8")
    path = [str(place), *filter(None, [environment.get("PYTHONPATH")])]
    return {**environment, "PYTHONPATH": os.pathsep.join(path), VARIABLE: str(folder / "requests")}


def requested(folder: Path) -> tuple[Requested, ...] | None:
    """What was noted below ``folder``; None: nobody was there to note anything."""
    file = folder / "requests"
    if not file.is_file():
        return None
    noted = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(Requested(route=route, method=method) for route, method in noted if route)
