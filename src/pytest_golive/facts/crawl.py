"""The whole site as its links and its sitemap show it: GET only, and never a link that does something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, no_page, site_url
from pytest_golive.facts.markup import Document, Form, Reference, parse
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.registry import fact
from pytest_golive.facts.site import same_site
from pytest_golive.settings import Settings

LOCATION = re.compile(r"<loc>\s*(.*?)\s*</loc>", re.DOTALL)
#: A path with one of these words may change something although it is only a link.
DOES_SOMETHING = re.compile(
    r"(?:^|[/_-])(?:log-?out|sign-?out|delete|unsubscribe)(?:$|[/_.-])"
    r"|/(?:remove|destroy|add|buy|cancel|clear|empty|deactivate|revoke|confirm|resend|set|admin)(?:$|/)",
    re.IGNORECASE,
)
#: Variants of one path (page=1, page=2, sort=price …) that are visited.
VARIANTS = 5
#: Pages asked at a time, so that everybody else's requests find a short queue.
WAVE = 48
SITEMAPS = 10


@dataclass(frozen=True, kw_only=True)
class Crawled:
    """One page of the crawl."""

    url: str
    found_on: str
    """Page (or sitemap) with the link."""
    status: int = 0
    """Of the last answer; 0: there was none."""
    content_type: str = ""
    title: str = ""
    forms: tuple[Form, ...] = ()
    insecure: tuple[Reference, ...] = ()
    """What it loads over plain http, form actions included."""
    error: str = ""
    failure: str = ""
    """At which step it ended, as in `Visit`."""


@dataclass(frozen=True, kw_only=True)
class Crawl:
    """What the crawl saw."""

    pages: tuple[Crawled, ...]
    sitemap: str
    """URL of the sitemap that was read, or empty when there is none."""
    from_sitemap: int = 0
    """How many pages the sitemap named."""
    foreign_in_sitemap: tuple[str, ...] = ()
    """Its URLs on hosts that are not declared, the first ten."""
    left_out: tuple[str, ...] = ()
    """Links not followed because they may change something, the first ten."""
    is_complete: bool = True
    """False: it ended at ``[http] crawl_limit``."""


class _Frontier:
    """What is to be visited, each path once and few of its variants."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._seen: dict[str, str] = {}
        self._variants: dict[str, int] = {}
        self._todo: list[str] = []
        self.left_out: dict[str, None] = {}
        self.is_complete = True

    def add(self, urls: Iterable[str], found_on: str, *, declared: bool = False) -> None:
        for url in urls:
            parts = urlsplit(url)
            if url in self._seen or parts.scheme not in {"http", "https"} or not same_site(self._settings, url):
                continue
            if not declared and DOES_SOMETHING.search(parts.path):
                self.left_out[url] = None
                continue
            if parts.query and self._variants.setdefault(parts.path, 0) >= VARIANTS:
                continue
            if len(self._seen) >= self._settings.http.crawl_limit:
                self.is_complete = False
                return
            self._variants[parts.path] = self._variants.get(parts.path, 0) + bool(parts.query)
            self._seen[url] = found_on
            self._todo.append(url)

    def wave(self) -> dict[str, str]:
        """The next pages to visit, with the page each was found on."""
        wave, self._todo = self._todo[:WAVE], self._todo[WAVE:]
        return {url: self._seen[url] for url in wave}


@fact(rounds=8)
def crawl(settings: Settings, client: Client, home: Page) -> Crawl:
    """Every page of sitemap.xml, every declared page, and every page that links of the site lead to."""
    frontier = _Frontier(settings)
    declared = [home.url, *(site_url(settings, path) for path in settings.target.pages)]
    frontier.add(declared, "the configuration", declared=True)
    sitemap, locations = _sitemap(settings, client)
    frontier.add((url for url in locations if same_site(settings, url)), sitemap, declared=True)
    found: list[Crawled] = []
    while wave := frontier.wave():
        for visit in client.visits(wave, background=True):
            document = _document(visit)
            found.append(_crawled(visit, wave[visit.asked], document))
            if document and visit.page:
                frontier.add(document.links, visit.page.url)
    if not found:
        raise CannotLook("the crawl found no page", cure="raise crawl_limit in [http] of golive.toml")
    return Crawl(
        pages=tuple(found),
        sitemap=sitemap,
        from_sitemap=len(locations),
        foreign_in_sitemap=tuple(url for url in locations if not same_site(settings, url))[:10],
        left_out=tuple(frontier.left_out)[:10],
        is_complete=frontier.is_complete,
    )


def _sitemap(settings: Settings, client: Client) -> tuple[str, list[str]]:
    """URL of the sitemap and the pages it (or the sitemaps it names) lists."""
    url = site_url(settings, "/sitemap.xml")
    visit = client.visit(url)
    if visit.failure == "encoding":
        raise no_page(visit)
    page = visit.page
    if page is None or page.status != 200:
        return "", []
    named = [unescape(location) for location in LOCATION.findall(page.body)]
    if "<sitemapindex" not in page.body:
        return url, list(dict.fromkeys(named))
    inner = [one for one in named if same_site(settings, one)][:SITEMAPS]
    pages = [visit.page for visit in client.visits(inner) if visit.page]
    listed = [unescape(location) for one in pages for location in LOCATION.findall(one.body)]
    return url, list(dict.fromkeys(listed))


def _document(visit: Visit) -> Document | None:
    page = visit.page
    if page is None or page.content_type not in {"text/html", "application/xhtml+xml"}:
        return None
    return parse(page.body, page.url)


def _crawled(visit: Visit, found_on: str, document: Document | None) -> Crawled:
    page = visit.page
    if page is None:
        return Crawled(url=visit.asked, found_on=found_on, error=visit.error, failure=visit.failure)
    return Crawled(
        url=visit.asked,
        found_on=found_on,
        status=page.status,
        content_type=page.content_type,
        title=document.title if document else "",
        forms=document.forms if document else (),
        insecure=_insecure(document) if document else (),
    )


def _insecure(document: Document) -> tuple[Reference, ...]:
    """What a page loads, or sends forms to, over plain http."""
    actions = tuple(Reference(kind="form action", url=form.action) for form in document.forms)
    return tuple(one for one in (*document.references, *actions) if one.url.lower().startswith("http://"))
