"""One line that says how far looking has come; only on a terminal a person watches."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from pytest_golive.reports import terminal

if TYPE_CHECKING:
    from pytest_golive.gate import Gate

#: A gate that is faster than this shows no progress: a flicker helps nobody.
QUIET = 0.3


class Progress:
    """Rewrites one line of the terminal while facts are being gathered."""

    def __init__(self, config: pytest.Config, gate: Gate) -> None:
        self._gate = gate
        self._started = time.monotonic()
        self._shown = ""
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        watched = reporter is not None and reporter.isatty and config.get_verbosity() >= 0
        self._writer = reporter._tw if watched and reporter is not None else None

    def tick(self) -> None:
        """Show what is still being looked at, when it has changed."""
        seconds = time.monotonic() - self._started
        if self._writer is None or seconds < QUIET:
            return
        names = self._gate.gatherer.names
        waiting = [name for name in names if not self._gate.gatherer.is_settled(name)]
        text = terminal.progress(len(names) - len(waiting), len(names), seconds, waiting, self._writer.fullwidth - 1)
        if text != self._shown:
            self._erase()
            self._writer.write(text, flush=True)
            self._shown = text

    def done(self) -> None:
        """Leave the line as it was found."""
        self._erase()

    def _erase(self) -> None:
        if self._writer is not None and self._shown:
            self._writer.write("\r" + " " * len(self._shown) + "\r", flush=True)
            self._shown = ""
