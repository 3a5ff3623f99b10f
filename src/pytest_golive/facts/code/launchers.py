"""The files that start the application in production, and what in them turns debugging on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from pytest_golive.data import dataclass
from pytest_golive.facts.code.git import TeamFiles
from pytest_golive.facts.code.spots import Spot, spot
from pytest_golive.facts.registry import fact
from pytest_golive.syntax import parse_python

STARTS = re.compile(
    r"(?i)(?:^|/)(?:Procfile|Dockerfile[\w.-]*|(?:docker-)?compose[\w.-]*\.ya?ml|[\w@.-]+\.service|fly\.toml"
    r"|(?:app|render)\.ya?ml|supervisord?\.conf|(?:deploy|start|run|serve|entrypoint)[\w.-]*\.sh)$"
)
#: A developer's own way to start it.
FOR_DEVELOPERS = re.compile(r"(?i)(?:^|[/._-])(?:dev(?:elop\w*)?|test\w*|local|override|examples?|ci)(?:[/._-]|$)")
DEBUGS = re.compile(
    r"(?i)\bFLASK_DEBUG[\"']?(?:\s*[=:]\s*|\s+(?:value:\s*)?)[\"']?(?:1|true|on|yes)\b"
    r"|\bflask\b.*(?:\brun\b.*--debug\b|--debug\b.*\brun\b)"
)
#: A line that goes on with the one before: an item of a list, or the value of a variable.
ITEM = re.compile(r"\s*(?:-\s|value:)")
SCRIPT = re.compile(r"\bpython[\d.]*[\"',\s]+(?:-\w[\"',\s]+)*(?:[\w.-]*/)*([\w-]+\.py)\b")


@dataclass(frozen=True, kw_only=True)
class Launchers:
    """Procfile, units, compose files, Dockerfiles and scripts that start or deploy."""

    files: tuple[str, ...]
    debug: tuple[Spot, ...]
    """Lines that start Flask with debugging on, also in a Python file that they start."""


@fact(timeout=10.0)
def launchers(team_files: TeamFiles) -> Launchers:
    """What the team's files for production say about debugging."""
    files = tuple(name for name in team_files.names if STARTS.search(name) and not FOR_DEVELOPERS.search(name))
    found: list[Spot] = []
    started: dict[str, None] = {}
    for name in files:
        lines = team_files.path(name).read_text(encoding="utf-8", errors="replace").splitlines()
        wrong = {at for at, line in enumerate(lines, 1) if DEBUGS.search(line.partition("#")[0])}
        for first, last, text in _commands(lines):
            started |= dict.fromkeys(SCRIPT.findall(text))
            wrong |= {first} if DEBUGS.search(text) and not wrong & {*range(first, last + 1)} else set()
        found += [spot(name, lines, at, "debug") for at in sorted(wrong)]
    for name in team_files.python:
        if name.rpartition("/")[2] in started:
            found += _run_with_debug(name, team_files)
    return Launchers(files=files, debug=tuple(found))


def _commands(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """What belongs together: first line, last line, and the text in one."""
    first, text = 1, ""
    for at, line in enumerate(lines, 1):
        plain = line.partition("#")[0].rstrip()
        if text and not text.endswith("\\") and not ITEM.match(plain):
            yield first, at - 1, text
            first, text = at, ""
        text = " ".join([text.removesuffix("\\"), plain.strip().removeprefix("- ")]) if text else plain
        first = first if text else at + 1
    if text:
        yield first, len(lines), text


def _run_with_debug(name: str, team_files: TeamFiles) -> Iterator[Spot]:
    text = team_files.path(name).read_text(encoding="utf-8", errors="replace")
    try:
        nodes = list(ast.walk(parse_python(text)))
    except (SyntaxError, ValueError):
        return
    for node in nodes:
        # asyncio's own is another debugging.
        if isinstance(node, ast.Call) and (func := ast.unparse(node.func)).endswith(".run") and func != "asyncio.run":
            given = next((one.value for one in node.keywords if one.arg == "debug"), None)
            if isinstance(given, ast.Constant) and given.value:
                yield spot(name, text.splitlines(), node.lineno, "debug")
