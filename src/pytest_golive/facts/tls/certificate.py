"""A served certificate as a fact: what it says, how it was sent, and what a browser would refuse it for."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from pytest_golive.data import dataclass
from pytest_golive.facts.wire import to_ascii
from pytest_golive.settings import is_address

if TYPE_CHECKING:
    from cryptography import x509

Kind = Literal["name", "time", "chain", "trust", "use"]

#: OpenSSL's verification errors by what the team has to repair; any other is about the certificate's use.
KINDS: Mapping[int, Kind] = {
    2: "chain",
    20: "chain",
    21: "chain",
    9: "time",
    10: "time",
    13: "time",
    14: "time",
    18: "trust",
    19: "trust",
    27: "trust",
    28: "trust",
}
#: What OpenSSL says in addition to error 20, without adding anything.
ECHO = 21
USES = {
    26: "is not made for servers",
    66: "has too short a key",
    67: "has an issuer with too short a key",
    68: "is signed with a broken hash (MD5, SHA-1)",
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing a browser would refuse the certificate for."""

    kind: Kind
    text: str


@dataclass(frozen=True, kw_only=True)
class SentCertificate:
    """One certificate as the server sent it."""

    subject: str
    issuer: str
    not_before: datetime
    not_after: datetime
    self_signed: bool
    issues_previous: bool = True
    """Whether its key signed the certificate sent before it (true for the first)."""


@dataclass(frozen=True, kw_only=True)
class ServedCertificate:
    """The certificate a host serves, and all that is wrong with it."""

    host: str
    port: int
    protocol: str
    """Version agreed on: ``TLSv1.3``."""
    names: tuple[str, ...]
    """DNS names and addresses it is made for (subject alternative names)."""
    sent: tuple[SentCertificate, ...]
    """The certificates in the order they were sent, the host's own first."""
    not_sent: tuple[str, ...] = ()
    """Intermediates of the trusted path that the server does not send."""
    problems: tuple[Problem, ...] = ()
    roots: str = ""
    """Where the trusted roots came from."""

    @property
    def leaf(self) -> SentCertificate:
        """The host's own certificate."""
        return self.sent[0]

    def of_kind(self, *kinds: Kind) -> str:
        """The problems of these kinds in one text, or empty."""
        return "; ".join(problem.text for problem in self.problems if problem.kind in kinds)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What came out of one handshake, in the library's own objects."""

    protocol: str
    sent: list[x509.Certificate]
    path: list[x509.Certificate]
    """What OpenSSL built from what was sent and the trusted roots."""
    errors: list[tuple[int, int, x509.Certificate]]
    """OpenSSL's verification errors: code, depth, certificate."""


def served(host: str, port: int, seen: Seen, *, roots: str) -> ServedCertificate:
    """Put what was seen at ``host`` in words."""
    sent = seen.sent
    names = names_of(sent[0])
    problems = [_problem(*error) for error in seen.errors if error[0] != ECHO or len(seen.errors) == 1]
    if not any(covers(name, host) for name in names):
        made_for = ", ".join(names) or "no name at all"
        text = f"the certificate is made for {made_for}, not for {host}"
        problems.insert(0, Problem(kind="name", text=text))
    # OpenSSL would also take an intermediate that lies in the trust store; a browser would not have it.
    not_sent = [one for one in seen.path if one.subject != one.issuer and one not in sent]
    return ServedCertificate(
        host=host,
        port=port,
        protocol=seen.protocol,
        names=names,
        sent=tuple(_sent(one, before) for one, before in zip(sent, [None, *sent[:-1]], strict=True)),
        not_sent=tuple(one.subject.rfc4514_string() for one in not_sent),
        problems=tuple(dict.fromkeys(problems)),
        roots=roots,
    )


def _problem(code: int, depth: int, certificate: x509.Certificate) -> Problem:
    """An OpenSSL verification error in words."""
    subject, issuer = certificate.subject.rfc4514_string(), certificate.issuer.rfc4514_string()
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    who = f"the certificate of {subject}"
    match code:
        case 9:
            text = f"{who} is not valid before {begins:%Y-%m-%d %H:%M} UTC"
        case 10:
            text = f"{who} expired on {ends:%Y-%m-%d %H:%M} UTC"
        case 18:
            text = f"{who} is self-signed"
        case 19:
            text = f"{who} is a root that is not trusted here"
        case 2 | 20 | 21:
            text = f"{who} was issued by {issuer}, which is neither sent nor a trusted root"
        case _:
            text = f"{who} {USES.get(code, f'does not verify (OpenSSL error {code} at depth {depth})')}"
    return Problem(kind=KINDS.get(code, "use"), text=text)


def _sent(certificate: x509.Certificate, before: x509.Certificate | None) -> SentCertificate:
    return SentCertificate(
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        self_signed=issues(certificate, certificate),
        issues_previous=before is None or issues(certificate, before),
    )


def issues(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    """Whether ``issuer``'s name and key are those that signed ``certificate``."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def names_of(certificate: x509.Certificate) -> tuple[str, ...]:
    """The subject alternative names; browsers no longer look at the common name."""
    from cryptography import x509

    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    addresses = names.get_values_for_type(x509.IPAddress)
    return (*names.get_values_for_type(x509.DNSName), *map(str, addresses))


def covers(name: str, host: str) -> bool:
    """Whether a name in a certificate means ``host``; ``*`` stands for exactly one first label."""
    if is_address(host):
        return is_address(name) and ipaddress.ip_address(name) == ipaddress.ip_address(host)
    name, host = name.lower().rstrip("."), to_ascii(host).lower().rstrip(".")
    if name.startswith("*."):
        first, _, rest = host.partition(".")
        return bool(first) and rest == name[2:] and "." in rest
    return name == host
