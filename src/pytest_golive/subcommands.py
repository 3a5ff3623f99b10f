"""What the subcommands of ``golive`` have in common: how they are declared, and the flags that lead to settings."""

from __future__ import annotations

import argparse

#: Each with what stands for its value, and its words.
FLAGS = {
    "config": ("FILE", "settings file"),
    "env": ("NAME", "overlay [env.NAME] of the settings file"),
    "report": ("DIR", "folder of the reports"),
    "target": ("URL", "base URL of the site"),
    "allow": ("EFFECTS", "effects allowed on the target"),
}


def add_parser(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, told: str
) -> argparse.ArgumentParser:
    """Declare a command; ``told`` is one sentence without its capital and its full stop."""
    return commands.add_parser(name, help=told, description=f"{told[0].upper()}{told[1:]}.")


def add_flags(parser: argparse.ArgumentParser, *names: str, **words: str) -> None:
    """Let a command take ``--golive-NAME`` for these names; ``words`` replaces the words of some."""
    for name in names:
        metavar, told = FLAGS[name]
        parser.add_argument(f"--golive-{name}", metavar=metavar, default=None, help=words.get(name, told))
