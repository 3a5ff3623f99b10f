"""Where mail goes, on good and bad days."""

from __future__ import annotations

from typing import Any

import pytest

from pytest_golive.facts.dns import Answer, Mail, MailServer
from pytest_golive.finding import Finding
from pytest_golive.settings import Settings
from tests.checks.dns.cases import answer, judge, site
from tests.findings import told

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
    assert told(mx(*servers, settings=settings)) == ("failed", observed)


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
    assert told(mx(*servers, settings=settings, **more)) == ("unverified", reason)
