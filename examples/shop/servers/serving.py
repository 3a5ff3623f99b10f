"""Runs a shop until its standard input ends, and plants faults into it on demand: what both shops' serve.py do."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, Protocol

from servers.keeper import ENDING, Keeper


class Supervised(Protocol):
    """A shop with its servers."""

    #: Nothing but the proxy and the zone differs from the good shop.
    is_good_inside: bool

    def start(self) -> None:
        """Bring the good shop up."""

    def plant(self, *names: str) -> list[str]:
        """Put the good shop back, then plant the faults; returns the parts that were restarted."""

    def heal(self) -> list[str]:
        """Put the good shop back; returns what was restarted."""

    def facts(self) -> dict[str, str]:
        """What golive.toml and the tests read from the environment."""

    def stop(self) -> None:
        """Stop what runs in this process."""


Make = Callable[[Keeper, Callable[[str], None], str], Supervised]


def serve(make: Make, names: Callable[[], Iterable[str]], databases: tuple[str, ...]) -> None:
    """Start the shop, then obey.

    Args:
        make: loads and makes the supervisor; called under the signals' handler, because loading takes half a second
            and Ctrl-C must be silent then, too.
        names: of the faults that may be planted.
        databases: what the shop can run on; `make` is given one of them, by default the first.
    """
    for number in ENDING:
        signal.signal(number, leave)
    options = parse_arguments(names(), databases)
    with Keeper() as keeper:
        begin = time.monotonic()
        supervisor = make(keeper, say, options.database)
        try:
            supervisor.start()
            if options.fault:
                supervisor.plant(options.fault)
            answer({"ready": True, "seconds": since(begin), "env": supervisor.facts()})
            say_how_to_look(supervisor.facts())
            for line in sys.stdin:
                answer(obey(supervisor, line))
        finally:
            supervisor.stop()


def parse_arguments(names: Iterable[str], databases: tuple[str, ...]) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description="Run the demo shop until standard input ends (Ctrl-D).")
    parser.add_argument("--fault", choices=sorted(names), metavar="NAME", help="plant this fault first")
    parser.add_argument("--database", choices=databases, default=databases[0], help="what it runs on")
    return parser.parse_args()


def obey(supervisor: Supervised, line: str) -> dict[str, Any]:
    """Do what one line asks; a command that fails is answered, not raised."""
    begin = time.monotonic()
    try:
        match json.loads(line):
            case {"do": "plant", "faults": [*names]}:
                planted = {"ready": True, "faults": names, "restarted": supervisor.plant(*names)}
                return {**planted, "good_inside": supervisor.is_good_inside, "seconds": since(begin)}
            case {"do": "heal"}:
                return {"ready": True, "restarted": supervisor.heal(), "seconds": since(begin)}
            case other:
                raise ValueError(f"unknown command {other!r}")
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the one who asked must hear it
        return {"ready": False, "error": f"{type(error).__name__}: {error}", "seconds": since(begin)}


def say_how_to_look(facts: dict[str, str]) -> None:
    """One command that shows the shop."""
    host = facts["SHOP_URL"].removeprefix("https://")
    port = facts["SHOP_HTTPS"].rpartition(":")[2]
    say(f"curl --cacert '{facts['SHOP_CA']}' --connect-to {host}:443:127.0.0.1:{port} https://{host}/")


def answer(message: dict[str, Any]) -> None:
    """One line of JSON for whoever started us."""
    print(json.dumps(message), flush=True)


def say(text: str) -> None:
    """One line for people."""
    print(f"shop: {text}", file=sys.stderr, flush=True)


def since(begin: float) -> float:
    """Seconds, to two places."""
    return round(time.monotonic() - begin, 2)


def leave(number: int, frame: object) -> NoReturn:
    """Leave in order, so that everything is stopped; further signals must not interrupt that."""
    for again in ENDING:
        signal.signal(again, signal.SIG_IGN)
    raise SystemExit(128 + number)
