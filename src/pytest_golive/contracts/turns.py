"""Who plays beside others, and who plays alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from pytest_golive.settings import Settings

#: Between two looks at something that takes its time, in seconds.
PAUSE = 0.2


class Turns:
    """As many places as there are visitors at the same time.

    Args:
        settings: ``visitors`` of ``[storefront]``, ``deadline`` of ``[target]``.
    """

    def __init__(self, settings: Settings) -> None:
        self._seconds = settings.target.deadline
        self._number = max(1, settings.storefront.visitors)
        self._places = threading.Semaphore(self._number)
        self._alone = threading.Lock()
        self.is_quiet: Callable[[], bool] = lambda: True
        """Whether nobody looks at the target any more but contracts."""

    def beside_others(self) -> AbstractContextManager[object]:
        """One of the places."""
        return self._places

    @contextmanager
    def alone(self) -> Iterator[None]:
        """All of them, once those who look have ended or their time is over."""
        end = time.monotonic() + self._seconds
        while not self.is_quiet() and time.monotonic() < end:
            time.sleep(PAUSE)
        with self._alone, ExitStack() as places:
            for _place in range(self._number):
                places.enter_context(self._places)
            yield
