"""Looks at a few things at once in daemon threads, so that one that hangs holds nobody up."""

from __future__ import annotations

import importlib
import queue
import threading
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

_importing = threading.Lock()

Item = TypeVar("Item")
Result = TypeVar("Result")


def load(*modules: str) -> None:
    """Import a driver's modules before several threads do so at the same time.

    Modules that need each other come out half-made then: rather than let two threads wait for each other for
    ever, Python hands out what there is.
    """
    with _importing:
        for module in modules:
            importlib.import_module(module)


def together(
    look: Callable[[Item], Result], items: Iterable[Item], *, seconds: float, late: Callable[[Item], Result]
) -> list[Result]:
    """``look`` at each item concurrently; the results in the items' order.

    What has not come back after ``seconds`` is given up and gets ``late(item)`` instead.
    An exception of ``look`` is raised here.
    """
    asked = list(items)
    done: queue.SimpleQueue[tuple[int, Result | None, BaseException | None]] = queue.SimpleQueue()

    def work(number: int, item: Item) -> None:
        try:
            done.put((number, look(item), None))
        except BaseException as error:  # noqa: BLE001 - carried over to the caller's thread, where it is raised
            done.put((number, None, error))

    for number, item in enumerate(asked):
        threading.Thread(target=work, args=(number, item), name="golive-together", daemon=True).start()
    limit = time.monotonic() + seconds
    found: dict[int, Result] = {}
    while len(found) < len(asked):
        try:
            number, result, error = done.get(timeout=max(limit - time.monotonic(), 0.001))
        except queue.Empty:
            break
        if error is not None:
            raise error
        found[number] = result  # type: ignore[assignment] # there is a result whenever there is no error
    return [found[number] if number in found else late(item) for number, item in enumerate(asked)]
