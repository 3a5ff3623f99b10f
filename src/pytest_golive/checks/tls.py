"""TLS: the certificates the site serves, judged as of the run's clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pytest_golive.facts.tls import Handshake, ServedCertificate
    from pytest_golive.settings import Settings

#: Renewal services renew 30 days before the end; with fewer than these left, renewal is not working.
DAYS_LEFT = 14


@check(
    "tls.certificate-obtained",
    severity="critical",
    overlooks="wildcard",
    says=(
        "ssl|https certificate obtained|issued|purchased|acquired|bought ssl?",
        "ssl certificate obtained lets encrypt commercial|recommended?",
        "certificate issued|obtained|purchased|signed trusted|public? ca",
        "certificate issued|obtained|purchased|signed trusted|public? certificate authority",
        "purchase certificate authority",
        "obtain certificate: lets encrypt free?",
        "ssl|https? certificate not|isnt|no self signed",
        "no self signed certificate|certificates",
        (
            "certificate bought|buy|purchase|obtain|acquire|order|issued|generated|requested "
            "ssl|https|encrypt|acm|domain|wildcard|ca|authority ~ lets trusted free valid paid commercial new "
            "@set certbot"
        ),
        "certificate get|trusted|real ssl|ca|authority|encrypt ~ lets issued free valid https signed recognised",
        "certificate no|not|without self signed ~ real ssl proper trusted ca https valid",
    ),
)
def certificate_obtained(
    certificates: Mapping[str, ServedCertificate], settings: Settings, now: datetime, evidence: Evidence
) -> None:
    """Every host of the site has an unexpired certificate that a certificate authority made for it.

    Why: without one, browsers show a warning in place of the shop.
    Fix: obtain a certificate that names every host (`certbot certonly -d shop.example -d www.shop.example`).
    Cannot tell when: a host does not answer with TLS.
    Source: CA/Browser Forum Baseline Requirements 7.1; RFC 6125.
    """
    for host, served in _each(certificates, settings, evidence):
        leaf = served.leaf
        assert leaf.issuer != leaf.subject, f"{host} serves a self-signed certificate ({leaf.subject})"
        assert not served.of_kind("name"), f"{host}: {served.of_kind('name')}"
        assert now < leaf.not_after, f"the certificate of {host} expired on {leaf.not_after:%Y-%m-%d %H:%M} UTC"


@check(
    "tls.certificate-installed",
    severity="critical",
    overlooks="wildcard both =balancers =loadbalancers =servers =nodes",
    says=(
        "ssl|https? certificate installed|deployed|configured webserver|server|proxy|balancer|load|nginx?",
        "https certificate installed ssl",
        "ssl|https certificate installed production",
        "https ssl? enabled",
        "https enabled nginx configuration",
        "ingress|server presents|serves|sends|shows right|correct certificate host|hostname|domain|name?",
        "webserver|proxy presents|serves|sends|shows right|correct certificate host|hostname|domain|name?",
        "host|site|domain presents|serves|sends|shows right|correct certificate host|hostname|domain|name?",
        (
            "certificate install|deploy|deployed|configured|provisioned|uploaded "
            "ssl|https|nginx|webserver|ingress|nodes|lb|balancer|loadbalancer|haproxy|host|cdn|domain ~ load "
            "server right lets encrypt place cloudflare proxy apache traefik listener new wildcard valid"
        ),
        (
            "=certificate install|deployed|configured ~ ssl https server domain right lets encrypt openssl high "
            "standards"
        ),
        "=ssl|https configured|set ~ domain lets encrypt cloudflare hosting place nginx server",
        "nginx|ingress|balancer|cdn|proxy serves|presents|sends certificate ~ right load ssl domain hostname",
    ),
)
def certificate_installed(handshakes: Mapping[str, Handshake], settings: Settings, evidence: Evidence) -> None:
    """Every host of the site answers a TLS 1.2 or 1.3 handshake with a certificate made for that host.

    Why: a server that presents nothing, or another site's certificate, cannot be reached by https at all.
    Fix: set certificate and key in the server block of each host name, then reload the web server.
    Cannot tell when: the machine that looks has no network or no name resolution.
    Source: RFC 6066 3 (server name indication); RFC 9325 3.1.1.
    """
    # What was seen to be wrong comes before what could not be seen.
    for host, seen in sorted(handshakes.items(), key=lambda item: item[1].gate_side):
        if seen.gate_side:
            cannot_tell(seen.error, cure=seen.cure, look_failed=True)
        if seen.error and not settings.target.url.startswith("https:"):
            evidence.saw(f"[target] url is {settings.target.url}: no https is declared")
        assert seen.certificate is not None, seen.error
        served = seen.certificate
        evidence.saw(f"{host} presents {served.leaf.subject} by {served.protocol}")
        evidence.lapses(f"the certificate of {host}", served.leaf.not_after)
        assert not served.of_kind("name"), f"{host}: {served.of_kind('name')}"
        assert served.leaf.issuer != served.leaf.subject, f"{host} presents a self-signed certificate"


@check(
    "tls.certificate-valid",
    severity="critical",
    overlooks="labs qualys everywhere only page pages =subdomains",
    says=(
        "=https|ssl connection @tested|@works",
        "=ssl|https? certificate active|live",
        "=ssl|https? certificate works|working|ok|fine|good",
        "=ssl works|working|ok|fine",
        "ssl|https? certificate hasnt|isnt|not|never expired",
        "=site|pages|shop? load|loads|run|runs|served|works https",
        "website|site|shop|app|application accessible|reachable|available https",
        "ssl|https certificate valid domain|trusted|production|domains|hostname|name?",
        "ssl|https|domain? certificate not|isnt|wont expired|expiring|expire|about|near|close expire|expiry|soon?",
        "ssl|https certificate valid not expired",
        "ssl|https|tls? certificate valid? least|more|another|next than? {days} days left|remaining?",
        "ssl|https|tls? certificate not|doesnt|wont expire|expires within|next|before {days} days",
        "ssl|https certificate trusted|accepted browsers?",
        "valid ssl|https certificate installed|production?",
        "=ssl|https configured|set ~ domain lets encrypt cloudflare hosting place nginx server",
        "ssl https configured",
        "https working",
        "accessible https",
        "no certificate|ssl warnings|warning|errors|error browser|browsers?",
        "test certificate installation",
        "openssl s_client connect {host} 443 certificate? valid?",
        "curl i https / {host}",
        "=lock|padlock icon|symbol|shown|closed|shows ~ address bar browser green secure",
        "certificate valid no|without warning|errors ~ browser ssl https",
        "=ssl|https certificate ~ check test verify update needed",
        (
            "=certificate valid ssl|least|days|months|weeks|domain|30|until|expiry|year|browser|still ~ more than "
            "60 90 14 3 6 long https trusted check host hostname next another subdomain"
        ),
        "=certificate valid ~ ssl https domain host trusted",
        (
            "certificate expires date|later|away|far|least|more|beyond|> ~ than 2 3 30 60 90 14 6 month day week "
            "year before check https ssl"
        ),
        (
            "certificate no|not|doesnt|isnt|wont expires ~ ssl https soon sooner earlier next month about 2 3 30 "
            "60 90 days weeks year before than near due valid domain matches"
        ),
        "certificate matches domain|hostname|host|names ~ ssl valid covers https",
        "https works|valid certificate|warnings ~ ssl trusted padlock browser secure",
        (
            "no|zero|without certificate|ssl|padlock warning|problem|error ~ browser show labs any https security "
            "visitor see qualys"
        ),
        "padlock shows|shown|visible|green|displayed|closed ~ browser ssl https secure address bar lock icon",
    ),
)
def certificate_valid(
    certificates: Mapping[str, ServedCertificate],
    settings: Settings,
    now: datetime,
    evidence: Evidence,
    *,
    host: str = "",
    days: int = DAYS_LEFT,
) -> None:
    """The certificate of every host verifies for that host as in a browser, and lasts at least 14 more days.

    A line that says for how many days it is to be valid is asked about those.

    Why: browsers refuse the shop the moment its certificate lapses, names another host or is not trusted.
    Fix: renew it for every host name (`certbot renew`) and reload the web server.
    Cannot tell when: a host does not answer with TLS, or the line names a host that is not in [target].
    Source: RFC 5280 6; RFC 6125 6.
    """
    for name, served in _each(certificates, settings, evidence, host):
        bad = "; ".join(problem.text for problem in served.problems)
        assert not bad, f"{name}: {bad}"
        leaf = served.leaf
        assert leaf.not_before <= now, (
            f"the certificate of {name} is not valid before {leaf.not_before:%Y-%m-%d %H:%M} UTC"
        )
        left = (leaf.not_after - now) / timedelta(days=1)
        assert left > days, (
            f"the certificate of {name} expires on {leaf.not_after:%Y-%m-%d}, in {left:.1f} days "
            f"(more than {days} must be left)"
        )


@check(
    "tls.chain-complete",
    severity="high",
    says=(
        "ssl? certificate chain complete|configured|valid|correct|verified|installed|intact|trusted",
        "full|complete|whole ssl? certificate chain served|sent|installed|configured|delivered?",
        "ssl? intermediate|intermediates certificate|certificates? installed|configured|included",
        "ssl? intermediate|intermediates certificate|certificates? served|sent|bundled",
        "test certificate installation",
        (
            "certificate|ssl|ca|server|openssl|trust chain complete|full|whole|valid|sends|served|intact|ok ~ "
            "s_client shows intermediate order issue labs verify sent root nginx connect @set"
        ),
        ("intermediate certificate|bundle|ca|installed|included|served|chain ~ nginx server sent ssl sends leaf @set"),
        "no|zero|without missing|incomplete intermediate|chain ~ certificate ssl",
        "fullchain|fullchain.pem ~ nginx certificate chain ssl_certificate served @set",
        "fullchain|fullchain.pem not cert.pem|leaf ~ nginx only served",
        "=chain trust complete ~ valid ssl certificate",
        "chain|ssl no issue|problem ~ certificate labs complete valid shows intermediate",
    ),
)
def chain_complete(
    certificates: Mapping[str, ServedCertificate], settings: Settings, now: datetime, evidence: Evidence
) -> None:
    """Every host sends its certificate and all intermediates in order, and nothing expired or unrelated.

    Why: desktop browsers may repair a short chain, phones and payment gateways calling back do not.
    Fix: serve the full chain (`ssl_certificate …/fullchain.pem` in nginx) and reload.
    Cannot tell when: a host does not answer with TLS.
    Source: RFC 8446 4.4.2; RFC 5246 7.4.2.
    """
    for host, served in _each(certificates, settings, evidence):
        evidence.saw(f"{host} sends {' ← '.join(one.subject for one in served.sent)}")
        for one in served.sent[1:]:
            evidence.lapses(f"the intermediate certificate {one.subject}", one.not_after)
        # The end of the host's own certificate is what tls.certificate-valid is about.
        for before, one in zip(served.sent, served.sent[1:], strict=False):
            assert one.issues_previous, f"{host} sends {one.subject} after {before.subject}, which it did not issue"
            assert now < one.not_after, f"{host} sends {one.subject}, which expired on {one.not_after:%Y-%m-%d}"
        assert not served.of_kind("chain", "trust"), f"{host}: {served.of_kind('chain', 'trust')}"
        assert not served.not_sent, f"{host} does not send {', '.join(served.not_sent)}"


def _each(
    certificates: Mapping[str, ServedCertificate], settings: Settings, evidence: Evidence, host: str = ""
) -> Iterator[tuple[str, ServedCertificate]]:
    """The certificates one after another; at the end *unverified* when a declared host has shown none.

    What is wrong with a certificate that was seen comes before the host that could not be seen.
    """
    wanted = settings.target.all_hosts
    if host and not _stands_for_any(host):
        wanted = tuple(one for one in wanted if one == host.lower())
        if not wanted:
            cure = "name it in hosts of [target] in golive.toml, or correct the line"
            cannot_tell(f"the line names {host}, which is not in [target] url or hosts", cure=cure)
    for name, served in certificates.items():
        if served.host in wanted:
            leaf = served.leaf
            evidence.saw(f"{name}: {leaf.subject}, issued by {leaf.issuer}, until {leaf.not_after:%Y-%m-%d}")
            evidence.lapses(f"the certificate of {name}", leaf.not_after)
            yield name, served
    unseen = [name for name in wanted if name not in certificates]
    if unseen or not wanted:
        cure = "see the line about the certificate that is installed"
        cannot_tell(
            f"no certificate was seen of {', '.join(unseen) or 'any host'}", cure=cure, look_failed=bool(unseen)
        )


def _stands_for_any(host: str) -> bool:
    """Whether a host in a line is a stand-in for the team's own: ``yourdomain.com``, ``example.org``."""
    return any(part in host.lower() for part in ("your", "example", "domain"))
