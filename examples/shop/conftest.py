"""Starts the demo shop before it is judged, and stops it afterwards; a team's own conftest needs none of this."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from servers.client import ShopClient  # noqa: F401 - the type of the stash

RUNNING = pytest.StashKey["ShopClient"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that plants a fault."""
    parser.getgroup("demo shop").addoption(
        "--shop-fault", metavar="NAME", help="plant this fault in the demo shop before it is judged"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the shop before the gate reads its settings; golive.toml finds it through the environment."""
    is_worker = hasattr(config, "workerinput")
    is_running = "SHOP_HTTPS" in os.environ
    if is_worker or is_running or config.option.collectonly or not config.getoption("golive", default=False):
        return
    from faults import find
    from servers.client import ShopClient, ShopError

    fault = config.getoption("shop_fault")
    try:
        shop = ShopClient().start(find(fault).name if fault else None)
    except (LookupError, ShopError) as error:
        raise pytest.UsageError(str(error)) from None
    os.environ.update(shop.env)
    config.stash[RUNNING] = shop


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the shop."""
    shop = config.stash.get(RUNNING, None)
    if shop is not None:
        for name in shop.env:
            os.environ.pop(name, None)
        shop.stop()
