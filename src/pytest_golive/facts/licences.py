"""Under which licence the code is, as its file and its metadata say, and under which its dependencies are."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.command import TimeoutExpired, run
from pytest_golive.facts.registry import fact
from pytest_golive.facts.team_files import team_files
from pytest_golive.settings import Settings

FILE = re.compile(r"(?:UN)?LICEN[SC]E(?:[.-].*)?|COPYING(?:\..*)?", re.IGNORECASE)
#: Sentences by which a licence is known, the narrower ones first.
KNOWN = {
    "AGPL-3.0": ("gnu affero general public license", "version 3"),
    "LGPL-2.1": ("gnu lesser general public license", "version 2.1, february 1999"),
    "LGPL-3.0": ("gnu lesser general public license", "version 3"),
    "GPL-3.0": ("gnu general public license", "version 3"),
    "GPL-2.0": ("gnu general public license", "version 2"),
    "Apache-2.0": ("apache license", "version 2.0"),
    "MPL-2.0": ("mozilla public license", "2.0"),
    "BSD-3-Clause": ("redistribution and use in source and binary forms", "neither the name"),
    "BSD-2-Clause": ("redistribution and use in source and binary forms",),
    "ISC": ("permission to use, copy, modify, and/or distribute this software",),
    "MIT": ("permission is hereby granted, free of charge", "without restriction"),
    "Unlicense": ("this is free and unencumbered software",),
    "proprietary": ("all rights reserved",),
}
#: Run by the application's Python: names, requirements and licences of what is installed there.
ASK = """
import json, sys
from importlib.metadata import distributions
print(json.dumps([{
    "name": one.metadata["Name"] or "", "requires": one.requires or [],
    "license": one.metadata.get("License-Expression") or "", "text": (one.metadata.get("License") or "")[:200],
    "classifiers": [c for c in one.metadata.get_all("Classifier") or [] if c.startswith("License ::")],
} for one in distributions()]))
"""
CLASSIFIED = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU General Public License v2 (GPLv2)": "GPL-2.0-only",
    "GNU Affero General Public License v3": "AGPL-3.0-only",
}
SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")


@dataclass(frozen=True, kw_only=True)
class Licences:
    """The code's own licence and its dependencies'."""

    file: str = ""
    """The licence file; empty: there is none."""
    recognised: str = ""
    """What its text is; empty: nothing known."""
    text: str = ""
    """Its first lines."""
    metadata: Mapping[str, str]
    """By metadata file: the licence it declares."""
    dependencies: Mapping[str, str]
    """By distribution that the code needs, and what that needs: its licence, or empty when it names none."""
    missing: tuple[str, ...] = ()
    """Requirements that are not installed."""
    error: str = ""
    """Why the dependencies could not be seen."""


@fact(timeout=20.0)
def licences(settings: Settings) -> Licences:
    """The licence file, the project's metadata, and the licences of what is installed for it."""
    root = Path(settings.docs.dir)
    if not root.is_dir():
        raise CannotLook(f"the folder {root} does not exist", cure="correct dir in [docs] of golive.toml")
    files = team_files(root)
    name = next((path for path in files if FILE.fullmatch(path)), "")
    text = (root / name).read_text(encoding="utf-8", errors="replace") if name else ""
    wanted = _requirements(root, files)
    installed, error = _installed(settings) if wanted else ({}, "no requirements file or pyproject.toml names any")
    needed, missing = _closure(wanted, installed)
    return Licences(
        file=name,
        recognised=recognise(text),
        text="\n".join(text.splitlines()[:4]),
        metadata=_metadata(root, files),
        dependencies={one: _licence(installed[one]) for one in sorted(needed)},
        missing=() if error else tuple(sorted(missing)),
        error=error,
    )


def recognise(text: str) -> str:
    """The SPDX id (without "only" or "or later") of a licence's text, ``proprietary``, or empty."""
    plain = " ".join(text.lower().split())
    found = [name for name, marks in KNOWN.items() if all(mark in plain for mark in marks)]
    # A licence names others further below; "all rights reserved" stands above free ones, too.
    named = [name for name in found if name != "proprietary"] or found
    return min(named, key=lambda name: plain.find(KNOWN[name][0]), default="")


def _metadata(root: Path, files: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    if "pyproject.toml" in files:
        try:
            given = (
                tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8")).get("project", {}).get("license")
            )
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            given = None
        text = given.get("text", "") if isinstance(given, dict) else given
        found |= {"pyproject.toml": str(text)} if text else {}
    if "package.json" in files:
        try:
            given = json.loads((root / "package.json").read_text(encoding="utf-8")).get("license")
        except ValueError:
            given = None
        found |= {"package.json": str(given)} if given else {}
    return found


def _requirements(root: Path, files: tuple[str, ...]) -> set[str]:
    """Names of the direct dependencies."""
    found: set[str] = set()
    for path in files:
        if re.fullmatch(r"requirements(?:[-_.](?:prod\w*|base))?\.txt|requirements/(?:prod\w*|base)\.txt", path):
            lines = (root / path).read_text(encoding="utf-8", errors="replace").splitlines()
            found |= {_name(line) for line in lines if re.match(r"\s*[A-Za-z0-9]", line)}
    if "pyproject.toml" in files:
        try:
            project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8")).get("project", {})
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            project = {}
        found |= {_name(one) for one in project.get("dependencies", ())}
    return found


def _installed(settings: Settings) -> tuple[dict[str, dict[str, Any]], str]:
    """What is installed for the application, by name, or why that cannot be said."""
    python = settings.app.python or sys.executable
    try:
        done = run([python, "-I", "-c", ASK], seconds=15)
        told = json.loads(done.stdout) if done.returncode == 0 else None
    except (OSError, TimeoutExpired, ValueError) as error:
        return {}, f"{python} does not say what is installed: {type(error).__name__}"
    if told is None:
        return {}, f"{python} does not say what is installed: it ended with {done.returncode}"
    return {_name(one["name"]): one for one in told}, ""


def _closure(wanted: set[str], installed: Mapping[str, dict[str, Any]]) -> tuple[set[str], set[str]]:
    """What is needed in the end, and what of the direct requirements is not installed."""
    todo, found = [name for name in wanted if name in installed], set()
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            plain = [one for one in installed[name]["requires"] if "extra ==" not in one]
            todo += [_name(one) for one in plain if _name(one) in installed]
    return found, wanted - found


def _licence(one: Mapping[str, Any]) -> str:
    """The licence of a distribution as SPDX, as far as its metadata says."""
    if one["license"]:
        return str(one["license"])
    classified = [CLASSIFIED.get(c.rpartition(" :: ")[2], c.rpartition(" :: ")[2]) for c in one["classifiers"]]
    text = str(one["text"]).strip()
    if text and SPDX.fullmatch(text) and text not in {"BSD", "Apache"}:
        return text
    return " AND ".join(dict.fromkeys(classified)) or recognise(text) or text.partition("\n")[0]


def _name(requirement: str) -> str:
    """``Django`` of ``Django[argon2]>=5``, as the index compares names."""
    found = re.match(r"\s*([A-Za-z0-9][\w.-]*)", requirement)
    return re.sub(r"[-_.]+", "-", found[1]).lower() if found else ""
