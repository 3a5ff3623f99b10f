"""What the http facts would hold, made by hand."""

from __future__ import annotations

from typing import Any

from pytest_golive.facts.assets import Asset, Assets
from pytest_golive.facts.crawl import Crawl, Crawled
from pytest_golive.facts.page import Page
from tests.checks.http_cases import SHOP, page


def crawl(*pages: Crawled, **changes: Any) -> Crawl:
    return Crawl(pages=pages, sitemap=f"{SHOP}/sitemap.xml", from_sitemap=len(pages), **changes)


def crawled(path: str = "/", **changes: Any) -> Crawled:
    given: dict[str, Any] = {"status": 200, "content_type": "text/html", "title": "A page"}
    return Crawled(url=f"{SHOP}{path}", found_on=f"{SHOP}/", **{**given, **changes})


def files(*found: Asset, **changes: Any) -> Assets:
    return Assets(files=found, pages=(f"{SHOP}/",), **changes)


def json_page(body: str, status: int = 200, path: str = "/health/") -> Page:
    return page(path, status, body, Content_Type="application/json")
