"""Why nothing answers at an endpoint, in the same words whoever asks it: a dead port must read as one cause."""

from __future__ import annotations

import errno
import socket

from pytest_golive.data import dataclass
from pytest_golive.facts.wire import Endpoint, Failure, NoAnswer

URL = "[target] url in golive.toml / --golive-target"
START = f"start the site, or correct {URL}"
#: The port of plain http; who names another may have meant https.
PLAIN = 80
LISTENS = f"see what listens there, or correct {URL}"

#: Errors that say something of this machine's own network, nothing of the target.
OWN_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EPERM, errno.EACCES})

#: Reasons in OpenSSL's words that say more when put in ours.
HANDSHAKE_WORDS = {
    "wrong version number": "it answers, but not with TLS",
    "http request": "it answers, but not with TLS",
    "packet length too long": "it answers, but not with TLS",
    "record layer failure": "it answers, but not with TLS",
    "unsupported protocol": "it offers nothing newer than TLS 1.1",
    "tlsv1 alert protocol version": "it refuses TLS 1.2 and newer",
    "tlsv1 unrecognized name": "it knows no site of this name (SNI)",
    "unexpected eof while reading": "the server closed the connection",
}


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Why an endpoint does not answer."""

    kind: Failure
    text: str
    """In which ``{where}``, ``{host}`` and ``{connect_host}`` stand for the endpoint's own."""
    cure: str = LISTENS
    gate_side: bool = False
    """The error lies with the machine that looks (no network, no resolver); the target is not known."""

    def at(self, endpoint: Endpoint) -> NoAnswer:
        """The same, said of one endpoint."""
        reason = self.text
        for name in ("where", "host", "connect_host"):
            reason = reason.replace(f"{{{name}}}", getattr(endpoint, name))
        cure = self.cure
        if endpoint.is_elsewhere and URL in cure:
            # Where to connect was said in the settings: that is more likely to be wrong than the site's own name.
            cure = cure.replace(URL, "connect_to in [target] of golive.toml")
        if self.kind == "closed" and endpoint.scheme == "http" and endpoint.port != PLAIN:
            # A port that takes only TLS hangs up on plain http.
            reason += ", asked in plain http; perhaps it takes https only"
            cure = cure if endpoint.is_elsewhere else f"where it speaks TLS, say https:// in {URL}"
        # Several ports of a host that is down are one thing to repair.
        return NoAnswer(reason, kind=self.kind, cure=cure, root=f"host {endpoint.host}", silence=self)


def no_connection(error: Exception, seconds: float) -> Silence:
    """No connection came about, within ``seconds``."""
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        text = "this machine's name resolution does not answer for {connect_host}"
        return Silence(
            kind="name", text=text, cure="see to the network and the name servers of this machine", gate_side=True
        )
    if isinstance(error, (socket.gaierror, UnicodeError)):
        cure = f"correct {URL}, or the DNS records of the name"
        return Silence(kind="name", text="the name {connect_host} does not resolve", cure=cure)
    if isinstance(error, OSError) and error.errno in OWN_NETWORK:
        text = f"{{where}} cannot be reached from this machine: {_told(error)}"
        return Silence(kind="connect", text=text, cure="see to the network of this machine", gate_side=True)
    if isinstance(error, ConnectionRefusedError):
        why = "connection refused"
    elif isinstance(error, TimeoutError):
        why = f"no connection within {seconds:g} s"
    elif isinstance(error, ConnectionError):
        why = "the connection was closed while it was being opened"
    else:
        why = _told(error)
    return Silence(kind="connect", text=f"nothing answers at {{where}}: {why}", cure=START)


def late_handshake(seconds: float) -> Silence:
    """The port takes connections, and nothing more came within ``seconds``."""
    return Silence(kind="tls", text=f"nothing answers at {{where}}: no TLS handshake within {seconds:g} s")


def no_handshake(*reasons: str) -> Silence:
    """The port answered, but no handshake came about, for these reasons of OpenSSL."""
    words = [HANDSHAKE_WORDS.get(reason.lower().replace("_", " "), reason) for reason in reasons if reason]
    why = ", ".join(words) or "the server closed the connection"
    return Silence(kind="tls", text=f"no TLS handshake with {{where}}: {why}")


def no_answer(error: Exception, seconds: float) -> Silence | None:
    """Connections come about, and no request was ever answered; None when one was, only not soundly."""
    import http.client
    import ssl

    if isinstance(error, TimeoutError):
        text = f"nothing answers at {{where}}: no answer to a request within {seconds:g} s"
        return Silence(kind="timeout", text=text)
    if isinstance(error, (ConnectionError, ssl.SSLError)):
        return Silence(kind="closed", text="{where} closes connections without an answer")
    if isinstance(error, http.client.BadStatusLine):
        return Silence(kind="protocol", text=f"{{where}} does not speak HTTP, it says {str(error).strip()[:60]!r}")
    return None


def untrusted(why: str) -> Silence:
    """The certificate does not verify."""
    cure = "see the lines about the certificate; a private authority belongs into ca_file of [target] in golive.toml"
    return Silence(kind="tls", text=f"certificate of {{host}} not trusted: {why}", cure=cure)


def _told(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
