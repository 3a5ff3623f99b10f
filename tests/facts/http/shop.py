"""A website like a shop, on loopback, and the http facts looked at on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import msgspec

from pytest_golive.facts import FACTS
from pytest_golive.facts.gather import Attempt, Gatherer
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
