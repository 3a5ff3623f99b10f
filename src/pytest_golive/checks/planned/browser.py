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
        "iphone|android|ipad android|iphone|tablet|phone tried|tested|looks ~ cheap real new small device",
        "nothing cut|clipped|overlaps phone|mobile|screen off? ~ small narrow",
        "=mobile performance|experience|check optimised|optimized|works|verify ~ device @works",
        (
            "=responsive|responsiveness ~ design layout breakpoints mobile phones tablets screen size theme "
            "behaviour template ui device @works"
        ),
        (
            "phone|mobile|tablet|smartphone|iphone|android|ipad "
            "layout|version|design|look|fits|menu|tested|friendly|navigation|responsive ~ right real 2 two three "
            "several devices well different ios check screen small desktop header display emulator view optimised "
            "optimized renders sizes @works"
        ),
        (
            "small|smaller|narrow|320|360|375|mobile screen|px|viewport|width "
            "look|fit|works|layout|responsive|scroll|horizontal|readable ~ right well down side device phone "
            "@works"
        ),
        (
            "no|zero|without horizontal|sideways scroll|scrollbar|overflow ~ mobile small screens phone any "
            "layout px 320 upwards holds"
        ),
        "layout holds|works|fits px|320|360|375 ~ down up upwards width",
        (
            "=different|various|several|screen|real screen|device sizes|tested ~ phones tablets design layout "
            "responsive works mobile looks good check"
        ),
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
        (
            "form|input|checkout mobile|phone|smartphone|ios|android|iphone|small "
            "fill|works|tested|usable|submit|big|large|enough|screens|easy|entry ~ contact field out device touch "
            "real readable well order @works"
        ),
        (
            "=field|keyboard mobile|phone|smartphone|ios|android email|number|numeric|tel|type|right|big|enough ~ "
            "form input opens shows large"
        ),
        "inputs|fields zoom iphone|ios|mobile dont|no|doesnt|never|not ~ focus font 16px form",
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
        "=button tap|thumb|finger|touch ~ easy mobile phone large big hit menu icon",
        (
            "button|link|target|touch|area|controls tap|tappable|touch|thumb|finger|click|44|48|24|44x44 "
            "easy|big|large|enough|friendly|least|target|size|px|44x44 ~ check phone mobile x 48x48 24x24 hit "
            "pixels comfortable"
        ),
        "link|button close together arent|not|dont|never|without ~ too mobile phone small",
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
        (
            "=safari|firefox|chrome|edge latest|current|mobile|ios tested|works|ok ~ version desktop android "
            "browsers macos"
        ),
        ("=javascript|console error ~ monitoring browser no zero without check any js recurring uncaught free verify"),
        (
            "chrome|safari|firefox|edge safari|firefox|edge|chrome|webkit ~ major latest check browsers qa qad "
            "desktop ie opera current mac windows ios mobile looks main @tested @works"
        ),
        "=browser same looks|works|renders ~ site",
        (
            "browser "
            "major|modern|common|current|different|compatibility|compatible|supported|multiple|cross|latest "
            "test|works|same|looks|check|qa|done ~ version desktop @tested @works"
        ),
        "browserstack|saucelabs|lambdatest run|tested|green|passed|clean ~ browser cross check @tested",
        "=safari|firefox|chrome|edge work|tested ~ macos mac ios windows desktop check latest @works",
        "=browser compatibility ~ ok cross major works @tested",
        "no|zero|without browser specific|cross ~ bugs issues left problems errors any",
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
        "see|notices|told|shown loading|happening|working something ~ user visitor customer while waiting",
        (
            "spinner|skeleton|loader|indicator|progress|loading "
            "show|see|while|during|slow|whenever|screens|states|async|displayed|appear|indicator|waiting|visible "
            "~ user data button submit request actions bar uploads fetch when api saving calls checkout @set"
        ),
        "submit|button disabled while|during ~ request runs form loading sent pending sending until",
        "feedback|state while|during load|request|waiting ~ shown show data user visible api see get button",
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
        "api dies|fails|down instead blank|crashing|white ~ says if when going message shows error goes user",
        (
            "request|api|network|call|fetch fail|error|down|failure "
            "message|gracefully|friendly|handled|copes|fallback|shown|show ~ ui what happen when user front end "
            "well back nice tell retry server empty states"
        ),
        ("error|empty|failure state designed|tested|works|handled|implemented|exist|place ~ ui done list look @works"),
        (
            "no|without|never blank|white|broken page|screen|states ~ when api down back end fails after error "
            "request network ui server any"
        ),
        (
            "api|back|request|network|server doesnt|dont|not|never break|crash|freeze ~ ui error when returns "
            "fails down end front"
        ),
    ),
)
