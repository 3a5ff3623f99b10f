"""Several looks at once: order kept, latecomers given up, errors carried over."""

from __future__ import annotations

import threading

import pytest

from pytest_golive.facts.together import meanwhile, together


def never(item: object) -> str:
    raise AssertionError(f"{item} is not late")


def test_results_in_the_items_order() -> None:
    second_is_done = threading.Event()

    def look(item: int) -> str:
        if item == 1:
            second_is_done.wait(5)
        else:
            second_is_done.set()
        return str(item)

    assert together(look, [1, 2], seconds=5, late=never) == ["1", "2"]


def test_what_hangs_is_given_up() -> None:
    release = threading.Event()

    def look(item: int) -> str:
        if item == 1:
            release.wait(5)
        return str(item)

    assert together(look, [1, 2], seconds=0.1, late=lambda item: f"{item} is late") == ["1 is late", "2"]
    release.set()


def test_an_error_is_raised_here() -> None:
    def look(item: int) -> str:
        raise ValueError(f"bad {item}")

    with pytest.raises(ValueError, match=r"^bad 1$"):
        together(look, [1], seconds=5, late=never)


def test_nothing_to_do() -> None:
    assert together(str, [], seconds=0, late=never) == []


def test_what_is_done_meanwhile_is_waited_for() -> None:
    release = threading.Event()

    def look() -> str:
        release.wait(5)
        return "seen"

    result = meanwhile(look)
    release.set()
    assert [result(), result()] == ["seen", "seen"]


def test_an_error_of_meanwhile_is_raised_where_it_is_asked() -> None:
    def look() -> str:
        raise ValueError("bad")

    result = meanwhile(look)
    with pytest.raises(ValueError, match=r"^bad$"):
        result()
