"""What the http facts see of a real website on loopback."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec
import pytest

from pytest_golive.facts import FACTS
from pytest_golive.facts.gather import Attempt, Gatherer
from pytest_golive.facts.markup import css_references, parse
from pytest_golive.settings import ApiEndpoint, Settings
from tests.website import Answer, Asked, Place, Reply, website

SHOP = "https://shop.test"
HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/json"}
CSS = {"Content-Type": "text/css"}
JS = {"Content-Type": "text/javascript"}
HOME = """<html><head><title>Shop</title><link rel="stylesheet" href="/static/a.css">
<script src="/static/a.js"></script><link rel="icon" href="/static/i.png"><link rel="canonical" href="/x">
</head><body><a href="/login/">Log in</a><a href="/p/1/">One</a><a href="/logout/">Out</a>
<form action="/search/"><input name="q" type="search"></form>
<form method="post" action="/cart/"><input type="hidden" name="csrfmiddlewaretoken" value="t"></form>
<img src="/media/products/a.png" srcset="/media/b.png 1x, /media/c.png 2x"><img src="data:x"></body></html>"""
LOGIN = """<title>Log in</title><form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="tok3n">
<input name="username"><input type="password" name="password"></form>"""


def gather(place: Place, *names: str, **http: Any) -> dict[str, Attempt]:
    """Look at facts as a run does, and hold that their values survive as JSON."""
    settings = replace(place.settings, http=replace(place.settings.http, **http)) if http else place.settings
    gatherer = Gatherer({"settings": settings, "client": place.client(), "now": datetime.now(UTC)}, deadline=30)
    gatherer.start(names)
    found = {name: gatherer.get(name) for name in names}
    for name, attempt in found.items():
        if attempt.seen:
            stored = msgspec.json.encode(attempt.value)
            assert msgspec.json.decode(stored, type=FACTS[name].returns) == attempt.value
    return found


def look(place: Place, name: str, **http: Any) -> Any:
    """The value of one fact."""
    attempt = gather(place, name, **http)[name]
    assert attempt.seen, attempt.reason
    return attempt.value


def why_not(place: Place, name: str, **http: Any) -> tuple[str, str]:
    """Why a fact could not be seen, and the cure."""
    attempt = gather(place, name, **http)[name]
    assert not attempt.seen
    return attempt.reason, attempt.cure


def login(asked: Asked) -> Answer:
    """A log-in view: GET shows the form, POST needs the token."""
    if asked.method == "GET":
        return Answer(LOGIN, headers=HTML | {"Set-Cookie": "csrftoken=tok3n; Path=/"})
    given = parse_qs(asked.body.decode())
    return Answer(LOGIN) if given.get("csrfmiddlewaretoken") == ["tok3n"] else Answer("CSRF failed", 403)


REPLIES: dict[str, Reply] = {
    "/": Answer(HOME),
    "/login/": login,
    "/p/1/": Answer('<title>One</title><img src="http://shop.test/x.png"><a href="/p/2/">Two</a>'),
    "/p/2/": Answer("<h1>no title", status=500),
    "/static/a.css": Answer("@import 'b.css'; a { background: url(/static/bg.png) }", headers=CSS),
    "/static/b.css": Answer("@font-face { src: url('f.woff2') } /* url(/no.png) */", headers=CSS),
    "/static/a.js": Answer("/* why */\n" + "  let a = 1;\n" * 300 + "//# sourceMappingURL=a.js.map\n", headers=JS),
    "/static/bg.png": Answer(b"\x89PNG", headers={"Content-Type": "image/png"}),
    "/static/i.png": Answer(b"\x89PNG", headers={"Content-Type": "image/png"}),
    "/sitemap.xml": Answer(
        "<urlset><url><loc>https://shop.test/p/1/</loc></url><url><loc>https://example.com/</loc></url></urlset>",
        headers={"Content-Type": "application/xml"},
    ),
    "/health/": Answer('{"status": "ok"}', headers=JSON),
}


def shop(folder: Path, changes: Mapping[str, Reply] | None = None, **http: Any) -> Any:
    """A website like a shop."""
    plain: dict[str, Reply] = {"*": lambda asked: Answer(status=301, headers={"Location": f"{SHOP}{asked.path}"})}
    return website({**REPLIES, **(changes or {})}, folder, plain=plain, **http)


def test_the_site_as_a_visitor_meets_it(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        found = gather(place, "arrival", "home", "pages", "plain_http", "not_found", "health")
        assert {host: visit.page.status for host, visit in found["arrival"].value.items()} == {
            "shop.test": 200,
            "www.shop.test": 200,
        }
        assert found["home"].value.body.startswith("<html>")
        assert list(found["pages"].value) == ["/"]
        plain = found["plain_http"].value
        assert plain["http://shop.test/golive/look/?x=1"].page.header("Location") == f"{SHOP}/golive/look/?x=1"
        assert len(plain) == 4
        assert found["not_found"].value.status == 404
        assert found["health"].value.body == '{"status": "ok"}'
        # arrival, home and pages all need the home page: it was asked for once per host.
        assert place.site.paths().count("/") == 2


def test_a_site_that_is_down(tmp_path: Path) -> None:
    with website({"*": Answer("Bad gateway", 502)}, tmp_path) as place:
        found = gather(place, "arrival", "home", "assets", "crawl", "csrf_probe")
        assert found["arrival"].value["shop.test"].page.status == 502
        for name in ("home", "assets", "crawl", "csrf_probe"):
            assert found[name].reason == "https://shop.test/ answered 502"
        assert found["crawl"].root == "home"


def test_a_site_that_cannot_be_reached(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        place.settings = replace(place.settings, target=replace(place.settings.target, ca_file=""))
        found = gather(place, "arrival", "home", "pages", "not_found")
        assert found["arrival"].value["shop.test"].error.startswith("certificate of shop.test not trusted")
        reasons = {found[name].reason for name in ("home", "pages", "not_found")}
        assert len(reasons) == 1


def test_without_a_url(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        place.settings = Settings()
        for name in ("arrival", "home", "pages", "plain_http", "not_found", "unknown_host", "health"):
            assert why_not(place, name)[0] == "no [target] url is configured"


def test_no_page_is_declared(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        place.settings = replace(place.settings, target=replace(place.settings.target, pages=()))
        assert why_not(place, "pages")[0] == "[target] pages names no page"


def test_a_foreign_host_header(tmp_path: Path) -> None:
    def strict(asked: Asked) -> Answer:
        return Answer(status=421) if asked.headers["Host"] == "evil.example" else Answer(HOME)

    with shop(tmp_path, {"/": strict}) as place:
        assert look(place, "unknown_host").page.status == 421

    def hangs_up(asked: Asked) -> Answer:
        return Answer(HOME, hang_up=asked.headers["Host"] == "evil.example")

    with shop(tmp_path, {"/": hangs_up}) as place:
        assert "was closed before" in look(place, "unknown_host").error
    # A site that hangs up on everybody has not refused the foreign name.
    with shop(tmp_path, {"/": Answer(hang_up=True)}) as place:
        assert "closes connections without an answer" in gather(place, "unknown_host")["unknown_host"].reason


def test_error_pages_and_debug_probes(tmp_path: Path) -> None:
    api = (ApiEndpoint(path="/api/a/"),)
    with shop(tmp_path, {"/api/a/": Answer("SELECT", 500)}, api=api, server_error_path="/boom/") as place:
        found = gather(place, "error_pages", "debug_probes", "server_error")
        errors = found["error_pages"].value
        assert errors["an unknown path"].status == 404
        assert errors["wrong parameters sent to /api/a/"].body == "SELECT"
        assert errors["unreadable JSON sent to /api/a/"].status == 500
        assert errors["/boom/"].status == 404
        assert found["debug_probes"].value["the Werkzeug console"].status == 404
        assert found["server_error"].value.status == 404
    with shop(tmp_path) as place:
        assert why_not(place, "server_error")[0] == "[http] server_error_path is not set"


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


def test_csrf_probe(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        found = look(place, "csrf_probe")
        assert (found.status, found.status_with_token, found.mentions_csrf, found.form_had_token) == (
            403,
            200,
            True,
            True,
        )
        posts = [one for one in place.site.asked if one.method == "POST"]
        assert posts[0].headers["Cookie"] == "csrftoken=tok3n"
        assert b"golive-nobody" in posts[0].body
    with shop(tmp_path, {"/login/": Answer(LOGIN)}) as place:
        assert look(place, "csrf_probe").shows_form


def test_csrf_probe_needs_a_form(tmp_path: Path) -> None:
    with shop(tmp_path, {"/": Answer("<title>x</title>")}) as place:
        reason, cure = why_not(place, "csrf_probe")
        assert reason == "[http] login is not set, and the home page links to no log-in page"
        assert cure == 'set login in [http] of golive.toml ("/login/")'
        assert why_not(place, "csrf_probe", login="/nowhere/")[0] == f"{SHOP}/nowhere/ answered 404"
        assert why_not(place, "csrf_probe", login="/")[0] == f"{SHOP}/ holds no form that is sent by POST"


def escaping(asked: Asked) -> Answer:
    import html

    term = unquote(parse_qs(urlsplit(asked.path).query).get("q", [""])[0])
    script = json.dumps(term).replace("<", "\\u003c")
    return Answer(
        f'<p>{html.escape(term)}</p><input value="{html.escape(term)}"><script>let q = {script}; // it\'s</script>'
    )


def careless(template: str) -> Reply:
    def reply(asked: Asked) -> Answer:
        return Answer(template.replace("TERM", parse_qs(urlsplit(asked.path).query).get("q", [""])[0]))

    return reply


def test_reflected_input_that_is_escaped(tmp_path: Path) -> None:
    with shop(tmp_path, {"/search/": escaping}) as place:
        found = look(place, "xss_probes")
        assert {one.ran_as for one in found} == {""}
        assert all(one.is_reflected for one in found)


@pytest.mark.parametrize(
    ("template", "ran_as"),
    [
        ("<p>TERM</p>", "an element"),
        ('<input value="TERM">', "an attribute of <input>"),
        ("<input value='TERM'>", "an attribute of <input>"),
        ('<a href="TERM">', "a javascript: URL in <a href>"),
        ('<script>let q = "TERM"; /* " */</script>', "script code"),
        ("<script>let q = 'TERM';</script>", "script code"),
    ],
)
def test_reflected_input_that_runs(tmp_path: Path, template: str, ran_as: str) -> None:
    with shop(tmp_path, {"/search/": careless(template)}, search=("/search/?q=",)) as place:
        assert ran_as in {one.ran_as for one in look(place, "xss_probes")}


def test_no_field_to_search_in(tmp_path: Path) -> None:
    with shop(tmp_path, {"/": Answer("<title>x</title>")}) as place:
        assert why_not(place, "xss_probes")[1] == 'set search = ["/search/?q="] in [http] of golive.toml'


def test_cors_probes(tmp_path: Path) -> None:
    def reflecting(asked: Asked) -> Answer:
        origin = asked.headers["Origin"]
        cors = {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true"}
        return Answer("{}", headers=JSON | cors)

    with shop(tmp_path, {"/api/": reflecting}, origins=("https://app.test",), cors_path="/api/") as place:
        found = look(place, "cors_probes")
        assert [(one.origin, one.method) for one in found if one.is_declared] == [
            ("https://app.test", "GET"),
            ("https://app.test", "OPTIONS"),
        ]
        strangers = {one.origin for one in found if not one.is_declared}
        assert strangers == {"https://evil.example", "null", "https://app.test.evil.example", "https://evilapp.test"}
        assert all(one.allow_origin == one.origin and one.allow_credentials for one in found)


def limited(limit: int, status: int = 429) -> Reply:
    posts: list[Asked] = []

    def reply(asked: Asked) -> Answer:
        if asked.method == "POST":
            posts.append(asked)
        return Answer("slow down", status) if len(posts) > limit else login(asked)

    return reply


def test_rate_probe_ends_at_the_first_refusal(tmp_path: Path) -> None:
    with shop(tmp_path, {"/login/": limited(10)}, rate_limit=10) as place:
        found = look(place, "rate_probe")
        assert 429 in found.statuses
        # The CSRF probe has used up two.
        assert found.statuses.count(200) == 8
        assert len(found.statuses) <= 12
        assert found.home_status == 200


def test_rate_probe_of_a_site_without_limit(tmp_path: Path) -> None:
    with shop(tmp_path, rate_limit=3) as place:
        assert look(place, "rate_probe").statuses == (200,) * 16
        bodies = [one.body for one in place.site.asked if one.method == "POST"][2:]
        # First without a password, then with one.
        assert [b"password=golive" in body for body in bodies] == [False] * 8 + [True] * 8


def test_rate_probe_of_a_path_without_form(tmp_path: Path) -> None:
    counted: list[Asked] = []

    def reply(asked: Asked) -> Answer:
        counted.append(asked)
        return Answer("{}", 403 if len(counted) > 3 else 200, headers=JSON)

    with shop(tmp_path, {"/api/": reply}, rate_limit=3, rate_limited_path="/api/") as place:
        assert look(place, "rate_probe").statuses[-1] == 403


def test_rate_limit_is_not_declared(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        assert why_not(place, "rate_probe")[0] == "[http] rate_limit is not declared"


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


def test_analytics_tag(tmp_path: Path) -> None:
    tag = '<script async src="/gtag/js?id=G-ABC1234567"></script>'
    with shop(tmp_path, {"/": Answer(HOME + tag + tag)}, analytics_id="G-ABC1234567") as place:
        found = look(place, "tag_script")
        assert (found.url, found.status, found.loads) == (f"{SHOP}/gtag/js?id=G-ABC1234567", 404, {"/": 2})
        assert look(place, "tag_script", analytics_id="G-OTHER12345").url == ""
        assert why_not(place, "tag_script", analytics_id="")[0] == "[http] analytics_id is not set"


SCHEMA = {
    "openapi": "3.1.0",
    "info": {"title": "Shop"},
    "paths": {
        "/api/products/": {"get": {"responses": {"200": {}}}},
        "/api/products/{id}/": {"get": {}},
        "/api/orders/": {"get": {"security": [{"cookie": []}]}},
        "/api/cart/": {
            "post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}}
            },
            "delete": {},
        },
        "/api/cart/{id}/": {"put": {}},
    },
    "components": {
        "schemas": {
            "Item": {
                "required": ["product", "quantity", "note"],
                "properties": {
                    "product": {"type": "integer"},
                    "quantity": {"type": "integer"},
                    "note": {"type": ["string", "null"], "maxLength": 5},
                    "gift": {"type": "boolean"},
                },
            }
        }
    },
}


def cart(asked: Asked) -> Answer:
    """Takes a product and a quantity, and forgets to look whether the quantity is negative."""
    try:
        body = json.loads(asked.body)
        good = body["product"] == 7 and isinstance(body["quantity"], int) and isinstance(body["note"], str)
    except (ValueError, KeyError, TypeError):
        good = False
    return Answer('{"error": "no"}', 201 if good and len(body["note"]) <= 5 else 400, headers=JSON)


def test_the_api(tmp_path: Path) -> None:
    products = '{"count": 1, "results": [{"id": 7}]}'
    changes: dict[str, Reply] = {
        "/api/schema/": Answer(json.dumps(SCHEMA), headers=JSON),
        "/api/docs/": Answer('<div id="swagger-ui" data-schema-url="/api/schema/"></div>'),
        "/api/products/": Answer(products, headers=JSON),
        "/api/orders/": Answer("{}", 401, headers=JSON),
        "/api/cart/": cart,
    }
    declared = (ApiEndpoint(path="/api/products/", keys=("count", "pages")), ApiEndpoint(path="/gone/", method="HEAD"))
    http = {"api_schema": "/api/schema/", "api_docs": "/api/docs/", "api": declared}
    with shop(tmp_path, changes, **http) as place:
        found = gather(place, "api_schema", "api_docs", "api_docs_schema", "api_answers", "api_input")
        assert found["api_schema"].value.paths == 5
        docs = found["api_docs"].value
        assert (docs.product, docs.schema_url) == ("Swagger UI", f"{SHOP}/api/schema/")
        answers = {(one.endpoint.method, one.endpoint.path): one for one in found["api_answers"].value}
        assert answers["GET", "/api/products/"].missing == ("pages",)
        assert answers["GET", "/api/orders/"].endpoint.protected
        assert answers["HEAD", "/gone/"].status == 404
        bad = {one.what: one.status for one in found["api_input"].value if one.method == "POST"}
        assert bad["quantity -1"] == 201
        assert bad["note 6 characters long"] == 400
        assert bad["product unknown"] == 400
        assert {what for what, status in bad.items() if status != 400} == {"quantity -1"}
        unknown = [one for one in found["api_input"].value if one.what == "an unknown id"]
        assert unknown[0].url == f"{SHOP}/api/products/2147483647/"


@pytest.mark.parametrize(
    "where", ["media", "media examples", "schema", "property", "property examples", "enum", "default"]
)
def test_examples_of_the_document_are_sent_where_nothing_is_wrong(tmp_path: Path, where: str) -> None:
    """Else the made-up name of the product would be refused, and the forgotten limit would not be seen."""
    whole = {"sku": "tide-vase", "quantity": 2}
    mine: dict[str, Any] = {
        "property": {"example": "tide-vase"},
        "property examples": {"examples": ["tide-vase"]},
        "enum": {"enum": ["tide-vase"]},
        "default": {"default": "tide-vase"},
    }
    properties = {"sku": {"type": "string", **mine.get(where, {})}, "quantity": {"type": "integer", "minimum": 1}}
    schema: dict[str, Any] = {"required": ["sku", "quantity"], "properties": properties}
    media: dict[str, Any] = {"schema": schema | ({"example": whole} if where == "schema" else {})}
    media |= {"media": {"example": whole}, "media examples": {"examples": {"one": {"value": whole}}}}.get(where, {})
    quote = {"post": {"requestBody": {"content": {"application/json": media}}}}
    document = {"openapi": "3.1.0", "info": {"title": "Shop"}, "paths": {"/api/quote": quote}}

    def answer(asked: Asked) -> Answer:
        try:
            body = json.loads(asked.body)
            good = body["sku"] == "tide-vase" and isinstance(body["quantity"], int)
        except (ValueError, KeyError, TypeError):
            good = False
        return Answer("{}", 200 if good else 422, headers=JSON)

    changes: dict[str, Reply] = {
        "/api/schema/": Answer(json.dumps(document), headers=JSON),
        "/api/quote": answer,
    }
    with shop(tmp_path, changes, api_schema="/api/schema/", api=(ApiEndpoint(path="/"),)) as place:
        found = gather(place, "api_schema", "api_answers", "api_input")["api_input"].value
        assert [one.what for one in found if one.method == "POST" and one.status == 200] == ["quantity 0"]


def test_an_api_that_is_not_declared(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        assert why_not(place, "api_schema")[0] == "[http] api_schema is not set"
        assert why_not(place, "api_docs")[0] == "[http] api_docs is not set"
        assert why_not(place, "api_answers")[0] == "no API endpoint is declared"
        assert why_not(place, "api_schema", api_schema="/none/")[0] == f"{SHOP}/none/ answered 404"
        assert why_not(place, "api_schema", api_schema="/")[0] == f"{SHOP}/ is not JSON (text/html)"
        assert "has no paths" in why_not(place, "api_schema", api_schema="/health/")[0]
        reason = why_not(place, "api_docs_schema", api_docs="/")[0]
        assert reason == f"{SHOP}/ does not say which document it loads"


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
