"""Planned checks: flow."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "flow.browse-products",
    "Products can be browsed.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.add-to-cart",
    "A product can be put in the cart.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.cart",
    "The cart works.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.checkout-form",
    "The checkout form works.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.checkout",
    "A checkout can be completed.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.payment-completes",
    "A payment completes and the order becomes paid.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.order-created",
    "The order is created rightly.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.order-completed",
    "An order can be carried to completion.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.success-page",
    "The success page is shown.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.purchase",
    "A full purchase works end to end.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.new-customer-purchase",
    "A new customer can buy.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.returning-customer-purchase",
    "A returning customer can buy again.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.returning-customer-recognised",
    "A known phone number is recognised.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.returning-customer-prefill",
    "Customer data is pre-filled.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.returning-customer-updated",
    "Changed customer data is stored.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.order-tracking",
    "An order can be tracked.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.order-tracking-details",
    "Tracking shows the right details.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.order-status-visible",
    "A status change reaches the customer.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.promo-valid",
    "A valid promo code gives its discount.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.promo-invalid",
    "An invalid promo code is refused.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.promo-usage-limit",
    "Promo usage limits hold.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.payment-failed",
    "A failed payment is handled.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.payment-timeout",
    "A payment timeout is handled.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.payment-error-message",
    "Payment errors show a message.",
    severity="high",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.pay-khqr",
    "KHQR payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.pay-acleda",
    "ACLEDA Bank payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.pay-wing",
    "Wing Money payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.pay-cod",
    "Cash on delivery works.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.pay-bkash",
    "bKash sandbox payment works.",
    severity="high",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.pay-nagad",
    "Nagad sandbox payment works.",
    severity="high",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.pay-sslcommerz",
    "SSLCommerz sandbox payment works.",
    severity="high",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.pay-stripe",
    "Stripe payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.pay-razorpay",
    "Razorpay payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.out-of-stock",
    "Out-of-stock products cannot be bought.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.concurrent-orders",
    "Concurrent orders do not oversell.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.register",
    "Registration works.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.login",
    "Login works.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.logout",
    "Logout works.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.password-reset",
    "Password reset works.",
    severity="high",
    needs=("storefront", "mail"),
    says=(),
)
planned(
    "flow.jwt-auth",
    "JWT authentication works.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.session-lifecycle",
    "Sessions are managed safely.",
    severity="critical",
    needs=("storefront", "url"),
    says=(),
)
planned(
    "flow.media-upload",
    "Uploads work.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.upload-malware-rejected",
    "Infected uploads are refused.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.upload-too-large-rejected",
    "Over-large uploads are refused.",
    severity="medium",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.upload-type-rejected",
    "Wrong file types are refused.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.input-validation",
    "Forms refuse invalid input.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.xss-input-escaped",
    "Stored input is escaped everywhere.",
    severity="critical",
    needs=("storefront", "browser"),
    says=(),
)
planned(
    "flow.permissions-enforced",
    "Permissions are enforced.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.refund",
    "A refund works.",
    severity="high",
    needs=("storefront", "payment"),
    says=(),
)
planned(
    "flow.tax-applied",
    "Tax is computed rightly.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.oauth-login",
    "Login with Google works.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.oauth-mapping",
    "Google user data is mapped rightly.",
    severity="medium",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.conversion-event",
    "A purchase sends a conversion event.",
    severity="medium",
    needs=("storefront", "browser"),
    says=(),
)
planned(
    "flow.price-update-visible",
    "A price change becomes visible.",
    severity="medium",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.logins-disabled",
    "Logins can be and are switched off.",
    severity="medium",
    needs=("storefront",),
    says=(),
)
planned(
    "flow.orders-paused",
    "New orders can be and are stopped.",
    severity="medium",
    needs=("storefront",),
    says=(),
)
