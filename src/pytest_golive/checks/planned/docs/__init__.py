"""Planned checks of the documentation."""

from __future__ import annotations

from pytest_golive.checks.planned.docs import operations, reference

__all__ = ["operations", "reference"]
