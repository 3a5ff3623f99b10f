"""Planned checks: storage."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "storage.credentials-valid",
    "Object-storage credentials are accepted.",
    severity="high",
    needs=("storage", "env"),
    says=(),
)
planned(
    "storage.bucket-accessible",
    "The bucket is reachable and not public.",
    severity="high",
    needs=("storage", "env"),
    says=(),
)
planned(
    "storage.app-uses-bucket",
    "The app stores its files in the bucket.",
    severity="high",
    needs=("settings", "storage"),
    says=(),
)
