"""What ruff says of the team's Python files: by the project's own rules, by PEP 8, of imports and of security."""

from __future__ import annotations

import configparser
import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.code.git import TeamFiles, is_test
from pytest_golive.facts.code.spots import Spot
from pytest_golive.facts.code.tools import run_tool
from pytest_golive.facts.registry import fact
from pytest_golive.facts.repository import ask_git

SECONDS = 30.0
#: Files for one command line.
AT_ONCE = 500
#: The newest syntax that every ruff since 0.8 knows.
SYNTAX = ("--target-version", "py313")
#: Rules of PEP 8 that formatters break on purpose, as pycodestyle leaves them out by itself.
NOT_PEP8 = "E203,E226"
#: Rules that bandit rates as low: assertions, imports, subprocess without a shell, guesses at passwords.
LOW = "S101,S105,S106,S107,S110,S112,S113,S311,S403,S404,S405,S406,S407,S408,S409,S603,S606,S607"
#: What the project's configuration excludes is left out, though it is named.
OWN = "--force-exclude"
FLAKE8_FILES = (".flake8", "setup.cfg", "tox.ini")


@dataclass(frozen=True, kw_only=True)
class Lint:
    """What a linter found."""

    files: int
    rules: str
    """By which rules, for people."""
    spots: tuple[Spot, ...] = ()
    """What and where; ``what`` begins with the rule's code."""
    unparsed: tuple[Spot, ...] = ()
    """Files that are not valid Python."""


@fact(timeout=SECONDS + 5)
def lint(team_files: TeamFiles) -> Lint:
    """Findings by the project's own configuration of ruff, or by E, F and W when it has none."""
    config = _config(team_files)
    if config:
        return _ruff(team_files, team_files.python, f"the rules of {config.name}", OWN)
    if other := _other_linter(Path(team_files.root)):
        why = f"{other} is what the project is linted by, and only ruff is run here"
        raise CannotLook(why, cure="have CI run it, and somebody vouch for it: `golive todo` shows the commands")
    return _ruff(team_files, team_files.python, "E, F and W", "--isolated", "--select", "E,F,W", *SYNTAX)


@fact(timeout=SECONDS + 5)
def style(team_files: TeamFiles) -> Lint:
    """Findings by PEP 8, with the project's own length of lines."""
    rules: tuple[str, ...] = ("--select", "E,W,N", "--ignore", NOT_PEP8, "--preview")
    if _config(team_files):
        # Else a project that turns preview rules on one by one would hide half of PEP 8.
        rules = (*rules, "--config", "lint.explicit-preview-rules=false", OWN)
    else:
        rules = (*rules, "--isolated", *SYNTAX, *_length(Path(team_files.root)))
    return _ruff(team_files, team_files.python, "PEP 8 (E, W, N)", *rules)


@fact(timeout=SECONDS + 5)
def import_order(team_files: TeamFiles) -> Lint:
    """Imports out of order, and imports nobody uses."""
    isolated = (OWN,) if _config(team_files) else ("--isolated", *SYNTAX)
    return _ruff(team_files, team_files.python, "I001 and F401", "--select", "I001,F401", *isolated)


@fact(timeout=SECONDS + 5)
def security_scan(team_files: TeamFiles) -> Lint:
    """Findings of the security rules outside tests, without those that are rated low."""
    names = [name for name in team_files.python if not is_test(name)]
    return _ruff(team_files, names, "S", "--isolated", "--ignore-noqa", "--select", "S", "--ignore", LOW, *SYNTAX)


def _ruff(team_files: TeamFiles, names: Iterable[str], rules: str, *options: str) -> Lint:
    files, root = list(names), Path(team_files.root)
    if not files:
        raise CannotLook(f"there is no Python file in {root}", cure="set dir in [code] of golive.toml")
    fixed = ("check", "--output-format", "json", "--no-cache", "--exit-zero", "--no-fix", "--quiet")
    found: list[Any] = []
    looked_at = 0 if OWN in options else len(files)
    for start in range(0, len(files), AT_ONCE):
        part = [f"./{name}" for name in files[start : start + AT_ONCE]]
        if OWN in options:
            shown = run_tool("ruff", "check", "--show-files", "--quiet", OWN, "--", *part, folder=root, seconds=SECONDS)
            looked_at += len(shown.splitlines())
        found += json.loads(run_tool("ruff", *fixed, *options, "--", *part, folder=root, seconds=SECONDS))
    if not looked_at:
        why = "the project's configuration of ruff excludes every Python file"
        raise CannotLook(why, cure="exclude only what is not the team's own")
    spots = [_spot(one, root) for one in found]
    broken = tuple(one for one in spots if one.what.startswith("invalid-syntax"))
    return Lint(files=looked_at, rules=rules, spots=tuple(one for one in spots if one not in broken), unparsed=broken)


def _spot(told: dict[str, Any], root: Path) -> Spot:
    line = told["location"]["row"]
    path = Path(told["filename"])
    text = path.read_text(encoding="utf-8", errors="replace").split("\n")
    name = path.relative_to(root.resolve()) if path.is_relative_to(root.resolve()) else path.relative_to(root)
    return Spot(
        file=name.as_posix(),
        line=line,
        text=text[line - 1].strip()[:160] if 0 < line <= len(text) else "",
        what=f"{told['code'] or 'invalid-syntax'} {told['message'].splitlines()[0]}",
    )


def _config(team_files: TeamFiles) -> Path | None:
    """The project's configuration of ruff: beside the code, or above it in the repository."""
    root = Path(team_files.root).resolve()
    top = Path(ask_git(root, "rev-parse", "--show-toplevel").strip())
    for folder in (root, *root.parents):
        for name in (".ruff.toml", "ruff.toml"):
            if (folder / name).is_file():
                return folder / name
        if "ruff" in _pyproject(folder).get("tool", {}):
            return folder / "pyproject.toml"
        if folder == top:
            break
    return None


def _other_linter(root: Path) -> str:
    if any(_section(root / name, "flake8") for name in FLAKE8_FILES):
        return "flake8"
    is_pylint = (root / ".pylintrc").is_file() or "pylint" in _pyproject(root).get("tool", {})
    return "pylint" if is_pylint else ""


def _length(root: Path) -> tuple[str, ...]:
    """The length of lines that flake8, pycodestyle or black are told."""
    sections = [_section(root / name, part) for name in FLAKE8_FILES for part in ("flake8", "pycodestyle")]
    given = [one.get("max-line-length", one.get("max_line_length", "")) for one in sections]
    given.append(str(_pyproject(root).get("tool", {}).get("black", {}).get("line-length", "")))
    length = next((one.strip() for one in given if one.strip().isdigit()), "")
    return ("--line-length", length) if length else ()


def _section(path: Path, name: str) -> dict[str, str]:
    parser = configparser.RawConfigParser()
    try:
        parser.read(path, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError):
        return {}
    return dict(parser[name]) if parser.has_section(name) else {}


def _pyproject(folder: Path) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
