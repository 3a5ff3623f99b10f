"""Planned checks: logs."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "logs.configured",
    "Application logging works.",
    severity="high",
    needs=("settings", "server"),
    says=(),
)
planned(
    "logs.directory-exists",
    "Log directories exist.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "logs.writable",
    "Log files are writable by the service.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "logs.level",
    "The log level is as declared.",
    severity="medium",
    needs=("settings", "env"),
    says=(),
)
planned(
    "logs.rotation",
    "Logs are rotated.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "logs.archived",
    "Old logs are archived.",
    severity="medium",
    needs=("server", "storage"),
    says=(),
)
planned(
    "logs.no-critical-errors",
    "No critical errors in the logs.",
    severity="critical",
    needs=("server",),
    says=(),
)
planned(
    "logs.no-sensitive-data",
    "No sensitive data in the logs.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "logs.failed-login-recorded",
    "Failed logins are logged.",
    severity="high",
    needs=("url", "server"),
    says=(),
)
planned(
    "logs.failed-logins",
    "No suspicious failed logins.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "logs.attack-patterns",
    "Attack patterns in the access log are reviewed.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "logs.cross-origin-requests",
    "Cross-origin access is only by declared origins.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "logs.shipped",
    "Logs reach the log service.",
    severity="medium",
    needs=("monitoring",),
    says=(),
)
