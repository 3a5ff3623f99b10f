"""Error pages: the site's own, and silent about its insides."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from pytest_golive.checks.http.common import holds, short, some
from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check
from pytest_golive.facts.markup import parse, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import LocalError
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.page import Page, Visit
    from pytest_golive.settings import Settings

DEFAULT = "is the default one of the framework or server"
NO_ERROR = "set server_error_path in [http] of golive.toml to a staging-only URL that raises"
#: What frameworks and servers say by themselves.
DEFAULT_PAGES = re.compile(
    r"<h1>Not Found</h1>\s*<p>The requested resource was not found on this server|"
    r"<h1>Server Error \(500\)</h1>|<center>nginx|<h1>404 Not Found</h1>|<address>Apache|"
    r"The requested URL was not found on the server\.|"
    r"The server encountered an internal error and was unable to complete your request|"
    r"Page not found <span>\(404\)</span>|<h1>Internal Server Error</h1>",
    re.IGNORECASE,
)
#: All that the default pages say, whatever their markup.
DEFAULT_WORDS = re.compile(r"\W|\d|_|internal|server|error|not|found|page|http|status|nginx|openresty", re.IGNORECASE)
#: What a page may hold for its own use: links to /home/, scripts that throw. In words, it is a leak.
SHOWN_LEAKS = {
    "a file path": re.compile(r"(?:^|[\s\"'(>])/(?:home|srv|var|opt|app|usr|root|code)/[\w./-]+|[A-Z]:\\\\?\w+\\"),
    "an exception": re.compile(r"\b[A-Z]\w+(?:Error|Exception|DoesNotExist)\b(?:\(| at |:\s)"),
}
#: What is selected: names, or anything with a sign that SQL has and an invitation to choose has not.
NAME = r"[\w.]+(?:\s+AS\s+\w+)?"
SELECTED = rf"(?=(?:DISTINCT\s+)?{NAME}(?:\s*,\s*{NAME}){{0,50}}\s+FROM\b|(?:(?!FROM\b)[^<>;]){{0,199}}?[\"`*_(=\[])"
LEAKS = {
    "a traceback": re.compile(r"Traceback \(most recent call last\)|File \"[^\"]+\", line \d+"),
    "a file path": re.compile(r"/(?:home|srv|var|opt|app|usr|root|code)/[\w./-]{1,200}?\.py\b"),
    "SQL": re.compile(
        rf"\bSELECT\s+{SELECTED}[^<>;]{{1,200}}?\s+FROM\b(?=\s+\\?[\"`\[(]?[A-Za-z_])|"
        r"\bINSERT INTO\b|\bUPDATE\b \S+ \bSET\b|psycopg|sqlite3?\.|"
        r"(?:relation|column) [\"&].{1,60} does not exist|syntax error at or near|duplicate key value",
    ),
    "a name of a setting": re.compile(
        r"\b(?:SECRET_KEY|DATABASE_URL|DATABASES|ALLOWED_HOSTS|INSTALLED_APPS|DJANGO_SETTINGS_MODULE)\b"
    ),
    "a version": re.compile(
        r"\b(?:Django|Python|nginx|Apache|gunicorn|Werkzeug|PostgreSQL|OpenSSL|PHP)[/ ]v?\d+\.\d+",
        re.IGNORECASE,
    ),
    "a person's address": re.compile(
        r"\b(?:root|admin|webmaster|postmaster|dev(?:eloper)?s?|ops)@[\w-]+\.\w+", re.IGNORECASE
    ),
}


@check(
    "http.error-404",
    severity="high",
    overlooks="search offers nice users link home back way styled designed layout",
    says=(
        "=error pages|page display|displayed|shown|show|appear ~ custom correct proper right nice",
        "404 page|pages",
        "404 page|pages @set|@works|custom|branded|designed tested?",
        "custom|own|branded|friendly|helpful|styled 404 page|pages|error|500 page|pages|error? @set|@works?",
        "404 403|500? 500 error? pages|page @set|@works|custom|branded|styled?",
        "custom|own|branded|friendly|styled error pages|page 404? 500?",
        "error pages @set|@works|styled|customized 404? 500?",
        "no soft 404|404s",
        "unknown|missing urls|url|pages|routes|addresses answer|return|returns|give|show real|proper|custom? 404",
        "nonexistent|invalid urls|url|pages|routes|addresses answer|return|returns|give|show real|proper|custom? 404",
        "non existing|existent urls|url|pages|routes answer|return|returns|give|show real|proper|custom? 404 status?",
        "=error handling",
        "=error scenarios tested?",
        "404 friendly|helpful|branded|custom|template|design|own|styled",
        "wrong|mistyped|unknown|random url|urls|address|addresses|path|paths shows|show|gives|give|returns",
        "wrong|mistyped|unknown|random url|urls|address|addresses|path|paths return|leads|404|lands",
        "nonexistent|nonexisting|missing url|urls|address|addresses|path|paths shows|show|gives|give|returns",
        "nonexistent|nonexisting|missing url|urls|address|addresses|path|paths return|leads|404|lands",
        "not found page|pages @set|custom|branded|friendly|helpful",
        "=404 nice|custom|friendly|branded|helpful|own|page ~ design",
        (
            "404 page ~ custom own friendly nice helpful branded styled link home back search offer way follow "
            "design layout show create unknown url status error message template make look @set @tested user"
        ),
        (
            "not found page ~ custom own friendly nice helpful branded styled link home design layout show error "
            "create 404 @set"
        ),
        (
            "unknown|wrong|missing|nonexistent|mistyped|random|bogus|made url|address|link|path "
            "404|branded|own|custom|helpful|friendly ~ typing give show status layout design proper real get lead "
            "up error land return code"
        ),
        "404 status ~ s return proper real code unknown url give error header",
    ),
)
def error_404(not_found: Page, home: Page, settings: Settings, evidence: Evidence) -> None:
    """An unknown address answers 404 with the site's own page.

    Why: customers who mistype are lost on a bare page, and search engines index a false 200.
    Fix: add a 404.html template (Flask: errorhandler(404)) that looks like the site.
    Source: RFC 9110 section 15.5.5.
    """
    where = short(not_found.url)
    assert not_found.status == 404, f"{where} answered {not_found.status} instead of 404"
    why_not = _not_own(not_found, home, settings.http.not_found_marker)
    assert not why_not, f"the 404 page at {where} {why_not}"
    evidence.saw(f"{where} answered 404 with “{parse(not_found.body, not_found.url).title}”")


@check(
    "http.error-500",
    severity="high",
    overlooks="styled designed layout",
    effect="executes",
    says=(
        "=error pages|page display|displayed|shown|show|appear ~ custom correct proper right nice",
        "500 page|pages",
        "500 page|pages @set|@works|custom|branded|designed tested?",
        "custom|own|branded|friendly|helpful|styled 500 page|pages|error|404 page|pages|error? @set|@works?",
        "404 403? 500 error? pages|page @set|@works|custom|branded|styled?",
        "custom 404 500 error? pages|page @set|@works?",
        "custom|own|branded|friendly|styled error pages|page 404? 500?",
        "error pages @set|@works|styled|customized 404? 500?",
        "server errors show|shows|render friendly|custom|own|branded page",
        "=error handling",
        "=error scenarios tested?",
        "500 friendly|helpful|branded|custom|template|design|own|styled|static",
        "server|internal error page|pages @set|custom|branded|friendly|helpful|own|styled",
        "server error page ~ visitor get polite apology sorry own friendly show see kind",
        (
            "500|5xx|500.html page|friendly|static|branded|generic|fallback ~ custom error own nice html design "
            "server user show layout template create s visitor style @set @tested"
        ),
        (
            "server|crash|unexpected|internal|application error|crashes page|friendly|fallback ~ nice own branded "
            "custom show design visitor user see generic static when 500 layout styled get something goes wrong "
            "back @set @tested"
        ),
    ),
)
def error_500(
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    server_error: Page | None = None,
    local_error: LocalError | None = None,
    flask_error: LocalError | None = None,
    home: Page | None = None,
) -> None:
    """A view that raises is answered with status 500 and the site's own page, even when the database is down.

    Why: a 500 page that itself needs the database fails exactly when it is shown.
    Fix: write a plain 500.html that extends nothing and queries nothing.
    Cannot tell when: neither the application can be run here nor server_error_path is set in [http].
    Source: Django docs, "Customizing error views".
    """
    path, local = settings.http.server_error_path, local_error or flask_error
    if path:
        if server_error is None:
            cannot_see(unseen["server_error"])
        status, body, where = server_error.status, server_error.body, path
    elif local is not None:
        status, body, where = local.status, local.body, "a view made to raise in the test client"
        assert not local.error, f"there was no 500 page: {local.error}"
    else:
        # The application is not there to be run, or something keeps it from running.
        why = unseen["local_error"]
        cannot_see(unseen["flask_error"] if why.not_for else why)
    assert status == 500, f"{where} answered {status} instead of 500"
    assert body.strip(), f"{where} answered 500 with an empty page"
    assert not re.search("Traceback|DEBUG = True", body), f"{where} answered with a debug page"
    # It may share nothing with the site: the plainest page is the one that still works when all else is down.
    assert "<" in body, f"the 500 page of {where} is bare text"
    is_own = home is not None and _shares(body, home.url, home)
    assert is_own or not _is_default(body), f"the 500 page of {where} {DEFAULT}"
    evidence.saw(f"{where}: 500 with {len(body)} characters of the site's own page")


def _not_own(page: Page, home: Page, marker: str) -> str:
    """Why a page is not the site's own, as the end of a sentence, or empty.

    What the team declared comes first, and a page in the site's dress may say “404 Not Found” in it.
    """
    if holds(page.body, marker) if marker else _shares(page.body, page.url, home):
        return ""
    if _is_default(page.body):
        return DEFAULT
    if marker:
        return f"does not hold the text {marker!r} of [http] not_found_marker"
    return "shares no link, file or name with the home page"


def _is_default(body: str) -> bool:
    return bool(DEFAULT_PAGES.search(body)) or not DEFAULT_WORDS.sub("", words(body))


def _shares(body: str, url: str, home: Page) -> bool:
    """Whether a page shares a link, a file or its name with the home page."""
    page, front = parse(body, url), parse(home.body, home.url)
    shared = {one.url for one in page.references} & {one.url for one in front.references}
    linked = set(page.links) & {*front.links, home.url}
    named = set(_name_parts(page.title)) & set(_name_parts(front.title))
    return bool(shared or linked or named)


def _name_parts(title: str) -> list[str]:
    return [part.strip().lower() for part in re.split(r"\s[-–—|·:]\s", title) if part.strip()]


@check(
    "http.error-pages-clean",
    severity="high",
    effect="probe",
    says=(
        "error|errors pages|messages? dont|not|never leak|expose|reveal sensitive|internal|stack? info|information",
        "error|errors responses dont|not|never leak|expose|reveal sensitive|internal|stack? info|information",
        "error|errors pages|messages? dont|not|never leak|expose|reveal sensitive|internal|stack? data|details",
        "error|errors responses dont|not|never leak|expose|reveal sensitive|internal|stack? data|details",
        "error|errors pages|messages? dont|not|never show|contain|disclose sensitive|internal|stack? info|information",
        "error|errors responses dont|not|never show|contain|disclose sensitive|internal|stack? info|information",
        "error|errors pages|messages? dont|not|never show|contain|disclose sensitive|internal|stack? data|details",
        "error|errors responses dont|not|never show|contain|disclose sensitive|internal|stack? data|details",
        "error|errors pages|messages? dont|not|never leak|expose|reveal sensitive|internal|stack? traces|trace",
        "error|errors responses dont|not|never leak|expose|reveal sensitive|internal|stack? traces|trace",
        "error|errors pages|messages? dont|not|never leak|expose|reveal sensitive|internal|stack? internals|paths",
        "error|errors responses dont|not|never leak|expose|reveal sensitive|internal|stack? internals|paths",
        "error|errors pages|messages? dont|not|never show|contain|disclose sensitive|internal|stack? traces|trace",
        "error|errors responses dont|not|never show|contain|disclose sensitive|internal|stack? traces|trace",
        "error|errors pages|messages? dont|not|never show|contain|disclose sensitive|internal|stack? internals|paths",
        "error|errors responses dont|not|never show|contain|disclose sensitive|internal|stack? internals|paths",
        "error pages|messages give|reveal|leak away? neither|no|nothing internal|sensitive|paths nor|versions|paths?",
        "error responses give|reveal|leak away? neither|no|nothing internal|sensitive|paths nor|versions|paths?",
        "error pages|messages expose|contain away? neither|no|nothing internal|sensitive|paths nor|versions|paths?",
        "error responses expose|contain away? neither|no|nothing internal|sensitive|paths nor|versions|paths?",
        "error pages|messages give|reveal|leak away? neither|no|nothing internal|sensitive|paths details|data",
        "error responses give|reveal|leak away? neither|no|nothing internal|sensitive|paths details|data",
        "error pages|messages|responses expose|contain away? neither|no|nothing internal|sensitive|paths details|data",
        "error pages|messages|responses give|reveal|leak away? neither|no|nothing versions|details nor|versions|paths?",
        "error pages|messages|responses give|reveal|leak away? neither|no|nothing internals nor|versions|paths?",
        "error pages|messages|responses expose|contain away? neither|no|nothing versions|details nor|versions|paths?",
        "error pages|messages|responses expose|contain away? neither|no|nothing internals nor|versions|paths?",
        "error pages|messages|responses give|reveal|leak away? neither|no|nothing versions|details details|data",
        "error pages|messages|responses give|reveal|leak away? neither|no|nothing internals details|data",
        "error pages|messages|responses expose|contain away? neither|no|nothing versions|details details|data",
        "error pages|messages|responses expose|contain away? neither|no|nothing internals details|data",
        "neither paths nor versions error responses|pages|messages give|reveal|leak away?",
        "no sensitive|internal data|info|information|details exposed|shown|leaked? error messages|pages|responses",
        "no|zero stack traces|trace users|visitors|public|production? exposed|shown|visible|leaked|returned",
        "no|zero tracebacks|stacktraces|traceback users|visitors|public? exposed|shown|visible|leaked",
        "stack traces|trace hidden|never|not exposed|shown|visible|returned|leaked? users|visitors|clients?",
        "=error handling",
        "stack|stacktrace|stacktraces traces|trace|leak hidden|never|no|not",
        "no|never|without tracebacks|traceback|stacktraces|stacktrace pages|users|visitors|public|responses|answers",
        "verbose|detailed error|errors messages|pages|output @off|hidden|no|suppressed",
        "display_errors @off|0",
        "errors|exceptions never|dont|not reveal|leak|expose|disclose",
        "server|nginx|framework version|versions hidden|suppressed error?",
        "server|nginx|framework version|versions not|never shown|exposed|leaked",
        "server_tokens @off",
        (
            "stack|stacktrace|traceback|errors no|never|not|dont|arent "
            "shown|show|sent|exposed|visible|leak|displayed|returned|printed ~ trace user client visitor end "
            "response message api raw customer detail browser php"
        ),
        (
            "stack|stacktrace|traceback hidden|hide|suppressed|off|swallowed ~ trace user client visitor end turn "
            "response error api"
        ),
        (
            "error message|page|response|api no|never|dont|not|without|neither "
            "leak|reveal|expose|internals|technical|sensitive|implementation|disclose|details|info ~ user visitor "
            "show information data stack trace contain give away generic only nor path version"
        ),
        (
            "detailed|verbose|php|technical error off|disabled|suppressed|hidden|hide|false ~ turn display "
            "display_errors message reporting user output"
        ),
        (
            "hide|hidden|suppress|off|disabled "
            "server|nginx|apache|php|framework|wordpress|server_tokens|expose_php "
            "version|banner|signature|server_tokens|generator|expose_php ~ header x powered number http response "
            "tag meta turn info tokens"
        ),
        (
            "server|nginx|apache|php|framework|wordpress version|banner|signature|number not|never|isnt "
            "disclosed|shown|exposed|leaked|revealed|visible|sent|advertised off? ~ header software response "
            "server_tokens http"
        ),
    ),
)
def error_pages_clean(
    error_pages: Mapping[str, Page],
    evidence: Evidence,
    server_error: Page | None = None,
    local_error: LocalError | None = None,
    flask_error: LocalError | None = None,
    pages: Mapping[str, Visit] | None = None,
) -> None:
    """Error answers hold no traceback, path, SQL, setting, version or staff address; no page's headers a version.

    Why: every detail tells an attacker where to go on.
    Fix: log the exception, and answer with a fixed text; never return str(exception).
    Source: OWASP Error Handling Cheat Sheet; ASVS 7.4.1.
    """
    seen = {asked: (page.status, _leaks_of(page)) for asked, page in error_pages.items()}
    if server_error is not None:
        seen["the declared 500 page"] = (server_error.status, _leaks_of(server_error))
    local = local_error or flask_error
    if local is not None and local.body:
        seen["a view made to raise"] = (local.status, _leaks(local.body, is_html="</" in local.body))
    if not seen:
        cannot_tell("no request made the site answer with an error", cure=NO_ERROR)
    leaks = [
        f"{asked} ({status}) shows {name}: {text!r}"
        for asked, (status, found) in seen.items()
        for name, text in found.items()
    ]
    good = {asked: visit.page for asked, visit in (pages or {}).items() if visit.page}
    leaks += [
        f"{asked} ({page.status}) shows a version: {match[0]!r}"
        for asked, page in good.items()
        if (match := LEAKS["a version"].search(_told(page)))
    ]
    assert not leaks, some(leaks, 3)
    if good:
        evidence.saw(f"no version in the headers of {len(good)} pages")
    evidence.saw("nothing leaks in " + ", ".join(f"{asked} ({status})" for asked, (status, _) in seen.items()))


def _leaks_of(page: Page) -> dict[str, str]:
    """What an answer gives away, in its headers too."""
    return _leaks(_told(page), is_html=False) | _leaks(page.body, is_html="html" in page.content_type)


def _leaks(text: str, *, is_html: bool) -> dict[str, str]:
    """What a text gives away: kind → the first place."""
    whole = unescape(text)
    places = [
        *((name, pattern, whole) for name, pattern in LEAKS.items()),
        *((name, pattern, words(text) if is_html else text) for name, pattern in SHOWN_LEAKS.items()),
    ]
    return {name: match[0].strip()[:80] for name, pattern, where in places if (match := pattern.search(where))}


def _told(page: Page) -> str:
    """Headers as text, without those that hold addresses by nature."""
    return "\n".join(
        f"{name}: {value}" for name, value in page.headers if name.lower() not in {"location", "link", "report-to"}
    )
