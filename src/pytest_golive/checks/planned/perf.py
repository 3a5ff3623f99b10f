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
        "page|pages|home|homepage|landing|product|site|shop|lcp|website load|loads|open|opens|loading|lcp|loaded|"
        "appears|render|renders|done below|under|<|≤|less|beneath|fast|within|quickly|than|instantly|quick "
        "{seconds} s|second|seconds|secs|sec ~ time times takes 3g 4g mobile cold cache product category checkout "
        "home page homepage landing key load slow interactive median desktop average than fully",
        "page|pages|home|homepage|site|website|landing speed|load|loads|loading|open|opens|time fast|fine|good|ok|"
        "acceptable|quick|quickly|optimised|optimized ~ time times page mobile 3g 4g product feels desktop enough "
        "shop home speed",
        "page|site|website|home|homepage speed test|tested ~ load times time",
        "=site|website|page|shop|store feels fast|quick|snappy ~ 3g 4g mobile phone loads",
        "lcp|largest below|under|<|≤|less|beneath {seconds} ~ s second seconds mobile contentful paint home page",
        "core web vitals good|green|ok|pass|passed|within|fine ~ search console mobile",
        "=vitals good|green|pass|passing ~ core web",
        "pagespeed|lighthouse|psi performance|score|insights|speed above|least|> ~ 80 85 90 95 70 75 score "
        "performance mobile desktop least insights google page home >= ≥ more",
        "google pagespeed|page speed|insights score|above|good ~ insights speed 80 85 90 95 70 75 mobile test",
        "product|home|landing|homepage|category|key page|pages|time loads|load below|under|<|≤|less|beneath "
        "{seconds} s|seconds|second ~ time times takes within",
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
        "api|apis|endpoints|endpoint|rest|graphql take|takes|answers|answer|respond|responds|response|latency|p95|"
        "queries|return|responses|p99 below|under|<|≤|less|beneath|within|than {milliseconds} ~ ms time times "
        "takes endpoints requests calls s p95 average median",
        "api|apis|endpoint|endpoints|rest|graphql response|responses|latency|respond|responds|answers|answer|"
        "responsetime fast|fine|acceptable|good|ok|quick|quickly|low|half|normal ~ time times enough second within "
        "rest half endpoint endpoints calls api",
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
        "checkout|purchase|buying|ordering takes|take|completes|complete|completed|finishes|finished|done|time|"
        "finish below|under|<|≤|less|beneath|within|than|minute {seconds} ~ s second seconds less minute flow "
        "process takes whole start end",
        "=checkout|purchase|buying|ordering fast|quick|quickly|speed|performance|minute ~ flow process completed "
        "complete under takes take within less than acceptable ok one good performance time",
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
        "payment|payments goes|takes|take|processing|completes|complete|confirm|process|through|processed|finishes "
        "below|under|<|≤|less|beneath|within|than {seconds} ~ s second seconds less card time go through "
        "processing completed stripe paypal razorpay",
        "=payment|payments fast|quick|quickly ~ processing process confirm processed go through card",
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
        "endpoint|endpoints|views|view|request|requests|urls|routes|transactions slow|slower|slowest|longer no|"
        "none|zero ~ than s second seconds new relic found takes take longer left page api datadog ms 1 2 500 any "
        "after",
        "endpoint|endpoints|views|view|request|requests|urls|routes|transactions slow|slower|slowest|longer "
        "reviewed|review|fixed|identified|identify|looked|optimised|optimized|eliminated|takes|tuned|addressed|"
        "found|than|gone ~ than s second seconds new relic found takes take longer left page api datadog ms 1 2 "
        "500 any after",
        "slow|slower|slowest pages|page|endpoints|endpoint|views|requests no|none|zero ~ any left than s second "
        "seconds identified looked found",
        "slow|slower|slowest pages|page|endpoints|endpoint|views|requests reviewed|fixed|gone|optimised|optimized "
        "~ any left than s second seconds identified looked found",
        "request|requests|page|endpoint no takes|slower|longer than|longer ~ 1 2 3 5 500 s ms second seconds",
        "=no slow|slower pages|page|endpoints|views ~ left",
        "=any slow|slower pages|page|endpoints|views ~ left",
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
        "slower no|not|isnt|never|arent release|before|previous|week|version|old|baseline|yesterday ~ last than "
        "site page pages month response times previous app before old",
        "performance|response|speed|latency|times compared|regression|regressions|baseline|before|previous|"
        "degraded|degradation|slowdown no|not|zero|none|without ~ good previous version last release since deploy "
        "deployment after response times time noticeable old against before worse than week any",
        "performance|response|speed|latency|times compared|regression|regressions|baseline|before|previous|"
        "degraded|degradation|slowdown hasnt|compared|holds|least|old|baseline|worse ~ good previous version last "
        "release since deploy deployment after response times time noticeable old against before worse than week "
        "any",
        "=fast|quick before|previously|previous ~ site release page version pages last least response",
        "slowdown|slowdowns no|without|zero ~ noticeable after release deploy deployment since launch visible",
    ),
    quantities={"percent": float},
)
