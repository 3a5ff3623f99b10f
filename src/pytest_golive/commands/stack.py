"""``golive stack``: what a site runs on, as JSON, to compare another site with it."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from pytest_golive.commands.parsers import add_flags, add_parser
from pytest_golive.facts.client import Client
from pytest_golive.facts.gather import Gatherer
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.options import load
from pytest_golive.reports.words import visible

COMMAND = "stack"


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    told = "print what the site runs on, without a secret: run it on staging, and keep it for release.staging-parity"
    add_flags(add_parser(commands, COMMAND, told), "config", "env", "target")


def run(given: argparse.Namespace, root: Path) -> int:
    """Look at the site and print; returns the exit code: 0, or 4 when nothing could be seen."""
    import msgspec

    settings = load(lambda name: getattr(given, name, None), root).settings
    client = Client(settings)
    gatherer = Gatherer(
        {"settings": settings, "client": client, "now": datetime.now(UTC)}, deadline=settings.target.deadline
    )
    gatherer.start(["stack"])
    attempt = gatherer.get("stack")
    client.close()
    if not attempt.seen:
        # What was given and did not answer tells more than that nothing was seen.
        tried = {one.reason: one for one in map(gatherer.get, gatherer.names) if one.look_failed}
        for one in tried.values() or [attempt]:
            print(f"golive: {visible(': '.join(filter(None, (one.reason, one.cure))))}", file=sys.stderr)
        return 4
    print(REDACTOR.text(json.dumps(msgspec.to_builtins(attempt.value), indent=2, ensure_ascii=False)))
    for name in attempt.value.unseen:
        print(f"golive: {name} could not be seen", file=sys.stderr)
    return 0
