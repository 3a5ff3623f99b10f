"""Which pages and files a real website on loopback has, and how they come."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pytest_golive.facts.markup import css_references, parse
from tests.facts.http.shop import CSS, HOME, HTML, JSON, SHOP, look, shop, why_not
from tests.website import Answer, Asked, Reply, website


def test_assets(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        found = look(place, "assets")
        files = {urlsplit(one.url).path: one for one in found.files}
        assert {path: one.kind for path, one in files.items()} == {
            "/static/a.css": "stylesheet",
            "/static/a.js": "script",
            "/static/i.png": "icon",
            "/media/products/a.png": "image",
            "/media/b.png": "image",
            "/media/c.png": "image",
            "/static/b.css": "stylesheet",
            "/static/bg.png": "image",
            "/static/f.woff2": "font",
        }
        assert (files["/static/f.woff2"].status, files["/static/f.woff2"].found_on) == (404, f"{SHOP}/static/b.css")
        script = files["/static/a.js"]
        assert script.needless > 0.2
        assert script.line_length < 20
        assert (script.source_map, script.source_map_status) == (f"{SHOP}/static/a.js.map", 404)


def test_compression(tmp_path: Path) -> None:
    packed = HTML | {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}

    def brotli(asked: Asked) -> Answer:
        offered = "br" in asked.headers["Accept-Encoding"]
        return Answer(b"\x01\x02", headers=CSS | {"Content-Encoding": "br"}) if offered else Answer("a{}", headers=CSS)

    changes: dict[str, Reply] = {"/": Answer(gzip.compress(HOME.encode()), headers=packed), "/static/a.css": brotli}
    with shop(tmp_path, changes) as place:
        found = {urlsplit(one.url).path: one for one in look(place, "compression")}
        assert (found["/"].encoding, found["/"].decodes, found["/"].vary) == ("gzip", True, "Accept-Encoding")
        assert (found["/static/a.css"].encoding, found["/static/a.css"].text_size) == ("br", 3)
        assert found["/static/a.js"].encoding == ""
    with shop(tmp_path, {"/static/a.css": Answer(b"garbage", headers=CSS | {"Content-Encoding": "gzip"})}) as place:
        assert [urlsplit(one.url).path for one in look(place, "compression") if not one.decodes] == ["/static/a.css"]


def test_crawl(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        found = look(place, "crawl")
        pages = {urlsplit(one.url).path: one for one in found.pages}
        assert set(pages) == {"/", "/p/1/", "/login/", "/p/2/"}
        assert (pages["/p/2/"].status, pages["/p/2/"].found_on) == (500, f"{SHOP}/p/1/")
        assert pages["/p/1/"].insecure[0].url == "http://shop.test/x.png"
        assert pages["/"].forms[1].has_token
        assert found.foreign_in_sitemap == ("https://example.com/",)
        assert found.left_out == (f"{SHOP}/logout/",)
        assert "/logout/" not in place.site.paths()


def test_crawl_ends(tmp_path: Path) -> None:
    def endless(asked: Asked) -> Answer:
        number = int(asked.path.strip("/?n=") or 0)
        return Answer(
            f'<title>x</title><a href="?n={number + 1}">a</a><a href="/{number + 1}">b</a><a href="/f.pdf">f</a>'
        )

    with website(
        {"*": endless, "/f.pdf": Answer(b"%PDF", headers={"Content-Type": "application/pdf"})}, tmp_path
    ) as place:
        found = look(place, "crawl", crawl_limit=12)
        assert len(found.pages) == 12
        assert not found.is_complete
        assert any(one.content_type == "application/pdf" for one in found.pages)


def test_a_sitemap_of_sitemaps(tmp_path: Path) -> None:
    index = "<sitemapindex><sitemap><loc>https://shop.test/s1.xml</loc></sitemap></sitemapindex>"
    inner = "<urlset><url><loc>https://shop.test/p/1/?a=1&amp;b=2</loc></url></urlset>"
    with shop(tmp_path, {"/sitemap.xml": Answer(index), "/s1.xml": Answer(inner)}) as place:
        assert look(place, "crawl").from_sitemap == 1
        assert "/p/1/?a=1&b=2" in place.site.paths()


def test_media_probes(tmp_path: Path) -> None:
    changes: dict[str, Reply] = {
        "/media/": Answer("<title>Index of /media/</title>"),
        "/media/products/a.png": Answer(
            b"x", headers={"Content-Type": "image/png", "X-Content-Type-Options": "nosniff"}
        ),
    }
    with shop(tmp_path, changes, media_url="/media/", private_media=("/media/p.pdf",)) as place:
        found = {urlsplit(one.url).path: one for one in look(place, "media_probes")}
        assert found["/media/"].looks_like_listing
        assert found["/media/products/"].role == "listing"
        assert found["/media/products/a.png"].nosniff
        assert (found["/media/p.pdf"].role, found["/media/p.pdf"].status) == ("private", 404)
    with shop(tmp_path) as place:
        assert why_not(place, "media_probes")[0] == "[http] media_url is not set"


@pytest.mark.parametrize(
    ("answer", "is_listed"),
    [
        (Answer("<title>Index of ./</title>"), True),
        (Answer("<title>listing directory /media/</title>"), True),
        (Answer('<pre><A HREF="/">[To Parent Directory]</A>'), True),
        (Answer('[{ "name":"b.png", "type":"file" }]', headers=JSON), True),
        (Answer('{"files": ["products/"]}', headers=JSON), True),
        (Answer('<?xml version="1.0"?>\n<list>\n<file mtime="x">b</file>', headers={"Content-Type": "text/xml"}), True),
        (Answer('<?xml version="1.0"?><ListBucketResult>', headers={"Content-Type": "application/xml"}), True),
        (Answer('<title>/media/</title><a href="./products/">products'), True),
        (Answer('<title>/media/</title><a href="b.png">b.png'), True),
        (Answer("<h1>Directory listing denied</h1>", 403), False),
        (Answer('<title>Shop</title><a href="/media/b.png">'), False),
        (Answer("{}", headers=JSON), False),
        (Answer(status=302, headers={"Location": "/"}), False),
    ],
)
def test_a_folder_that_lists_its_files(tmp_path: Path, answer: Answer, *, is_listed: bool) -> None:
    with shop(tmp_path, {"/media/": answer}, media_url="/media/") as place:
        found = {urlsplit(one.url).path: one for one in look(place, "media_probes")}
        assert found["/media/"].looks_like_listing is is_listed


def test_where_private_files_lead(tmp_path: Path) -> None:
    def to(location: str) -> Answer:
        return Answer(status=302, headers={"Location": location})

    changes: dict[str, Reply] = {
        "/media/1.pdf": to("/files/1.pdf"),
        "/files/1.pdf": Answer(b"%PDF", headers={"Content-Type": "application/pdf"}),
        "/media/2.pdf": to("/login/?next=/media/2.pdf"),
        "/media/3.pdf": to("https://elsewhere.test/3.pdf"),
    }
    private = tuple(path for path in changes if path.startswith("/media/"))
    with shop(tmp_path, changes, media_url="/media/", private_media=private) as place:
        found = {urlsplit(one.url).path: one for one in look(place, "media_probes")}
    given = found["/media/1.pdf"]
    assert (given.status, given.content_type, given.location) == (200, "application/pdf", f"{SHOP}/files/1.pdf")
    assert found["/media/2.pdf"].asks_to_log_in
    assert not given.asks_to_log_in
    gone = found["/media/3.pdf"]
    assert (gone.status, gone.location) == (302, "https://elsewhere.test/3.pdf")
    assert "which is not a host in [target] url or hosts" in gone.error


def test_markup() -> None:
    page = """<base href="/shop/"><svg><title>icon</title></svg><title> A
    page </title><a href="mailto:a@b">m</a><a href="x#y">x</a><a href="http://[half">b</a>
    <div style="background: url(bg.png)"></div><style>@import "s.css";</style><link rel="manifest" href="m.json">
    <link rel="preload" as="font" href="f.woff2"><form method=post><input name=csrf_token value=""></form>"""
    found = parse(page, f"{SHOP}/")
    assert found.title == "A page"
    assert found.links == (f"{SHOP}/shop/x",)
    kinds = {urlsplit(one.url).path: one.kind for one in found.references}
    assert kinds == {
        "/shop/bg.png": "image",
        "/shop/s.css": "stylesheet",
        "/shop/m.json": "manifest",
        "/shop/f.woff2": "font",
    }
    assert not found.forms[0].has_token
    assert css_references("a { b: url(#id) url(data:x) }", SHOP) == ()
