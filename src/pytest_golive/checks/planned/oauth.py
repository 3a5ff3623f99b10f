"""Planned checks: oauth."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "oauth.google-credentials",
    "Google OAuth credentials are valid.",
    severity="high",
    needs=("env", "url"),
    says=(
        "google: production|oauth|client credentials @set|set|valid",
        "google oauth|oauth2|login client|production? credentials|secret|id @set|set|valid|works",
        "environment|variables: google_client_id|google_client_secret",
        "=google oauth|oauth2 client id|secret|credentials production?",
    ),
)
planned(
    "oauth.google-callback",
    "Google callback URLs are right.",
    severity="high",
    needs=("url", "settings"),
    says=(
        "google: callback|redirect url|uri @set|set|correct|registered",
        "google oauth|oauth2|login? callback|redirect url|uri @set|set|correct|registered|match|matches",
        "google callback|redirect url|uri contain|points|include|match production|live? domain|host",
    ),
)
