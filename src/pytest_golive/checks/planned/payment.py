"""Planned checks: payment."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "payment.credentials-accepted",
    "Gateway credentials are accepted.",
    severity="critical",
    needs=("payment", "env"),
    says=(
        "=payment gateway|api|provider @set",
        "payment gateway|api|provider? credentials|keys @set|set|valid|accepted|works|functional?",
        "stripe|razorpay|bakong|bkash|nagad|sslcommerz api? credentials|keys|key|token @set|set|valid|accepted|works",
        "stripe|razorpay|payment|gateway production|live keys @set not? test? keys?",
        "activate|activated stripe|razorpay|payment|gateway|merchant production|live account",
        "payment: api keys correct|valid|works",
        "payment: add|added keys .env file",
        "payment processing|flow @tested works",
        "!payment processing|flow? not|isnt|arent works|functional",
        "environment|variables: stripe_secret_key|stripe_api_key|stripe_live_secret_key|razorpay_key_secret",
    ),
)
planned(
    "payment.live-mode",
    "The gateway is in production mode.",
    severity="critical",
    needs=("payment", "env"),
    says=(
        "stripe|razorpay|payment|gateway api? keys production|live keys? not? test?",
        "stripe|razorpay|payment|gateway production|live keys @set not? test? keys?",
        "stripe|razorpay|payment|gateway gateway? live|production mode @set?",
        "=stripe|razorpay|payment|gateway gateway? mode",
        "switch|switched stripe|razorpay|payment|gateway keys|mode|account? test|sandbox live|production",
        "activate|activated stripe|razorpay|payment|gateway|merchant production|live account",
        "payment: switch|switched production|live mode|keys after? testing?",
        "payment: obtain|obtained|get production|live api? keys",
        "environment|variables: stripe_public_key|stripe_publishable_key",
        "environment|variables: stripe_secret_key|stripe_live_secret_key|razorpay_key_id",
        "no test keys left? stripe|gateway|payment|razorpay configured?",
        "sk_live pk_live? keys? no sk_test",
        "payment gateway|provider switched|switch live|production mode?",
    ),
)
planned(
    "payment.sandbox-roundtrip",
    "A sandbox payment can be created and read back.",
    severity="high",
    needs=("payment",),
    says=(
        "payment: test|sandbox mode @tested",
        "payment: @tested sandbox mode? first?",
        "payment gateway|api|provider? sandbox|staging @tested|works",
        "sandbox|test payment|transaction works|functional|successful|made|created|completed|succeeds",
        "test payment gateway? sandbox? went|goes through",
    ),
)
planned(
    "payment.api-over-https",
    "Gateway calls go over verified HTTPS.",
    severity="critical",
    needs=("settings", "code"),
    says=(
        "=payment security",
        "payment: api calls|requests secured|secure|encrypted|https",
        "payment api|gateway|provider calls|requests|traffic|communication secured|secure|encrypted|https|ssl",
        "calls? payment provider|gateway|api go|goes https|ssl",
    ),
)
planned(
    "payment.no-card-data-stored",
    "No card data is stored.",
    severity="critical",
    needs=("db", "code", "server"),
    says=(
        "=payment security",
        "no sensitive? card|payment|cardholder|credit data|details|numbers|card stored|saved|kept|logged",
        "card|cardholder|payment|credit card? data|details|numbers never|not stored|saved|kept|logged",
        "no pan|cvv|cvc|pans pan|cvv|cvc? stored|saved|kept|logged",
        "sensitive data not stored plain text",
        "sensitive data not stored plaintext",
        "credit? card data|details|numbers never touches|reaches|hits database|server|servers|logs",
        "card data|details|numbers dont|never|not end|appear|land|show up? logs|database",
        "cvv|cvc|pan|pans never|not stored|saved|kept|logged",
    ),
)
planned(
    "payment.bakong-account-registered",
    "The Bakong account id exists.",
    severity="critical",
    needs=("payment", "env"),
    says=(
        "bakong account|id|merchant registered|valid|exists|correct|active",
        "=bakong_id production? bakong id",
        "environment|variables: bakong_id",
    ),
)
planned(
    "payment.khqr-payload",
    "The generated KHQR payload is right.",
    severity="critical",
    needs=("storefront", "env"),
    says=(
        "khqr payment @works|@tested",
        "khqr payload|code|codes|qr correct|valid|generated|scannable|scans",
        "khqr bakong? merchant name exact|exactly? match|matches|correct",
        "=bakong_merchant_name exact match required",
        "environment|variables: bakong_merchant_name",
    ),
)
planned(
    "payment.webhook-registered",
    "The payment webhook is registered at the gateway.",
    severity="high",
    needs=("payment", "url"),
    says=(
        "payment|stripe|razorpay: webhook endpoint|url|handling @set|registered",
        "payment|stripe|razorpay|gateway webhook endpoint|url|handling? @set|registered|set",
        "webhook endpoint|url? entered|registered|@set|set stripe|razorpay|gateway|payment dashboard?",
        "stripe|razorpay|payment|gateway webhook url? points|matches production|live? url|domain|host",
        "webhook payment_intent.succeeded|checkout.session.completed|charge.succeeded live|registered|@set",
    ),
)
planned(
    "payment.webhook-signature-enforced",
    "The webhook refuses unsigned calls.",
    severity="critical",
    needs=("url", "env"),
    says=(
        "payment|stripe|razorpay: configured webhook handling",
        "payment|stripe|razorpay: webhook signing? secret|signature @set|set|verification|validation",
        "payment: payment api calls secured",
        "stripe|razorpay|payment|gateway webhook signing? secret @set|set",
        "stripe|razorpay|payment|gateway webhook signature verification|validation|@set|required?",
        "webhook signature verification|validation|required|enforced works|@set|@tested?",
        "=webhook signature",
        "forged|unsigned|fake|invalid unsigned|forged? webhooks calls|requests|events? rejected|refused|ignored|denied",
        "unsigned|forged payment? webhooks|webhook calls|requests? not|never accepted|processed",
        "webhook endpoint? rejects|refuses|ignores unsigned|forged|invalid|fake requests|calls|events|signatures",
        "forged|unsigned|fake|invalid webhooks|webhook get|gets|answered 400|401|403",
    ),
)
planned(
    "payment.fraud-screening",
    "Fraud screening is on.",
    severity="medium",
    needs=("payment",),
    says=(
        "fraud detection|screening|rules|prevention|protection @set|on",
        "stripe radar rules? @set|on",
    ),
)
planned(
    "payment.live-payment-seen",
    "A real small payment went through.",
    severity="high",
    needs=("payment", "storefront"),
    says=(
        "@tested payment flow|processing|process? live|production keys|mode|card",
        "@tested payment processing|flow|transaction? small amount",
        "real|live payment|transaction|charge small? amount? made|@tested|works|successful|succeeds",
        "real card|money order|payment|purchase|transaction|charged",
        "small real|live payment|transaction|purchase|amount",
        "real credit card order|payment|purchase|transaction|charged",
        "bought|paid|purchased something|product|item 1|5? real credit? card order?",
    ),
)
planned(
    "payment.reconciliation",
    "Gateway transactions agree with orders.",
    severity="high",
    needs=("payment", "storefront"),
    says=(
        "=stripe|razorpay|gateway|payment transactions",
        "transactions|payments reconciled|match|matched|agree orders|order",
        "captured payment matches|matched|agrees order",
        "=payments|transactions|stripe|razorpay reconciled",
        "payment|transaction reconciliation works|functional|@tested|done",
        "orders gateway? transactions|payments agree|match|reconcile",
        "daily? reconciliation stripe|gateway|payment|razorpay payouts|payments|transactions? orders",
    ),
)
planned(
    "payment.success-rate",
    "Payment success rate is acceptable.",
    severity="high",
    needs=("payment",),
    says=(
        "payment|transaction success rate @watched|acceptable|normal?",
        "failed|declined payments below|under|less",
        "!payment failure|error rate|spike above|over|high|increased|increases?",
    ),
)
planned(
    "payment.provider-status",
    "The gateway reports no incident.",
    severity="high",
    needs=("url",),
    says=(
        "stripe|razorpay|bakong|gateway|payment provider|gateway? status page",
        "no stripe|razorpay|gateway|provider|payment incident|incidents|outage",
        "stripe|razorpay|gateway|provider no open|known|unresolved? incident|incidents|outage",
    ),
)
planned(
    "payment.endpoint-reachable",
    "The server reaches the gateway.",
    severity="high",
    needs=("server",),
    says=(
        "payment: network connectivity",
        "payment|stripe|razorpay|bakong gateway|api|endpoint|host|provider reachable|accessible|connectivity server?",
        "server reaches|reach|connects|connect payment|stripe|razorpay gateway|api?",
        "server|app|backend reach|reaches|connect|connects api.stripe.com|api.razorpay.com",
    ),
)
