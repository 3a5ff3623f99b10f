"""Checks of releases: the checklist's other lines, what runs and ran before, and what brings it there."""

from __future__ import annotations

from pytest_golive.checks.release import delivery, document, versions

__all__ = ["delivery", "document", "versions"]
