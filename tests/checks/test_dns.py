"""The checks of DNS records, over facts as they are seen on good and bad days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

import pytest_golive.checks.dns  # noqa: F401 - declares the checks
from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.checks.registry import CHECKS, run
from pytest_golive.facts.dns import Answer, HostRecords, Mail, MailServer, Www
from pytest_golive.facts.dns.ask import Status
from pytest_golive.facts.gather import Attempt
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.tls import Handshake, Problem, SentCertificate, ServedCertificate
from pytest_golive.finding import Finding
from pytest_golive.settings import Dns, Settings, Target

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
OWN, OLD = "192.0.2.1", "198.51.100.9"
PUBLIC = ("1.1.1.1", "8.8.8.8", "9.9.9.9")


def site(*addresses: str, hosts: tuple[str, ...] = (), **dns: Any) -> Settings:
    return Settings(target=Target(url="https://shop.test", hosts=hosts, addresses=addresses), dns=Dns(**dns))


def answer(
    *values: str,
    name: str = "shop.test",
    server: str = "ns1",
    status: Status | None = None,
    aliases: tuple[str, ...] = (),
) -> Answer:
    status = status or ("answered" if values or aliases else "empty")
    return Answer(name=name, kind="address", server=server, status=status, values=values, aliases=aliases)


def records(*answers: Answer, elsewhere: tuple[Answer, ...] = ()) -> HostRecords:
    return HostRecords(name=answers[0].name, zone="shop.test", answers=answers, elsewhere=elsewhere)


def at_cdn(*values: str, status: Status | None = None) -> Answer:
    """What a resolver says of the name at the CDN."""
    return answer(*values, name="edge.cdn.test", server="1.1.1.1", status=status)


def judge(name: str, settings: Settings, facts: Mapping[str, Any], **quantities: str) -> Finding:
    return run(
        CHECKS[f"dns.{name}"],
        lambda fact: Attempt(fact=fact, value=facts[fact], root=fact),
        {"settings": settings, "now": NOW, "line": None},
        quantities,
    )


def said(finding: Finding) -> tuple[str, str]:
    return finding.outcome.value, finding.observed or finding.reason


@pytest.mark.parametrize("name", ["a-record", "www", "propagated", "mx"])
def test_unverified_when_the_fact_could_not_be_seen(name: str) -> None:
    finding = run(
        CHECKS[f"dns.{name}"],
        lambda fact: Attempt(fact=fact, reason="this machine has no DNS resolver", root="dns_zones"),
        {"settings": site(), "now": NOW, "line": None},
        {},
    )
    assert (*said(finding), finding.root) == ("unverified", "this machine has no DNS resolver", "dns_zones")


# dns.a-record


def a_record(settings: Settings, *hosts: HostRecords, **quantities: str) -> Finding:
    return judge("a-record", settings, {"dns_records": {one.name: one for one in hosts}}, **quantities)


@pytest.mark.parametrize("declared", [OWN, "192.0.2.0/24"])
def test_a_record_passed(declared: str) -> None:
    finding = a_record(site(declared), records(answer(OWN), answer(status="silent", server="ns2")))
    assert finding.outcome == "passed"
    assert finding.evidence == ("ns1: shop.test is 192.0.2.1",)


def test_a_record_of_an_alias_into_a_cdn_passed() -> None:
    one = records(answer(aliases=("edge.cdn.test",)), elsewhere=(at_cdn(OWN),))
    assert a_record(site(OWN), one).outcome == "passed"


@pytest.mark.parametrize(
    ("found", "observed"),
    [
        (records(answer(OWN, OLD)), f"shop.test points to {OLD}; declared are {OWN}"),
        (records(answer(OWN), answer(OLD, server="ns2")), f"shop.test points to {OLD}; declared are {OWN}"),
        (
            records(answer(status="no such name")),
            "ns1 says there is no such name (NXDOMAIN) about shop.test",
        ),
        (records(answer()), "ns1 has no record of that kind about shop.test"),
        (
            records(answer(aliases=("edge.cdn.test",)), elsewhere=(at_cdn(OLD),)),
            f"shop.test points to {OLD}; declared are {OWN}",
        ),
        (
            records(answer(aliases=("edge.cdn.test",)), elsewhere=(at_cdn(),)),
            "shop.test is an alias of edge.cdn.test, but 1.1.1.1 has no record of that kind about edge.cdn.test",
        ),
    ],
)
def test_a_record_failed(found: HostRecords, observed: str) -> None:
    assert said(a_record(site(OWN), found)) == ("failed", observed)


def test_a_record_missing_fails_even_when_no_address_is_declared() -> None:
    assert a_record(site(), records(answer(status="no such name"))).outcome == "failed"


@pytest.mark.parametrize(
    ("declared", "found", "reason"),
    [
        (
            (),
            records(answer(OWN)),
            "no addresses are declared in [target]",
        ),
        ((OWN,), records(answer(status="silent")), "ns1 does not answer about shop.test"),
        (
            (OWN,),
            records(answer(aliases=("edge.cdn.test",)), elsewhere=(at_cdn(status="silent"),)),
            "1.1.1.1 does not answer about edge.cdn.test",
        ),
        (
            ("my-server",),
            records(answer(OWN)),
            "[target] addresses: 'my-server' does not appear to be an IPv4 or IPv6 network",
        ),
    ],
)
def test_a_record_unverified(declared: tuple[str, ...], found: HostRecords, reason: str) -> None:
    assert said(a_record(site(*declared), found)) == ("unverified", reason)


def test_a_record_says_that_an_address_has_none() -> None:
    found = {"dns_records": {"shop.test": records(answer(OWN))}}
    finding = judge("a-record", site(OWN, hosts=("192.0.2.9",)), found)
    assert said(finding) == ("passed", "")
    assert finding.evidence[0] == "192.0.2.9 is an IP address, of which DNS has no records"


def test_a_line_may_name_the_host() -> None:
    settings, found = (
        site(OWN, hosts=("old.test",)),
        (records(answer(OWN)), records(answer(OLD, name="old.test"))),
    )
    assert a_record(settings, *found, host="shop.test").outcome == "passed"
    assert a_record(settings, *found, host="yourdomain.com").outcome == "failed"
    assert said(a_record(settings, *found, host="other.test")) == (
        "unverified",
        "the line names other.test, which is not in [target] url or hosts",
    )


# dns.propagated


def propagated(own: HostRecords, *public: Answer, settings: Settings | None = None) -> Finding:
    facts = {"dns_records": {own.name: own}, "resolver_answers": {own.name: public}}
    return judge("propagated", settings or site(OWN), facts)


def publicly(*values: str, **more: Any) -> list[Answer]:
    return [answer(*values, server=server, **more) for server in PUBLIC]


def test_propagated_passed() -> None:
    finding = propagated(records(answer(OWN)), *publicly(OWN))
    assert finding.outcome == "passed"
    assert finding.evidence == tuple(f"{server}: shop.test is {OWN}" for server in ("ns1", *PUBLIC))


def test_propagated_alias_into_a_cdn_passed() -> None:
    own = records(answer(aliases=("edge.cdn.test",)), elsewhere=(at_cdn("203.0.113.1"),))
    here = publicly("203.0.113.2", aliases=("edge.cdn.test", "near.cdn.test"))
    assert propagated(own, *here).outcome == "passed"


def test_propagated_declared_addresses_from_a_load_balancer_passed() -> None:
    settings = site(OWN, "192.0.2.2")
    assert propagated(records(answer(OWN)), *publicly("192.0.2.2"), settings=settings).outcome == "passed"


@pytest.mark.parametrize(
    ("odd", "observed"),
    [
        (answer(OLD, server="9.9.9.9"), f"9.9.9.9: shop.test is {OLD}; the authoritative servers say {OWN}"),
        (
            answer(server="9.9.9.9"),
            f"9.9.9.9 has no record of that kind about shop.test; the authoritative servers say {OWN}",
        ),
        (
            answer(server="9.9.9.9", status="no such name"),
            f"9.9.9.9 says there is no such name (NXDOMAIN) about shop.test; the authoritative servers say {OWN}",
        ),
    ],
)
def test_propagated_failed(odd: Answer, observed: str) -> None:
    silent = answer(server="8.8.8.8", status="silent")
    assert said(propagated(records(answer(OWN)), silent, odd)) == ("failed", observed)


def test_propagated_failed_when_the_authoritative_servers_differ() -> None:
    own = records(answer(OWN), answer(OLD, server="ns2"))
    assert said(propagated(own, *publicly(OWN), settings=site())) == (
        "failed",
        f"ns1: shop.test is {OWN}; the authoritative servers say {OWN}, {OLD}",
    )


def test_propagated_failed_when_nobody_knows_the_name() -> None:
    own = records(answer(status="no such name"))
    assert propagated(own, *publicly(status="no such name")).outcome == "failed"


@pytest.mark.parametrize(
    ("own", "public", "reason"),
    [
        (
            answer(OWN),
            [*publicly(OWN)[:2], answer(server="9.9.9.9", status="refused")],
            "9.9.9.9 refuses to answer",
        ),
        (answer(status="silent"), publicly(OWN), "ns1 does not answer about shop.test"),
        (answer(OWN), publicly(OWN)[:2], "[dns] resolvers names 2; at least 3 are needed"),
        (answer(OWN), [], "[dns] resolvers names 0; at least 3 are needed"),
    ],
)
def test_propagated_unverified(own: Answer, public: list[Answer], reason: str) -> None:
    outcome, text = said(propagated(records(own), *public, settings=site()))
    assert outcome == "unverified"
    assert text.startswith(reason)


# dns.www

LEAF = SentCertificate(subject="CN=shop.test", issuer="CN=R11", not_before=NOW, not_after=NOW, self_signed=False)
SERVED = ServedCertificate(host="www.shop.test", port=443, protocol="TLSv1.3", names=(), sent=(LEAF,))
HANDSHAKE = Handshake(host="www.shop.test", port=443, certificate=SERVED)


def page(status: int, location: str = "") -> Page:
    headers = (("Location", location),) if location else ()
    return Page(url="https://www.shop.test/", status=status, headers=headers)


def visit(*hops: Page, end: Page | None = None, error: str = "") -> Visit:
    return Visit(asked="https://www.shop.test/", hops=hops, page=end, error=error)


ALIAS = answer(OWN, name="www.shop.test", aliases=("shop.test",))
GOOD_WWW = Www(
    name="www.shop.test",
    canonical="shop.test",
    records=records(ALIAS),
    canonical_records=records(answer(OWN)),
    handshake=HANDSHAKE,
    visit=visit(page(301, "https://shop.test/"), end=page(200)),
)


def www(settings: Settings | None = None, **changes: Any) -> Finding:
    return judge("www", settings or site(), {"www_site": replace(GOOD_WWW, **changes)})


def test_www_passed() -> None:
    finding = www()
    assert finding.outcome == "passed"
    assert finding.evidence == (
        f"ns1: www.shop.test (alias of shop.test) is {OWN}",
        "https://www.shop.test/ redirects to https://shop.test/",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"records": records(answer(OWN, name="www.shop.test"))},
        {"visit": visit(end=page(200))},
        # The site itself is down behind a good redirect: not what this check is about.
        {"visit": visit(page(301, "https://shop.test/"), error="no answer in 10 s")},
    ],
)
def test_www_passed_otherwise(changes: dict[str, Any]) -> None:
    assert www(**changes).outcome == "passed"


def test_www_on_another_declared_address_passed() -> None:
    assert www(site(OWN, OLD), records=records(answer(OLD, name="www.shop.test"))).outcome == "passed"


@pytest.mark.parametrize(
    ("changes", "observed"),
    [
        (
            {"records": records(answer(name="www.shop.test", status="no such name"))},
            "ns1 says there is no such name (NXDOMAIN) about www.shop.test",
        ),
        (
            {"records": records(answer(OLD, name="www.shop.test"))},
            f"www.shop.test points to {OLD}, but shop.test to {OWN}",
        ),
        (
            {"handshake": Handshake(host="www.shop.test", port=443, error="no TLS handshake with www.shop.test")},
            "no TLS handshake with www.shop.test",
        ),
        (
            {
                "handshake": replace(
                    HANDSHAKE,
                    certificate=replace(SERVED, problems=(Problem(kind="name", text="made for shop.test"),)),
                )
            },
            "www.shop.test: made for shop.test",
        ),
        (
            {"visit": visit(page(301, "https://parking.test/"), error="another host")},
            "https://www.shop.test/ redirects to https://parking.test/, which is another site",
        ),
        ({"visit": visit(end=page(404))}, "https://www.shop.test/ answers with status 404"),
    ],
)
def test_www_failed(changes: dict[str, Any], observed: str) -> None:
    assert said(www(**changes)) == ("failed", observed)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"records": records(answer(name="www.shop.test", status="refused"))},
            "ns1 refuses to answer about www.shop.test",
        ),
        (
            {
                "records": records(answer(OWN, name="www.shop.test")),
                "canonical_records": records(answer(status="silent")),
            },
            "ns1 does not answer about shop.test",
        ),
        (
            {"handshake": Handshake(host="www.shop.test", port=443, error="no network", gate_side=True)},
            "no network",
        ),
        ({"visit": visit(error="no answer in 10 s")}, "https://www.shop.test/: no answer in 10 s"),
        (
            {"visit": visit(end=page(502))},
            "https://www.shop.test/ answers with status 502: the site itself is down",
        ),
    ],
)
def test_www_unverified(changes: dict[str, Any], reason: str) -> None:
    assert said(www(**changes)) == ("unverified", reason)


# dns.mx


def mailer(*values: str, name: str = "mail.shop.test", **more: Any) -> MailServer:
    return MailServer(preference=10, name=name, addresses=answer(*values, name=name, **more))


def mx(*servers: MailServer, settings: Settings, **more: Any) -> Finding:
    texts = [f"{server.preference} {server.name}" for server in servers]
    said_of_mx = Answer(
        name="shop.test",
        kind="MX",
        server="ns1",
        status=more.pop("status", "answered" if texts else "empty"),
        values=tuple(texts),
    )
    return judge("mx", settings, {"mail_servers": Mail(domain="shop.test", answer=said_of_mx, servers=servers, **more)})


PROVIDED = site(mx=("shop.test",))


@pytest.mark.parametrize("declared", ["shop.test", "mail.shop.test", "Mail.Shop.Test."])
def test_mx_passed(declared: str) -> None:
    finding = mx(mailer("192.0.2.25"), settings=site(mx=(declared,)))
    assert finding.outcome == "passed"
    assert finding.evidence == ("MX of shop.test: 10 mail.shop.test", "ns1: mail.shop.test is 192.0.2.25")


def test_null_mx_passed_when_no_mail_is_declared() -> None:
    assert mx(settings=site(mail=False), refuses_mail=True).outcome == "passed"


@pytest.mark.parametrize(
    ("servers", "settings", "observed"),
    [
        ((), PROVIDED, "shop.test has no MX record that names a server"),
        ((), site(mail=False), "shop.test declares no mail, but has no null MX (“0 .”)"),
        (
            (mailer(status="no such name"),),
            PROVIDED,
            "MX mail.shop.test has no address: ns1 says there is no such name (NXDOMAIN) about mail.shop.test",
        ),
        (
            (mailer("192.0.2.25", aliases=("mx.provider.test",)),),
            PROVIDED,
            "MX mail.shop.test is an alias (CNAME) of mx.provider.test",
        ),
        ((mailer("127.0.0.1"),), PROVIDED, "MX mail.shop.test is 127.0.0.1, where no mail can come"),
        (
            (mailer("192.0.2.25"),),
            site(mx=("provider.test",)),
            "MX mail.shop.test is not one of provider.test",
        ),
        ((mailer("192.0.2.25"),), site(mx=("hop.test",)), "MX mail.shop.test is not one of hop.test"),
        # What was seen comes before what nobody answered.
        (
            (mailer(status="silent"), mailer("127.0.0.1", name="b.shop.test")),
            PROVIDED,
            "MX b.shop.test is 127.0.0.1, where no mail can come",
        ),
    ],
)
def test_mx_failed(servers: tuple[MailServer, ...], settings: Settings, observed: str) -> None:
    assert said(mx(*servers, settings=settings)) == ("failed", observed)


@pytest.mark.parametrize(
    ("servers", "settings", "more", "reason"),
    [
        ((), PROVIDED, {"status": "silent"}, "ns1 does not answer about shop.test"),
        ((mailer(status="refused"),), PROVIDED, {}, "ns1 refuses to answer about mail.shop.test"),
        (
            (mailer("192.0.2.25"),),
            site(),
            {},
            "the mail provider's servers are not declared",
        ),
    ],
)
def test_mx_unverified(servers: tuple[MailServer, ...], settings: Settings, more: dict[str, Any], reason: str) -> None:
    assert said(mx(*servers, settings=settings, **more)) == ("unverified", reason)


# What lines bind to


def bound(text: str, kind: Kind = Kind.ITEM) -> tuple[set[str], tuple[str, ...]]:
    """Checks of this area bound to a line, and the words they leave over."""
    own = {name: one for name, one in CHECKS.items() if one.area == "dns"}
    binding = Binder(own).bind(Line(id="line", number=1, text=text, kind=kind))
    return {one.check.partition(".")[2] for one in binding.bound}, binding.leftover


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        ("Domain pointed to server IP (A record)", {"a-record"}),
        ("DNS records point to the correct server", {"a-record"}),
        ("DNS points to production server", {"a-record"}),
        ("DNS configured", {"a-record"}),
        ("Domain resolves to the right IP address", {"a-record"}),
        ("www subdomain configured (CNAME or A record)", {"www"}),
        ("The www version works", {"www"}),
        ("DNS propagation complete", {"propagated"}),
        ("DNS changes have propagated", {"propagated"}),
        ("nslookup yourdomain.com", {"a-record", "propagated"}),
        ("MX records configured for e-mail", {"mx"}),
        ("MX records point to the mail provider", {"mx"}),
        ("DNS records verified (A, CNAME, MX)", {"a-record", "www", "mx"}),
    ],
)
def test_lines_that_are_verified(text: str, checks: set[str]) -> None:
    assert bound(text) == (checks, ())


def test_a_line_that_another_check_must_verify_too() -> None:
    assert bound("Domain registered and DNS configured") == ({"a-record", "domain-registered"}, ())


@pytest.mark.parametrize(
    "text",
    [
        "SPF record configured",
        "Redirect www to non-www",
        "Server IP address is on the allow list",
        "Audit records are created",
        "DNS TTL lowered before the switch",
    ],
)
def test_lines_about_something_else(text: str) -> None:
    assert bound(text)[0] == set()
