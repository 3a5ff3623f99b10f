"""The pytest plug-in: flags and markers always, everything else only under ``--golive``.

This module is imported by every pytest run in an environment where the package is installed, so it imports
nothing but pytest; the gate itself lives in `gate.py` and is imported when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pytest_golive.fixtures import database, evidence, golive, http, redis_client, storefront, target
from pytest_golive.flags import FLAGS

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_golive.gate import Gate


__all__ = ["database", "evidence", "golive", "http", "redis_client", "storefront", "target"]

GATE: pytest.StashKey[Gate] = pytest.StashKey()

MARKERS = (
    "critical: with --golive, this test must pass before the site goes live",
    "high: with --golive, this test must pass, or be waived, before the site goes live",
    "medium: with --golive, this test is reported and does not block",
    "golive(line=None, id=None): the checklist line (its text or slug) this test verifies, and the test's own id",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flags of `flags.FLAGS`."""
    group = parser.getgroup("golive", "go-live gate")
    for flag in FLAGS:
        if flag.metavar:
            group.addoption(flag.name, metavar=flag.metavar, help=flag.help)
        else:
            group.addoption(flag.name, action="store_true", help=flag.help)


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Declare the hooks of extension packs."""
    from pytest_golive import hooks

    pluginmanager.add_hookspecs(hooks)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Register the markers and, under ``--golive``, the gate: before pytest-html asks where its report goes."""
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    if config.getoption("golive"):
        from pytest_golive import loading

        # Before anything else of ours is loaded.
        loading.past_rewriting(config)
        from pytest_golive.opening import open_gate

        open_gate(config)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without ``--golive``, skip the tests that ask for a fact; the other live fixtures skip by themselves."""
    if not config.getoption("golive"):
        from pytest_golive.fixtures import skip_tests_of_facts

        skip_tests_of_facts(items)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Never walk into the report folder."""
    gate = config.stash.get(GATE, None)
    return True if gate is not None and collection_path == gate.report_folder else None
