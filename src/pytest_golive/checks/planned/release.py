"""Planned checks: release."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "release.flows-all-pass",
    "All critical user flows passed.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "release.staging-parity",
    "Staging mirrors production.",
    severity="medium",
    needs=("server", "settings", "db", "env"),
    says=(),
)
planned(
    "release.staging-run-passed",
    "The features passed on staging.",
    severity="medium",
    needs=(),
    says=(),
)
planned(
    "release.version-live",
    "The intended release is running.",
    severity="critical",
    needs=("url", "server", "code"),
    says=(),
)
planned(
    "release.rollback-drill",
    "The rollback was rehearsed.",
    severity="high",
    needs=("server", "url"),
    says=(),
)
planned(
    "release.rollback-target-known",
    "A rollback target is known.",
    severity="high",
    needs=("code",),
    says=(),
)
planned(
    "release.deploy-script-valid",
    "The deployment script is sound.",
    severity="high",
    needs=("code",),
    says=(),
)
