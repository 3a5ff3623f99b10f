"""Lock files: which versions they hold, and whether they still answer their source."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook

AGAIN = "make the lock file again"


@dataclass(frozen=True, kw_only=True)
class Lock:
    """A lock file and what its source asks for."""

    packages: tuple[tuple[str, str], ...]
    """Names and versions; a package may have several, for other platforms or Pythons."""
    direct: frozenset[str]
    stale: tuple[str, ...] = field(default=())


def read(root: Path, name: str) -> Lock:
    """A uv.lock, poetry.lock or Pipfile.lock, compared with the pyproject.toml or Pipfile beside it.

    Raises:
        CannotLook: one of the two cannot be read.
    """
    folder = (root / name).parent
    if Path(name).name == "Pipfile.lock":
        data = _load(root / name)
        packages = [(_plain(one), str(told.get("version", "")).lstrip("=")) for one, told in data["default"].items()]
        source, asked = "Pipfile", _pipfile(folder / "Pipfile")
    else:
        every = _load(root / name).get("package", [])
        others = [one for one in every if {"virtual", "editable"}.isdisjoint(one.get("source", {}))]
        packages = [(_plain(one["name"]), str(one.get("version", ""))) for one in others]
        source, asked = "pyproject.toml", _pyproject(folder / "pyproject.toml")
    stale = differences(source, name, asked, dict(packages))
    return Lock(packages=tuple(packages), direct=frozenset(asked), stale=tuple(stale))


def differences(source: str, lock: str, asked: Mapping[str, str], versions: Mapping[str, str]) -> list[str]:
    """What the source asks for and the lock file lacks, or holds in a version the source does not allow."""
    from packaging.specifiers import SpecifierSet

    found = [f"{lock} lacks {name} of {source}" for name in asked if name not in versions]
    for name, allowed in asked.items():
        version = versions.get(name, "")
        if allowed and version and not SpecifierSet(allowed).contains(version, prereleases=True):
            found.append(f"{lock} holds {name} {version}, and {source} allows {allowed}")
    return found


def _pyproject(path: Path) -> dict[str, str]:
    """Direct dependencies with what they allow."""
    from packaging.requirements import InvalidRequirement, Requirement

    data = _load(path)
    found: dict[str, str] = {}
    for line in data.get("project", {}).get("dependencies", []):
        try:
            parsed = Requirement(line)
        except InvalidRequirement:
            raise CannotLook(f"{path.name} asks for {line!r}, which is no requirement", cure="correct it") from None
        if parsed.marker is None or parsed.marker.evaluate():
            found[_plain(parsed.name)] = str(parsed.specifier)
    poetry = data.get("tool", {}).get("poetry", {}).get("dependencies", {})
    return found | {
        _plain(name): _poetry(told) for name, told in poetry.items() if name != "python" and _plain(name) not in found
    }


def _poetry(told: Any) -> str:
    """What poetry's notation of a version allows, as PEP 440 says it; empty: everything, or not understood."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    text = str(told.get("version", "") if isinstance(told, dict) else told).strip()
    if match := re.fullmatch(r"([\^~])\s*(\d+(?:\.\d+)*)", text):
        parts = [int(one) for one in match[2].split(".")]
        last = len(parts) - 1
        raised = next((at for at, one in enumerate(parts) if one), last) if match[1] == "^" else min(1, last)
        end = ".".join(map(str, [*parts[:raised], parts[raised] + 1]))
        return f">={match[2]},<{end}"
    try:
        return str(SpecifierSet(f"=={text}" if re.fullmatch(r"\d[\w.]*", text) else text))
    except InvalidSpecifier:
        return ""


def _pipfile(path: Path) -> dict[str, str]:
    packages = _load(path).get("packages", {})
    told = {_plain(name): one if isinstance(one, str) else one.get("version", "") for name, one in packages.items()}
    return {name: "" if version == "*" else version for name, version in told.items()}


def _load(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        data: dict[str, Any] = json.loads(text) if path.name == "Pipfile.lock" else tomllib.loads(text)
    except FileNotFoundError:
        why = f"there is no {path.name} beside the lock file"
        raise CannotLook(why, cure="name the right file in [code] requirements") from None
    except (OSError, ValueError) as error:
        raise CannotLook(f"{path.name} cannot be read: {error}", cure=AGAIN) from None
    return data


def _plain(name: str) -> str:
    from packaging.utils import canonicalize_name

    return str(canonicalize_name(name))
