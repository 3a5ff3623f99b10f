"""Checks of how payment gateways are called, what is kept of cards, and what the gateways say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.code.common import listed, unreviewed
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.cards import CardData
    from pytest_golive.facts.gateway_code import GatewayCode
    from pytest_golive.facts.gateways import GatewayUrls
    from pytest_golive.facts.incidents import Feed, Incident
    from pytest_golive.facts.process import ServiceHere
    from pytest_golive.settings import Settings

MOST = 10
SERIOUS = frozenset({"major", "critical"})
#: What Statuspage calls a part that does not work.
DOWN = frozenset({"partial_outage", "major_outage"})


@check(
    "payment.api-over-https",
    severity="critical",
    overlooks="security paypal",
    says=(
        "=payment security",
        "payment: api calls|requests secured|secure|encrypted|https",
        "payment api|gateway|provider calls|requests|traffic|communication secured|secure|encrypted|https|ssl",
        "calls? payment provider|gateway|api go|goes https|ssl",
        "payment|stripe|razorpay|paypal|psp https|ssl|encrypted "
        "call|request|traffic|connection|communication|data|transmitted|transmission|api|sent ~ only go verify "
        "certificate verification transfer provider gateway secured",
        "=gateway https|ssl|encrypted call|request|traffic|connection|communication ~ only sent verification verify",
        "payment|gateway|stripe|razorpay|paypal verify|verification certificate|ssl "
        "call|request|connection|traffic|enabled ~ https api provider",
        "no verify false payment|gateway|stripe|code ~ module call request anywhere",
        "payment|stripe|paypal|gateway https|ssl talk|speak|go|only ~ provider api",
    ),
)
def api_over_https(
    gateway_urls: GatewayUrls, gateway_code: GatewayCode, settings: Settings, evidence: Evidence
) -> None:
    """Every address of a payment gateway is https with a certificate that verifies, and no code leaves it unverified.

    Why: whoever sits between shop and gateway could read the keys, and answer that an order is paid.
    Fix: write https:// and take verify=False out; a private authority belongs into the client's list of trusted ones.
    A place in the code that calls no gateway can be listed under api-over-https in [code.reviewed] of golive.toml.
    Cannot tell when: a gateway does not answer, nothing says where it is called, or a file is no valid Python.
    Source: https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification
    """
    plain = [f"{one.where}: {one.address}" for one in gateway_urls.found if not one.is_https]
    assert not plain, f"not encrypted: {'; '.join(plain)}"
    spots = unreviewed(gateway_code.spots, "api-over-https", settings, evidence)
    assert not spots, f"not verified: {listed(spots)}"
    wrong = [f"{one.address}: {one.problem}" for one in gateway_urls.found if one.problem]
    assert not wrong, f"the certificate does not verify: {'; '.join(wrong)}"
    if unseen := [one.unseen for one in gateway_urls.found if one.unseen]:
        cannot_tell("; ".join(unseen), cure="let this machine reach the gateway", look_failed=True)
    if gateway_urls.nowhere:
        cure = "set base_url in its table, or name the variable of its address after it"
        cannot_tell(f"nothing says where {', '.join(gateway_urls.nowhere)} is called", cure=cure)
    if gateway_urls.unread:
        cannot_tell(f"variables were not looked at: {gateway_urls.unread}", cure="correct env_file in [app]")
    if gateway_code.unparsed:
        cannot_tell(f"no valid Python: {', '.join(gateway_code.unparsed[:MOST])}", cure="correct them")
    evidence.saw(f"verified: {', '.join(one.address for one in gateway_urls.found)}")
    evidence.saw(f"{gateway_code.files} Python files switch no verification off")


@check(
    "payment.endpoint-reachable",
    severity="high",
    overlooks="pods servers containers cluster",
    says=(
        "payment: network connectivity",
        "payment|stripe|razorpay|bakong gateway|api|endpoint|host|provider reachable|accessible|connectivity server?",
        "server reaches|reach|connects|connect payment|stripe|razorpay gateway|api?",
        "server|app|backend reach|reaches|connect|connects api.stripe.com|api.razorpay.com",
        "server|app|host|firewall|outgoing|outbound|pod|cluster|container "
        "payment|stripe|razorpay|api.stripe.com|paypal|psp|bakong|api.razorpay.com "
        "reach|reachable|connect|connectivity|access|accessible|talk|curl|let|allowed|open|resolve ~ @works api "
        "network https succeed 443 port gateway provider endpoint traffic",
        "=server|app|host|firewall|outgoing|outbound|pod|cluster|container gateway "
        "reach|reachable|connect|connectivity|access|accessible|talk|curl|let|allowed ~ @works api network https "
        "succeed 443 port payment provider",
        "=connectivity|network|connection|reachable|access payment|stripe|razorpay|bakong|paypal "
        "gateway|provider|api|host|endpoint ~ @works @tested server",
        "=egress|production|outgoing|outbound payment|stripe|razorpay|paypal|gateway "
        "reach|reachable|open|allowed|works|connect ~ api provider",
        "egress|outbound|outgoing payment|stripe|razorpay|paypal open|allowed|works|reach|tested ~ gateway api "
        "provider traffic https 443",
        "=app|server|backend gateway connect|reach|talk ~ payment",
    ),
)
def endpoint_reachable(
    gateway_urls: GatewayUrls, service_here: ServiceHere, settings: Settings, evidence: Evidence
) -> None:
    """From the application's server, every payment gateway's name resolves and it answers with a good certificate.

    The gate must run there itself: the service's process (``pid_file`` of ``[app]``) is on the same machine and in
    the same network as the gate. Waited is as long as ``connect_timeout`` of ``[target]`` says (5 s).

    Why: a firewall that lets nothing out is found by the first customer who wants to pay.
    Fix: let the server's outgoing connections to the gateway's hosts through, and its resolver find them.
    Cannot tell when: the gate runs elsewhere or as another user, the service is in a container or behind a proxy of
    its own, nothing says where a gateway is called, or it is a stand-in.
    Source: https://docs.stripe.com/ips (hosts to be reached; other gateways have such lists, too)
    """
    who = f"process {service_here.pid} ({service_here.program})"
    if not service_here.is_in_our_network:
        cannot_tell(f"{who} has a network of its own", cure="run the gate inside the service's container")
    if service_here.proxy:
        cannot_tell(f"{who} goes through a proxy ({service_here.proxy})", cure="have somebody pay and vouch for it")
    plain = [f"{one.address}: it is not https" for one in gateway_urls.found if not one.is_https]
    bad = [f"{one.address}: {one.unseen or one.problem}" for one in gateway_urls.found if one.unseen or one.problem]
    assert not plain + bad, "; ".join(plain + bad)
    if gateway_urls.nowhere or gateway_urls.unread:
        why = gateway_urls.unread or f"nothing says where {', '.join(gateway_urls.nowhere)} is called"
        cannot_tell(why, cure="set base_url in its table, or name the variable of its address after it")
    if stand_ins := [name for name, table in settings.payment.tables.items() if table.stand_in]:
        cannot_tell(
            f"only a stand-in was reached for {', '.join(stand_ins)}", cure="run it where the gateways are real"
        )
    evidence.saw(f"{who} is here, and so answer {', '.join(one.address for one in gateway_urls.found)}")


@check(
    "payment.no-card-data-stored",
    severity="critical",
    overlooks="log logs logged server servers see disk anywhere plain plaintext "
    "stay stays tokenised tokenized element hosted handled security",
    says=(
        "=payment security",
        "no sensitive? card|payment|cardholder|credit data|details|numbers|card stored|saved|kept|logged",
        "card|cardholder|payment|credit card? data|details|numbers never|not stored|saved|kept|logged",
        "no pan|cvv|cvc|pans pan|cvv|cvc? stored|saved|kept|logged",
        "sensitive data not stored plain text",
        "sensitive data not stored plaintext",
        "credit? card data|details|numbers never touches|reaches|hits database|server|servers|logs",
        "card data|details|numbers dont|never|not end|appear|land|show up? logs|database",
        "cvv|cvc|pan|pans never|not stored|saved|kept|logged",
        "card|cardholder|pan|cvv|cvc no|not|never|dont|nothing|without|none|doesnt|neither "
        "store|save|kept|keep|database|touch|reach|see|server|disk ~ credit debit data number detail payment any "
        "plain text sensitive holder contain",
        "card|pan|cvv data|detail|number stay|stays|tokenised|tokenized|only "
        "stripe|gateway|provider|psp|element|hosted ~ credit handled",
        "card|pan|cvv number|data|detail not|never|no|dont database|see|disk|anywhere ~ credit",
    ),
)
def no_card_data_stored(card_data: CardData, settings: Settings, evidence: Evidence) -> None:
    """No column of the database is named like card data, and the newest rows about orders hold no card's number.

    Of every table that has to do with orders, customers or money the newest 10 000 rows are read. A number counts
    that has an issuer's first digits, a right check digit, and is no published test number. Only its place is told.

    Why: whoever keeps card data falls under all of PCI DSS, and a copy of the database is worth stealing.
    Fix: delete the values (and the backups that hold them), keep the gateway's token and the last four digits alone,
    and refuse what looks like a card in free text. A column of other numbers can be named in [payment] not_cards.
    Cannot tell when: a table may not be read, or none has to do with orders or money.
    Source: PCI DSS 4.0, requirement 3; ISO/IEC 7812-1 (check digit)
    """
    accepted = settings.payment.not_cards
    named = [place for place in card_data.named if place not in accepted]
    found = {place: count for place, count in card_data.found.items() if place not in accepted}
    told = [f"{place} is named like card data" for place in named]
    told += [f"{place}: {count} value{'s' * (count > 1)} with a card's number" for place, count in found.items()]
    assert not told, "; ".join(told[:MOST])
    if card_data.unasked:
        cure = "let the gate's user read these tables, or raise statement_timeout in [database]"
        cannot_tell(f"not read: {'; '.join(card_data.unasked[:MOST])}", cure=cure)
    if not card_data.tables:
        cannot_tell("no table with text has to do with orders or money", cure="have somebody look through the tables")
    evidence.saw(f"{card_data.columns} names of columns; the newest rows of {', '.join(card_data.tables)}")
    if card_data.tests:
        evidence.saw(f"published test numbers: {', '.join(f'{n} in {place}' for place, n in card_data.tests.items())}")
    if accepted:
        evidence.saw(f"seen to hold no cards: {', '.join(accepted)}")
    evidence.saw("log files, sessions outside the database, mails and backups were not looked at")


@check(
    "payment.provider-status",
    severity="high",
    overlooks="paypal status.paypal.com bakong",
    says=(
        "stripe|razorpay|bakong|gateway|payment provider|gateway? status page",
        "no stripe|razorpay|gateway|provider|payment incident|incidents|outage",
        "stripe|razorpay|gateway|provider no open|known|unresolved? incident|incidents|outage",
        "stripe|razorpay|gateway|paypal|provider|psp|bakong status "
        "operational|green|normal|ok|fine|page|check|clean|healthy ~ payment api before launch up show",
        "no|not|without|zero incident|outage|problem|disruption|degradation "
        "stripe|razorpay|gateway|provider|paypal|psp ~ open ongoing known reported payment status current unresolved "
        "any side maintenance",
        "status.stripe.com|status.razorpay.com|status.paypal.com operational|green|show|ok|normal|incident ~ "
        "all_systems",
        "=stripe|razorpay|paypal|gateway|provider up|status status|page|up ~ ok check",
        "=stripe|razorpay|gateway|paypal status ~ before launch ok payment provider",
    ),
)
def provider_status(provider_feeds: tuple[Feed, ...], settings: Settings, evidence: Evidence) -> None:
    """The status pages that are declared show no incident that is not resolved.

    Major and critical incidents fail, and so does every open one of a feed that tells no impact (RSS, Atom).

    Why: a launch while the gateway has an outage is a launch without sales.
    Fix: wait until the provider has resolved it, or open with the other ways to pay.
    Cannot tell when: a page cannot be read, an incident is a minor one, or a component of [payment] status_components
    is not on its page.
    Source: https://www.atlassian.com/software/statuspage (api/v2/summary.json)
    """
    minor: list[str] = []
    for feed in provider_feeds:
        wanted = settings.payment.status_components.get(feed.gateway, ())
        ours = [one for one in feed.incidents if _concerns(one, wanted)]
        parts = {name: state for name, state in feed.components.items() if name in (wanted or feed.components)}
        down = [f"{name} has a {state.replace('_', ' ')}" for name, state in parts.items() if state in DOWN]
        serious = [_told(one) for one in ours if one.impact in SERIOUS or (one.status and not one.impact)] + down
        assert not serious, f"{feed.gateway}: {'; '.join(serious[:MOST])}"
        minor += [f"{feed.gateway}: {_told(one)}" for one in ours]
        minor += [f"{feed.gateway}: {name} is {state}" for name, state in parts.items() if state != "operational"]
        if absent := [name for name in wanted if feed.components and name not in feed.components]:
            minor.append(f"{feed.gateway}: its page has no component {', '.join(absent)}")
        evidence.saw(f"{feed.gateway}: {feed.kind}, {feed.entries} entries, {len(parts)} components")
    if unread := [f"{one.gateway}: {one.error}" for one in provider_feeds if one.error]:
        cannot_tell("; ".join(unread), cure="see to the address in [payment] status_feeds", look_failed=True)
    if minor:
        cannot_tell("; ".join(minor[:MOST]), cure="read what it says, and vouch for it: `golive todo` shows how")
    if others := [name for name in settings.payment.declared if name not in settings.payment.status_feeds]:
        evidence.saw(f"no status page is declared of {', '.join(others)}")


def _concerns(incident: Incident, wanted: tuple[str, ...]) -> bool:
    return not wanted or not incident.components or not set(wanted).isdisjoint(incident.components)


def _told(one: Incident) -> str:
    return f"{one.name} ({', '.join(filter(None, (one.impact, one.status))) or 'not said to be over'})"
