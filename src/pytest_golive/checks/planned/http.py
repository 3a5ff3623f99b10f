"""Planned checks: http."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "http.dast-scan",
    "A dynamic security scan is clean and recent.",
    severity="high",
    needs=("url",),
    says=(),
)
