"""The commit that is judged, as git knows it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pytest_golive.finding import Release


def checkout(folder: Path) -> Release:
    """Commit of the work tree and whether it holds changes; empty when there is no git or no repository."""
    try:
        done = subprocess.run(
            ["git", "status", "--porcelain=v2", "--branch", "--untracked-files=no"],  # noqa: S607 - the user's git
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Release()
    lines = done.stdout.splitlines()
    commit = next((line.split()[2] for line in lines if line.startswith("# branch.oid ")), "")
    return Release(
        commit="" if commit == "(initial)" else commit,
        dirty=any(not line.startswith("#") for line in lines),
    )
