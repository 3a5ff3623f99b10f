"""Planned checks: payments, refunds, tax and promo codes."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "flow.refund",
    "A refund works.",
    severity="high",
    needs=("storefront", "payment"),
    says=(
        "partial? full? refund process|flow|handling|processing|functionality? works|functional|@tested",
        "@tested partial|full full|partial? refund",
        "refunds go|goes|went through",
        "refund reaches|arrives|appears customers|gateway|customer|stripe card|account?",
        "=refund @works|@tested|order|payment|customer|card|partial|full|issue|processed|back|gateway|reach|possible|"
        "able|admin|arrive|transaction ~ @works @tested stripe razorpay paypal go goes dashboard marked status "
        "updated money trigger see amount right end after bank account real",
        "refund gateway|card|customer|stripe reach|arrive|go|goes|appear|shown|back ~ partial order money bank account",
        "=refund money|order|one back|partly|partial|half|full ~ go goes when another",
    ),
)
