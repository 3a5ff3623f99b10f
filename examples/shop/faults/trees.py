"""Faults of the shop's files alone: documents, licences, code that nobody runs. No server is needed to plant them.

How to add one, in a module `tree_<area>.py`:

    @tree_fault("restore-script-gone", reds=("docs.restore-procedure",))
    def restore_script_gone(tree: Tree) -> None:
        \"\"\"Delete the script that the restore procedure names.\"\"\"
        tree.remove("deploy/restore.sh")

`tests/drill/test_tree_<area>.py` plants each into a copy of the shop's files in a git repository.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

Plant = Callable[["Tree"], None]


@dataclass(kw_only=True)
class Tree:
    """A checkout of the shop, with its env file; everything is committed and pushed."""

    root: Path
    """The shop's folder: manage.py, shop/, store/, docs/."""
    #: Day and hour that all of it is dated when it is published: "2024-01-31T12:00:00+00:00"; empty: now.
    committed: str = ""
    #: Addresses at which nothing is any more; all others answer 200.
    dead: tuple[str, ...] = ()

    @property
    def env_file(self) -> Path:
        """The production env file, which git ignores."""
        return self.root / ".env.production"

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace text in a file."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        if old not in text:
            raise LookupError(f"{path} does not contain {old!r}; has the shop changed?")
        file.write_text(text.replace(old, new), encoding="utf-8")

    def cut(self, path: str, first: str, end: str) -> None:
        """Take away everything from one text up to the next occurrence of another."""
        text = (self.root / path).read_text(encoding="utf-8")
        start = text.index(first)
        self.edit(path, text[start : text.index(end, start + len(first))], "")

    def add(self, path: str, text: str) -> None:
        """Write a file, or at the end of one."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as opened:
            opened.write(text)

    def remove(self, path: str) -> None:
        """Delete a file."""
        (self.root / path).unlink()

    def git(self, *arguments: str, **environment: str) -> str:
        """Run git in the shop's folder."""
        command, there = ["git", *arguments], {**os.environ, **environment}
        done = subprocess.run(command, cwd=self.root, env=there, capture_output=True, text=True, check=False)
        if done.returncode:
            raise OSError(f"git {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def publish(self) -> None:
        """Commit everything, and push it."""
        self.git("add", "--all")
        if self.committed:
            # What was committed before would be younger.
            dated = {"GIT_AUTHOR_DATE": self.committed, "GIT_COMMITTER_DATE": self.committed}
            self.git("commit", "--quiet", "--amend", "--reset-author", "--no-edit", **dated)
        else:
            self.git("commit", "--quiet", "--message", "Work", "--allow-empty")
        self.git("push", "--quiet", "--force")


@dataclass(frozen=True, kw_only=True)
class TreeFault:
    """A way in which the shop's files can be wrong."""

    name: str
    plant: Plant
    reds: tuple[str, ...]
    """Checks that must turn red."""
    also: tuple[str, ...] = ()
    """Checks that may turn red as a consequence."""
    hides: tuple[str, ...] = ()
    """Checks that may be unable to tell; patterns."""
    is_published: bool = True
    """Committed and pushed after it is planted."""

    @property
    def area(self) -> str:
        """What its module is about: ``docs`` of ``tree_docs``."""
        return self.plant.__module__.rpartition("tree_")[2]

    def explains(self, check: str, *, is_red: bool) -> bool:
        """Whether the fault is a reason for this check to be red, or else for being unable to tell."""
        if check in {*self.reds, *self.also}:
            return True
        return not is_red and any(fnmatchcase(check, pattern) for pattern in self.hides)


TREE_FAULTS: dict[str, TreeFault] = {}


def tree_fault(
    name: str,
    *,
    reds: tuple[str, ...],
    also: tuple[str, ...] = (),
    hides: tuple[str, ...] = (),
    is_published: bool = True,
) -> Callable[[Plant], Plant]:
    """Register a function as a fault of the shop's files."""

    def register(plant: Plant) -> Plant:
        if name in TREE_FAULTS or not plant.__doc__:
            raise ValueError(f"tree fault {name}: a name of its own and a docstring, please")
        TREE_FAULTS[name] = TreeFault(
            name=name, plant=plant, reds=reds, also=also, hides=hides, is_published=is_published
        )
        return plant

    return register
