"""Git, as tests use it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

WHO = ("-c", "user.name=Ada", "-c", "user.email=ada@shop.test", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str, at: str = "") -> str:
    """Run git in a folder as Ada, who signs no commit; what it prints.

    Args:
        folder: where it runs.
        arguments: of git.
        at: the moment of a commit, where it is not now.
    """
    dated = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at} if at else {}
    command, there = ["git", *WHO, *arguments], {**os.environ, **dated}
    done = subprocess.run(command, cwd=folder, env=there, capture_output=True, text=True, check=True)
    return done.stdout.strip()
