"""Hooks for extension packs and for a team's conftest.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

    from pytest_golive.verdict import Verdict


def pytest_golive_register() -> None:
    """Import your modules with ``@fact`` and ``@check`` here; called once, before the checklist is bound."""


def pytest_golive_verdict(config: pytest.Config, verdict: Verdict) -> None:
    """Called once with the finished verdict, after the reports are written; it cannot change it."""
