"""The www name of a site, on good and bad days."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.facts.dns import Www
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.tls import Handshake, Problem, SentCertificate, ServedCertificate
from pytest_golive.finding import Finding
from pytest_golive.settings import Settings
from tests.checks.dns.cases import NOW, OLD, OWN, answer, judge, records, site
from tests.findings import told

# dns.www

LEAF = SentCertificate(subject="CN=shop.test", issuer="CN=R11", not_before=NOW, not_after=NOW, self_signed=False)
SERVED = ServedCertificate(host="www.shop.test", port=443, protocol="TLSv1.3", names=(), sent=(LEAF,))
HANDSHAKE = Handshake(host="www.shop.test", port=443, certificate=SERVED)


def page(status: int, location: str = "") -> Page:
    headers = (("Location", location),) if location else ()
    return Page(url="https://www.shop.test/", status=status, headers=headers)


def visit(*hops: Page, end: Page | None = None, error: str = "", failure: str = "") -> Visit:
    return Visit(asked="https://www.shop.test/", hops=hops, page=end, error=error, failure=failure)


TO_SHOP = page(301, "https://shop.test/")


ALIAS = answer(OWN, name="www.shop.test", aliases=("shop.test",))
GOOD_WWW = Www(
    name="www.shop.test",
    canonical="shop.test",
    records=records(ALIAS),
    canonical_records=records(answer(OWN)),
    handshake=HANDSHAKE,
    visit=visit(TO_SHOP, end=page(200)),
)


def www(settings: Settings | None = None, **changes: Any) -> Finding:
    return judge("www", settings or site(), {"www_site": replace(GOOD_WWW, **changes)})


def test_www_passed() -> None:
    finding = www()
    assert finding.outcome == "passed"
    assert finding.evidence == (
        f"ns1: www.shop.test (alias of shop.test) is {OWN}",
        "https://www.shop.test/ redirects to https://shop.test/",
        "https://www.shop.test/ answers with status 200",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"records": records(answer(OWN, name="www.shop.test"))},
        {"visit": visit(end=page(200))},
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
        (
            {"visit": visit(TO_SHOP, end=replace(page(404), url="https://shop.test/"))},
            "https://shop.test/ answers with status 404",
        ),
        (
            {"visit": visit(TO_SHOP, replace(TO_SHOP, url="https://shop.test/"), error="redirects go in a circle")},
            "https://www.shop.test/: redirects go in a circle",
        ),
        (
            {"visit": visit(page(301, "http://shop.test/"), error="redirects from https to http://shop.test/")},
            "https://www.shop.test/: redirects from https to http://shop.test/",
        ),
    ],
)
def test_www_failed(changes: dict[str, Any], observed: str) -> None:
    assert told(www(**changes)) == ("failed", observed)


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
        *[
            ({"visit": visit(*hops, error="no answer in 10 s", failure="timeout")}, "https://www.shop.test/: no answer")
            for hops in ((), (TO_SHOP,))
        ],
        (
            {"visit": visit(end=page(502))},
            "https://www.shop.test/ answers with status 502: the site itself is down",
        ),
    ],
)
def test_www_unverified(changes: dict[str, Any], reason: str) -> None:
    outcome, text = told(www(**changes))
    assert (outcome, text[: len(reason)]) == ("unverified", reason)
