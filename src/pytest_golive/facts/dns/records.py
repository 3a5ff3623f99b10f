"""What the name servers say of the site's hosts, of its mail domain and of its www name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client
from pytest_golive.facts.dns.ask import Answer, NameServer, Question, ask_addresses, ask_all, server_of
from pytest_golive.facts.dns.zones import Zone, site_names
from pytest_golive.facts.page import Visit
from pytest_golive.facts.registry import fact
from pytest_golive.facts.tls.handshake import Handshake, shake_all
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, kw_only=True)
class HostRecords:
    """The addresses of one host, as each authoritative server gives them."""

    name: str
    zone: str
    answers: tuple[Answer, ...]
    elsewhere: tuple[Answer, ...] = ()
    """What is said of the last alias where it lies, when the host's own servers give no address (a CDN)."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address some authoritative server gives, aliases followed."""
        answers = (*self.answers, *self.elsewhere)
        return tuple(sorted({value for answer in answers for value in answer.values}))

    @property
    def known(self) -> tuple[Answer, ...]:
        """The answers of the servers that answered."""
        return tuple(answer for answer in self.answers if answer.is_known)


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """One MX record and where its name leads."""

    preference: int
    name: str
    addresses: Answer


@dataclass(frozen=True, kw_only=True)
class Mail:
    """Who receives mail for the domain."""

    domain: str
    answer: Answer
    """What the authoritative server said about MX."""
    servers: tuple[MailServer, ...] = ()
    refuses_mail: bool = False
    """The domain says with a null MX that it receives no mail."""


@dataclass(frozen=True, kw_only=True)
class Www:
    """The www name beside the site's own."""

    name: str
    canonical: str
    """The host of ``[target] url``, or the bare domain when that is the www name itself."""
    records: HostRecords
    canonical_records: HostRecords
    handshake: Handshake
    visit: Visit
    """Where https://www… leads."""


@fact(rounds=1)
def dns_records(settings: Settings, dns_zones: Mapping[str, Zone]) -> Mapping[str, HostRecords]:
    """The addresses of every declared host at the authoritative servers, by host."""
    hosts = settings.target.names
    return {one.name: one for one in host_records({host: dns_zones[host] for host in hosts}, settings)}


@fact(rounds=1)
def resolver_answers(settings: Settings) -> Mapping[str, tuple[Answer, ...]]:
    """The addresses of every declared host as the public resolvers give them, by host."""
    hosts = site_names(settings)
    answers = ask_addresses(hosts, resolvers_of(settings), settings.dns.timeout)
    return {host: tuple(answer for answer in answers if answer.name == host) for host in hosts}


@fact(rounds=2)
def mail_servers(settings: Settings, dns_zones: Mapping[str, Zone]) -> Mail:
    """The MX records of the mail domain, and the addresses of the servers they name."""
    seconds = settings.dns.timeout
    site = dns_zones[settings.target.all_hosts[0]]
    domain = settings.dns.mail_domain or site.name
    zone = dns_zones.get(domain, site)
    questions = [Question(name=domain, kind="MX", server=server) for server in zone.servers]
    answers = ask_all(questions, seconds)
    answer = next((one for one in answers if one.is_known), answers[0])
    pairs = sorted((int(number), name) for number, name in (value.split() for value in answer.values))
    servers = tuple(
        MailServer(preference=number, name=name, addresses=_somewhere(name, [zone], settings))
        for number, name in pairs
        if name != "."
    )
    return Mail(domain=domain, answer=answer, servers=servers, refuses_mail=pairs == [(0, ".")])


@fact(rounds=4)
def www_site(
    settings: Settings,
    client: Client,
    now: datetime,
    dns_zones: Mapping[str, Zone],
    handshakes: Mapping[str, Handshake] | None = None,
) -> Www:
    """The www name of the site: its records, its certificate and where it leads."""
    zone = dns_zones[settings.target.all_hosts[0]]
    name, canonical = www_names(settings, zone)
    found = host_records({name: dns_zones.get(name, zone), canonical: dns_zones.get(canonical, zone)}, settings)
    seen = (handshakes or {}).get(name) or shake_all((name,), settings.target, now)[0]
    return Www(
        name=name,
        canonical=canonical,
        records=found[0],
        canonical_records=found[1],
        handshake=seen,
        visit=client.visit(f"https://{name}/"),
    )


def www_names(settings: Settings, zone: Zone) -> tuple[str, str]:
    """The www name to look at and the name it must lead to.

    Raises CannotLook when the site lies below its domain and declares no www name: www of the domain may then
    rightly be another site.
    """
    own = settings.target.all_hosts[0]
    declared = [host for host in settings.target.all_hosts if host.startswith("www.")]
    if own in declared:
        return own, own.removeprefix("www.")
    if declared:
        return declared[0], own
    if own == zone.name or "." not in zone.name:
        return f"www.{own}", own
    raise CannotLook(
        f"{own} lies below the domain {zone.name}, and no www name is declared",
        cure="name the www host in hosts of [target]",
    )


def host_records(zones: Mapping[str, Zone], settings: Settings) -> Sequence[HostRecords]:
    """Ask the authoritative servers of each host; aliases into other zones are followed by the resolvers."""
    servers = dict.fromkeys(server for zone in zones.values() for server in zone.servers)
    answers = ask_addresses(zones, servers, settings.dns.timeout)
    found = []
    for host, zone in zones.items():
        asked = {str(server) for server in zone.servers}
        own = tuple(one for one in answers if one.name == host and one.server in asked)
        # Behind an alias into another zone, an authoritative server gives no address.
        aliases = dict.fromkeys(one.aliases[-1] for one in own if one.aliases and not one.values)
        elsewhere = tuple(_somewhere(alias, zones.values(), settings) for alias in aliases)
        found.append(HostRecords(name=host, zone=zone.name, answers=own, elsewhere=elsewhere))
    return found


def resolvers_of(settings: Settings) -> tuple[NameServer, ...]:
    """The public resolvers of ``[dns] resolvers``."""
    return tuple(server_of(text, "[dns] resolvers") for text in settings.dns.resolvers)


def _somewhere(name: str, zones: Iterable[Zone], settings: Settings) -> Answer:
    """The addresses of any name, asked at its own zone's servers when that is one of ``zones``."""
    inside = [zone for zone in zones if name == zone.name or name.endswith(f".{zone.name}")]
    servers = inside[0].servers if inside else resolvers_of(settings)
    answers = ask_addresses([name], servers, settings.dns.timeout)
    if not answers:
        raise CannotLook(f"nobody can be asked for {name}", cure="set resolvers in [dns]")
    return next((answer for answer in answers if answer.is_known), answers[0])
