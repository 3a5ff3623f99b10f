"""Planned checks: payments, refunds, tax and promo codes."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "flow.payment-completes",
    "A payment completes and the order becomes paid.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "@tested|works|functional|successful payment processing|flow|process end|sandbox?",
        "payment processing|flow @tested works",
        "stripe: payment flow|processing @tested end?",
        "payment works|functional|successful|succeeds|goes|went through?",
        "=payment processing|flow",
        "=complete payment",
        "webhook handler|handling|processing|events? idempotent",
        "same|repeated webhook|notification delivered|sent? twice? not|never booked|book|processed twice?",
        "no double|duplicate charge|charges|booking|bookings|payments",
        "paid orders marked|shown paid",
        "order marked|becomes|turns paid after|once|when payment|paying|webhook",
        "=payments|webhooks idempotent",
        "webhook retries|redelivery dont|never|not create|book|charge duplicate|double? orders|payments|twice",
        "click|clicking|clicks pay charges|charged only? once",
        "customer|card charged only|exactly once",
        "!payment processing|flow? not|isnt|arent works|functional",
        "!payment processing|flow? broken|failing|fails|down|fail",
    ),
)
planned(
    "flow.promo-valid",
    "A valid promo code gives its discount.",
    severity="high",
    needs=("storefront",),
    says=(
        "promo|promotion|discount|coupon|voucher codes works|functional|@tested",
        "coupons|vouchers works|functional|@tested",
        "valid promo|discount|coupon|voucher? codes|coupons|vouchers apply|applied|gives|reduces discount|total?",
        "promo|discount|coupon|voucher codes apply|applies|applied discount?",
        "discount|promo|coupon|voucher codes give|reduce|grant right|correct discount|total|amount",
        "coupons|vouchers give|reduce|grant total? right|correct discount|total|amount",
        "promo|discount|coupon|voucher code gives|takes|applies|grants discount",
        "discount applied checkout|cart|total|basket",
        "promo|discount|coupon|voucher code? gives|takes 5|10|15|20|25|50 off",
    ),
)
planned(
    "flow.promo-invalid",
    "An invalid promo code is refused.",
    severity="high",
    needs=("storefront",),
    says=(
        "promo|promotion|discount|coupon|voucher codes works|functional|@tested",
        "coupons|vouchers works|functional|@tested",
        "promo|coupon|discount|voucher: invalid|expired codes rejected|refused|handled",
        "invalid|expired|unknown|wrong promo|discount|coupon|voucher codes rejected|refused|handled|declined|error",
        "invalid|expired|unknown coupons|vouchers rejected|refused|handled|declined",
        "invalid|expired coupons|vouchers|code code? show|give|get error instead discount",
        "invalid|expired coupons|vouchers|code promo|discount? not|cant|cannot accepted|applied|redeemed",
        "made|nonexistent|fake|bogus|outdated up? promo|discount|coupon|voucher codes? rejected|refused|declined",
        "invalid|expired|unknown|wrong promo|discount|coupon|voucher codes gives|shows error message?",
    ),
)
planned(
    "flow.promo-usage-limit",
    "Promo usage limits hold.",
    severity="high",
    needs=("storefront",),
    says=(
        "promo|promotion|discount|coupon|voucher codes works|functional|@tested",
        "coupons|vouchers works|functional|@tested",
        "promo|coupon|discount|voucher: usage limits enforced|works|@tested|respected",
        "promo|coupon|discount|voucher code? usage|redemption limits enforced|works|@tested|respected?",
        "promo|coupon|discount|voucher code? only redeemed|redeemable|works|valid|accepted? once",
        "coupons|vouchers|code|promo cannot|cant|not|never redeemed|applied? twice",
    ),
)
planned(
    "flow.payment-failed",
    "A failed payment is handled.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "failed|declined|rejected payment|card handled|handling|@tested",
        "payment failures|errors handled|handling gracefully? @tested|@set?",
        "payment: error handling @set|@tested",
        "declined|failed|refused card|payment order stays|remains|left unpaid|pending|open",
        "retry failed|declined payment",
        "payment retry works|functional|@tested",
        "declined|failed cards|payment leave|leaves|keeps order unpaid|pending|open",
        "failed|declined payment retried",
        "payment fails @tested|handled|gracefully",
        "insufficient funds handled|handling|@tested|declined",
        "card|payment declined|failed clear|friendly? message no order",
    ),
)
planned(
    "flow.payment-timeout",
    "A payment timeout is handled.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "payment|gateway timeouts handled|handling|@tested gracefully?",
        "payment errors handling @tested|@set?",
        "payment: error handling @set|@tested",
        "payment|gateway|provider doesnt|not|never answer|respond|reply order stays|remains pending|unpaid|open",
        "payment|gateway gateway? outage|unavailable handled|handling gracefully?",
        "payment|gateway timeout leaves|keeps order pending|unpaid|open",
        "payment|gateway provider outage handled|handling gracefully?",
        "late payment|gateway? notifications|webhook|callback still? booked|handled|accepted|processed",
    ),
)
planned(
    "flow.payment-error-message",
    "Payment errors show a message.",
    severity="high",
    needs=("storefront", "payment"),
    says=(
        "payment: error messages clear|shown|displayed|friendly|helpful|understandable",
        "payment error|failure messages clear|shown|displayed|friendly|helpful|understandable",
        "clear|helpful|friendly error? message declined|failed|refused payment|card",
        "customer|buyer|shopper told what|why payment|declined|failed|unpaid",
        "card|payment decline|declines|failure|declined|failed shows|gives friendly|clear|helpful? message",
        "card|payment declined|failed clear|friendly? message no? order?",
    ),
)
planned(
    "flow.pay-khqr",
    "KHQR payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "khqr payment @works|@tested",
        "khqr payment? flow|code|qr @works|@tested",
        "khqr code? scans? order becomes|marked paid",
        "scan|scanned khqr code? real? banking? app",
        "=pay khqr",
        "customer|customers pay khqr",
    ),
)
planned(
    "flow.pay-acleda",
    "ACLEDA Bank payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "acleda bank? payment|payments works|functional|successful|@tested",
        "=pay acleda bank?",
        "customer|customers pay acleda bank?",
    ),
)
planned(
    "flow.pay-wing",
    "Wing Money payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "wing money? payment|payments works|functional|successful|@tested",
        "wing money works|functional|@tested",
        "=pay wing money?",
        "customer|customers pay wing money?",
    ),
)
planned(
    "flow.pay-cod",
    "Cash on delivery works.",
    severity="critical",
    needs=("storefront",),
    says=(
        "cash delivery payment|orders|option? works|functional|@tested",
        "cod payment|orders|option? works|functional|@tested",
        "=payment cod",
        "=payment cash delivery",
        "order pay|paid cash delivery",
        "cod order placed|possible|accepted",
        "customer|customers pay cash delivery",
    ),
)
planned(
    "flow.pay-bkash",
    "bKash sandbox payment works.",
    severity="high",
    needs=("storefront", "payment"),
    says=(
        "bkash payment|sandbox sandbox|flow? works|functional|@tested",
        "bkash sandbox? payment succeeds|goes|went through? sandbox?",
    ),
)
planned(
    "flow.pay-nagad",
    "Nagad sandbox payment works.",
    severity="high",
    needs=("storefront", "payment"),
    says=(
        "nagad payment|sandbox sandbox|flow? works|functional|@tested",
        "nagad sandbox? payment succeeds|goes|went through? sandbox?",
    ),
)
planned(
    "flow.pay-sslcommerz",
    "SSLCommerz sandbox payment works.",
    severity="high",
    needs=("storefront", "payment"),
    says=(
        "sslcommerz payment|sandbox sandbox|flow? works|functional|@tested",
        "sslcommerz sandbox? payment succeeds|goes|went through? sandbox?",
        "sslcommerz ipn",
    ),
)
planned(
    "flow.pay-stripe",
    "Stripe payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "stripe payment|checkout processing|flow|integration? works|functional|successful|@tested",
        "stripe integration works|functional|@tested",
        "stripe: payment flow|processing @tested end?",
        "stripe 3ds|3d|sca secure? works|@tested",
        "stripe test card 4242? works|goes|succeeds|accepted through?",
        "stripe 3 d secure card? works|@tested?",
        "stripe elements|form|checkout form? takes|accepts payment|payments|cards",
    ),
)
planned(
    "flow.pay-razorpay",
    "Razorpay payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "razorpay payment|checkout processing|flow|integration? sandbox? works|functional|successful|@tested",
        "razorpay integration|sandbox works|functional|@tested",
        "razorpay: payment flow|processing @tested end|sandbox?",
        "razorpay test|sandbox payment captured|succeeds|goes|works through?",
    ),
)
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
    ),
)
planned(
    "flow.tax-applied",
    "Tax is computed rightly.",
    severity="high",
    needs=("storefront",),
    says=(
        "tax rules @set|@tested",
        "tax|taxes|vat|gst calculation|calculated|computed|applied @set|@tested|works|correct|right?",
        "vat|tax comes|come out right|correct",
        "correct|right vat|tax|gst charged|shown|applied|added",
        "vat|tax|taxes|gst shows|shown|displayed|appears invoice|checkout|cart|receipt|order",
    ),
)
