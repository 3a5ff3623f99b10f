"""TEXT OF A TEST FILE → what bears a mark of ours in it, whether pytest takes it for a test or not."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pytest_golive.owntests import OURS
from pytest_golive.syntax import parse_python

#: Most files hold no such text, and are not parsed.
TEXT = re.compile(rb"\bmark\s*\.\s*(?:%s)\b" % "|".join(OURS).encode())


class Marked(NamedTuple):
    """A test, or a class of tests, that somebody marked."""

    name: str
    """As Python calls it: ``TestCart.test_total``."""
    line: int
    is_class: bool
    is_hidden: bool
    """Another one of its name comes after it, and takes its place."""


def counts(path: Path) -> bool:
    """Whether a file has a mark of ours, not only the text of one in a string."""
    tree = _tree(path)
    return tree is None or any(map(_is_ours, ast.walk(tree)))


def marked(path: Path) -> list[Marked]:
    """Every function and class of a file with a mark of ours above it."""
    tree = _tree(path)
    return [*_in_body(tree.body, "")] if tree else []


def _tree(path: Path) -> ast.Module | None:
    """The file as Python reads it, empty without the text of a mark; None when it has that and cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError:  # pytest cannot read it either
        raw = b""
    if not TEXT.search(raw):
        return ast.Module(body=[], type_ignores=[])
    try:
        with warnings.catch_warnings(action="ignore"):
            return parse_python(raw)
    except (SyntaxError, ValueError):
        return None


def _in_body(body: Sequence[ast.stmt], prefix: str) -> Iterator[Marked]:
    for at, one in enumerate(body):
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if any(_is_ours(part) for above in one.decorator_list for part in ast.walk(above)):
                is_hidden = any(getattr(later, "name", "") == one.name for later in body[at + 1 :])
                yield Marked(prefix + one.name, one.lineno, isinstance(one, ast.ClassDef), is_hidden)
            if isinstance(one, ast.ClassDef):
                yield from _in_body(one.body, f"{prefix}{one.name}.")
        else:
            # Below "if", "else", "try", "with": pytest sees those that Python comes to.
            for part in ("body", "orelse", "finalbody"):
                yield from _in_body(getattr(one, part, []), prefix)


def _is_ours(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute) or node.attr not in OURS:
        return False
    return getattr(node.value, "attr", getattr(node.value, "id", "")) == "mark"
