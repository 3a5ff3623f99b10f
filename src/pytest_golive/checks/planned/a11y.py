"""Planned checks: a11y."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "a11y.axe-clean",
    "No WCAG 2.1 A/AA violation found by axe.",
    severity="medium",
    needs=("browser",),
    says=(),
)
planned(
    "a11y.image-alt",
    "Images have alt text.",
    severity="medium",
    needs=("browser",),
    says=(),
)
planned(
    "a11y.keyboard-navigation",
    "Keyboard navigation works.",
    severity="medium",
    needs=("browser",),
    says=(),
)
planned(
    "a11y.color-contrast",
    "Colour contrast is sufficient.",
    severity="medium",
    needs=("browser",),
    says=(),
)
planned(
    "a11y.form-labels",
    "Forms are labelled.",
    severity="medium",
    needs=("browser",),
    says=(),
)
