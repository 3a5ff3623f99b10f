"""Planned checks: each way to pay."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

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
        "=khqr pay|paid|checkout|scan|payment|transaction|app|aba "
        "@works|@tested|order|customer|paid|pay|go|goes|through|checkout ~ bakong code qr able possible bank user "
        "marked option method",
        "=khqr paid|pay order end|scan|lead ~ up",
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
        "=acleda pay|paid|payment|checkout|order|transaction|works|tested ~ @works @tested customer user go goes "
        "through bank mobile callback marked option method choose possible able success sandbox scan qr redirect end",
        "acleda payment|pay order paid ~ end toanchet bank test marks makes",
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
        "=wing pay|paid|payment|checkout|order|transaction ~ @works @tested customer user go goes through money "
        "mobile callback marked option method choose possible able success sandbox scan qr redirect end bank",
        "wing payment|pay order paid ~ end money bank test marks makes",
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
        "=bkash pay|paid|payment|checkout|order|transaction|wallet ~ @works @tested customer user go goes through "
        "mobile callback marked option method possible able sandbox redirect end flow",
        "bkash order|payment paid|pay ~ end up sandbox test",
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
        "=nagad pay|paid|payment|checkout|order|transaction|wallet ~ @works @tested customer user go goes through "
        "mobile callback marked option method possible able sandbox redirect end flow",
        "nagad order|payment paid|pay ~ end up sandbox test",
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
        "=sslcommerz pay|paid|payment|checkout|order|transaction|ipn|session ~ @works @tested customer user go goes "
        "through card callback marked option method possible able sandbox redirect end flow",
        "sslcommerz order|payment paid|pay ~ end up sandbox test",
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
        "=stripe pay|paid|payment|checkout|order|card|transaction|intent|works|tested|charge ~ @works @tested "
        "customer user 4242 credit debit go goes through callback marked able possible redirect end element "
        "integration flow succeed behave expected up",
        "=3 d secure ~ @works @tested stripe card challenge payment flow triggered handled behave expected up",
        "=3ds|sca|3ds2 ~ @works @tested stripe card challenge payment flow triggered handled behave expected up",
        "stripe payment|pay|card order paid ~ end test marks makes behave expected up",
        "=stripe test card ~ behave expected work payment goes up",
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
        "=razorpay pay|paid|payment|checkout|order|card|transaction|upi|works|tested ~ @works @tested customer user "
        "mode go goes through callback marked able possible end captured integration flow signature popup modal "
        "netbanking",
        "razorpay signature payment|order ~ check valid works",
        "razorpay popup|modal|checkout|window open|payment ~ captured works order paid",
        "razorpay payment|pay|card order paid ~ end test marks makes upi",
    ),
)
