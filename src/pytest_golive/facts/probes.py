"""Crafted but harmless requests: what the site does with a stranger's input."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from urllib.parse import urlencode, urljoin, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, Jar, NoAnswer, Request, site_url
from pytest_golive.facts.markup import Form, parse
from pytest_golive.facts.page import Page
from pytest_golive.facts.registry import fact
from pytest_golive.facts.site import raise_unread
from pytest_golive.settings import Settings

NOBODY = "golive-nobody"
LOGIN_WORDS = ("login", "log-in", "signin", "sign-in")
#: Seconds without any other request before the burst begins, and the longest wait for that.
QUIET, LONGEST_WAIT = 0.4, 40.0


@fact(effect="probe", rounds=4)
def debug_probes(settings: Settings, client: Client) -> Mapping[str, Page]:
    """By what was asked: answers that would carry a debug page if debugging were on."""
    asked = {
        "an unknown path": Request(url=site_url(settings, f"/golive-{secrets.token_hex(8)}/")),
        "a malformed query": Request(url=site_url(settings, "/?page=%00&id=%ff%fe&q[]=1")),
        "the Werkzeug console": Request(url=site_url(settings, "/console")),
        # The debugger hands its own files to everybody, but its console only to hosts it trusts.
        "the address of Werkzeug's debugger": Request(
            url=site_url(settings, "/?__debugger__=yes&cmd=resource&f=debugger.js")
        ),
        "a foreign Host header": Request(url=site_url(settings), host="evil.example"),
    }
    for path in settings.target.pages[:5]:
        if path != "/":
            url = site_url(settings, path)
            joined = f"{url}{'&' if '?' in url else '?'}page=%00&id=%ff%fe"
            asked[f"a malformed query on {path}"] = Request(url=joined)
    answers = client.fetch(asked.values())
    raise_unread(answers)
    seen = {name: answer for name, answer in zip(asked, answers, strict=True) if isinstance(answer, Page)}
    unknown = answers[0]
    if isinstance(unknown, NoAnswer):
        raise unknown
    return seen


@dataclass(frozen=True, kw_only=True)
class CsrfAnswer:
    """What a form POST without its CSRF token got."""

    action: str
    status: int
    location: str = ""
    mentions_csrf: bool = False
    """The answer speaks of CSRF."""
    shows_form: bool = False
    """The answer is the form again: its own validation ran."""
    status_with_token: int = 0
    """Of the same POST with the token; 0: not sent, because the form holds none."""


@fact(effect="probe", rounds=5)
def csrf_probe(settings: Settings, client: Client, home: Page) -> CsrfAnswer:
    """A log-in of nobody with cookies but without the CSRF token, and then with it."""
    url = login_url(settings, home)
    jar = Jar()
    page, form = _form_page(client, url, jar)
    given = {name: NOBODY for name in form.fields if name.lower() not in {"next", "csrfmiddlewaretoken", "csrf_token"}}
    origin = f"{urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Referer": page.url, "Origin": origin}
    refused = client.request("POST", form.action, urlencode(given), headers, jar=jar)
    with_token = 0
    if jar.form_token:
        body = urlencode(given | {_token_name(form): jar.form_token})
        with_token = client.request("POST", form.action, body, headers, jar=jar).status
    text = refused.body.lower()
    return CsrfAnswer(
        action=form.action,
        status=refused.status,
        location=refused.header("location") or "",
        mentions_csrf="csrf" in text,
        shows_form=any(one.has_password for one in parse(refused.body, refused.url).forms),
        status_with_token=with_token,
    )


@dataclass(frozen=True, kw_only=True)
class CorsAnswer:
    """What one origin is told."""

    origin: str
    is_declared: bool
    method: str
    """GET, or OPTIONS for the preflight."""
    status: int
    allow_origin: str = ""
    allow_credentials: bool = False


@fact(effect="probe", rounds=4)
def cors_probes(settings: Settings, client: Client, home: Page) -> tuple[CorsAnswer, ...]:
    """The CORS headers for each declared origin, for strangers and for look-alikes."""
    path = settings.http.cors_path or next((one.path for one in settings.http.api if one.method == "GET"), "")
    url = site_url(settings, path) if path else home.url
    asked = [
        Request(url=url, method=method, headers=_cors_headers(origin, method))
        for origin in (*settings.http.origins, *strange_origins(settings))
        for method in ("GET", "OPTIONS")
    ]
    found = []
    for request, answer in zip(asked, client.fetch(asked), strict=True):
        if isinstance(answer, NoAnswer):
            raise answer
        origin = request.headers["Origin"]
        found.append(
            CorsAnswer(
                origin=origin,
                is_declared=origin in settings.http.origins,
                method=request.method,
                status=answer.status,
                allow_origin=", ".join(answer.all("access-control-allow-origin")),
                allow_credentials=(answer.header("access-control-allow-credentials") or "").lower() == "true",
            )
        )
    return tuple(found)


def strange_origins(settings: Settings) -> tuple[str, ...]:
    """Origins that nobody declared: a stranger, the null origin, and look-alikes of the declared ones."""
    found = ["https://evil.example", "null"]
    for origin in settings.http.origins or (f"https://{settings.target.host}",):
        parts = urlsplit(origin)
        found += [f"{parts.scheme}://{parts.netloc}.evil.example", f"{parts.scheme}://evil{parts.netloc}"]
    return tuple(dict.fromkeys(found))


def _cors_headers(origin: str, method: str) -> dict[str, str]:
    if method == "GET":
        return {"Origin": origin}
    return {
        "Origin": origin,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "content-type",
    }


@dataclass(frozen=True, kw_only=True)
class RateAnswer:
    """What a burst of requests got."""

    url: str
    method: str
    statuses: tuple[int, ...]
    """In the order they were sent."""
    limit: int
    """How many are let through by declaration."""
    home_status: int
    """Of the home page, asked right after the burst."""

    @property
    def is_refused(self) -> bool:
        """Whether the burst ended in refusals."""
        return is_refused(self.statuses)


@fact(effect="probe", rounds=40)
def rate_probe(
    settings: Settings,
    client: Client,
    home: Page,
    csrf_probe: CsrfAnswer | None = None,  # noqa: ARG001 - it needs the path before this locks it
) -> RateAnswer:
    """A burst of requests five longer than the declared limit, ending at the first refusal.

    Log-ins are first sent without a password, which costs the server nothing. Only when all of them were
    served a second burst follows, with a password: some limits count failed log-ins only, and a limit of so
    many a minute lets through twice as many when the minute ends in between. It begins when nothing else is
    being asked, because afterwards the path refuses us for a while.
    """
    limit = settings.http.rate_limit
    if limit <= 0:
        cure = "set rate_limit in [http] of golive.toml to the number of requests that are let through"
        raise CannotLook("[http] rate_limit is not declared", cure=cure)
    path = settings.http.rate_limited_path
    url = site_url(settings, path) if path else login_url(settings, home)
    _wait_for_quiet(client)
    statuses: list[int] = []
    for request in _burst_requests(client, url):
        left = limit + 5
        while left and not (statuses and is_refused(statuses)):
            wave = min(settings.target.connections, left)
            left -= wave
            for answer in client.fetch([request] * wave):
                if isinstance(answer, NoAnswer):
                    raise answer
                statuses.append(answer.status)
    after = client.get(home.url, fresh=True)
    return RateAnswer(
        url=request.url,
        method=request.method,
        statuses=tuple(statuses),
        limit=limit,
        home_status=after.status,
    )


def _wait_for_quiet(client: Client) -> None:
    began = time.monotonic()
    while not client.is_quiet(QUIET):
        if time.monotonic() - began > LONGEST_WAIT:
            cure = "raise connections in [target] of golive.toml, or lower crawl_limit in [http]"
            raise CannotLook("other looks never paused long enough to send the rate limit's burst", cure=cure)
        time.sleep(QUIET / 4)


def is_refused(statuses: list[int] | tuple[int, ...]) -> bool:
    """Whether a burst ended in refusals: 429, or a 403 or 503 that was not the answer from the start."""
    return 429 in statuses or (statuses[-1] in {403, 503} and statuses[0] not in {403, 503})


def _burst_requests(client: Client, url: str) -> list[Request]:
    """What to send again and again: the form's POST without and with a password, or else a GET."""
    jar = Jar()
    first = client.send(Request(url=url, jar=jar, tests_limit=True))
    form = next((one for one in parse(first.body, first.url).forms if one.method == "POST"), None)
    if form is None:
        return [Request(url=url, tests_limit=True, fresh=True)] * 2
    given = dict.fromkeys(form.fields, NOBODY)
    if jar.form_token:
        given[_token_name(form)] = jar.form_token
    hollow = given | {name: "" for name in form.fields if "pass" in name.lower()}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Referer": first.url}
    return [
        Request(
            url=form.action,
            method="POST",
            headers=headers,
            body=urlencode(body).encode(),
            jar=jar,
            tests_limit=True,
        )
        for body in (hollow, given)
    ]


def _token_name(form: Form) -> str:
    return next((one for one in form.fields if "csrf" in one.lower()), "csrfmiddlewaretoken")


def login_url(settings: Settings, home: Page) -> str:
    """The declared log-in page, or the one the home page links to."""
    if settings.http.login:
        return site_url(settings, settings.http.login)
    for link in parse(home.body, home.url).links:
        parts = urlsplit(link)
        if parts.hostname in settings.target.all_hosts and any(word in parts.path.lower() for word in LOGIN_WORDS):
            return link
    cure = 'set login in [http] of golive.toml ("/login/")'
    raise CannotLook("[http] login is not set, and the home page links to no log-in page", cure=cure)


def _form_page(client: Client, url: str, jar: Jar) -> tuple[Page, Form]:
    """The page with the log-in form, redirects followed with the same cookies."""
    for _ in range(3):
        page = client.send(Request(url=url, jar=jar))
        location = page.header("location")
        if page.status not in {301, 302, 303, 307, 308} or not location:
            break
        url = urljoin(url, location)
    cure = "set login in [http] of golive.toml to the page with the log-in form"
    if page.status != 200:
        raise CannotLook(f"{page.url} answered {page.status}", cure=cure, look_failed=page.status >= 500)
    forms = [one for one in parse(page.body, page.url).forms if one.method == "POST"]
    form = next((one for one in forms if one.has_password), forms[0] if forms else None)
    if form is None:
        raise CannotLook(f"{page.url} holds no form that is sent by POST", cure=cure)
    return page, form
