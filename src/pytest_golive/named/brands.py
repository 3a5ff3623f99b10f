"""A line that names a payment gateway or a tool of analytics asks about that one: others do not answer it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from pytest_golive.errors import CannotLook
from pytest_golive.finding import Finding, Outcome
from pytest_golive.patterns import lazily
from pytest_golive.settings import Settings, Target
from pytest_golive.settings.payment import GATEWAYS, Payment
from pytest_golive.settings.storefront import Conversion

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
NAMED = lazily(rf"\b({'|'.join(map(re.escape, (*NAMES, *STRANGERS)))})\b", re.IGNORECASE)
#: Checks and contracts that look at every declared gateway, or at the default one.
OF_ONE = lazily(r"flow\.payment-|flow\.refund$|flow\.purchase$")
OF_ALL = lazily(r"payment\.|flow\.payment-|flow\.refund$|flow\.purchase$")
#: Those that can look at one gateway alone.
OF_FEW = {"payment.webhook-registered": ("stripe",), "payment.bakong-account-registered": ("khqr",)}

#: What a container of Tag Manager sends is known once its events are seen; a tag of it by its id.
GTM = r"^GTM-"
#: A collector of the shop's own, to which events are sent as the tag of GA4 writes them.
OWN_GA4 = " as GA4"
GA4 = rf"google-analytics\.com\b|analytics\.google\.com\b|\S+{OWN_GA4}$"
ADS = r"googleads\.|googleadservices\.com\b|doubleclick\.net\b|google\.\w+/(?:pagead|ccm)"
FACEBOOK, TIKTOK, BING = r"facebook\.(?:com|net)\b", r"tiktok\.com\b", r"bing\.com\b"
#: Tools that are told of purchases, and where they listen: the host, whatever stands before it, and the path.
TOOLS = {
    "GA4": GA4, "GA": GA4, "Google Analytics": GA4, "Google Ads": ADS, "AdWords": ADS,
    "Facebook": FACEBOOK, "Meta": FACEBOOK, "TikTok": TIKTOK, "Bing": BING, "Microsoft": BING,
    "Pinterest": r"pinterest\.com\b", "LinkedIn": r"linkedin\.com\b|licdn\.com\b", "Snapchat": r"snapchat\.com\b",
    "Matomo": r"\S*(?:matomo|piwik)", "Plausible": r"\S*plausible", "Tag Manager": GTM, "GTM": GTM,
    "Google": f"{GA4}|{ADS}",
}  # fmt: skip
GA4_WRITES = Conversion()
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
    if not unlooked:
        return finding
    # Bad news of one that the line does name are bad news; of others they say as little as good ones.
    answered = {Outcome.PASSED} if len(unlooked) < len(named) else {Outcome.PASSED, Outcome.FAILED}
    return _unlooked(finding, unlooked[0]) if finding.outcome in answered or _is_of_others(finding, named) else finding


def _is_of_others(finding: Finding, named: Mapping[str, str]) -> bool:
    """Whether nothing could be told for a reason, or with a cure, about gateways that the line does not name."""
    told = {NAMES.get(word.lower(), "") for word in NAMED.findall(f"{finding.reason} {finding.remedy}")}
    return finding.outcome is Outcome.UNVERIFIED and bool(told) and told.isdisjoint(named.values())


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


def _places(check: str, settings: Settings) -> list[tuple[str, ...]]:
    """What was looked at: of each tool, wherever it listens."""
    try:
        if check == OF_TAGS:
            # A container of Tag Manager may hold the tag of Analytics.
            return [(settings.http.analytics_id,), ("google-analytics.com",)]
        tools = settings.storefront.conversion
        return [tuple(_place(one, tool, settings.target) for one in tool.collectors) for tool in tools]
    except CannotLook:  # a setting whose variable is set nowhere
        return []


def _place(collector: str, tool: Conversion, target: Target) -> str:
    """Host and path of a collector; one of the shop's own is GA4's by how the tool writes its events."""
    url = urlsplit(urljoin(target.url, collector))
    host = (url.hostname or "").lower()
    is_own = any(f".{host}".endswith(f".{own.removeprefix('www.')}") for own in target.all_hosts)
    written = (tool.name, tool.order, tool.value, tool.currency)
    usual = (GA4_WRITES.name, GA4_WRITES.order, GA4_WRITES.value, GA4_WRITES.currency)
    return f"{host}{url.path}{OWN_GA4 if is_own and written == usual else ''}"


def _is_at(pattern: str, places: tuple[str, ...]) -> bool:
    """Whether a tool listens there and nowhere else: its event may have gone to any of its places."""
    return bool(places) and all(re.match(rf"(?:[\w-]+\.)*(?:{pattern})", one) for one in places)


def _told(finding: Finding, named: Mapping[str, str], tools: Iterable[tuple[str, ...]]) -> Finding:
    absent = [word for word, pattern in named.items() if not any(_is_at(pattern, places) for places in tools)]
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
