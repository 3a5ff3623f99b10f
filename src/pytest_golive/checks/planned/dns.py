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
        "=domain paid|renewed|registered until|next|least|years ~ name more further another end",
        (
            "=domain registered|purchased|buy|bought|owned|acquired|renewed|registration|paid ~ name 1 2 3 5 "
            "years valid up least ours company long month 10 until"
        ),
        "domain|registration auto renew|renewal ~ name registrar @set",
        (
            "=domain|registration expire away|date|later|far|more|least|>|beyond ~ 6 12 1 2 3 30 60 90 name month "
            "year day than check"
        ),
        (
            "=domain|registration no|not|doesnt|wont|isnt expire|lapse ~ soon about name year month next 12 6 30 "
            "days near before"
        ),
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
        (
            "whois|registrant privacy|guard|protection|private|hidden|hide|redacted|masked ~ domain data details "
            "record switch personal registrar owner service name address information @set"
        ),
        (
            "whois no|not|never personal|public|owner|details|private|visible|shown ~ show domain data "
            "information name address registrant phone"
        ),
        (
            "domain privacy|private enabled|active|registration|switched|protection|turned|registrar|added ~ name "
            "whois @set"
        ),
    ),
)
