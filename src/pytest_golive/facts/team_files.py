"""The team's own files: what git keeps of a folder, or what lies there without what tools have put there."""

from __future__ import annotations

import os
from pathlib import Path

from pytest_golive.facts.release import git

#: Folders that hold other people's code or what tools have made.
NOT_THE_TEAMS = frozenset(
    {".git", ".hg", "node_modules", "venv", ".venv", "env", "site-packages", "__pycache__", ".tox", ".mypy_cache",
     ".pytest_cache", ".ruff_cache", "golive-report", "dist", "build"}
)  # fmt: skip
MOST_FILES = 20_000


def team_files(root: Path) -> tuple[str, ...]:
    """Paths relative to ``root``, sorted: tracked by git, or new and not ignored; without git all that lie there."""
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    names = [name for name in listed if name] or list(_walk(root))
    return tuple(sorted({name for name in names if (root / name).is_file()})[:MOST_FILES])


def _walk(root: Path) -> list[str]:
    found: list[str] = []
    for folder, below, files in os.walk(root):
        below[:] = [name for name in below if name not in NOT_THE_TEAMS and not name.endswith(".egg-info")]
        found += [Path(folder, name).relative_to(root).as_posix() for name in files]
        if len(found) > MOST_FILES:
            break
    return found
