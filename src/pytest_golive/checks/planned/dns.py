"""Planned checks: dns."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "dns.domain-registered",
    "The domain is registered and not near expiry.",
    severity="high",
    needs=("dns",),
    says=(),
)
planned(
    "dns.whois-privacy",
    "WHOIS privacy is on.",
    severity="medium",
    needs=("dns",),
    says=(),
)
