"""A stand-in for a provider of log-ins (Google and the like), answering on a real socket of this machine.

Nobody types anything there: for each request that the shop sends a browser with, the gate says who logs in, and what
is wrong with the token that the shop will fetch.

Source: OpenID Connect Core 1.0 and Discovery 1.0, RFC 6749, RFC 7636, RFC 7517.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.data import dataclass
from pytest_golive.errors import in_words

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from pytest_golive.settings.storefront import OAuth

DISCOVERY = "/.well-known/openid-configuration"
AUTHORIZE, TOKEN, KEYS, USERINFO = "/authorize", "/token", "/jwks", "/userinfo"
ALGORITHM = "RS256"
LIFE_SECONDS = 300
#: A request that does not come to its end is given up.
PATIENCE_SECONDS = 10
MOST_BYTES = 65_536
PAGE = "<!doctype html><title>A stand-in</title><p>This stands in for {}: the gate goes on from here."


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with an account at the provider."""

    subject: str
    email: str
    name: str
    is_verified: bool = True
    """Whether the provider knows that the address is theirs."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Who logs in, and what the provider will say of it."""

    person: Person
    wrong: Mapping[str, Any] = field(default_factory=dict)
    """Claims of the ID token that are not what they should be."""
    signed: Literal["rightly", "by another", "not at all"] = "rightly"


class Reply(NamedTuple):
    """An answer over HTTP."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What a code stands for."""

    visit: Visit
    asked: Mapping[str, str]
    """The parameters that the shop sent the browser with."""


class Provider:
    """The stand-in; its keys are as old as it is.

    Args:
        table: ``[storefront.oauth]``.

    Raises:
        CannotTell: the extra ``oauth`` is not installed.
    """

    def __init__(self, table: OAuth) -> None:
        self.table = table
        self.issuer = table.address
        self._key, self._foreign = new_key(), new_key()
        self._key_name = secrets.token_hex(8)
        self._expected: dict[str, Visit] = {}
        self._codes: dict[str, Grant] = {}
        self._tokens: dict[str, Person] = {}
        self._lock = threading.Lock()
        self.seen: list[str] = []
        """The paths that were asked for."""
        self.redeemed: set[str] = set()
        """Codes whose tokens were handed out."""
        self.refusals: list[str] = []
        """What the shop was told when it was refused."""

    @contextmanager
    def listening(self) -> Iterator[Provider]:
        """Answer at ``listen`` while the context lasts.

        Raises:
            CannotTell: nothing can listen there.
        """
        from http.server import ThreadingHTTPServer

        host, port = place(self.table.listen)
        try:
            server = ThreadingHTTPServer((host, port), handler(self))
        except OSError as error:
            cannot_tell(
                f"the stand-in for {self.table.name} cannot listen on {self.table.listen}: {in_words(error)}",
                cure="free that port, or set another `listen` in [storefront.oauth] and configure the shop with it",
            )
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def is_asked_by(self, address: str) -> bool:
        """Whether an address is that of the page where people log in."""
        return address.partition("?")[0] == self.issuer + AUTHORIZE

    def admit(self, address: str, visit: Visit) -> str:
        """Log somebody in who was sent here with this address; where the browser is sent back to.

        Raises:
            AssertionError: the request is none that a provider may answer by sending the browser back.
        """
        query = urlsplit(address).query
        self._expected[query] = visit
        reply = self.authorize(query)
        assert reply.status == 302, f"the stand-in refuses the shop's request: {reply.body.decode()}"
        return reply.headers["Location"]

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: str) -> Reply:
        """Answer one request."""
        path, _, query = target.removeprefix(urlsplit(self.issuer).path).partition("?")
        self.seen.append(path)
        if (method, path) == ("GET", DISCOVERY):
            return in_json(self.metadata())
        if (method, path) == ("GET", AUTHORIZE):
            return self.authorize(query)
        if (method, path) == ("POST", TOKEN):
            with self._lock:
                return self.exchange(headers, one_each(body))
        if (method, path) == ("GET", KEYS):
            return in_json({"keys": [self.public_key()]})
        if method in {"GET", "POST"} and path == USERINFO:
            return self.userinfo(headers)
        return Reply(404, b"there is nothing here")

    def metadata(self) -> dict[str, Any]:
        """The discovery document."""
        places = {"authorization": AUTHORIZE, "token": TOKEN, "userinfo": USERINFO}
        return {
            "issuer": self.issuer,
            **{f"{name}_endpoint": self.issuer + path for name, path in places.items()},
            "jwks_uri": self.issuer + KEYS,
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "scopes_supported": ["openid", "email", "profile"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "claims_supported": ["sub", "email", "email_verified", "name", "given_name", "family_name"],
            "code_challenge_methods_supported": ["S256", "plain"],
            "grant_types_supported": ["authorization_code"],
        }

    def authorize(self, query: str) -> Reply:
        """The page where people log in: sends the browser of an expected person back, with a code."""
        asked = one_each(query)
        if asked.get("client_id") != self.table.client_id or not asked.get("redirect_uri"):
            return Reply(400, b"this client_id or redirect_uri is not registered")
        if asked.get("response_type") != "code" or "openid" not in asked.get("scope", "").split():
            return Reply(400, b"only response_type=code with the scope openid is answered here")
        visit = self._expected.pop(query, None)
        if visit is None:
            return Reply(200, PAGE.format(self.table.name).encode(), {"Content-Type": "text/html; charset=utf-8"})
        code = secrets.token_urlsafe(24)
        self._codes[code] = Grant(visit=visit, asked=asked)
        back = {"code": code, **({"state": asked["state"]} if "state" in asked else {})}
        joint = "&" if "?" in asked["redirect_uri"] else "?"
        return Reply(302, b"", {"Location": f"{asked['redirect_uri']}{joint}{urlencode(back)}"})

    def exchange(self, headers: Mapping[str, str], form: Mapping[str, str]) -> Reply:
        """The tokens for a code, once, for the client that proves to have asked for it."""
        if not self._is_client(headers, form):
            return self._refuse(401, "invalid_client", "the client's id or secret is wrong")
        if form.get("grant_type") != "authorization_code":
            return self._refuse(400, "unsupported_grant_type", "only authorization_code")
        grant = self._codes.pop(form.get("code", ""), None)
        if grant is None:
            return self._refuse(400, "invalid_grant", "the code is unknown or was used before")
        if form.get("redirect_uri") != grant.asked["redirect_uri"]:
            return self._refuse(400, "invalid_grant", "the redirect_uri is another than the code was given for")
        if not is_proven(grant.asked, form.get("code_verifier", "")):
            return self._refuse(400, "invalid_grant", "the code_verifier does not fit the code_challenge")
        access = secrets.token_urlsafe(24)
        self._tokens[access] = grant.visit.person
        self.redeemed.add(form["code"])
        answer = {"access_token": access, "token_type": "Bearer", "expires_in": LIFE_SECONDS}
        return in_json({**answer, "scope": grant.asked["scope"], "id_token": self.id_token(grant, access)})

    def id_token(self, grant: Grant, access: str) -> str:
        """Who logged in, signed; as wrong as the visit is to be."""
        import jwt

        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": self.table.client_id,
            "iat": now,
            "exp": now + LIFE_SECONDS,
            **claims_of(grant.visit.person),
            "at_hash": packed(hashlib.sha256(access.encode()).digest()[:16]),
            **({"nonce": grant.asked["nonce"]} if "nonce" in grant.asked else {}),
            **grant.visit.wrong,
        }
        if grant.visit.signed == "not at all":
            return jwt.encode(claims, "", algorithm="none")
        key = self._key if grant.visit.signed == "rightly" else self._foreign
        return jwt.encode(claims, key, algorithm=ALGORITHM, headers={"kid": self._key_name})

    def public_key(self) -> dict[str, Any]:
        """The key that verifies the ID tokens, as a JWK."""
        from jwt.algorithms import RSAAlgorithm

        made: dict[str, Any] = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return {**made, "kid": self._key_name, "use": "sig", "alg": ALGORITHM}

    def userinfo(self, headers: Mapping[str, str]) -> Reply:
        """The same claims again, for whoever has the access token."""
        kind, _, token = headers.get("Authorization", "").partition(" ")
        person = self._tokens.get(token) if kind.lower() == "bearer" else None
        if person is None:
            return Reply(401, b"", {"WWW-Authenticate": 'Bearer error="invalid_token"'})
        return in_json(claims_of(person))

    def _is_client(self, headers: Mapping[str, str], form: Mapping[str, str]) -> bool:
        table = self.table
        given = {(form.get("client_id", ""), form.get("client_secret", ""))}
        kind, _, basic = headers.get("Authorization", "").partition(" ")
        if kind.lower() == "basic":
            try:
                name, _, secret = base64.b64decode(basic).decode().partition(":")
            except ValueError:
                return False
            # RFC 6749 has both quoted; many clients do not.
            given = {(name, secret), (unquote_plus(name), unquote_plus(secret))}
        return (table.client_id, table.client_secret) in given

    def _refuse(self, status: int, error: str, why: str) -> Reply:
        self.refusals.append(f"{error}: {why}")
        return in_json({"error": error, "error_description": why}, status)


def handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    """Reads a request and writes the provider's answer."""
    from http.server import BaseHTTPRequestHandler

    class Handler(BaseHTTPRequestHandler):
        timeout = PATIENCE_SECONDS

        def do_GET(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            if size > MOST_BYTES:
                self.send_error(413)
                return
            body = self.rfile.read(size).decode("utf-8", "replace")
            given = {name.title(): value for name, value in self.headers.items()}
            reply = provider.answer(self.command, self.path, given, body)
            self.send_response(reply.status)
            for name, value in {"Cache-Control": "no-store", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *arguments: Any) -> None:
            """Nothing is written: the addresses hold codes."""

    return Handler


def new_key() -> RSAPrivateKey:
    """A key that signs ID tokens.

    Raises:
        CannotTell: the extra ``oauth`` is not installed.
    """
    try:
        from cryptography.hazmat.primitives.asymmetric import rsa
        from jwt.algorithms import RSAAlgorithm as RSAAlgorithm
    except ImportError:
        cannot_tell(
            "PyJWT and cryptography are not installed, with which the stand-in for the provider signs",
            cure="pip install 'pytest-golive[oauth]'",
        )
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def place(listen: str) -> tuple[str, int]:
    """Host and port of ``listen``.

    Raises:
        CannotTell: it is none.
    """
    try:
        parts = urlsplit(f"//{listen}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or not port:
        cannot_tell(
            f"`listen` of [storefront.oauth] is {listen!r}, which is no address and port",
            cure='set it as `listen = "127.0.0.1:8899"`',
        )
    return host, port


def claims_of(person: Person) -> dict[str, Any]:
    """What the provider tells of a person."""
    given, _, family = person.name.partition(" ")
    names = {"name": person.name, "given_name": given, **({"family_name": family} if family else {})}
    return {"sub": person.subject, "email": person.email, "email_verified": person.is_verified, **names}


def is_proven(asked: Mapping[str, str], verifier: str) -> bool:
    """Whether who redeems a code is who asked for it (RFC 7636), where the shop takes part in that."""
    challenge = asked.get("code_challenge", "")
    if not challenge:
        return not verifier
    if asked.get("code_challenge_method", "plain") == "S256":
        verifier = packed(hashlib.sha256(verifier.encode()).digest())
    return hmac.compare_digest(verifier.encode(), challenge.encode())


def packed(value: bytes) -> str:
    """Base64 as in addresses and tokens, without its padding."""
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def one_each(query: str) -> dict[str, str]:
    """The parameters of a query or form; of those that come twice, the first."""
    return {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}


def in_json(value: Any, status: int = 200) -> Reply:
    """An answer in JSON."""
    return Reply(status, json.dumps(value).encode(), {"Content-Type": "application/json"})
