"""Which pages and files a real website on loopback has, and how they come."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pytest_golive.facts.markup import css_references, parse
from tests.facts.http.shop import CSS, HOME, HTML, JSON, SHOP, look, shop, why_not
from tests.website import Answer, Asked, Reply, website


def sitemap(*urls: str, kind: str = "urlset") -> str:
    return f"<{kind}>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</{kind}>"


INDEX = Answer(sitemap(f"{SHOP}/in.xml", kind="sitemapindex"))


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


@pytest.mark.parametrize(
    ("link", "is_followed"),
    [
        ("/orders?action=delete&amp;id=7", False),
        ("/?add-to-cart=12", False),
        ("/wp-login.php?action=logout&amp;_wpnonce=1", False),
        ("/?remove_item=a1b2", False),
        ("/cart?removeItem=7", False),
        ("/shop?do=addToCart", False),
        ("/?do=addtocart", False),
        ("/?a=%64elete", False),
        ("/index.php?route=account/logout", False),
        ("/?customer-logout=true", False),
        ("/?sign_out=1", False),
        ("/?DELETE", False),
        ("/vote?id=3&amp;action=vote", False),
        ("/add-to-cart/12", False),
        ("/remove_item/3", False),
        ("/remove.php?id=3", False),
        ("/orders?page=2&amp;sort=price", True),
        ("/?address=settings", True),
        ("/?q=blog+outdoor", True),
        ("/?q=blog-offers", True),
        ("/blog/how-to-add-shelves/", True),
        ("/products/gift-set/", True),
    ],
)
def test_links_that_may_do_something_are_not_followed(tmp_path: Path, link: str, is_followed: bool) -> None:
    pages = {"/": Answer(f'<title>Shop</title><a href="{link}">x</a>'), "/sitemap.xml": Answer("", 404)}
    with website(pages | {"*": Answer()}, tmp_path) as place:
        found = look(place, "crawl")
        url = SHOP + link.replace("&amp;", "&")
        assert found.left_out == (() if is_followed else (url,))
        assert set(place.site.paths()) - {"/", "/sitemap.xml"} == ({url.removeprefix(SHOP)} if is_followed else set())


def test_the_crawl_tells_what_the_sitemap_names_from_what_is_linked(tmp_path: Path) -> None:
    away = Answer(status=302, headers={"Location": "https://accounts.example/"})
    with shop(tmp_path, {"/login/": away, "/p/1/": away}) as place:
        pages = {urlsplit(one.url).path: one for one in look(place, "crawl").pages}
    assert {path: (one.failure, one.is_declared) for path, one in pages.items()} == {
        "/": ("", True),
        "/p/1/": ("away", True),
        "/login/": ("away", False),
    }


def test_crawl_ends(tmp_path: Path) -> None:
    def endless(asked: Asked) -> Answer:
        number = int(asked.path.strip("/?n=") or 0)
        return Answer(
            f'<title>x</title><a href="?n={number + 1}">a</a><a href="/{number + 1}">b</a><a href="/f.pdf">f</a>'
        )

    with website(
        {
            "*": endless,
            "/sitemap.xml": Answer("", 404),
            "/f.pdf": Answer(b"%PDF", headers={"Content-Type": "application/pdf"}),
        },
        tmp_path,
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


@pytest.mark.parametrize(
    ("outer", "inner", "paths"),
    [
        (Answer("", 404), Answer(), set()),
        (Answer("", 410), Answer(), set()),
        (Answer(sitemap("<![CDATA[https://shop.test/p/3/?a=1]]>")), Answer(), {"/p/3/?a=1"}),
        (Answer(sitemap(*(f"{SHOP}/p/3/?id={n}" for n in range(9)))), Answer(), {f"/p/3/?id={n}" for n in range(9)}),
        (
            Answer(sitemap(f"{SHOP}/in.xml", kind="sitemapindex")),
            Answer(sitemap(f"{SHOP}/p/3/")),
            {"/in.xml", "/p/3/"},
        ),
        (
            Answer(sitemap(f"{SHOP}/in.xml.gz", kind="sitemapindex")),
            Answer(gzip.compress(sitemap(f"{SHOP}/p/3/").encode()), headers={"Content-Type": "application/gzip"}),
            {"/in.xml.gz", "/p/3/"},
        ),
        (
            Answer(sitemap(f"{SHOP}/in.xml?empty", f"{SHOP}/in.xml", kind="sitemapindex")),
            lambda asked: Answer(sitemap() if "empty" in asked.path else sitemap(f"{SHOP}/p/3/")),
            {"/in.xml", "/in.xml?empty", "/p/3/"},
        ),
        (
            Answer(sitemap(*(f"{SHOP}/in.xml?{n}" for n in range(12)), kind="sitemapindex")),
            lambda asked: Answer(sitemap(f"{SHOP}/p/3/?{asked.path.partition('?')[2]}")),
            {f"{path}?{n}" for n in range(12) for path in ("/in.xml", "/p/3/")},
        ),
    ],
)
def test_every_sitemap_is_read(tmp_path: Path, outer: Reply, inner: Reply, paths: set[str]) -> None:
    replies: dict[str, Reply] = {"/": Answer(), "/sitemap.xml": outer, "/p/3/": Answer()}
    with website(replies | dict.fromkeys(("/in.xml", "/in.xml.gz"), inner), tmp_path) as place:
        look(place, "crawl")
        assert set(place.site.paths()) - {"/", "/sitemap.xml"} == paths


@pytest.mark.parametrize(
    ("outer", "inner", "why"),
    [
        (Answer("oops", 500), Answer(), "https://shop.test/sitemap.xml answered 500"),
        (Answer("no", 403), Answer(), "https://shop.test/sitemap.xml answered 403"),
        (Answer(), Answer(), "https://shop.test/sitemap.xml answered 200, but is no sitemap"),
        (Answer(sitemap()), Answer(), "https://shop.test/sitemap.xml names no page"),
        (Answer("", 429), Answer(), "https://shop.test/sitemap.xml asked us to come back later"),
        (
            Answer(status=302, headers={"Location": "https://cdn.test/sitemap.xml"}),
            Answer(),
            "https://shop.test/sitemap.xml redirects to https://cdn.test/sitemap.xml",
        ),
        (INDEX, Answer("oops", 500), "https://shop.test/in.xml answered 500"),
        (INDEX, Answer("gone", 404), "https://shop.test/in.xml answered 404"),
        (INDEX, Answer(), "https://shop.test/in.xml answered 200, but is no sitemap"),
        (INDEX, Answer(sitemap()), "https://shop.test/sitemap.xml names no page"),
    ],
)
def test_a_sitemap_that_cannot_be_read_is_not_no_sitemap(
    tmp_path: Path, outer: Answer, inner: Answer, why: str
) -> None:
    with website({"/": Answer(), "/sitemap.xml": outer, "/in.xml": inner}, tmp_path) as place:
        reason, cure = why_not(place, "crawl")
        assert reason.startswith(why)
        assert cure


def test_sitemaps_on_other_hosts_are_told(tmp_path: Path) -> None:
    outer = Answer(sitemap("https://cdn.test/s.xml", f"{SHOP}/in.xml", kind="sitemapindex"))
    with website({"/": Answer(), "/sitemap.xml": outer, "/in.xml": Answer(sitemap(f"{SHOP}/"))}, tmp_path) as place:
        assert look(place, "crawl").foreign_in_sitemap == ("https://cdn.test/s.xml",)


def test_the_stylesheets_of_every_page(tmp_path: Path) -> None:
    changes: dict[str, Reply] = {
        "/p/1/": Answer(
            '<title>One</title><link rel="stylesheet" href="/p.css"><link rel="stylesheet" href="/no.css">'
        ),
        "/p.css": Answer("@import url(q.css)", headers=CSS),
        "/q.css": Answer("@font-face { src: url(http://cdn.test/f.woff2) }", headers=CSS),
    }
    with shop(tmp_path, changes) as place:
        found = {urlsplit(one.url).path: one for one in look(place, "sheets")}
        assert {path: one.status for path, one in found.items()} == {
            "/static/a.css": 200,
            "/static/b.css": 200,
            "/p.css": 200,
            "/q.css": 200,
            "/no.css": 404,
        }
        assert [one.url for one in found["/q.css"].insecure] == ["http://cdn.test/f.woff2"]
        assert found["/q.css"].found_on == f"{SHOP}/p.css"


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


@pytest.mark.parametrize(
    ("css", "loaded"),
    [
        ('@import url("base.css");', {"/base.css": "stylesheet"}),
        ("@import url(base.css) screen;", {"/base.css": "stylesheet"}),
        ("@IMPORT URL( 'base.css' );a{b:URL(c.png)}", {"/base.css": "stylesheet", "/c.png": "image"}),
        ('@import"base.css";', {"/base.css": "stylesheet"}),
        ("@namespace svg url(http://www.w3.org/2000/svg);a{b:url(c.png)}", {"/c.png": "image"}),
        ('@namespace "http://www.w3.org/1999/xhtml";', {}),
        ("a{src:url(f.woff2)}", {"/f.woff2": "font"}),
    ],
)
def test_what_a_stylesheet_loads(css: str, loaded: dict[str, str]) -> None:
    assert {urlsplit(one.url).path: one.kind for one in css_references(css, f"{SHOP}/")} == loaded


@pytest.mark.parametrize(
    ("pictures", "loaded"),
    [
        ("/a.png 1x,http://cdn.test/b.png 2x", [f"{SHOP}/a.png", "http://cdn.test/b.png"]),
        ("/a.png 1x , /b.png 2x", [f"{SHOP}/a.png", f"{SHOP}/b.png"]),
        ("/a.png, /b.png 2x,", [f"{SHOP}/a.png", f"{SHOP}/b.png"]),
        ("/w_1,h_2/a.png 100w 50h,\n/b.png", [f"{SHOP}/w_1,h_2/a.png", f"{SHOP}/b.png"]),
        ("data:image/png;base64,AA= 1x,/b.png 2x", [f"{SHOP}/b.png"]),
        (" , ", []),
    ],
)
def test_the_pictures_of_a_srcset(pictures: str, loaded: list[str]) -> None:
    assert [one.url for one in parse(f'<img srcset="{pictures}">', SHOP).references] == loaded


def test_what_a_template_holds_is_not_loaded() -> None:
    held = '<img src="{{ image }}"><a href="{{ url }}">x</a><style>@import "{{ sheet }}"</style>'
    held += '<p style="background: url({{ x }})"></p>'
    page = f'<template><template>{held}</template>{held}</template><a href="/a/">a</a><img src="a.png">'
    found = parse(page, f"{SHOP}/")
    assert ([one.url for one in found.references], found.links) == ([f"{SHOP}/a.png"], (f"{SHOP}/a/",))
    # Plain http stays plain http when a script copies it, and a shadow root is shown at once.
    assert parse('<template><img src="http://cdn.test/a.png"></template>', SHOP).references
    assert parse('<template shadowrootmode="open"><img src="a.png"></template>', SHOP).references
