"""Runs lines as their facts arrive, so that pytest's own time hides behind the network; then the tests."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

import pytest

from pytest_golive.collect import LineItem
from pytest_golive.progress import Progress

if TYPE_CHECKING:
    from pytest_golive.gate import Gate


def run(session: pytest.Session, gate: Gate, anchor: pytest.Item | None = None) -> bool:
    """Take the place of pytest's loop; obeys -x, --maxfail, --collect-only and collection errors as it does.

    ``anchor``: an item of the whole run, when a fixture of that scope has to stay up while the lines run.
    """
    if session.testsfailed and not session.config.option.continue_on_collection_errors:
        errors = f"{session.testsfailed} error{'s' if session.testsfailed != 1 else ''} during collection"
        raise session.Interrupted(errors)
    if session.config.option.collectonly:
        return True
    waiting = {item: item.facts for item in session.items if isinstance(item, LineItem)}
    shown = Progress(session.config, gate)
    while waiting:
        # All of one look over the lines: looking again after each would cost the square of their number.
        ready = [item for item, facts in waiting.items() if gate.is_ready(facts)]
        for item in ready:
            # A line holds no fixture, so nothing is kept up for its neighbour.
            _run_one(session, item, anchor)
            del waiting[item]
        if not ready:
            shown.tick()
            gate.gatherer.wait_for_change(seconds=0.1)
    shown.done()
    tests = [item for item in session.items if not isinstance(item, LineItem)]
    for test, following in zip_longest(tests, tests[1:]):
        _run_one(session, test, following)
    return True


def answer(item: LineItem, following: pytest.Item | None) -> bool:
    """Run a line with one report instead of three: it holds no fixture, so setting up is no event of its own.

    The end is reported all the same, since that is when junitxml and pytest-html write.
    """
    hook = item.ihook

    def act() -> None:
        hook.pytest_runtest_setup(item=item)
        hook.pytest_runtest_call(item=item)

    hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    _phase(item, "call", act)
    _phase(item, "teardown", lambda: hook.pytest_runtest_teardown(item=item, nextitem=following))
    hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def _phase(item: LineItem, when: Literal["call", "teardown"], act: Callable[[], object]) -> None:
    call = pytest.CallInfo.from_call(act, when=when, reraise=(pytest.exit.Exception, KeyboardInterrupt))
    report: pytest.TestReport = item.ihook.pytest_runtest_makereport(item=item, call=call)
    item.ihook.pytest_runtest_logreport(report=report)
    if report.failed:
        item.ihook.pytest_exception_interact(node=item, call=call, report=report)


def _run_one(session: pytest.Session, item: pytest.Item, following: pytest.Item | None) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    if session.shouldstop:
        raise session.Interrupted(session.shouldstop)
