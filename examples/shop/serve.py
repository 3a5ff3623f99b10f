"""Runs the demo shop until its standard input ends: `python examples/shop/serve.py [--fault NAME]`.

With `--database mariadb` it runs on MariaDB. Prints one JSON line when the shop is ready. Each line on standard
input is a command, answered with one JSON line: {"do": "plant", "faults": ["hsts-zero"]} plants faults into the good
shop, {"do": "heal"} puts the good shop back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from servers.keeper import Keeper
from servers.serving import Supervised, serve


def make(keeper: Keeper, say: Callable[[str], None], database: str) -> Supervised:
    """The supervisor, loaded when it is needed."""
    from servers.supervisor import Supervisor

    return Supervisor(keeper, say, database)


def names() -> Iterable[str]:
    """Of every fault and variant."""
    from faults import catalogue

    return catalogue()


if __name__ == "__main__":
    serve(make, names, ("postgresql", "mariadb"))
