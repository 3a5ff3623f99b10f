"""A small real website on loopback, with TLS, whose every answer a test decides."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import trustme

from pytest_golive.facts.client import Client
from pytest_golive.settings import Http, Settings, Target

HOSTS = ("shop.test", "www.shop.test")


@dataclass
class Asked:
    """A request as the site got it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Answer:
    """What the site sends back."""

    body: bytes | str = "<title>Shop</title>"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    said_again: tuple[tuple[str, str], ...] = ()
    """Headers that are sent on top, though they may be there."""
    length: int | None = None
    """Content-Length to claim; None: the truth."""
    hang_up: bool = False
    """Close the connection instead of answering."""
    close_after: bool = False
    """Close the kept connection without having said so."""


Reply = Answer | Callable[[Asked], Answer]


class Website:
    """Answers by path; unknown paths get 404. `asked` lists what it was asked."""

    def __init__(self, replies: Mapping[str, Reply], authority: trustme.CA | None) -> None:
        self.replies = dict(replies)
        self.asked: list[Asked] = []
        self.connections = 0
        self._lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Small answers at once, as real servers do.
            disable_nagle_algorithm = True

            def setup(self) -> None:
                super().setup()
                with site._lock:
                    site.connections += 1

            def log_message(self, *args: Any) -> None:
                pass

            def _any(self) -> None:
                site.answer(self)

            do_GET = do_POST = do_OPTIONS = do_HEAD = do_PROPFIND = _any  # noqa: N815

        self._server = _Server(("127.0.0.1", 0), Handler)
        if authority is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(*HOSTS).configure_cert(context)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.address = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Look up the reply and send it."""
        size = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(size)
        asked = Asked(handler.command, handler.path, dict(handler.headers.items()), body)
        with self._lock:
            self.asked.append(asked)
        path = handler.path.partition("?")[0]
        reply = self.replies.get(handler.path, self.replies.get(path, self.replies.get("*")))
        found = reply(asked) if callable(reply) else reply or Answer("<h1>Not Found</h1>", 404)
        if found.hang_up:
            handler.close_connection = True
            return
        sent = found.body.encode() if isinstance(found.body, str) else found.body
        handler.send_response(found.status)
        for name, value in (*found.headers.items(), *found.said_again):
            for one in value.split("\n"):
                handler.send_header(name, one)
        handler.send_header("Content-Length", str(len(sent) if found.length is None else found.length))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(sent)
        handler.close_connection = found.close_after or found.length is not None

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [one.path for one in self.asked]

    def stop(self) -> None:
        """Close the site."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up, or does not trust us, is part of many tests."""


@dataclass
class Place:
    """A website and the settings to look at it."""

    site: Website
    plain: Website
    settings: Settings

    def client(self, **target: Any) -> Client:
        """A new client, perhaps with other target settings."""
        return Client(replace(self.settings, target=replace(self.settings.target, **target)))


@contextmanager
def website(
    replies: Mapping[str, Reply], folder: Path, *, plain: Mapping[str, Reply] | None = None, **http: Any
) -> Iterator[Place]:
    """Serve ``replies`` over https as shop.test, and ``plain`` over http."""
    authority = trustme.CA()
    ca_file = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    secure, insecure = Website(replies, authority), Website(plain or {}, None)
    connect_to = {f"{host}:443": secure.address for host in HOSTS}
    connect_to |= {f"{host}:80": insecure.address for host in HOSTS}
    target = Target(
        url="https://shop.test", hosts=("www.shop.test",), connect_to=connect_to, ca_file=str(ca_file), timeout=5
    )
    try:
        yield Place(secure, insecure, Settings(target=target, http=Http(**http)))
    finally:
        secure.stop()
        insecure.stop()
