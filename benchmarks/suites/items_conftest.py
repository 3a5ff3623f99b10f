"""Six hundred items of a markdown file that do nothing: what pytest and pytest-html take for as many lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest


class Idle(pytest.Item):
    """An item that does nothing."""

    def runtest(self) -> None:
        """Pass."""


class File(pytest.File):
    """The file they are in."""

    def collect(self) -> Iterable[pytest.Item]:
        """All of them."""
        return (Idle.from_parent(self, name=f"line {number}") for number in range(600))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> File | None:
    """Collect the one markdown file."""
    return File.from_parent(parent, path=file_path) if file_path.suffix == ".md" else None
