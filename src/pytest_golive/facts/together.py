"""Does a few things at once in daemon threads, so that one that hangs holds nobody up."""

from __future__ import annotations

import importlib
import queue
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import NoReturn, TypeVar

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


def meanwhile(look: Callable[[], Result]) -> Callable[[], Result]:
    """Start to ``look`` now; what is given back waits for the result, or raises the exception, for all who ask."""
    done = threading.Event()
    told: list[Callable[[], Result]] = []

    def work() -> None:
        told.append(_tried(look))
        done.set()

    def ask() -> Result:
        done.wait()
        return told[0]()

    threading.Thread(target=work, name="golive-meanwhile", daemon=True).start()
    return ask


def together(
    look: Callable[[Item], Result], items: Iterable[Item], *, seconds: float, late: Callable[[Item], Result]
) -> list[Result]:
    """``look`` at each item concurrently; the results in the items' order.

    What has not come back after ``seconds`` is given up and gets ``late(item)`` instead.
    An exception of ``look`` is raised here.
    """
    asked = list(items)
    done: queue.SimpleQueue[tuple[int, Callable[[], Result]]] = queue.SimpleQueue()

    def work(number: int, item: Item) -> None:
        done.put((number, _tried(partial(look, item))))

    for number, item in enumerate(asked):
        threading.Thread(target=work, args=(number, item), name="golive-together", daemon=True).start()
    limit = time.monotonic() + seconds
    found: dict[int, Result] = {}
    while len(found) < len(asked):
        try:
            number, told = done.get(timeout=max(limit - time.monotonic(), 0.001))
        except queue.Empty:
            break
        found[number] = told()
    return [found[number] if number in found else late(item) for number, item in enumerate(asked)]


def _tried(look: Callable[[], Result]) -> Callable[[], Result]:
    """Gives the result of ``look``, or raises its exception, in the thread that asks."""
    try:
        result = look()
    except BaseException as error:  # noqa: BLE001 - carried over to the thread that asks, where it is raised
        return partial(_raise, error)
    return lambda: result


def _raise(error: BaseException) -> NoReturn:
    raise error
