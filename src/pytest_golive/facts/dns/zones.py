"""Which name servers have the last word on a host: as declared, or as its domain's NS records say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.dns.ask import NameServer, load_dns, server_of
from pytest_golive.facts.registry import fact
from pytest_golive.facts.together import together
from pytest_golive.facts.wire import to_ascii
from pytest_golive.settings import Settings, is_address

if TYPE_CHECKING:
    import dns.resolver

DECLARE = "set nameservers in [dns] of golive.toml to the addresses of the servers that answer for it"
NAME_IT = "give the site's name as [target] url in golive.toml; connect_to in [target] leads there before DNS does"


@dataclass(frozen=True, kw_only=True)
class Zone:
    """The zone a host lies in (usually the registered domain), and its authoritative servers."""

    name: str
    servers: tuple[NameServer, ...]


@fact(rounds=3)
def dns_zones(settings: Settings) -> Mapping[str, Zone]:
    """The zone of every declared host and of the mail domain, by that name."""
    names = site_names(settings)
    if settings.dns.mail_domain:
        names = tuple(dict.fromkeys((*names, settings.dns.mail_domain)))
    declared = tuple(server_of(text, "[dns] nameservers") for text in settings.dns.nameservers)
    seconds = settings.dns.timeout
    load_dns()

    def look(name: str) -> Zone | None:
        return declared_zone(name, declared, seconds) if declared else found_zone(name, system_resolver(seconds))

    # Finding a zone takes a few questions one after another.
    found = together(look, names, seconds=seconds * 4, late=lambda _: None)
    zones = dict(zip(names, found, strict=True))
    missing = [name for name, zone in zones.items() if zone is None]
    if missing:
        raise CannotLook(
            f"the name servers of {', '.join(missing)} were not found in time", cure=DECLARE, look_failed=True
        )
    return {name: zone for name, zone in zones.items() if zone is not None}


def zone_of(name: str, zones: Mapping[str, Zone], settings: Settings) -> Zone:
    """The zone a further name lies in: one of ``zones`` where that holds it, else found as those were."""
    inside = [zone for zone in zones.values() if name == zone.name or name.endswith(f".{zone.name}")]
    if inside:
        return max(inside, key=lambda zone: len(zone.name))
    load_dns()
    declared = tuple(server_of(text, "[dns] nameservers") for text in settings.dns.nameservers)
    seconds = settings.dns.timeout
    return declared_zone(name, declared, seconds) if declared else found_zone(name, system_resolver(seconds))


def site_names(settings: Settings) -> tuple[str, ...]:
    """The hosts of the site that DNS may know.

    Raises CannotLook when the site itself is given by its address, or by a name of this network only.
    """
    host = settings.target.host
    if not host:
        raise CannotLook("no [target] url is configured", cure="set url in [target] of golive.toml")
    if is_address(host):
        reason = f"the target is an IP address, not a name: DNS has no records of {host}"
        raise CannotLook(reason, cure=NAME_IT, root="dns")
    if "." not in host.rstrip(".") and not settings.dns.nameservers:
        reason = f"the target's name {host} has no domain: only this machine or its network knows it, not DNS"
        raise CannotLook(reason, cure=NAME_IT, root="dns")
    return settings.target.names


def declared_zone(name: str, servers: tuple[NameServer, ...], seconds: float) -> Zone:
    """The zone ``name`` lies in, as the declared servers know it."""
    import dns.nameserver
    import dns.resolver

    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = [dns.nameserver.Do53Nameserver(one.address, one.port) for one in servers]
    resolver.timeout, resolver.lifetime = seconds, seconds * 2
    return Zone(name=_apex(name, resolver, ", ".join(map(str, servers))), servers=servers)


def found_zone(name: str, resolver: dns.resolver.Resolver) -> Zone:
    """The zone ``name`` lies in and the servers of its NS records.

    Raises CannotLook when the way to them cannot be found.
    """
    import dns.exception

    zone = _apex(name, resolver, "this machine's resolver")
    try:
        targets = sorted(str(record.target).rstrip(".") for record in resolver.resolve(f"{zone}.", "NS"))
        servers = [server for target in targets for server in _addresses(target, resolver)]
    except dns.exception.DNSException as error:
        why = f"the name servers of {zone} were not found: {_brief(error)}"
        raise CannotLook(why, cure=DECLARE, look_failed=True) from error
    if not servers:
        raise CannotLook(f"the name servers of {zone} have no address", cure=DECLARE)
    return Zone(name=zone, servers=tuple(servers))


def system_resolver(seconds: float) -> dns.resolver.Resolver:
    """The resolver this machine is set up with.

    Raises CannotLook when it has none.
    """
    import dns.resolver

    try:
        resolver = dns.resolver.Resolver()
    except dns.resolver.NoResolverConfiguration as error:
        raise CannotLook("this machine has no DNS resolver", cure=DECLARE) from error
    resolver.timeout, resolver.lifetime = seconds, seconds * 2
    return resolver


def _apex(name: str, resolver: dns.resolver.Resolver, asked: str) -> str:
    """Walk up from ``name`` to the owner of the SOA record above it."""
    import dns.exception
    import dns.resolver

    try:
        return str(dns.resolver.zone_for_name(to_ascii(name), resolver=resolver)).rstrip(".").lower()
    except dns.resolver.NoRootSOA as error:
        # The walk went past the top: not even the root is known to whom we asked.
        raise CannotLook(f"{asked} knows no zone that {name} lies in", cure=DECLARE) from error
    except dns.exception.DNSException as error:
        why = f"the zone of {name} was not found by {asked}: {_brief(error)}"
        raise CannotLook(why, cure=DECLARE, look_failed=True) from error


def _addresses(target: str, resolver: dns.resolver.Resolver) -> list[NameServer]:
    """A name server by its IPv4 addresses, or by IPv6 when it has no other."""
    import dns.resolver

    for kind in ("A", "AAAA"):
        try:
            records = resolver.resolve(f"{target}.", kind)
        except (dns.resolver.NoAnswer, dns.resolver.NXDOMAIN):
            continue
        return [NameServer(address=record.to_text(), name=target) for record in records]
    return []


def _brief(error: Exception) -> str:
    """The library's message in one line; its time-outs list every try."""
    return " ".join(str(error).split()).partition(":")[0] or type(error).__name__
