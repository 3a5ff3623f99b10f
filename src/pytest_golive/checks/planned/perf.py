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
        "page|pages load|loads|loading time|times? <|≤|under|below|within {seconds} seconds|second|s|sec",
        "page|pages load|loads|loading time|times? less than {seconds} seconds|second|s|sec",
        "page|pages load|loads|loading time|times? <|≤|under|below|within {milliseconds} ms|milliseconds",
        "{page} page load|loads|opens <|≤|under|below|within {seconds} seconds|second|s|sec cold? cache?",
        "{page} page done|ready|renders <|≤|under|below|within {seconds} seconds|second|s|sec cold? cache?",
        "{page} load|loads|opens|renders time? <|≤|under|below|within {seconds} seconds|second|s|sec",
        "{page} page load|loads time? less than {seconds} seconds|second|s|sec",
        "=performance|load|targets: {page} page|panel? <|≤|under|below {seconds} seconds|second|s|sec",
        "page|pages load|loading time|times|speed acceptable|good|ok|fast",
        "pages|page load fast|quickly",
        "=response times",
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
        "api response|latency|endpoints time|times|latency? <|≤|under|below|within {milliseconds} ms|milliseconds",
        "api responses|p95 time|times|latency? <|≤|under|below|within {milliseconds} ms|milliseconds",
        "api response|latency|endpoints time|times|latency? <|≤|under|below|within {seconds} seconds|second|s",
        "api responses|p95 time|times|latency? <|≤|under|below|within {seconds} seconds|second|s",
        "api response|latency time|times? less than {milliseconds} ms|milliseconds",
        "p95 public|rest? api latency|response? time? <|≤|under|below|within {milliseconds} ms|milliseconds",
        "api response time|times acceptable|good|ok|fast",
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
        "checkout completion|process|flow time|takes? <|≤|under|below|within {seconds} seconds|second|s|sec",
        "checkout completion|process|flow time|takes? less than {seconds} seconds|second|s|sec",
        "checkout completes|takes|finishes <|≤|under|below|within|less than? {seconds} seconds|second|s|sec",
    ),
    quantities={"seconds": float},
)
planned(
    "perf.payment-duration",
    "Payment processing is within target.",
    severity="high",
    needs=("storefront", "payment"),
    says=(
        "payment|payments processing|processed time|takes? <|≤|under|below|within {seconds} seconds|second|s|sec",
        "payment|payments settled time|takes? <|≤|under|below|within {seconds} seconds|second|s|sec",
        "payment|payments processing|processed time|takes? less than {seconds} seconds|second|s|sec",
        "payment|payments takes|completes <|≤|under|below|within {seconds} seconds|second|s|sec",
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
