"""Credentials written into tracked files, as detect-secrets and the beginnings of well-known keys find them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.facts.code.git import TeamFiles, is_test
from pytest_golive.facts.code.literals import is_no_value, literal_secrets
from pytest_golive.facts.code.spots import Spot
from pytest_golive.facts.code.tools import run_tool
from pytest_golive.facts.redact import SAMPLE, SECRET_NAME, is_placeholder
from pytest_golive.facts.registry import fact
from pytest_golive.syntax import parse_python

SECONDS = 60.0
#: Full of hashes, or not text.
NOT_SCANNED = re.compile(
    r"(?:\.lock|-lock\.(?:json|yaml)|\.min\.(?:js|css)|\.(?:map|svg|png|jpe?g|gif|webp|ico|pdf|woff2?|ttf|eot|zip|gz|po|mo))$"
)
#: Keys of services that detect-secrets does not know, or not in every form.
KNOWN = re.compile(
    r"\b(?:(?:sk|rk)_live_|whsec_|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|SG\.)[A-Za-z0-9_-]{16,}"
    r"|\brzp_live_[A-Za-z0-9]{14,}"
    r"|\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY"
)
ALLOWED = re.compile(r"pragma: ?allowlist[ -]secret", re.IGNORECASE)
#: Found by how random a text is, which digests, alphabets and sample ids are too.
BY_CHANCE = frozenset({"Base64 High Entropy String", "Hex High Entropy String"})
#: Found by the name of what is assigned; tests are full of made-up ones.
BY_NAME = "Secret Keyword"
#: A quoted text with the key or name before it: ``"app_secret": "…"``, ``password="…"``, ``API_TOKEN: str = '…'``.
PAIR = re.compile(
    r"(?<![\w.-])(?P<name>[A-Za-z_][\w.-]*)[\"'`]?\]?\s*(?::\s*[\w.\[\] |]+?)?(?:[:!=]?=+>?|:)\s*[@rbuf]{0,2}"
    r"(?P<quote>[\"'`])(?P<value>(?:\\.|(?!(?P=quote)).)*)(?P=quote)",
    re.IGNORECASE,
)
URL_LOGIN = re.compile(r"://[^\s/:@]*:([^\s@/]+)@")


@dataclass(frozen=True, kw_only=True)
class SecretScan:
    """Credentials in tracked files; no value is part of it."""

    files: int
    spots: tuple[Spot, ...] = ()
    """Where, and what kind."""


@fact(timeout=SECONDS + 5)
def secret_scan(team_files: TeamFiles) -> SecretScan:
    """Every tracked text file, without asking any service whether what looks like a key is one."""
    names = [name for name in team_files.tracked if not NOT_SCANNED.search(name)]
    folder = Path(team_files.root)
    printed = run_tool("detect_secrets", "scan", "--no-verify", *names, folder=folder, seconds=SECONDS)
    told: dict[str, list[dict[str, Any]]] = json.loads(printed)["results"]
    found: dict[tuple[str, int], str] = {}
    for name in names:
        lines = team_files.path(name).read_text(encoding="utf-8", errors="replace").split("\n")
        for one in told.get(name, ()):
            if _counts(one["type"], name, lines[one["line_number"] - 1]):
                found.setdefault((name, one["line_number"]), one["type"])
        for number in _known(lines):
            found.setdefault((name, number), "key of a known service")
        for number, variable in _literals(name, lines):
            found.setdefault((name, number), f"literal value of {variable}")
    spots = [Spot(file=name, line=line, text="", what=what) for (name, line), what in sorted(found.items())]
    return SecretScan(files=len(names), spots=tuple(spots))


def _counts(kind: str, name: str, line: str) -> bool:
    """Whether a hit is more than a text that happens to look like one."""
    if kind in BY_CHANCE or kind == BY_NAME:
        return not is_test(name) and not all(is_no_value(value) for value in _values(line, by_name=kind == BY_NAME))
    if kind == "Basic Auth Credentials":
        passwords = URL_LOGIN.findall(line)
        return any(one.lower() not in SAMPLE and not is_placeholder(one) and "{" not in one for one in passwords)
    return True


def _values(line: str, *, by_name: bool) -> list[str]:
    """What the line gives to names of secrets.

    detect-secrets may know a name that we do not: then it is every quoted text, or what is written without quotes.
    """
    pairs = [(match["name"], match["value"]) for match in PAIR.finditer(line)]
    if not pairs:
        assigned, rest, *_ = *re.split(r"[=:]", line, maxsplit=1), line
        pairs = [(assigned, re.split(r"\s#", rest, maxsplit=1)[0].strip(" \t\r,;)'\""))]
    named = [value for name, value in pairs if SECRET_NAME.search(name.replace("-", "_"))]
    return named or ([value for _, value in pairs] if by_name else [])


def _known(lines: list[str]) -> Iterator[int]:
    for number, line in enumerate(lines, start=1):
        if KNOWN.search(line) and not ALLOWED.search(line):
            yield number


def _literals(name: str, lines: list[str]) -> Iterator[tuple[int, str]]:
    """What the syntax tree shows; of a file that is no Python, nothing."""
    if not name.endswith(".py") or is_test(name):
        return
    try:
        tree = parse_python("\n".join(lines))
    except (SyntaxError, ValueError):
        return
    yield from ((line, variable) for line, variable in literal_secrets(tree) if not ALLOWED.search(lines[line - 1]))
