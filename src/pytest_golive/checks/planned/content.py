"""Planned checks: content."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "content.site-name",
    "The site name is set.",
    severity="medium",
    needs=("settings", "db", "url"),
    says=(),
)
planned(
    "content.contact-info",
    "Contact information is shown.",
    severity="medium",
    needs=("url",),
    says=(),
)
planned(
    "content.shipping-zones",
    "Shipping zones exist.",
    severity="high",
    needs=("settings", "db"),
    says=(),
)
planned(
    "content.shipping-costs",
    "Shipping costs are set.",
    severity="high",
    needs=("settings", "db"),
    says=(),
)
planned(
    "content.tax-rules",
    "Tax rules exist.",
    severity="medium",
    needs=("settings", "db"),
    says=(),
)
planned(
    "content.product-types",
    "Product types exist.",
    severity="medium",
    needs=("settings", "db"),
    says=(),
)
planned(
    "content.product-attributes",
    "Product attributes are defined.",
    severity="medium",
    needs=("settings", "db"),
    says=(),
)
planned(
    "content.categories",
    "Categories are set up.",
    severity="medium",
    needs=("settings", "db"),
    says=(),
)
planned(
    "content.sample-data",
    "Sample or test data is loaded.",
    severity="medium",
    needs=("settings", "db"),
    says=(),
)
