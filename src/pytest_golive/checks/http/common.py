"""Words and small questions that several checks share."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.facts.page import ANSWERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.crawl import Crawl
    from pytest_golive.facts.page import Page, Visit


def readable(pages: Mapping[str, Visit]) -> dict[str, Page]:
    """The declared pages by path; unverified when one of them did not answer well."""
    found = {}
    for path, visit in pages.items():
        if visit.page is None:
            why = visit.error if visit.root else f"{path}: {visit.error}"
            cannot_tell(why, cure=visit.cure, look_failed=visit.look_failed)
        if visit.page.status >= 400:
            cure = "see the log of the site, or correct pages in [target] of golive.toml"
            failed = visit.page.status >= 500
            cannot_tell(f"{visit.asked} answered {visit.page.status}", cure=cure, look_failed=failed)
        found[path] = visit.page
    if not found:
        cannot_tell("[target] pages names no page", cure='set pages = ["/"] in [target] of golive.toml')
    return found


#: What lets a page be read, by how its visit ended.
LETS_READ = {
    "encoding": "have the server send gzip, or the plain text, to clients that accept no more (RFC 9110, 12.5.3)",
    "limited": "let this machine's address through the rate limit, or lower crawl_limit in [http] of golive.toml",
}


def all_pages_read(crawl: Crawl) -> int:
    """How many pages were read; unverified when one of the crawl's was not: it may hold anything."""
    unread = [page for page in crawl.pages if page.status != 200 and page.failure != "away"]
    if unread:
        first = next((page for page in unread if page.failure in LETS_READ), unread[0])
        told = first.error or f"{short(first.url)} answered {first.status} (linked from {short(first.found_on)})"
        cure = LETS_READ.get(first.failure, "see the log of the site for what these pages answer, or correct the links")
        failed = any(page.status >= 500 or page.failure not in {"", *ANSWERED} for page in unread)
        cannot_tell(f"{len(unread)} of {len(crawl.pages)} pages were not read: {told}", cure=cure, look_failed=failed)
    return sum("html" in page.content_type for page in crawl.pages)


def holds(body: str, marker: str) -> bool:
    """Whether a page holds a text as people read it: markup writes “Hill & Harbour” as ``Hill &amp; Harbour``."""
    return marker in body or marker in unescape(body)


#: Sources of a content security policy that are any site: "*", "https:", "https://*", "*:443".
ANYBODY = re.compile(r"(?:(?:https?|data):)?(?://)?(?:\*(?::(?:\*|\d+))?)?")


def policies(page: Page) -> list[dict[str, list[str]]]:
    """The content security policies a page enforces: sources by directive, all in lower case but nonces and hashes.

    Of a directive said twice browsers read the first (Content Security Policy Level 3, 2.2.1).
    """
    found = []
    for policy in ", ".join(page.all("content-security-policy")).split(","):
        directives: dict[str, list[str]] = {}
        for name, *sources in filter(None, map(str.split, policy.split(";"))):
            directives.setdefault(name.lower(), sources)
        found += [directives] if directives else []
    return found


def some(texts: Iterable[str], most: int = 5) -> str:
    """The first few of many, and how many more there are."""
    listed = list(texts)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return "; ".join(listed[:most]) + more


def short(url: str) -> str:
    """A URL as people name it on their own site: without scheme and host."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def set_by(application: Application | None, setting: str) -> str:
    """Who set what was seen at the edge, as far as that can be known: a header counts by its effect."""
    if application is None:
        return ""
    value = application.settings.get(setting)
    # With Django's setting on, the proxy may do the same as well: who was first cannot be seen.
    return f" (Django: {setting}={value})" if value else f" (set by the proxy: Django's {setting} is {value})"
