"""What each host shows in a TLS handshake, and what is wrong with it, judged as of the run's clock.

Trusted are the operating system's own roots, as a browser on it would, plus ``[target] ca_file``. The
variables SSL_CERT_FILE and SSL_CERT_DIR are left aside on purpose: a stray variable on the machine that runs
the gate must not make a certificate good that no customer's browser accepts.
"""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.registry import fact
from pytest_golive.facts.roots import Roots, system_roots
from pytest_golive.facts.silence import OWN_NETWORK, Silence, late_handshake, no_connection, no_handshake
from pytest_golive.facts.tls.certificate import Seen, ServedCertificate, served
from pytest_golive.facts.together import load, meanwhile, together
from pytest_golive.facts.wire import Endpoint, endpoint_of, to_ascii
from pytest_golive.settings import Settings, Target, is_address

if TYPE_CHECKING:
    from cryptography import x509
    from OpenSSL import SSL

HTTPS_PORT = 443
OPENSSL = ("cryptography.x509", "OpenSSL.SSL")
#: So many further addresses of a host are looked at.
FURTHER = 3
NO_HTTPS = "let the site answer https, and write https:// in [target] url of golive.toml / --golive-target"
CA_FILE = "give ca_file in [target] of golive.toml a PEM file"


@dataclass(frozen=True, kw_only=True)
class Handshake:
    """How one TLS handshake with a host went."""

    host: str
    port: int
    certificate: ServedCertificate | None = None
    error: str = ""
    """Why there was no handshake; empty when there was one."""
    cure: str = ""
    root: str = ""
    """The host, when it does not answer."""
    gate_side: bool = False
    """The error lies with the machine that looks (no network, no resolver); the target is not known."""
    is_silent: bool = False
    """Nothing took the connection."""
    address: str = ""
    """The one that was met."""


@fact(rounds=3, loads=OPENSSL)
def handshakes(settings: Settings, now: datetime) -> Mapping[str, Handshake]:
    """One TLS handshake with every declared host, by host; a failure is part of the answer.

    And one with each further address of it, for visitors come to any: what differs there is under ``host at address``.
    """
    target = settings.target
    if not target.all_hosts:
        raise CannotLook("no [target] url is configured", cure="set url in [target] of golive.toml")
    found = {one.host: one for one in shake_all(target.all_hosts, target, now)}
    places = _further({host: one.address for host, one in found.items() if one.certificate}, target)
    further = zip(places, _shake_each(places, target, now), strict=True) if places else ()
    # An address that takes no connection keeps nobody out: browsers go on to the next.
    odd = {
        f"{host} at {address}": one
        for (host, address), one in further
        if not one.is_silent and (one.certificate is None or one.certificate != found[host].certificate)
    }
    return found | odd


@fact(rounds=0)
def certificates(handshakes: Mapping[str, Handshake]) -> Mapping[str, ServedCertificate]:
    """The certificate of every host that answered, by host, and by ``host at address`` where another is shown."""
    found = {name: one.certificate for name, one in handshakes.items() if one.certificate}
    if not found:
        # The site's own host comes first; what is wrong with the others is for tls.certificate-installed to say.
        first = next(iter(handshakes.values()))
        raise CannotLook(first.error, cure=first.cure, root=first.root, look_failed=True)
    return found


def shake_all(hosts: tuple[str, ...], target: Target, now: datetime) -> list[Handshake]:
    """A handshake with each host, all at once."""
    return _shake_each([(host, "") for host in hosts], target, now)


def _shake_each(places: list[tuple[str, str]], target: Target, now: datetime) -> list[Handshake]:
    """A handshake for each host and address; an empty address is any that the host has."""
    # Loading OpenSSL takes as long as connecting does.
    prepared = meanwhile(partial(_prepared, target, now))
    seconds = target.connect_timeout + target.timeout

    def late(place: tuple[str, str]) -> Handshake:
        return _failed(_endpoint(*place, target), target, late_handshake(seconds))

    def look(place: tuple[str, str]) -> Handshake:
        return shake(_endpoint(*place, target), target, prepared)

    return together(look, places, seconds=seconds + 1, late=late)


def _prepared(target: Target, now: datetime) -> tuple[Roots, SSL.Context]:
    load(*OPENSSL)
    roots = trusted_roots(target)
    return roots, _context(roots, now)


def _further(met: Mapping[str, str], target: Target) -> list[tuple[str, str]]:
    """The addresses of each host beside the one that was met, unless the settings say where to connect."""
    named = [host for host in met if not (is_address(host) or _endpoint(host, "", target).is_elsewhere)]
    found = together(_addresses, named, seconds=target.connect_timeout, late=lambda _: [])
    others = {host: [one for one in own if one != met[host]] for host, own in zip(named, found, strict=True)}
    return [(host, one) for host, own in others.items() for one in own[:FURTHER]]


def _addresses(host: str) -> list[str]:
    """What a host's name stands for here; no order, for resolvers change it from one question to the next."""
    try:
        answers = socket.getaddrinfo(to_ascii(host), HTTPS_PORT, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(one[4][0]) for one in answers))


def port_of(target: Target) -> int:
    """The https port of the site: the one in ``url``, else 443."""
    parts = urlsplit(target.url)
    return parts.port or HTTPS_PORT if parts.scheme == "https" else HTTPS_PORT


def trusted_roots(target: Target) -> Roots:
    """The system's roots and ``ca_file``.

    Raises CannotLook when this machine has no roots, or ``ca_file`` cannot be read.
    """
    system = system_roots()
    if target.ca_file and not Path(target.ca_file).is_file():
        raise CannotLook(f"[target] ca_file {target.ca_file} does not exist", cure=CA_FILE)
    files = (*system.files, *([target.ca_file] if target.ca_file else ()))
    if not files and not system.folders:
        raise CannotLook("this machine has no trusted root certificates", cure="install ca-certificates")
    return Roots(files=files, folders=system.folders)


def shake(endpoint: Endpoint, target: Target, prepared: Callable[[], tuple[Roots, SSL.Context]]) -> Handshake:
    """Connect to one host, shake hands and read its certificate; what is ``prepared`` is waited for when connected."""
    try:
        with _connect(endpoint, target.connect_timeout) as plain:
            address = str(plain.getpeername()[0])
            certificate = _certificate(plain, endpoint, *prepared(), target.connect_timeout)
    except NoHandshake as error:
        return _failed(endpoint, target, error.silence)
    except (OSError, UnicodeError) as error:
        return _failed(endpoint, target, no_connection(error, target.connect_timeout))
    return Handshake(host=endpoint.host, port=endpoint.port, certificate=certificate, address=address)


def _endpoint(host: str, address: str, target: Target) -> Endpoint:
    name = f"[{host}]" if ":" in host else host
    endpoint = endpoint_of(f"https://{name}:{port_of(target)}", target.connect_to)
    return replace(endpoint, connect_host=address) if address else endpoint


def _failed(endpoint: Endpoint, target: Target, silence: Silence) -> Handshake:
    failure = silence.at(endpoint)
    is_https = target.url.startswith("https:")
    return Handshake(
        host=endpoint.host,
        port=endpoint.port,
        error=failure.reason,
        cure=failure.cure if is_https or silence.gate_side else NO_HTTPS,
        root=failure.root,
        gate_side=silence.gate_side,
        is_silent=silence.kind in {"name", "connect"},
    )


class NoHandshake(Exception):  # noqa: N818 - caught here and turned into words
    """The other side answered, but no handshake came about."""

    def __init__(self, silence: Silence) -> None:
        super().__init__(silence.text)
        self.silence = silence


def _connect(endpoint: Endpoint, seconds: float) -> socket.socket:
    """Connect to the first address that answers.

    When none does, the error is the one that says most about the target: a refusal by IPv4 counts, not that
    this machine has no IPv6.
    """
    where = (to_ascii(endpoint.connect_host), endpoint.connect_port)
    try:
        return socket.create_connection(where, timeout=seconds, all_errors=True)
    except ExceptionGroup as group:
        errors = [error for error in group.exceptions if isinstance(error, OSError)]
        raise min(errors, key=lambda error: error.errno in OWN_NETWORK) from group


def _context(roots: Roots, now: datetime) -> SSL.Context:
    """TLS 1.2 or newer, judged by these roots as of ``now``: one for all hosts, since reading the roots takes 20 ms."""
    from OpenSSL import SSL, crypto

    context = SSL.Context(SSL.TLS_CLIENT_METHOD)
    context.set_min_proto_version(SSL.TLS1_2_VERSION)
    store = context.get_cert_store()
    assert store is not None, "a client context always has a store"
    try:
        for file in roots.files:
            store.load_locations(file)
        for folder in roots.folders:
            store.load_locations(None, folder)
    except crypto.Error as error:
        raise CannotLook(f"the roots in {roots} cannot be read", cure=CA_FILE) from error
    # The store counts in UTC without a zone.
    store.set_time(now.astimezone(UTC))

    def note(connection: SSL.Connection, certificate: Any, code: int, depth: int, good: int) -> bool:
        # The handshake goes on so that every problem is seen; nothing is ever sent over this connection.
        if not good:
            connection.get_app_data().append((code, depth, certificate.to_cryptography()))
        return True

    context.set_verify(SSL.VERIFY_PEER, note)
    return context


def _certificate(
    plain: socket.socket, endpoint: Endpoint, roots: Roots, context: SSL.Context, seconds: float
) -> ServedCertificate:
    """Shake hands over a new connection, and put in words what was shown."""
    from OpenSSL import SSL

    errors: list[tuple[int, int, x509.Certificate]] = []
    connection = SSL.Connection(context, plain)
    connection.set_app_data(errors)
    if not is_address(endpoint.host):
        connection.set_tlsext_host_name(to_ascii(endpoint.host).encode())
    connection.set_connect_state()
    _shake_hands(connection, plain, seconds)
    sent = connection.get_peer_cert_chain(as_cryptography=True) or []
    path = connection.get_verified_chain(as_cryptography=True) or []
    if not sent:
        raise NoHandshake(no_handshake("the server sends no certificate"))
    protocol = connection.get_protocol_version_name()
    seen = Seen(protocol=protocol, sent=sent, path=path, errors=errors)
    return served(endpoint.host, endpoint.port, seen, roots=str(roots))


def _shake_hands(connection: SSL.Connection, plain: socket.socket, seconds: float) -> None:
    """Do the handshake within ``seconds``; pyOpenSSL wants to be called again whenever the line is ready."""
    from OpenSSL import SSL

    plain.setblocking(False)
    limit = time.monotonic() + seconds
    while True:
        try:
            connection.do_handshake()
        except (SSL.WantReadError, SSL.WantWriteError) as want:
            waiting = ([plain], []) if isinstance(want, SSL.WantReadError) else ([], [plain])
            left = limit - time.monotonic()
            if left <= 0 or not any(select.select(*waiting, [], left)):
                raise NoHandshake(late_handshake(seconds)) from want
        except SSL.SysCallError as error:
            raise NoHandshake(no_handshake()) from error
        except SSL.Error as error:
            reasons = [str(entry[-1]) for entry in error.args[0]] if error.args else []
            raise NoHandshake(no_handshake(*reasons)) from error
        else:
            return
