"""Planned checks: browser."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "browser.mobile-layout",
    "Pages fit small screens.",
    severity="medium",
    needs=("browser",),
    says=(),
)
planned(
    "browser.mobile-forms",
    "Forms are usable on mobile.",
    severity="medium",
    needs=("browser",),
    says=(),
)
planned(
    "browser.tap-targets",
    "Buttons are touch-friendly.",
    severity="medium",
    needs=("browser",),
    says=(),
)
planned(
    "browser.cross-browser",
    "The site works across browsers.",
    severity="medium",
    needs=("browser",),
    says=(),
)
planned(
    "browser.loading-indicator",
    "Loading indicators are shown.",
    severity="medium",
    needs=("browser",),
    says=(),
)
planned(
    "browser.no-broken-states",
    "Failed requests leave no broken state.",
    severity="medium",
    needs=("browser",),
    says=(),
)
