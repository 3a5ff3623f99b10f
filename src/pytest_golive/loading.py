"""Loads the gate's modules, and the libraries it reads with, past pytest's rewriting of asserts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, PathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import types

    import pytest

#: Their asserts say themselves what was seen, or are nobody's business here.
PACKAGES = frozenset({"pytest_golive", "markdown_it", "mdurl", "msgspec", "OpenSSL", "cryptography", "email", "http"})


class Loader:
    """Finds modules as Python does, before pytest is asked about each of hundreds whether it is to be rewritten.

    That takes a fiftieth of a run; rewriting ours, which pytest does with plug-ins, takes a tenth, and seconds of the
    first run in a fresh environment.
    """

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> ModuleSpec | None:
        """Any other package's module is left to who comes next."""
        return PathFinder.find_spec(name, path, target) if name.partition(".")[0] in PACKAGES else None


def past_rewriting(config: pytest.Config) -> None:
    """Load them so until the run ends."""
    finder = Loader()
    sys.meta_path.insert(0, finder)

    def end() -> None:
        with suppress(ValueError):  # a test may have put its own list back
            sys.meta_path.remove(finder)

    config.add_cleanup(end)
