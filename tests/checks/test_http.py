"""Each http check: passed, failed and unverified, with the words people read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.checks import load_checks, new_binder
from pytest_golive.checks.registry import run
from pytest_golive.facts.analytics import TagScript
from pytest_golive.facts.api import ApiAnswer, ApiDocs, ApiSchema
from pytest_golive.facts.api_input import InputAnswer
from pytest_golive.facts.app_model import Application, LocalError
from pytest_golive.facts.assets import Asset, Assets, Compression
from pytest_golive.facts.crawl import Crawl, Crawled
from pytest_golive.facts.gather import Attempt
from pytest_golive.facts.markup import Form, Reference
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.probes import CorsAnswer, CsrfAnswer, MediaAnswer, RateAnswer
from pytest_golive.facts.reflection import Reflection
from pytest_golive.finding import Outcome
from pytest_golive.settings import ApiEndpoint, Settings, Target
from tests.checks.http_cases import HOME, SHOP, judge, page, settings, visit
from tests.checks.outside_cases import ask, bound, told

PLAIN = "http://shop.test/"
DEEP = "http://shop.test/golive/look/?x=1"
DOWN = Visit(
    asked=f"{SHOP}/",
    error="nothing answers at shop.test:443: connection refused",
    cure="start the site",
    root="host shop.test",
)
OWN_404 = '<title>Not here · Shop</title><a href="/about/">About</a>'
TAG = f"{SHOP}/gtag/js?id=G-ABC1234567"


def redirect(url: str, location: str, status: int = 301) -> Visit:
    return visit(page(url, status, "", Location=location))


def token_form(**changes: Any) -> Form:
    form = Form(method="POST", action=f"{SHOP}/cart/add/", fields=("csrfmiddlewaretoken", "n"), has_token=True)
    return replace(form, **changes)


def crawl(*pages: Crawled, **changes: Any) -> Crawl:
    return Crawl(pages=pages, sitemap=f"{SHOP}/sitemap.xml", from_sitemap=len(pages), **changes)


def crawled(path: str = "/", **changes: Any) -> Crawled:
    given: dict[str, Any] = {"status": 200, "content_type": "text/html", "title": "A page"}
    return Crawled(url=f"{SHOP}{path}", found_on=f"{SHOP}/", **{**given, **changes})


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


def files(*found: Asset, **changes: Any) -> Assets:
    return Assets(files=found, pages=(f"{SHOP}/",), **changes)


def sent(path: str = "/", **changes: Any) -> Compression:
    given: dict[str, Any] = {"text_size": 9000, "encoding": "gzip", "decodes": True, "vary": "Cookie, Accept-Encoding"}
    return Compression(url=f"{SHOP}{path}", **{**given, **changes})


def origin(name: str, allowed: str = "", *, declared: bool = False, **changes: Any) -> CorsAnswer:
    return CorsAnswer(origin=name, is_declared=declared, method="GET", status=200, allow_origin=allowed, **changes)


def csrf(status: int, **changes: Any) -> CsrfAnswer:
    return CsrfAnswer(form_url=f"{SHOP}/login/", action=f"{SHOP}/login/", status=status, **changes)


def burst(*statuses: int, home: int = 200) -> RateAnswer:
    return RateAnswer(url=f"{SHOP}/login/", method="POST", statuses=statuses, limit=3, home_status=home)


def media(role: str, path: str, status: int = 200, **changes: Any) -> MediaAnswer:
    return MediaAnswer(url=f"{SHOP}{path}", role=role, status=status, **changes)


def payload(**changes: Any) -> Reflection:
    given: dict[str, Any] = {"payload": "element", "status": 200, "is_reflected": True}
    return Reflection(url=f"{SHOP}/search/?q=", **{**given, **changes})


def endpoint(status: int = 200, *, declared: ApiEndpoint | None = None, **changes: Any) -> ApiAnswer:
    one = declared or ApiEndpoint(path="/api/products/", keys=("count",))
    given: dict[str, Any] = {"content_type": "application/json", "is_json": True}
    return ApiAnswer(endpoint=one, url=f"{SHOP}{one.path}", status=status, **{**given, **changes})


def nonsense(status: int, **changes: Any) -> InputAnswer:
    given: dict[str, Any] = {"what": "quantity -1", "says_why": True}
    return InputAnswer(method="POST", url=f"{SHOP}/api/cart/", status=status, **{**given, **changes})


def docs(**changes: Any) -> ApiDocs:
    given: dict[str, Any] = {"status": 200, "product": "Swagger UI", "schema_url": f"{SHOP}/api/schema/"}
    return ApiDocs(url=f"{SHOP}/api/docs/", **{**given, **changes})


def json_page(body: str, status: int = 200, path: str = "/health/") -> Page:
    return page(path, status, body, Content_Type="application/json")


PRIVATE = ApiEndpoint(path="/api/orders/", protected=True)
OPENAPI = json_page('{"openapi": "3.1.0", "paths": {"/a/": {}}}', path="/api/schema/")
ORIGINS = settings(origins=("https://app.test",))
ANALYTICS = settings(analytics_id="G-ABC1234567")
TAGGED = {"/": visit(page(body=f'{HOME}<script src="{TAG}"></script>'))}
SCRIPT = TagScript(url=TAG, status=200, loads={"/": 1}, names_id={"/": True})
MEDIA = (
    media("listing", "/media/", 404),
    media("public", "/media/a.png", nosniff=True, content_type="image/png"),
    media("private", "/media/private/a.pdf", 403),
)

Case = tuple[str, dict[str, Any], Settings, str]

PASSED: list[Case] = [
    ("http.site-up", {"arrival": {"shop.test": visit(page())}}, settings(), "shop.test answered 200 with"),
    (
        "http.https-redirect",
        {
            "plain_http": {
                PLAIN: redirect(PLAIN, f"{SHOP}/"),
                DEEP: redirect(DEEP, "https://shop.test:443/golive/look/?x=1", 302),
            }
        },
        settings(),
        "http://shop.test/ → 301 https://shop.test/",
    ),
    (
        "http.https-redirect",
        {"plain_http": {DEEP: redirect(DEEP, "https://shop.test:8443/golive/look/?x=1")}},
        Settings(target=Target(url="https://shop.test:8443")),
        "→ 301 https://shop.test:8443/golive/look/?x=1",
    ),
    (
        "http.hsts",
        {"home": page()},
        settings(hsts_include_subdomains=True),
        "Strict-Transport-Security: max-age=31536000",
    ),
    ("http.security-headers", {"home": page(), "not_found": page("/x/", 404)}, settings(), "nosniff, frame limit"),
    (
        "http.csp-header",
        {
            "pages": {
                "/": visit(
                    page(Content_Security_Policy="script-src 'nonce-abc' 'unsafe-inline' 'strict-dynamic' https:")
                )
            }
        },
        settings(),
        "/: script-src 'nonce-abc'",
    ),
    ("http.unknown-host-rejected", {"unknown_host": visit(page(status=421))}, settings(), "Host: evil.example got 421"),
    ("http.unknown-host-rejected", {"unknown_host": Visit(asked=SHOP, error="closed")}, settings(), "was hung up on"),
    (
        "http.debug-page-absent",
        {"debug_probes": {"an unknown path": page("/x/", 404)}},
        settings(),
        "an unknown path: 404",
    ),
    (
        "http.csrf-enforced",
        {"csrf_probe": csrf(403, status_with_token=200)},
        settings(),
        "got 403, and with the token 200",
    ),
    (
        "http.csrf-tokens-in-forms",
        {"crawl": crawl(crawled(forms=(token_form(),)))},
        settings(),
        "1 different POST forms",
    ),
    (
        "http.csrf-tokens-in-forms",
        {"crawl": crawl(crawled(forms=(token_form(has_token=False),)))},
        settings(csrf_header_paths=("/cart/add/",)),
        "1 different POST forms",
    ),
    (
        "http.xss-probe",
        {"xss_probes": (payload(),)},
        settings(),
        "1 payloads to /search/?q=: 1 came back, all of them as text",
    ),
    (
        "http.cors",
        {"cors_probes": (origin("https://app.test", "https://app.test", declared=True), origin("null"))},
        ORIGINS,
        "https://app.test may call; null may not",
    ),
    ("http.rate-limit-active", {"rate_probe": burst(200, 200, 200, 429)}, settings(), "refused with 429 at request 4"),
    (
        "http.compression",
        {"compression": (sent(), sent("/tiny.css", text_size=90, encoding=""))},
        settings(),
        "/ comes as gzip",
    ),
    ("http.static-cache-headers", {"assets": files(asset())}, settings(), "1 static files are kept"),
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
    (
        "http.static-from-cdn",
        {"assets": files(asset("https://cdn.test/a.js"))},
        settings(cdn_hosts=("cdn.test",)),
        "1 files come from a CDN: host cdn.test",
    ),
    (
        "http.site-up",
        {"arrival": {"shop.test": visit(page(body="<title>Hill &amp; Harbour</title>"))}},
        settings(target={"marker": "Hill & Harbour"}),
        "shop.test answered 200",
    ),
    (
        "http.media-served-safely",
        {"media_probes": MEDIA},
        settings(),
        "/media/ (listing) 404, /media/a.png (public) 200",
    ),
    (
        "http.mixed-content",
        {"crawl": crawl(crawled()), "assets": files()},
        settings(),
        "nothing over plain http on 1 pages",
    ),
    (
        "http.health-endpoint",
        {
            "health": json_page(
                '{"status": "ok", "checks": {"db": {"status": "up"}, "cache": true, "mq": [{"status": "pass"}]}}'
            )
        },
        settings(),
        "/health/ answered 200 with status 'ok'",
    ),
    ("http.health-endpoint", {"health": page("/health/", body="OK\n")}, settings(), "/health/ answered 200 'ok'"),
    (
        "http.error-404",
        {"not_found": page("/x/", 404, OWN_404), "home": page()},
        settings(),
        "answered 404 with “Not here · Shop”",
    ),
    (
        "http.error-404",
        {"not_found": page("/x/", 404, "<p>gone fishing &amp; hunting"), "home": page()},
        settings(not_found_marker="fishing & hunting"),
        "/x/ answered 404",
    ),
    (
        "http.error-500",
        {"local_error": LocalError(status=500, body=OWN_404, error=""), "home": page()},
        settings(),
        "500 with",
    ),
    (
        "http.error-500",
        {"server_error": page("/boom/", 500, OWN_404)},
        settings(server_error_path="/boom/"),
        "/boom/: 500",
    ),
    (
        "http.error-pages-clean",
        {"error_pages": {"an unknown path": page("/x/", 404, OWN_404)}},
        settings(),
        "an unknown path (404)",
    ),
    ("http.pages-load", {"crawl": crawl(crawled())}, settings(), f"1 pages, 1 of them from {SHOP}/sitemap.xml"),
    (
        "http.api-endpoints",
        {"api_answers": (endpoint(), endpoint(401, declared=PRIVATE))},
        settings(),
        "GET /api/products/ 200, GET /api/orders/ 401",
    ),
    ("http.api-input-validation", {"api_input": (nonsense(400),)}, settings(), "1 invalid inputs to 1 addresses"),
    (
        "http.api-docs-ui",
        {"api_docs": docs(), "api_docs_schema": OPENAPI},
        settings(),
        "Swagger UI at /api/docs/ shows 1 paths",
    ),
    ("http.analytics-tag", {"pages": TAGGED, "tag_script": SCRIPT}, ANALYTICS, "G-ABC1234567 on 1 pages"),
]

FAILED: list[Case] = [
    (
        "http.site-up",
        {"arrival": {"shop.test": Visit(asked=SHOP, error="connection refused")}},
        settings(),
        f"{SHOP}: connection refused",
    ),
    ("http.site-up", {"arrival": {"shop.test": visit(page(status=502))}}, settings(), f"{SHOP}/ answered 502"),
    ("http.site-up", {"arrival": {"shop.test": visit(page(body=""))}}, settings(), "answered 200 with an empty body"),
    (
        "http.site-up",
        {"arrival": {"a": visit(page(Content_Type="image/png"))}},
        settings(),
        "answered with image/png, not a page",
    ),
    ("http.site-up", {"arrival": {"a": visit(replace(page(), seconds=11))}}, settings(), "took 11.0 s"),
    (
        "http.site-up",
        {"arrival": {"a": visit(page())}},
        settings(target={"marker": "Hats"}),
        "does not hold the text 'Hats'",
    ),
    (
        "http.site-up",
        {"arrival": {"a": visit(page("http://shop.test/"))}},
        settings(),
        "[target] url is http://shop.test/, not https",
    ),
    ("http.site-up", {"arrival": {"a": DOWN}}, settings(), "nothing answers at shop.test:443: connection refused"),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: visit(page(PLAIN))}},
        settings(),
        "answered 200 instead of a redirect",
    ),
    (
        "http.https-redirect",
        {"plain_http": {DEEP: redirect(DEEP, f"{SHOP}/")}},
        settings(),
        f"redirects to {SHOP}/, not to https://shop.test/golive",
    ),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: redirect(PLAIN, f"{SHOP}/")}},
        Settings(target=Target(url="https://shop.test:8443")),
        "redirects to https://shop.test/, not to https://shop.test:8443/",
    ),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: redirect(PLAIN, "http://www.shop.test/")}},
        settings(),
        "not to https",
    ),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: redirect(PLAIN, f"{SHOP}/", 303)}},
        settings(),
        "303, which drops the method",
    ),
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: Visit(asked=PLAIN, error="connection refused by shop.test:80")}},
        settings(),
        "is not answered, so nobody is redirected: connection refused",
    ),
    (
        "http.hsts",
        {"home": page(Strict_Transport_Security="")},
        settings(),
        "/ carries no Strict-Transport-Security header",
    ),
    (
        "http.hsts",
        {"home": page(Strict_Transport_Security="max-age=0")},
        settings(),
        "Strict-Transport-Security: max-age=0 switches HSTS off",
    ),
    ("http.hsts", {"home": page(Strict_Transport_Security="forever")}, settings(), "is malformed: 'forever'"),
    (
        "http.hsts",
        {"home": page(Strict_Transport_Security="max-age=31536000")},
        settings(hsts_include_subdomains=True),
        "lacks includeSubDomains",
    ),
    (
        "http.hsts",
        {"home": replace(page(), headers=(*page().headers, ("strict-transport-security", "max-age=300")))},
        settings(),
        "/ carries the header 2 times",
    ),
    (
        "http.security-headers",
        {"home": page(), "not_found": page("/x/", 404, X_Content_Type_Options="", Server="nginx/1.22.1")},
        settings(),
        "the 404 page (/x/): no X-Content-Type-Options: nosniff; server: nginx/1.22.1 tells a version",
    ),
    (
        "http.security-headers",
        {
            "home": page(Referrer_Policy="unsafe-url", X_Frame_Options="ALLOWALL", Strict_Transport_Security=""),
            "not_found": page("/x/", 404),
        },
        settings(),
        "(X-Frame-Options is 'ALLOWALL'); Referrer-Policy: unsafe-url; no Strict-Transport-Security",
    ),
    (
        "http.csp-header",
        {"pages": {"/": visit(page(Content_Security_Policy=""))}},
        settings(),
        "/ carries no Content-Security-Policy",
    ),
    (
        "http.csp-header",
        {
            "pages": {
                "/": visit(page(Content_Security_Policy="", Content_Security_Policy_Report_Only="default-src 'self'"))
            }
        },
        settings(),
        "/ carries only Content-Security-Policy-Report-Only",
    ),
    (
        "http.csp-header",
        {"pages": {"/": visit(page(Content_Security_Policy="default-src *"))}},
        settings(),
        "/: * allows scripts from anywhere",
    ),
    (
        "http.csp-header",
        {"pages": {"/": visit(page(Content_Security_Policy="script-src 'self' 'unsafe-inline'"))}},
        settings(),
        "'unsafe-inline' allows every inline script",
    ),
    (
        "http.csp-header",
        {"pages": {"/": visit(page(Content_Security_Policy="img-src 'self'"))}},
        settings(),
        "neither script-src nor default-src",
    ),
    ("http.unknown-host-rejected", {"unknown_host": visit(page())}, settings(), "Host: evil.example got 200"),
    (
        "http.unknown-host-rejected",
        {"unknown_host": redirect(SHOP, "https://evil.example/login")},
        settings(),
        "got 301 to https://evil.example/login",
    ),
    ("http.unknown-host-rejected", {"unknown_host": visit(page(status=500))}, settings(), "made the site answer 500"),
    (
        "http.unknown-host-rejected",
        {"unknown_host": visit(page(status=404, body='<a href="https://evil.example/">'))},
        settings(),
        "the answer 404 to Host: evil.example links to it",
    ),
    (
        "http.debug-page-absent",
        {"debug_probes": {"an unknown path": page("/x/", 404, "Using the URLconf defined in shop.urls")}},
        settings(),
        "an unknown path (/x/, 404) shows Django's list of URL patterns",
    ),
    (
        "http.csrf-enforced",
        {"csrf_probe": csrf(200, shows_form=True)},
        settings(),
        "got 200: the form's own validation ran",
    ),
    (
        "http.csrf-enforced",
        {"csrf_probe": csrf(302, location="/account/")},
        settings(),
        "it was accepted and redirected to /account/",
    ),
    (
        "http.csrf-tokens-in-forms",
        {"crawl": crawl(crawled("/p/", forms=(token_form(has_token=False),)))},
        settings(),
        "without a CSRF token: the form to /cart/add/ on /p/",
    ),
    (
        "http.xss-probe",
        {"xss_probes": (payload(ran_as="an element"),)},
        settings(),
        "/search/?q= gives the payload “element” back as an element",
    ),
    (
        "http.cors",
        {"cors_probes": (origin("https://app.test", declared=True),)},
        ORIGINS,
        "got Access-Control-Allow-Origin nothing",
    ),
    (
        "http.cors",
        {"cors_probes": (origin("null", "null", allow_credentials=True),)},
        ORIGINS,
        "null with credentials, although nobody declared it",
    ),
    (
        "http.cors",
        {"cors_probes": (origin("https://evil.example", "*"),)},
        settings(),
        "* , although".replace(" ,", ","),
    ),
    (
        "http.rate-limit-active",
        {"rate_probe": burst(*[200] * 16)},
        settings(),
        "POST /login/ was served 16 times, the last time with 200",
    ),
    (
        "http.rate-limit-active",
        {"rate_probe": burst(*[403] * 16)},
        settings(),
        "was served 16 times, the last time with 403",
    ),
    (
        "http.rate-limit-active",
        {"rate_probe": burst(200, 429, home=429)},
        settings(),
        "after the burst the home page answered 429",
    ),
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
    (
        "http.mixed-content",
        {
            "crawl": crawl(crawled("/p/", insecure=(Reference(kind="image", url="http://a.test/a.png"),))),
            "assets": files(),
        },
        settings(),
        "over plain http: /p/: image http://a.test/a.png",
    ),
    (
        "http.health-endpoint",
        {"health": page("/health/", 404)},
        settings(),
        "/health/ answered 404; if the endpoint is elsewhere, set health in [http]",
    ),
    (
        "http.health-endpoint",
        {"health": json_page('{"status": "degraded", "components": {"cache": "down", "database": "ok"}}', 503)},
        settings(),
        "/health/ answered 503 (cache is 'down')",
    ),
    ("http.health-endpoint", {"health": json_page('{"status": "sick"}')}, settings(), "/health/ says status 'sick'"),
    (
        "http.health-endpoint",
        {"health": json_page('{"status": "ok"}')},
        settings(health_word="healthy"),
        "says status 'ok'",
    ),
    (
        "http.health-endpoint",
        {"health": json_page('{"status": "ok", "checks": {"mq": {"status": "fail"}}}')},
        settings(),
        "but (mq is 'fail')",
    ),
    ("http.health-endpoint", {"health": json_page("[1]")}, settings(), "says status 'nothing'"),
    ("http.health-endpoint", {"health": page("/health/")}, settings(), "text/html, not JSON, and not one healthy word"),
    ("http.error-404", {"not_found": page("/x/"), "home": page()}, settings(), "/x/ answered 200 instead of 404"),
    (
        "http.error-404",
        {
            "not_found": page(
                "/x/", 404, "<h1>Not Found</h1><p>The requested resource was not found on this server.</p>"
            ),
            "home": page(),
        },
        settings(),
        "is the default one of the framework or server",
    ),
    (
        "http.error-404",
        {"not_found": page("/x/", 404, "<p>no"), "home": page()},
        settings(),
        "shares no link, file or name with the home page",
    ),
    (
        "http.error-404",
        {"not_found": page("/x/", 404), "home": page()},
        settings(not_found_marker="Oh"),
        "does not hold the text 'Oh'",
    ),
    (
        "http.error-500",
        {"local_error": LocalError(status=0, body="", error="OperationalError")},
        settings(),
        "no 500 page: OperationalError",
    ),
    (
        "http.error-500",
        {"local_error": LocalError(status=200, body="x", error="")},
        settings(),
        "answered 200 instead of 500",
    ),
    (
        "http.error-500",
        {"local_error": LocalError(status=500, body=" ", error="")},
        settings(),
        "500 with an empty page",
    ),
    ("http.error-500", {"local_error": LocalError(status=500, body="Traceback", error="")}, settings(), "a debug page"),
    ("http.error-500", {"local_error": LocalError(status=500, body="oh", error="")}, settings(), "is bare text"),
    (
        "http.error-500",
        {"local_error": LocalError(status=500, body="<h1>Server Error (500)</h1>", error="")},
        settings(),
        "is the default one",
    ),
    (
        "http.error-pages-clean",
        {"error_pages": {"an API": page("/api/", 404, 'SELECT "a" FROM "b"')}},
        settings(),
        "an API (404) shows SQL: 'SELECT \"a\" FROM'",
    ),
    (
        "http.error-pages-clean",
        {"error_pages": {"an API": page("/api/", 404, "ValueError: x in /home/shop/app.py, ask root@shop.test")}},
        settings(),
        "shows a file path: '/home/shop/app.py'",
    ),
    (
        "http.error-pages-clean",
        {"error_pages": {}, "server_error": page("/boom/", 500, 'File "/x.py", line 3')},
        settings(),
        "the declared 500 page (500) shows a traceback",
    ),
    (
        "http.pages-load",
        {
            "crawl": crawl(
                crawled("/p/", status=500), crawled("/q/", title=""), crawled("/r/", status=0, error="/r/ timed out")
            )
        },
        settings(),
        "3 of 3 pages do not load: /p/ answered 500 (linked from /); /q/ has no title (linked from /); /r/ timed out",
    ),
    ("http.api-endpoints", {"api_answers": (endpoint(500),)}, settings(), "GET /api/products/ answered 500"),
    ("http.api-endpoints", {"api_answers": (endpoint(404),)}, settings(), "answered 404 instead of 200"),
    (
        "http.api-endpoints",
        {"api_answers": (endpoint(200, declared=PRIVATE),)},
        settings(),
        "answered a stranger with 200",
    ),
    ("http.api-endpoints", {"api_answers": (endpoint(missing=("count",)),)}, settings(), "lacks count"),
    (
        "http.api-endpoints",
        {"api_answers": (endpoint(is_json=False, content_type="text/html"),)},
        settings(),
        "with text/html, not JSON",
    ),
    (
        "http.api-input-validation",
        {"api_input": (nonsense(201),)},
        settings(),
        "POST /api/cart/ accepted quantity -1 (201)",
    ),
    ("http.api-input-validation", {"api_input": (nonsense(500),)}, settings(), "with quantity -1 answered 500"),
    (
        "http.api-input-validation",
        {"api_input": (nonsense(400, says_why=False),)},
        settings(),
        "refused without a word",
    ),
    (
        "http.api-docs-ui",
        {"api_docs": docs(status=404), "api_docs_schema": OPENAPI},
        settings(),
        "/api/docs/ answered 404",
    ),
    (
        "http.api-docs-ui",
        {"api_docs": docs(product=""), "api_docs_schema": OPENAPI},
        settings(),
        "neither Swagger UI nor ReDoc",
    ),
    (
        "http.api-docs-ui",
        {"api_docs": docs(), "api_docs_schema": replace(OPENAPI, status=404)},
        settings(),
        "/api/docs/ loads /api/schema/, which answered 404",
    ),
    (
        "http.api-docs-ui",
        {"api_docs": docs(), "api_docs_schema": json_page('{"openapi": "3"}', path="/api/schema/")},
        settings(),
        "/api/schema/ names no path",
    ),
    (
        "http.analytics-tag",
        {"pages": {"/": visit(page(body="G-OTHER12345"))}, "tag_script": TagScript(url=TAG, status=200)},
        ANALYTICS,
        "/ does not carry G-ABC1234567 but G-OTHER12345",
    ),
    (
        "http.analytics-tag",
        {"pages": TAGGED, "tag_script": replace(SCRIPT, loads={"/": 2})},
        ANALYTICS,
        "/ loads the tag of G-ABC1234567 2 times",
    ),
    ("http.analytics-tag", {"pages": TAGGED, "tag_script": replace(SCRIPT, status=404)}, ANALYTICS, "answered 404"),
    (
        "http.analytics-tag",
        {"pages": TAGGED, "tag_script": replace(SCRIPT, url="")},
        ANALYTICS,
        "no page loads the script",
    ),
    (
        "http.analytics-tag",
        {"pages": TAGGED, "tag_script": SCRIPT},
        settings(analytics_id="G-XXXXXXXXXX"),
        "is a placeholder",
    ),
    (
        "http.analytics-tag",
        {"pages": TAGGED, "tag_script": SCRIPT},
        settings(analytics_id="soon"),
        "'soon' is not a measurement id",
    ),
]

UNVERIFIED: list[Case] = [
    (
        "http.https-redirect",
        {"plain_http": {PLAIN: Visit(asked=PLAIN, error="no connection to shop.test:80 within 5 s")}},
        settings(),
        "no connection to shop.test:80 within 5 s",
    ),
    # The site itself is down: that, and not the missing redirect, is the reason.
    (
        "http.https-redirect",
        {
            "plain_http": {PLAIN: Visit(asked=PLAIN, error="nothing answers at shop.test:80: connection refused")},
            "arrival": {"shop.test": DOWN},
        },
        settings(),
        "nothing answers at shop.test:443: connection refused",
    ),
    ("http.csp-header", {"pages": {"/": DOWN}}, settings(), "nothing answers at shop.test:443: connection refused"),
    ("http.csp-header", {"pages": {"/": visit(page(status=502))}}, settings(), "https://shop.test/ answered 502"),
    ("http.csp-header", {"pages": {"/": Visit(asked=SHOP, error="timed out")}}, settings(), "/: timed out"),
    ("http.csp-header", {"pages": {}}, settings(), "[target] pages names no page"),
    (
        "http.debug-page-absent",
        {"debug_probes": {"an unknown path": page("/x/")}},
        settings(),
        "no probe made the site answer with an error",
    ),
    ("http.csrf-enforced", {"csrf_probe": csrf(400)}, settings(), "got 400, which does not speak of CSRF"),
    ("http.csrf-enforced", {"csrf_probe": csrf(403, status_with_token=403)}, settings(), "something else refuses it"),
    ("http.csrf-tokens-in-forms", {"crawl": crawl(crawled())}, settings(), "none of the 1 pages holds a form"),
    ("http.xss-probe", {"xss_probes": (payload(status=403),)}, settings(), "every payload was refused (403)"),
    (
        "http.cors",
        {"cors_probes": (origin("null"),)},
        settings(),
        "[http] origins declares no origin; strangers are refused",
    ),
    ("http.compression", {"compression": (sent(text_size=500),)}, settings(), "larger than 1 KiB"),
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
        "http.mixed-content",
        {"crawl": crawl(crawled(content_type="application/pdf")), "assets": files()},
        settings(),
        "no page was read",
    ),
    ("http.error-500", {}, settings(), "local_error was not seen"),
    ("http.error-500", {}, settings(server_error_path="/boom/"), "server_error was not seen"),
    ("http.error-pages-clean", {"error_pages": {}}, settings(), "no request made the site answer with an error"),
    (
        "http.pages-load",
        {"crawl": crawl(crawled("/p/", status=0, error="/p/ asked us to come back later (429)", failure="limited"))},
        settings(),
        "1 pages were not seen: /p/ asked us to come back later",
    ),
    (
        "http.pages-load",
        {"crawl": crawl(crawled(), foreign_in_sitemap=("https://example.com/a/",))},
        settings(),
        "https://example.com/a/",
    ),
    (
        "http.api-endpoints",
        {"api_answers": (endpoint(0, error="timed out"),)},
        settings(),
        "GET /api/products/: timed out",
    ),
    (
        "http.api-endpoints",
        {"api_answers": (endpoint(is_empty_list=True),)},
        settings(),
        "an empty list says nothing about its keys",
    ),
    (
        "http.api-endpoints",
        {"api_answers": (endpoint(),)},
        settings(api_schema="/s/"),
        "api_schema was not seen",
    ),
    ("http.api-input-validation", {"api_input": (nonsense(401),)}, settings(), "no operation looked at its input"),
    (
        "http.api-docs-ui",
        {
            "api_docs": docs(),
            "api_docs_schema": page("/s/", body="openapi: 3\npaths:\n  /a/:\n", Content_Type="text/yaml"),
        },
        settings(),
        "/s/ is text/yaml, which is not read here",
    ),
    (
        "http.analytics-tag",
        {"pages": TAGGED, "tag_script": replace(SCRIPT, error="refused")},
        ANALYTICS,
        "script was not seen: refused",
    ),
]


def names(cases: list[Case]) -> list[str]:
    return [f"{number}-{case[0]}" for number, case in enumerate(cases)]


@pytest.mark.parametrize(("check_id", "facts", "given", "saw"), PASSED, ids=names(PASSED))
def test_passed(check_id: str, facts: dict[str, Any], given: Settings, saw: str) -> None:
    finding = judge(check_id, facts, given)
    assert (finding.outcome, finding.observed, finding.reason) == (Outcome.PASSED, "", "")
    assert saw in "\n".join(finding.evidence)


@pytest.mark.parametrize(("check_id", "facts", "given", "observed"), FAILED, ids=names(FAILED))
def test_failed(check_id: str, facts: dict[str, Any], given: Settings, observed: str) -> None:
    finding = judge(check_id, facts, given)
    assert finding.outcome is Outcome.FAILED, finding
    assert observed in finding.observed
    assert finding.remedy


@pytest.mark.parametrize(("check_id", "facts", "given", "reason"), UNVERIFIED, ids=names(UNVERIFIED))
def test_unverified(check_id: str, facts: dict[str, Any], given: Settings, reason: str) -> None:
    finding = judge(check_id, facts, given)
    assert finding.outcome is Outcome.UNVERIFIED, finding
    assert reason in finding.reason


#: But for the one that reads a scanner's report (tests/facts/test_dast.py).
HTTP_CHECKS = sorted(
    name
    for name, one in load_checks().items()
    if one.area == "http" and one.is_built and "scan_report" not in one.needs
)


@pytest.mark.parametrize("check_id", HTTP_CHECKS)
def test_every_check_is_proven_and_unverified_when_nothing_was_seen(check_id: str) -> None:
    assert check_id in {case[0] for case in PASSED}
    assert check_id in {case[0] for case in FAILED}
    finding = judge(check_id, {})
    assert finding.outcome is Outcome.UNVERIFIED
    assert "was not seen" in finding.reason or "set [app] dir" in finding.reason


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("SECURE_HSTS_SECONDS", 31536000, "(Django: SECURE_HSTS_SECONDS=31536000)"),
        ("SECURE_HSTS_SECONDS", 0, "(set by the proxy: Django's SECURE_HSTS_SECONDS is 0)"),
    ],
)
def test_a_header_counts_whoever_set_it(setting: str, value: int, words: str) -> None:
    application = Application(python="3", django="5.2", module="s", settings={setting: value})
    finding = judge("http.hsts", {"home": page(), "application": application})
    assert finding.outcome is Outcome.PASSED
    assert words in finding.evidence[0]


def test_what_the_crawl_left_out_is_told() -> None:
    found = crawl(crawled(), left_out=(f"{SHOP}/logout/",), is_complete=False)
    finding = judge("http.pages-load", {"crawl": found})
    assert "not followed, because they may change something: /logout/" in finding.evidence
    assert "the crawl ended at [http] crawl_limit" in finding.evidence


def test_the_openapi_document_adds_endpoints() -> None:
    schema = ApiSchema(url=f"{SHOP}/s/", version="3.1", title="Shop", paths=1, operations=())
    finding = judge(
        "http.api-endpoints", {"api_answers": (endpoint(),), "api_schema": schema}, settings(api_schema="/s/")
    )
    assert finding.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("HTTPS redirect enabled", {"http.https-redirect"}),
        ("Redirect HTTP to HTTPS", {"http.https-redirect"}),
        ("HTTP traffic is redirected to HTTPS", {"http.https-redirect"}),
        ("Security headers configured in nginx", {"http.security-headers"}),
        ("Content Security Policy is enforced", {"http.csp-header"}),
        ("Verify CORS configuration", {"http.cors"}),
        ("CSRF tokens in all forms", {"http.csrf-tokens-in-forms"}),
        ("Custom 404 and 500 pages", {"http.error-404", "http.error-500"}),
        ("Error messages do not leak sensitive data", {"http.error-pages-clean"}),
        ("No sensitive data in error messages", {"http.error-pages-clean"}),
        ("Login rate limiting active", {"http.rate-limit-active"}),
        ("Gzip/Brotli compression enabled", {"http.compression"}),
        ("Brotli compression enabled", {"http.compression"}),
        ("CSS and JavaScript minified", {"http.assets-minified"}),
        ("No broken links", {"http.pages-load"}),
        ("Health check endpoint working", {"http.health-endpoint"}),
        ("Swagger UI accessible", {"http.api-docs-ui"}),
        ("Google Analytics installed", {"http.analytics-tag"}),
        ("Redis caching configured", set()),
        ("Session cookies HTTPS only", set()),
        ("Set up application logging", set()),
        ("Input validation on all forms", set()),
    ],
)
def test_lines_it_is_meant_by(text: str, ids: set[str]) -> None:
    http = {name: one for name, one in load_checks().items() if name.startswith("http.")}
    binding = Binder(http).bind(Line(id="line", number=1, text=text, kind=Kind.ITEM))
    assert {one.check for one in binding.bound} == ids
    if ids:
        assert binding.leftover == ()


@pytest.mark.parametrize(
    ("text", "leftover"),
    [
        ("HSTS max-age at least 31536000", {"31536000"}),
        ("HSTS with preload and includeSubDomains", {"preload"}),
        ("Referrer-Policy: no-referrer", {"no", "referrer"}),
        ("X-Frame-Options is SAMEORIGIN", {"sameorigin"}),
        ("HTTP redirects to HTTPS with a 308", {"308"}),
        ("Certificate is valid for 90 days", {"90"}),
    ],
)
def test_a_value_that_no_check_compares_is_left_over(text: str, leftover: set[str]) -> None:
    binding = new_binder(load_checks()).bind(Line(id="line", number=1, text=text, kind=Kind.ITEM))
    assert leftover <= set(binding.leftover)


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


@pytest.mark.parametrize("path", ["/healthz", "/health"])
def test_a_health_endpoint_elsewhere_is_not_the_one_that_was_asked(path: str) -> None:
    line = Line(id="line", number=1, text=f"Health check at {path}", kind=Kind.ITEM)
    binding = new_binder(load_checks()).bind(line)
    assert [(one.check, one.quantities) for one in binding.bound] == [("http.health-endpoint", {"path": path})]
    check = load_checks()["http.health-endpoint"]
    healthy = Attempt(fact="health", value=page("/health/"))
    finding = run(check, lambda _: healthy, {"settings": settings()}, {"path": path})
    assert (finding.outcome, finding.reason) == (
        Outcome.UNVERIFIED,
        f"the line names {path}, and /health/ was asked",
    )
