"""Runs the tools of the extra ``[code]``, each as a process of its own with machine-readable output."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from pytest_golive.errors import CannotLook
from pytest_golive.facts.command import TimeoutExpired, run

INSTALL = "pip install pytest-golive[code]"


def run_tool(module: str, *arguments: str, folder: Path, seconds: float, good: tuple[int, ...] = (0,)) -> str:
    """Standard output of ``python -m module``.

    Args:
        module: the tool's module.
        arguments: of its command line.
        folder: it runs there.
        seconds: it may take no longer.
        good: exit codes with which it answers.

    Raises:
        CannotLook: it is not installed, takes too long, or ends otherwise.
    """
    name = module.replace("_", "-")
    if find_spec(module) is None:
        raise CannotLook(f"{name} is not installed", cure=INSTALL, root=name)
    # -P: a module of the team's, in its folder, is not the tool.
    command = [sys.executable, "-P", "-m", module, *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    cure = f"run `python -m {module}` in {folder} to see why"
    try:
        done = run(command, seconds=seconds, folder=folder, environment=environment)
    except TimeoutExpired:
        why = f"{name} took longer than {seconds:g} s"
        raise CannotLook(why, cure="name what is not the team's own in [code] exclude", look_failed=True) from None
    except OSError as error:
        raise CannotLook(f"{name} does not run: {error.strerror}", cure=cure) from None
    if done.returncode in good:
        return done.stdout
    said = " ".join(done.stderr.split())[-300:] or "it says nothing"
    raise CannotLook(f"{name} ended with code {done.returncode}: {said}", cure=cure, look_failed=True)
