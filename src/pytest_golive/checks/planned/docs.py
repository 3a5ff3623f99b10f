"""Planned checks: docs."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "docs.known-issues",
    "Known issues are documented.",
    severity="medium",
    needs=("docs", "tracker"),
    says=(),
)
planned(
    "docs.deployment",
    "Deployment steps are documented.",
    severity="medium",
    needs=("docs",),
    says=(),
)
planned(
    "docs.env-vars-documented",
    "Environment variables are documented.",
    severity="medium",
    needs=("docs", "code"),
    says=(),
)
planned(
    "docs.troubleshooting",
    "A troubleshooting guide exists.",
    severity="medium",
    needs=("docs",),
    says=(),
)
planned(
    "docs.api-endpoints",
    "API endpoints are documented.",
    severity="medium",
    needs=("docs", "code"),
    says=(),
)
planned(
    "docs.api-schemas",
    "Request and response formats are documented.",
    severity="medium",
    needs=("docs",),
    says=(),
)
planned(
    "docs.readme-production",
    "README has production information.",
    severity="medium",
    needs=("docs",),
    says=(),
)
planned(
    "docs.restore-procedure",
    "The restore procedure is documented.",
    severity="high",
    needs=("docs",),
    says=(),
)
planned(
    "docs.rollback-plan",
    "The rollback plan is documented.",
    severity="high",
    needs=("docs",),
    says=(),
)
planned(
    "docs.disaster-recovery",
    "The disaster recovery plan is documented.",
    severity="high",
    needs=("docs",),
    says=(),
)
planned(
    "docs.backup-strategy",
    "The backup strategy is documented.",
    severity="medium",
    needs=("docs",),
    says=(),
)
planned(
    "docs.admin-guide",
    "An admin user guide exists.",
    severity="medium",
    needs=("docs",),
    says=(),
)
planned(
    "docs.error-codes",
    "Error codes are documented.",
    severity="medium",
    needs=("docs", "code"),
    says=(),
)
planned(
    "docs.database-schema",
    "The database schema is documented.",
    severity="medium",
    needs=("docs", "db"),
    says=(),
)
planned(
    "docs.architecture",
    "The architecture diagram exists.",
    severity="medium",
    needs=("docs",),
    says=(),
)
planned(
    "docs.network-topology",
    "The network topology is documented.",
    severity="medium",
    needs=("docs",),
    says=(),
)
planned(
    "docs.user-manual",
    "The user manual exists.",
    severity="medium",
    needs=("docs",),
    says=(),
)
planned(
    "docs.contacts-filled",
    "Contacts are filled in.",
    severity="medium",
    needs=("docs",),
    says=(),
)
planned(
    "docs.checklist-current",
    "The checklist itself is kept current.",
    severity="medium",
    needs=("docs",),
    says=(),
)
planned(
    "docs.references-resolve",
    "References in the checklist resolve.",
    severity="medium",
    needs=("docs", "url"),
    says=(),
)
planned(
    "docs.location-resolves",
    "Documentation locations are filled in and exist.",
    severity="medium",
    needs=("docs", "url"),
    says=(),
)
planned(
    "docs.runbook-paths-exist",
    "Commands in the runbook can be run.",
    severity="high",
    needs=("docs", "code", "server"),
    says=(),
)
