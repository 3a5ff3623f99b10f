"""Planned checks: monitoring."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "monitoring.error-tracking",
    "Error tracking receives errors.",
    severity="high",
    needs=("monitoring", "env"),
    says=(),
)
planned(
    "monitoring.uptime-configured",
    "Uptime monitoring watches the site.",
    severity="high",
    needs=("monitoring",),
    says=(),
)
planned(
    "monitoring.alerts-configured",
    "Alerts reach somebody.",
    severity="high",
    needs=("monitoring",),
    says=(),
)
planned(
    "monitoring.host-metrics",
    "Server resources are monitored.",
    severity="medium",
    needs=("monitoring",),
    says=(),
)
planned(
    "monitoring.db-metrics",
    "Database performance is monitored.",
    severity="medium",
    needs=("monitoring", "db"),
    says=(),
)
planned(
    "monitoring.apm-data",
    "Application performance data arrives.",
    severity="medium",
    needs=("monitoring",),
    says=(),
)
planned(
    "monitoring.certificate-expiry",
    "Certificate expiry is monitored.",
    severity="medium",
    needs=("monitoring",),
    says=(),
)
planned(
    "monitoring.no-open-incidents",
    "No open incident or unanswered alert.",
    severity="high",
    needs=("monitoring",),
    says=(),
)
planned(
    "monitoring.error-rate",
    "The error rate is acceptable.",
    severity="high",
    needs=("monitoring", "server"),
    says=(),
)
planned(
    "monitoring.response-time",
    "Response times are acceptable.",
    severity="high",
    needs=("monitoring", "server"),
    says=(),
)
planned(
    "monitoring.uptime",
    "Uptime meets its target.",
    severity="high",
    needs=("monitoring",),
    says=(),
)
planned(
    "monitoring.no-long-outage",
    "No outage longer than the limit.",
    severity="critical",
    needs=("monitoring",),
    says=(),
)
