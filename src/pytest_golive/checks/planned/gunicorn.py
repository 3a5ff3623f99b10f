"""Planned checks: gunicorn."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "gunicorn.config-valid",
    "The gunicorn configuration is valid.",
    severity="high",
    needs=("server", "code"),
    says=(),
)
planned(
    "gunicorn.workers",
    "The number of workers fits the machine.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "gunicorn.logging-configured",
    "The app server logs.",
    severity="medium",
    needs=("server",),
    says=(),
)
