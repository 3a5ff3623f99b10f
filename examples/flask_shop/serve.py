"""Runs the Flask shop until its standard input ends: `python examples/flask_shop/serve.py [--fault NAME]`.

It is told what to do as examples/shop/serve.py is, and its servers are those of examples/shop.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(1, str(Path(__file__).resolve().parent.parent / "shop"))

from servers.serving import Supervised, serve

if TYPE_CHECKING:
    from servers.keeper import Keeper


def make(keeper: Keeper, say: Callable[[str], None], database: str) -> Supervised:
    """The supervisor, loaded when it is needed."""
    from pier_supervisor import Supervisor

    del database  # there is one alone
    return Supervisor(keeper, say)


def names() -> Iterable[str]:
    """Of every fault."""
    from pier_faults import FAULTS

    return FAULTS


if __name__ == "__main__":
    serve(make, names, ("mariadb",))
