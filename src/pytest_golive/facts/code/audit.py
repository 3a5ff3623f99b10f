"""Known vulnerabilities of the pinned packages, as pip-audit finds them in the OSV database."""

from __future__ import annotations

import json
import tempfile
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.code.requirements import Requirements
from pytest_golive.facts.code.tools import run_tool
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

SECONDS = 50.0


@dataclass(frozen=True, kw_only=True)
class Vulnerability:
    """One known vulnerability of one package."""

    package: str
    version: str
    id: str
    aliases: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    """Versions without it."""

    @property
    def ids(self) -> frozenset[str]:
        """All its names."""
        return frozenset({self.id, *self.aliases})


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What the database knows of the packages."""

    asked: int
    """Packages it was asked about."""
    found: tuple[Vulnerability, ...] = ()
    unasked: tuple[str, ...] = ()
    """Packages without an exact version, or that it does not know, and why."""


@fact(timeout=SECONDS + 5, rounds=10)
def audit(settings: Settings, requirements: Requirements) -> Audit:
    """Every pinned package, looked up; that the database does not answer is no answer."""
    pinned = {f"{one.name}=={one.version}" for one in requirements.packages if one.version}
    loose = tuple(f"{one.name} ({one.place})" for one in requirements.packages if not one.version)
    if not pinned:
        raise CannotLook("no package is pinned to a version that could be looked up", cure="pin the requirements")
    told = [one for some in _lists(pinned) for one in _ask(settings, some)]
    skipped = tuple(f"{one['name']} ({one['skip_reason']})" for one in told if "skip_reason" in one)
    missing = len(pinned) - len(told)
    return Audit(
        asked=len(told) - len(skipped),
        found=tuple(_vulnerability(one, flaw) for one in told for flaw in one.get("vulns", ())),
        unasked=(*loose, *skipped, *([f"{missing} more"] if missing > 0 else [])),
    )


def _lists(pinned: set[str]) -> list[list[str]]:
    """The packages in lists that hold each of them once: pip-audit takes no second version of one."""
    versions: dict[str, list[str]] = {}
    for one in sorted(pinned):
        versions.setdefault(one.partition("==")[0], []).append(one)
    return [[one for one in some if one] for some in zip_longest(*versions.values())]


def _ask(settings: Settings, pinned: list[str]) -> list[dict[str, Any]]:
    mirror = ("--osv-url", settings.code.osv_url) if settings.code.osv_url else ()
    with tempfile.TemporaryDirectory(prefix="golive-audit-") as name:
        folder = Path(name)
        (folder / "pinned.txt").write_text("\n".join([*pinned, ""]), encoding="utf-8")
        fixed = ("--requirement", "pinned.txt", "--disable-pip", "--no-deps", "--format", "json")
        quiet = ("--progress-spinner", "off", "--cache-dir", str(folder), "--vulnerability-service", "osv")
        printed = run_tool("pip_audit", *fixed, *quiet, *mirror, folder=folder, seconds=SECONDS, good=(0, 1))
    try:
        told: list[dict[str, Any]] = json.loads(printed)["dependencies"]
    except (ValueError, KeyError):
        why = "the database of vulnerabilities did not answer"
        raise CannotLook(why, cure="let the gate reach it, or set osv_url in [code]", look_failed=True) from None
    return told


def _vulnerability(package: dict[str, Any], flaw: dict[str, Any]) -> Vulnerability:
    return Vulnerability(
        package=package["name"],
        version=package["version"],
        id=flaw["id"],
        aliases=tuple(flaw.get("aliases", ())),
        fixed=tuple(flaw.get("fix_versions", ())),
    )
