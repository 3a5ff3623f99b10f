"""Programs that are run: none reads the terminal, and one that cannot be started is one reason and not a traceback."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pytest_golive.errors import CannotLook
from pytest_golive.facts.code.tools import run_tool
from pytest_golive.facts.command import run
from pytest_golive.facts.delivery import deploy_script
from pytest_golive.facts.repository import ask_git
from pytest_golive.settings import Release, Settings


def test_nothing_can_be_typed_into_a_program() -> None:
    kept, (read_end, write_end) = os.dup(0), os.pipe()
    os.dup2(read_end, 0)
    try:
        # It would wait for the end of a pipe that stays open.
        done = run([sys.executable, "-c", "import sys; print(sys.stdin.read(), 'Ü')"], seconds=20)
    finally:
        os.dup2(kept, 0)
        for one in (kept, read_end, write_end):
            os.close(one)
    assert (done.returncode, done.stdout) == (0, " Ü\n")


def test_a_program_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bash").write_text("#!/nowhere/interpreter\n")
    (tmp_path / "bash").chmod(0o755)
    (tmp_path / "deploy.sh").write_text("#!/bin/bash\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    none = "does not run: No such file or directory"
    with pytest.raises(CannotLook, match=f"^{tmp_path}/bash {none}$") as script:
        deploy_script(Settings(release=Release(deploy_script=str(tmp_path / "deploy.sh"))))
    with pytest.raises(CannotLook, match=f"^git {none}$") as git:
        ask_git(tmp_path, "status")
    with pytest.raises(CannotLook, match=f"^json {none}$") as tool:
        run_tool("json", folder=tmp_path / "none", seconds=9)
    cures = [one.value.cure for one in (script, git, tool)]
    assert cures == [
        "try it by hand, and install it anew",
        "install git",
        f"run `python -m json` in {tmp_path}/none to see why",
    ]
