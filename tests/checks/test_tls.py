"""The checks of served certificates, over facts as they are seen on good and bad days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import run
from pytest_golive.facts.gather import Attempt
from pytest_golive.facts.tls import Handshake, Problem, SentCertificate, ServedCertificate
from pytest_golive.finding import Finding, Lapse
from pytest_golive.settings import Settings, Target

CHECKS = load_checks()

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LEAF = SentCertificate(
    subject="CN=shop.test",
    issuer="CN=R11",
    not_before=NOW - timedelta(days=30),
    not_after=NOW + timedelta(days=60),
    self_signed=False,
)
INTERMEDIATE = replace(LEAF, subject="CN=R11", issuer="CN=Root", not_after=NOW + timedelta(days=500))
GOOD = ServedCertificate(
    host="shop.test",
    port=443,
    protocol="TLSv1.3",
    names=("shop.test", "www.shop.test"),
    sent=(LEAF, INTERMEDIATE),
)
WWW = replace(GOOD, host="www.shop.test")
SITE = Settings(target=Target(url="https://shop.test", hosts=("www.shop.test",)))
WRONG_NAME = Problem(kind="name", text="the certificate is made for other.test, not for shop.test")


def bad(**changes: Any) -> ServedCertificate:
    """The good certificate with another leaf."""
    return replace(GOOD, sent=(replace(LEAF, **changes), INTERMEDIATE))


def judge(
    name: str,
    *served: ServedCertificate,
    handshakes: Mapping[str, Handshake] | None = None,
    settings: Settings = SITE,
    **quantities: str | int,
) -> Finding:
    facts = {
        "certificates": {one.host: one for one in served},
        "handshakes": handshakes or {one.host: Handshake(host=one.host, port=443, certificate=one) for one in served},
    }

    def look(fact: str) -> Attempt:
        return Attempt(fact=fact, value=facts[fact], root=fact)

    return run(CHECKS[f"tls.{name}"], look, {"settings": settings, "now": NOW}, quantities)


@pytest.mark.parametrize("name", ["certificate-obtained", "certificate-valid", "chain-complete"])
def test_another_address_of_the_host_counts_too(name: str) -> None:
    problems = (Problem(kind="chain", text="no intermediate"),)
    odd = replace(bad(not_after=NOW), problems=problems)
    facts = {"certificates": {"shop.test": GOOD, "www.shop.test": WWW, "shop.test at 192.0.2.7": odd}}
    given = {"settings": SITE, "now": NOW, "line": None}
    finding = run(CHECKS[f"tls.{name}"], lambda fact: Attempt(fact=fact, value=facts[fact]), given, {})
    assert finding.outcome == "failed"
    assert "shop.test at 192.0.2.7" in finding.observed


OVER_CERTIFICATES = ("certificate-obtained", "certificate-valid", "chain-complete")


@pytest.mark.parametrize("name", [*OVER_CERTIFICATES, "certificate-installed"])
def test_passed(name: str) -> None:
    finding = judge(name, GOOD, WWW)
    assert (finding.outcome, finding.observed, finding.reason) == ("passed", "", "")
    assert any("www.shop.test" in text for text in finding.evidence)
    assert "CN=shop.test" in finding.evidence[0]


def test_the_line_says_how_many_days_must_be_left() -> None:
    served = bad(not_after=NOW + timedelta(days=19))
    assert judge("certificate-valid", served, WWW).outcome == "passed"
    finding = judge("certificate-valid", served, WWW, days=30)
    assert finding.outcome == "failed"
    assert finding.observed.endswith("in 19.0 days (more than 30 must be left)")


def test_the_end_of_every_certificate_is_announced_whatever_the_outcome() -> None:
    for name in (*OVER_CERTIFICATES, "certificate-installed"):
        leaves = [lapse for lapse in judge(name, GOOD, WWW).lapses if "intermediate" not in lapse.what]
        assert leaves == [
            Lapse(what="the certificate of shop.test", when=LEAF.not_after),
            Lapse(what="the certificate of www.shop.test", when=LEAF.not_after),
        ]
    ending = judge("certificate-valid", bad(not_after=NOW + timedelta(days=3)), WWW)
    assert ending.outcome == "failed"
    assert ending.lapses == (Lapse(what="the certificate of shop.test", when=NOW + timedelta(days=3)),)
    through_both = judge("chain-complete", GOOD, WWW).lapses
    intermediate = Lapse(what="the intermediate certificate CN=R11", when=INTERMEDIATE.not_after)
    assert [lapse for lapse in through_both if "intermediate" in lapse.what] == [intermediate] * 2


@pytest.mark.parametrize("name", OVER_CERTIFICATES)
def test_unverified_when_one_host_showed_nothing(name: str) -> None:
    finding = judge(name, GOOD)
    assert (finding.outcome, finding.reason) == ("unverified", "no certificate was seen of www.shop.test")


@pytest.mark.parametrize("name", OVER_CERTIFICATES)
def test_what_was_seen_comes_before_what_was_not(name: str) -> None:
    expired = replace(LEAF, not_after=NOW - timedelta(days=1), issuer="CN=shop.test")
    trouble = (Problem(kind="trust", text="the certificate of CN=shop.test is self-signed"),)
    assert judge(name, replace(GOOD, sent=(expired,), problems=trouble)).outcome == "failed"


@pytest.mark.parametrize("name", OVER_CERTIFICATES)
def test_unverified_when_the_fact_could_not_be_seen(name: str) -> None:
    finding = run(
        CHECKS[f"tls.{name}"],
        lambda fact: Attempt(fact=fact, reason="connection refused", cure="see there", root="handshakes"),
        {"settings": SITE, "now": NOW},
        {},
    )
    assert (finding.outcome, finding.reason, finding.root) == (
        "unverified",
        "connection refused",
        "handshakes",
    )


@pytest.mark.parametrize(
    ("name", "served", "observed"),
    [
        (
            "certificate-obtained",
            bad(issuer="CN=shop.test"),
            "shop.test serves a self-signed certificate (CN=shop.test)",
        ),
        (
            "certificate-obtained",
            replace(GOOD, problems=(WRONG_NAME,)),
            "shop.test: the certificate is made for other.test, not for shop.test",
        ),
        (
            "certificate-obtained",
            bad(not_after=NOW - timedelta(hours=1)),
            "the certificate of shop.test expired on 2026-11-21 11:00 UTC",
        ),
        (
            "certificate-valid",
            replace(GOOD, problems=(WRONG_NAME, Problem(kind="time", text="it expired"))),
            "shop.test: the certificate is made for other.test, not for shop.test; it expired",
        ),
        (
            "certificate-valid",
            bad(not_after=NOW + timedelta(days=14)),
            "the certificate of shop.test expires on 2026-12-05, in 14.0 days (more than 14 must be left)",
        ),
        (
            "certificate-valid",
            bad(not_before=NOW + timedelta(hours=1)),
            "the certificate of shop.test is not valid before 2026-11-21 13:00 UTC",
        ),
        (
            "chain-complete",
            replace(GOOD, sent=(LEAF, replace(INTERMEDIATE, issues_previous=False))),
            "shop.test sends CN=R11 after CN=shop.test, which it did not issue",
        ),
        (
            "chain-complete",
            replace(GOOD, sent=(LEAF, replace(INTERMEDIATE, not_after=NOW - timedelta(days=1)))),
            "shop.test sends CN=R11, which expired on 2026-11-20",
        ),
        (
            "chain-complete",
            replace(GOOD, problems=(Problem(kind="chain", text="it was issued by CN=R11"),)),
            "shop.test: it was issued by CN=R11",
        ),
        (
            "chain-complete",
            replace(GOOD, sent=(LEAF,), not_sent=("CN=R11",)),
            "shop.test does not send CN=R11",
        ),
        (
            "certificate-installed",
            replace(GOOD, problems=(WRONG_NAME,)),
            "shop.test: the certificate is made for other.test, not for shop.test",
        ),
        ("certificate-installed", bad(issuer="CN=shop.test"), "shop.test presents a self-signed certificate"),
    ],
)
def test_failed(name: str, served: ServedCertificate, observed: str) -> None:
    finding = judge(name, served, WWW)
    assert (finding.outcome, finding.observed) == ("failed", observed)
    assert finding.remedy


def test_expired_leaf_leaves_the_chain_complete() -> None:
    assert judge("chain-complete", bad(not_after=NOW - timedelta(days=1)), WWW).outcome == "passed"


def dead(host: str, error: str, *, gate_side: bool = False) -> Handshake:
    return Handshake(host=host, port=443, error=error, gate_side=gate_side)


def test_installed_fails_when_a_host_cannot_be_reached() -> None:
    handshakes = {
        "shop.test": dead("shop.test", "no network", gate_side=True),
        "www.shop.test": dead("www.shop.test", "cannot connect to www.shop.test:443: connection refused"),
    }
    finding = judge("certificate-installed", handshakes=handshakes)
    assert (finding.outcome, finding.observed) == (
        "failed",
        "cannot connect to www.shop.test:443: connection refused",
    )


def test_installed_says_when_no_https_is_declared() -> None:
    settings = Settings(target=Target(url="http://shop.test"))
    finding = judge("certificate-installed", handshakes={"shop.test": dead("shop.test", "refused")}, settings=settings)
    # In the words of everybody else who found that nobody answers there.
    assert finding.observed == "refused"
    assert finding.evidence == ("[target] url is http://shop.test: no https is declared",)


def test_installed_is_unverified_when_this_machine_has_no_network() -> None:
    finding = judge("certificate-installed", handshakes={"shop.test": dead("shop.test", "no network", gate_side=True)})
    assert (finding.outcome, finding.reason) == ("unverified", "no network")


@pytest.mark.parametrize("host", ["yourdomain.com", "shop.test", "SHOP.test"])
def test_a_line_may_name_the_host(host: str) -> None:
    expired = replace(WWW, problems=(Problem(kind="time", text="expired"),))
    expected = "failed" if "your" in host else "passed"
    assert judge("certificate-valid", GOOD, expired, host=host).outcome == expected


def test_a_line_that_names_another_host_is_unverified() -> None:
    finding = judge("certificate-valid", GOOD, WWW, host="other.test")
    assert finding.outcome == "unverified"
    assert finding.reason == "the line names other.test, which is not in [target] url or hosts"


def bound(text: str, kind: Kind = Kind.ITEM) -> tuple[set[str], tuple[str, ...]]:
    """Checks of this area bound to a line, and the words they leave over."""
    own = {name: one for name, one in CHECKS.items() if one.area == "tls"}
    binding = Binder(own).bind(Line(id="line", number=1, text=text, kind=kind))
    return {one.check.partition(".")[2] for one in binding.bound}, binding.leftover


OBTAINED, INSTALLED, VALID, CHAIN = (
    {"certificate-obtained"},
    {"certificate-installed"},
    {"certificate-valid"},
    {"chain-complete"},
)


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        ("SSL certificate obtained (Let's Encrypt or commercial)", OBTAINED),
        ("SSL certificate obtained (Let's Encrypt recommended)", OBTAINED),
        ("SSL certificate obtained (for production)", OBTAINED),
        ("Obtain SSL/TLS certificate", OBTAINED),
        ("Or purchase from certificate authority", OBTAINED),
        ("TLS certificate issued by a trusted CA", OBTAINED),
        ("No self-signed certificates", OBTAINED),
        ("SSL certificate installed", INSTALLED),
        ("HTTPS certificate installed (SSL/TLS)", INSTALLED),
        ("SSL certificate installed (production)", INSTALLED),
        ("Enable HTTPS/SSL", INSTALLED),
        ("SSL certificates are configured", INSTALLED),
        ("SSL certificate valid", VALID),
        ("SSL certificate valid for domain", VALID),
        ("Ensure the TLS certificate is valid and not expired", VALID),
        ("Verify HTTPS working", VALID),
        ("openssl s_client -connect yourdomain.com:443 # Certificate should be valid", VALID),
        ("curl -I https://yourdomain.com", VALID),
        ("Test certificate installation", VALID | CHAIN),
        ("Certificate chain configured correctly", CHAIN),
        ("Intermediate certificates are included", CHAIN),
        ("SSL/HTTPS configured", VALID),
        ("SSL works", VALID),
        ("TLS certificate OK", VALID),
        ("The certificate hasn't expired", VALID),
    ],
)
def test_lines_that_are_verified(text: str, checks: set[str]) -> None:
    assert bound(text) == (checks, ())


@pytest.mark.parametrize(
    ("text", "leftover"),
    [
        ("Website accessible via HTTPS", ()),
        ("HTTPS enabled in Nginx", ("nginx",)),
    ],
)
def test_lines_that_other_areas_must_verify_too(text: str, leftover: tuple[str, ...]) -> None:
    checks, left = bound(text)
    assert checks
    assert left == leftover


@pytest.mark.parametrize(
    "text",
    [
        "Use Let's Encrypt (free)",
        "SSL Labs grade A",
        "Database connections use SSL",
        "Payment certificates uploaded to the gateway",
        "CORS_ALLOWED_ORIGINS=https://shop.example",
        "Gift certificate valid for one year",
    ],
)
def test_lines_about_something_else(text: str) -> None:
    assert bound(text)[0] == set()
