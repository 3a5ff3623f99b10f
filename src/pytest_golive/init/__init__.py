"""``golive init``: writes a first golive.toml from the project's files, running nothing of the project."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_golive.commands.parsers import add_parser
from pytest_golive.flags import CONFIG_NAME

if TYPE_CHECKING:
    from pytest_golive.init.document import Page
    from pytest_golive.init.project import Project

COMMAND = "init"


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    told = f"write a first {CONFIG_NAME} from what lies in this folder, running nothing of it"
    parser = add_parser(commands, COMMAND, told)
    parser.add_argument("--force", action="store_true", help=f"write over a {CONFIG_NAME} that is there")


def run(given: argparse.Namespace, root: Path) -> int:
    """Write the file; returns the exit code."""
    from pytest_golive.init.document import write
    from pytest_golive.init.project import look_around

    file = root / CONFIG_NAME
    if os.path.lexists(file) and not given.force:
        print(f"golive: {file} exists already; --force writes over it", file=sys.stderr)
        return 4
    project = look_around(root)
    page = write(project)
    try:
        file.write_text(page.text, encoding="utf-8")
    except OSError as error:
        print(f"golive: {file} cannot be written: {error.strerror}", file=sys.stderr)
        return 4
    _tell(page, project, root)
    return 0


def _tell(page: Page, project: Project, root: Path) -> None:
    from pytest_golive.init.rootdir import pytest_root
    from pytest_golive.reports.words import visible

    print(f"{CONFIG_NAME} written; no secret is in it: commit it")
    for head, rows in (("found", page.found), ("not found", page.lacking)):
        for row in rows:
            print(f"  {head:9} {visible(row)}")
    _tell_git(root)
    above = pytest_root(root)
    command = "golive gate" if above == root else f"golive gate --golive-config {CONFIG_NAME}"
    alone = f"{command} {shlex.join(project.checklists)}" if project.checklists else command
    if project.own_tests and above == root:
        folder = project.own_tests.rpartition("/")[0]
        # From here the tests would be collected without their own settings, and break.
        print(f"Now run the gate: {alone}")
        print(f"  (that leaves out the tests of your own, which have their settings in {visible(project.own_tests)};")
        print(f"  once some of them count, run them too, or it is never a GO: golive gate {shlex.quote(folder)})")
        return
    print(f"Now run the gate: {command}")
    if above != root:
        print(f"  (pytest's root is {visible(str(above))}, where no {CONFIG_NAME} is looked for here)")
    if project.checklists:
        print(f"  (a part, without the tests of your own, and never a GO where some count: {alone})")


def _tell_git(root: Path) -> None:
    """That the reports are no part of a release: in git they would change it with each run."""
    from pytest_golive.errors import CannotLook
    from pytest_golive.facts.repository import run_git
    from pytest_golive.settings import Settings

    folder = f"{Settings().report}/"
    with suppress(CannotLook):
        # 1: not ignored; 128: no repository.
        if run_git(root, "check-ignore", "-q", folder).returncode == 1:
            print(f"Add {folder} to .gitignore: the gate writes its reports there")
