"""SPF, DKIM and DMARC: over the syntax of the RFCs, and over a real name server."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from pytest_golive.checklist.bind import Bound
from pytest_golive.facts.dns.ask import NameServer as Asked
from pytest_golive.facts.dns.zones import Zone as Known
from pytest_golive.facts.mail_dns.dkim import read_key
from pytest_golive.facts.mail_dns.dmarc import read_policy
from pytest_golive.facts.mail_dns.spf_syntax import SyntaxFault, parse
from pytest_golive.facts.mail_dns.tags import TagFault
from pytest_golive.settings import Dns, Mail, Settings, Target
from servers.dns import DKIM_KEY, NameServer, Zone, dkim_record
from tests.checks.outside_cases import ask, bound, see
from tests.findings import told

GOOD = Mail(spf_senders=("_spf.shop.test", "127.0.0.2"), dkim_selectors=("s1",), dmarc_policy="reject")


def look(fact: str, zone: Zone, mail: Mail = GOOD) -> tuple[Settings, Any]:
    """The fact, as one real name server that is also the resolver lets it be seen."""
    server = NameServer(lambda: zone, is_authoritative=True)
    address, _, port = server.address.rpartition(":")
    dns = Dns(nameservers=(server.address,), resolvers=(server.address,), timeout=1.0)
    settings = Settings(target=Target(url="https://shop.test"), dns=dns, mail=mail)
    zones = {"shop.test": Known(name="shop.test", servers=(Asked(address=address, port=int(port)),))}
    return settings, see(fact, settings=settings, dns_zones=zones)


def judged(check: str, fact: str, zone: Zone, mail: Mail = GOOD, line: str = "") -> tuple[str, str]:
    """What the check says of a line that is bound to it alone, or to nobody in particular."""
    settings, seen = look(fact, zone, mail)
    asked = bound(line) if line else (Bound(check=check),)
    assert [one.check for one in asked] == [check]
    return told(ask(check, settings, asked[0].quantities, **{fact: seen}))


def spf_of(text: str, **more: str) -> Zone:
    zone = Zone().with_value("shop.test", "TXT", f'"{text}"')
    for name, other in more.items():
        zone = zone.adding(f"{name}.shop.test", "TXT", f'"{other}"')
    return zone


def test_good_domain() -> None:
    assert judged("mail.spf", "spf", Zone()) == ("passed", "")
    assert judged("mail.dkim", "dkim_keys", Zone()) == ("passed", "")
    assert judged("mail.dmarc", "dmarc", Zone()) == ("passed", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("v=spf1 mx -all", "SPF of shop.test does not allow _spf.shop.test to send"),
        ("v=spf10 mx -all", "shop.test has no SPF record"),
        ("v=spf1 mx include:_spf.shop.test", "SPF of shop.test does not end in all, so it forbids nobody anything"),
        ("v=spf1 mx include:_spf.shop.test ?all", "SPF of shop.test ends in ?all, which lets everybody send"),
        (
            "v=spf1 mx include:gone.shop.test -all",
            "include:gone.shop.test leads to gone.shop.test, which has no SPF record",
        ),
        ("v=spf1 mx ip4:1.2.3 -all", "the record of shop.test: “ip4:1.2.3” holds no address"),
        ("v=spf1 mx include: -all", "the record of shop.test: “include:” is no mechanism of SPF"),
        ("v=spf1 include:shop.test -all", "SPF of shop.test needs 26 look-ups, allowed are 10"),
        (
            "v=spf1 a:x.shop.test a:y.shop.test a:z.shop.test -all",
            "3 look-ups of shop.test's SPF find nothing, allowed are 2",
        ),
        *(
            (f"v=spf1 mx {sign}include:_spf.shop.test -all", "SPF of shop.test does not allow _spf.shop.test to send")
            for sign in "?~-"
        ),
    ],
)
def test_spf_failed(text: str, words: str) -> None:
    assert judged("mail.spf", "spf", spf_of(text)) == ("failed", words)


def test_spf_counts_what_includes_ask() -> None:
    inner = " ".join(f"a:{name}.shop.test" for name in ("www", "app", "mail", "ns1"))
    zone = spf_of("v=spf1 include:one.shop.test include:two.shop.test mx -all", one=f"v=spf1 {inner} -all")
    zone = zone.adding("two.shop.test", "TXT", f'"v=spf1 {inner} -all"')
    _, seen = look("spf", zone)
    assert seen.lookups == 11


def test_spf_in_several_strings_and_by_redirect() -> None:
    zone = Zone().with_value("shop.test", "TXT", '"v=spf1 redirect=" "_own.shop.test"')
    zone = zone.adding("_own.shop.test", "TXT", '"v=spf1 ip4:127.0.0.0/24 include:_spf.shop.test ~all"')
    assert judged("mail.spf", "spf", zone) == ("passed", "")


def test_spf_takes_the_first_match() -> None:
    zone = spf_of("v=spf1 -ip4:127.0.0.2 mx include:_spf.shop.test -all")
    assert judged("mail.spf", "spf", zone) == ("failed", "SPF of shop.test does not allow 127.0.0.2 to send")


def test_spf_unverified() -> None:
    nobody = Mail()
    assert judged("mail.spf", "spf", Zone(), nobody) == ("unverified", "who sends mail for the domain is not declared")
    macro = spf_of("v=spf1 exists:%{i}.ok.shop.test include:_spf.shop.test -all")
    hidden = "whether 127.0.0.2 may send is hidden in exists:%{i}.ok.shop.test"
    assert judged("mail.spf", "spf", macro) == ("unverified", hidden)
    abroad = spf_of("v=spf1 mx include:spf.provider.test -all")
    outcome, words = judged("mail.spf", "spf", abroad)
    assert outcome == "unverified"
    assert words.endswith("refuses to answer about spf.provider.test")


@pytest.mark.parametrize("word", ["all:x", "ip6:1.2.3.4", "a/33", "mx//129", "exists", "bogus", "include:%{x}", "a:"])
def test_spf_syntax(word: str) -> None:
    with pytest.raises(SyntaxFault):
        parse(f"v=spf1 {word} -all")


def test_spf_syntax_that_is_allowed() -> None:
    kinds = [
        term.kind for term in parse("v=spf1  A/24//64 mx:x.test ptr ip6:2001:db8::/32 later=thing exp=e.test -ALL")
    ]
    assert kinds == ["a", "mx", "ptr", "ip6", "exp", "all"]


ED25519 = base64.b64encode(bytes(range(32))).decode()


def test_keys_that_can_be_used() -> None:
    assert read_key(f"v=DKIM1; k=rsa; p={DKIM_KEY}") == ("rsa", 2048)
    assert read_key(f"p={DKIM_KEY[:60]} {DKIM_KEY[60:]};") == ("rsa", 2048)
    assert read_key(f"v=DKIM1; k=ed25519; p={ED25519}") == ("ed25519", 256)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("v=DKIM1; p=", "revoked"),
        ("v=DKIM1; k=rsa", "no key"),
        (f"p={ED25519}; v=DKIM1", "version"),
        (f"v=DKIM1; k=dsa; p={ED25519}", "unknown"),
        (f"v=DKIM1; k=ed25519; p={ED25519[:20]}", "32 bytes"),
        (f"v=DKIM1; p={ED25519}", "cannot be read"),
        (f"v=DKIM1; p={DKIM_KEY[:240]}", "cannot be read"),
        (f"v=DKIM1; p={DKIM_KEY[:-5]}!", "not base64"),
        (f"v=DKIM1; t=y; p={DKIM_KEY}", "tested"),
        (f"v=DKIM1; h=sha1; p={DKIM_KEY}", "sha256"),
        (f"v=DKIM1; s=tlsrpt; p={DKIM_KEY}", "not for mail"),
        (f"v=DKIM1; p={DKIM_KEY}; p={DKIM_KEY}", "twice"),
        ("v=DKIM1; nonsense", "no tag"),
    ],
)
def test_keys_that_cannot(text: str, words: str) -> None:
    with pytest.raises(TagFault, match=words):
        read_key(text)


def test_dkim_of_a_provider_is_an_alias() -> None:
    name = "s1._domainkey.shop.test"
    zone = Zone().without(name).adding(name, "CNAME", "k.app.shop.test.")
    zone = zone.adding("k.app.shop.test", "TXT", dkim_record(DKIM_KEY))
    assert judged("mail.dkim", "dkim_keys", zone) == ("passed", "")


def test_dkim_not_told() -> None:
    _, seen = look("dkim_keys", Zone(), Mail())
    assert seen == "no DKIM selector is declared, and DNS does not list them"
    assert told(ask("mail.dkim")) == ("unverified", "nobody gave access")
    twice = Zone().adding("s1._domainkey.shop.test", "TXT", dkim_record(DKIM_KEY[:100]))
    words = "s1._domainkey.shop.test has 2 TXT records, and nobody knows which is the key"
    assert judged("mail.dkim", "dkim_keys", twice) == ("failed", words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("v=DMARC1", "no policy"),
        ("v=DMARC1; policy=reject", "no policy"),
        ("v=DMARC1; rua=mailto:a@b.test; p=reject", "right after"),
        ("v=DMARC1; p=refuse", "none of"),
        ("v=DMARC1; p=reject; rua=a@b.test", "no mailto"),
        ("v=DMARC1; p=reject; pct=101", "pct=101"),
        ("v=DMARC1; p=reject; p=none", "twice"),
        ("v=DMARC1; p=reject; adkim=x", "adkim=x"),
    ],
)
def test_policies_that_cannot_be_used(text: str, words: str) -> None:
    with pytest.raises(TagFault, match=words):
        read_policy(text, is_below=False)


def test_policies() -> None:
    assert read_policy("v=DMARC1;p=Reject;rua=mailto:a@b.test!10m,https://r.test/x;", is_below=False) == ("reject", 100)
    assert read_policy("v=DMARC1; p=reject; sp=none; pct=20", is_below=True) == ("none", 20)


def dmarc_of(text: str) -> Zone:
    return Zone().with_value("_dmarc.shop.test", "TXT", f'"{text}"')


def test_dmarc_judged() -> None:
    undeclared = Mail()
    none = dmarc_of("v=DMARC1; p=none")
    words = "the DMARC policy is none, which only asks for reports; nothing says that this is meant"
    assert judged("mail.dmarc", "dmarc", none, undeclared) == ("unverified", words)
    assert judged("mail.dmarc", "dmarc", none, Mail(dmarc_policy="none")) == ("passed", "")
    weak = judged("mail.dmarc", "dmarc", dmarc_of("v=DMARC1; p=quarantine"))
    assert weak == ("failed", "the DMARC policy is quarantine, declared is reject")
    some = judged("mail.dmarc", "dmarc", dmarc_of("v=DMARC1; p=reject; pct=10"))
    assert some == ("failed", "the DMARC policy counts for 10 % of mails only")
    two = Zone().adding("_dmarc.shop.test", "TXT", '"v=DMARC1; p=none"')
    asked = judged("mail.dmarc", "dmarc", dmarc_of("v=DMARC1; p=quarantine"), undeclared, line="DMARC policy reject")
    assert asked == ("failed", "the DMARC policy is quarantine, asked for is reject")
    enforced = judged("mail.dmarc", "dmarc", none, Mail(dmarc_policy="none"), line="DMARC policy enforced")
    assert enforced == ("failed", "the DMARC policy is none, asked for is quarantine")
    met = judged("mail.dmarc", "dmarc", dmarc_of("v=DMARC1; p=reject"), undeclared, line="DMARC p=reject published")
    assert met == ("passed", "")
    words = "_dmarc.shop.test has 2 DMARC records, of which receivers take none"
    assert judged("mail.dmarc", "dmarc", two) == ("failed", words)
    wrong = judged("mail.dmarc", "dmarc", dmarc_of("v=DMARC2; p=none"))
    assert wrong == ("failed", "there is no DMARC record at _dmarc.shop.test (there is 'v=DMARC2; p=none')")


def test_dmarc_of_the_registered_domain_counts_below_it() -> None:
    zone = dmarc_of("v=DMARC1; p=reject; sp=quarantine")
    below = Mail(domain="news.shop.test", dmarc_policy="reject")
    words = "the DMARC policy is quarantine, declared is reject"
    assert judged("mail.dmarc", "dmarc", zone, below) == ("failed", words)
