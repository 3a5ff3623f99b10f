"""A line that names a payment gateway is answered by what was seen of that one alone."""

from __future__ import annotations

import pytest

from pytest_golive.finding import Finding, Outcome
from pytest_golive.named.brands import of_the_named, of_the_tool
from pytest_golive.settings import Http, Settings, Target
from pytest_golive.settings.payment import BkashTable, Payment, StripeTable
from pytest_golive.settings.storefront import Conversion, Storefront

PAID = Payment(stripe=StripeTable(), bkash=BkashTable())


def given(tools: list[Conversion], tag: str = "") -> Settings:
    target = Target(url="https://www.shop.test")
    return Settings(target=target, storefront=Storefront(conversion=tuple(tools)), http=Http(analytics_id=tag))


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


GOOGLE, META = "https://www.google-analytics.com/g/collect", "https://www.facebook.com/tr"


@pytest.mark.parametrize(
    ("collectors", "text", "passes"),
    [
        ((GOOGLE, "https://region1.google-analytics.com/g/collect"), "GA4 purchase event fires", True),
        (("/g/collect",), "GA4 purchase event fires", True),
        (("https://sst.shop.test/g/collect",), "GA4 purchase event fires", True),
        (("https://count.test/g/collect",), "GA4 purchase event fires", False),
        (("https://count.test/google-analytics.com/",), "GA4 purchase event fires", False),
        (("https://notshop.test/g/collect",), "GA4 purchase event fires", False),
        ((META,), "GA4 purchase event fires", False),
        # Either may have been told, and nobody knows which.
        ((GOOGLE, META), "GA4 purchase event fires", False),
        ((GOOGLE, META), "Purchases are sent to GA4 and Meta", False),
        (("https://facebook.example.test/tr",), "Facebook pixel fires on purchase", False),
        (("https://stats.shop.test/matomo/matomo.php",), "Matomo counts purchases", True),
        ((GOOGLE,), "Google conversion tracking works", True),
        ((META,), "Google conversion tracking works", False),
        (("https://count.test/collect",), "Purchase event fires", True),
    ],
)
def test_a_tool_is_known_by_where_it_listens(collectors: tuple[str, ...], text: str, *, passes: bool) -> None:
    finding = Finding(check="flow.conversion-event", outcome=Outcome.PASSED)
    [said] = of_the_tool([finding], text, given([Conversion(collectors=collectors)]))
    assert (said.outcome is Outcome.PASSED) is passes


def test_what_is_declared_to_be_written_in_another_way_is_not_google_s() -> None:
    own = Conversion(collectors=("/collect",), order="order_id")
    finding = Finding(check="flow.conversion-event", outcome=Outcome.PASSED)
    [said] = of_the_tool([finding], "GA4 purchase event fires", given([own]))
    assert said.outcome is Outcome.UNVERIFIED


STAND_IN = "run it against the sandbox of stripe, or have a real payment witnessed (docs/payments.md)"


@pytest.mark.parametrize(
    ("text", "reason", "cure"),
    [
        ("Nagad test payment works", "the line names Nagad, and what was", "add [payment.nagad] to golive.toml"),
        ("PayPal test payment works", "the line names PayPal, and what was", "have somebody look at PayPal: golive"),
        ("Stripe test payment works", "it holds with a stand-in for stripe", STAND_IN),
        ("Stripe and Nagad test payments work", "it holds with a stand-in for stripe", STAND_IN),
        ("A test payment works", "it holds with a stand-in for stripe", STAND_IN),
    ],
)
def test_a_cure_is_about_the_gateway_that_the_line_names(text: str, reason: str, cure: str) -> None:
    held = Finding(
        check="payment.sandbox-roundtrip",
        outcome=Outcome.UNVERIFIED,
        reason="it holds with a stand-in for stripe: that is the shop's side of it",
        remedy=STAND_IN,
    )
    [said] = of_the_named([held], text, PAID)
    assert said.outcome is Outcome.UNVERIFIED
    assert said.reason.startswith(reason)
    assert said.remedy.startswith(cure)


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
