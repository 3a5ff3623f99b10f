"""Planned checks: payment."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "payment.credentials-accepted",
    "Gateway credentials are accepted.",
    severity="critical",
    needs=("payment", "env"),
    says=(),
)
planned(
    "payment.live-mode",
    "The gateway is in production mode.",
    severity="critical",
    needs=("payment", "env"),
    says=(),
)
planned(
    "payment.sandbox-roundtrip",
    "A sandbox payment can be created and read back.",
    severity="high",
    needs=("payment",),
    says=(),
)
planned(
    "payment.api-over-https",
    "Gateway calls go over verified HTTPS.",
    severity="critical",
    needs=("settings", "code"),
    says=(),
)
planned(
    "payment.no-card-data-stored",
    "No card data is stored.",
    severity="critical",
    needs=("db", "code", "server"),
    says=(),
)
planned(
    "payment.bakong-account-registered",
    "The Bakong account id exists.",
    severity="critical",
    needs=("payment", "env"),
    says=(),
)
planned(
    "payment.khqr-payload",
    "The generated KHQR payload is right.",
    severity="critical",
    needs=("storefront", "env"),
    says=(),
)
planned(
    "payment.webhook-registered",
    "The payment webhook is registered at the gateway.",
    severity="high",
    needs=("payment", "url"),
    says=(),
)
planned(
    "payment.webhook-signature-enforced",
    "The webhook refuses unsigned calls.",
    severity="critical",
    needs=("url", "env"),
    says=(),
)
planned(
    "payment.fraud-screening",
    "Fraud screening is on.",
    severity="medium",
    needs=("payment",),
    says=(),
)
planned(
    "payment.live-payment-seen",
    "A real small payment went through.",
    severity="high",
    needs=("payment", "storefront"),
    says=(),
)
planned(
    "payment.reconciliation",
    "Gateway transactions agree with orders.",
    severity="high",
    needs=("payment", "storefront"),
    says=(),
)
planned(
    "payment.success-rate",
    "Payment success rate is acceptable.",
    severity="high",
    needs=("payment",),
    says=(),
)
planned(
    "payment.provider-status",
    "The gateway reports no incident.",
    severity="high",
    needs=("url",),
    says=(),
)
planned(
    "payment.endpoint-reachable",
    "The server reaches the gateway.",
    severity="high",
    needs=("server",),
    says=(),
)
