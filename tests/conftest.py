"""Fixtures that more than one folder of tests uses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from pytest_golive.facts.redact import REDACTOR
from servers.client import ShopClient
from tests.database_servers import keeper, maria_database, mariadb, postgres, shop_database, start_valkey
from tests.databases import databases_url
from tests.forking import Forker

#: Whole runs of the gate, one after the other.
LONG = frozenset({"test_documents.py", "test_demo.py"})
FLASK_SHOP = Path(__file__).parents[1] / "examples" / "flask_shop"

# A busy machine is slow; that is no property of the code.
hypothesis.settings.register_profile("tests", deadline=None)
hypothesis.settings.load_profile("tests")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--drill-alone", action="store_true", help="plant each fault of the drill by itself, not in pairs")
    parser.addoption("--drill-flows", action="store_true", help="plant all faults of flows, and play neighbours, too")
    parser.addoption("--drill-table", action="store_true", help="end with the table of checks and faults")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes a minute first: at the end everybody would wait for it; leave out what only the drill plays."""
    if items and not (items[0].config.getoption("drill_flows") or items[0].config.getoption("drill_alone")):
        left_out = [item for item in items if item.get_closest_marker("only_in_drill")]
        if left_out:
            items[0].config.hook.pytest_deselected(items=left_out)
            items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: item.path.name not in LONG)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """`tox -e drill` ends with the table of checks and the faults that turned them red."""
    if config.getoption("drill_table"):
        from tests.drill.table import rows

        terminalreporter.section("check and fault")
        passed = [report.nodeid for report in terminalreporter.stats.get("passed", ()) if report.when == "call"]
        for row in rows(passed):
            terminalreporter.write_line(row)


@pytest.fixture(autouse=True)
def forget_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test made a secret ("secret", say) is an ordinary word in the next."""
    monkeypatch.setattr(REDACTOR, "_secrets", {})


@pytest.fixture(scope="session")
def forker() -> Iterator[Forker]:
    """Runs pytest in processes that need not import it first."""
    running = Forker()
    yield running
    running.close()


@pytest.fixture(scope="session")
def live_shop() -> Iterator[ShopClient]:
    """The demo shop, started once for each worker; plant or heal it before you look."""
    with ShopClient() as running:
        yield running


@pytest.fixture(scope="session")
def flask_shop() -> Iterator[ShopClient]:
    """The Flask shop on MariaDB, started once for each worker; plant or heal it before you look."""
    with ShopClient(serve=FLASK_SHOP / "serve.py", database="mariadb") as running:
        yield running


__all__ = ["databases_url", "keeper", "maria_database", "mariadb", "postgres", "shop_database", "start_valkey"]
