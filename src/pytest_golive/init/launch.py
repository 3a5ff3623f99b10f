"""What starts the application in production: Procfile, compose file, Dockerfile, systemd unit. Read as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pytest_golive.data import dataclass
from pytest_golive.init.tree import Tree, folder_of, name_of, within

LAUNCHERS = (
    "procfile", "procfile.*", "compose.y*ml", "compose.*.y*ml", "compose-*.y*ml", "docker-compose*.y*ml", "dockerfile",
    "dockerfile.*", "*.dockerfile", "*.service", "gunicorn.conf.py", "gunicorn*.py", "uwsgi.ini", "fly.toml",
    "render.yaml", "supervisord.conf", ".flaskenv",
)  # fmt: skip
COMPOSE = ("compose.y*ml", "compose.*.y*ml", "compose-*.y*ml", "docker-compose*.y*ml")

SETTINGS = re.compile(r"DJANGO_SETTINGS_MODULE['\"]?\s*[=:]\s*['\"]?([A-Za-z_][\w.]*)")
#: An application by name: arguments of a factory only as one plain word, such as a configuration's name.
TARGET = r"[A-Za-z_][\w.]*:[A-Za-z_]\w*(?:\((?:'[\w.]*'|\"[\w.]*\")?\))?"
SERVER = re.compile(
    r"\b(?:gunicorn|waitress-serve|uwsgi|hypercorn|granian|uvicorn)\b.*|^\s*(?:module|wsgi_app)\s*=.*", re.MULTILINE
)
FLASK_APP = re.compile(rf"\bFLASK_APP['\"]?\s*[=:]\s*['\"]?({TARGET}|[\w./]+)")
ENV_FILE = re.compile(r"(?:EnvironmentFile=-?|--env-file[= ]|env_file:[ \t]+)['\"]?([^\s'\"#\[\]]+)")
ENV_FILES = re.compile(r"env_file:[ \t]*\n((?:[ \t]+-[ \t]*\S.*\n?)+)")
LISTED = re.compile(r"-[ \t]*(?:path:[ \t]*)?['\"]?([^\s'\"#]+)")
IMAGE = re.compile(r"^\s*image:\s*['\"]?(?:[\w.-]+(?::\d+)?/)*([\w.-]+)", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing that a file says."""

    what: str
    where: str
    """The file."""


@dataclass(frozen=True, kw_only=True)
class Launch:
    """What the files that start the application say."""

    files: tuple[str, ...] = ()
    settings: tuple[Said, ...] = ()
    """Django's settings module."""
    targets: tuple[Said, ...] = ()
    """``module:application``, as gunicorn is given it."""
    flask_apps: tuple[Said, ...] = ()
    """FLASK_APP."""
    env_files: tuple[Said, ...] = ()
    """Paths from the root, or absolute ones."""
    images: tuple[Said, ...] = ()
    """Names of container images, without registry and tag."""


def read_launch(tree: Tree) -> Launch:
    """Read them all."""
    files = tree.named(*LAUNCHERS)
    return Launch(
        files=tuple(path for path in files if name_of(path) != ".flaskenv"),
        settings=_each(tree, files, lambda text: SETTINGS.findall(text)),
        targets=_each(tree, files, _targets),
        flask_apps=_each(tree, files, lambda text: FLASK_APP.findall(text)),
        env_files=tuple(_env_files(tree, files)),
        images=_each(tree, tree.named(*COMPOSE), lambda text: IMAGE.findall(text)),
    )


def _each(tree: Tree, files: list[str], find: Callable[[str], list[str]]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(Said(what=what, where=path) for path in files for what in find(tree.text(path))))


def _targets(text: str) -> list[str]:
    return [found for line in SERVER.findall(text) for found in re.findall(rf"(?<![\w./:-]){TARGET}", line)]


def _env_files(tree: Tree, files: list[str]) -> Iterator[Said]:
    for path in files:
        text = tree.text(path)
        named = ENV_FILE.findall(text)
        named += [one for block in ENV_FILES.findall(text) for one in LISTED.findall(block)]
        for name in dict.fromkeys(named):
            if "$" not in name and "%" not in name:
                yield Said(what=name if name.startswith("/") else within(folder_of(path), name), where=path)
