"""The files that pages load: stylesheets, scripts, pictures, icons, fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from urllib.parse import urljoin, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.facts.client import Client, Request, no_page
from pytest_golive.facts.markup import Reference, css_references, parse
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.registry import fact
from pytest_golive.facts.site import arrived, pages_of
from pytest_golive.facts.wire import DECODED
from pytest_golive.settings import Settings

#: Rounds of stylesheets that import stylesheets.
IMPORT_DEPTH = 3
SOURCE_MAP = re.compile(r"[#@]\s*sourceMappingURL=([^\s*'\"]+)\s*(?:\*/)?\s*$")
COMMENT = re.compile(r"/\*(?!!).*?\*/", re.DOTALL)
LINE_COMMENT = re.compile(r"^[ \t]*//.*$", re.MULTILINE)
NEEDLESS_SPACE = re.compile(r"[ \t]{2,}|^[ \t]+|[ \t]+$|\n", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Asset:
    """One file that pages refer to, and how it was answered."""

    url: str
    kind: str
    found_on: str
    """URL of the first page or stylesheet that refers to it."""
    status: int = 0
    """0: there was no answer."""
    content_type: str = ""
    size: int = 0
    """Bytes as sent."""
    text_size: int = 0
    """Bytes of text after decoding; 0 for pictures and for what could not be decoded."""
    undecoded: str = ""
    """Content-Encoding of a text that could not be undone."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """By lower-case name."""
    needless: float = 0.0
    """Share of a stylesheet's or script's bytes that a minifier drops: indents, line ends, comments."""
    line_length: float = 0.0
    """Mean characters per line."""
    source_map: str = ""
    """Full URL of the source map it names."""
    source_map_status: int = 0
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class Assets:
    """Every file the declared pages load."""

    files: tuple[Asset, ...]
    """Those on the site's hosts and on ``[http] cdn_hosts``."""
    foreign: tuple[Reference, ...] = ()
    """Those elsewhere: not asked for."""
    pages: tuple[str, ...] = ()
    """URLs of the pages that were read."""

    def text_files(self) -> tuple[Asset, ...]:
        """The stylesheets and scripts that were answered."""
        return tuple(one for one in self.files if one.kind in {"stylesheet", "script"} and one.status == 200)


@fact(rounds=6)
def assets(settings: Settings, client: Client, pages: Mapping[str, Visit]) -> Assets:
    """Every stylesheet, script, picture, icon and font of the declared pages, and what their CSS loads."""
    hosts = {*settings.target.all_hosts, *settings.http.cdn_hosts}
    for visit in pages.values():
        if visit.failure == "encoding":
            raise no_page(visit)
    read = pages_of(list(pages.values()))
    if not read:
        arrived(next(iter(pages.values())))
    wanted: dict[str, tuple[str, str]] = {}
    for page in read:
        _want(wanted, parse(page.body, page.url).references, page.url)
    answered: dict[str, Asset] = {}
    for _ in range(1 + IMPORT_DEPTH):
        new = {url: why for url, why in wanted.items() if url not in answered and is_ours(url, hosts)}
        if not new:
            break
        for visit in client.visits(new, any_encoding=True):
            kind, found_on = new[visit.asked]
            answered[visit.asked] = _asset(visit, kind, found_on)
            if visit.page and kind == "stylesheet" and visit.page.status == 200:
                _want(wanted, css_references(visit.page.body, visit.page.url), visit.page.url)
    foreign = tuple(Reference(kind=kind, url=url) for url, (kind, _) in wanted.items() if url not in answered)
    files = _with_source_maps(client, answered.values(), hosts)
    return Assets(files=files, foreign=foreign, pages=tuple(page.url for page in read))


@dataclass(frozen=True, kw_only=True)
class Compression:
    """How one text answer is sent to a browser."""

    url: str
    text_size: int
    """Bytes after decoding, or as sent when it was not compressed."""
    encoding: str
    """Content-Encoding; empty: none, whatever was offered."""
    decodes: bool
    vary: str
    is_unread: bool = False
    """It came in an encoding that was not asked for and cannot be undone here."""


@fact(rounds=7)
def compression(client: Client, home: Page, assets: Assets) -> tuple[Compression, ...]:
    """How the home page, stylesheets and scripts are compressed; brotli and zstd are offered second."""
    found = {home.url: _compressed(home)}
    asked = [Request(url=one.url, any_encoding=True) for one in assets.text_files()]
    for answer in client.fetch(asked):
        if isinstance(answer, Page) and answer.status == 200:
            found[answer.url] = _compressed(answer)
    plain = [one.url for one in found.values() if not one.encoding]
    offer = {"Accept-Encoding": "br, zstd, gzip"}
    for answer in client.fetch(Request(url=url, headers=offer) for url in plain):
        if isinstance(answer, Page) and answer.header("content-encoding"):
            # What was asked for and cannot be undone here (brotli) is taken at its word.
            sent = _compressed(answer)
            size = found[answer.url].text_size
            found[answer.url] = replace(sent, text_size=size, is_unread=False)
    return tuple(found.values())


def _compressed(page: Page) -> Compression:
    encoding = (page.header("content-encoding") or "").strip().lower()
    text_size = len(page.body.encode()) or page.size
    return Compression(
        url=page.url,
        text_size=text_size,
        encoding=encoding,
        decodes=page.undecoded not in DECODED,
        vary=", ".join(page.all("vary")),
        is_unread=bool(page.undecoded) and page.undecoded not in DECODED,
    )


def _want(wanted: dict[str, tuple[str, str]], references: Iterable[Reference], found_on: str) -> None:
    for reference in references:
        if reference.kind not in {"frame", "media"}:
            wanted.setdefault(reference.url, (reference.kind, found_on))


def is_ours(url: str, hosts: set[str]) -> bool:
    """Whether to ask for a file: what pages load over plain http is no file but mixed content."""
    parts = urlsplit(url)
    return parts.scheme == "https" and parts.hostname in hosts


def _asset(visit: Visit, kind: str, found_on: str) -> Asset:
    answer = visit.page
    if answer is None:
        return Asset(url=visit.asked, kind=kind, found_on=found_on, error=visit.error)
    needless, line_length, source_map = 0.0, 0.0, ""
    if kind in {"stylesheet", "script"} and answer.body:
        needless, line_length = _waste(answer.body, kind)
        source_map = _source_map(answer)
    return Asset(
        url=visit.asked,
        kind=kind,
        found_on=found_on,
        status=answer.status,
        content_type=answer.content_type,
        size=answer.size,
        text_size=len(answer.body.encode()),
        undecoded=answer.undecoded,
        # Said twice is said at once: RFC 9110, 5.3.
        headers={
            name: ", ".join(answer.all(name)) for name in {one.lower() for one, _ in answer.headers} - {"set-cookie"}
        },
        needless=needless,
        line_length=line_length,
        source_map=source_map,
    )


def _waste(text: str, kind: str) -> tuple[float, float]:
    """Share of the text that a minifier drops, and the mean length of its lines."""
    bare = COMMENT.sub("", text)
    if kind == "script":
        bare = LINE_COMMENT.sub("", bare)
    kept = len(NEEDLESS_SPACE.sub("", bare))
    lines = text.count("\n") + 1
    return round(1 - kept / len(text), 3), round(len(text) / lines, 1)


def _source_map(page: Page) -> str:
    found = SOURCE_MAP.search(page.body[-2000:])
    named: str = found[1] if found else ""
    return "" if not named or named.startswith("data:") else urljoin(page.url, named)


def _with_source_maps(client: Client, files: Iterable[Asset], hosts: set[str]) -> tuple[Asset, ...]:
    """The same assets, with the status of the source maps they name on the site."""
    files = tuple(files)
    named = [one.source_map for one in files if one.source_map and urlsplit(one.source_map).hostname in hosts]
    maps = [Request(url=url, any_encoding=True) for url in named]
    statuses = {
        url: answer.status for url, answer in zip(named, client.fetch(maps), strict=True) if isinstance(answer, Page)
    }
    return tuple(replace(one, source_map_status=statuses.get(one.source_map, 0)) for one in files)
