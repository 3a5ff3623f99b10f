"""The team's own files: what git keeps of a folder, or what lies there without what tools have put there."""

from __future__ import annotations

import os
from pathlib import Path

from pytest_golive.facts.repository import NOT_THE_TEAMS, git

MOST_FILES = 20_000
#: Where no git says otherwise, these are what tools have made, too.
MADE = NOT_THE_TEAMS | {"env", "dist", "build"}


def team_files(root: Path) -> tuple[str, ...]:
    """Paths relative to ``root``, sorted: tracked by git, or new and not ignored; without git all that lie there."""
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    names = [name for name in listed if name] or list(_walk(root))
    own = {name for name in names if not NOT_THE_TEAMS & {*name.split("/")} and (root / name).is_file()}
    return tuple(sorted(own)[:MOST_FILES])


def _walk(root: Path) -> list[str]:
    found: list[str] = []
    for folder, below, files in os.walk(root):
        below[:] = [name for name in below if name not in MADE and not name.endswith(".egg-info")]
        found += [Path(folder, name).relative_to(root).as_posix() for name in files]
        if len(found) > MOST_FILES:
            break
    return found
