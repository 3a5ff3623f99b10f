"""The benchmark's own web server: ten https hosts, forty pages, ten greeting ports, and exact counters.

Runs as a process of its own, so that it does not share the interpreter lock with what is measured. It obeys
its parent over standard input (``reset``, ``stats``) and ends when that is closed.
"""

from __future__ import annotations

import asyncio
import json
import os
import ssl
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

HOSTS = tuple(f"t{number:03d}.golive.test" for number in range(1, 11))
PAGES = tuple(f"/page/{number:02d}/" for number in range(1, 41))
GREETING_PORTS = 10
SMALL, BIG = 8_000, 60_000
#: Below this path the answer comes after that many milliseconds: ``/late/30000/x``.
LATE = "/late/"


class Counts:
    """What the target saw since the last reset."""

    def __init__(self, round_trip: float) -> None:
        self._half = round_trip / 2
        self.reset()

    def reset(self) -> None:
        """Start from zero; connections that are still open go on counting as open."""
        self._kinds: Counter[str] = Counter()
        self._open: Counter[str] = Counter(getattr(self, "_open", {}))
        self._most_open = Counter(self._open)
        self._asked: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self._pipelined = 0

    def opened(self, host: str) -> None:
        """Note a new connection, for the name in its TLS handshake (or the kind of its port)."""
        self._kinds["connections"] += 1
        self._open[host] += 1
        self._most_open[host] = max(self._most_open[host], self._open[host])

    def closed(self, host: str) -> None:
        """Note the end of a connection."""
        self._open[host] -= 1

    def answered(self, host: str, arrived: float, *, free_at: float, more_waiting: bool) -> float:
        """Note one request: it was on its way from half a round trip before to half a round trip after.

        Never from before its connection was free: a timer of the slow line that goes off early is no second lane.
        Returns when the connection is free again.
        """
        self._kinds["requests"] += 1
        self._pipelined += more_waiting
        ends = time.monotonic() + self._half
        self._asked[host].append((max(arrived - self._half, free_at), ends))
        return ends

    def as_dict(self) -> dict[str, Any]:
        """All counters, fit for JSON."""
        return {
            "requests": self._kinds["requests"],
            "connections": self._kinds["connections"],
            "open": sum(self._open.values()),
            "most_connections": dict(self._most_open),
            "most_in_flight": {host: overlap(spans) for host, spans in self._asked.items()},
            "pipelined": self._pipelined,
        }


def overlap(spans: Iterable[tuple[float, float]]) -> int:
    """The largest number of spans that share one moment."""
    # An end counts before a beginning at the same moment: the connection is free again.
    edges = sorted((moment, step) for span in spans for moment, step in zip(span, (1, -1), strict=True))
    now = most = 0
    for _, step in edges:
        now += step
        most = max(most, now)
    return most


def body_of(path: str) -> bytes:
    """The page at a path: its own path first, padded to its size."""
    text = f"<!doctype html><html lang=en><title>Page {path}</title><p>Go live: all good at {path}</p>"
    size = BIG if path.rstrip("/").endswith("0") else SMALL
    return text.encode().ljust(size, b".")


class Web(asyncio.Protocol):
    """One https connection, kept as long as the client wants it."""

    def __init__(self, counts: Counts, names: Callable[[Any], str], think: float) -> None:
        self._counts = counts
        self._think = think
        self._names = names
        self._host = ""
        self._received = b""
        self._free_at = 0.0
        self._transport: Any = None

    def connection_made(self, transport: Any) -> None:
        """Called by asyncio after the TLS handshake."""
        self._transport = transport
        self._host = self._names(transport.get_extra_info("ssl_object"))
        self._counts.opened(self._host)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Called by asyncio."""
        self._counts.closed(self._host)

    def data_received(self, data: bytes) -> None:
        """Called by asyncio; requests have no body here."""
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode("latin-1")
            arrived = time.monotonic()
            seconds = int(path.split("/")[2]) / 1000 if path.startswith(LATE) else self._think
            if seconds:
                asyncio.get_running_loop().call_later(seconds, self._answer, path, arrived)
            else:
                self._answer(path, arrived)

    def _answer(self, path: str, arrived: float) -> None:
        if self._transport.is_closing():
            return
        body = body_of(path)
        head = (
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\nCache-Control: max-age=60\r\n"
            "Strict-Transport-Security: max-age=31536000\r\nX-Content-Type-Options: nosniff\r\n\r\n"
        )
        self._transport.write(head.encode() + body)
        waiting = bool(self._received)
        self._free_at = self._counts.answered(self._host, arrived, free_at=self._free_at, more_waiting=waiting)


class Greeter(asyncio.Protocol):
    """A port that says who it is as soon as somebody connects, as SMTP and SSH do."""

    def __init__(self, counts: Counts, number: int) -> None:
        self._counts = counts
        self._number = number

    def connection_made(self, transport: Any) -> None:
        """Called by asyncio."""
        self._counts.opened("greeting")
        transport.write(f"220 port-{self._number:02d} ready\r\n".encode())

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Called by asyncio."""
        self._counts.closed("greeting")


def contexts(folder: Path) -> tuple[ssl.SSLContext, Callable[[Any], str]]:
    """The TLS context that picks the host's certificate by SNI, and the way to ask which host was meant."""
    by_name = {}
    for host in HOSTS:
        by_name[host] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        by_name[host].load_cert_chain(folder / f"{host}.pem")
    asked: dict[int, str] = {}

    def pick(connection: Any, name: str | None, _context: ssl.SSLContext) -> None:
        connection.context = by_name.get(name or "", by_name[HOSTS[0]])
        asked[id(connection)] = name or "no name"

    front = by_name[HOSTS[0]]
    front.sni_callback = pick
    return front, lambda connection: asked.pop(id(connection), "no name")


def make_certificates(folder: Path) -> None:
    """An authority, and a certificate of its own for every host."""
    import trustme

    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    for host in HOSTS:
        issued = authority.issue_cert(host)
        issued.private_key_and_cert_chain_pem.write_to_path(str(folder / f"{host}.pem"))


async def serve(folder: Path, round_trip: float, think: float) -> None:
    """Listen, tell the ports, then obey until the parent is gone; ``think``: seconds before a page is answered."""
    loop = asyncio.get_running_loop()
    counts = Counts(round_trip)
    make_certificates(folder)
    context, names = contexts(folder)
    listening = [await loop.create_server(lambda: Web(counts, names, think), "127.0.0.1", 0, ssl=context, backlog=1024)]
    for number in range(1, GREETING_PORTS + 1):
        port = await loop.create_server(lambda number=number: Greeter(counts, number), "127.0.0.1", 0)  # type: ignore[misc]
        listening.append(port)
    tell([server.sockets[0].getsockname()[1] for server in listening])

    def obey(order: str) -> None:
        if order == "reset":
            counts.reset()
        tell(counts.as_dict())

    obey_parent(loop, obey)
    await asyncio.Event().wait()


def tell(what: Any) -> None:
    """One line of JSON to the parent."""
    print(json.dumps(what), flush=True)


def obey_parent(loop: asyncio.AbstractEventLoop, obey: Callable[[str], None]) -> None:
    """Hand each line of standard input to ``obey``; end the process when the parent is gone."""

    def listen() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(obey, line.strip())
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), *map(float, sys.argv[2:])))
