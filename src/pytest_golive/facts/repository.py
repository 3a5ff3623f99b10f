"""Asks git, and tells the team's own files from those that tools and package managers put beside them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pytest_golive.errors import CannotLook
from pytest_golive.facts.command import CompletedProcess, TimeoutExpired, run

SECONDS = 10.0
#: Folders that hold other people's code or what tools have made, should somebody have committed them.
NOT_THE_TEAMS = frozenset(
    {".git", ".hg", "node_modules", "bower_components", "venv", ".venv", "site-packages", "__pycache__", ".tox",
     ".mypy_cache", ".pytest_cache", ".ruff_cache", "golive-report"}
)  # fmt: skip
REPOSITORY = "set dir in [code] of golive.toml to a folder of the git repository, and run the gate in a checkout"


def ask_git(root: Path, *arguments: str, seconds: float = SECONDS) -> str:
    """What git prints in a folder.

    Raises:
        CannotLook: there is no git or no repository, or git refuses or takes too long.
    """
    done = run_git(root, *arguments, seconds=seconds)
    if done.returncode == 0:
        return done.stdout
    said = (done.stderr.strip().splitlines() or ["it says nothing"])[0]
    if "not a git repository" in said:
        raise CannotLook(f"{root} is in no git repository", cure=REPOSITORY)
    raise CannotLook(f"git {arguments[0]} failed: {said}", cure="make `git status` work there", look_failed=True)


def run_git(root: Path, *arguments: str, seconds: float = SECONDS) -> CompletedProcess[str]:
    """How git ended in a folder.

    Raises CannotLook when there is no git, or it takes too long.
    """
    command = ["git", *arguments]
    # A status must not take the lock that somebody's commit needs.
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    # Names of files, as Python holds them.
    encoding, errors = sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()
    try:
        return run(command, seconds=seconds, folder=root, environment=environment, encoding=encoding, errors=errors)
    except TimeoutExpired:
        why = f"git {arguments[0]} took longer than {seconds:g} s"
        raise CannotLook(why, cure=REPOSITORY, look_failed=True) from None
    except OSError as error:
        raise CannotLook(f"git does not run: {error.strerror}", cure="install git") from None


def git(folder: Path, *arguments: str) -> str:
    """What git prints when asked in a folder; empty when it cannot."""
    try:
        return ask_git(folder, *arguments)
    except CannotLook:
        return ""
