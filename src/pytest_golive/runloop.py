"""Runs lines as their facts arrive, so that pytest's own time hides behind the network; then the tests."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from importlib import import_module
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

import pytest

from pytest_golive.answering import Batch, is_unwatched
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
            del waiting[item]
        _answer(session, ready, anchor)
        if not ready:
            shown.tick()
            # Needed at the end, and loaded while there is nothing else to do.
            import_module("pytest_golive.publish")
            gate.gatherer.wait_for_change(seconds=0.1)
    shown.done()
    # Findings and reports stay to the end, too: see GateSession.pytest_collection_finish.
    gc.freeze()
    tests = [item for item in session.items if not isinstance(item, LineItem)]
    for test, following in zip_longest(tests, tests[1:]):
        _run_one(session, test, following)
    return True


def _answer(session: pytest.Session, ready: Sequence[LineItem], anchor: pytest.Item | None) -> None:
    """Run the lines in their order, in batches as far as they may share a setup.

    A line holds no fixture, so nothing but the anchor is kept up for what follows.
    """
    for (_, is_marked), group in groupby(ready, lambda line: (line.path, any(line.iter_markers()))):
        lines = [*group]
        if is_marked or not is_unwatched(lines[0]):
            for line in lines:
                _run_one(session, line, anchor)
            continue
        batch = Batch.of(lines)
        while batch.waiting:
            _run_one(session, batch, anchor)


def _run_one(session: pytest.Session, item: pytest.Item, following: pytest.Item | None) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    if session.shouldstop:
        raise session.Interrupted(session.shouldstop)
