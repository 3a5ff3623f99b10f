"""Planned checks: tracker."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "tracker.no-open-critical",
    "No critical bug is open.",
    severity="critical",
    needs=("tracker",),
    says=(),
)
planned(
    "tracker.release-reviewed",
    "All released changes were reviewed.",
    severity="high",
    needs=("tracker",),
    says=(),
)
planned(
    "tracker.no-security-alerts",
    "No open security alert.",
    severity="high",
    needs=("tracker",),
    says=(),
)
planned(
    "tracker.issues-answered",
    "User issues are answered.",
    severity="medium",
    needs=("tracker",),
    says=(),
)
