"""The team's Python files, read once: raw SQL, text that is not escaped, and comments that put something off."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.code.escaping import unescaped_calls
from pytest_golive.facts.code.git import TeamFiles, is_migration, is_test
from pytest_golive.facts.code.spots import Spot, spot
from pytest_golive.facts.code.sql import sql_calls
from pytest_golive.facts.registry import fact
from pytest_golive.syntax import parse_python

PUT_OFF = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
#: Other languages, whose comments are told by how they begin.
OTHERS = re.compile(r"\.(?:jsx?|tsx?|mjs|vue|s?css|less|html?|sh|sql|ya?ml|go|rb|php|java)$|(?:^|/)Dockerfile[\w.-]*$")
MINIFIED = re.compile(r"\.min\.\w+$")
COMMENT = re.compile(r"(?:#|//|/\*|^\s*\*|<!--|--|\{#).*\b(TODO|FIXME)\b")


@dataclass(frozen=True, kw_only=True)
class PythonCode:
    """What was found in the team's Python files."""

    files: int
    """Files that were read."""
    others: int = 0
    """Files of other languages whose comments were read."""
    unparsed: tuple[Spot, ...] = ()
    """Files that are not valid Python."""
    raw_sql: tuple[Spot, ...] = ()
    """SQL written by hand, outside tests and migrations."""
    built_sql: tuple[Spot, ...] = ()
    """SQL put together from texts, outside tests."""
    unescaped: tuple[Spot, ...] = ()
    """Text declared safe for HTML that is not a literal, outside tests."""
    todos: tuple[Spot, ...] = ()


@fact(timeout=30.0)
def python_code(team_files: TeamFiles) -> PythonCode:
    """Every Python file of the team's as a syntax tree and as comments."""
    if not team_files.python:
        raise CannotLook(f"there is no Python file in {team_files.root}", cure="set dir in [code] of golive.toml")
    unparsed: list[Spot] = []
    raw: list[Spot] = []
    built: list[Spot] = []
    unescaped: list[Spot] = []
    todos: list[Spot] = []
    for name in team_files.python:
        try:
            with tokenize.open(team_files.path(name)) as source:
                text = source.read()
            tree = parse_python(text)
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", 0) or 0
            unparsed.append(Spot(file=name, line=line, text="", what=str(getattr(error, "msg", error))))
            continue
        lines = text.splitlines()
        todos += _todos(name, text)
        if is_test(name):
            continue
        for call in sql_calls(tree):
            found = spot(name, lines, call.line, call.what)
            built += [found] if call.is_built else []
            raw += [found] if call.is_raw and not is_migration(name) else []
        unescaped += [spot(name, lines, line, what) for line, what in unescaped_calls(tree)]
    others = [name for name in team_files.names if OTHERS.search(name) and not MINIFIED.search(name)]
    for name in others:
        todos += _other_todos(name, team_files.path(name).read_text(encoding="utf-8", errors="replace"))
    return PythonCode(
        files=len(team_files.python),
        others=len(others),
        unparsed=tuple(unparsed),
        raw_sql=tuple(raw),
        built_sql=tuple(built),
        unescaped=tuple(unescaped),
        todos=tuple(todos),
    )


def _todos(name: str, text: str) -> Iterator[Spot]:
    if not PUT_OFF.search(text):
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and (found := PUT_OFF.search(token.string)):
            yield Spot(file=name, line=token.start[0], text=token.string.strip(), what=found[0])


def _other_todos(name: str, text: str) -> Iterator[Spot]:
    lines = text.splitlines()
    for at, line in enumerate(lines, 1):
        if found := COMMENT.search(line):
            yield spot(name, lines, at, found[1])
