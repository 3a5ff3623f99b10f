"""Planned checks: mysql."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "mysql.version-supported",
    "MySQL version is supported and current.",
    severity="medium",
    needs=("db",),
    says=(),
)
