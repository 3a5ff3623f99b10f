"""A line that names a payment gateway asks about that one: what was seen of others does not answer it."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
OF_ALL = re.compile(r"payment\.|flow\.payment-|flow\.refund$|flow\.purchase$")


def of_the_named(findings: Iterable[Finding], text: str, payment: Payment) -> tuple[Finding, ...]:
    """The findings on a line: those about gateways are unverified where the line names one that nobody looked at."""
    found = tuple(findings)
    unlooked = [word for word in NAMED.findall(text) if not _is_looked_at(word.lower(), payment)]
    if not unlooked:
        return found
    return tuple(_unlooked(one, unlooked[0]) if OF_ALL.match(one.check) else one for one in found)


def _is_looked_at(word: str, payment: Payment) -> bool:
    return NAMES.get(word, "") in payment.declared


def _unlooked(finding: Finding, word: str) -> Finding:
    if finding.outcome is not Outcome.PASSED:
        return finding
    name = NAMES.get(word.lower(), "")
    why = f"the line names {word}, and what was looked at is another gateway"
    cure = (
        f"add [payment.{name}] to golive.toml" if name in GATEWAYS else f"have somebody look at {word}: golive attest"
    )
    return replace(finding, outcome=Outcome.UNVERIFIED, reason=why, remedy=cure)
