"""Whether the site's domain is registered, and what the registry shows of who registered it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.rdap import Contact, Registration
    from pytest_golive.settings import Settings

ASK_REGISTRAR = "look again, or ask the registrar and vouch for it"
#: Status of a registration that is on hold or about to end, without spaces and case.
ENDING = frozenset({"clienthold", "serverhold", "redemptionperiod", "pendingdelete", "inactive"})
#: What stands in place of personal data.
HIDDEN = re.compile(
    r"redacted|privacy|private|proxy|withheld|whois.?guard|not disclosed|data protected|anonym|identity.?protect|gdpr",
    re.IGNORECASE,
)
#: Who lends name and address to others, rather than what the registry writes for what it leaves out.
SERVICE = re.compile(
    r"^(?!.*(?:redacted|not disclosed|data protected|gdpr)).*"
    r"(?:privacy|prox(?:y|ies)|private by|withheld|whois.?guard|anonym|identity.?protect)",
    re.IGNORECASE,
)
#: A name that is nobody's.
ROLE = re.compile(r"admin|registra|owner|agent|contact|hostmaster|department|service|customer", re.IGNORECASE)
#: A form on the registrar's page, or an address made up to be forwarded: no name is 16 letters and digits long.
FORWARDED = re.compile(r"^https?://|^(?=[a-z-]*\d)[a-z0-9-]{16,}@", re.IGNORECASE)


@check(
    "dns.domain-registered",
    severity="high",
    overlooks="auto autorenew autorenews autorenewal automatic automatically bought company ours =domains",
    says=(
        "=domain name? registered|purchased|bought configured|pointing|pointed",
        "=domain|domains name|names? registered|renewed|paid|owned year|years?",
        "domain registered dns configured",
        "domain|domains name|names|registration? paid|registered|active wont|not|doesnt? lapse|expire soon?",
        "domain|domains name|names|registration? paid|registered|active wont|not|doesnt? expired|expiring soon?",
        "domain|domains name|names|registration? wont|not|doesnt wont|not|doesnt? lapse|expire soon?",
        "domain|domains name|names|registration? wont|not|doesnt wont|not|doesnt? expired|expiring soon?",
        "domain|domains registration|renewal current|valid|active|expires|expiry|not expired|soon?",
        "=domain paid|renewed|registered until|next|least|years ~ name more further another end",
        (
            "=domain registered|purchased|buy|bought|owned|acquired|renewed|registration|paid ~ name 1 2 3 5 "
            "years valid up least ours company long month 10 until"
        ),
        "domain|registration auto renew|renewal ~ name registrar @set",
        (
            "=domain|registration expire away|date|later|far|more|least|>|beyond ~ 6 12 1 2 3 30 60 90 name month "
            "year day than check"
        ),
        (
            "=domain|registration no|not|doesnt|wont|isnt expire|lapse ~ soon about name year month next 12 6 30 "
            "days near before"
        ),
    ),
)
def domain_registered(registration: Registration, settings: Settings, now: datetime, evidence: Evidence) -> None:
    """The registry knows the domain, not on hold, for longer than `registration_days` in [dns], and its servers answer.

    Why: an expired domain takes site and mail down at once, and somebody else may buy it.
    Fix: renew it at the registrar, switch on automatic renewal, and see why it is on hold.
    Cannot tell when: the registry offers no RDAP, does not tell when the registration ends, or no name server of the
    domain answers this machine.
    Source: RFC 9083; ICANN, "EPP status codes".
    """
    seen, days = registration, settings.dns.registration_days
    assert seen.is_found, f"{seen.domain} is not registered, says {seen.source}"
    evidence.saw(f"{seen.domain} is registered: {', '.join(seen.status) or 'no status'}")
    bad = [one for one in seen.status if re.sub(r"[^a-z]", "", one.lower()) in ENDING]
    assert not bad, f"the registration of {seen.domain} is in the status {', '.join(bad)}"
    if seen.expires is None:
        cannot_tell(f"{seen.source} does not say when {seen.domain} expires", cure="ask the registrar and vouch for it")
    left = (seen.expires - now).days
    evidence.lapses(f"the registration of {seen.domain}", seen.expires)
    assert left > days, f"{seen.domain} expires on {seen.expires:%Y-%m-%d}, in {left} days, at least {days} are needed"
    assert not seen.lame, f"a name server of the domain does not answer for it: {seen.lame[0]}"
    if seen.silent:
        cannot_tell(seen.silent, cure="let this machine ask the domain's name servers (port 53)", look_failed=True)
    evidence.saw(f"it is registered until {seen.expires:%Y-%m-%d}")


@check(
    "dns.whois-privacy",
    severity="medium",
    overlooks="=domains",
    says=(
        "domain? whois privacy|protection @set|protected?",
        "domain privacy @set|protected",
        "whois data|information|details|record|privacy private|hidden|redacted|protected|masked",
        (
            "whois|registrant privacy|guard|protection|private|hidden|hide|redacted|masked ~ domain data details "
            "record switch personal registrar owner service name address information @set"
        ),
        (
            "whois no|not|never personal|public|owner|details|private|visible|shown ~ show domain data "
            "information name address registrant phone"
        ),
        (
            "domain privacy|private enabled|active|registration|switched|protection|turned|registrar|added ~ name "
            "whois @set"
        ),
    ),
)
def whois_privacy(registration: Registration, evidence: Evidence) -> None:
    """The registry shows neither name nor street, phone or e-mail of a person as the registrant.

    Why: what stands there is collected for spam, fraud and visits to somebody's home.
    Fix: switch on the registrar's privacy service, or have the data redacted.
    Cannot tell when: the registrar's own answer cannot be read, or what is shown is an organisation's.
    Source: RFC 9083; RFC 9537.
    """
    seen = registration
    assert seen.is_found, f"{seen.domain} is not registered, says {seen.source}"
    if seen.unread:
        cannot_tell(
            f"the registrar's answer about {seen.domain} is not seen: {seen.unread}",
            cure=ASK_REGISTRAR,
            look_failed=True,
        )
    if seen.registrant is None:
        evidence.saw(f"{seen.source} names no registrant")
        return
    contact = seen.registrant
    shown = [field for field in contact.fields if _is_shown(field, contact)]
    if shown and contact.organisation and not HIDDEN.search(contact.organisation):
        cure = "switch the privacy service on, or vouch that the organisation means to be shown"
        cannot_tell(f"shown is {', '.join(shown)} of the organisation {contact.organisation}", cure=cure)
    assert not shown, f"{seen.source} shows the registrant's {', '.join(shown)}"
    evidence.saw(f"{seen.source} shows no personal data of the registrant")


def _is_shown(field: str, contact: Contact) -> bool:
    """Whether a field tells of the person: one is often left as it was while the others are redacted."""
    text, name = contact.fields[field], contact.fields.get("name", "")
    if HIDDEN.search(text) or (field == "e-mail" and FORWARDED.search(text)):
        return False
    lends = SERVICE.search(contact.organisation) or SERVICE.search(name)
    is_nobody = not name or HIDDEN.search(name) or ROLE.search(name) or name == contact.organisation
    # A privacy service has a street and a phone of its own.
    return not (lends and is_nobody and field != "e-mail")
