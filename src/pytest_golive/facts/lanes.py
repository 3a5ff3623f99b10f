"""Lanes: the kept connections to one server, each pulled along by one daemon thread.

Threads and http.client, because importing requests costs 100 ms on the critical path and gains nothing. Daemon
threads and no executor, because an executor waits at exit for the one request that hangs.
"""

from __future__ import annotations

import random
import select
import socket
import time
from typing import TYPE_CHECKING

from pytest_golive.facts.page import Page
from pytest_golive.facts.servers import Job, Server
from pytest_golive.facts.silence import OWN_NETWORK, late_handshake, no_answer, no_connection, no_handshake, untrusted
from pytest_golive.facts.wire import IDEMPOTENT, NoAnswer, read_body, read_page, to_ascii

if TYPE_CHECKING:
    import http.client
    import ssl

#: Seconds between the two tries.
JITTER = (0.1, 0.3)


def run_lane(server: Server) -> None:
    """Pull the jobs of a server along one kept connection, until its client is closed."""
    _Lane(server).run()


class _Lane:
    """One thread and its one kept connection."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._line = server.line
        self._connection: http.client.HTTPConnection | None = None
        self._name: str | None = None  # TLS name the connection is open for; empty: plain http
        self._is_fresh = False

    def run(self) -> None:
        while job := self._server.take(self._name, self._drop, is_fresh=self._is_fresh):
            self._is_fresh = job.request.opens_only
            try:
                if not job.request.opens_only:
                    job.settle(self._answer(job))
                elif not self._line.is_known and not self._is_kept(job):
                    self._open(job)
            except NoAnswer as error:
                job.settle(error)
            finally:
                # Nobody may wait for ever, whatever broke here: the thread's traceback shows what it was.
                job.settle(NoAnswer(f"asking for {job.request.url} broke", kind="protocol"))
                self._server.done(job)
        self._drop()

    def _answer(self, job: Job) -> Page:
        """Ask, and once more after a line error when asking twice is harmless."""
        import http.client

        again = job.request.method in IDEMPOTENT
        while True:
            kept = self._is_kept(job)
            if not kept:
                self._open(job)
            try:
                page = self._exchange(job)
            except (OSError, http.client.HTTPException, ValueError) as error:
                self._drop()
                if kept and again and isinstance(error, ConnectionError):
                    continue  # the server closed a kept connection, as it may at any time: not a failure
                if not again or not isinstance(error, (ConnectionError, TimeoutError)):
                    raise self._explain(job, error) from error
                again = False
                self._line.count("retries")
                _pause()
                continue
            self._server.answered = True
            self._line.count("answers")
            return self._heed(job, page)

    def _heed(self, job: Job, page: Page) -> Page:
        """Obey 429, and 503 with Retry-After: that path is not asked again."""
        request, later = job.request, page.header("retry-after")
        if request.tests_limit or not (page.status == 429 or (page.status == 503 and later)):
            return page
        when = f", Retry-After: {later}" if later else ""
        reason = f"{request.url} asked us to come back later ({page.status}{when}), so it was not asked again"
        error = NoAnswer(reason, kind="limited", cure="wait, or let this machine's address through the limit")
        self._server.limit(request.path, error)
        if page.status == 429:
            raise error
        return page

    def _is_kept(self, job: Job) -> bool:
        """Whether the kept connection is for this host and still open."""
        if self._connection is None or self._connection.sock is None or self._name != job.endpoint.tls_name:
            return False
        return _is_open(self._connection.sock)

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._name = None

    def _open(self, job: Job) -> None:
        """Open the connection for a job; a refused or reset one is tried once more.

        A time-out is not: the kernel has sent its SYN three times by then.
        """
        import http.client

        self._drop()
        self._server.opening(job)
        try:
            try:
                wire = self._wire(job)
            except ConnectionError:
                self._line.count("retries")
                _pause()
                wire = self._wire(job)
        except (OSError, NoAnswer) as error:
            failure = error if isinstance(error, NoAnswer) else self._why_no_connection(job, error)
            # A server that answered before may have met its connection limit: others go on with theirs.
            if not self._server.answered:
                self._server.give_up(job.endpoint.tls_name if failure.kind == "tls" else "", failure)
            raise failure from error
        finally:
            self._server.opened(job)
        self._line.count("connections")
        self._connection = http.client.HTTPConnection(job.endpoint.host, job.endpoint.port)
        self._connection.sock = wire
        self._connection.auto_open = 0
        self._name = job.endpoint.tls_name

    def _wire(self, job: Job) -> socket.socket:
        """TCP to the first address that takes it, and TLS over it when the URL says so."""
        errors: list[OSError] = []
        for address in self._server.addresses:
            try:
                wire = socket.create_connection((address, self._server.port), self._line.connect_timeout)
            except OSError as error:
                errors.append(error)
                continue
            # Without it TLS 1.3's Finished and the request cost one round trip more (Nagle).
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return self._wrap(job, wire) if job.endpoint.tls_name else wire
        # What says most about the target: that IPv4 was refused counts, not that this machine has no IPv6.
        raise min(errors, key=lambda error: error.errno in OWN_NETWORK)

    def _wrap(self, job: Job, plain: socket.socket) -> ssl.SSLSocket:
        """TLS for the URL's own host, whatever is connected to and whatever Host is sent."""
        import ssl

        try:
            return self._line.tls().wrap_socket(plain, server_hostname=to_ascii(job.endpoint.tls_name))
        except ssl.SSLCertVerificationError as error:
            failure = untrusted(error.verify_message)
        except TimeoutError:
            failure = late_handshake(self._line.connect_timeout)
        except ssl.SSLZeroReturnError:
            failure = no_handshake()
        except ssl.SSLError as error:
            failure = no_handshake(error.reason or str(error))
        except BaseException:
            plain.close()
            raise
        plain.close()
        raise failure.at(job.endpoint)

    def _why_no_connection(self, job: Job, error: OSError) -> NoAnswer:
        is_reset = isinstance(error, ConnectionError) and not isinstance(error, ConnectionRefusedError)
        if is_reset and job.endpoint.tls_name:
            return no_handshake().at(job.endpoint)
        return no_connection(error, self._line.connect_timeout).at(job.endpoint)

    def _exchange(self, job: Job) -> Page:
        """Send the request on the open connection and read the whole answer."""
        request, connection = job.request, self._connection
        assert connection is not None
        limit = request.timeout or self._line.timeout
        connection.sock.settimeout(limit)
        self._line.count("requests")
        started = time.monotonic()
        self._send(connection, job)
        response = connection.getresponse()
        raw, complete = read_body(response, started + limit)
        length = response.headers.get("Content-Length", "")
        size = int(length) if length.isdigit() and request.method != "HEAD" else len(raw)
        page = read_page(response, request, raw, size, time.monotonic() - started)
        if response.will_close or not complete:
            self._drop()
        return page

    def _send(self, connection: http.client.HTTPConnection, job: Job) -> None:
        request = job.request
        headers = {
            "Host": request.host or job.endpoint.host_header,
            "User-Agent": self._line.agent,
            "Accept": "text/html,application/json;q=0.9,*/*;q=0.8",
            # Only what can be undone here; who tests for brotli asks for it.
            "Accept-Encoding": "gzip",
        }
        named = {name.lower() for name in request.headers}
        headers = {name: value for name, value in headers.items() if name.lower() not in named}
        headers |= request.headers
        if request.jar is not None and request.jar.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in request.jar.cookies.items())
        if request.body or request.method in {"POST", "PUT", "PATCH"}:
            headers["Content-Length"] = str(len(request.body))
        connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(request.body or None)

    def _explain(self, job: Job, error: Exception) -> NoAnswer:
        """What a failed exchange is called, and whether it speaks for the whole server."""
        import ssl

        url, limit = job.request.url, job.request.timeout or self._line.timeout
        is_dead = not self._server.answered
        if is_dead and (silence := no_answer(error, limit)):
            failure = silence.at(job.endpoint)
            if failure.kind == "timeout":
                # A request that may take less time than others says nothing about those.
                if limit < self._line.timeout:
                    return NoAnswer(f"no answer from {url} within {limit:g} s", kind="timeout", root=failure.root)
                self._server.give_up("", failure)
            return failure
        if isinstance(error, TimeoutError):
            return NoAnswer(f"no answer from {url} within {limit:g} s", kind="timeout")
        if isinstance(error, (ConnectionError, ssl.SSLError)):
            return NoAnswer(f"the connection was closed before {url} was answered", kind="closed")
        told = " ".join(str(error).split())[:120] or type(error).__name__
        return NoAnswer(f"the answer of {url} is not sound HTTP: {told}", kind="protocol")


def _pause() -> None:
    time.sleep(random.uniform(*JITTER))  # noqa: S311 - jitter, not a secret


def _is_open(wire: socket.socket) -> bool:
    """Whether an idle connection may be used: one with something to read has been closed, or is being told a ticket."""
    import ssl

    poll = select.poll()
    poll.register(wire, select.POLLIN)
    if not poll.poll(0):
        return True
    if not isinstance(wire, ssl.SSLSocket):
        return False
    wire.settimeout(0)
    try:
        wire.recv(1)
    except ssl.SSLWantReadError:  # session tickets of TLS 1.3 (RFC 8446, 4.6.1), and nothing else
        return True
    except OSError:
        return False
    return False
