"""A line that names a payment gateway is answered by what was seen of that one alone."""

from __future__ import annotations

import pytest

from pytest_golive.brands import of_the_named, of_the_tool
from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings import Http, Settings
from pytest_golive.settings_payment import BkashTable, Payment, StripeTable
from pytest_golive.settings_storefront import Conversion, Storefront

PAID = Payment(stripe=StripeTable(), bkash=BkashTable())


def given(tools: list[Conversion], tag: str = "") -> Settings:
    return Settings(storefront=Storefront(conversion=tuple(tools)), http=Http(analytics_id=tag))


def answer(check: str, text: str, outcome: Outcome = Outcome.PASSED) -> Finding:
    [finding] = of_the_named([Finding(check=check, outcome=outcome)], text, PAID)
    return finding


@pytest.mark.parametrize(
    "text", ["Payment gateway credentials valid", "Stripe and bKash credentials valid", "Keys of STRIPE are live"]
)
def test_what_was_looked_at_passes(text: str) -> None:
    assert answer("payment.credentials-accepted", text).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("text", "named", "cure"),
    [
        ("Nagad credentials valid", "Nagad", "add [payment.nagad] to golive.toml"),
        ("bKash, Nagad and Stripe credentials valid", "Nagad", "add [payment.nagad]"),
        ("Bakong API credentials set", "Bakong", "add [payment.khqr]"),
        ("PayPal credentials valid", "PayPal", "have somebody look at PayPal"),
    ],
)
def test_what_was_not_looked_at_does_not(text: str, named: str, cure: str) -> None:
    said = answer("payment.credentials-accepted", text)
    assert said.outcome is Outcome.UNVERIFIED
    assert said.reason == f"the line names {named}, and what was looked at is another gateway"
    assert cure in said.remedy


def test_bad_news_of_another_gateway_is_none_of_the_named() -> None:
    said = answer("payment.live-mode", "PayPal in live mode", Outcome.FAILED)
    assert said.outcome is Outcome.UNVERIFIED
    assert said.reason == "the line names PayPal, and what was looked at is another gateway"


def test_bad_news_of_a_named_gateway_stays() -> None:
    assert answer("payment.live-mode", "Stripe and PayPal in live mode", Outcome.FAILED).outcome is Outcome.FAILED


def test_other_checks_stay_as_they_are() -> None:
    assert answer("tls.certificate-valid", "PayPal page has a valid certificate").outcome is Outcome.PASSED
    assert answer("flow.payment-failed", "Failed PayPal payments handled").outcome is Outcome.UNVERIFIED


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A purchase sends a conversion event", ""),
        ("Purchase event fires in GA4", ""),
        ("Google Analytics counts purchases", ""),
        ("Facebook pixel sends Purchase", "Facebook"),
        ("Google Ads conversion is recorded", "Google Ads"),
        ("Purchases arrive in GA4 and TikTok", "TikTok"),
    ],
)
def test_what_another_tool_is_told_does_not_answer(text: str, named: str) -> None:
    own = Conversion(collectors=("https://shop.test/g/collect",))
    finding = Finding(check="flow.conversion-event", outcome=Outcome.PASSED)
    [said] = of_the_tool([finding], text, given([own]))
    assert (said.outcome, said.reason) == (
        (Outcome.UNVERIFIED, f"the line names {named}, and what was looked at is what another tool is told")
        if named
        else (Outcome.PASSED, "")
    )
    pixel = Conversion(collectors=("https://www.facebook.com/tr",), name="ev")
    assert of_the_tool([finding], "The Facebook pixel fires on a purchase", given([own, pixel])) == (finding,)
    assert of_the_tool([finding], "Purchase event fires in GA4", given([pixel]))[0].outcome is Outcome.UNVERIFIED
    failed = Finding(check="flow.conversion-event", outcome=Outcome.FAILED)
    assert of_the_tool([failed], "Purchase event fires in GA4", given([pixel]))[0].outcome is Outcome.UNVERIFIED
    assert of_the_tool([failed], "Purchases arrive in GA4 and Facebook", given([pixel]))[0].outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("text", "tag", "outcome"),
    [
        ("Google Tag Manager installed", "G-DEMO12345", Outcome.UNVERIFIED),
        ("Google Tag Manager installed", "GTM-DEMO123", Outcome.PASSED),
        ("Meta Pixel is installed", "G-DEMO12345", Outcome.UNVERIFIED),
        ("Google Analytics installed", "G-DEMO12345", Outcome.PASSED),
        ("Analytics installed", "GTM-DEMO123", Outcome.PASSED),
    ],
)
def test_a_tag_says_nothing_of_another_tool(text: str, tag: str, outcome: Outcome) -> None:
    finding = Finding(check="http.analytics-tag", outcome=Outcome.PASSED)
    assert of_the_tool([finding], text, given([], tag))[0].outcome is outcome


@pytest.mark.parametrize(("text", "outcome"), [("Stripe", Outcome.PASSED), ("bKash", Outcome.UNVERIFIED)])
def test_only_stripe_says_where_its_notices_go(text: str, outcome: Outcome) -> None:
    assert answer("payment.webhook-registered", f"{text} webhook registered").outcome is outcome
