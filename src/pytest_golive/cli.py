"""The ``golive`` command: the gate without remembering pytest, and what the checks mean."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
from collections.abc import Generator, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

import pytest

from pytest_golive import init
from pytest_golive.checklist.bind import Binder
from pytest_golive.checks import Check
from pytest_golive.checks.registry import NOT_BUILT
from pytest_golive.commands import people, rehearsing, signing, stack
from pytest_golive.contracts.trial import PLAYS, methods_of
from pytest_golive.errors import GoliveError, did_you_mean, in_words
from pytest_golive.flags import FLAGS
from pytest_golive.named.frameworks import framework_of, suited
from pytest_golive.named.headers import listed
from pytest_golive.options import load
from pytest_golive.reports.words import visible
from pytest_golive.team import broken, load_team


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has heard enough (`golive list | head`); what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (GoliveError, OSError) as error:
        return refuse(error)
    return code


def refuse(error: GoliveError | OSError) -> int:
    """Say what people have to repair first; returns the exit code."""
    why = in_words(error) if isinstance(error, OSError) else str(error)
    print(f"golive: {visible(why, lines=True)}", file=sys.stderr)
    return 4


def _run(arguments: Sequence[str] | None) -> int:
    options, rest = _parser().parse_known_args(arguments)
    if options.command == "gate":
        return _gate(options, rest)
    if options.command in people.KINDS and options.command != "fill" and not any(one.startswith("-") for one in rest):
        # argparse takes lines on one side of the flags only.
        options.line, rest = [*options.line, *rest], []
    if rest:
        _parser().error(f"unrecognized arguments: {' '.join(rest)}")
    if options.command == init.COMMAND:
        # Before pytest begins: it would load the project's own conftest.py.
        return init.run(options, Path.cwd())
    team = _Team()
    if code := pytest.main(team.arguments(options), plugins=[team]):
        return int(code)
    if options.command in people.COMMANDS:
        return people.run(options, team.root, team.binder, team.checks)
    if options.command in signing.COMMANDS:
        return signing.run(options, team.root)
    if options.command == stack.COMMAND:
        return stack.run(options, team.root)
    if options.command == rehearsing.COMMAND:
        return rehearsing.run(options, team.root)
    match options.command:
        case "list":
            return _list(team.checks)
        case "explain":
            return _explain(options.id, team.checks)
        case _:
            return _bind(options.file, team, options.write)


class _Team:
    """A pytest plug-in that loads the team's conftest.py files as a run would, and ends before there is one."""

    checks: Mapping[str, Check]
    """The shipped checks and the team's."""
    binder: Binder
    root: Path
    """pytest's rootdir."""

    @staticmethod
    def arguments(options: argparse.Namespace) -> list[str]:
        """What pytest is given: a checklist of another project brings that project's checks."""
        if options.command in signing.COMMANDS:
            # They need no check, and what decides about a checkout runs none of its code.
            return ["--noconftest"]
        file = getattr(options, "file", None)
        return [str(file.parent)] if file and not file.resolve().is_relative_to(Path.cwd()) else []

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_load_initial_conftests(self) -> Generator[None, None, None]:
        """Say in one line which conftest.py is broken."""
        try:
            return (yield)
        except (SystemExit, pytest.skip.Exception):
            raise pytest.UsageError("a conftest.py of this project ends the run while it is loaded") from None
        except Exception as error:  # whatever a conftest.py raises is told, or raised again
            if isinstance(cause := getattr(error, "cause", None), Exception):
                raise pytest.UsageError(broken(cause, getattr(error, "path", ""))) from None
            raise

    @pytest.hookimpl(tryfirst=True)
    def pytest_cmdline_main(self, config: pytest.Config) -> int:
        """Have everybody register their checks; pytest goes no further."""
        self.checks, self.binder = load_team(config)
        self.root = config.rootpath
        return 0


class _Parser(argparse.ArgumentParser):
    """Knows what a misspelt command was meant to be."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2, as every parser does."""
        given = re.search(r"argument COMMAND: invalid choice: '([^']*)' \(choose from (.*)\)", message)
        if given and (close := difflib.get_close_matches(given[1], re.findall(r"[\w-]+", given[2]), n=1)):
            message = f"there is no command {given[1]!r}, did you mean {close[0]!r}?"
        super().error(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="golive", description="GO or NO-GO for a launch, from your own checklist.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('pytest-golive')}")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=argparse.ArgumentParser
    )
    gate = commands.add_parser("gate", help="judge the checklist: the same as `pytest --golive`")
    add_flags(gate)
    # The same flags at the top, so that `golive --help` shows what `pytest --help` shows.
    add_flags(parser.add_argument_group("flags of `golive gate` and of pytest"))
    init.add_command(commands)
    commands.add_parser("list", help="show every check: id, severity, what holds when it passes")
    explain = commands.add_parser("explain", help="show all about one check")
    explain.add_argument("id", metavar="ID")
    bind = commands.add_parser("bind", help="show which checks verify each line of a checklist")
    bind.add_argument("file", metavar="FILE", type=Path)
    bind.add_argument("--write", metavar="COPY", type=Path, help="write a copy with the checks as comments, for review")
    people.add_commands(commands)
    signing.add_commands(commands)
    stack.add_command(commands)
    rehearsing.add_command(commands)
    return parser


def add_flags(parser: argparse._ActionsContainer) -> None:
    """Add the flags of `flags.FLAGS`, with the words pytest shows."""
    for flag in FLAGS:
        if flag.metavar:
            parser.add_argument(flag.name, metavar=flag.metavar, help=flag.help, default=argparse.SUPPRESS)
        else:
            parser.add_argument(flag.name, action="store_true", help=flag.help, default=argparse.SUPPRESS)


def _gate(options: argparse.Namespace, rest: Sequence[str]) -> int:
    given = vars(options)
    flags = ["--golive"]
    for flag in FLAGS:
        if flag.metavar and flag.dest in given:
            flags += [f"{flag.name}={given[flag.dest]}"]
    return int(pytest.main([*flags, *rest]))


def _list(checks: Mapping[str, Check]) -> int:
    for one in sorted(checks.values(), key=lambda one: one.id):
        built = "" if one.is_built else f" ({NOT_BUILT})"
        print(f"{one.id:36} {one.severity:9} {one.expected}{built}")
    return 0


def _explain(check_id: str, checks: Mapping[str, Check]) -> int:
    if check_id not in checks:
        hint = did_you_mean(check_id, [*checks]) or "; `golive list` shows all ids"
        print(f"golive: there is no check {check_id!r}{hint}", file=sys.stderr)
        return 4
    one = checks[check_id]
    told = {
        "Passes when": one.expected,
        "Why": one.told("Why"),
        "Fix": one.fix,
        "Cannot tell when": one.told("Cannot tell when"),
        "Source": one.told("Source"),
        "Severity": f"{one.severity}, unless the checklist says otherwise",
        "Effect": one.effect,
        "Looks at": "" if one.is_contract else ", ".join(one.facts),
        "Acts by": ", ".join(methods_of(PLAYS[one.id])) if one.is_contract else "",
        "State": "" if one.is_built else NOT_BUILT,
        "Will look at": ", ".join(one.awaits),
        "Phrases": "; ".join(one.says),
    }
    print(one.id)
    for label, text in told.items():
        if text:
            print(f"  {label}: {text}")
    return 0


def _framework(root: Path) -> str:
    """The application's framework by golive.toml; empty where that says nothing, or is not whole yet."""
    try:
        return framework_of(load(lambda _: None, root).settings)
    except GoliveError:
        return ""


def _named(check: Check) -> str:
    return check.id if check.is_built else f"{check.id} ({NOT_BUILT})"


def _bind(file: Path, team: _Team, copy: Path | None) -> int:
    from pytest_golive.checklist.parse import parse
    from pytest_golive.checklist.pin import pin

    raw = file.read_bytes()
    checklist = parse(raw, str(file))
    own = [line for line in checklist.lines if not line.is_field]
    framework = _framework(team.root)
    bindings = {}
    for line in own:
        binding = listed(line, partial(team.binder.bind, path=str(file), parent=checklist.parent_text(line)))
        bindings[line.id] = suited(binding, line.text, framework, team.checks)
    for line in own:
        binding = bindings[line.id]
        by = ", ".join(dict.fromkeys(_named(team.checks[bound.check]) for bound in binding.bound)) or "nothing"
        left = f"   left over: {' '.join(binding.leftover)}" if binding.leftover else ""
        print(f"{line.number:5} {visible(line.text)}\n      → {by}{visible(left)}")
    if copy:
        copy.write_bytes(pin(raw, checklist, bindings))
        print(f"written to {copy}: review it, then put it in the place of {file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
