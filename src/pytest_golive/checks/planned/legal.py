"""Planned checks: legal."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "legal.privacy-policy",
    "The privacy policy is published.",
    severity="high",
    needs=("url",),
    says=(
        "privacy policy|notice|statement written? published|linked|online|accessible|visible|reachable|@set",
        "terms service|conditions? privacy policy published|linked|online|live|accessible|visible|available|@set",
        "=privacy policy|notice|statement page?",
        "privacy page published|linked|online|live|accessible|visible|available|reachable",
    ),
)
planned(
    "legal.terms",
    "Terms of service are published.",
    severity="high",
    needs=("url",),
    says=(
        "terms service|conditions written? published|linked|online|live|accessible|visible|available|reachable|@set",
        "terms service|conditions? privacy policy published|linked|online|live|accessible|visible|available|@set",
        "t c|cs published|linked|online|live|accessible|visible|available|reachable",
        "=terms service|conditions page?",
        "terms service|conditions page published|linked|online|live|accessible|visible|available|reachable",
        "terms page? linked footer|checkout",
        "terms service|conditions linked footer|checkout",
    ),
)
planned(
    "legal.cookie-consent",
    "A cookie consent notice is shown.",
    severity="high",
    needs=("browser",),
    says=(
        "cookie consent|banner|notice banner|notice|popup? @set|shown|displayed|appears|visible|works|@tested",
        "cookie consent|banner|notice real? reject|decline|refuse",
        "no non? essential? cookies set? before|without|until consent",
        "=cookie consent|banner|notice banner|notice?",
        "cookies only after consent|accept|opt",
    ),
)
planned(
    "legal.analytics-consent",
    "Analytics waits for consent.",
    severity="high",
    needs=("browser",),
    says=(
        "analytics: privacy compliance",
        "no tracking|analytics|trackers|pixels before|without|until consent|opt|accept",
        "analytics|tracking|trackers|pixels scripts? load|fire|start|run? only? after consent|opt",
        "analytics|tracking waits|blocked until|before? consent|opt",
        "ga|ga4|gtm scripts? load|fire|start|run? only? after consent|opt",
        "analytics|ga|tracking respects|honours|honors cookie? consent|opt choice?",
    ),
)
planned(
    "legal.data-retention",
    "A data retention policy is defined.",
    severity="medium",
    needs=("url", "docs"),
    says=(
        "data retention policy|period|periods @set|@written|set",
        "how long keep|kept|store|stored personal|customer|user data",
        "retention period|periods|times personal|customer|user data @set|@written|set",
    ),
)
planned(
    "legal.copyright-notice",
    "A copyright notice is shown.",
    severity="medium",
    needs=("url",),
    says=(
        "copyright notice|line|year|footer @set|shown|current|correct|updated|displayed 2025? company?",
        "copyright year|notice|line footer current|correct|right|shown",
        "footer shows copyright|year|2024|2025|2026 company?",
    ),
)
planned(
    "legal.license-file",
    "A licence is in place.",
    severity="medium",
    needs=("code",),
    says=(
        "license|licence file @set|correct",
        "=license|licence @set",
        "dependencies|dependency licenses|licences compatible|checked|allowed|reviewed|ok",
        "repo|repository license|licence file?",
    ),
)
planned(
    "legal.patent-notice",
    "A patent-pending notice is shown.",
    severity="medium",
    needs=("url", "docs"),
    says=(
        "patent pending notice|line|text @set|shown|displayed|visible",
        "patent pending notice|line|text product|page|footer page?",
    ),
)
