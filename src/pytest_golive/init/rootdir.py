"""Where a run of pytest has its root: there golive.toml is looked for."""

from __future__ import annotations

import configparser
import tomllib
from pathlib import Path

OWN = frozenset({"pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini"})
SECTIONS = {"tox.ini": "pytest", "setup.cfg": "tool:pytest"}
#: What makes a folder the root where nothing sets pytest up.
FALLBACKS = ("pyproject.toml", "setup.py")


def pytest_root(folder: Path) -> Path:
    """The folder that a run started here takes for its root."""
    above = [folder, *folder.parents]
    names = (*sorted(OWN), "pyproject.toml", *SECTIONS)
    set_up = (one for one in above if any(has_pytest_settings(one / name) for name in names))
    fallbacks = (one for name in FALLBACKS for one in above if (one / name).is_file())
    return next(set_up, next(fallbacks, folder))


def has_pytest_settings(file: Path) -> bool:
    """Whether this file sets pytest up."""
    if file.name in OWN:
        return file.is_file()
    if file.name == "pyproject.toml":
        try:
            return "pytest" in tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {})
        except (OSError, ValueError):
            return False
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read(file if file.name in SECTIONS else (), encoding="utf-8")
    except (configparser.Error, ValueError):
        return False
    return parser.has_section(SECTIONS.get(file.name, ""))
