"""One question to one name server, and every way it can end told apart."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.together import load, together
from pytest_golive.facts.wire import to_ascii

if TYPE_CHECKING:
    import dns.message
    import dns.rdata

DNS_PORT = 53
#: UDP packets get lost: a question that is not answered is asked once more.
TRIES = 2

Status = Literal["answered", "empty", "no such name", "silent", "refused", "failed"]

#: The name server said nothing usable: nothing is known, neither good nor bad.
UNKNOWN: frozenset[Status] = frozenset({"silent", "refused", "failed"})
WORDS: dict[Status, str] = {
    "answered": "answers",
    "empty": "has no record of that kind",
    "no such name": "says there is no such name (NXDOMAIN)",
    "silent": "does not answer",
    "refused": "refuses to answer",
    "failed": "answers with a failure",
}


@dataclass(frozen=True, kw_only=True)
class NameServer:
    """A server to ask."""

    address: str
    port: int = DNS_PORT
    name: str = ""
    """Its name in the zone's NS records, when it was found there."""

    def __str__(self) -> str:
        where = f"[{self.address}]" if ":" in self.address else self.address
        where = where if self.port == DNS_PORT else f"{where}:{self.port}"
        return f"{self.name} ({where})" if self.name else where


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one server said to one question."""

    name: str
    kind: str
    """Record type; ``address`` for A and AAAA together."""
    server: str
    status: Status
    values: tuple[str, ...] = ()
    """The records in the order of their text; addresses, names without the last dot."""
    aliases: tuple[str, ...] = ()
    """Names a CNAME led to, in order."""
    has_authority: bool = True
    """Whether the server says so as one that has the name's zone (AA), not as one that looked it up."""

    @property
    def is_known(self) -> bool:
        """Whether the server gave an answer at all, be it that there is nothing."""
        return self.status not in UNKNOWN

    def __str__(self) -> str:
        """In words: ``1.1.1.1: shop.example is 192.0.2.1``."""
        if self.status != "answered":
            return f"{self.server} {WORDS[self.status]} about {self.name}"
        alias = f" (alias of {self.aliases[-1]})" if self.aliases else ""
        return f"{self.server}: {self.name}{alias} is {', '.join(self.values) or 'without address'}"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What to ask whom."""

    name: str
    kind: str
    server: NameServer


def load_dns() -> None:
    """Import all of dnspython that is used here."""
    load("dns.message", "dns.nameserver", "dns.query", "dns.resolver")


def server_of(text: str, setting: str) -> NameServer:
    """Read ``address`` or ``address:port``.

    Raises CannotLook when it is neither.
    """
    address, port = text.strip(), str(DNS_PORT)
    if address.startswith("[") or address.count(":") == 1:
        address, _, port = address.rpartition(":")
    address = address.strip("[]")
    try:
        ipaddress.ip_address(address)
        return NameServer(address=address, port=int(port))
    except ValueError as error:
        cure = f"write address or address:port in {setting}"
        raise CannotLook(f"{setting} holds {text!r}, which is not an address", cure=cure) from error


def ask_all(questions: Iterable[Question], seconds: float) -> list[Answer]:
    """Ask all questions at once; the answers in their order."""
    load_dns()

    def late(question: Question) -> Answer:
        return Answer(name=question.name, kind=question.kind, server=str(question.server), status="silent")

    limit = seconds * TRIES + 1
    return together(lambda question: ask(question, seconds), questions, seconds=limit, late=late)


def ask_addresses(names: Iterable[str], servers: Iterable[NameServer], seconds: float) -> list[Answer]:
    """The A and AAAA records of each name at each server: one answer for each pair, names first."""
    pairs = [(name, server) for server in dict.fromkeys(servers) for name in dict.fromkeys(names)]
    questions = [Question(name=name, kind=kind, server=s) for name, s in pairs for kind in ("A", "AAAA")]
    answers = ask_all(questions, seconds)
    return [_merged(four, six) for four, six in zip(answers[::2], answers[1::2], strict=True)]


def ask(question: Question, seconds: float) -> Answer:
    """Ask one question, over UDP and, when the answer is cut off, over TCP."""
    import dns.exception
    import dns.message
    import dns.query

    server = question.server
    query = dns.message.make_query(to_ascii(question.name), question.kind)
    for _ in range(TRIES):
        try:
            reply, _tcp = dns.query.udp_with_fallback(query, server.address, timeout=seconds, port=server.port)
        except dns.exception.Timeout:
            continue
        except ConnectionRefusedError:
            return _answer(question, "silent")
        except (dns.exception.DNSException, OSError):
            return _answer(question, "failed")
        return _read(question, reply)
    return _answer(question, "silent")


def _answer(
    question: Question,
    status: Status,
    values: Iterable[str] = (),
    aliases: tuple[str, ...] = (),
    *,
    has_authority: bool = True,
) -> Answer:
    return Answer(
        name=question.name,
        kind=question.kind,
        server=str(question.server),
        status=status,
        values=tuple(sorted(values)),
        aliases=aliases,
        has_authority=has_authority,
    )


def _read(question: Question, reply: dns.message.Message) -> Answer:
    """Sort a reply by its code, and follow the aliases inside it."""
    import dns.exception
    import dns.flags
    import dns.message
    import dns.rcode

    if reply.rcode() == dns.rcode.REFUSED:
        return _answer(question, "refused")
    if reply.rcode() not in {dns.rcode.NOERROR, dns.rcode.NXDOMAIN} or not isinstance(reply, dns.message.QueryMessage):
        return _answer(question, "failed")
    try:
        chain = reply.resolve_chaining()
    except dns.exception.DNSException:
        return _answer(question, "failed")
    aliases = tuple(str(one[0].target).rstrip(".").lower() for one in chain.cnames)
    if chain.answer is not None:
        has_authority = bool(reply.flags & dns.flags.AA)
        return _answer(question, "answered", map(_text, chain.answer), aliases, has_authority=has_authority)
    if reply.rcode() == dns.rcode.NXDOMAIN:
        # With an alias, it is the alias's target that does not exist.
        return _answer(question, "no such name", (), aliases)
    return _answer(question, "answered" if aliases else "empty", (), aliases)


def _text(record: dns.rdata.Rdata) -> str:
    if strings := getattr(record, "strings", None):
        # TXT: its parts are one text (RFC 7208, 3.3); keys in it are not the same in lower case.
        return b"".join(strings).decode("utf-8", "replace")
    text = record.to_text().lower()
    return text if text in {".", "0 ."} else text.rstrip(".")


def _merged(four: Answer, six: Answer) -> Answer:
    """A and AAAA as one: complete only when both are known."""
    order: tuple[Status, ...] = ("silent", "failed", "refused", "answered", "no such name", "empty")
    worse = min(four, six, key=lambda answer: order.index(answer.status))
    return Answer(
        name=four.name,
        kind="address",
        server=four.server,
        status=worse.status,
        values=tuple(sorted({*four.values, *six.values})),
        aliases=four.aliases or six.aliases,
    )
