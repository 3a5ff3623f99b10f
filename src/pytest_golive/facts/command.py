"""Runs a program to its end. Nothing can be typed into it: the terminal is the gate's."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from subprocess import CompletedProcess, TimeoutExpired

__all__ = ["CompletedProcess", "TimeoutExpired", "run"]


def run(
    command: Sequence[str],
    *,
    seconds: float,
    folder: str | os.PathLike[str] | None = None,
    environment: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    errors: str = "replace",
) -> CompletedProcess[str]:
    """What a program printed, and how it ended.

    Raises OSError when it cannot be started, and TimeoutExpired when it was ended for taking too long.
    """
    return subprocess.run(  # noqa: S603 - a list of words, no shell
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding=encoding,
        errors=errors,
        timeout=seconds,
        check=False,
    )
