"""The files that start the application in production, and what in them turns debugging on."""

from __future__ import annotations

import re

from pytest_golive.data import dataclass
from pytest_golive.facts.code.git import TeamFiles
from pytest_golive.facts.code.spots import Spot, spot
from pytest_golive.facts.registry import fact

STARTS = re.compile(
    r"(?i)(?:^|/)(?:Procfile|Dockerfile[\w.-]*|(?:docker-)?compose[\w.-]*\.ya?ml|[\w@.-]+\.service"
    r"|(?:deploy|start|run|serve|entrypoint)[\w.-]*\.sh)$"
)
#: A developer's own way to start it.
FOR_DEVELOPERS = re.compile(r"(?i)(?:^|[/._-])(?:dev(?:elop\w*)?|test\w*|local|override|examples?|ci)(?:[/._-]|$)")
DEBUGS = re.compile(
    r"(?i)\bFLASK_DEBUG(?:\s*[=:]\s*|\s+)[\"']?(?:1|true|on|yes)\b"
    r"|\bflask\b[^#\n]*(?:\brun\b[^#\n]*--debug\b|--debug\b[^#\n]*\brun\b)"
)


@dataclass(frozen=True, kw_only=True)
class Launchers:
    """Procfile, units, compose files, Dockerfiles and scripts that start or deploy."""

    files: tuple[str, ...]
    debug: tuple[Spot, ...]
    """Lines that start Flask with debugging on."""


@fact(timeout=10.0)
def launchers(team_files: TeamFiles) -> Launchers:
    """What the team's files for production say about debugging."""
    files = tuple(name for name in team_files.names if STARTS.search(name) and not FOR_DEVELOPERS.search(name))
    found: list[Spot] = []
    for name in files:
        lines = team_files.path(name).read_text(encoding="utf-8", errors="replace").splitlines()
        found += [
            spot(name, lines, at, "debug") for at, line in enumerate(lines, 1) if DEBUGS.search(line.partition("#")[0])
        ]
    return Launchers(files=files, debug=tuple(found))
