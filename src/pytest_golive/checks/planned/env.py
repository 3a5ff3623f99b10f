"""Planned checks: env."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "env.loaded-by-service",
    "The running service has the variables loaded.",
    severity="high",
    needs=("server", "env"),
    says=(),
)
