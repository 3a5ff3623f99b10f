"""DNS: the site's names lead to the site, everywhere, and its mail domain to its mail servers."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from pytest_golive.checks.registry import Evidence, cannot_tell, check, fails

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pytest_golive.facts.dns import Answer, HostRecords, Mail, Www
    from pytest_golive.facts.page import Visit
    from pytest_golive.settings import Settings

#: So many public resolvers must agree before the world is said to know.
RESOLVERS = 3
ASKED = "let this machine ask these name servers (port 53), or name others in [dns] of golive.toml"
#: Addresses no mail can come to.
NOWHERE = frozenset({"127.0.0.1", "::1", "0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to


@check(
    "dns.a-record",
    severity="critical",
    overlooks="both balancers aaaa ipv6 vercel netlify heroku cloudflare complete settings",
    says=(
        "=domain configured|set pointing|points|pointed ~ name dns server host production ip our",
        "=dns records|record|changes? configured|updated|set|added|correct propagated",
        "=domain name? registered|purchased|bought configured|pointing|pointed",
        "=dns resolves|resolving|works|working",
        "=domain resolves|resolving",
        "dns configured",
        "domain registered dns configured",
        "=record|records points|point right|correct|new|production? server|ip",
        "dns records configured|updated|correct|current",
        "domain|dns name|records? points|resolves server|correct|right|our|production ip|address? address|record?",
        "domain|dns name|records? points|resolves right|correct|new|production|live server|host",
        "domain|dns name|records? points|resolves? load balancer|cdn ip|address?",
        "dns a|aaaa aaaa? records|record @set|set|correct|point|points server|ip?",
        "domain points server ip|record? record|address?",
        "dns records cname mx",
        "nslookup {host}",
        "dig short {host}",
        "=dns cut|cutover|flipped ~ new server done ip",
        (
            "domain|dns|record|apex|cname point|resolve|mapped|connected|switched|cutover "
            "server|ip|host|balancer|production|app|vercel|netlify|heroku|cdn|cloudfront|site|custom|address|lb ~ "
            "load new name right aaaa primary entry own main static elastic cluster ingress cloudflare"
        ),
        "=dns|record|aaaa|nameserver record|entry|aaaa|settings right|correct|updated|complete|valid ~ new ip name",
        (
            "=dns update|switched|changed|cutover|configured|moved|set "
            "ip|server|production|host|site|records|domain ~ new name entries @set"
        ),
        (
            "=domain mapped|hooked|wired|configured|connected|linked|attached "
            "app|custom|site|hosting|store|project|vercel|shop ~ name own @set primary"
        ),
        "=dns entry|record|settings ~ right ok valid good fine",
        "=aaaa records ~ right point server ok",
    ),
)
def a_record(dns_records: Mapping[str, HostRecords], settings: Settings, evidence: Evidence, *, host: str = "") -> None:
    """Every host has addresses at the authoritative name servers, all of them declared in [target] addresses.

    Why: a record that still names the old server sends customers there, or nowhere.
    Fix: correct the A and AAAA records of the host, or the list in [target] addresses.
    Cannot tell when: no addresses are declared, or no authoritative server answers.
    Source: RFC 1035 3.4.1; RFC 3596.
    """
    hosts = _hosts(settings, host)
    for address in set(settings.target.all_hosts) - set(settings.target.names):
        evidence.saw(f"{address} is an IP address, of which DNS has no records")
    for records in (dns_records[name] for name in hosts):
        _assert_answered(records, evidence)
        if settings.target.addresses:
            strangers = ", ".join(_strangers(records.addresses, settings))
            declared = ", ".join(settings.target.addresses)
            assert not strangers, f"{records.name} points to {strangers}; declared are {declared}"
    for records in (dns_records[name] for name in hosts):
        _need_answers(records)
    if not settings.target.addresses:
        cure = "list the server's, CDN's or load balancer's under addresses in [target] of golive.toml"
        cannot_tell("no addresses are declared in [target]", cure=cure)


@check(
    "dns.www",
    severity="high",
    overlooks="redirect redirects redirected redirecting redirection forwards",
    says=(
        "www subdomain|domain|host configured cname? record?",
        "www cname|record|dns cname|record|alias? @set|set",
        "www subdomain|domain|host|version|variant @works|resolves|redirects",
        "www apex|root|naked|bare domain? both? @works|resolve|resolves|redirects|redirected",
        "dns records cname mx",
        "=www leads|redirects|goes main|apex|domain|site|root ~ version",
        (
            "www both|apex|naked|root|bare|canonical|base ~ url configure version "
            "domain resolve visitor send host lead same one place go goes other either @works"
        ),
        "www cname|alias redirect|point|exists|host|record ~ apex target dns domain server @set",
        "=www redirect|goes|works|resolves ~ domain version subdomain root apex host right",
        "=www.example.com|www.yourdomain.com example.com|yourdomain.com|redirects|resolves|works ~ goes www",
        "=cname www ~ record dns set host",
    ),
)
def www(www_site: Www, settings: Settings, evidence: Evidence) -> None:
    """The www name leads to the site, by DNS and by https, with a valid certificate.

    Why: many people type www; they must not meet an error, a warning or somebody else's page.
    Fix: add a CNAME record for www to the site's host, put www into the certificate, and redirect it.
    Cannot tell when: no authoritative server answers, the site is down, or it lies below its domain and
    declares no www name.
    Source: RFC 1034 3.6.2; RFC 6125.
    """
    records, own = www_site.records, www_site.canonical_records
    _assert_answered(records, evidence)
    _need_answers(records)
    is_alias = any(own.name in answer.aliases for answer in records.known)
    if not is_alias and records.addresses != own.addresses and _strangers(records.addresses, settings):
        _need_answers(own)
        theirs = ", ".join(own.addresses) or "no address"
        why = f"{records.name} points to {', '.join(records.addresses)}, but {own.name} to {theirs}"
        cure = f"make {records.name} an alias of {own.name}; if both are yours, list them under addresses in [target]"
        fails(why, cure=cure)
    if www_site.handshake.gate_side:
        cannot_tell(www_site.handshake.error, cure=www_site.handshake.cure, look_failed=True)
    assert www_site.handshake.certificate is not None, www_site.handshake.error
    bad = "; ".join(problem.text for problem in www_site.handshake.certificate.problems)
    assert not bad, f"{www_site.name}: {bad}"
    _assert_arrives(www_site.visit, {www_site.name, own.name, *settings.target.all_hosts}, evidence)


@check(
    "dns.propagated",
    severity="high",
    says=(
        "=dns records|record|changes? configured|updated|set|added|correct propagated",
        "dns propagation complete|finished|done|worldwide|global?",
        "dns changes|records? fully? propagated globally|worldwide|everywhere?",
        "dns resolvers|servers agree|answer same|new",
        "nslookup {host}",
        (
            "dns|nameserver|record propagated|spread "
            "complete|globally|worldwide|everywhere|whatsmydns|world|wait|fully|check|change|tested|finished|done "
            "~ new tool"
        ),
        "=dns|nameserver propagated ~ change record wait ns update new",
        (
            "resolver|nameservers return|agree|answer|give new|same|right ~ address ip dns record world different "
            "google cloudflare"
        ),
        "=new dns|record visible|seen|live world|everywhere|worldwide|globally|outside ~ site",
    ),
)
def propagated(
    dns_records: Mapping[str, HostRecords],
    resolver_answers: Mapping[str, tuple[Answer, ...]],
    settings: Settings,
    evidence: Evidence,
    *,
    host: str = "",
) -> None:
    """All authoritative servers and at least 3 public resolvers give the same addresses for every host.

    A resolver that gives only addresses declared in [target] agrees as well, as does one that shows the same
    alias into another zone: load balancers and CDNs answer differently from place to place.

    Why: as long as resolvers keep the old record, a part of the customers goes to the old server.
    Fix: wait for the record's time to live; if it stays, compare the NS records at the registrar.
    Cannot tell when: fewer than 3 resolvers are configured, or one does not answer.
    Source: RFC 1034 3.6, 4.3.5; RFC 2308.
    """
    hosts = _hosts(settings, host)
    unknown: list[str] = []
    for name in hosts:
        records = dns_records[name]
        answers = (*records.answers, *resolver_answers[name])
        unknown += [str(answer) for answer in answers if not answer.is_known]
        # When no authoritative server answers, there is nothing to compare with.
        for answer in answers if records.known else ():
            if answer.is_known:
                evidence.saw(str(answer))
                truth = ", ".join(records.addresses) or "no address"
                agrees = _agrees(answer, records, settings)
                assert agrees, f"{answer}; the authoritative servers say {truth}"
    if unknown:
        cannot_tell("; ".join(unknown), cure=ASKED, look_failed=True)
    for name in hosts:
        if len(resolver_answers[name]) < RESOLVERS:
            why = f"[dns] resolvers names {len(resolver_answers[name])}; at least {RESOLVERS} are needed"
            cannot_tell(why, cure="name more public resolvers under resolvers in [dns] of golive.toml")


@check(
    "dns.mx",
    severity="medium",
    overlooks="@provider =domains",
    says=(
        "mx record|records @set|set|valid|point|points",
        "mx records @set|set email|mail",
        "mx records point|points mail|email|right|correct server|provider|servers",
        "email|mail dns? mx records @set|set",
        "dns mx records @set|set",
        "dns records cname mx",
        (
            "mx record|entry|set|dns|mail|workspace|google|office ~ point provider check place kept keep copied "
            "new zone moving domain after change microsoft 365 fastmail valid transferred preserved ok server "
            "mailserver @set"
        ),
        "mail exchanger|exchange record ~ place after dns move right mx set",
        "mx configured|set|right|correct|ok ~ mail dns domain record google workspace @set",
    ),
)
def mx(mail_servers: Mail, settings: Settings, evidence: Evidence) -> None:
    """Mail for the domain goes to the declared provider's servers, each with an address of its own.

    With mail = false in [dns], the domain says by a null MX that it receives none.

    Why: without a reachable MX, customers' answers to order mails bounce.
    Fix: set the MX records as the mail provider says, and name the provider's servers under mx in [dns].
    Cannot tell when: the provider is not declared in [dns] mx, or a name server does not answer.
    Source: RFC 5321 5.1; RFC 2181 10.3; RFC 7505.
    """
    answer, domain = mail_servers.answer, mail_servers.domain
    if not answer.is_known:
        cannot_tell(str(answer), cure=ASKED, look_failed=True)
    evidence.saw(f"MX of {domain}: {', '.join(answer.values) or 'none'}")
    if not settings.dns.mail:
        assert mail_servers.refuses_mail, f"{domain} declares no mail, but has no null MX (“0 .”)"
        return
    assert mail_servers.servers, f"{domain} has no MX record that names a server"
    for server in mail_servers.servers:
        _assert_mail_server(server.name, server.addresses, settings)
        evidence.saw(str(server.addresses))
    for server in mail_servers.servers:
        if not server.addresses.is_known:
            cannot_tell(str(server.addresses), cure=ASKED, look_failed=True)
    if not settings.dns.mx:
        cure = "list them under mx in [dns] of golive.toml, or set mail = false there"
        cannot_tell("the mail provider's servers are not declared", cure=cure)


def _assert_mail_server(name: str, addresses: Answer, settings: Settings) -> None:
    """What must hold for the name in one MX record."""
    assert not addresses.aliases, f"MX {name} is an alias (CNAME) of {addresses.aliases[0]}"
    if addresses.is_known:
        assert addresses.values, f"MX {name} has no address: {addresses}"
    nowhere = NOWHERE & {*addresses.values}
    assert not nowhere, f"MX {name} is {', '.join(sorted(nowhere))}, where no mail can come"
    declared = [one.lower().rstrip(".") for one in settings.dns.mx]
    is_theirs = any(name == one or name.endswith(f".{one}") for one in declared)
    assert is_theirs or not declared, f"MX {name} is not one of {', '.join(declared)}"


def _assert_arrives(visit: Visit, hosts: set[str], evidence: Evidence) -> None:
    """The visit ends at a page of one of ``hosts``."""
    for hop in visit.hops:
        there = urljoin(hop.url, hop.header("location") or "")
        evidence.saw(f"{hop.url} redirects to {there}")
        assert urlsplit(there).hostname in hosts, f"{hop.url} redirects to {there}, which is another site"
    if visit.page is None and not visit.failure:
        # Every step was answered, and yet they end nowhere: in a circle, or back at plain http.
        fails(f"{visit.asked}: {visit.error}", cure=visit.cure)
    if visit.page is None:
        cannot_tell(f"{visit.asked}: {visit.error}", cure=visit.cure, look_failed=visit.look_failed)
    told = f"{visit.page.url} answers with status {visit.page.status}"
    evidence.saw(told)
    if visit.page.status >= 500:
        cure = "see the log of the site, then run the gate again"
        cannot_tell(f"{told}: the site itself is down", cure=cure, look_failed=True)
    assert visit.page.status < 400, told


def _assert_answered(records: HostRecords, evidence: Evidence) -> None:
    """Every authoritative server that answers knows the name, and its address, if need be by an alias."""
    for answer in records.known:
        evidence.saw(str(answer))
        assert answer.status == "answered", str(answer)
    for answer in records.elsewhere:
        evidence.saw(str(answer))
        assert answer.values or not answer.is_known, f"{records.name} is an alias of {answer.name}, but {answer}"


def _need_answers(records: HostRecords) -> None:
    """*Unverified* when no server answered, or when an alias could not be followed to its end."""
    if not records.known or not records.addresses:
        unknown = (answer for answer in (*records.answers, *records.elsewhere) if not answer.is_known)
        why = "; ".join(map(str, unknown)) or f"no address of {records.name} was seen"
        cannot_tell(why, cure=ASKED, look_failed=True)


def _agrees(answer: Answer, records: HostRecords, settings: Settings) -> bool:
    """Whether a server says the same of a host as the authoritative servers together."""
    if answer.status != "answered" or not (answer.values or answer in records.answers):
        # An authoritative server need not follow an alias out of its zone; a resolver that does not find its end
        # sends nobody anywhere.
        return False
    if answer.values == records.addresses or {*answer.aliases} & _outside(records):
        return True
    return bool(answer.values and settings.target.addresses) and not _strangers(answer.values, settings)


def _outside(records: HostRecords) -> set[str]:
    """Aliases into zones whose addresses the host's own name servers do not give."""
    return {answer.aliases[-1] for answer in records.known if answer.aliases and not answer.values}


def _strangers(addresses: Iterable[str], settings: Settings) -> list[str]:
    """The addresses that [target] addresses does not hold, be it by a network (``192.0.2.0/24``)."""
    try:
        declared = [ipaddress.ip_network(one, strict=False) for one in settings.target.addresses]
    except ValueError as error:
        cannot_tell(f"[target] addresses: {error}", cure="write addresses or networks there: 192.0.2.1, 192.0.2.0/24")
    return [one for one in addresses if not any(ipaddress.ip_address(one) in network for network in declared)]


def _hosts(settings: Settings, host: str) -> tuple[str, ...]:
    """The declared hosts, or the one the line names."""
    if not host or any(part in host.lower() for part in ("your", "example", "domain")):
        return settings.target.names
    if host.lower() not in settings.target.names:
        cure = "name it in hosts of [target] in golive.toml, or correct the line"
        cannot_tell(f"the line names {host}, which is not in [target] url or hosts", cure=cure)
    return (host.lower(),)
