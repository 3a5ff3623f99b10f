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
    ),
)
