"""The name server of shop.test, and three resolvers that stand in for the public ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from dnslib import QTYPE, RCODE, RR, DNSRecord  # type: ignore[import-untyped]
from dnslib.server import BaseResolver, DNSServer  # type: ignore[import-untyped]

#: The public half of the key that the provider signs with.
DKIM_KEY = (
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApBcaPMBWmzG81PAYfSYmsWFnnEHNdv5zNzz9QDSdjATFy5VTgFBII+"
    "1dkuFO/LZeneIgaEpxe5tS8qWTk7sXxsxPXL414Vw9NgK3RlzelrmN5PgNYhg0+FtvIVuZawatoj/1Aa/HEzOXi9h5XK0YH5Sh"
    "no28nl6zWLUHmQdcM6OTlRZzNUdrj62HKlW1no8YMicEf2Dr2KZCgnt8lIWSkmB4NYrXEcRaRRrtgPRNdgUT8UnBNrSgJ8/bca"
    "HVB2ays7+qH23fcODYPulyC8RyT2zGHeFgXaQLhi1OhwDJ9Fcti4SfKd+cP/A4hNEXMf42uIgq/rt//WXjzPo5xIbMNQIDAQAB"
)


def dkim_record(key: str) -> str:
    """A DKIM record as it stands in a zone: no part of a TXT record is longer than 255 characters."""
    text = f"v=DKIM1; k=rsa; p={key}"
    return " ".join(f'"{text[at : at + 250]}"' for at in range(0, len(text), 250))


GOOD_RECORDS = (
    ("shop.test", "SOA", "ns1.shop.test. hostmaster.shop.test. 2026110101 7200 3600 1209600 300"),
    ("shop.test", "NS", "ns1.shop.test."),
    ("shop.test", "A", "127.0.0.1"),
    ("shop.test", "MX", "10 mail.shop.test."),
    ("shop.test", "TXT", '"v=spf1 mx include:_spf.shop.test -all"'),
    ("_spf.shop.test", "TXT", '"v=spf1 ip4:192.0.2.25 ~all"'),
    ("s1._domainkey.shop.test", "TXT", dkim_record(DKIM_KEY)),
    ("_dmarc.shop.test", "TXT", '"v=DMARC1; p=reject; rua=mailto:postmaster@shop.test"'),
    ("www.shop.test", "CNAME", "shop.test."),
    ("ns1.shop.test", "A", "127.0.0.1"),
    ("mail.shop.test", "A", "127.0.0.2"),
    ("app.shop.test", "A", "127.0.0.1"),
)
TTL = 300


@dataclass(frozen=True)
class Zone:
    """Every record of shop.test as (name, type, value)."""

    records: tuple[tuple[str, str, str], ...] = GOOD_RECORDS

    def without(self, name: str, kind: str | None = None) -> Zone:
        """The zone without these records; raises if there were none."""
        kept = tuple(r for r in self.records if not (r[0] == name and kind in {None, r[1]}))
        if len(kept) == len(self.records):
            raise LookupError(f"the zone has no {kind or 'record'} for {name}")
        return replace(self, records=kept)

    def adding(self, name: str, kind: str, value: str) -> Zone:
        """The zone with one record more."""
        return replace(self, records=(*self.records, (name, kind, value)))

    def with_value(self, name: str, kind: str, value: str) -> Zone:
        """The zone with another value for the record."""
        return self.without(name, kind).adding(name, kind, value)

    def find(self, name: str, kind: str) -> list[RR]:
        """The answer, aliases followed."""
        matching = [r for r in self.records if r[0] == name and r[1] in {kind, "CNAME"}]
        answer = [rr for r in matching for rr in RR.fromZone(f"{r[0]}. {TTL} IN {r[1]} {r[2]}")]
        for _, found, value in matching:
            if found == "CNAME" and kind != "CNAME":
                answer.extend(self.find(value.rstrip("."), kind))
        return answer

    def has(self, name: str) -> bool:
        """Whether anything is known about the name."""
        return any(record[0] == name for record in self.records)


class NameServer:
    """Answers over UDP and TCP on one free port, from whatever zone is current."""

    def __init__(self, zone: Callable[[], Zone], *, is_authoritative: bool) -> None:
        resolver = _Resolver(zone, is_authoritative=is_authoritative)
        udp, tcp = _bind(resolver)
        self.address = f"127.0.0.1:{udp.server.server_address[1]}"
        # Daemon threads: they end with the process (stopping each of them would take up to half a second).
        udp.start_thread()
        tcp.start_thread()


class _Resolver(BaseResolver):  # type: ignore[misc]  # dnslib has no types
    def __init__(self, zone: Callable[[], Zone], *, is_authoritative: bool) -> None:
        self._zone = zone
        self._is_authoritative = is_authoritative

    def resolve(self, request: DNSRecord, handler: Any) -> DNSRecord:
        zone, reply = self._zone(), request.reply(ra=not self._is_authoritative, aa=self._is_authoritative)
        name, kind = str(request.q.qname).rstrip(".").lower(), QTYPE[request.q.qtype]
        if name != "shop.test" and not name.endswith(".shop.test"):
            reply.header.rcode = RCODE.REFUSED if self._is_authoritative else RCODE.NXDOMAIN
            return reply
        reply.add_answer(*zone.find(name, kind))
        if not reply.rr:
            reply.header.rcode = RCODE.NOERROR if zone.has(name) else RCODE.NXDOMAIN
            reply.add_auth(*zone.find("shop.test", "SOA"))
        return reply


class _Quiet:
    """A log that says nothing: a query is no event here."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args, **kwargs: None


def _bind(resolver: _Resolver) -> tuple[DNSServer, DNSServer]:
    """Find a port that is free for UDP and for TCP."""
    for attempt in range(20):
        udp = DNSServer(resolver, address="127.0.0.1", port=0, logger=_Quiet())
        try:
            port = udp.server.server_address[1]
            return udp, DNSServer(resolver, address="127.0.0.1", port=port, tcp=True, logger=_Quiet())
        except OSError:
            udp.server.server_close()
            if attempt == 19:
                raise
    raise AssertionError("unreachable because the last attempt returns or raises")
