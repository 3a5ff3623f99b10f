"""What brings a release to the servers: the deployment script, and the verdict that staging ended with."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import shutil
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.code.tools import INSTALL
from pytest_golive.facts.command import TimeoutExpired, run
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

SECONDS = 15.0
SCHEMA = "pytest-golive/verdict/"
SHELLS = frozenset({"sh", "bash", "dash", "ksh"})
#: A group of a shell's options: `-e`, `-Eeuo`.
OPTIONS = re.compile(r"-[A-Za-z]+")
#: A branch of `case`: ``deploy | rollback)``.
BRANCH = re.compile(r"(?m)^\s*\(?\s*([\w\"'-]+(?:\s*\|\s*[\w\"'-]+)*)\s*\)")


@dataclass(frozen=True, kw_only=True)
class DeployScript:
    """The deployment script, read and not run."""

    name: str
    is_executable: bool
    syntax: str
    """What the shell says of its syntax; empty when it is whole."""
    errors: tuple[str, ...]
    """What shellcheck calls errors."""
    stops_on_error: bool
    commands: tuple[str, ...]
    """The words that its `case` knows."""


@dataclass(frozen=True, kw_only=True)
class StagingVerdict:
    """The stored verdict of a run of the gate on staging."""

    name: str
    decision: str
    commit: str
    dirty: bool
    as_of: datetime
    target: str
    checklists: Mapping[str, str]
    """Path → SHA-256 of what was judged."""
    ours: Mapping[str, str]
    """The same of the checklists that are judged now."""
    open: tuple[str, ...]
    """Critical and high lines that did not pass, and how they ended."""


@fact(timeout=SECONDS * 2 + 5)
def deploy_script(settings: Settings) -> DeployScript:
    """Syntax, shellcheck's errors, and what the script knows."""
    given = settings.release.deploy_script
    if not given:
        cure = 'set deploy_script = "deploy.sh" in [release] of golive.toml'
        raise CannotLook("no deployment script is declared", cure=cure)
    path = Path(given)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no UTF-8"
        cure = "correct deploy_script in [release] of golive.toml"
        raise CannotLook(f"{given} cannot be read: {why}", cure=cure) from None
    first = text.partition("\n")[0]
    shell = next((word.rpartition("/")[2] for word in first[2:].split() if word.rpartition("/")[2] in SHELLS), "")
    if not first.startswith("#!") or not shell:
        cure = "have somebody look at it and vouch for it: `golive todo` shows the commands"
        raise CannotLook(f"{path.name} is no shell script", cure=cure)
    return DeployScript(
        name=path.name,
        is_executable=os.access(path, os.X_OK),
        syntax=_run([_found(shell), "-n", str(path)])[1],
        errors=_shellcheck(path),
        stops_on_error=stops_on_error(text),
        commands=tuple(word.strip("\"' ") for group in BRANCH.findall(text) for word in group.split("|")),
    )


@fact(timeout=SECONDS)
def staging_verdict(settings: Settings) -> StagingVerdict:
    """What the gate said of staging, from the verdict.json that was kept."""
    given = settings.release.staging_verdict
    if not given:
        cure = "keep the verdict.json of the run on staging, and set staging_verdict in [release] of golive.toml"
        raise CannotLook("no verdict of staging is declared", cure=cure)
    path = Path(given)
    try:
        told = json.loads(path.read_bytes())
        if not str(told["schema"]).startswith(SCHEMA):
            raise ValueError(f"its schema is {told['schema']!r}")
        lines = [one for one in told["lines"] if one["severity"] in {"critical", "high"} and not one["optional"]]
        return StagingVerdict(
            name=path.name,
            decision=told["decision"],
            commit=told["release"]["commit"],
            dirty=told["release"]["dirty"],
            as_of=datetime.fromisoformat(told["as_of"]),
            target=told["target"],
            checklists={one["path"]: one["sha256"] for one in told["checklists"]},
            ours={name: hashlib.sha256(Path(name).read_bytes()).hexdigest() for name in settings.checklist},
            open=tuple(f"“{one['text']}” was {one['outcome']}" for one in lines if _is_open(one)),
        )
    except OSError as error:
        why, cure = f"{given} cannot be read: {error.strerror}", "run the gate on staging and keep its verdict.json"
    except (ValueError, KeyError, TypeError) as error:
        why, cure = (
            f"{given} is no verdict.json of this gate: {error}",
            "keep what the gate wrote on staging",
        )
    raise CannotLook(why, cure=cure)


def stops_on_error(text: str) -> bool:
    """Whether a shell script says `set -e`, `set -euo pipefail` or `set -o errexit`, or its first line does."""
    first, *lines = text.splitlines() or [""]
    commands = [piece.split() for line in lines for piece in re.split(r";|&&", line.partition("#")[0])]
    return _is_errexit(first.split()[1:]) or any(words[:1] == ["set"] and _is_errexit(words[1:]) for words in commands)


def _is_errexit(words: list[str]) -> bool:
    options = list(itertools.takewhile(lambda word: word != "--", words))
    by_letter = any(OPTIONS.fullmatch(word) and "e" in word for word in options)
    return by_letter or ("errexit" in options and any(OPTIONS.fullmatch(word) and "o" in word for word in options))


def _is_open(line: dict[str, Any]) -> bool:
    return line["outcome"] in {"failed", "error", "unverified"}


def _shellcheck(path: Path) -> tuple[str, ...]:
    """shellcheck's findings of severity error."""
    beside = Path(sys.executable).parent / "shellcheck"
    program = str(beside) if beside.is_file() else shutil.which("shellcheck")
    if not program:
        raise CannotLook("shellcheck is not installed", cure=INSTALL, root="shellcheck")
    printed, trouble = _run([program, "--format=json", "--severity=error", str(path)])
    try:
        return tuple(f"line {one['line']}: SC{one['code']} {one['message']}" for one in json.loads(printed))
    except ValueError:
        why = f"shellcheck says nothing that can be read: {trouble or printed[:100]}"
        raise CannotLook(why, cure=f"run `shellcheck {path.name}` to see why", look_failed=True) from None


def _found(shell: str) -> str:
    """The shell that the script names, or one that reads the same."""
    program = shutil.which(shell) or shutil.which("bash")
    if not program:
        raise CannotLook(f"{shell} is not installed here", cure=f"install {shell}")
    return program


def _run(command: list[str]) -> tuple[str, str]:
    """What a program prints, and what it complains about."""
    try:
        done = run(command, seconds=SECONDS)
    except TimeoutExpired:
        why = f"{Path(command[0]).name} took longer than {SECONDS:g} s"
        raise CannotLook(why, cure="try it by hand", look_failed=True) from None
    except OSError as error:
        why = f"{command[0]} does not run: {error.strerror}"
        raise CannotLook(why, cure="try it by hand, and install it anew") from None
    return done.stdout, done.stderr.strip() or ("it ends with an error" * bool(done.returncode and not done.stdout))
