"""Checks of what the team has written down."""

from __future__ import annotations

from pytest_golive.checks.docs import checklist, drawn, plans, software

__all__ = ["checklist", "drawn", "plans", "software"]
