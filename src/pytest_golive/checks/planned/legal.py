"""Planned checks: legal."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "legal.privacy-policy",
    "The privacy policy is published.",
    severity="high",
    needs=("url",),
    says=(),
)
planned(
    "legal.terms",
    "Terms of service are published.",
    severity="high",
    needs=("url",),
    says=(),
)
planned(
    "legal.cookie-consent",
    "A cookie consent notice is shown.",
    severity="high",
    needs=("browser",),
    says=(),
)
planned(
    "legal.analytics-consent",
    "Analytics waits for consent.",
    severity="high",
    needs=("browser",),
    says=(),
)
planned(
    "legal.data-retention",
    "A data retention policy is defined.",
    severity="medium",
    needs=("url", "docs"),
    says=(),
)
planned(
    "legal.copyright-notice",
    "A copyright notice is shown.",
    severity="medium",
    needs=("url",),
    says=(),
)
planned(
    "legal.license-file",
    "A licence is in place.",
    severity="medium",
    needs=("code",),
    says=(),
)
planned(
    "legal.patent-notice",
    "A patent-pending notice is shown.",
    severity="medium",
    needs=("url", "docs"),
    says=(),
)
