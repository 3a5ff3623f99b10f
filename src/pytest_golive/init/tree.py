"""The files of a project: listed and read, never run."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from pytest_golive.syntax import parse_python

#: Folders that hold nothing of the team's own.
OTHERS = frozenset(
    """.git .hg .svn .tox .nox .venv venv virtualenv node_modules bower_components __pycache__ site-packages
    .mypy_cache .pytest_cache .ruff_cache .idea .vscode .github .gitlab .cache .eggs dist build htmlcov
    golive-report""".split()
)
MOST_FILES = 20_000
DEEPEST = 8
LARGEST = 1_000_000


class Tree:
    """The team's files below a folder, by their paths from there; the shallow ones first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        found = [path for path, _ in zip(_walk(root), range(MOST_FILES), strict=False)]
        self.files = tuple(sorted(found, key=lambda path: (path.count("/"), path)))
        self._texts: dict[str, str] = {}

    def named(self, *patterns: str) -> list[str]:
        """The files whose names (not paths) are like one of the patterns, in any case."""
        return [path for path in self.files if any(fnmatchcase(name_of(path).lower(), one) for one in patterns)]

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        return os.path.isfile(self.root / path)

    def text(self, path: str) -> str:
        """What a file holds; nothing when it is huge or cannot be read."""
        if path not in self._texts:
            self._texts[path] = _read(self.root / path)
        return self._texts[path]

    def code(self, path: str) -> ast.Module:
        """A Python file taken apart; an empty one when it is no Python."""
        try:
            return parse_python(self.text(path))
        except (SyntaxError, ValueError, RecursionError):
            return ast.Module(body=[], type_ignores=[])

    def module(self, folder: str, dotted: str) -> str:
        """The file of a module that is imported from a folder; empty when there is none."""
        path = within(folder, dotted.replace(".", "/"))
        return next((file for file in (f"{path}.py", f"{path}/__init__.py") if self.has(file)), "")

    def dotted(self, path: str) -> tuple[str, str]:
        """The folder that a Python file is imported from, and its name there."""
        parts = PurePosixPath(path).with_suffix("").parts
        start = len(parts) - 1
        while start and self.has("/".join((*parts[:start], "__init__.py"))):
            start -= 1
        names = parts[start:-1] if parts[-1] == "__init__" and len(parts) > start + 1 else parts[start:]
        return "/".join(parts[:start]) or ".", ".".join(names)


def name_of(path: str) -> str:
    """The last part of a path."""
    return path.rpartition("/")[2]


def folder_of(path: str) -> str:
    """The folder a file is in; ``.`` for the root."""
    return path.rpartition("/")[0] or "."


def within(folder: str, path: str) -> str:
    """A path below a folder, as a path from the root."""
    return os.path.normpath(os.path.join(folder, path)).replace(os.sep, "/")


def _walk(root: Path) -> Iterator[str]:
    for above, folders, names in os.walk(root):
        here = Path(above).relative_to(root)
        deep = len(here.parts) >= DEEPEST
        folders[:] = [] if deep else sorted(name for name in folders if _is_ours(above, name))
        # Pipes and devices would block whoever reads them; names that no text can hold are nobody's settings.
        files = (name for name in sorted(names) if name.isprintable() and os.path.isfile(os.path.join(above, name)))
        yield from ((here / name).as_posix() for name in files)


def _is_ours(above: str, name: str) -> bool:
    # A virtual environment, or the reports of an earlier run with its filled checklists.
    is_made = any(os.path.exists(os.path.join(above, name, mark)) for mark in ("pyvenv.cfg", "verdict.json"))
    return name not in OTHERS and name.isprintable() and not is_made


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            return ""
        return path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return ""
