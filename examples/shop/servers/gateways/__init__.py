"""Stand-ins for payment gateways: what they have in common is an HTTPS server that can be told to misbehave.

A stand-in books money that does not exist. What it answers is what the gateway's published protocol says, so that
the shop's code is the same as in production; it proves nothing about the gateway itself.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

#: What goes wrong on the way, whatever was asked. The first three after the request was obeyed:
#: the answer comes too late, not at all, or breaks off; the others instead of obeying.
AFTER, INSTEAD = ("late", "cut", "half"), ("error", "busy")
#: Paths below are no part of the gateway: they steer the stand-in from another process.
STEERING = "/-/"
ERROR_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
#: Posts a body with headers to a URL of the shop, and says the status of its answer.
Deliver = Callable[[str, bytes, Mapping[str, str]], int]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as it was received; `headers` ignores case, `at` is of the monotonic clock."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Message
    body: bytes
    at: float = field(default_factory=time.monotonic)

    @property
    def kind(self) -> str:
        """Type of the body without its parameters."""
        return str(self.headers.get("Content-Type", "")).partition(";")[0].strip().lower()

    @property
    def json(self) -> Any:
        """The body read as JSON; none if it is not."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def form(self) -> dict[str, str]:
        """The body read as a form."""
        return dict(parse_qsl(self.body.decode(errors="replace"), keep_blank_values=True))


@dataclass(frozen=True)
class Answer:
    """Text is HTML, bytes are sent as they are, all else is JSON."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        """What goes over the wire."""
        match self.body:
            case bytes():
                return self.body
            case str():
                return self.body.encode()
            case _:
                return json.dumps(self.body).encode()

    @property
    def kind(self) -> str:
        """Content type."""
        return "text/html; charset=utf-8" if isinstance(self.body, str) else "application/json"


class StandIn:
    """One gateway on a free port of this machine, until `stop`; subclasses answer.

    Args:
        context: certificate for 127.0.0.1, for instance ``Certificates(directory).mail_context("127.0.0.1")``.

    `next` is how the next call ends, `always` how all do: one of `AFTER` and `INSTEAD`, or what the gateway knows
    (``declined``, ``pending`` …). `only` limits troubles to calls that begin so: ``/v1/refunds``, ``POST /v1/orders``.
    """

    #: As in golive.toml.
    name = ""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.next = self.always = self.only = ""
        #: How long `late` takes: longer than anybody waits.
        self.late_seconds = 20.0
        self.calls: list[Asked] = []
        #: Where the shop listens, and how it is reached.
        self.callback = ""
        self.deliver: Deliver | None = None
        #: Around all that is remembered; never held while the shop is called.
        self.lock = threading.RLock()
        self._stopping = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._server.context = context
        self.url = f"https://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name=self.name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Listen no more; who waits for a late answer is let go."""
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, asked: Asked) -> Answer:
        """What the gateway says; `lock` is held."""
        raise NotImplementedError

    def busy(self) -> Answer:
        """What it says when there are too many calls."""
        return Answer(429, {"message": "Too many requests"})

    def pay(self, payment: str) -> Any:
        """Do what the payer does with a good card or wallet; its answer is what the payer's browser takes back."""
        raise NotImplementedError

    def decline(self, payment: str) -> Any:
        """Do what the payer's bank does when it says no."""
        raise NotImplementedError

    def notify(self, payment: str) -> int:
        """Tell the shop how the payment is, as the gateway does; the status of its answer."""
        raise NotImplementedError

    def wished(self, *known: str) -> str:
        """Which of these the current call shall end in; empty: nothing special."""
        if self.next in known:
            found, self.next = self.next, ""
            return found
        return self.always if self.always in known else ""

    def tell(self, body: bytes, headers: Mapping[str, str], url: str = "") -> int:
        """Post a notice to the shop."""
        if self.deliver is None:
            raise LookupError(f"{self.name}: nobody has said how the shop is reached (deliver)")
        return self.deliver(url or self.callback, body, headers)

    def calls_of(self, path: str) -> list[Asked]:
        """The calls to paths that begin so."""
        return [one for one in self.calls if one.path.startswith(path)]

    def obey(self, asked: Asked) -> tuple[Answer, str]:
        """The answer, and how it is brought: one of `AFTER`, or the empty word."""
        if asked.path.startswith(STEERING):
            return self._steer(asked), ""
        with self.lock:
            self.calls.append(asked)
            is_meant = any(text.startswith(self.only) for text in (asked.path, f"{asked.method} {asked.path}"))
            trouble = self.wished(*AFTER, *INSTEAD) if is_meant else ""
            if trouble == "error":
                return Answer(502, ERROR_PAGE), ""
            answer = self.busy() if trouble == "busy" else self.answer(asked)
        return answer, trouble if trouble in AFTER else ""

    def wait(self) -> None:
        """As long as a late answer takes."""
        self._stopping.wait(self.late_seconds)

    def _steer(self, asked: Asked) -> Answer:
        """``next`` {outcome, always, only}, ``pay``, ``decline`` and ``notify`` {payment}, ``calls``."""
        said, word = asked.json or {}, asked.path.removeprefix(STEERING)
        match word:
            case "next":
                self.next, self.always, self.only = (said.get(key, "") for key in ("outcome", "always", "only"))
                return Answer(200, {})
            case "pay" | "decline" | "notify":
                try:
                    return Answer(200, {"answer": getattr(self, word)(said["payment"])})
                except (LookupError, NotImplementedError) as error:
                    return Answer(404, {"message": str(error)})
            case "calls":
                with self.lock:
                    rows = [{"method": one.method, "path": one.path, "at": one.at} for one in self.calls]
                return Answer(200, {"calls": rows})
        return Answer(404, {"message": f"no such word: {word}"})


class Courier:
    """Brings notices to the shop over verified TLS.

    Args:
        ca_file: who signed the shop's certificate.
        connect_to: ``127.0.0.1:8443``: where the shop's host really is; empty: where its name says.
    """

    def __init__(self, ca_file: str | Path, connect_to: str = "") -> None:
        self._context = ssl.create_default_context(cafile=str(ca_file))
        self._connect_to = connect_to

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Post it."""
        parts = urlsplit(url)
        host, _, port = (self._connect_to or f"{parts.hostname}:{parts.port or 443}").rpartition(":")
        plain = socket.create_connection((host, int(port)), timeout=30)
        connection = http.client.HTTPConnection(parts.netloc)
        connection.sock = self._context.wrap_socket(plain, server_hostname=parts.hostname)
        try:
            connection.request("POST", parts.path + (f"?{parts.query}" if parts.query else ""), body, dict(headers))
            return connection.getresponse().status
        finally:
            connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    context: ssl.SSLContext

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands in the connection's own thread: one silent client must not stop the others."""
        with suppress(OSError):  # the client does not trust us, or has gone
            request.settimeout(60)
            with self.context.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)


def _handler(stand_in: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body are two writes: else each answer waits 40 ms for an acknowledgement.
        disable_nagle_algorithm = True

        def _do(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            answer, trouble = stand_in.obey(
                Asked(method=self.command, path=parts.path, query=query, headers=self.headers, body=body)
            )
            if trouble == "late":
                stand_in.wait()
            if trouble == "cut":
                self.close_connection = True
                return
            self._send(answer, is_half=trouble == "half")

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _do  # noqa: N815 - http.server's names

        def _send(self, answer: Answer, *, is_half: bool) -> None:
            raw = answer.raw
            self.send_response(answer.status)
            for name, value in {"Content-Type": answer.kind, **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw[: len(raw) // 2] if is_half else raw)
            self.close_connection = self.close_connection or is_half

        def log_message(self, *arguments: Any) -> None:
            """A call is no event here."""

    return Handler
