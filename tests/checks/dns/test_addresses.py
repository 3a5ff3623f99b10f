"""Address records, and whether the world has them: on good and bad days."""

from __future__ import annotations

from typing import Any

import pytest

from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import run
from pytest_golive.facts.dns import Answer, HostRecords
from pytest_golive.facts.dns.ask import Status
from pytest_golive.facts.gather import Attempt
from pytest_golive.finding import Finding
from pytest_golive.settings import Settings
from tests.checks.dns.cases import NOW, OLD, OWN, answer, judge, records, site
from tests.findings import told

CHECKS = load_checks()

PUBLIC = ("1.1.1.1", "8.8.8.8", "9.9.9.9")


def at_cdn(*values: str, status: Status | None = None) -> Answer:
    """What a resolver says of the name at the CDN."""
    return answer(*values, name="edge.cdn.test", server="1.1.1.1", status=status)


@pytest.mark.parametrize("name", ["a-record", "www", "propagated", "mx"])
def test_unverified_when_the_fact_could_not_be_seen(name: str) -> None:
    finding = run(
        CHECKS[f"dns.{name}"],
        lambda fact: Attempt(fact=fact, reason="this machine has no DNS resolver", root="dns_zones"),
        {"settings": site(), "now": NOW},
        {},
    )
    assert (*told(finding), finding.root) == ("unverified", "this machine has no DNS resolver", "dns_zones")


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
    assert told(a_record(site(OWN), found)) == ("failed", observed)


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
    assert told(a_record(site(*declared), found)) == ("unverified", reason)


def test_a_record_says_that_an_address_has_none() -> None:
    found = {"dns_records": {"shop.test": records(answer(OWN))}}
    finding = judge("a-record", site(OWN, hosts=("192.0.2.9",)), found)
    assert told(finding) == ("passed", "")
    assert finding.evidence[0] == "192.0.2.9 is an IP address, of which DNS has no records"


def test_a_line_may_name_the_host() -> None:
    settings, found = (
        site(OWN, hosts=("old.test",)),
        (records(answer(OWN)), records(answer(OLD, name="old.test"))),
    )
    assert a_record(settings, *found, host="shop.test").outcome == "passed"
    assert a_record(settings, *found, host="yourdomain.com").outcome == "failed"
    assert told(a_record(settings, *found, host="other.test")) == (
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
    assert told(propagated(records(answer(OWN)), silent, odd)) == ("failed", observed)


def test_propagated_failed_when_the_authoritative_servers_differ() -> None:
    own = records(answer(OWN), answer(OLD, server="ns2"))
    assert told(propagated(own, *publicly(OWN), settings=site())) == (
        "failed",
        f"ns1: shop.test is {OWN}; the authoritative servers say {OWN}, {OLD}",
    )


def test_propagated_failed_when_an_alias_leads_resolvers_nowhere() -> None:
    own = records(answer(aliases=("edge.cdn.test",)), elsewhere=(at_cdn(OWN),))
    assert told(propagated(own, *publicly(aliases=("edge.cdn.test",)))) == (
        "failed",
        f"1.1.1.1: shop.test (alias of edge.cdn.test) is without address; the authoritative servers say {OWN}",
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
    outcome, text = told(propagated(records(own), *public, settings=site()))
    assert outcome == "unverified"
    assert text.startswith(reason)
