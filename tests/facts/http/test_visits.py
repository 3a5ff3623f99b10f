"""What a visitor meets on a real website on loopback."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.debug import DebuggedApplication
from werkzeug.serving import make_server
from werkzeug.wrappers import Response as HttpAnswer

from pytest_golive.settings import ApiEndpoint, Settings
from tests.facts.http.shop import HOME, SHOP, gather, look, shop, why_not
from tests.website import Answer, Asked, website


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


def test_declared_pages_are_asked_over_plain_http_too(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        pages = ("/", "/checkout/?über=1", "https://cdn.test/", *(f"/p/{number}/" for number in range(9)))
        place.settings = replace(place.settings, target=replace(place.settings.target, pages=pages))
        asked = list(look(place, "plain_http"))
    assert asked[4:] == ["http://shop.test/checkout/?%C3%BCber=1", *(f"http://shop.test/p/{n}/" for n in range(4))]


def test_a_site_that_is_down(tmp_path: Path) -> None:
    with website({"*": Answer("Bad gateway", 502)}, tmp_path) as place:
        found = gather(place, "arrival", "home", "assets", "crawl", "csrf_probe")
        assert found["arrival"].value["shop.test"].page.status == 502
        for name in ("home", "assets", "crawl", "csrf_probe"):
            assert found[name].reason == "https://shop.test/ answered 502"
        assert found["crawl"].root == "host shop.test"


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


@pytest.mark.parametrize("is_on", [True, False])
def test_a_live_werkzeug_debugger_is_seen(tmp_path: Path, *, is_on: bool) -> None:
    """Werkzeug's console is no proof: to a host it does not trust it answers 400."""
    home = HttpAnswer(HOME, mimetype="text/html")
    server = make_server("127.0.0.1", 0, DebuggedApplication(home, evalex=True) if is_on else home, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with shop(tmp_path) as place:
            connect_to = {"shop.test:80": f"127.0.0.1:{server.server_port}"}
            target = replace(place.settings.target, url="http://shop.test", connect_to=connect_to)
            place.settings = replace(place.settings, target=target)
            found = look(place, "debug_probes")
    finally:
        server.shutdown()
        server.server_close()
    assert found["the Werkzeug console"].status == (400 if is_on else 200)
    seen = found["the address of Werkzeug's debugger"]
    assert ("javascript" in seen.content_type, "__debugger__" in seen.body) == (is_on, is_on)


@pytest.mark.parametrize(
    ("html", "loads", "is_named"),
    [
        ('<script src="/gtag/js?id=G-ABC1234567&amp;l=layer"></script>' * 2, 2, True),
        (
            '<link rel=preload as=script href="/gtag/js?id=G-ABC1234567"><script src="/gtag/js?id=G-ABC1234567">',
            1,
            True,
        ),
        ("<!-- G-ABC1234567 is off for now -->", 0, False),
        ('<!-- <script src="/gtag/js?id=G-ABC1234567"></script> -->', 0, False),
        ("<script>gtag('config', 'G-ABC1234567')</script>", 0, True),
        ("<script src='/gtag/js?id=AW-1'></script><script>gtag('config', 'G-ABC1234567')</script>", 1, True),
        ("<script src='/gtag/js?id=AW-1'></script><script>// gtag('config', 'G-ABC1234567')</script>", 0, True),
        (
            "<script src='/gtag/js?id=G-ABC1234567'></script>" + "<script>gtag('config', 'G-ABC1234567')</script>" * 2,
            2,
            True,
        ),
        ("<noscript><script src='/gtag/js?id=G-ABC1234567'></script></noscript>", 0, True),
        ("<script>f('https://www.googletagmanager.com/gtag/js?id=' + 'G-ABC1234567')</script>", 1, True),
        ("<script>f('https://www.googletagmanager.com/gtm.js?id=', 'G-ABC1234567')</script>" * 2, 2, True),
    ],
)
def test_how_often_a_page_loads_the_tag(tmp_path: Path, html: str, loads: int, *, is_named: bool) -> None:
    with shop(tmp_path, {"/": Answer(HOME + html)}, analytics_id="G-ABC1234567") as place:
        found = look(place, "tag_script")
    assert (found.loads, found.names_id) == ({"/": loads}, {"/": is_named})


def test_analytics_tag(tmp_path: Path) -> None:
    tag = '<script async src="/gtag/js?id=G-ABC1234567"></script>'
    with shop(tmp_path, {"/": Answer(HOME + tag + tag)}, analytics_id="G-ABC1234567") as place:
        found = look(place, "tag_script")
        assert (found.url, found.status, found.loads) == (f"{SHOP}/gtag/js?id=G-ABC1234567", 404, {"/": 2})
        assert look(place, "tag_script", analytics_id="G-ABC123456").url == ""
        assert look(place, "tag_script", analytics_id="G-OTHER12345").url == ""
        assert why_not(place, "tag_script", analytics_id="")[0] == "[http] analytics_id is not set"
