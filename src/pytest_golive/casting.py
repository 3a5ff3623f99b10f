"""Asks pytest for the fixture `storefront` before anything is looked at, so that contracts can begin at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from _pytest.runner import runtestprotocol

if TYPE_CHECKING:
    from pytest_golive.contracts.stage import Stage

FIXTURE = "storefront"
SESSION = 'give the fixture the scope of the run: @pytest.fixture(scope="session")'


def cast(session: pytest.Session, stage: Stage) -> pytest.Item:
    """Give the stage what the fixture gives, or the reason why it gives nothing.

    Returns:
        An item of the whole run: as the next item of a line it keeps up what has the scope of the run.
    """
    taken: list[Any] = []
    # A function item: the one way to have a fixture made that obeys the conftest.py files.
    item = pytest.Function.from_parent(session, name=FIXTURE, callobj=lambda storefront: taken.append(storefront))
    definitions = item._fixtureinfo.name2fixturedefs.get(FIXTURE)
    if definitions and definitions[-1].scope != "session":
        stage.refuse(f"the fixture `storefront` has the scope {definitions[-1].scope!r}", SESSION)
        return item
    reports = runtestprotocol(item, log=False, nextitem=session.items[0])
    said = next((report for report in reports if not report.passed), None)
    if said is not None:
        stage.refuse(_why(said))
    elif not taken:
        stage.refuse("the fixture `storefront` was not made, whatever its reports say", "look for a conftest.py hook")
    elif not callable(taken[0]):
        stage.refuse("the fixture `storefront` gave something that cannot be called", "return the class itself")
    else:
        stage.give(taken[0])
    return item


def _why(report: pytest.TestReport) -> str:
    if report.skipped and isinstance(report.longrepr, tuple):
        return str(report.longrepr[2]).removeprefix("Skipped: ")
    crash = getattr(report.longrepr, "reprcrash", None)
    return f"the fixture `storefront` broke: {crash.message if crash else report.longreprtext}"
