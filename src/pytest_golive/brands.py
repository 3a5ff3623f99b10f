"""A line that names a payment gateway or a tool of analytics asks about that one: others do not answer it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pytest_golive.errors import CannotLook
from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings import Settings
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
#: Those that can look at one gateway alone.
OF_FEW = {"payment.webhook-registered": ("stripe",), "payment.bakong-account-registered": ("khqr",)}

#: What a container of Tag Manager sends is known once its events are seen; a tag of it by its id.
GTM = r"^GTM-"
GA4 = r"google-analytics\.|analytics\.google\.| en="
#: Tools that are told of purchases, and where they listen; GA4 may listen at the shop's own host, too.
TOOLS = {
    "GA4": GA4, "Google Analytics": GA4, "Facebook": r"facebook\.", "Meta": r"facebook\.", "TikTok": r"tiktok\.",
    "Google Ads": r"googleads|googleadservices\.|doubleclick\.|google\.\w+/(?:pagead|ccm)", "Pinterest": r"pinterest\.",
    "LinkedIn": r"linkedin\.|licdn\.", "Snapchat": r"snapchat\.", "Bing": r"bing\.", "Matomo": r"matomo|piwik",
    "Plausible": r"plausible", "Tag Manager": GTM, "GTM": GTM,
}  # fmt: skip
OF_TOOLS, OF_TAGS = "flow.conversion-event", "http.analytics-tag"


def of_the_named(findings: Iterable[Finding], text: str, payment: Payment) -> tuple[Finding, ...]:
    """The findings on a line: those about gateways are unverified where the line names one that nobody looked at."""
    found = tuple(findings)
    if not any(OF_ALL.match(one.check) for one in found):
        return found
    named = {word: NAMES.get(word.lower(), "") for word in NAMED.findall(text)}
    return tuple(_weighed(one, named, payment) for one in found)


def _weighed(finding: Finding, named: Mapping[str, str], payment: Payment) -> Finding:
    if not OF_ALL.match(finding.check):
        return finding
    declared = payment.declared
    # One gateway is acted with; which, where none is named the default, the contract decides.
    default = (payment.default,) if payment.default else declared if len(declared) == 1 else ()
    looked_at = OF_FEW.get(finding.check) or (default if OF_ONE.match(finding.check) else declared)
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


def of_the_tool(findings: Iterable[Finding], text: str, settings: Settings) -> tuple[Finding, ...]:
    """The findings on a line: those of purchases and tags are unverified where it names a tool that is not declared."""
    found = tuple(findings)
    if not any(one.check in {OF_TOOLS, OF_TAGS} for one in found):
        return found
    named = {word: pattern for word, pattern in TOOLS.items() if re.search(rf"\b{word}\b", text, re.IGNORECASE)}
    return tuple(
        _told(one, named, _places(one.check, settings)) if named and one.check in {OF_TOOLS, OF_TAGS} else one
        for one in found
    )


def _places(check: str, settings: Settings) -> list[str]:
    """What was looked at."""
    try:
        if check == OF_TAGS:
            # A container of Tag Manager may hold the tag of Analytics.
            return [settings.http.analytics_id, "google-analytics."]
        return [f"{place} {tool.name}=" for tool in settings.storefront.conversion for place in tool.collectors]
    except CannotLook:  # a setting whose variable is set nowhere
        return []


def _told(finding: Finding, named: Mapping[str, str], places: Iterable[str]) -> Finding:
    absent = [word for word, pattern in named.items() if not any(re.search(pattern, place) for place in places)]
    # As with gateways: bad news of a tool that the line does name are bad news.
    answered = {Outcome.PASSED} if len(absent) < len(named) else {Outcome.PASSED, Outcome.FAILED}
    if not absent or finding.outcome not in answered:
        return finding
    why = f"the line names {absent[0]}, and what was looked at is what another tool is told"
    cure = f"add a [[storefront.conversion]] with the collectors of {absent[0]} to golive.toml"
    if finding.check == OF_TAGS:
        why = f"the line names {absent[0]}, and what was looked at is the tag of another tool"
        cure = f"have somebody look at {absent[0]}: golive attest"
    return replace(finding, outcome=Outcome.UNVERIFIED, reason=why, remedy=cure)
