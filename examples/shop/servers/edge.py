"""The reverse proxy before the shop: TLS, redirect to https, known hosts only, media files, compression.

Everything it does is a field of EdgeConfig, so that a fault is another configuration and never other code.
"""

from __future__ import annotations

import asyncio
import gzip
import html
import mimetypes
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from servers.certificates import Certificates
from servers.http1 import (
    MAX_HEAD,
    BadMessageError,
    Headers,
    Request,
    Response,
    TooLargeError,
    read_request,
    read_response,
)

COMPRESSIBLE = (
    "text/html",
    "text/css",
    "text/plain",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/xml",
    "image/svg+xml",
)
INLINE_TYPES = {"image/png", "image/jpeg", "image/webp"}
#: Below these the CDN keeps what it has seen.
CDN_PATHS = ("/static/", "/media/", "/gtag/")
MIN_GZIP = 256
STOP_SECONDS = 5


@dataclass(frozen=True, kw_only=True)
class EdgeConfig:
    """What the proxy does; the defaults are the good shop."""

    hosts: tuple[str, ...] = ("shop.test",)
    #: Hosts that are redirected to the first of `hosts`.
    alias_hosts: tuple[str, ...] = ("www.shop.test",)
    #: Answer for any host name, as a catch-all server block does.
    is_catch_all: bool = False
    #: Host header passed on to the shop instead of the client's.
    upstream_host: str | None = None
    #: What port 80 does. "serve" answers as if the request had come by https.
    plain_http: Literal["redirect", "redirect-to-home", "redirect-302", "serve"] = "redirect"
    #: Kind of certificate, see certificates.KINDS.
    certificate: str = "good"
    #: Another kind for the alias hosts.
    alias_certificate: str | None = None
    tls_minimum: str = "TLSv1_2"
    tls_maximum: str | None = None
    #: Strict-Transport-Security on answers that the proxy makes itself.
    hsts: str | None = "max-age=31536000; includeSubDomains; preload"
    #: Headers replaced, added (even if there is one already) and removed on every https answer.
    set_headers: tuple[tuple[str, str], ...] = ()
    add_headers: tuple[tuple[str, str], ...] = ()
    drop_headers: tuple[str, ...] = ()
    #: Headers missing on errors, as with nginx's add_header without `always`.
    drop_headers_on_errors: tuple[str, ...] = ()
    drop_headers_on_static: tuple[str, ...] = ()
    #: Headers replaced on static files, for a shop that leaves caching to the proxy.
    set_headers_on_static: tuple[tuple[str, str], ...] = ()
    #: What the CDN in front of the proxy says on the files it keeps; none: there is no CDN.
    cdn_headers: tuple[tuple[str, str], ...] = (("X-Served-By", "cache-lhr7380"), ("X-Cache", "HIT"))
    is_gzip_on: bool = True
    gzip_types: tuple[str, ...] = COMPRESSIBLE
    #: Let the shop send its own compressed files.
    is_accept_encoding_passed: bool = True
    is_media_listed: bool = False
    is_media_nosniff: bool = True
    #: Send any media file for display, scripts and pages too.
    is_media_always_inline: bool = False
    is_private_media_refused: bool = True
    #: Paths the proxy does not know about: 404.
    hidden_paths: tuple[str, ...] = ()
    max_body: int = 10 * 1024 * 1024
    #: Seconds every answer takes longer.
    delay: float = 0.0

    @property
    def tls(self) -> tuple[str, str | None, str, str | None]:
        """What the listening socket was set up with."""
        return (self.certificate, self.alias_certificate, self.tls_minimum, self.tls_maximum)


class Edge:
    """Two listeners, served by one thread until `stop`."""

    def __init__(self, certificates: Certificates, media: Path) -> None:
        self._certificates = certificates
        self._media = media
        self.config = EdgeConfig()
        #: Port of the application server, None while it is down.
        self.upstream: int | None = None
        self._sockets = {name: _listen() for name in ("https", "http")}
        self.https, self.http = (f"127.0.0.1:{s.getsockname()[1]}" for s in self._sockets.values())
        self._connections: set[asyncio.StreamWriter] = set()
        self._servers: list[asyncio.Server] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="edge", daemon=True)
        self._thread.start()
        self._run(self._listen())

    def configure(self, config: EdgeConfig) -> None:
        """Do as the configuration says from now on; connections kept open are closed."""
        if config != self.config:
            must_listen = config.tls != self.config.tls
            self.config = config
            self._run(self._listen() if must_listen else self._hang_up())

    def stop(self) -> None:
        """Close everything."""
        self._run(self._close())
        self._run(self._let_go())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        for listener in self._sockets.values():
            listener.close()

    def _run(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=60)

    async def _listen(self) -> None:
        await self._close()
        for name, context in (("https", self._tls_context()), ("http", None)):
            server = await asyncio.start_server(
                self._handler(is_secure=context is not None),
                sock=self._sockets[name].dup(),
                ssl=context,
                limit=MAX_HEAD,
            )
            self._servers.append(server)

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        self._servers.clear()
        await self._hang_up()

    async def _let_go(self) -> None:
        """Cancel what is under way: a loop that ends with work left complains about each piece of it."""
        self._loop.set_exception_handler(lambda loop, context: None)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        if others:
            await asyncio.wait(others, timeout=STOP_SECONDS)

    async def _hang_up(self) -> None:
        for writer in self._connections.copy():
            writer.close()

    def _tls_context(self) -> ssl.SSLContext:
        config = self.config
        main, alias = (
            self._certificates.context(kind, config.tls_minimum, config.tls_maximum)
            for kind in (config.certificate, config.alias_certificate or config.certificate)
        )

        def choose(tls: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> int | None:
            if name in self.config.alias_hosts:
                tls.context = alias
            elif name is not None and name not in self.config.hosts and not self.config.is_catch_all:
                return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
            return None

        main.sni_callback = choose
        return main

    def _handler(self, *, is_secure: bool) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._connections.add(writer)
            try:
                while await self._answer_one(reader, writer, is_secure=is_secure):
                    pass
            except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
                pass  # The client has gone, or the shop is being stopped; there is nobody to tell.
            finally:
                self._connections.discard(writer)
                writer.close()

        return handle

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_secure: bool) -> bool:
        """Answer the next request; says whether another may follow."""
        config = self.config
        try:
            request = await read_request(reader, writer, config.max_body)
        except BadMessageError:
            writer.write(_own(400, "Bad request").to_bytes(is_head=False, close=True))
            return False
        except TooLargeError:
            writer.write(_own(413, "Too large").to_bytes(is_head=False, close=True))
            return False
        if request is None:
            return False
        await asyncio.sleep(config.delay)
        peer = writer.get_extra_info("peername")[0]
        response = await self._respond(request, peer, is_secure=is_secure)
        if is_secure:
            _edit_headers(config, request, response)
        _compress(config, request, response)
        writer.write(response.to_bytes(is_head=request.method == "HEAD", close=request.wants_close))
        await writer.drain()
        return not request.wants_close

    async def _respond(self, request: Request, peer: str, *, is_secure: bool) -> Response:
        config = self.config
        known = (*config.hosts, *config.alias_hosts)
        if request.host not in known and not config.is_catch_all:
            return self._secured(_own(421, "This host is not served here."))
        if not is_secure and config.plain_http != "serve":
            status = 302 if config.plain_http == "redirect-302" else 301
            target = "/" if config.plain_http == "redirect-to-home" else request.target
            return _redirect(status, f"https://{request.host}{target}")
        if is_secure and request.host in config.alias_hosts:
            return self._secured(_redirect(301, f"https://{config.hosts[0]}{request.target}"))
        if request.path.startswith(config.hidden_paths or ("\0",)):
            return self._secured(_own(404, "There is no such page."))
        if request.path.startswith("/media/"):
            return self._secured(self._media_file(request))
        return await self._forward(request, peer)

    def _secured(self, response: Response) -> Response:
        """The security headers that Django puts on its own answers."""
        if self.config.hsts:
            response.headers.set("Strict-Transport-Security", self.config.hsts)
        response.headers.set("X-Frame-Options", "DENY")
        response.headers.set("Referrer-Policy", "strict-origin-when-cross-origin")
        response.headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        return response

    async def _forward(self, request: Request, peer: str) -> Response:
        """Ask the application server, which believes these headers because only we can reach it."""
        headers = Headers(request.headers.pairs.copy())
        headers.drop_hop_by_hop()
        headers.drop("Expect", "Forwarded")
        headers.set("Host", self.config.upstream_host or request.headers.get("Host"))
        for name, value in (
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", request.host),
            ("X-Forwarded-For", peer),
            ("X-Real-IP", peer),
            ("Content-Length", str(len(request.body))),
            ("Connection", "close"),
        ):
            headers.set(name, value)
        if not self.config.is_accept_encoding_passed:
            headers.drop("Accept-Encoding")
        lines = [f"{request.method} {request.target} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.pairs)]
        message = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + request.body
        try:
            response = await self._ask_upstream(message, has_body=request.method != "HEAD")
        except (OSError, BadMessageError, asyncio.IncompleteReadError):
            return self._secured(_own(502, "The shop is not running."))
        response.headers.drop_hop_by_hop()
        response.headers.drop("Server")
        return response

    async def _ask_upstream(self, message: bytes, *, has_body: bool) -> Response:
        if self.upstream is None:
            raise ConnectionRefusedError("the application server is down")
        reader, writer = await asyncio.open_connection("127.0.0.1", self.upstream, limit=MAX_HEAD)
        try:
            writer.write(message)
            return await read_response(reader, has_body=has_body)
        finally:
            writer.close()

    def _media_file(self, request: Request) -> Response:
        """A file below the media directory; only images are shown, everything else is a download."""
        config = self.config
        name = unquote(request.path.removeprefix("/media/"))
        file = (self._media / name).resolve() if "\0" not in name else self._media.parent
        if not file.is_relative_to(self._media.resolve()) or request.method not in {"GET", "HEAD"}:
            return _own(404, "There is no such file.")
        if name.startswith("private/") and config.is_private_media_refused:
            return _own(403, "This file is not public.")
        if file.is_dir() and config.is_media_listed:
            return _listing(file)
        if not file.is_file():
            return _own(404, "There is no such file.")
        response = Response(200, body=file.read_bytes() if request.method == "GET" else b"")
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if kind not in INLINE_TYPES and not config.is_media_always_inline:
            kind = "application/octet-stream"
            response.headers.set("Content-Disposition", "attachment")
        response.headers.set("Content-Type", kind)
        response.headers.set("Content-Length", str(file.stat().st_size))
        response.headers.set("Cache-Control", "public, max-age=604800")
        if config.is_media_nosniff:
            response.headers.set("X-Content-Type-Options", "nosniff")
        return response


def _listen() -> socket.socket:
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    listener.setblocking(False)
    return listener


def _own(status: int, text: str) -> Response:
    page = f'<!doctype html>\n<html lang="en">\n<title>{text}</title>\n<h1>{text}</h1>\n</html>\n'
    headers = Headers([("Content-Type", "text/html; charset=utf-8"), ("X-Content-Type-Options", "nosniff")])
    return Response(status, headers, page.encode())


def _redirect(status: int, location: str) -> Response:
    response = _own(status, "This page is somewhere else.")
    response.headers.set("Location", location)
    return response


def _listing(directory: Path) -> Response:
    rows = (f'<a href="{html.escape(f.name)}">{html.escape(f.name)}</a>' for f in sorted(directory.iterdir()))
    title = "Index of /media/"
    head, body = f"<head><title>{title}</title></head>", f"<h1>{title}</h1><pre>{'<br>'.join(rows)}</pre>"
    page = f"<html>{head}<body>{body}</body></html>"
    return Response(200, Headers([("Content-Type", "text/html")]), page.encode())


def _edit_headers(config: EdgeConfig, request: Request, response: Response) -> None:
    if request.path.startswith(CDN_PATHS) and response.status == 200:
        response.headers.pairs.extend(config.cdn_headers)
    for name, value in config.set_headers:
        response.headers.set(name, value)
    response.headers.pairs.extend(config.add_headers)
    response.headers.drop(*config.drop_headers)
    if response.status >= 400:
        response.headers.drop(*config.drop_headers_on_errors)
    if request.path.startswith("/static/"):
        for name, value in config.set_headers_on_static if response.status < 400 else ():
            response.headers.set(name, value)
        response.headers.drop(*config.drop_headers_on_static)


def _compress(config: EdgeConfig, request: Request, response: Response) -> None:
    kind = response.headers.get("Content-Type").partition(";")[0].strip()
    if not config.is_gzip_on or kind not in config.gzip_types or response.headers.get("Content-Encoding"):
        return
    vary = response.headers.get("Vary")
    if "accept-encoding" not in vary.lower():
        response.headers.set("Vary", f"{vary}, Accept-Encoding".lstrip(", "))
    if "gzip" in request.headers.get("Accept-Encoding") and len(response.body) >= MIN_GZIP:
        response.body = gzip.compress(response.body, compresslevel=5, mtime=0)
        response.headers.set("Content-Encoding", "gzip")
        etag = response.headers.get("ETag")
        if etag and not etag.startswith("W/"):
            response.headers.set("ETag", f"W/{etag}")
