"""Faults of the shop's files alone: documents, licences, code that nobody runs. No server is needed to plant them.

How to add one, in a module `tree_<area>.py`:

    @tree_fault("restore-script-gone", reds=("docs.restore-procedure",))
    def restore_script_gone(tree: Tree) -> None:
        \"\"\"Delete the script that the restore procedure names.\"\"\"
        tree.remove("deploy/restore.sh")

`tests/drill/test_tree_<area>.py` plants each into a copy of the shop's files in a git repository.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(kw_only=True)
class Tree:
    """The copy of the shop's files."""

    root: Path
    #: Day and hour the commit is dated: "2024-01-31T12:00:00+00:00"; empty: now.
    committed: str = ""
    #: Addresses at which nothing is any more; all others answer 200.
    dead: tuple[str, ...] = ()

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


Plant = Callable[[Tree], None]


@dataclass(frozen=True, kw_only=True)
class TreeFault:
    """A way in which the shop's files can be wrong."""

    name: str
    plant: Plant
    reds: tuple[str, ...]
    """Checks that must turn red."""
    also: tuple[str, ...] = field(default=())
    """Checks that may turn red as a consequence."""


TREE_FAULTS: dict[str, TreeFault] = {}


def tree_fault(name: str, *, reds: tuple[str, ...], also: tuple[str, ...] = ()) -> Callable[[Plant], Plant]:
    """Register a function as a fault of the shop's files."""

    def register(plant: Plant) -> Plant:
        if name in TREE_FAULTS or not plant.__doc__:
            raise ValueError(f"tree fault {name}: a name of its own and a docstring, please")
        TREE_FAULTS[name] = TreeFault(name=name, plant=plant, reds=reds, also=also)
        return plant

    return register
