"""What answers where the documents point to: web addresses, and the domains of mail addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urljoin, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, no_page
from pytest_golive.facts.crawl import does_something
from pytest_golive.facts.dns.ask import Answer, Question, ask_all
from pytest_golive.facts.dns.records import resolvers_of
from pytest_golive.facts.legal import read_page
from pytest_golive.facts.page import Visit
from pytest_golive.facts.paperwork import Contacts, Location
from pytest_golive.facts.pointers import addresses, is_elsewhere, is_template, manual_of
from pytest_golive.facts.prose import Documents, Section
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

MOST_ADDRESSES = 200


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What came back from an address."""

    status: int = 0
    """0: nothing came back."""
    error: str = ""
    look_failed: bool = False
    """Nobody answered, so that nothing is known."""

    @property
    def is_dead(self) -> bool:
        """Whether nothing is there: whoever is refused, or asks in the wrong way, has found it."""
        if not self.status:
            return not self.look_failed
        return self.status >= 400 and self.status not in {401, 403, 405, 429}

    def __str__(self) -> str:
        return f"answers {self.status}" if self.status else self.error


@dataclass(frozen=True, kw_only=True)
class Manual:
    """A manual that is kept on the web."""

    url: str
    status: int
    body: Section | None
    """Its text, without navigation and footer."""
    links: Mapping[str, Reply]
    """By address: what its links and pictures lead to."""


def wanted(settings: Settings, documents: Documents, contacts: Contacts, locations: tuple[Location, ...]) -> list[str]:
    """Every address that somebody wants to know about: of checklists, contacts, places and the manual."""
    own = settings.target.all_hosts
    blocks = [block for one in documents.documents if one.is_checklist for block in one.blocks]
    manual = manual_of(documents, settings)
    blocks += manual.blocks if manual else ()
    told = [url for block in blocks for url in addresses(block)]
    told += [url for line in contacts.lines for url in line.urls]
    told += [one.url for one in locations if one.url]
    return list(dict.fromkeys(url for url in told if is_elsewhere(url) and not is_template(url, own)))


@fact(rounds=3)
def linked(
    settings: Settings,
    client: Client,
    documents: Documents,
    contacts: Contacts,
    locations: tuple[Location, ...],
) -> Mapping[str, Reply]:
    """By address: what answers there."""
    urls = wanted(settings, documents, contacts, locations)
    if len(urls) > MOST_ADDRESSES:
        reason = f"the checklists name {len(urls)} addresses, more than {MOST_ADDRESSES}"
        raise CannotLook(reason, cure="have them looked at by a link checker")
    return replies(client, urls)


@fact(rounds=1)
def contact_domains(settings: Settings, contacts: Contacts) -> Mapping[str, Answer]:
    """By domain of a contact's mail address: what the resolvers say about its MX records."""
    return mail_servers_of(contacts.domains, settings)


def mail_servers_of(domains: Iterable[str], settings: Settings) -> Mapping[str, Answer]:
    """By domain: what the resolvers say about its MX records, from the first that knows.

    Raises:
        CannotLook: there are domains, and no resolver to ask.
    """
    names, servers = list(domains), resolvers_of(settings)
    if names and not servers:
        raise CannotLook("nobody can be asked about mail domains", cure="set resolvers in [dns] of golive.toml")
    questions = [Question(name=name, kind="MX", server=server) for name in names for server in servers]
    answers = ask_all(questions, settings.dns.timeout) if questions else []
    found: dict[str, Answer] = {}
    for answer in answers:
        if answer.name not in found or (answer.is_known and not found[answer.name].is_known):
            found[answer.name] = answer
    return found


@fact(rounds=4)
def web_manual(settings: Settings, client: Client) -> Manual:
    """The manual at the address that ``[docs] places`` gives."""
    url = settings.docs.places.get("user-manual", "")
    if not url.startswith(("http://", "https://")):
        raise CannotLook("the manual is not kept on the web", cure="name its address in places of [docs]")
    visit = client.visit(url)
    if visit.page is None:
        raise no_page(visit)
    body, links = read_page(visit.page)
    named = [one for one in dict.fromkeys(links) if one.startswith(("http://", "https://"))]
    # A wiki's pages are full of links that delete or log out.
    asked = [one for one in named if not does_something(one)][:MOST_ADDRESSES]
    return Manual(url=visit.page.url, status=visit.page.status, body=body, links=replies(client, asked))


def replies(client: Client, urls: list[str]) -> dict[str, Reply]:
    """Ask all at once; a redirect to another site is an answer."""
    return {url: _reply(visit) for url, visit in zip(urls, client.visits(urls, any_encoding=True), strict=True)}


def _reply(visit: Visit) -> Reply:
    if visit.page is not None:
        return Reply(status=visit.page.status)
    if visit.hops and visit.failure in {"", "away"}:
        last = visit.hops[-1]
        following = urljoin(last.url, last.header("location") or "")
        if urlsplit(following).hostname != urlsplit(last.url).hostname:
            return Reply(status=last.status)
    return Reply(error=visit.error, look_failed=visit.look_failed)
