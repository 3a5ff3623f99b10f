"""The whole site as its links and its sitemap show it: GET only, and never a link that does something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from html import unescape
from urllib.parse import unquote_plus, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, no_page, site_url
from pytest_golive.facts.markup import Document, Form, Reference, parse
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.registry import fact
from pytest_golive.facts.site import same_site
from pytest_golive.settings import Settings

LOCATION = re.compile(r"<loc>\s*(?:<!\[CDATA\[\s*)?(.*?)\s*(?:\]\]>\s*)?</loc>", re.DOTALL)
#: A path with one of these words may change something although it is only a link.
DOES_SOMETHING = re.compile(
    r"(?:^|[/_-])(?:log-?out|sign-?out|delete|unsubscribe)(?:$|[/_.-])"
    r"|/(?:remove|destroy|add|buy|cancel|clear|empty|deactivate|revoke|confirm|resend|set|admin)"
    r"(?:$|[/.]|[_-](?:to|from|item|cart)(?![a-z]))",
    re.IGNORECASE,
)
#: So may a query that names or asks for one: action=delete, add-to-cart=12, removeItem=7, route=account/logout.
#: Whole words, but those that mean nothing else inside of others as well: addtocart, deleteall.
QUERY_DOES = re.compile(
    r"logoff|logout|signout|delete|remove|destroy|unsubscribe|addto|buynow"
    r"|(?<![a-z])(?:(?:log|sign)[^a-z](?:out|off)|add|buy|cancel|clear|empty|deactivate|revoke|confirm|resend|set|admin"
    r"|del|trash|purge|erase|undo|vote|reset)(?![a-z])",
    re.IGNORECASE,
)
#: Between the words of addToCart.
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: Variants of one path (page=1, page=2, sort=price …) that are visited.
VARIANTS = 5
#: Pages asked at a time, so that everybody else's requests find a short queue.
WAVE = 48
#: Sitemaps of a sitemap asked at a time.
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
    is_declared: bool = False
    """The sitemap or ``[target]`` names it, not only a link."""


@dataclass(frozen=True, kw_only=True)
class Crawl:
    """What the crawl saw."""

    pages: tuple[Crawled, ...]
    sitemap: str
    """URL of the sitemap that was read, or empty when there is none."""
    sheets: Mapping[str, str] = field(default_factory=dict)
    """URLs of the stylesheets that pages refer to, with the first page of each."""
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
        self.declared: set[str] = set()
        self.left_out: dict[str, None] = {}
        self.is_complete = True

    def add(self, urls: Iterable[str], found_on: str, *, declared: bool = False) -> None:
        for url in urls:
            parts = urlsplit(url)
            if url in self._seen or parts.scheme not in {"http", "https"} or not same_site(self._settings, url):
                continue
            if not declared and does_something(url):
                self.left_out[url] = None
                continue
            if not declared and parts.query and self._variants.setdefault(parts.path, 0) >= VARIANTS:
                continue
            if len(self._seen) >= self._settings.http.crawl_limit:
                self.is_complete = False
                return
            self._variants[parts.path] = self._variants.get(parts.path, 0) + bool(parts.query)
            self._seen[url] = found_on
            self.declared |= {url} if declared else set()
            self._todo.append(url)

    def wave(self) -> dict[str, str]:
        """The next pages to visit, with the page each was found on."""
        wave, self._todo = self._todo[:WAVE], self._todo[WAVE:]
        return {url: self._seen[url] for url in wave}


def does_something(url: str) -> bool:
    """Whether following a link may change something: nobody can tell, so a word is enough."""
    parts = urlsplit(url)
    return bool(DOES_SOMETHING.search(parts.path) or QUERY_DOES.search(HUMP.sub("-", unquote_plus(parts.query))))


@fact(rounds=8)
def crawl(settings: Settings, client: Client, home: Page) -> Crawl:
    """Every page of sitemap.xml, every declared page, and every page that links of the site lead to."""
    frontier = _Frontier(settings)
    declared = [home.url, *(site_url(settings, path) for path in settings.target.pages)]
    frontier.add(declared, "the configuration", declared=True)
    sitemap, locations = _sitemap(settings, client)
    frontier.add((url for url in locations if same_site(settings, url)), sitemap, declared=True)
    found: list[Crawled] = []
    sheets: dict[str, str] = {}
    while wave := frontier.wave():
        for visit in client.visits(wave, background=True):
            document = _document(visit)
            found.append(_crawled(visit, wave[visit.asked], document))
            if document and visit.page:
                frontier.add(document.links, visit.page.url)
                named = {one.url: visit.page.url for one in document.references if one.kind == "stylesheet"}
                sheets = named | sheets
    found = [replace(page, is_declared=page.url in frontier.declared) for page in found]
    if not found:
        raise CannotLook("the crawl found no page", cure="raise crawl_limit in [http] of golive.toml")
    return Crawl(
        pages=tuple(found),
        sitemap=sitemap,
        sheets=sheets,
        from_sitemap=len(locations),
        foreign_in_sitemap=tuple(url for url in locations if not same_site(settings, url))[:10],
        left_out=tuple(frontier.left_out)[:10],
        is_complete=frontier.is_complete,
    )


def _sitemap(settings: Settings, client: Client) -> tuple[str, list[str]]:
    """URL of the sitemap and the pages it (or the sitemaps it names) lists; nothing when there is none.

    Raises CannotLook when one of them cannot be read: nobody knows which pages it names.
    """
    url = site_url(settings, "/sitemap.xml")
    visit = client.visit(url)
    if visit.page and visit.page.status in {404, 410}:
        return "", []
    text = _sitemap_text(visit)
    named = _locations(text)
    if "<sitemapindex" in text:
        ours = [one for one in named if same_site(settings, one)]
        named = [one for one in named if one not in ours] + _inner(client, ours, settings.http.crawl_limit)
    if not named:
        raise CannotLook(f"{url} names no page", cure="let it name the pages, or answer 404")
    return url, list(dict.fromkeys(named))


def _inner(client: Client, sitemaps: list[str], most: int) -> list[str]:
    """The pages of the sitemaps that a sitemap names; more than ``most`` would not be visited anyway."""
    found: dict[str, None] = {}
    for start in range(0, len(sitemaps), SITEMAPS):
        for visit in client.visits(sitemaps[start : start + SITEMAPS]):
            found |= dict.fromkeys(_locations(_sitemap_text(visit)))
        if len(found) > most:
            break
    return list(found)


def _sitemap_text(visit: Visit) -> str:
    page = visit.page
    if page is None:
        raise no_page(visit)
    cure = "let it name the pages as sitemaps.org says, or answer 404; a sitemap that is gone must not be named"
    if page.status != 200:
        raise CannotLook(f"{visit.asked} answered {page.status}", cure=cure, look_failed=page.status >= 500)
    if "<urlset" not in page.body and "<sitemapindex" not in page.body:
        raise CannotLook(f"{visit.asked} answered 200, but is no sitemap", cure=cure)
    return page.body


def _locations(text: str) -> list[str]:
    return [unescape(location) for location in LOCATION.findall(text)]


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
