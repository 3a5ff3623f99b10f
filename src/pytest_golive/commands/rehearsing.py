"""``golive rehearse``: the rollback done once on staging, and kept for release.rollback-drill."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from pytest_golive.commands.parsers import FLAGS, add_flags, add_parser
from pytest_golive.errors import CannotLook, ConfigError
from pytest_golive.facts.client import Client
from pytest_golive.facts.rehearsal import Rehearsal, rehearse
from pytest_golive.options import load
from pytest_golive.reports.words import visible

COMMAND = "rehearse"


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    told = "roll back to the previous release and forth again, on staging, and keep how it went"
    env, allow = f"{FLAGS['env'].help}, staging's", "must be `writes`: the site is changed, twice"
    add_flags(add_parser(commands, COMMAND, told), "config", "env", "allow", env=env, allow=allow)


def run(given: argparse.Namespace, root: Path) -> int:
    """Rehearse; returns the exit code: 0 when all went well, 1 when it did not, 4 when nothing was done."""
    try:
        if not given.golive_env:
            raise ConfigError("say which environment is staging: --golive-env NAME, with [env.NAME.target] its address")
        settings = load(lambda name: getattr(given, name, None), root).settings
        if "writes" not in (given.golive_allow or "").split(","):
            raise ConfigError(f"this changes what runs at {settings.target.url}: say --golive-allow writes")
        client = Client(settings)
        try:
            done = rehearse(settings, client, datetime.now(UTC), _say)
        finally:
            client.close()
        _keep(Path(settings.release.rehearsal), done)
    except CannotLook as error:
        print(f"golive: nothing was done: {visible(error.reason)}: {visible(error.cure)}", file=sys.stderr)
        return 4
    _say(f"{'it failed' if done.trouble else 'it works'}; kept in {settings.release.rehearsal}")
    return 1 if done.trouble else 0


def _keep(path: Path, done: Rehearsal) -> None:
    import msgspec

    path.write_text(json.dumps(msgspec.to_builtins(done), indent=2) + "\n", encoding="utf-8")


def _say(text: str) -> None:
    print(f"golive: {visible(text)}", flush=True)
