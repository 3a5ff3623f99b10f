"""Runs the demo shop until its standard input ends: `python examples/shop/serve.py [--fault NAME]`.

With `--database mariadb` it runs on MariaDB. Prints one JSON line when the shop is ready. Each line on standard
input is a command, answered with one JSON line: {"do": "plant", "faults": ["hsts-zero"]} plants faults into the good
shop, {"do": "heal"} puts the good shop back.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from typing import TYPE_CHECKING, Any, NoReturn

from servers.keeper import ENDING, Keeper

if TYPE_CHECKING:
    from servers.supervisor import Supervisor


def main() -> None:
    """Start the shop, then obey."""
    for number in ENDING:
        signal.signal(number, leave)
    # Loaded under the signals' handler, because it takes half a second: Ctrl-C must be silent then, too.
    from servers.supervisor import Supervisor

    options = parse_arguments()
    with Keeper() as keeper:
        begin = time.monotonic()
        supervisor = Supervisor(keeper, say, options.database)
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


def parse_arguments() -> argparse.Namespace:
    """What the command line says."""
    from faults import catalogue

    parser = argparse.ArgumentParser(description="Run the demo shop until standard input ends (Ctrl-D).")
    parser.add_argument("--fault", choices=sorted(catalogue()), metavar="NAME", help="plant this fault first")
    parser.add_argument("--database", choices=("postgresql", "mariadb"), default="postgresql", help="what it runs on")
    return parser.parse_args()


def obey(supervisor: Supervisor, line: str) -> dict[str, Any]:
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
    port = facts["SHOP_HTTPS"].rpartition(":")[2]
    say(f"curl --cacert '{facts['SHOP_CA']}' --connect-to shop.test:443:127.0.0.1:{port} https://shop.test/")


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


if __name__ == "__main__":
    main()
