"""Planned checks: oauth."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "oauth.google-credentials",
    "Google OAuth credentials are valid.",
    severity="high",
    needs=("env", "url"),
    says=(),
)
planned(
    "oauth.google-callback",
    "Google callback URLs are right.",
    severity="high",
    needs=("url", "settings"),
    says=(),
)
