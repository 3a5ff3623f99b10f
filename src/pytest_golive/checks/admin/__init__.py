"""Checks of the admin: where it is, who may log in, and who did what."""

from __future__ import annotations

from pytest_golive.checks.admin import panel, people

__all__ = ["panel", "people"]
