"""Planned checks: perf."""

from __future__ import annotations

import enum

from pytest_golive.checks.registry import planned


class NamedPage(enum.StrEnum):
    """A page that a target can name; "page load time" names none."""

    HOME = "home"
    HOMEPAGE = "homepage"
    FRONT = "front"
    LANDING = "landing"
    PRODUCT = "product"
    CATEGORY = "category"
    CATALOGUE = "catalogue"
    CATALOG = "catalog"
    SEARCH = "search"
    CART = "cart"
    BASKET = "basket"
    CHECKOUT = "checkout"
    LOGIN = "login"
    ADMIN = "admin"
    DASHBOARD = "dashboard"


planned(
    "perf.page-load",
    "Pages load within their target.",
    severity="high",
    needs=("browser",),
    says=(
        "page|pages load|loads|loading|loaded time|times? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "page|pages load|loads|loading|loaded time|times? below|within|less than? {seconds} seconds|second|s|sec",
        "page|pages load|loads|loading|loaded time|times? <|≤|<=|under than? {milliseconds} ms|milliseconds",
        "page|pages load|loads|loading|loaded time|times? below|within|less than? {milliseconds} ms|milliseconds",
        "{page} page|panel|site load|loads|loading <|≤|<=|under than? {seconds} seconds|second|s|sec cold? cache?",
        "{page} page|panel|site load|loads|loading below|within|less than? {seconds} seconds|second cold? cache?",
        "{page} page|panel|site load|loads|loading below|within|less than? {seconds} s|sec cold? cache?",
        "{page} page|panel|site loaded|opens <|≤|<=|under than? {seconds} seconds|second|s|sec cold? cache?",
        "{page} page|panel|site loaded|opens below|within|less than? {seconds} seconds|second|s|sec cold? cache?",
        "{page} page|panel|site done|ready <|≤|<=|under than? {seconds} seconds|second|s|sec cold? cache?",
        "{page} page|panel|site renders|rendered <|≤|<=|under than? {seconds} seconds|second|s|sec cold? cache?",
        "{page} page|panel|site done|ready below|within|less than? {seconds} seconds|second|s|sec cold? cache?",
        "{page} page|panel|site renders|rendered below|within|less than? {seconds} seconds|second cold? cache?",
        "{page} page|panel|site renders|rendered below|within|less than? {seconds} s|sec cold? cache?",
        "{page} load|loads|loading time? <|≤|<=|under|below|within|less than? {seconds} seconds|second|s|sec",
        "{page} loaded|opens time? <|≤|<=|under|below|within|less than? {seconds} seconds|second|s|sec",
        "{page} done|ready|renders|rendered time? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "{page} done|ready|renders|rendered time? below|within|less than? {seconds} seconds|second|s|sec",
        "=performance|load|target|targets: {page} page|panel? <|≤|<=|under|below {seconds} seconds|second|s|sec",
        "page|pages load|loading time|times|speed acceptable|good|ok|fast|within|fine target|limits|budget?",
        "pages|page load fast|quickly",
        "=response times",
        "=performance: response times",
        "=performance analysis|review|tuning",
    ),
    quantities={"page": NamedPage, "seconds": float, "milliseconds": float},
)
planned(
    "perf.api-response-time",
    "API responses are within target.",
    severity="high",
    needs=("url",),
    says=(
        "api response|latency|endpoint? time|times|latency|p95? <|≤|<=|under than? {milliseconds} ms|milliseconds",
        "api response|latency? time|times|latency|p95? below|within|less than? {milliseconds} ms|milliseconds",
        "api endpoint time|times|latency|p95? below|within|less than? {milliseconds} ms|milliseconds",
        "api endpoints|request time|times|latency|p95? <|≤|<=|under than? {milliseconds} ms|milliseconds",
        "api responses time|times|latency|p95? <|≤|<=|under than? {milliseconds} ms|milliseconds",
        "api endpoints|request time|times|latency|p95? below|within|less than? {milliseconds} ms|milliseconds",
        "api responses time|times|latency|p95? below|within|less than? {milliseconds} ms|milliseconds",
        "api response|latency|endpoint? time|times|latency|p95? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "api response|latency? time|times|latency|p95? below|within|less than? {seconds} seconds|second|s|sec",
        "api endpoint time|times|latency|p95? below|within|less than? {seconds} seconds|second|s|sec",
        "api endpoints|request time|times|latency|p95? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "api responses time|times|latency|p95? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "api endpoints|request time|times|latency|p95? below|within|less than? {seconds} seconds|second|s|sec",
        "api responses time|times|latency|p95? below|within|less than? {seconds} seconds|second|s|sec",
        "p95|95th public|rest? api latency|response? time? <|≤|<= {milliseconds} ms|milliseconds",
        "p95|95th public|rest? api latency|response? time? under|below|within {milliseconds} ms|milliseconds",
        "api response|latency time|times acceptable|good|ok|fast|within? target|limits|slo?",
        "=response times",
        "=analyze|analyse|review response times",
        "=performance review",
    ),
    quantities={"milliseconds": float, "seconds": float},
)
planned(
    "perf.checkout-duration",
    "Checkout completes within target.",
    severity="high",
    needs=("storefront",),
    says=(
        "checkout completion|process time|takes|completes? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "checkout flow|takes time|takes|completes? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "checkout completion|process time|takes|completes? below|within|less than? {seconds} seconds|second|s|sec",
        "checkout flow|takes time|takes|completes? below|within|less than? {seconds} seconds|second|s|sec",
        "checkout completes|completed time|takes|completes? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "checkout completes|completed time|takes? below|within|less than? {seconds} seconds|second|s|sec",
        "checkout completes|completed completes below|within|less than? {seconds} seconds|second|s|sec",
        "checkout finishes|duration time|takes|completes? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "checkout finishes|duration time|takes|completes? below|within|less than? {seconds} seconds|second|s|sec",
    ),
    quantities={"seconds": float},
)
planned(
    "perf.payment-duration",
    "Payment processing is within target.",
    severity="high",
    needs=("storefront", "payment"),
    says=(
        "payment|payments processing|processed time|takes? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "payment|payments processing|processed time|takes? below|within|less than? {seconds} seconds|second|s|sec",
        "payment|payments confirmed time|takes? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "payment|payments confirmed time|takes? below|within|less than? {seconds} seconds|second|s|sec",
        "payment|payments takes|confirmation time|takes? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "payment|payments completes time|takes? <|≤|<=|under than? {seconds} seconds|second|s|sec",
        "payment|payments takes|confirmation time|takes? below|within|less than? {seconds} seconds|second|s|sec",
        "payment|payments completes time|takes? below|within|less than? {seconds} seconds|second|s|sec",
    ),
    quantities={"seconds": float},
)
planned(
    "perf.slow-endpoints",
    "No slow endpoint.",
    severity="medium",
    needs=("server", "monitoring"),
    says=(
        "identify|identified|fix fix|fixed|optimize? slow endpoints|pages|requests|views",
        "optimize|optimise|optimized fix|fixed|optimize? slow endpoints|pages|requests|views",
        "no slow endpoints|endpoint|requests|views left|remaining?",
        "slow endpoints|requests|views identified|fixed|optimized|optimised|resolved fixed|optimized?",
        "=performance tuning",
    ),
)
planned(
    "perf.regression",
    "No performance loss against the baseline.",
    severity="high",
    needs=("url",),
    says=(
        "!performance degradation|loss|regression >|more|over|above|exceeds than? {percent}",
        "no performance|speed regression|regressions compared|against|since? baseline|previous? release|version?",
        "no performance|speed regression|regressions compared|against|since? release release|version?",
        "no performance|speed regression|regressions compared|against|since? last|before release|version?",
        "no performance|speed regression|regressions versus|baseline baseline|previous|release? release|version?",
        "no performance|speed regression|regressions versus|baseline last|before release|version?",
        "no performance|speed degradation|loss compared|against|since? baseline|previous? release|version?",
        "no performance|speed degradation|loss compared|against|since? release release|version?",
        "no performance|speed degradation|loss compared|against|since? last|before release|version?",
        "no performance|speed degradation|loss versus|baseline baseline|previous|release? release|version?",
        "no performance|speed degradation|loss versus|baseline last|before release|version?",
    ),
    quantities={"percent": float},
)
