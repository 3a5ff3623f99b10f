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
        "status.stripe.com|status.razorpay.com|status.paypal.com operational|green|show|ok|normal|incident ~",
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
