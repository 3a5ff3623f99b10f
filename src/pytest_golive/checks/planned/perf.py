"""Planned checks: perf."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "perf.page-load",
    "Pages load within their target.",
    severity="high",
    needs=("browser",),
    says=(),
)
planned(
    "perf.api-response-time",
    "API responses are within target.",
    severity="high",
    needs=("url",),
    says=(),
)
planned(
    "perf.checkout-duration",
    "Checkout completes within target.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "perf.payment-duration",
    "Payment processing is within target.",
    severity="high",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "perf.slow-endpoints",
    "No slow endpoint.",
    severity="medium",
    needs=("server", "monitoring"),
    says=(),
)
planned(
    "perf.regression",
    "No performance loss against the baseline.",
    severity="high",
    needs=("url",),
    says=(),
)
