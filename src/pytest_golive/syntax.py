"""Python's text as a syntax tree, read by one thread at a time."""

from __future__ import annotations

import ast
import contextlib
import threading

#: Python 3.11 loses count when two threads parse at the same moment (CPython issue 106905): of ours only one does.
PARSING = threading.Lock()
#: pytest parses, too, and knows nothing of the lock.
TRIES = 3


def parse_python(text: str | bytes) -> ast.Module:
    """The tree of a file's text.

    Raises:
        SyntaxError: it is no Python.
        ValueError: a null byte is in it.
    """
    with PARSING:
        for _ in range(TRIES):
            with contextlib.suppress(SystemError):
                return ast.parse(text)
        return ast.parse(text)
