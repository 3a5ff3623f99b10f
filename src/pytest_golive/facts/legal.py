"""What the site must say of itself: its footers, and the pages about privacy and terms that they lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, no_page, site_url
from pytest_golive.facts.database import connect, query_error
from pytest_golive.facts.markup import parse
from pytest_golive.facts.page import Page
from pytest_golive.facts.prose import Block, Section
from pytest_golive.facts.registry import fact
from pytest_golive.facts.site import arrived
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: What begins a block of text.
BLOCKS = HEADINGS | {"p", "li", "tr", "dt", "div", "section", "main", "article", "address", "body", "br"}
UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head"})
AROUND = frozenset({"nav", "header", "footer"})
#: Mail addresses as Cloudflare hides them until its script runs: an element, and the address of a link.
HIDDEN = re.compile(r"<(a|span)\b[^>]*\bdata-cfemail=\"((?:[0-9a-f]{2}){2,})\"[^>]*>.*?</\1>", re.DOTALL)
HIDDEN_LINK = re.compile(r"/cdn-cgi/l/email-protection#((?:[0-9a-f]{2}){2,})")
VOID = frozenset({"br", "img", "input", "link", "meta", "hr", "source", "area", "base", "col", "embed", "track", "wbr"})
WORDS = {
    "privacy": re.compile(r"privacy|datenschutz|confidentialit|privacidad|data protection", re.IGNORECASE),
    "terms": re.compile(r"\bterms\b|conditions|\bagb\b|\btos\b|conditions générales|condiciones", re.IGNORECASE),
}


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link and its words."""

    text: str
    href: str
    """As it is written."""
    url: str
    """In full."""


@dataclass(frozen=True, kw_only=True)
class Footer:
    """The foot of a page."""

    page: str
    """The path as declared."""
    text: str
    """All of the page, when it has no footer element."""
    links: tuple[Link, ...]
    page_text: str = ""
    """All words of the page."""
    page_links: tuple[Link, ...] = ()
    """All links of the page."""


@dataclass(frozen=True, kw_only=True)
class LegalPage:
    """What a link of the footers leads to."""

    kind: str
    """privacy or terms."""
    links: Mapping[str, str]
    """By page: what its footer links to as this; empty: it has no such link."""
    url: str = ""
    status: int = 0
    """0: no page was asked for, because nothing links to one."""
    body: Section | None = None
    """Its text, without navigation and footer."""
    has_contact: bool = False
    """It has a link to write or call."""


@fact(rounds=4)
def footers(
    settings: Settings,
    client: Client,
    home: Page,  # noqa: ARG001 - when the site is down, that is the one reason
) -> tuple[Footer, ...]:
    """The footer of the home page, of the checkout and of every declared page."""
    place = settings.legal.patent_place
    named = ["/", settings.legal.checkout, *settings.target.pages, *([place] if place.startswith("/") else [])]
    paths = [path for path in dict.fromkeys(named) if path]
    visits = client.visits([site_url(settings, path) for path in paths])
    pages = [(path, arrived(visit)) for path, visit in zip(paths, visits, strict=True)]
    return tuple(read_footer(path, page) for path, page in pages)


@fact(rounds=2)
def legal_pages(settings: Settings, client: Client, footers: tuple[Footer, ...]) -> Mapping[str, LegalPage]:
    """By kind (privacy, terms): the page that the footers of the home page and the checkout link to."""
    first = [one for one in footers if one.page in {"/", settings.legal.checkout}]
    return {kind: _legal_page(settings, client, kind, first) for kind in WORDS}


@fact(timeout=15.0, rounds=4)
def overdue_rows(settings: Settings) -> Mapping[str, int]:
    """By kind of data with a query in ``[legal] retention``: how many rows are older than allowed."""
    queries = {kind: query for kind, query in settings.legal.retention.items() if query}
    found: dict[str, int] = {}
    with connect(settings) as connection, connection.cursor() as cursor:
        for kind, query in queries.items():
            try:
                cursor.execute(query.encode())
                row = cursor.fetchone()
            except query_error(connection) as error:
                told = str(error).partition("\n")[0]
                cure = "correct the query in retention of [legal]"
                raise CannotLook(f"the query about {kind} failed: {told}", cure=cure) from None
            if row is None or not isinstance(row[0], int):
                raise CannotLook(f"the query about {kind} gave no number", cure="let it be SELECT count(*) …")
            found[kind] = row[0]
    return found


def read_page(page: Page) -> tuple[Section, tuple[str, ...]]:
    """The text of a page, without navigation and footer, and the addresses of its links and pictures."""
    read = _Reader(page.url)
    read.feed(page.body)
    read.close()
    pictures = [one.url for one in parse(page.body, page.url).references if one.kind == "image"]
    links = [urldefrag(one.url).url for one in read.links]
    return read.section(page.url), tuple(dict.fromkeys([*links, *pictures]))


def _legal_page(settings: Settings, client: Client, kind: str, first: Sequence[Footer]) -> LegalPage:
    declared = getattr(settings.legal, kind)
    wanted = site_url(settings, declared) if declared else ""
    links = {one.page: _link(one, kind, wanted) for one in first}
    # Each footer may lead elsewhere, and every page it leads to must be there.
    targets = dict.fromkeys(urldefrag(urljoin(site_url(settings), href)).url for href in links.values() if href)
    is_followed = all(one.startswith(("http://", "https://")) for one in targets)
    if not targets or not is_followed or any(href.startswith("#") for href in links.values()):
        return LegalPage(kind=kind, links=links)
    visits = client.visits(list(targets))
    visit = next((one for one in visits if one.page is None or one.page.status != 200), visits[0])
    url = visit.asked
    if visit.page is None:
        if visit.look_failed:
            raise no_page(visit)
        return LegalPage(kind=kind, links=links, url=url, status=visit.hops[-1].status if visit.hops else 0)
    read = _Reader(visit.page.url)
    read.feed(visit.page.body)
    read.close()
    return LegalPage(
        kind=kind,
        links=links,
        url=visit.page.url,
        status=visit.page.status,
        body=read.section(url),
        has_contact=any(link.href.startswith(("mailto:", "tel:")) for link in read.links if link.text),
    )


def _link(footer: Footer, kind: str, wanted: str) -> str:
    """What the footer links to as this page, as it is written there."""
    if wanted:
        return next((link.href for link in footer.links if link.url.partition("#")[0] == wanted), "")
    named = [link for link in footer.links if WORDS[kind].search(link.text)]
    named += [link for link in footer.links if WORDS[kind].search(link.href)]
    # "Privacy settings" opens a dialog: a link that leads somewhere is rather the one.
    named.sort(key=lambda link: link.href.startswith(("#", "javascript:")) or not link.href)
    return next((link.href or "#" for link in named), "")


def read_footer(path: str, page: Page) -> Footer:
    """The foot of a page; raises CannotLook when the page holds no text."""
    read = _Reader(page.url)
    read.feed(page.body)
    read.close()
    links = tuple(read.footer_links if read.has_footer else read.links)
    text = " ".join(" ".join(read.footer_text if read.has_footer else read.text_of_all).split())
    if not text:
        raise CannotLook(f"{page.url} holds no text: it is made by a script", cure="look at it in a browser")
    return Footer(
        page=path,
        text=text,
        links=links,
        page_text=" ".join(" ".join(read.text_of_all).split()),
        page_links=tuple(read.links),
    )


class _Reader(HTMLParser):
    """Takes a page apart into its text, as blocks, and its footer."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self._url = url
        self._stack: list[tuple[str, bool]] = []
        self._blocks: list[tuple[str, list[str]]] = [("", [])]
        self._anchor: tuple[str, list[str], bool] | None = None
        self.has_footer = False
        self.footer_text: list[str] = []
        self.footer_links: list[Link] = []
        self.links: list[Link] = []
        self.text_of_all: list[str] = []

    def feed(self, data: str) -> None:
        """Read mail addresses that Cloudflare hides as its script shows them to every visitor."""
        shown = HIDDEN.sub(lambda one: _unhidden(one[2]), data)
        super().feed(HIDDEN_LINK.sub(lambda one: f"mailto:{_unhidden(one[1])}", shown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self._blocks.append((tag, []))
        if tag in {"td", "th", "dd"}:
            self._blocks[-1][1].append(" | ")
        if tag == "a" and "href" in given:
            self._anchor = (given["href"].strip(), [], self._in_footer)
        if tag not in VOID:
            named = f"{given.get('class', '')} {given.get('id', '')}".lower()
            is_footer = tag == "footer" or given.get("role") == "contentinfo"
            is_footer = is_footer or (
                tag in {"div", "section"} and re.search(r"(?:^|[\s_-])footer\b", named) is not None
            )
            self._stack.append((tag, is_footer))
            self.has_footer = self.has_footer or is_footer

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._anchor is not None:
            href, words, in_footer = self._anchor
            link = Link(text=" ".join("".join(words).split()), href=href, url=urljoin(self._url, href))
            self.links.append(link)
            self.footer_links += [link] if in_footer else []
            self._anchor = None
        if tag in BLOCKS - {"dt"}:
            self._blocks.append(("", []))
        open_tags = [one for one, _ in self._stack]
        if tag in open_tags:
            del self._stack[len(open_tags) - 1 - open_tags[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._stack}
        if tags & UNSEEN:
            return
        self.text_of_all.append(data)
        if self._anchor is not None:
            self._anchor[1].append(data)
        if self._in_footer:
            self.footer_text.append(data)
        elif not tags & AROUND:
            self._blocks[-1][1].append(data)

    @property
    def _in_footer(self) -> bool:
        return any(is_footer for _, is_footer in self._stack)

    def section(self, url: str) -> Section:
        """The text of the page; the number of a block stands for its line."""
        blocks: list[Block] = []
        for tag, words in self._blocks:
            if text := " ".join("".join(words).split()).strip(" |"):
                kind, level = ("heading", int(tag[1])) if tag in HEADINGS else ("text", 0)
                blocks.append(Block(kind=kind, text=text, line=len(blocks) + 1, level=level))
        title = next((block.text for block in blocks if block.kind == "heading"), url)
        return Section(path=url, heading=title, line=0, level=0, blocks=tuple(blocks))


def _unhidden(code: str) -> str:
    """The mail address behind Cloudflare's code: each byte is mixed with the first."""
    key, *rest = bytes.fromhex(code)
    return bytes(one ^ key for one in rest).decode("utf-8", "replace")
