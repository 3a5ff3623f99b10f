"""Patterns of golive.toml that stand for files: ``docs/**/*.md``, as pathlib and .gitignore read them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from pytest_golive.facts.repository import NOT_THE_TEAMS
from pytest_golive.schema import Mistake

SIGNS = "*?["
#: What lies in a folder that a tool has made: a virtual environment, or the reports of a run with its filled checklist.
MARKS = ("pyvenv.cfg", "verdict.json")


def files_of(key: str, given: Iterable[str], root: Path, made: Path) -> tuple[tuple[str, ...], list[Mistake]]:
    """The files that paths and patterns of a setting stand for, each once; and what is wrong with them.

    Of a pattern none that lies below ``made`` or in any other folder that is not the team's.
    """
    found: list[str] = []
    mistakes = []
    for at, one in enumerate(given):
        if not any(sign in one for sign in SIGNS) or (root / one).exists():
            found.append(str(root / one) if one else "")
            continue
        try:
            files = _fitting(root, one, made)
        except OSError as error:
            mistakes.append(Mistake((key, at), f"{error.filename} cannot be listed: {error.strerror}"))
            continue
        if not files:
            mistakes.append(Mistake((key, at), f"no file is like {one}; correct it, or name the file"))
        found += files
    return tuple(dict.fromkeys(found)), mistakes


def _fitting(root: Path, pattern: str, made: Path) -> list[str]:
    parts = Path(pattern).parts
    first = next(at for at, part in enumerate(parts) if any(sign in part for sign in SIGNS))
    if NOT_THE_TEAMS & {*parts[:first]}:
        return []
    base = root.joinpath(*parts[:first])
    return sorted(str(one) for one in _files(base, made) if _fits(one.relative_to(base).parts, parts[first:]))


def _files(base: Path, made: Path) -> Iterator[Path]:
    if not base.is_dir():
        return
    for above, folders, names in os.walk(base, onerror=_refuse):
        folders[:] = [one for one in folders if one not in NOT_THE_TEAMS and not _is_made(Path(above, one), made)]
        yield from (path for name in names if (path := Path(above, name)).is_file())


def _refuse(error: OSError) -> None:
    raise error


def _is_made(folder: Path, made: Path) -> bool:
    return folder == made or any((folder / mark).exists() for mark in MARKS)


def _fits(path: Sequence[str], pattern: Sequence[str]) -> bool:
    if not path or not pattern:
        return not path and not pattern
    if pattern[0] == "**":
        # At the end it is for all that lies below, elsewhere for any number of folders.
        return len(pattern) == 1 or _fits(path, pattern[1:]) or _fits(path[1:], pattern)
    return fnmatchcase(path[0], pattern[0]) and _fits(path[1:], pattern[1:])
