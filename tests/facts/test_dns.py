"""Questions to real name servers on loopback: answers, empty answers, refusals and silence are told apart."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import dns.nameserver
import dns.resolver
import msgspec
import pytest
from dnslib import QTYPE, RCODE, RR, DNSRecord
from dnslib.server import BaseResolver, DNSServer

from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client
from pytest_golive.facts.dns.ask import Answer, NameServer, Question, Status, ask, ask_addresses, server_of
from pytest_golive.facts.dns.records import dns_records, mail_servers, resolver_answers, www_names, www_site
from pytest_golive.facts.dns.zones import Zone, declared_zone, dns_zones, found_zone
from pytest_golive.facts.page import Visit
from pytest_golive.facts.registry import FACTS
from pytest_golive.facts.tls import Handshake
from pytest_golive.settings import Dns, Settings, Target

SOA = "shop.test. 300 IN SOA ns1.shop.test. hostmaster.shop.test. 1 7200 3600 1209600 300"
GOOD = f"""
{SOA}
shop.test. 300 IN NS ns1.shop.test.
shop.test. 300 IN NS ns2.shop.test.
shop.test. 300 IN A 192.0.2.1
shop.test. 300 IN AAAA 2001:db8::1
shop.test. 300 IN MX 10 mail.shop.test.
shop.test. 300 IN MX 20 Backup.Shop.test.
www.shop.test. 300 IN CNAME shop.test.
cdn.shop.test. 300 IN CNAME edge.cdn.test.
loop.shop.test. 300 IN CNAME loop.shop.test.
text.shop.test. 300 IN TXT "no address"
ns1.shop.test. 300 IN A 192.0.2.53
ns2.shop.test. 300 IN AAAA 2001:db8::53
mail.shop.test. 300 IN A 192.0.2.25
quiet.test. 300 IN SOA ns1.shop.test. hostmaster.shop.test. 1 7200 3600 1209600 300
quiet.test. 300 IN MX 0 .
"""


class Names(BaseResolver):  # type: ignore[misc] # dnslib has no types
    """Answers from a zone file's text, or always with one error code."""

    def __init__(self, text: str, rcode: str) -> None:
        self.records = RR.fromZone(text)
        self.rcode = rcode

    def find(self, name: str, kind: str) -> list[RR]:
        own = [one for one in self.records if str(one.rname).lower() == name]
        aliases = [one for one in own if QTYPE[one.rtype] == "CNAME" and kind != "CNAME"]
        found = [one for one in own if QTYPE[one.rtype] == kind] + aliases
        return found + [more for one in aliases if str(one.rdata) != name for more in self.find(str(one.rdata), kind)]

    def resolve(self, request: DNSRecord, handler: Any) -> DNSRecord:
        reply = request.reply()
        if self.rcode:
            reply.header.rcode = getattr(RCODE, self.rcode)
            return reply
        name = str(request.q.qname).lower()
        reply.add_answer(*self.find(name, QTYPE[request.q.qtype]))
        if not reply.rr:
            known = any(str(one.rname).lower() == name for one in self.records)
            reply.header.rcode = RCODE.NOERROR if known else RCODE.NXDOMAIN
            reply.add_auth(*RR.fromZone(SOA))
        return reply


class Quiet:
    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_, **__: None


Start = Callable[..., str]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a name server with a zone (UDP); gives its ``address:port``."""
    with ExitStack() as stack:

        def serve(zone: str = GOOD, rcode: str = "") -> str:
            server = DNSServer(Names(zone, rcode), address="127.0.0.1", port=0, logger=Quiet()).server
            # dnslib's own thread takes half a second to stop.
            thread = threading.Thread(target=server.serve_forever, args=(0.01,))
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            return f"127.0.0.1:{server.server_address[1]}"

        yield serve


@pytest.fixture
def silent() -> Iterator[str]:
    """Somebody who takes questions and never answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{deaf.getsockname()[1]}"


def settings(server: str, *resolvers: str, hosts: tuple[str, ...] = (), **more: Any) -> Settings:
    return Settings(
        target=Target(url="https://shop.test", hosts=hosts, connect_timeout=0.5, timeout=0.5),
        dns=Dns(nameservers=(server,), resolvers=resolvers, timeout=0.2, **more),
    )


def one(server: str, name: str, kind: str = "A") -> Answer:
    return ask(Question(name=name, kind=kind, server=server_of(server, "test")), 0.2)


@pytest.mark.parametrize(
    ("name", "kind", "status", "values", "aliases"),
    [
        ("shop.test", "A", "answered", ("192.0.2.1",), ()),
        ("www.shop.test", "A", "answered", ("192.0.2.1",), ("shop.test",)),
        ("cdn.shop.test", "A", "answered", (), ("edge.cdn.test",)),
        ("text.shop.test", "A", "empty", (), ()),
        ("gone.shop.test", "A", "no such name", (), ()),
        ("loop.shop.test", "A", "failed", (), ()),
        ("shop.test", "MX", "answered", ("10 mail.shop.test", "20 backup.shop.test"), ()),
        ("quiet.test", "MX", "answered", ("0 .",), ()),
    ],
)
def test_answers(
    start: Start, name: str, kind: str, status: Status, values: tuple[str, ...], aliases: tuple[str, ...]
) -> None:
    answer = one(start(), name, kind)
    assert (answer.status, answer.values, answer.aliases) == (status, values, aliases)


@pytest.mark.parametrize(
    ("rcode", "status", "words"),
    [
        ("REFUSED", "refused", "refuses to answer about shop.test"),
        ("SERVFAIL", "failed", "answers with a failure about shop.test"),
        ("NXDOMAIN", "no such name", "says there is no such name (NXDOMAIN) about shop.test"),
    ],
)
def test_error_codes(start: Start, rcode: str, status: Status, words: str) -> None:
    server = start(rcode=rcode)
    answer = one(server, "shop.test")
    assert answer.status == status
    assert answer.is_known is (rcode == "NXDOMAIN")
    assert str(answer) == f"{server} {words}"


def test_silence(silent: str) -> None:
    assert str(one(silent, "shop.test")) == f"{silent} does not answer about shop.test"


def test_nobody_listens() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        closed = f"127.0.0.1:{probe.getsockname()[1]}"
    assert one(closed, "shop.test").status == "silent"


def test_addresses_of_both_families_are_one_answer(start: Start) -> None:
    server = start()
    [own, www] = ask_addresses(["shop.test", "www.shop.test"], [server_of(server, "test")], 0.2)
    assert own.values == ("192.0.2.1", "2001:db8::1")
    assert str(own) == f"{server}: shop.test is 192.0.2.1, 2001:db8::1"
    assert str(www) == f"{server}: www.shop.test (alias of shop.test) is 192.0.2.1, 2001:db8::1"


def test_an_answer_without_the_other_family_is_not_known() -> None:
    from pytest_golive.facts.dns.ask import _merged

    four = Answer(name="shop.test", kind="A", server="ns", status="answered", values=("192.0.2.1",))
    six = Answer(name="shop.test", kind="AAAA", server="ns", status="silent")
    assert not _merged(four, six).is_known


@pytest.mark.parametrize(
    ("text", "address", "port"),
    [
        ("192.0.2.1", "192.0.2.1", 53),
        ("192.0.2.1:5353", "192.0.2.1", 5353),
        ("2001:db8::1", "2001:db8::1", 53),
        ("[2001:db8::1]:5353", "2001:db8::1", 5353),
    ],
)
def test_server_of(text: str, address: str, port: int) -> None:
    assert server_of(text, "test") == NameServer(address=address, port=port)


@pytest.mark.parametrize("text", ["ns1.shop.test", "", "192.0.2.1:dns"])
def test_server_of_something_else(text: str) -> None:
    with pytest.raises(CannotLook, match="which is not an address") as caught:
        server_of(text, "[dns] resolvers")
    assert caught.value.cure == "write address or address:port in [dns] resolvers"


def test_zone_of_declared_servers(start: Start) -> None:
    server = server_of(start(), "test")
    for name in ("shop.test", "www.shop.test", "gone.shop.test"):
        assert declared_zone(name, (server,), 0.2) == Zone(name="shop.test", servers=(server,))


def test_servers_found_from_ns_records(start: Start) -> None:
    address, _, port = start().partition(":")
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = [dns.nameserver.Do53Nameserver(address, int(port))]
    zone = found_zone("www.shop.test", resolver)
    assert zone.name == "shop.test"
    assert [str(server) for server in zone.servers] == [
        "ns1.shop.test (192.0.2.53)",
        "ns2.shop.test ([2001:db8::53])",
    ]


def test_servers_not_found(silent: str) -> None:
    address, _, port = silent.partition(":")
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = [dns.nameserver.Do53Nameserver(address, int(port))]
    resolver.timeout, resolver.lifetime = 0.1, 0.2
    with pytest.raises(CannotLook, match=r"^the zone of shop\.test was not found by this machine's resolver") as caught:
        found_zone("shop.test", resolver)
    assert caught.value.cure.startswith("set nameservers in [dns] of golive.toml")


def test_declared_servers_are_silent(silent: str) -> None:
    with pytest.raises(CannotLook, match=rf"^the zone of shop\.test was not found by {silent}: The resolution"):
        dns_zones(settings(silent))


@pytest.mark.parametrize("url", ["https://127.0.0.1:8443", "https://[::1]/"])
def test_a_target_that_is_an_address(start: Start, url: str) -> None:
    host = "::1" if "::1" in url else "127.0.0.1"
    for table in (Dns(), Dns(nameservers=(start(),), mail_domain="shop.test")):
        given = Settings(target=Target(url=url, hosts=("shop.test",)), dns=table)
        for look in (dns_zones, resolver_answers):
            with pytest.raises(CannotLook) as caught:
                look(given)
            assert caught.value.reason == (f"the target is an IP address, not a name: DNS has no records of {host}")
            assert caught.value.cure.startswith("give the site's name as [target] url in golive.toml; connect_to")
            assert caught.value.root == "dns"


def test_a_target_without_a_domain() -> None:
    with pytest.raises(CannotLook, match=r"^the target's name localhost has no domain: only this machine"):
        dns_zones(Settings(target=Target(url="http://localhost:8000")))


def test_an_address_among_the_further_hosts_is_left_out(start: Start) -> None:
    server = start()
    given = settings(server, server, hosts=("192.0.2.1", "www.shop.test"))
    zones = dns_zones(given)
    assert list(zones) == ["shop.test", "www.shop.test"]
    assert list(dns_records(given, zones)) == list(resolver_answers(given)) == ["shop.test", "www.shop.test"]


def test_nobody_knows_the_zone(start: Start) -> None:
    server = start()
    given = replace(settings(server), target=Target(url="https://other.example"))
    with pytest.raises(CannotLook, match=rf"^{server} knows no zone that other\.example lies in$"):
        dns_zones(given)


def test_nothing_configured() -> None:
    for look in (dns_zones, resolver_answers):
        with pytest.raises(CannotLook, match=r"^no \[target\] url is configured$"):
            look(Settings())


def round_trip(fact: str, value: object) -> bool:
    return bool(msgspec.json.decode(msgspec.json.encode(value), type=FACTS[fact].returns) == value)


def test_records_of_every_host(start: Start) -> None:
    given = settings(start(), hosts=("www.shop.test", "gone.shop.test"))
    zones = dns_zones(given)
    assert round_trip("dns_zones", zones)
    records = dns_records(given, zones)
    assert round_trip("dns_records", records)
    assert records["shop.test"].addresses == records["www.shop.test"].addresses == ("192.0.2.1", "2001:db8::1")
    assert records["gone.shop.test"].answers[0].status == "no such name"


def test_alias_into_another_zone_is_followed_by_a_resolver(start: Start) -> None:
    resolver = start(f"{GOOD}\nedge.cdn.test. 300 IN A 198.51.100.7\n")
    given = settings(start(), resolver, hosts=("cdn.shop.test",))
    found = dns_records(given, dns_zones(given))["cdn.shop.test"]
    [elsewhere] = found.elsewhere
    assert elsewhere.server == resolver
    assert elsewhere.values == found.addresses == ("198.51.100.7",)


def test_alias_into_another_zone_without_a_resolver(start: Start) -> None:
    given = settings(start(), hosts=("cdn.shop.test",))
    with pytest.raises(CannotLook, match=r"^nobody can be asked for edge\.cdn\.test$"):
        dns_records(given, dns_zones(given))


def test_what_each_resolver_says(start: Start, silent: str) -> None:
    stale = start(GOOD.replace("192.0.2.1", "192.0.2.9"))
    found = resolver_answers(settings(start(), start(), stale, silent))
    assert round_trip("resolver_answers", found)
    assert [answer.values for answer in found["shop.test"]] == [
        ("192.0.2.1", "2001:db8::1"),
        ("192.0.2.9", "2001:db8::1"),
        (),
    ]
    assert [answer.is_known for answer in found["shop.test"]] == [True, True, False]


def test_mail_servers(start: Start) -> None:
    given = settings(start())
    found = mail_servers(given, dns_zones(given))
    assert round_trip("mail_servers", found)
    assert (found.domain, found.refuses_mail) == ("shop.test", False)
    assert [(server.preference, server.name) for server in found.servers] == [
        (10, "mail.shop.test"),
        (20, "backup.shop.test"),
    ]
    assert found.servers[0].addresses.values == ("192.0.2.25",)
    assert found.servers[1].addresses.status == "no such name"


def test_null_mx(start: Start) -> None:
    given = settings(start(), mail_domain="quiet.test")
    found = mail_servers(given, dns_zones(given))
    assert (found.domain, found.refuses_mail, found.servers) == ("quiet.test", True, ())


class Somewhere:
    """Stands in for the HTTP client, which has its own tests."""

    def visit(self, url: str) -> Visit:
        return Visit(asked=url, error="not asked")


def test_www(start: Start) -> None:
    given = settings(start())
    handshake = Handshake(host="www.shop.test", port=443, error="not asked")
    found = www_site(
        given, cast("Client", Somewhere()), datetime.now(UTC), dns_zones(given), {"www.shop.test": handshake}
    )
    assert round_trip("www_site", found)
    assert (found.name, found.canonical) == ("www.shop.test", "shop.test")
    assert found.records.answers[0].aliases == ("shop.test",)
    assert found.handshake is handshake
    assert found.visit.asked == "https://www.shop.test/"


def test_www_that_is_not_declared_gets_its_own_handshake(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = f"127.0.0.1:{listener.getsockname()[1]}"
    server = start()
    given = Settings(
        target=Target(url="https://shop.test", connect_to={"www.shop.test:443": closed}),
        dns=Dns(nameservers=(server,), timeout=0.2),
    )
    found = www_site(given, cast("Client", Somewhere()), datetime.now(UTC), dns_zones(given))
    assert found.handshake.error == f"nothing answers at www.shop.test:443 ({closed}): connection refused"


@pytest.mark.parametrize(
    ("url", "hosts", "zone", "expected"),
    [
        ("https://shop.test", (), "shop.test", ("www.shop.test", "shop.test")),
        ("https://www.shop.test", (), "shop.test", ("www.shop.test", "shop.test")),
        ("https://buy.shop.test", ("www.shop.test",), "shop.test", ("www.shop.test", "buy.shop.test")),
    ],
)
def test_www_names(url: str, hosts: tuple[str, ...], zone: str, expected: tuple[str, str]) -> None:
    given = Settings(target=Target(url=url, hosts=hosts))
    assert www_names(given, Zone(name=zone, servers=())) == expected


def test_www_of_a_site_below_its_domain_must_be_declared() -> None:
    given = Settings(target=Target(url="https://buy.shop.test"))
    with pytest.raises(CannotLook, match=r"^buy\.shop\.test lies below the domain shop\.test") as caught:
        www_names(given, Zone(name="shop.test", servers=()))
    assert caught.value.cure == "name the www host in hosts of [target]"
