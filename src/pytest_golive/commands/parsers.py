"""What the subcommands of ``golive`` have in common: how they are declared, and the flags that lead to settings."""

from __future__ import annotations

import argparse

from pytest_golive import flags

#: By what follows ``--golive-``.
FLAGS = {flag.dest.removeprefix("golive_"): flag for flag in flags.FLAGS}


def add_parser(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, told: str
) -> argparse.ArgumentParser:
    """Declare a command; ``told`` is one sentence without its capital and its full stop."""
    return commands.add_parser(name, help=told, description=f"{told[0].upper()}{told[1:]}.")


def add_flags(parser: argparse.ArgumentParser, *names: str, **words: str) -> None:
    """Let a command take ``--golive-NAME`` for these names; ``words`` replaces the words of some."""
    for name in names:
        flag = FLAGS[name]
        parser.add_argument(flag.name, metavar=flag.metavar, default=None, help=words.get(name, flag.help))
