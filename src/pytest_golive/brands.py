"""A line that names a payment gateway asks about that one: what was seen of others does not answer it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings_payment import GATEWAYS, Payment

#: Ours, and others that checklists name.
NAMES = {
    "stripe": "stripe", "razorpay": "razorpay", "khqr": "khqr", "bakong": "khqr", "bkash": "bkash", "nagad": "nagad",
    "sslcommerz": "sslcommerz", "ssl commerz": "sslcommerz", "acleda": "acleda", "wing": "wing",
}  # fmt: skip
STRANGERS = (
    "paypal", "adyen", "mollie", "braintree", "klarna", "square", "paddle", "worldpay", "checkout.com", "payu",
    "paytm", "phonepe", "cashfree", "aba", "payway", "pipay", "apple pay", "google pay", "rocket", "upay", "paystack",
    "flutterwave", "mercado pago", "alipay", "wechat pay", "sagepay", "opayo", "2checkout", "authorize.net",
    "amazon pay",
)  # fmt: skip
NAMED = re.compile(rf"\b({'|'.join(map(re.escape, (*NAMES, *STRANGERS)))})\b", re.IGNORECASE)
#: Checks and contracts that look at every declared gateway, or at the default one.
OF_ONE = re.compile(r"flow\.payment-|flow\.refund$|flow\.purchase$")
OF_ALL = re.compile(r"payment\.|flow\.payment-|flow\.refund$|flow\.purchase$")


def of_the_named(findings: Iterable[Finding], text: str, payment: Payment) -> tuple[Finding, ...]:
    """The findings on a line: those about gateways are unverified where the line names one that nobody looked at."""
    named = {word: NAMES.get(word.lower(), "") for word in NAMED.findall(text)}
    return tuple(_weighed(one, named, payment) for one in findings)


def _weighed(finding: Finding, named: Mapping[str, str], payment: Payment) -> Finding:
    if not OF_ALL.match(finding.check):
        return finding
    declared = payment.declared
    # One gateway is acted with; which, where none is named the default, the contract decides.
    default = (payment.default,) if payment.default else declared if len(declared) == 1 else ()
    looked_at = default if OF_ONE.match(finding.check) else declared
    unlooked = [word for word, name in named.items() if name not in looked_at]
    # Bad news of one that the line does name are bad news; of others they say as little as good ones.
    answered = {Outcome.PASSED} if len(unlooked) < len(named) else {Outcome.PASSED, Outcome.FAILED}
    return _unlooked(finding, unlooked[0]) if unlooked and finding.outcome in answered else finding


def _unlooked(finding: Finding, word: str) -> Finding:
    name = NAMES.get(word.lower(), "")
    why = f"the line names {word}, and what was looked at is another gateway"
    cure = (
        f"add [payment.{name}] to golive.toml" if name in GATEWAYS else f"have somebody look at {word}: golive attest"
    )
    return replace(finding, outcome=Outcome.UNVERIFIED, reason=why, remedy=cure)
