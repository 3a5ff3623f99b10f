"""Starts the demo shop before it is judged, and stops it afterwards; a team's own conftest needs none of this."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_golive.gate import Gate

    from faults import Fault
    from golive_shop import HillHarbour
    from servers.client import ShopClient  # noqa: F401 - the type of the stash

RUNNING = pytest.StashKey["ShopClient"]()
PLANTED = pytest.StashKey["Fault"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that plants a fault."""
    group = parser.getgroup("demo shop")
    group.addoption(
        "--shop-database",
        choices=("postgresql", "mariadb"),
        default="postgresql",
        help="what the demo shop runs on; MariaDB needs Debian's mariadb-server, and is judged by [env.mariadb] of"
        " golive.toml",
    )
    group.addoption(
        "--shop-fault",
        metavar="NAME",
        action="append",
        default=[],
        help="plant this fault in the demo shop before it is judged, which ends NO-GO: hsts-zero, debug-on, redis-down,"
        " index-dropped, certificate-expires-soon …; the name “list” shows them all",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """`--shop-fault list` shows the names and runs nothing."""
    if config.getoption("shop_fault") != ["list"]:
        return None
    print(listed())
    return 0


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the shop before the gate reads its settings; golive.toml finds it through the environment."""
    is_worker = hasattr(config, "workerinput")
    names, database = config.getoption("shop_fault"), config.getoption("shop_database")
    if len(names) > 1:
        raise pytest.UsageError(f"one --shop-fault at a time, so that what is red has one reason: {', '.join(names)}")
    name = next(iter(names), None)
    if database == "mariadb":
        config.option.golive_env = config.option.golive_env or database
    if is_worker or config.option.collectonly or not config.getoption("golive", default=False):
        return
    if "SHOP_HTTPS" in os.environ:
        if name:
            raise pytest.UsageError("the shop runs already (SHOP_HTTPS is set): plant the fault where it was started")
        return
    from servers.client import ShopClient, ShopError

    try:
        if name:
            config.stash[PLANTED] = fault = plantable(name, database)
            if fault.is_of_flow and not any(".md" in one for one in config.args):
                # What customers and staff do has a checklist of its own: acting it all out takes a while.
                config.args = [str(Path(__file__).with_name("FLOWS.md"))]
        shop = ShopClient(database=database).start(name)
    except (LookupError, ShopError) as error:
        raise pytest.UsageError(str(error)) from None
    os.environ.update(shop.env)
    config.stash[RUNNING] = shop


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say what is planted and what must turn red."""
    fault = config.stash.get(PLANTED, None)
    if fault is None:
        return None
    expected = "another good shop, so GO" if fault.is_variant else f"red must be {', '.join(fault.reds)}"
    return f"demo shop: {fault.name}: {fault.summary} ({expected})"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the shop."""
    shop = config.stash.get(RUNNING, None)
    if shop is not None:
        for name in shop.env:
            os.environ.pop(name, None)
        shop.stop()


@pytest.fixture(scope="session")
def storefront(golive: Gate) -> Callable[[], HillHarbour]:
    """Who acts in the shop for the contracts: one person at a browser for each call."""
    from golive_shop import HillHarbour

    return lambda: HillHarbour(golive.stage.new_session(), os.environ)


def plantable(name: str, database: str) -> Fault:
    """The fault of this name; raises LookupError for one of the other database."""
    from faults import find

    fault = find(name)
    if fault.is_for_mariadb and database != "mariadb":
        raise LookupError(f"the fault {name!r} is one of MariaDB: add --shop-database mariadb")
    return fault


def listed() -> str:
    """Every name that --shop-fault takes, with what it does and what turns red."""
    from faults import catalogue

    faults = catalogue().values()
    rows = [f"  {one.name}: {one.summary} → {', '.join(one.reds) or 'GO: another good shop'}" for one in faults]
    return "\n".join([f"{len(faults)} names for --shop-fault:", *rows])
