"""Error pages and health: passed, failed and unverified, with the words people read."""

from __future__ import annotations

import pytest

from pytest_golive.checklist.model import Kind, Line
from pytest_golive.checks import load_checks, new_binder
from pytest_golive.checks.registry import run
from pytest_golive.facts.app_model import LocalError
from pytest_golive.facts.gather import Attempt
from pytest_golive.finding import Outcome
from tests.checks.http.builders import json_page
from tests.checks.http.tables import Case, proofs
from tests.checks.http_cases import page, settings, visit

OWN_404 = '<title>Not here · Shop</title><a href="/about/">About</a>'


NAMED_404 = "<title>404 - Shop</title><link rel=stylesheet href=/static/a.css><h1>404 Not Found</h1>"
PLAIN_500 = "<title>Something went wrong</title><h1>Sorry</h1><p>We are on it."
#: What ordinary pages hold, and nobody learns anything from.
ORDINARY = (
    '<a href="/home/kitchen/">Home &amp; kitchen</a><form action=/app/search/><option value="/usr/x">',
    '<script src="/app/main.js"></script><script>if (1<2) throw new TypeError("no fetch at /var/x")</script>',
    "<style>a { background: url('/app/x.png') }</style><!-- <a href='/home/old/'>old</a> -->",
    "<option>SELECT A SIZE</option> or a colour <b>FROM $9</b>",
    "SELECT A SIZE, OR A FIT, FROM OUR RANGE",
)
#: What no page may hold, and how it is named.
LEAKED = {
    "<pre>Traceback &#40;most recent call last):": "a traceback",
    "<!-- File &quot;/x.py&quot;, line 3 -->": "a traceback",
    "<!-- <b>in /srv/shop/templates/404.html</b> -->": "a file path",
    "<!-- <script> --> <code>/home/shop/uploads</code>": "a file path",
    '<script>state = {"in": "/home/shop/app.py"}</script>': "a file path",
    "<p>value > 3 and <y in /home/shop/x": "a file path",
    "<style></style><h1>OperationalError at /": "an exception",
    "SELECT &quot;id&quot; FROM &quot;shop&quot;": "SQL",
    "SELECT id, name AS n\nFROM shop_product": "SQL",
    "SELECT COUNT(*) FROM (SELECT 1)": "SQL",
}


PASSED: list[Case] = [
    *[
        (
            "http.error-pages-clean",
            {"error_pages": {"an unknown path": page("/x/", 404, OWN_404 + held)}},
            settings(),
            "",
        )
        for held in ORDINARY
    ],
    ("http.error-404", {"not_found": page("/x/", 404, NAMED_404), "home": page()}, settings(), "“404 - Shop”"),
    (
        "http.error-404",
        {"not_found": page("/x/", 404, "<h1>404 Not Found</h1><p>Hill &amp; Co"), "home": page()},
        settings(not_found_marker="Hill & Co"),
        "/x/ answered 404",
    ),
    (
        "http.error-500",
        {"server_error": page("/boom/", 500, PLAIN_500), "home": page()},
        settings(server_error_path="/boom/"),
        "/boom/: 500",
    ),
    (
        "http.debug-page-absent",
        {"debug_probes": {"an unknown path": page("/x/", 404)}, "home": page(body="Interactive Console for kids")},
        settings(),
        "an unknown path: 404",
    ),
    (
        "http.debug-page-absent",
        {
            "debug_probes": {
                "an unknown path": page("/x/", 404),
                "the address of Werkzeug's debugger": page("/?__debugger__=yes", body='<a href="/?__debugger__=yes">'),
            },
            "home": page(),
        },
        settings(),
        "the address of Werkzeug's debugger: 200",
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
]


FAILED: list[Case] = [
    *[
        (
            "http.error-pages-clean",
            {"error_pages": {"an unknown path": page("/x/", 404, OWN_404 + held)}},
            settings(),
            f"an unknown path (404) shows {kind}: ",
        )
        for held, kind in LEAKED.items()
    ],
    (
        "http.error-pages-clean",
        {"error_pages": {"an API": json_page(r'{"detail": "no SELECT \"a\" FROM \"b\" <"}', 500)}},
        settings(),
        "an API (500) shows SQL",
    ),
    (
        "http.error-pages-clean",
        {"error_pages": {"an API": json_page('{"detail": "x<y in /opt/shop/z"}', 500)}},
        settings(),
        "an API (500) shows a file path",
    ),
    *[
        (
            "http.error-500",
            {"server_error": page("/boom/", 500, body), "home": page()},
            settings(server_error_path="/boom/"),
            "the 500 page of /boom/ is the default one",
        )
        for body in (
            "<html><head><title>500 Internal Server Error</title></head><body><center><h1>500 Internal Server Error",
            "<html><title>Internal Server Error</title><h1><p>Internal Server Error</p></h1>",
            "<title>Server Error (500)</title><h1>Server Error (500)</h1>",
        )
    ],
    (
        "http.error-404",
        {"not_found": page("/x/", 404, "<h1>404 Not Found</h1>"), "home": page()},
        settings(not_found_marker="Oh"),
        "is the default one of the framework or server",
    ),
    (
        "http.debug-page-absent",
        {"debug_probes": {"an unknown path": page("/x/", 404, "Using the URLconf defined in shop.urls")}},
        settings(),
        "an unknown path (/x/, 404) shows Django's list of URL patterns",
    ),
    (
        "http.debug-page-absent",
        {
            "debug_probes": {
                "the address of Werkzeug's debugger": page(
                    "/?__debugger__=yes", 200, "return `?__debugger__=yes&${params}`", Content_Type="text/javascript"
                )
            }
        },
        settings(),
        "(/?__debugger__=yes, 200) shows Werkzeug's debugger",
    ),
    *[
        ("http.debug-page-absent", {"debug_probes": {"a malformed query": page("/", status, body)}}, settings(), words)
        for status, body, words in (
            (
                500,
                "<p>vendor/laravel/framework/src/Connection.php:760",
                "shows Laravel's debug page",
            ),
            (500, r'{"exception": "Illuminate\\Database\\QueryException"}', "shows Laravel's debug page"),
            (404, "<title>Action Controller: Exception caught</title>", "shows Rails' debug page"),
            (200, "<b>Warning</b>:  Undefined $x in <b>/w/a.php</b> on line <b>12</b><br />", "shows an error of PHP"),
        )
    ],
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
        "http.error-pages-clean",
        {
            "error_pages": {"an unknown path": page("/x/", 404, OWN_404)},
            "pages": {"/": visit(page("/", X_Powered_By="PHP/8.2.1"))},
        },
        settings(),
        "/ (200) shows a version: 'PHP/8.2'",
    ),
]


UNVERIFIED: list[Case] = [
    (
        "http.debug-page-absent",
        {"debug_probes": {"an unknown path": page("/x/")}, "home": page()},
        settings(),
        "no error page was seen: an unknown path was answered with 200",
    ),
    (
        "http.debug-page-absent",
        {"debug_probes": {"an unknown path": page("/x/", 403)}, "home": page()},
        settings(),
        "an unknown path was answered with 403",
    ),
    (
        "http.debug-page-absent",
        {"debug_probes": {"an unknown path": page("/x/", 404)}},
        settings(),
        "home was not",
    ),
    ("http.error-500", {}, settings(), "local_error was not seen"),
    ("http.error-500", {}, settings(server_error_path="/boom/"), "server_error was not seen"),
    ("http.error-pages-clean", {"error_pages": {}}, settings(), "no request made the site answer with an error"),
]

HEALTHY = (
    '{"status": "ok", "details": {"version": "2.1.0", "uptime": "3 days"}}',
    '{"status": "ok", "checks": {"db": {"ok": true}, "cache": "online"}}',
    '{"status": "ok", "checks": [{"name": "db", "status": "pass", "time": "3 ms"}], "services": ["db", "redis"]}',
    '{"status": "UP", "components": {"es": {"status": "UP", "details": {"status": "green", "timed_out": false}}}}',
    '{"status": "ok", "info": {"db": {"status": "up"}}, "error": {}, "details": {"db": {"status": "up"}}}',
    '{"status": "ok", "errors": [], "error": null, "failures": "none", "db": {"status": "up", "errors": 3}}',
    '{"status": "ok", "error": false, "maintenance": false, "log_level": "error", "release": "a1b2", "database": "up"}',
)
PASSED += [
    ("http.health-endpoint", {"health": json_page(body)}, settings(), "/health/ answered 200") for body in HEALTHY
]

UNHEALTHY = {
    '{"status": "ok", "checks": [{"name": "db", "status": "fail"}]}': "but (db is 'fail')",
    '{"status": "ok", "checks": [{"name": "db", "status": "pass"}, {"status": "odd"}]}': "but (one of checks is 'odd')",
    '{"status": "UP", "checks": [{"name": "Database", "status": "DOWN"}]}': "but (Database is 'down')",
    '{"status": "ok", "database": "error", "redis": false}': "but (database is 'error', redis is 'false')",
    '{"status": "ok", "database": "error: no route to host"}': "but (database is 'error: no route to host')",
    '{"status": "ok", "db": {"status": "down"}}': "but (db is 'down')",
    '{"status": "ok", "checks": {"db": "ok"}, "services": {"redis": "down"}}': "but (redis is 'down')",
    '{"status": "ok", "components": {"db": {"status": "UP", "components": {"r": {"ok": false}}}}}': "(r is 'false')",
    '{"status": "ok", "checks": {"dbs": {"main": "ok", "copy": "odd"}, "mq": {}}}': "(copy is 'odd', mq is '')",
    '{"status": "OK", "errors": ["db timeout"]}': "but (errors: db timeout)",
    '{"status": "ok", "error": "no disk space"}': "but (error: no disk space)",
    '{"status": "ok", "db": {"status": "up", "failures": [{"at": "9:00"}]}}': "but (failures: {'at': '9:00'})",
    '{"status": "ok", "details": {"db": true, "redis": false}}': "but (redis is 'false')",
}
FAILED += [
    ("http.health-endpoint", {"health": json_page(body)}, settings(), words) for body, words in UNHEALTHY.items()
]

test_passed, test_failed, test_unverified = proofs(PASSED, FAILED, UNVERIFIED)


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
