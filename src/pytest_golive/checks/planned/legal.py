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
        "=privacy policy|notice written",
        (
            "=privacy|datenschutz policy|notice|statement|page|datenschutz|declaration ~ footer linked add "
            "publish online place visitors find current up checkout reachable accessible customers visible easy "
            "homepage working easily @set"
        ),
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
        "=terms service|conditions|use written",
        (
            "=term|tos condition|service|page|footer|checkout|buying|agb ~ published linked add general current "
            "up customers before online accessible t&c legal visitors find visible shown place @set"
        ),
        "=t c|cs ~ linked footer online published checkout available",
        "=tos|agb ~ online linked footer published",
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
        (
            "accept|opt reject|decline cookie|cookies|categories ~ users choices granular allow analytics "
            "marketing essential visitors"
        ),
        (
            "=cookie|cookies banner|consent|notice|popup|pop ~ up inform about tracking explicit categories place "
            "works add first visit shows lets people reject button accept visitor user decline choice choose "
            "shown tested displayed appears visible allow opt manager eu compliant offers real refuse solution "
            "tool plugin message equally easy @set"
        ),
        "=cookie pop|popup|banner asks ~ up before anything set first visit visitor consent",
        (
            "cookie|cookies user|visitor|people decline|reject|refuse ~ banner choose easily non essential "
            "optional them tracking"
        ),
        (
            "no|zero cookies|cookie before|without|until consent|opt|agree|accept ~ set any non essential first "
            "visitor user tracking dropped marketing only"
        ),
        "cookiebot|onetrust|usercentrics|klaro|iubenda ~ up cookie consent banner works @set",
        "consent banner|popup|dialog ~ reject button cookie accept shows place first visit shown works @set",
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
        (
            "ga|ga4|analytics|tracking|pixel silent|waits|quiet|nothing until|before "
            "yes|ok|accepts|agrees|consent ~ stays visitor user says clicks sends cookie"
        ),
        (
            "analytics|ga|ga4|gtm|tracking|pixel|tags|trackers|marketing "
            "only|wait|blocked|held|respects|honours|honors consent|opt|agree|accepted|choice|banner ~ after "
            "loads fires cookie cookies until google script visitor user started when given set before facebook "
            "run if"
        ),
        (
            "analytics|ga|ga4|gtm|tracking|pixel|trackers no|off|without|disabled consent|opt|agree|accepted ~ "
            "before until cookies cookie set visitor script default google fired user unless loaded"
        ),
        "analytics|ga|ga4|gtm|google consent mode ~ up v2 tag manager @set",
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
        (
            "data|personal|user retention ~ customer policy period rules gdpr how long time privacy schedule @set "
            "@written"
        ),
        (
            "=deleted|erase|purge|anonymised|anonymized data|accounts|records "
            "after|period|schedule|automatically|retention|years|months|old ~ personal customer user 2 3 6 10 12 "
            "inactive gdpr order days 30 90 24 36 no longer gets"
        ),
        "=how long data ~ keep kept documented defined personal user customer say stick retention policy written",
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
        "=footer year company|right|correct|current ~ name shows copyright",
        (
            "copyright year|notice|footer|line|statement|date|info ~ current update shows company name owner up "
            "auto automatic 2024 2025 2026 displays @set"
        ),
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
        (
            "license|licence file|root|text|repo|repository|project|added|add|present|readme ~ open source chosen "
            "mit apache gpl included @set"
        ),
        (
            "license|licence dependency|library|third|open|package|npm "
            "compatible|reviewed|compliance|acceptable|check|ok|allowed|compliant|compatibility|approved|scan|audit "
            "~ party source ours software gpl code report"
        ),
        "=open source|third license|licence ~ party library dependencies",
        "=add license|licence ~ file",
        "=license|licence compliance dependency ~ third party",
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
        (
            "patent pending|notice|marking|number|listed|footer ~ shown text line add label displayed visible "
            "show packaging published statement"
        ),
    ),
)
