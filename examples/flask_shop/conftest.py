"""Starts the Flask shop before it is judged, and stops it afterwards; a team's own conftest needs none of this."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "shop"))

if TYPE_CHECKING:
    from servers.client import ShopClient  # noqa: F401 - the type of the stash

RUNNING = pytest.StashKey["ShopClient"]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the shop before the gate reads its settings; golive.toml finds it through the environment."""
    is_worker = hasattr(config, "workerinput")
    is_gate = config.getoption("golive", default=False) and not config.option.collectonly
    if is_worker or not is_gate or "SHOP_HTTPS" in os.environ:
        return
    from servers.client import ShopClient, ShopError

    try:
        shop = ShopClient(serve=HERE / "serve.py", database="mariadb").start()
    except ShopError as error:
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
