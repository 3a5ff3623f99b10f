"""Planned checks: browser."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "browser.mobile-layout",
    "Pages fit small screens.",
    severity="medium",
    needs=("browser",),
    says=(
        "mobile responsive|responsiveness layout|design|@tested?",
        "=site|website|pages|layout|ui? mobile friendly|ready layout|design?",
        "responsive design|layout @tested|works|mobile|phones?",
        "@tested mobile devices|phones",
        "no sideways|horizontal scroll|scrolling|scrollbar|scrollbars",
        "mobile|tablet tablet? layout|view|version works|functional|@tested|correct",
        "different|multiple|various|real? browsers devices @tested",
        "site|pages|shop|layout works|usable|looks|fits good|fine? phones|mobile|tablets tablets|phones|desktop?",
        "responsive down 320px|320|360px|360|375px|375",
        "mobile|tablet layout|view|version|menu iphone|android|works|ok|fine|correct android|iphone?",
        "@tested|works iphone|android android|iphone? tablet|ipad?",
    ),
)
planned(
    "browser.mobile-forms",
    "Forms are usable on mobile.",
    severity="medium",
    needs=("browser",),
    says=(
        "forms usable|works|functional|@tested mobile|phones|phone devices?",
        "mobile friendly? forms usable|works|functional|@tested?",
        "form filled|completed|submitted mobile|phone|smartphone",
        "checkout|form usable|works|@tested mobile|phone|smartphone|phones",
    ),
)
planned(
    "browser.tap-targets",
    "Buttons are touch-friendly.",
    severity="medium",
    needs=("browser",),
    says=(
        "touch friendly buttons|targets|controls|links",
        "tap|touch targets",
        "buttons large|big enough touch|tap|fingers|thumbs",
        "links? buttons easy tap|touch|hit",
    ),
)
planned(
    "browser.cross-browser",
    "The site works across browsers.",
    severity="medium",
    needs=("browser",),
    says=(
        "cross browser @tested|compatibility|compatible|works",
        "different|multiple|various|real? browsers devices @tested",
        "major|modern|supported|different|multiple|various|common browsers @tested|works",
        "chrome firefox safari edge? @tested|works?",
        "=safari|firefox|chrome|edge @tested|works",
    ),
)
planned(
    "browser.loading-indicator",
    "Loading indicators are shown.",
    severity="medium",
    needs=("browser",),
    says=(
        "loading states handled|handling|shown|@set|works",
        "loading|progress indicators|indicator|spinner|spinners shown|displayed|visible|@set|works",
        "spinner|skeleton skeleton|loader|screens? shown|displayed|visible|whenever|while|during",
        "loading skeletons|spinners @set|shown|displayed|visible",
        "buttons|forms|pages show|shows loading state|spinner|indicator while|during?",
    ),
)
planned(
    "browser.no-broken-states",
    "Failed requests leave no broken state.",
    severity="medium",
    needs=("browser",),
    says=(
        "loading states handled|handling|works",
        "no broken states|ui",
        "empty? error|failed|failure states handled|handling|shown|designed|@tested",
        "api|network|request|requests errors|failures handled|handling gracefully ui?",
        "api|network|request failure|errors shows|show message|fallback|error instead? blank|white? page|screen?",
        "failed api|network? requests|calls show|shows error|message message?",
    ),
)
