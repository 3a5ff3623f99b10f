"""Planned checks: secrets."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "secrets.secret-key-from-env",
    "The secret key comes from the environment, not from code.",
    severity="critical",
    needs=("settings", "env", "code"),
    says=(),
)
planned(
    "secrets.no-hardcoded",
    "No credential is hard-coded in the repository.",
    severity="critical",
    needs=("code",),
    says=(),
)
planned(
    "secrets.env-not-committed",
    "The production env file is not in version control.",
    severity="critical",
    needs=("code",),
    says=(),
)
planned(
    "secrets.db-password-strong",
    "Database password is strong.",
    severity="critical",
    needs=("env",),
    says=(),
)
planned(
    "secrets.credentials-unique",
    "Credentials are not reused.",
    severity="high",
    needs=("env",),
    says=(),
)
