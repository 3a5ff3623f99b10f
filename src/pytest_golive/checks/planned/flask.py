"""Planned checks: flask."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "flask.secret-key-strong",
    "Flask SECRET_KEY is strong.",
    severity="critical",
    needs=("settings",),
    says=(),
)
planned(
    "flask.debug-off",
    "Flask debug mode is off.",
    severity="critical",
    needs=("settings",),
    says=(),
)
planned(
    "flask.env-production",
    "FLASK_ENV=production, or its successor.",
    severity="medium",
    needs=("settings", "env"),
    says=(),
)
planned(
    "flask.session-cookie-secure",
    "Flask session cookie is Secure.",
    severity="critical",
    needs=("settings",),
    says=(),
)
planned(
    "flask.session-cookie-httponly",
    "Flask session cookie is HttpOnly.",
    severity="high",
    needs=("settings",),
    says=(),
)
