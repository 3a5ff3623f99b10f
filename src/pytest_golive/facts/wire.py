"""One HTTP request and its answer: what is asked, how the answer is decoded, how failures read."""

from __future__ import annotations

import dataclasses
import re
import time
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, urldefrag, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.page import ANSWERED, BODY_LIMIT, Page
from pytest_golive.facts.redact import MASK, REDACTOR

if TYPE_CHECKING:
    from http.client import HTTPResponse

    from pytest_golive.facts.silence import Silence

Failure = Literal["name", "connect", "tls", "closed", "timeout", "protocol", "limited", "encoding", "away"]

#: Bytes read of one body; more than this is not read, and the connection is given up instead.
READ_LIMIT = 4 * BODY_LIMIT
#: Encodings that this Python undoes.
DECODED = frozenset({"gzip", "x-gzip", "deflate"})
#: Methods that may be sent twice.
IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS"})
#: Session ids and tokens are longer; shorter cookie values ("en", "dark") are ordinary words.
SECRET_COOKIE_LENGTH = 16
#: What to do about one address that does not answer while others of the server do.
CURES: Mapping[Failure, str] = {
    "timeout": "see why it takes so long, or raise timeout in [target] of golive.toml",
    "closed": "see the log of the server, which closed the connection",
    "protocol": "see with `curl -iv` what is answered there",
    "encoding": "have the server send gzip, or the plain text, to clients that accept no more (RFC 9110, 12.5.3)",
}
TEXTUAL = re.compile(r"^text/|json|javascript|ecmascript|xml|^$")
TOKEN_FIELD = re.compile(r"<input\b[^>]*\bname=[\"']?csrf(?:middleware|_)token\b[^>]*>", re.IGNORECASE)
TOKEN_VALUE = re.compile(r"(\bvalue=[\"']?)[^\"'\s>]+", re.IGNORECASE)


class NoAnswer(CannotLook):
    """No answer came; ``kind`` says at which step it ended."""

    def __init__(
        self, reason: str, *, kind: Failure, cure: str = "", root: str = "", silence: Silence | None = None
    ) -> None:
        super().__init__(reason, cure=cure or CURES.get(kind, ""), root=root, look_failed=kind not in ANSWERED)
        self.kind: Failure = kind
        self._silence = silence

    def about(self, endpoint: Endpoint) -> NoAnswer:
        """The same failure said of another endpoint of the same server."""
        return self._silence.at(endpoint) if self._silence else self


@dataclasses.dataclass(kw_only=True)
class Jar:
    """What a visitor's browser keeps between two requests. It never becomes part of a fact."""

    cookies: dict[str, str] = dataclasses.field(default_factory=dict)
    form_token: str = ""
    """Value of the last CSRF field seen."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One question to a server."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    body: bytes = b""
    host: str = ""
    """Host header to send instead of the URL's host; name, SNI and certificate stay with the URL."""
    timeout: float = 0.0
    """Seconds to wait for the answer; 0: as ``[target] timeout`` says."""
    jar: Jar | None = None
    """Cookies to send and to fill; such an answer is never shared with others."""
    fresh: bool = False
    """True: ask, even when the same was asked before."""
    background: bool = False
    """True: everybody else's requests go first."""
    tests_limit: bool = False
    """True: an answer 429 is what this request wants to see."""
    any_encoding: bool = False
    """True: an answer is of use even when its text cannot be decoded."""
    opens_only: bool = False
    """True: the connection is all that is wanted; nothing is sent."""

    @property
    def key(self) -> tuple[object, ...] | None:
        """By what the answer may be shared; None when it may not."""
        is_own = self.jar is not None or self.fresh or self.tests_limit or self.opens_only
        if is_own or self.method not in IDEMPOTENT:
            return None
        headers = tuple(sorted((name.lower(), value) for name, value in self.headers.items()))
        return self.method, urldefrag(self.url).url, headers, self.host

    @property
    def target(self) -> str:
        """Path and query as they go on the request line, in ASCII."""
        parts = urlsplit(self.url)
        path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*[]")
        query = quote(parts.query, safe="/%:=&?~+!$,;'@()*[]") if parts.query else ""
        return f"{path}?{query}" if query else path

    @property
    def path(self) -> str:
        """The path alone."""
        return self.target.partition("?")[0]


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """Who is asked: the host of the URL, and where to connect for it."""

    scheme: str
    host: str
    port: int
    connect_host: str
    connect_port: int

    @property
    def tls_name(self) -> str:
        """Name for SNI and the certificate; empty for plain http."""
        return self.host if self.scheme == "https" else ""

    @property
    def is_elsewhere(self) -> bool:
        """Whether ``connect_to`` leads to another address than the URL's own."""
        return (self.connect_host, self.connect_port) != (self.host, self.port)

    @property
    def where(self) -> str:
        """Host and port as people read them, and where ``connect_to`` leads."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"{name}:{self.port}" + (f" ({self.connect_host}:{self.connect_port})" if self.is_elsewhere else "")

    @property
    def host_header(self) -> str:
        """The host as HTTP wants it: in ASCII, with the port unless it is the scheme's own."""
        name = f"[{self.host}]" if ":" in self.host else to_ascii(self.host)
        return name if self.port == {"http": 80, "https": 443}[self.scheme] else f"{name}:{self.port}"


def endpoint_of(url: str, connect_to: Mapping[str, str]) -> Endpoint:
    """Take the URL apart and apply ``connect_to``.

    Raises NoAnswer for a URL that is not http or https.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError as error:
        cure = "write it as https://shop.example"
        raise NoAnswer(f"{url!r} is not a URL: {error}", kind="protocol", cure=cure) from error
    if not host or parts.scheme not in {"http", "https"}:
        cure = "write it as https://shop.example"
        raise NoAnswer(f"{url!r} is not an http or https URL", kind="protocol", cure=cure)
    connect_host, connect_port = host, port
    if elsewhere := connect_to.get(f"{host}:{port}"):
        name, _, number = elsewhere.rpartition(":")
        if not name or not number.isdigit():
            reason = f"[target] connect_to gives {elsewhere!r} for {host}:{port}"
            raise NoAnswer(reason, kind="name", cure="write it as address:port")
        connect_host, connect_port = name.strip("[]"), int(number)
    return Endpoint(scheme=parts.scheme, host=host, port=port, connect_host=connect_host, connect_port=connect_port)


def to_ascii(host: str) -> str:
    """The host name in the form DNS and TLS use, as browsers make it: ``ß`` is a letter of its own (IDNA 2008)."""
    return host if host.isascii() else ".".join(map(_label, host.split(".")))


def _label(label: str) -> str:
    if label.isascii():
        # Also what no host may hold, but DNS does: ``_dmarc``.
        return label
    import idna

    try:
        return idna.encode(label, uts46=True).decode("ascii")
    except idna.IDNAError:
        # What registries sold before IDNA 2008 forbade it: ``i❤``.
        return label.encode("idna").decode("ascii")


def read_body(response: HTTPResponse, deadline: float) -> tuple[bytes, bool]:
    """The body, at most READ_LIMIT bytes of it, and whether that was all of it."""
    import http.client

    parts: list[bytes] = []
    size = 0
    while part := response.read(65_536):
        parts.append(part)
        size += len(part)
        if size >= READ_LIMIT:
            return b"".join(parts), False
        # The socket's time-out is per packet: a server that drips would never end.
        if time.monotonic() > deadline:
            raise TimeoutError
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(parts), True


def read_page(response: HTTPResponse, request: Request, raw: bytes, size: int, seconds: float) -> Page:
    """Make a `Page` of an answer whose body has been read: decoded, and with cookie values blanked."""
    headers = tuple((name, _without_value(name, value)) for name, value in response.getheaders())
    page = Page(url=request.url, status=response.status, headers=headers, method=request.method)
    text, undecoded = _text(page, raw)
    if request.jar is not None:
        request.jar.cookies.update(_cookies(response))
        request.jar.form_token = _token(text) or request.jar.form_token
    return Page(
        url=page.url,
        status=page.status,
        headers=page.headers,
        body=blank_tokens(text)[:BODY_LIMIT],
        undecoded=undecoded,
        size=size,
        seconds=seconds,
        method=page.method,
    )


def blank_tokens(text: str) -> str:
    """``text`` with the values of CSRF fields blanked; that they are there can still be seen."""
    if "csrf" not in text:
        return text
    return TOKEN_FIELD.sub(lambda found: TOKEN_VALUE.sub(rf"\g<1>{MASK}", found[0]), text)


def _token(text: str) -> str:
    """Value of the first CSRF field, or empty."""
    found = TOKEN_FIELD.search(text)
    value = TOKEN_VALUE.search(found[0]) if found else None
    return value[0].removeprefix(value[1]) if value else ""


def _cookies(response: HTTPResponse) -> dict[str, str]:
    pairs = (value.partition(";")[0].partition("=") for value in response.headers.get_all("Set-Cookie", []))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _without_value(name: str, value: str) -> str:
    """A Set-Cookie header that keeps the cookie's name and flags only."""
    if name.lower() != "set-cookie":
        return value
    pair, semicolon, flags = value.partition(";")
    cookie, equals, secret = pair.partition("=")
    if len(secret) >= SECRET_COOKIE_LENGTH:
        REDACTOR.learn(secret.strip().strip('"'))
    return f"{cookie}{equals}{MASK if secret.strip() else ''}{semicolon}{flags}"


def unreadable(page: Page) -> NoAnswer:
    """Why nothing can be said of a text that could not be decoded: an empty one would hold nothing bad."""
    if page.undecoded in DECODED:
        reason = f"the text of {page.url} does not decode as {page.undecoded}, although its Content-Encoding says so"
        return NoAnswer(reason, kind="protocol", cure="see it with `curl --compressed -iv`: it may be cut off")
    reason = f"{page.url} came with Content-Encoding: {page.undecoded}, which was not offered and cannot be read here"
    # A server that does so for one page does so for most.
    return NoAnswer(reason, kind="encoding", root=f"encoding of {urlsplit(page.url).netloc}")


def _text(page: Page, raw: bytes) -> tuple[str, str]:
    """The body as text, empty for pictures, and the encoding that could not be undone."""
    # A sitemap may be kept packed: that is its file, not its Content-Encoding.
    is_packed = urlsplit(page.url).path.endswith(".xml.gz")
    if not raw or not (is_packed or TEXTUAL.search(page.content_type)):
        return "", ""
    encoding = (page.header("content-encoding") or "identity").strip().lower()
    decoded = decode(raw, encoding)
    if decoded is None:
        return "", encoding
    if is_packed and decoded.startswith(b"\x1f\x8b"):
        decoded = decode(decoded, "gzip") or b""
    charset = re.search(r"charset=[\"']?([\w-]+)", page.header("content-type") or "", re.IGNORECASE)
    try:
        return decoded.decode(charset[1] if charset else "utf-8", errors="replace"), ""
    except LookupError:
        return decoded.decode("utf-8", errors="replace"), ""


def decode(raw: bytes, encoding: str) -> bytes | None:
    """Undo a Content-Encoding; None when it is unknown here, or the bytes do not decode or end too soon."""
    if encoding in {"", "identity"}:
        return raw
    if encoding not in DECODED:
        return None
    # 32: gzip or zlib by their header; some servers send raw deflate (-15).
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        decoder = zlib.decompressobj(bits)
        try:
            text = decoder.decompress(raw, READ_LIMIT)
        except zlib.error:
            continue
        is_whole = decoder.eof or decoder.unconsumed_tail or len(raw) >= READ_LIMIT
        return text if is_whole else None
    return None
