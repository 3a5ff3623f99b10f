"""The site as a visitor meets it first: its hosts, its pages, plain http, an unknown path."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, NoAnswer, Request, failed_visit, no_page, site_url
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

#: Asked over plain http, to see that a redirect keeps path and query.
DEEP = "/golive/look/?x=1"
#: So many declared pages are asked over plain http, too: a server may redirect some addresses and serve others.
PLAIN_PAGES = 5
#: Parameters many APIs have, with values none of them can mean.
WRONG_PARAMETERS = "&".join(f"{name}=golive%27" for name in ("id", "page", "category", "limit", "ordering", "date"))


@fact(rounds=3)
def arrival(settings: Settings, client: Client) -> Mapping[str, Visit]:
    """By host name: how a visitor arrives at the base URL, and at https:// of each further declared host.

    A host that does not answer is part of the answer, in the visit's ``error``.
    """
    urls = {settings.target.host: site_url(settings)}
    urls |= {host: f"https://{host}/" for host in settings.target.all_hosts if host not in urls}
    return dict(zip(urls, client.visits(urls.values()), strict=True))


@fact(rounds=3)
def home(settings: Settings, client: Client) -> Page:
    """The home page, redirects inside the site followed."""
    return arrived(client.visit(site_url(settings)))


@fact(rounds=3)
def pages(settings: Settings, client: Client) -> Mapping[str, Visit]:
    """By path as declared: the visit of each page in ``[target] pages``."""
    paths = settings.target.pages
    if not paths:
        raise CannotLook("[target] pages names no page", cure='set pages = ["/"] in [target] of golive.toml')
    visits = client.visits([site_url(settings, path) for path in paths])
    if visits and not any(visit.page for visit in visits):
        raise no_page(visits[0])
    return dict(zip(paths, visits, strict=True))


@fact(rounds=2)
def plain_http(settings: Settings, client: Client) -> Mapping[str, Visit]:
    """By URL: the first answer over plain http, of every host, to its home page and to a path with a query.

    And of a few declared pages. Redirects are not followed: the answer itself is what counts.
    """
    site_url(settings)
    hosts = settings.target.all_hosts
    declared = [Request(url=site_url(settings, path)) for path in settings.target.pages]
    pages = [f"http://{urlsplit(one.url).hostname}{one.target}" for one in declared if same_site(settings, one.url)]
    first = [f"http://{host}{path}" for host in hosts for path in ("/", DEEP)]
    urls = [*first, *[url for url in dict.fromkeys(pages) if url not in first][:PLAIN_PAGES]]
    return {url: _first(url, answer) for url, answer in zip(urls, client.fetch(urls), strict=True)}


@fact(rounds=3)
def not_found(settings: Settings, client: Client) -> Page:
    """The answer to a path that cannot exist."""
    visit = client.visit(site_url(settings, f"/golive-{secrets.token_hex(8)}/"))
    if visit.page is None:
        raise no_page(visit)
    return visit.page


@fact(effect="probe", rounds=3)
def unknown_host(settings: Settings, client: Client) -> Visit:
    """The first answer to ``Host: evil.example`` on the real host's own connection.

    Being hung up on is an answer too: it is in ``error``.
    """
    url = site_url(settings)
    try:
        return Visit(asked=url, page=client.get(url, host="evil.example"))
    except NoAnswer as error:
        if error.kind != "closed":
            raise
        # Only a site that answers to its own name has refused the other one; else this raises.
        client.get(url)
        return Visit(asked=url, error=f"the connection was closed before {url} was answered")


@fact(rounds=3)
def health(settings: Settings, client: Client) -> Page:
    """The answer of ``[http] health``, within 5 seconds."""
    visit_limit = 5.0
    return client.get(
        site_url(settings, settings.http.health),
        headers={"Accept": "application/json"},
        timeout=visit_limit,
    )


@fact(effect="probe", rounds=3)
def error_pages(settings: Settings, client: Client, home: Page) -> Mapping[str, Page]:
    """Error answers the site can be made to give harmlessly, by what was asked.

    Unknown path, refused method, malformed request line, malformed API body, a declared 500 page.
    """
    asked = {
        "an unknown path": Request(url=site_url(settings, f"/golive-{secrets.token_hex(8)}/")),
        "an unknown path with a query": Request(url=site_url(settings, "/golive-none/?id=%27%22%3C&page=-1")),
        "a method nobody serves": Request(url=home.url, method="PROPFIND"),
        "a broken escape": Request(url=site_url(settings, "/%c0%af%00")),
        "a foreign Host header": Request(url=site_url(settings), host="evil.example"),
    }
    for endpoint in settings.http.api:
        url = site_url(settings, endpoint.path)
        if endpoint.method == "GET":
            joined = f"{url}{'&' if '?' in url else '?'}{WRONG_PARAMETERS}"
            asked[f"wrong parameters sent to {endpoint.path}"] = Request(url=joined)
        json = {"Content-Type": "application/json"}
        name = f"unreadable JSON sent to {endpoint.path}"
        asked[name] = Request(url=url, method="POST", headers=json, body=b'{"golive":')
    if settings.http.server_error_path:
        path = settings.http.server_error_path
        asked[path] = Request(url=site_url(settings, path))
    answers = client.fetch(asked.values())
    raise_unread(answers)
    return {
        name: page for name, page in zip(asked, answers, strict=True) if isinstance(page, Page) and page.status >= 400
    }


@fact(rounds=3)
def server_error(settings: Settings, client: Client) -> Page:
    """The answer of ``[http] server_error_path``, which raises."""
    if not settings.http.server_error_path:
        raise CannotLook(
            "[http] server_error_path is not set",
            cure="set server_error_path in [http] of golive.toml to a staging-only URL that raises",
        )
    return client.get(site_url(settings, settings.http.server_error_path))


def arrived(visit: Visit) -> Page:
    """The page a visit ended at.

    Raises CannotLook when it ended nowhere or at an error.
    """
    if visit.page is None:
        raise no_page(visit)
    if visit.page.status >= 400:
        cure = "see the log of the site; if it lives elsewhere, correct [target] url (or pages) in golive.toml"
        # From 502 on it is what stands in front of the site that answers: as if nothing did.
        root = f"host {urlsplit(visit.page.url).hostname}" if visit.page.status > 501 else ""
        failed = visit.page.status >= 500
        raise CannotLook(f"{visit.asked} answered {visit.page.status}", cure=cure, root=root, look_failed=failed)
    return visit.page


def raise_unread(answers: Iterable[Page | NoAnswer]) -> None:
    """A text that came and could not be read may hold anything: nothing is said of the others without it."""
    for answer in answers:
        if isinstance(answer, NoAnswer) and answer.kind == "encoding":
            raise answer


def same_site(settings: Settings, url: str) -> bool:
    """Whether a full URL is on one of the declared hosts."""
    return (urlsplit(url).hostname or "") in settings.target.all_hosts


def pages_of(visits: Sequence[Visit]) -> list[Page]:
    """The pages that answered well among the visits."""
    return [visit.page for visit in visits if visit.page is not None and visit.page.status < 400]


def _first(url: str, answer: Page | NoAnswer) -> Visit:
    if isinstance(answer, NoAnswer):
        return failed_visit(url, (), answer)
    return Visit(asked=url, page=answer)
