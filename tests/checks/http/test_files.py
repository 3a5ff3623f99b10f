"""Static and uploaded files: passed, failed and unverified, with the words people read."""

from __future__ import annotations

from typing import Any

import pytest

from pytest_golive.facts.assets import Asset, Compression
from pytest_golive.facts.markup import Reference
from pytest_golive.facts.media import MediaAnswer
from tests.checks.http.builders import files
from tests.checks.http.tables import Case, proofs
from tests.checks.http_cases import SHOP, settings
from tests.checks.outside_cases import ask, bound
from tests.findings import told


def asset(path: str = "/static/app.0123456789ab.js", **changes: Any) -> Asset:
    given: dict[str, Any] = {
        "kind": "script",
        "status": 200,
        "content_type": "text/javascript",
        "size": 900,
        "text_size": 4000,
        "headers": {"cache-control": "public, max-age=31536000, immutable"},
        "line_length": 3000.0,
    }
    return Asset(url=path if "://" in path else f"{SHOP}{path}", found_on=f"{SHOP}/", **{**given, **changes})


def sent(path: str = "/", **changes: Any) -> Compression:
    given: dict[str, Any] = {"text_size": 9000, "encoding": "gzip", "decodes": True, "vary": "Cookie, Accept-Encoding"}
    return Compression(url=f"{SHOP}{path}", **{**given, **changes})


def media(role: str, path: str, status: int = 200, **changes: Any) -> MediaAnswer:
    return MediaAnswer(url=f"{SHOP}{path}", role=role, status=status, **changes)


MEDIA = (
    media("listing", "/media/", 404),
    media("public", "/media/a.png", nosniff=True, content_type="image/png"),
    media("private", "/media/private/a.pdf", 403),
)


PASSED: list[Case] = [
    (
        "http.compression",
        {"compression": (sent(), sent("/tiny.css", text_size=90, encoding=""))},
        settings(),
        "/ comes as gzip",
    ),
    ("http.static-cache-headers", {"assets": files(asset())}, settings(), "1 static files are kept"),
    (
        "http.static-cache-headers",
        {"assets": files(asset("/m/photo-20261101.jpg", headers={"cache-control": "max-age=604800"}))},
        settings(),
        "1 static files are kept",
    ),
    (
        "http.static-cache-headers",
        {"assets": files(asset("/static/a.css", headers={"expires": "Sun, 22 Nov 2026 12:00:05 GMT"}))},
        settings(),
        "1 static files are kept",
    ),
    ("http.static-assets-load", {"assets": files(asset())}, settings(), "1 files of 1 pages load"),
    ("http.assets-minified", {"assets": files(asset())}, settings(), "1 stylesheets and scripts are minified"),
    (
        "http.static-from-cdn",
        {"assets": files(asset(headers={"cf-cache-status": "HIT"}))},
        settings(),
        "cf-cache-status: HIT",
    ),
    ("http.static-from-cdn", {"assets": files(asset(headers={"age": "17"}))}, settings(), "from a CDN: age: 17"),
    (
        "http.static-from-cdn",
        {"assets": files(asset("https://cdn.test/a.js"))},
        settings(cdn_hosts=("cdn.test",)),
        "1 files come from a CDN: host cdn.test",
    ),
    (
        "http.media-served-safely",
        {"media_probes": MEDIA},
        settings(),
        "/media/ (listing) 404, /media/a.png (public) 200",
    ),
    (
        "http.media-served-safely",
        {"media_probes": (*MEDIA, media("private", "/media/p/a.pdf", asks_to_log_in=True, location=f"{SHOP}/login/"))},
        settings(),
        "/media/p/a.pdf (private) 200",
    ),
]


FAILED: list[Case] = [
    (
        "http.compression",
        {"compression": (sent("/a.css", encoding=""),)},
        settings(),
        "sent without compression: /a.css (9000 bytes)",
    ),
    ("http.compression", {"compression": (sent(decodes=False),)}, settings(), "does not decode: /"),
    (
        "http.compression",
        {"compression": (sent(vary="Cookie"),)},
        settings(),
        "compressed without Vary: Accept-Encoding: /",
    ),
    ("http.static-cache-headers", {"assets": files(asset(headers={}))}, settings(), "no Cache-Control and no Expires"),
    (
        "http.static-cache-headers",
        {"assets": files(asset(headers={"cache-control": "max-age=86400"}))},
        settings(),
        "max-age=86400, less than 2592000",
    ),
    (
        "http.static-cache-headers",
        {"assets": files(asset(headers={"cache-control": "no-store"}))},
        settings(),
        "Cache-Control: no-store",
    ),
    (
        "http.static-cache-headers",
        {"assets": files(asset(headers={"cache-control": "max-age=31536000, no-store"}))},
        settings(),
        "Cache-Control: max-age=31536000, no-store",
    ),
    ("http.compression", {"compression": (sent(encoding="identity"),)}, settings(), "sent without compression: /"),
    ("http.static-cache-headers", {"assets": files(asset(headers={"expires": "0"}))}, settings(), "Expires: 0"),
    (
        "http.static-cache-headers",
        {"assets": files(asset("/a.css", headers={"expires": "Sat, 21 Nov 2026 13:00:00 GMT"}))},
        settings(),
        "less than 86400 s from now",
    ),
    (
        "http.static-assets-load",
        {"assets": files(asset("/a.css", status=404))},
        settings(),
        "1 of 1 files do not load: /a.css answered 404 (on /)",
    ),
    (
        "http.static-assets-load",
        {"assets": files(asset("/a.js", content_type="text/html"))},
        settings(),
        "/a.js is text/html, not a script",
    ),
    ("http.static-assets-load", {"assets": files(asset("/a.js", size=0))}, settings(), "/a.js is empty"),
    (
        "http.static-assets-load",
        {"assets": files(asset("/a.js", error="timed out"))},
        settings(),
        "/a.js did not answer: timed out",
    ),
    (
        "http.assets-minified",
        {"assets": files(asset("/a.js", needless=0.3, line_length=40.0))},
        settings(),
        "not minified: /a.js (4000 bytes, 30% spaces and comments)",
    ),
    (
        "http.assets-minified",
        {"assets": files(asset("/a.js", source_map=f"{SHOP}/a.js.map", source_map_status=404))},
        settings(),
        "/a.js names /a.js.map, which answered 404",
    ),
    (
        "http.static-from-cdn",
        {"assets": files(asset("/a.js"))},
        settings(),
        "1 of 1 files come straight from the application's host: /a.js",
    ),
    (
        "http.static-from-cdn",
        {"assets": files(asset("/a.js", headers={"age": "0"}))},
        settings(),
        "1 of 1 files come straight from the application's host: /a.js",
    ),
    (
        "http.media-served-safely",
        {"media_probes": (media("listing", "/media/", looks_like_listing=True),)},
        settings(),
        "/media/ answers 200 with a list of its files",
    ),
    (
        "http.media-served-safely",
        {"media_probes": (media("private", "/media/p/a.pdf"),)},
        settings(),
        "an anonymous visitor got 200",
    ),
    (
        "http.media-served-safely",
        {
            "media_probes": (
                media("private", "/media/p/a.pdf", content_type="application/pdf", location=f"{SHOP}/f/a.pdf"),
            )
        },
        settings(),
        "an anonymous visitor got 200 at https://shop.test/f/a.pdf",
    ),
    (
        "http.media-served-safely",
        {"media_probes": (media("public", "/media/a.png"),)},
        settings(),
        "without X-Content-Type-Options",
    ),
    (
        "http.media-served-safely",
        {"media_probes": (media("public", "/media/a.html", nosniff=True, content_type="text/html"),)},
        settings(),
        "/media/a.html is shown as text/html on the site's own host",
    ),
]


UNVERIFIED: list[Case] = [
    ("http.compression", {"compression": (sent(text_size=500),)}, settings(), "larger than 1 KiB"),
    (
        "http.static-cache-headers",
        {"assets": files(asset("/bundle/css/", headers={"cache-control": "no-store"}))},
        settings(),
        "no file of the pages is named as one",
    ),
    ("http.static-cache-headers", {"assets": files()}, settings(), "the pages refer to no file of this site"),
    (
        "http.static-cache-headers",
        {"assets": files(asset(status=404))},
        settings(),
        "none of the static files answered",
    ),
    (
        "http.static-assets-load",
        {"assets": files(foreign=(Reference(kind="script", url="https://cdn.test/a.js"),))},
        settings(),
        "all 1 files of the pages are on hosts that are not declared: cdn.test",
    ),
    ("http.assets-minified", {"assets": files(asset(text_size=100))}, settings(), "larger than 2 KiB"),
    ("http.static-from-cdn", {"assets": files()}, settings(), "no static file of the pages could be asked for"),
    (
        "http.media-served-safely",
        {"media_probes": (media("listing", "/media/", 404),)},
        settings(),
        "no uploaded file is known",
    ),
    (
        "http.media-served-safely",
        {"media_probes": (media("public", "/media/a.png", 404),)},
        settings(),
        "/media/a.png answered 404",
    ),
    (
        "http.media-served-safely",
        {"media_probes": (*MEDIA, media("private", "/media/p/a.pdf", 302, error="leaves the site", cure="name it"))},
        settings(),
        "leaves the site",
    ),
    (
        "http.media-served-safely",
        {"media_probes": (*MEDIA, media("private", "/media/p/a.pdf", content_type="text/html", location=f"{SHOP}/"))},
        settings(),
        "/media/p/a.pdf is declared private, and leads to https://shop.test/ (200)",
    ),
]

test_passed, test_failed, test_unverified = proofs(PASSED, FAILED, UNVERIFIED)


@pytest.mark.parametrize(
    ("line", "encoding", "outcome"),
    [
        ("Brotli compression enabled", "gzip", "unverified"),
        ("Text assets go out brotli-compressed", "gzip", "unverified"),
        ("Brotli compression enabled", "br", "passed"),
        ("Gzip or Brotli enabled", "gzip", "passed"),
    ],
)
def test_gzip_is_no_brotli(line: str, encoding: str, outcome: str) -> None:
    (one,) = bound(line)
    assert told(ask(one.check, settings(), one.quantities, compression=(sent(encoding=encoding),)))[0] == outcome


@pytest.mark.parametrize(
    ("line", "kind", "outcome"),
    [
        ("All images show up on all pages", "image", "passed"),
        ("No broken images", "script", "unverified"),
        ("Images load", "script", "unverified"),
        ("Product images are displayed, none missing", "script", "unverified"),
        ("Static files load", "script", "passed"),
    ],
)
def test_where_there_is_no_picture_none_was_seen(line: str, kind: str, outcome: str) -> None:
    (one,) = bound(line)
    types = {"image": "image/png", "script": "text/javascript"}
    seen = files(asset("/a", kind=kind, content_type=types[kind]))
    assert told(ask(one.check, settings(), one.quantities, assets=seen))[0] == outcome
