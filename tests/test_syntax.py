"""One thread parses at a time, and what pytest's own parsing breaks is tried again."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import pytest

from pytest_golive import syntax
from pytest_golive.syntax import TRIES, parse_python

MISCOUNTED = "AST constructor recursion depth mismatch (before=24, after=19)"


@pytest.fixture
def miscounts(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[bool]]:
    """Has Python lose count so many times; gives whether the lock was held each time it parsed."""

    def lose(times: int) -> list[bool]:
        held: list[bool] = []

        def parse(text: str | bytes, parsed: Callable[..., Any] = ast.parse) -> Any:
            held.append(syntax.PARSING.locked())
            if len(held) <= times:
                raise SystemError(MISCOUNTED)
            return parsed(text)

        monkeypatch.setattr(ast, "parse", parse)
        return held

    return lose


def test_a_thread_that_parses_has_the_lock(miscounts: Callable[[int], list[bool]]) -> None:
    held = miscounts(0)
    assert ast.dump(parse_python("x = 1")) == ast.dump(parse_python(b"x = 1"))
    assert held == [True, True]
    assert not syntax.PARSING.locked()


def test_what_was_miscounted_is_parsed_again(miscounts: Callable[[int], list[bool]]) -> None:
    held = miscounts(TRIES)
    assert parse_python("x = 1").body
    assert len(held) == TRIES + 1


def test_what_is_always_miscounted_is_told(miscounts: Callable[[int], list[bool]]) -> None:
    miscounts(TRIES + 1)
    with pytest.raises(SystemError, match="mismatch"):
        parse_python("x = 1")
    assert not syntax.PARSING.locked()


@pytest.mark.parametrize(("text", "error"), [("x = (", SyntaxError), ("x = '\0'", (SyntaxError, ValueError))])
def test_what_is_no_python_is_told_at_once(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        parse_python(text)
    assert not syntax.PARSING.locked()
