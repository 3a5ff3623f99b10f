"""Credentials written into tracked files, as detect-secrets and the beginnings of well-known keys find them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest_golive.facts.code.git import TeamFiles, is_test
from pytest_golive.facts.code.spots import Spot
from pytest_golive.facts.code.tools import run_tool
from pytest_golive.facts.redact import SECRET_NAME, is_placeholder
from pytest_golive.facts.registry import fact

SECONDS = 60.0
#: Full of hashes, or not text.
NOT_SCANNED = re.compile(
    r"(?:\.lock|-lock\.(?:json|yaml)|\.min\.(?:js|css)|\.(?:map|svg|png|jpe?g|gif|webp|ico|pdf|woff2?|ttf|eot|zip|gz|po|mo))$"
)
#: Keys of services that detect-secrets does not know, or not in every form.
KNOWN = re.compile(
    r"\b(?:(?:sk|rk)_live_|rzp_live_|whsec_|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|SG\.)[A-Za-z0-9_-]{16,}"
    r"|\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY"
)
ALLOWED = re.compile(r"pragma: ?allowlist[ -]secret", re.IGNORECASE)
#: Found by how random a text is, which digests, alphabets and sample ids are too.
BY_CHANCE = frozenset({"Base64 High Entropy String", "Hex High Entropy String"})
#: Found by the name of what is assigned; tests are full of made-up ones.
BY_NAME = "Secret Keyword"
#: Where golive.toml says that a value comes from.
REFERENCE = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]*")
URL_LOGIN = re.compile(r"://[^\s/:@]*:([^\s@/]+)@")
#: Passwords of addresses in documentation.
SAMPLE = frozenset({"password", "passwd", "pass", "pw", "pwd", "secret", "user", "xxx", "***"})


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
    spots = [Spot(file=name, line=line, text="", what=what) for (name, line), what in sorted(found.items())]
    return SecretScan(files=len(names), spots=tuple(spots))


def _counts(kind: str, name: str, line: str) -> bool:
    """Whether a hit is more than a text that happens to look like one."""
    if kind in BY_CHANCE:
        assigned = re.split(r"[=:]", line, maxsplit=1)[0]
        return SECRET_NAME.search(assigned) is not None and not is_test(name)
    if kind == BY_NAME:
        value = re.split(r"[=:]", line, maxsplit=1)[-1].strip(" \t\r,;)'\"")
        return not (is_test(name) or is_placeholder(value) or REFERENCE.fullmatch(value))
    if kind == "Basic Auth Credentials":
        passwords = URL_LOGIN.findall(line)
        return any(one.lower() not in SAMPLE and not is_placeholder(one) and "{" not in one for one in passwords)
    return True


def _known(lines: list[str]) -> Iterator[int]:
    for number, line in enumerate(lines, start=1):
        if KNOWN.search(line) and not ALLOWED.search(line):
            yield number
