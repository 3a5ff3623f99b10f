"""A Flask application: found as gunicorn would find it, and what its configuration says."""

from __future__ import annotations

import ast
import importlib
import logging
import os
import socket
import sys
from importlib import metadata
from typing import Any

from pytest_golive.facts.inspector.base import Eye, dotted, installed, load, where


class FlaskApp:
    """The application: loaded with its server taken away, so that ``app.run()`` in its code only leaves a note."""

    def __init__(self) -> None:
        self.app: Any = None
        self._module = ""
        self._served: list[Any] = []
        self._configs: list[str] = []

    def start(self, eye: Eye) -> Any:
        """Import the module and call the factory; what went wrong, if anything, as kind and sentence."""
        try:
            flask = load("flask")
            self._tame(flask.Flask, flask.Config)
        except (ImportError, AttributeError) as error:  # a module of the team's own may be called flask
            return {"kind": "no-flask", "error": eye.sentence(error)}
        cli = load("flask.cli")
        self._module, _, attribute = str(eye.options["flask"]).partition(":")
        try:
            module = importlib.import_module(self._module)
            self.app = cli.find_app_by_string(module, attribute) if attribute else cli.find_best_app(module)
        except cli.NoAppException as error:
            return {"kind": "no-app", "error": eye.redact(" ".join(str(error).split()))}
        except (Exception, SystemExit) as error:  # noqa: BLE001 - an application may raise anything
            name = getattr(error, "name", None) if isinstance(error, ModuleNotFoundError) else None
            is_missing = name is not None and (self._module + ".").startswith(name + ".")
            return {"kind": "no-app" if is_missing else "broken", "error": eye.sentence(error) + where(error)}
        return {"kind": "ok", "module": self._module}

    def _tame(self, flask: Any, config: Any) -> None:
        load_from = config.from_object

        def run(_app: Any, *_: Any, debug: Any = None, **__: Any) -> None:
            self._served.append(debug)

        def from_object(mine: Any, given: Any) -> Any:
            self._configs.append(given if isinstance(given, str) else getattr(given, "__name__", "") or dotted(given))
            return load_from(mine, given)

        flask.run, config.from_object = run, from_object

    def see(self, eye: Eye) -> Any:
        """The configuration without its secrets, and what decides about debug mode and cookies."""
        config = self.app.config
        names = [str(name) for name in config if str(name).isupper()]
        secrets = {name: eye.strength(_text(config[name])) for name in names if _is_secret(eye, name, config[name])}
        fallbacks = [eye.strength(_text(one)) for one in config.get("SECRET_KEY_FALLBACKS") or ()]
        for name in names:
            # A URL may stand in any of them; its password is no secret by name.
            eye.hide_password(config[name])
        told = {name: eye.safe(config[name]) for name in names if name not in {*secrets, "SECRET_KEY_FALLBACKS"}}
        return {
            "python": ".".join(map(str, sys.version_info[:3])),
            "flask": metadata.version("flask"),
            "module": self._module,
            "settings": told,
            "secrets": secrets,
            "fallbacks": fallbacks,
            "debug": bool(self.app.debug),
            "environment": {name: os.environ[name] for name in ("FLASK_DEBUG", "FLASK_ENV") if name in os.environ},
            "configs": [eye.redact(one) for one in self._configs],
            "runs_debug": any(bool(one) for one in self._served),
            "routes": _routes(self.app),
            "packages": installed(),
            "by_hand": sorted({place for name in (self._module, self.app.import_name) for place in _by_hand(name)}),
        }

    def see_error(self, eye: Eye) -> Any:
        """The page a visitor gets when a view raises while no server answers. Run this last."""
        logging.disable(logging.CRITICAL)
        socket.socket.connect = socket.socket.connect_ex = _refuse  # type: ignore[method-assign]
        app = self.app
        app.debug, app.testing, app.config["PROPAGATE_EXCEPTIONS"] = False, False, False
        host = str(next(iter(eye.options.get("hosts") or ()), "localhost"))
        plain = [one for one in app.url_map.iter_rules() if "GET" in (one.methods or ()) and not one.arguments]
        if not plain:
            return {"unreached": "it has no page without parameters"}
        rule, reached = min(plain, key=lambda one: len(one.rule)), []

        def fail() -> Any:
            reached.append(True)
            raise RuntimeError("raised by the gate to see the 500 page")

        app.view_functions[rule.endpoint] = fail
        answer = app.test_client().get(rule.rule, base_url="https://" + host)
        if answer.status_code < 500 and not reached:
            return {"unreached": rule.rule + " answered " + str(answer.status_code) + " before its view was called"}
        return {"status": answer.status_code, "body": answer.get_data(as_text=True)}


def _refuse(*_: Any) -> Any:
    raise ConnectionRefusedError("every server is down (pretended by the gate)")


def _routes(app: Any) -> list[dict[str, Any]]:
    """Every rule of the URL map but those for static files."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.rpartition(".")[2] != "static"]
    return [
        {
            "route": rule.rule,
            "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS", "TRACE"}),
            "endpoint": rule.endpoint,
        }
        for rule in rules
    ]


def _is_secret(eye: Eye, name: str, value: Any) -> bool:
    return name == "SECRET_KEY" or (eye.is_secret(name) and isinstance(value, (str, bytes)) and bool(value))


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value or "")


def _by_hand(name: str) -> list[str]:
    """Places in a module that call ``run(debug=True)``, be it only when it is started as a script."""
    path = getattr(sys.modules.get(name), "__file__", None) or ""
    try:
        with open(path, encoding="utf-8") as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError):
        return []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "run"]
    wrong = [node for node in calls for word in node.keywords if word.arg == "debug" and _is_true(word.value)]
    return [os.path.relpath(path) + ", line " + str(node.lineno) for node in wrong]


def _is_true(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and bool(node.value)
