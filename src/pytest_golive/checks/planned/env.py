"""Planned checks: env."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "env.loaded-by-service",
    "The running service has the variables loaded.",
    severity="high",
    needs=("server", "env"),
    says=(
        "environment variables|file loaded|reloaded|picked app|application|service|container|process|up?",
        "=environment variables loaded|reloaded",
        "pods|containers really? got|have|run|see new|latest|current configmap|secret|secrets secret? values|variables",
        "services really? got|have|run|see new|latest|current configmap|secret|secrets secret? values|variables",
        "pods|containers|services|app really? got|have|run|see new|latest|current environment variables|values",
        "no stale|old|outdated environment|configuration values|variables?",
    ),
)
