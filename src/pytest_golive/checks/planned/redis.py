"""Planned checks: redis."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "redis.cache-roundtrip",
    "The app's cache stores and returns values.",
    severity="high",
    needs=("settings", "redis"),
    says=(),
)
