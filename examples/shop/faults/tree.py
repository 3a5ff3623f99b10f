"""Faults of the shop's files alone: planted in a copy of them in a git repository, so that no server is needed.

As in __init__.py, with `@tree_fault` in place of `@fault`, in modules called `tree_<area>.py`.
"""

from __future__ import annotations

import pkgutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from pathlib import Path

Plant = Callable[["Tree"], None]


@dataclass(frozen=True, kw_only=True)
class Tree:
    """A checkout of the shop with its env file; everything is committed and pushed."""

    folder: Path
    """The shop's folder: manage.py, shop/, store/."""
    env_file: Path

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace text in a file."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        if old not in text:
            raise LookupError(f"{path} does not contain {old!r}; has the shop changed?")
        file.write_text(text.replace(old, new), encoding="utf-8")

    def append(self, path: str, text: str) -> None:
        """Add text to the end of a file, or write a new one."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as out:
            out.write(text)

    def git(self, *arguments: str) -> str:
        """Run git in the shop's folder."""
        done = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise OSError(f"git {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def publish(self) -> None:
        """Commit everything, and push it."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Work", "--allow-empty")
        self.git("push", "--quiet")


@dataclass(frozen=True, kw_only=True)
class TreeFault:
    """A way in which the shop's files can be wrong."""

    name: str
    plant: Plant
    reds: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Checks that may turn red as a consequence."""
    hides: tuple[str, ...] = ()
    """Checks that may be unable to tell; patterns."""
    is_published: bool = True
    """Committed and pushed after it is planted."""

    @property
    def area(self) -> str:
        """The module it is in: ``tree_code``."""
        return self.plant.__module__.rpartition(".")[2]

    def explains(self, check: str, *, is_red: bool) -> bool:
        """Whether the fault is a reason for this check to be red, or else for being unable to tell."""
        if check in {*self.reds, *self.also}:
            return True
        return not is_red and any(fnmatchcase(check, pattern) for pattern in self.hides)


_registered: dict[str, TreeFault] = {}


def tree_fault(
    name: str,
    *,
    reds: tuple[str, ...],
    also: tuple[str, ...] = (),
    hides: tuple[str, ...] = (),
    is_published: bool = True,
) -> Callable[[Plant], Plant]:
    """Register a function as a fault of the files."""

    def register(plant: Plant) -> Plant:
        if name in _registered or not (plant.__doc__ or "").strip():
            raise ValueError(f"fault {name}: the name is taken, or no docstring says what is planted")
        _registered[name] = TreeFault(
            name=name, plant=plant, reds=reds, also=also, hides=hides, is_published=is_published
        )
        return plant

    return register


@cache
def tree_catalogue() -> dict[str, TreeFault]:
    """Every fault of the files, by name."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name.startswith("tree_"):
            import_module(f"faults.{module.name}")
    return dict(_registered)
