"""As much of HTTP/1.1 as the edge needs: read a message, write a message."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus

HOP_BY_HOP = frozenset(
    (
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    )
)
MAX_HEAD = 64 * 1024
Pairs = list[tuple[str, str]]


class BadMessageError(Exception):
    """What arrived is no HTTP/1.1."""


class TooLargeError(Exception):
    """The body is larger than allowed."""


@dataclass
class Headers:
    """Header fields in their order, looked up without regard to case."""

    pairs: Pairs = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """The first value of the field."""
        return next((value for key, value in self.pairs if key.lower() == name.lower()), default)

    def drop(self, *names: str) -> None:
        """Remove every occurrence of the fields."""
        lowered = {name.lower() for name in names}
        self.pairs = [pair for pair in self.pairs if pair[0].lower() not in lowered]

    def set(self, name: str, value: str) -> None:
        """Replace the field."""
        self.drop(name)
        self.pairs.append((name, value))

    def drop_hop_by_hop(self) -> None:
        """Remove what is meant for this connection only."""
        named = [name.strip() for name in self.get("Connection").split(",") if name.strip()]
        self.drop(*HOP_BY_HOP, *named)


@dataclass
class Request:
    """What a client asks."""

    method: str
    target: str
    headers: Headers
    body: bytes = b""

    @property
    def host(self) -> str:
        """The host without port, in small letters."""
        return self.headers.get("Host").partition(":")[0].lower()

    @property
    def path(self) -> str:
        """The target without query."""
        return self.target.partition("?")[0]

    @property
    def wants_close(self) -> bool:
        """Whether the client is done after this request."""
        return "close" in self.headers.get("Connection").lower()


@dataclass
class Response:
    """What a client gets."""

    status: int
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""

    def to_bytes(self, *, is_head: bool, close: bool) -> bytes:
        """The message as it goes over the wire."""
        if not is_head and self.status not in {204, 304}:
            self.headers.set("Content-Length", str(len(self.body)))
        self.headers.set("Connection", "close" if close else "keep-alive")
        try:
            phrase = HTTPStatus(self.status).phrase
        except ValueError:
            phrase = ""
        lines = [
            f"HTTP/1.1 {self.status} {phrase}",
            *(f"{name}: {value}" for name, value in self.headers.pairs),
        ]
        head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
        return head if is_head or self.status in {204, 304} else head + self.body


async def read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, limit: int) -> Request | None:
    """The next request on the connection, or None if there is none."""
    head = await _read_head(reader)
    if not head:
        return None
    start, headers = _parse_head(head)
    words = start.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1.") or not words[1].startswith("/"):
        raise BadMessageError(start)
    if headers.get("Expect").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    body = await _read_body(reader, headers, limit)
    return Request(words[0], words[1], headers, body)


async def read_response(reader: asyncio.StreamReader, *, has_body: bool) -> Response:
    """The answer of the application server, which closes the connection after it."""
    start, headers = _parse_head(await _read_head(reader))
    words = start.split(" ", 2)
    if len(words) < 2 or not words[1].isdigit():
        raise BadMessageError(start)
    body = b""
    if has_body and (headers.get("Content-Length") or headers.get("Transfer-Encoding")):
        body = await _read_body(reader, headers, limit=1 << 30)
    elif has_body:
        body = await reader.read()
    return Response(int(words[1]), headers, body)


async def _read_head(reader: asyncio.StreamReader) -> str:
    try:
        return (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise BadMessageError("the head ends early") from None
        return ""
    except asyncio.LimitOverrunError:
        raise BadMessageError("the head is too long") from None


def _parse_head(head: str) -> tuple[str, Headers]:
    start, *lines = head.rstrip("\r\n").split("\r\n")
    pairs: Pairs = []
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip():
            raise BadMessageError(line)
        pairs.append((name, value.strip()))
    return start, Headers(pairs)


async def _read_body(reader: asyncio.StreamReader, headers: Headers, limit: int) -> bytes:
    if "chunked" in headers.get("Transfer-Encoding").lower():
        return await _read_chunks(reader, limit)
    length = headers.get("Content-Length", "0")
    if not length.isdigit():
        raise BadMessageError(f"Content-Length: {length}")
    if int(length) > limit:
        raise TooLargeError
    return await reader.readexactly(int(length))


async def _read_chunks(reader: asyncio.StreamReader, limit: int) -> bytes:
    body = b""
    while True:
        line = await reader.readuntil(b"\r\n")
        try:
            size = int(line.split(b";")[0], 16)
        except ValueError:
            raise BadMessageError("a chunk without size") from None
        if len(body) + size > limit:
            raise TooLargeError
        chunk = await reader.readexactly(size + 2)
        if size == 0:
            return body
        body += chunk[:-2]
