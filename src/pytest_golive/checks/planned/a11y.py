"""Planned checks: a11y."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "a11y.axe-clean",
    "No WCAG 2.1 A/AA violation found by axe.",
    severity="medium",
    needs=("browser",),
    says=(
        "wcag 2.0|2.1 aa",
        "accessibility|a11y check|scan|test|tests|testing passes|passed|clean|done|ok?",
        "no|zero axe accessibility|a11y? violations|issues|errors|findings",
        "axe core? scan|check|run|report|tests? clean|passes|passed|green",
        "no|zero axe core? reports? violations|issues|errors|findings",
        "axe devtools? shows|reports|finds 0|no|zero violations|issues|errors",
        (
            "axe|pa11y|wave run|ran|clean|passed|green|done|accessibility|a11y|score ~ check devtools core audit "
            "ok @tested"
        ),
        (
            "axe|wcag|a11y|accessibility|wave|pa11y no|zero|without|0 violations|issues|errors|problems|findings "
            "~ reports audit scan test shows any automated serious critical check aa 2.1 found"
        ),
        (
            "wcag aa|compliant|2.1|2.2|level|conform|compliance ~ meet 2.0 standard fulfils accessibility "
            "accessible automated scan guidelines audit tested least"
        ),
        (
            "accessibility|a11y|wcag audit|scan|test|check|accessible "
            "passed|clean|green|done|automated|axe|run|lighthouse|fine ~ aa devtools ok wave"
        ),
        "=accessible|accessibility wcag|tested|check|audit ~ aa lighthouse run",
        "w o findings wcag|axe|accessibility ~ scan automated aa 2.1 report",
    ),
)
planned(
    "a11y.image-alt",
    "Images have alt text.",
    severity="medium",
    needs=("browser",),
    says=(
        "images alt text|texts|tags|attributes|attribute @set|meaningful|descriptive?",
        "=alt text|texts|tags|attributes @set?",
        "img meaningful|descriptive|useful? alt text|attribute?",
        "no images|image without|missing alt text|attribute|attributes?",
        "images without alt text|attribute|attributes? none|0|zero",
        (
            "=alt|alternative text|tag|attribute ~ carry own given image picture descriptive meaningful add "
            "photos place graphics useful logo good decorative img empty check icons @set"
        ),
        (
            "image|picture|photos screen|blind|sighted|assistive reader|described|users ~ text alternative "
            "descriptions alt"
        ),
        "image|img no|zero|never|without missing|without|lacks alt ~ text attribute tag left",
    ),
)
planned(
    "a11y.keyboard-navigation",
    "Keyboard navigation works.",
    severity="medium",
    needs=("browser",),
    says=(
        "keyboard navigation|navigable|operable|accessible|accessibility works|functional|@tested?",
        "usable|navigable|operable|reachable|works keyboard only|alone?",
        "usable|navigable|operable|works without mouse",
        "everything|site|page|element|controls reached|reachable|usable|works|operated keyboard",
        "focus visible|outline|indicator|order tab?",
        "tab order logical|sensible|correct|makes",
        "tab through checkout|site|forms|page|pages without? mouse?",
        (
            "keyboard "
            "works|navigation|accessible|operated|reachable|usable|operable|alone|only|accessibility|tested ~ "
            "navigable possible menu controls menus elements forms checkout interactive modal dialogs user links "
            "@tested @works"
        ),
        "tab order sense|logical|follows|right|correct|reading|visual ~ makes make layout form page keyboard",
        (
            "tab reachable|checkout|through|reach|navigate|cycle|site ~ controls makes sense logical form "
            "links button element keyboard works focus key interactive menu follows visual"
        ),
        (
            "focus|outline visible|outline|states|ring|indicator|style|order|logical ~ links keyboard clear "
            "elements controls buttons seen interactive tab easy"
        ),
        "without mouse ~ touching done checkout navigation menu operate possible buy operable @works",
        "no|zero|without|never keyboard|focus trap ~ modal any",
        "modal|dialog|popup escape|esc|keyboard ~ closed keep focus menus trap key",
    ),
)
planned(
    "a11y.color-contrast",
    "Colour contrast is sufficient.",
    severity="medium",
    needs=("browser",),
    says=(
        "=color|colour contrast ratio|ratios?",
        "color|colour contrast sufficient|good|@tested|meets|passes|ratio|ratios|wcag|aa|enough",
        "contrast ratio|ratios",
        "text|body|copy sufficient|enough|good|readable contrast",
        "text dark|strong|bold enough ~ grey gray light read small",
        (
            "contrast color|colour|text|ratio|4.5|wcag|aa|background|checker|buttons|copy|enough|sufficient|high "
            "~ least 1 between check good body headings links font ok readable level meet theme light dark mode 3 "
            "against minimum requirements accessible palette design @tested"
        ),
        "text readable|legible|readability background|contrast ~ against easily good color images",
    ),
)
planned(
    "a11y.form-labels",
    "Forms are labelled.",
    severity="medium",
    needs=("browser",),
    says=(
        "forms|fields|inputs|controls fields|inputs|controls? labeled|labelled",
        "form|forms|input fields|inputs|controls? labels|label|labeled|labelled @set?",
        (
            "field|input|forms|controls label|labelled|names|announce ~ own accessible element tied carry screen "
            "readers visible associated checkout clear aria @set"
        ),
        "input|field|form label not placeholder ~ only proper real visible instead",
    ),
)
