"""Planned checks: legal."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

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
