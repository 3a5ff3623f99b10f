"""Planned checks: redis."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "redis.cache-roundtrip",
    "The app's cache stores and returns values.",
    severity="high",
    needs=("settings", "redis"),
    says=(
        "=redis configured",
        "=cache|caching @works|@tested",
        "redis|application|app|django|shared|object cache|caching @works|@tested|@set",
        "cache|caching backend|layer|server|redis @works|redis",
        "caching framework configured|@works",
    ),
)
