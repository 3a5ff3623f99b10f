"""What the pages link to and carry: passed, failed and unverified, with the words people read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pytest_golive.facts.analytics import TagScript
from pytest_golive.facts.markup import Reference
from pytest_golive.facts.sheets import Sheet
from tests.checks.http.builders import crawl, crawled
from tests.checks.http.tables import Case, proofs
from tests.checks.http_cases import HOME, SHOP, judge, page, settings, visit

TAG = f"{SHOP}/gtag/js?id=G-ABC1234567"
ANALYTICS = settings(analytics_id="G-ABC1234567")
TAGGED = {"/": visit(page(body=f'{HOME}<script src="{TAG}"></script>'))}
SCRIPT = TagScript(url=TAG, status=200, loads={"/": 1}, names_id={"/": True})


def sheet(**changes: Any) -> Sheet:
    return Sheet(**{"url": f"{SHOP}/a.css", "found_on": f"{SHOP}/", "status": 200, **changes})


AWAY = crawled(
    "/accounts/google/login/",
    status=0,
    content_type="",
    error="/accounts/google/login/ redirects to https://accounts.example/",
    failure="away",
)
LIMITED = crawled("/p/", status=0, error="/p/ asked us to come back later (429)", failure="limited")

PASSED: list[Case] = [
    (
        "http.mixed-content",
        {"crawl": crawl(crawled(), AWAY), "sheets": (sheet(), sheet(status=404))},
        settings(),
        "nothing over plain http on 1 pages and in 2 stylesheets",
    ),
    ("http.pages-load", {"crawl": crawl(crawled())}, settings(), f"1 pages, {SHOP}/sitemap.xml names 1"),
    (
        "http.pages-load",
        {"crawl": crawl(crawled(), AWAY)},
        settings(),
        "not followed to other sites: /accounts/google/login/",
    ),
    ("http.analytics-tag", {"pages": TAGGED, "tag_script": SCRIPT}, ANALYTICS, "G-ABC1234567 on 1 pages"),
]


FAILED: list[Case] = [
    (
        "http.mixed-content",
        {
            "crawl": crawl(crawled("/p/", insecure=(Reference(kind="image", url="http://a.test/a.png"),))),
            "sheets": (),
        },
        settings(),
        "over plain http: /p/: image http://a.test/a.png",
    ),
    (
        "http.mixed-content",
        {
            "crawl": crawl(crawled()),
            "sheets": (sheet(insecure=(Reference(kind="font", url="http://a.test/f.woff2"),)),),
        },
        settings(),
        "over plain http: /a.css: font http://a.test/f.woff2",
    ),
    (
        "http.pages-load",
        {
            "crawl": crawl(
                crawled("/p/", status=500), crawled("/q/", title=""), crawled("/r/", status=0, error="/r/ timed out")
            )
        },
        settings(),
        "3 of 3 pages do not load: /p/ answered 500 (linked from /); /q/ has no title (linked from /); /r/ timed out",
    ),
    (
        "http.pages-load",
        {"crawl": crawl(crawled(), replace(AWAY, is_declared=True))},
        settings(),
        "1 of 2 pages do not load: /accounts/google/login/ redirects to https://accounts.example/",
    ),
    (
        "http.analytics-tag",
        {"pages": {"/": visit(page(body="G-OTHER12345"))}, "tag_script": TagScript(url=TAG, status=200)},
        ANALYTICS,
        "/ does not carry G-ABC1234567 but G-OTHER12345",
    ),
    (
        "http.analytics-tag",
        {"pages": TAGGED, "tag_script": replace(SCRIPT, loads={"/": 2})},
        ANALYTICS,
        "/ loads the tag of G-ABC1234567 2 times",
    ),
    ("http.analytics-tag", {"pages": TAGGED, "tag_script": replace(SCRIPT, status=404)}, ANALYTICS, "answered 404"),
    (
        "http.analytics-tag",
        {"pages": TAGGED, "tag_script": replace(SCRIPT, loads={"/": 0})},
        ANALYTICS,
        "/ names G-ABC1234567, but loads no script of it",
    ),
    (
        "http.analytics-tag",
        {"pages": TAGGED, "tag_script": SCRIPT},
        settings(analytics_id="UA-12345-1"),
        "is of Universal Analytics, which has ended",
    ),
    (
        "http.analytics-tag",
        {"pages": TAGGED, "tag_script": SCRIPT},
        settings(analytics_id="G-XXXXXXXXXX"),
        "is a placeholder",
    ),
    (
        "http.analytics-tag",
        {"pages": TAGGED, "tag_script": SCRIPT},
        settings(analytics_id="soon"),
        "'soon' is not a measurement id",
    ),
]


UNVERIFIED: list[Case] = [
    (
        "http.mixed-content",
        {"crawl": crawl(crawled()), "sheets": (sheet(), sheet(status=503))},
        settings(),
        "1 of 2 stylesheets were not read: /a.css answered 503",
    ),
    (
        "http.mixed-content",
        {"crawl": crawl(crawled(content_type="application/pdf")), "sheets": ()},
        settings(),
        "no page was read",
    ),
    (
        "http.pages-load",
        {"crawl": crawl(LIMITED)},
        settings(),
        "1 of 1 pages were not read: /p/ asked us to come back later",
    ),
    (
        "http.pages-load",
        {"crawl": crawl(crawled(status=202))},
        settings(),
        "1 of 1 pages were not read: / answered 202",
    ),
    (
        "http.mixed-content",
        {"crawl": crawl(crawled(), crawled("/p/", status=500), crawled("/q/", status=404)), "sheets": ()},
        settings(),
        "2 of 3 pages were not read: /p/ answered 500 (linked from /)",
    ),
    (
        "http.mixed-content",
        {"crawl": crawl(crawled(), crawled("/p/", status=404), LIMITED), "sheets": ()},
        settings(),
        "2 of 3 pages were not read: /p/ asked us to come back later",
    ),
    (
        "http.pages-load",
        {"crawl": crawl(crawled(), foreign_in_sitemap=("https://example.com/a/",))},
        settings(),
        "https://example.com/a/",
    ),
    (
        "http.analytics-tag",
        {"pages": TAGGED, "tag_script": replace(SCRIPT, error="refused")},
        ANALYTICS,
        "script was not seen: refused",
    ),
]

test_passed, test_failed, test_unverified = proofs(PASSED, FAILED, UNVERIFIED)


def test_what_the_crawl_left_out_is_told() -> None:
    found = crawl(crawled(), left_out=(f"{SHOP}/logout/",), is_complete=False)
    finding = judge("http.pages-load", {"crawl": found})
    assert "not followed, because they may change something: /logout/" in finding.evidence
    assert "the crawl ended at [http] crawl_limit" in finding.evidence
