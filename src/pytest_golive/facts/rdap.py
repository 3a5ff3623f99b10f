"""The registration of the site's domain, over RDAP (RFC 9082, 9083; RFC 9224 for whom to ask)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.dns.ask import Answer, Question, ask_all
from pytest_golive.facts.dns.zones import Zone
from pytest_golive.facts.outside import Service
from pytest_golive.facts.registry import fact
from pytest_golive.facts.wire import to_ascii
from pytest_golive.settings import Settings

BOOTSTRAP = "https://data.iana.org/rdap/dns.json"
TYPE = "application/rdap+json"
HEADERS = {"Accept": f"{TYPE}, application/json;q=0.9"}
CURE = "look at the registrar's page and vouch for it, or set rdap in [dns]"
#: Properties of a contact's jCard (RFC 7095) that tell about a person.
SHOWN = {"fn": "name", "adr": "street", "tel": "phone", "email": "e-mail"}


@dataclass(frozen=True, kw_only=True)
class Contact:
    """What is shown of the registrant."""

    fields: Mapping[str, str]
    """``name``, ``street``, ``phone``, ``e-mail`` → what stands there; empty ones are left out."""
    organisation: str = ""


@dataclass(frozen=True, kw_only=True)
class Registration:
    """What the registry says of the domain."""

    domain: str
    source: str
    """The address that was asked."""
    is_found: bool
    expires: datetime | None = None
    status: tuple[str, ...] = ()
    registrant: Contact | None = None
    """None: the answer names no registrant."""
    unread: str = ""
    """Why the registrar's own answer, to which the registry refers, could not be read."""
    lame: tuple[str, ...] = ()
    """Name servers of the domain that do not answer for it."""
    silent: str = ""
    """Which of them did not answer this machine, when none did."""


@fact(timeout=40.0, rounds=5)
def registration(settings: Settings, dns_zones: Mapping[str, Zone]) -> Registration:
    """The registration of the domain that the site lies in."""
    zone = dns_zones[settings.target.all_hosts[0]]
    if "." not in zone.name:
        raise CannotLook(f"{zone.name} is no domain that one registers", cure="give the site's name as [target] url")
    ca_file = settings.target.ca_file if settings.dns.rdap else ""
    service = Service(base=settings.dns.rdap or _found(zone.name), headers=HEADERS, ca_file=ca_file)
    labels = zone.name.split(".")
    # A zone may lie below the registered domain: a delegation of the domain's own.
    for domain in (".".join(labels[at:]) for at in range(len(labels) - 1)):
        reply = service.ask(f"domain/{to_ascii(domain)}")
        if reply.status == 200 and isinstance(reply.value, Mapping) and reply.value.get("objectClassName") == "domain":
            return _read(domain, reply.url, reply.value, zone, settings)
        if reply.status != 404:
            raise CannotLook(f"{reply.url} answers {reply.words}", cure=CURE, look_failed=reply.status >= 500)
    return Registration(domain=zone.name, source=reply.url, is_found=False)


def _found(domain: str) -> str:
    """The RDAP service of the registry, from IANA's list."""
    listed = Service(base="", headers={}).expect(BOOTSTRAP, CURE).value.get("services", [])
    name = to_ascii(domain).lower()
    entries = [(len(one), urls) for names, urls in listed for one in names if name.endswith(f".{one}")]
    if not entries:
        raise CannotLook(f"the registry of {domain} offers no RDAP", cure=CURE)
    urls = max(entries, key=lambda entry: int(entry[0]))[1]
    return str(next((url for url in urls if url.startswith("https:")), urls[0]))


def _read(domain: str, source: str, told: Mapping[str, Any], zone: Zone, settings: Settings) -> Registration:
    registrant, unread = _registrant(told), ""
    if registrant is None and (onward := _related(told)):
        # The registry keeps no contacts: the registrar does.
        ca_file = settings.target.ca_file if settings.dns.rdap else ""
        try:
            reply = Service(base="", headers=HEADERS, ca_file=ca_file).expect(onward, CURE)
            registrant = _registrant(reply.value) if isinstance(reply.value, Mapping) else None
        except CannotLook as error:
            unread = error.reason
    ends = [event.get("eventDate") for event in told.get("events", []) if event.get("eventAction") == "expiration"]
    soa = ask_all([Question(name=zone.name, kind="SOA", server=one) for one in zone.servers], settings.dns.timeout)
    return Registration(
        domain=domain,
        source=source,
        is_found=True,
        expires=_moment(ends[0]) if ends else None,
        status=tuple(str(one) for one in told.get("status", [])),
        registrant=registrant,
        unread=unread,
        lame=tuple(words for one in soa if (words := _lame(one))),
        silent="; ".join(map(str, soa)) if all(one.status == "silent" for one in soa) else "",
    )


def _lame(soa: Answer) -> str:
    """What is wrong with how a name server answers for the domain, or empty."""
    if soa.status == "answered" and not soa.has_authority:
        return f"{soa.server} only passes on what others say about {soa.name} (no AA flag)"
    return "" if soa.status in {"answered", "silent"} else str(soa)


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _related(told: Mapping[str, Any]) -> str:
    links = [link for link in told.get("links", []) if link.get("rel") == "related" and link.get("type") == TYPE]
    return str(links[0].get("href", "")) if links else ""


def _registrant(told: Mapping[str, Any]) -> Contact | None:
    """The registrant's contact, wherever it stands among the entities."""
    for entity in told.get("entities", []):
        if "registrant" in entity.get("roles", []):
            card = entity.get("vcardArray") or ["vcard", []]
            return _contact(card[1])
        if found := _registrant(entity):
            return found
    return None


def _contact(card: Sequence[Any]) -> Contact:
    fields: dict[str, str] = {}
    organisation = ""
    for name, parameters, _, *values in (item for item in card if len(item) >= 4):
        text = _flat([*values, parameters.get("label", "") if isinstance(parameters, Mapping) else ""])
        if name == "adr":
            # Country and region say nothing about where somebody lives.
            street = values[0][:4] if isinstance(values[0], list) else values[0]
            text = _flat([street, parameters.get("label", "") if isinstance(parameters, Mapping) else ""])
        if name in SHOWN and text:
            fields.setdefault(SHOWN[name], text)
        elif name == "org":
            organisation = text
    return Contact(fields=fields, organisation=organisation)


def _flat(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(part for part in map(_flat, value) if part)
    return " ".join(str(value).split())[:200] if value else ""
