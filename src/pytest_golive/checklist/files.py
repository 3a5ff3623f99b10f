"""Which file is a checklist, and what reports call it; lines and records are known by that name."""

from __future__ import annotations

import os
from collections.abc import Container
from pathlib import Path

#: What the checklist of this package is called.
DEFAULT_NAME = "default checklist"


def default_checklist() -> Path:
    """The checklist of this package, for teams that have none."""
    return Path(__file__).with_name("default.md").resolve()


def shown_path(path: Path, root: Path, taken: Container[str]) -> str:
    """What a checklist is called: no two may share one of the names ``taken``."""
    if path == default_checklist():
        return DEFAULT_NAME
    if path.is_relative_to(root):
        return os.path.relpath(path, root)
    return str(path) if path.name in taken else path.name
