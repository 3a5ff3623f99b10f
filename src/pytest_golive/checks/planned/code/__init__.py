"""Planned checks: code."""

from __future__ import annotations

from pytest_golive.checks.planned.code import quality

__all__ = ["quality"]
