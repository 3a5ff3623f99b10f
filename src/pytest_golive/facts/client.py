"""The HTTP client of the facts: every page anybody looks at comes through here, once.

It obeys ``[target]``: ``connect_to`` as curl's ``--connect-to`` (the host's own name stays in SNI,
certificate and Host header), ``ca_file``, ``connections``, the time-outs. Nothing is taken from the
environment's proxy variables: the gate looks at the target itself, not at what a proxy makes of it.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from pytest_golive.errors import CannotLook
from pytest_golive.facts.lanes import run_lane
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.roots import are_named_otherwise, system_roots
from pytest_golive.facts.servers import Job, Line, Server
from pytest_golive.facts.silence import Silence, no_connection
from pytest_golive.facts.wire import Jar, NoAnswer, Request, endpoint_of, to_ascii, unreadable
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    import ssl

__all__ = ["Client", "Jar", "NoAnswer", "Request", "failed_visit", "no_page", "site_url"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
TO_ITSELF = (
    "correct the redirect; behind a proxy that ends TLS the application has to be told of it (Django: "
    "SECURE_PROXY_SSL_HEADER, Flask: ProxyFix)"
)


def site_url(settings: Settings, path: str = "/") -> str:
    """Full URL of a path below the base URL; a full URL stays as it is.

    Raises CannotLook when no target is configured.
    """
    base = settings.target.url
    if urlsplit(path).scheme in {"http", "https"}:
        return path
    if not base:
        raise CannotLook(
            "no [target] url is configured",
            cure="set url in [target] of golive.toml, or give --golive-target https://shop.example",
        )
    return f"{base.rstrip('/')}/{path.lstrip('/')}"


def failed_visit(asked: str, hops: tuple[Page, ...], failure: NoAnswer) -> Visit:
    """A visit that ended without an answer."""
    return Visit(
        asked=asked,
        hops=hops,
        error=failure.reason,
        failure=failure.kind,
        cure=failure.cure,
        root=failure.root,
    )


def no_page(visit: Visit) -> CannotLook:
    """The reason why a visit did not end at a page, to be raised."""
    return CannotLook(visit.error, cure=visit.cure, root=visit.root, look_failed=visit.look_failed)


class Client:
    """Asks the target, many at once, over kept connections.

    Args:
        settings: ``[target]`` is obeyed.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._line = Line(
            connections=max(1, settings.target.connections),
            connect_timeout=settings.target.connect_timeout,
            timeout=settings.target.timeout,
            agent=_agent(),
            tls=self._tls,
        )
        self._lock = threading.Lock()
        self._tls_lock = threading.Lock()
        self._context: ssl.SSLContext | None = None
        self._jobs: dict[tuple[object, ...], Job] = {}
        self._routes: dict[tuple[str, int], _Route] = {}
        self._servers: dict[tuple[str, int], Server] = {}

    def warm_up(self) -> None:
        """Load what the first connections need, and open one for each page that is known of.

        Both take their time while the checklist is read: two round trips, and loading the authorities.
        """
        target = self._settings.target
        if not target.pages:
            return
        import http.client  # noqa: F401

        with contextlib.suppress(CannotLook):
            self._tls()
            site = Request(url=site_url(self._settings), opens_only=True)
            for _ in range(min(self._line.connections, len(target.pages))):
                self._submit(site)

    @property
    def counters(self) -> Counter[str]:
        """How much was asked so far: ``requests``, ``connections``, ``retries``, ``names``."""
        with self._line.lock:
            return Counter(self._line.counters)

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        host: str = "",
        timeout: float = 0.0,
        fresh: bool = False,
    ) -> Page:
        """GET one URL; redirects are not followed.

        Raises NoAnswer when no answer came.
        """
        return self.send(Request(url=url, headers=headers or {}, host=host, timeout=timeout, fresh=fresh))

    def request(
        self,
        method: str,
        url: str,
        body: bytes | str = b"",
        headers: Mapping[str, str] | None = None,
        *,
        jar: Jar | None = None,
    ) -> Page:
        """Send any request; redirects are not followed.

        Raises NoAnswer when no answer came.
        """
        raw = body.encode() if isinstance(body, str) else body
        return self.send(Request(url=url, method=method, headers=headers or {}, body=raw, jar=jar))

    def send(self, request: Request) -> Page:
        """Send one request and wait for its page.

        Raises NoAnswer when no answer came.
        """
        [outcome] = self.fetch([request])
        if isinstance(outcome, NoAnswer):
            raise outcome
        return outcome

    def fetch(self, requests: Iterable[Request | str]) -> list[Page | NoAnswer]:
        """Send many requests at once and wait for all; what failed is given back, not raised.

        A text in an encoding that cannot be undone has failed, too, unless the request can do without it.
        """
        asked = [Request(url=one) if isinstance(one, str) else one for one in requests]
        jobs = [self._submit(request) for request in asked]
        answers = [job if isinstance(job, NoAnswer) else job.result() for job in jobs]
        return [_readable(request, answer) for request, answer in zip(asked, answers, strict=True)]

    def visit(self, url: str) -> Visit:
        """GET a URL and follow at most 5 redirects inside the site; an error is part of the answer."""
        return self.visits([url])[0]

    def visits(self, urls: Iterable[str], *, background: bool = False, any_encoding: bool = False) -> list[Visit]:
        """Visit many URLs at once."""
        found = [Visit(asked=url) for url in urls]
        pending = {number: visit.asked for number, visit in enumerate(found)}
        while pending:
            wave = dict(pending)
            pages = self.fetch(
                Request(url=url, background=background, any_encoding=any_encoding) for url in wave.values()
            )
            pending.clear()
            for number, page in zip(wave, pages, strict=True):
                found[number], following = self._step(found[number], page)
                if following:
                    pending[number] = following
        return found

    def is_quiet(self, seconds: float) -> bool:
        """Whether nothing has been asked, or is waiting to be, for so long."""
        with self._lock:
            servers = list(self._servers.values())
        return all(server.is_idle for server in servers) and self._line.idle_for() >= seconds

    def all_is_asked(self) -> None:
        """Open no connection ahead any more, and close those that nobody wants."""
        self._line.is_known = True
        with self._lock:
            servers = [*self._servers.values()]
        for server in servers:
            server.wake()

    def close(self) -> None:
        """Close what is idle; nothing may be asked afterwards."""
        for server in self._servers.values():
            server.close()

    def _step(self, visit: Visit, page: Page | NoAnswer) -> tuple[Visit, str]:
        """The visit after one more answer, and the URL to ask next, or empty."""
        if isinstance(page, NoAnswer):
            return failed_visit(visit.asked, visit.hops, page), ""
        location = page.header("location")
        if page.status not in REDIRECTS or not location:
            return Visit(asked=visit.asked, hops=visit.hops, page=page), ""
        hops = (*visit.hops, page)
        following = urldefrag(urljoin(page.url, location)).url
        cure = "correct the redirect; hosts that are yours belong into hosts of [target] in golive.toml"
        if not self._is_ours(visit.asked, following):
            error = f"{page.url} redirects to {following}, which is not a host in [target] url or hosts"
            return Visit(asked=visit.asked, hops=hops, error=error, failure="away", cure=cure), ""
        if error := self._why_not(visit.asked, hops, following):
            # A home page that leads to itself is a site that nobody reaches.
            is_down = following == page.url == visit.asked == site_url(self._settings)
            root = f"host {urlsplit(following).hostname}" if is_down else ""
            return Visit(asked=visit.asked, hops=hops, error=error, cure=TO_ITSELF if is_down else cure, root=root), ""
        return Visit(asked=visit.asked, hops=hops), following

    def _is_ours(self, asked: str, url: str) -> bool:
        """Whether a redirect stays on the site."""
        target, http = self._settings.target, self._settings.http
        return urlsplit(url).hostname in {urlsplit(asked).hostname, *target.all_hosts, *http.cdn_hosts}

    def _why_not(self, asked: str, hops: tuple[Page, ...], following: str) -> str:
        """Why a redirect inside the site is not followed, or empty."""
        here, there = urlsplit(hops[-1].url), urlsplit(following)
        if here.scheme == "https" and there.scheme != "https":
            return f"{hops[-1].url} redirects from https to {following}"
        if following in {hop.url for hop in hops}:
            return f"redirects go round in a circle: {following}"
        if len(hops) > MOST_REDIRECTS:
            return f"more than {MOST_REDIRECTS} redirects from {asked}"
        return ""

    def _submit(self, request: Request) -> Job | NoAnswer:
        """Put the request on its way, or find the job that already is."""
        try:
            endpoint = endpoint_of(request.url, self._settings.target.connect_to)
        except NoAnswer as error:
            return error
        with self._lock:
            if request.key is not None and request.key in self._jobs:
                return self._jobs[request.key]
            job = Job(request, endpoint)
            if request.key is not None:
                self._jobs[request.key] = job
            where = (endpoint.connect_host, endpoint.connect_port)
            route = self._routes.get(where)
            if route is None:
                route = self._routes[where] = _Route(self, *where)
                route.start()
        route.put(job)
        return job

    def _server(self, addresses: list[str], port: int) -> Server:
        with self._lock:
            key = (addresses[0], port)
            if key not in self._servers:
                self._servers[key] = Server(self._line, addresses, port, run_lane)
            return self._servers[key]

    def _tls(self) -> ssl.SSLContext:
        """One context for all, made by the first lane."""
        import ssl

        with self._tls_lock:
            if self._context is None:
                folders = () if are_named_otherwise() else system_roots().folders
                context = ssl.create_default_context(capath=next(iter(folders), None))
                context.set_alpn_protocols(["http/1.1"])
                if ca_file := self._settings.target.ca_file:
                    try:
                        context.load_verify_locations(ca_file)
                    except OSError as error:
                        told = "does not exist" if isinstance(error, FileNotFoundError) else f"cannot be read: {error}"
                        reason = f"[target] ca_file {ca_file} {told}"
                        cure = "give ca_file in [target] of golive.toml a PEM file"
                        raise NoAnswer(reason, kind="tls", cure=cure) from error
                self._context = context
            return self._context


class _Route:
    """The way from a name to its server: resolved once, in its own thread, while jobs wait."""

    def __init__(self, client: Client, host: str, port: int) -> None:
        self._client = client
        self._host = host
        self._port = port
        self._waiting: list[Job] = []
        self._found: Server | Silence | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        # getaddrinfo cannot be told how long it may take.
        limit = self._client._settings.target.timeout
        late = Silence(kind="name", text=f"the name {{connect_host}} was not resolved within {limit:g} s")
        timer = threading.Timer(limit, self._settle, (late,))
        timer.daemon = True
        timer.start()
        name = f"golive-name-{self._host}"
        threading.Thread(target=self._resolve, args=(timer,), name=name, daemon=True).start()

    def put(self, job: Job) -> None:
        with self._lock:
            if self._found is None:
                self._waiting.append(job)
                return
        self._hand_on(job)

    def _resolve(self, timer: threading.Timer) -> None:
        self._client._line.count("names")
        try:
            answers = socket.getaddrinfo(to_ascii(self._host), self._port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            found: Server | Silence = no_connection(error, self._client._settings.target.connect_timeout)
        else:
            # IPv4 first: whether IPv6 works is a question of its own and must not delay this one.
            families = sorted(answers, key=lambda answer: answer[0] != socket.AF_INET)
            found = self._client._server(list(dict.fromkeys(str(one[4][0]) for one in families)), self._port)
        timer.cancel()
        self._settle(found)

    def _settle(self, found: Server | Silence) -> None:
        with self._lock:
            if self._found is not None:
                return
            self._found = found
            waiting, self._waiting = self._waiting, []
        for job in waiting:
            self._hand_on(job)

    def _hand_on(self, job: Job) -> None:
        if isinstance(self._found, Silence):
            job.settle(self._found.at(job.endpoint))
        elif self._found is not None:
            self._found.put(job)


def _readable(request: Request, answer: Page | NoAnswer) -> Page | NoAnswer:
    """The answer, or why it cannot be read; nobody needs the text of a redirect."""
    if isinstance(answer, NoAnswer) or not answer.undecoded or request.any_encoding or answer.status in REDIRECTS:
        return answer
    offered = request.headers.get("Accept-Encoding", "")
    return answer if answer.undecoded in offered else unreadable(answer)


def _agent() -> str:
    from importlib.metadata import version

    return f"pytest-golive/{version('pytest-golive')} (+run)"
