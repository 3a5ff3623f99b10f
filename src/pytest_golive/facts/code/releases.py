"""Which releases there are of the packages the code asks for, as the package index tells (PEP 691, 700 and 792)."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.code.requirements import Requirement, Requirements
from pytest_golive.facts.outside import Service
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

PYPI = "https://pypi.org/simple"
HEADERS = {"Accept": "application/vnd.pypi.simple.v1+json"}
CURE = "let the gate reach the package index, or set index_url in [code] of golive.toml"
AT_ONCE = 8


@dataclass(frozen=True, kw_only=True)
class Available:
    """One version that can be installed."""

    version: str
    uploaded: datetime | None
    """Of its first file; None: the index does not tell."""
    yanked: str = ""
    """Why all its files are yanked (PEP 592)."""


@dataclass(frozen=True, kw_only=True)
class Package:
    """A package the code asks for itself, and the releases of it that are no pre-releases, but for the pinned one."""

    name: str
    pinned: str
    releases: tuple[Available, ...] = ()
    status: str = ""
    """``archived``, ``deprecated`` or ``quarantined`` (PEP 792); empty: it is maintained."""
    unread: str = ""
    """Why the index tells nothing of it."""


@fact(timeout=45.0, rounds=6)
def package_releases(settings: Settings, requirements: Requirements) -> tuple[Package, ...]:
    """Every directly required package, looked up in the index.

    Raises CannotLook when the index does not answer.
    """
    direct = {one.name: one for one in requirements.packages if one.direct}
    index = Service(base=settings.code.index_url or PYPI, headers=HEADERS)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return tuple(pool.map(lambda one: _look_up(index, one), direct.values()))


def _look_up(index: Service, asked: Requirement) -> Package:
    if not asked.version:
        return Package(name=asked.name, pinned="", unread=asked.trouble or "names no version")
    reply = index.ask(f"{asked.name}/")
    if reply.status == 404:
        return Package(name=asked.name, pinned=asked.version, unread="is not in the package index")
    if reply.status != 200 or not isinstance(reply.value, Mapping) or "files" not in reply.value:
        why = f"{reply.url} answers {reply.words}, and not with the list of releases"
        raise CannotLook(why, cure=CURE, look_failed=reply.status >= 500)
    status = reply.value.get("project-status") or {}
    told = status.get("status", "") if isinstance(status, Mapping) else str(status)
    return Package(
        name=asked.name,
        pinned=asked.version,
        releases=_releases(reply.value, asked),
        status="" if told == "active" else told,
    )


def _releases(told: Mapping[str, Any], asked: Requirement) -> tuple[Available, ...]:
    """Versions from the files' names: the list of versions that some indexes give has no dates.

    Names from before PEP 625 cannot be read; that the pinned version is there is then all that is known of it.
    """
    from packaging.utils import InvalidSdistFilename, InvalidWheelFilename, parse_sdist_filename, parse_wheel_filename
    from packaging.version import Version

    found: dict[Version, list[dict[str, Any]]] = {}
    for file in told["files"]:
        name = str(file["filename"])
        try:
            version = parse_wheel_filename(name)[1] if name.endswith(".whl") else parse_sdist_filename(name)[1]
        except (InvalidSdistFilename, InvalidWheelFilename):
            continue
        if not version.is_prerelease or str(version) == asked.version:
            found.setdefault(version, []).append(file)
    if asked.version in told.get("versions", ()):
        found.setdefault(Version(asked.version), [])
    return tuple(_available(str(version), found[version]) for version in sorted(found))


def _available(version: str, files: list[dict[str, Any]]) -> Available:
    moments = [_moment(file["upload-time"]) for file in files if file.get("upload-time")]
    reasons = [file.get("yanked", False) for file in files]
    told = next((one for one in reasons if isinstance(one, str) and one), "its maintainers took it back")
    is_yanked = bool(reasons) and all(reasons)
    return Available(version=version, uploaded=min(moments, default=None), yanked=told if is_yanked else "")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
