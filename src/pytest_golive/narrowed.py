"""A run of a part of what counts: what narrowed it, and what of the verdict is about that part.

Such a run answers for what was asked and is never a GO, and its reports never take the place of the whole run's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pytest_golive.checklist.model import Checklist
from pytest_golive.errors import did_you_mean
from pytest_golive.finding import Outcome

if TYPE_CHECKING:
    from pytest_golive.verdict import Verdict

#: Options of pytest that run again what failed.
AGAIN = {"lf": "--lf", "stepwise": "--sw"}
#: Folder, in that of the reports, for those of a part.
FOLDER = "part"


def named(config: pytest.Config) -> list[str]:
    """Arguments that name a part: a section, a line, a test file, a single test."""
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        return []  # a team whose `testpaths` are files runs the whole all the same
    return [arg for arg in config.args if "::" in arg or arg.endswith(".py")]


def selects(config: pytest.Config) -> bool:
    """Whether the command line may leave something out: then only what is asked is looked at."""
    return bool(named(config) or _again(config) or _left_out_by(config))


def why(config: pytest.Config, *, left_out: bool, unread: Sequence[str] = (), unreached: bool = False) -> str:
    """What narrowed the run; empty when it is whole.

    Args:
        left_out: whether a line or a test that counts was deselected. An option that leaves out nothing of that
            (``-m "not slow"`` in a team's addopts) narrows nothing.
        unread: the project's checklists that were not asked beside another of them.
        unreached: whether a file that holds tests that count was not collected.
    """
    by = [*named(config), *_again(config)]
    if left_out:
        by += _left_out_by(config) or ([] if by else ["a plug-in or a conftest.py deselected the rest"])
    if unread and not by:
        by = [f"without {', '.join(unread)}"]
    if unreached:
        by += [*checklists(config), *_ignored(config)]
    return f"only a part was run: {', '.join(by)}" if by else ""


def checklists(config: pytest.Config) -> list[str]:
    """Checklists that are all the command line names: no test is asked then."""
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        return []
    return config.args if all(arg.endswith(".md") for arg in config.args) else []


def folders(config: pytest.Config, project: Path) -> list[Path]:
    """Where the tests are that the run is about: the folders the command line names, else the whole project."""
    called = config.invocation_params.dir
    is_named = config.args_source is pytest.Config.ArgsSource.ARGS
    paths = [path for arg in config.args if (path := called / arg).is_dir()] if is_named else []
    # A golive.toml where pytest was called is that of a project below pytest's root.
    return paths or [called if project.resolve() == called.resolve() else config.rootpath]


def _ignored(config: pytest.Config) -> list[str]:
    option = config.option
    given = [(flag, text) for flag in ("ignore", "ignore_glob") for text in getattr(option, flag, None) or ()]
    return [f"--{flag.replace('_', '-')} {text}" for flag, text in given]


def _again(config: pytest.Config) -> list[str]:
    return [flag for name, flag in AGAIN.items() if getattr(config.option, name, False)]


def _left_out_by(config: pytest.Config) -> list[str]:
    option = config.option
    given = [(flag, text) for flag, text in (("-k", option.keyword), ("-m", option.markexpr)) if text]
    given += [("--deselect", text) for text in option.deselect or ()]
    return [f"{flag} {text}" for flag, text in given]


def unknown(arg: str, checklist: Checklist) -> str:
    """That an argument names no section and no line of its checklist; empty when it does."""
    said = arg.partition("::")[2]
    paths = [line.id.split("/") for line in checklist.lines]
    known = {"::".join(path[:depth]) for path in paths for depth in range(1, len(path) + 1)}
    if not said or said in known:
        return ""
    # By the last part: a right section before a wrong line would make every line of it look near.
    hint = did_you_mean(said.rpartition("::")[2], {name.rpartition("::")[2]: name for name in known})
    return f"no line {said!r} in {checklist.path}{hint}"


def reports_of(folder: Path, part: str) -> Path:
    """Where the reports go."""
    return folder / FOLDER if part else folder


def view(verdict: Verdict, part: str, asked: Collection[tuple[str, str]]) -> Verdict:
    """The verdict about the lines that were asked alone: who runs one of them wants its answer."""
    lines = tuple(line for line in verdict.lines if (line.checklist, line.id) in asked)
    others = {line.id for line in verdict.lines} - {line.id for line in lines}
    counts = Counter(line.outcome.value for line in lines)
    return replace(
        verdict,
        # A group that repeats the answer of one of them is not asked itself, so that nothing hides the line.
        lines=lines,
        counts={outcome.value: counts[outcome.value] for outcome in Outcome} | {"total": len(lines)},
        blockers=tuple(one for one in verdict.blockers if one.id not in others and one.reason != part),
        conditions=tuple(one for one in verdict.conditions if one.id not in others),
        warnings=tuple(one for one in verdict.warnings if one.id in {line.id for line in lines}),
        signoffs=(),
    )
