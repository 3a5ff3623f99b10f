"""Planned checks: dns."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "dns.domain-registered",
    "The domain is registered and not near expiry.",
    severity="high",
    needs=("dns",),
    says=(
        "=domain|domains name|names? registered|renewed|paid|owned year|years?",
        "domain registered dns configured",
        "domain|domains name|names|registration? paid|registered|active wont|not|doesnt? lapse|expire soon?",
        "domain|domains name|names|registration? paid|registered|active wont|not|doesnt? expired|expiring soon?",
        "domain|domains name|names|registration? wont|not|doesnt wont|not|doesnt? lapse|expire soon?",
        "domain|domains name|names|registration? wont|not|doesnt wont|not|doesnt? expired|expiring soon?",
        "domain|domains registration|renewal current|valid|active|expires|expiry|not expired|soon?",
    ),
)
planned(
    "dns.whois-privacy",
    "WHOIS privacy is on.",
    severity="medium",
    needs=("dns",),
    says=(
        "domain? whois privacy|protection @set|protected?",
        "domain privacy @set|protected",
        "whois data|information|details|record|privacy private|hidden|redacted|protected|masked",
    ),
)
