"""A text that cannot be decoded is not an empty text: whatever needs it is unverified, for one clear reason."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import run
from pytest_golive.facts.client import Request
from pytest_golive.facts.gather import Gatherer
from pytest_golive.finding import Finding, Outcome
from tests.facts.http.shop import REPLIES, SHOP, shop
from tests.findings import told
from tests.website import Answer, Asked, Place, Reply, website

HTML, CSS = {"Content-Type": "text/html; charset=utf-8"}, {"Content-Type": "text/css"}
SAFE = {"Strict-Transport-Security": "max-age=31536000", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}
#: What a compressor would send: not readable without one.
PACKED = b"\x8b\x03\x80<html>packed</html>\x03"


def packed(encoding: str, body: bytes = PACKED, **headers: str) -> Answer:
    return Answer(body, headers=HTML | {"Content-Encoding": encoding} | headers)


def judge(place: Place, **http: Any) -> dict[str, Finding]:
    """Every http check over the real site."""
    settings = replace(place.settings, http=replace(place.settings.http, **http))
    checks = {name: one for name, one in load_checks().items() if name.startswith("http.")}
    givens = {"settings": settings, "now": datetime.now(UTC)}
    client = place.client()
    gatherer = Gatherer({**givens, "client": client}, deadline=30)
    gatherer.start({fact for check in checks.values() for fact in check.facts})
    try:
        return {name: run(check, gatherer.get, givens, {}) for name, check in checks.items()}
    finally:
        client.close()


def judged(findings: Mapping[str, Finding], *names: str) -> dict[str, tuple[str, str]]:
    return {name: told(findings[name]) for name in names}


#: The checks that read texts, with all they need declared.
READERS = (
    "http.site-up", "http.debug-page-absent", "http.pages-load", "http.health-endpoint", "http.static-assets-load",
    "http.compression", "http.static-cache-headers", "http.assets-minified", "http.mixed-content", "http.error-404",
    "http.error-pages-clean", "http.csrf-enforced", "http.csrf-tokens-in-forms", "http.xss-probe", "http.api-docs-ui",
    "http.api-input-validation", "http.analytics-tag", "http.media-served-safely", "http.hsts",
)  # fmt: skip
DECLARED = {
    "login": "/login/",
    "search": ("/search/?q=",),
    "api_docs": "/docs/",
    "api_schema": "/schema/",
    "analytics_id": "G-ABC1234567",
    "media_url": "/media/",
}


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, br", "klingon"])
def test_a_site_that_packs_everything_in_what_nobody_offered(tmp_path: Path, encoding: str) -> None:
    replies: dict[str, Reply] = {"*": packed(encoding, **SAFE)}
    replies |= dict.fromkeys(REPLIES, packed(encoding, **SAFE))
    with shop(tmp_path, replies) as place:
        findings = judge(place, **DECLARED)
    why = f"came with Content-Encoding: {encoding}, which was not offered and cannot be read here"
    for name in READERS:
        assert findings[name].outcome is Outcome.UNVERIFIED, findings[name]
        assert why in findings[name].reason, findings[name]
        assert findings[name].remedy.startswith("have the server send gzip, or the plain text"), findings[name]
    assert not [name for name, one in findings.items() if one.outcome in {Outcome.FAILED, Outcome.ERROR}
                and name != "http.https-redirect"]  # fmt: skip


def test_what_does_not_decode_as_it_says_is_a_fault(tmp_path: Path) -> None:
    with shop(tmp_path, {"/": packed("gzip", b"not gzip at all"), "/health/": packed("gzip", b"{}")}) as place:
        findings = judge(place)
    observed = judged(findings, "http.site-up")["http.site-up"]
    assert observed[0] == "failed"
    assert (
        "the text of https://shop.test/ does not decode as gzip, although its Content-Encoding says so" in observed[1]
    )
    assert findings["http.hsts"].outcome is Outcome.UNVERIFIED


def test_one_page_that_cannot_be_read_leaves_the_site_unjudged(tmp_path: Path) -> None:
    with shop(tmp_path, {"/p/1/": packed("br")}) as place:
        findings = judge(place)
    for name in ("http.pages-load", "http.mixed-content", "http.csrf-tokens-in-forms"):
        assert findings[name].outcome is Outcome.UNVERIFIED, findings[name]
        assert "pages were not read: https://shop.test/p/1/ came with Content-Encoding: br" in findings[name].reason
    assert findings["http.site-up"].outcome is Outcome.PASSED


def test_one_error_page_that_cannot_be_read_may_hold_anything(tmp_path: Path) -> None:
    def lost(asked: Asked) -> Answer:
        return replace(packed("br"), status=404) if "golive" in asked.path else Answer("<title>No</title>", 404)

    with shop(tmp_path, {"*": lost}) as place:
        findings = judge(place)
    for name in ("http.debug-page-absent", "http.error-pages-clean", "http.error-404", "http.security-headers"):
        assert findings[name].outcome is Outcome.UNVERIFIED, findings[name]
        assert "came with Content-Encoding: br" in findings[name].reason


def test_a_style_sheet_that_cannot_be_read(tmp_path: Path) -> None:
    kept = {"Cache-Control": "max-age=99999999"}
    replies: dict[str, Reply] = {
        "/": packed("gzip", gzip.compress(b'<title>Shop</title><link rel="stylesheet" href="/a.css">'), **SAFE),
        "/a.css": Answer(PACKED * 200, headers=CSS | kept | {"Content-Encoding": "zstd"}),
    }
    with website(replies, tmp_path) as place:
        findings = judge(place)
    # It is there and kept; what it loads in turn, and whether it is minified, nobody can tell.
    assert findings["http.static-cache-headers"].outcome is Outcome.PASSED
    why = "came in an encoding that was not offered and cannot be read here: /a.css (zstd)"
    for name in ("http.compression", "http.assets-minified", "http.static-assets-load"):
        assert judged(findings, name) == {name: ("unverified", why)}
    assert findings["http.mixed-content"].reason.startswith(f"1 of 1 stylesheets were not read: {SHOP}/a.css came with")


def test_a_header_that_is_sent_twice_is_said_at_once(tmp_path: Path) -> None:
    sheet = Answer(
        "a{}", headers=CSS | {"Cache-Control": "max-age=99999999"}, said_again=(("Cache-Control", "no-store"),)
    )
    with shop(tmp_path, {"/static/a.css": sheet}) as place:
        findings = judge(place)
    outcome, observed = judged(findings, "http.static-cache-headers")["http.static-cache-headers"]
    assert outcome == "failed"
    assert "/static/a.css: Cache-Control: max-age=99999999, no-store" in observed


def test_a_style_sheet_that_is_broken(tmp_path: Path) -> None:
    sheet = Answer(b"garbage", headers=CSS | {"Content-Encoding": "gzip"})
    with shop(tmp_path, {"/static/a.css": sheet}) as place:
        findings = judge(place)
    observed = judged(findings, "http.static-assets-load", "http.compression")
    assert "/static/a.css does not decode as gzip" in observed["http.static-assets-load"][1]
    assert observed["http.compression"] == ("failed", "does not decode: /static/a.css")


def test_a_sitemap_that_cannot_be_read_is_not_no_sitemap(tmp_path: Path) -> None:
    with shop(tmp_path, {"/sitemap.xml": packed("br", **{"Content-Type": "application/xml"})}) as place:
        finding = judge(place)["http.pages-load"]
    assert finding.outcome is Outcome.UNVERIFIED
    assert finding.reason.startswith("https://shop.test/sitemap.xml came with Content-Encoding: br")


def test_what_has_no_text_to_read_is_no_trouble(tmp_path: Path) -> None:
    replies: dict[str, Reply] = {
        "/gone": replace(packed("br"), status=301, headers={"Location": "/", "Content-Encoding": "br"}),
        "/empty": replace(packed("br", b""), status=204),
        "/picture": Answer(b"\x89PNG", headers={"Content-Type": "image/png", "Content-Encoding": "br"}),
        "/good": packed("gzip", gzip.compress(b"<title>well</title>")),
    }
    with shop(tmp_path, replies) as place:
        client = place.client()
        assert client.get(f"{SHOP}/gone").status == 301
        assert client.get(f"{SHOP}/empty").body == ""
        assert client.request("HEAD", f"{SHOP}/good").status == 200
        assert client.get(f"{SHOP}/picture").size == 4
        assert client.get(f"{SHOP}/good").body == "<title>well</title>"
        # Who can do without the text says so, and gets the same answer, asked for once.
        asked = len(place.site.asked)
        page = client.send(Request(url=f"{SHOP}/good", any_encoding=True))
        assert (page.undecoded, len(place.site.asked)) == ("", asked)
