"""Checks of what is written for people: whom to call, how to use the site, what is known not to work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from pytest_golive.checks.docs.sections import all_answer, is_stale, section, when_written
from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check
from pytest_golive.facts.pointers import MANUAL, addresses, is_elsewhere, is_template, manual_of

if TYPE_CHECKING:
    from pytest_golive.facts.dns import Answer
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.linked import Manual, Reply
    from pytest_golive.facts.paperwork import Contacts
    from pytest_golive.facts.prose import Documents, Section
    from pytest_golive.settings import Settings

#: A manual with fewer words is a leaflet.
WORDS = 500
ISSUES = r"\b(?:known|open) (?:issues|bugs|limitations|problems)\b"


@check(
    "docs.known-issues",
    severity="medium",
    says=(
        "known issues|bugs|limitations @written|listed|communicated",
        "list|page known issues|bugs|limitations",
        "known issues|bugs|limitations|problems list|listed|published|documented|notes|wiki|shared|communicated",
        (
            "=known|open issue|bug|limitations|problems "
            "document|list|written|communicated|page|support|readme|changelog|wiki|down|shared|tracked|log ~ "
            "release ship knows workarounds team customers users docs @written"
        ),
        "wrote|written doesnt|not work ~ down what yet known list",
    ),
)
def known_issues(documents: Documents, settings: Settings, now: datetime, evidence: Evidence) -> None:
    """Known issues are listed, and somebody has looked through the list since the last release.

    Why: support answers the same question a hundred times, each time from scratch.
    Fix: list what is known not to work, or that nothing is, and write "Last reviewed: …" above it at each release (or
    name the place as `known-issues` in [docs] places of golive.toml).
    Cannot tell when: neither the list nor git says when it was last changed.
    Source: https://keepachangelog.com/
    """
    found = section(documents, settings, evidence, "known-issues", ISSUES, fewest=3)
    written = when_written(documents, found)
    if written is None:
        cannot_tell(f"neither {found.where} nor git says when it was last changed", cure='add "Last reviewed: …"')
    evidence.saw(f"last changed {written}")
    release, days = documents.last_release, settings.docs.max_age_days
    if release is not None:
        assert written >= release.date(), (
            f"{found.where} was last changed on {written}, before the last release ({release.date()})"
        )
    assert not is_stale(written, now, days), f"{found.where} was last changed on {written}, over {days} days ago"


@check(
    "docs.contacts-filled",
    severity="medium",
    overlooks="reachable current registrar hosting vendor provider dns",
    says=(
        "support|emergency contacts|contact list|information? @written|provided|listed|known|shared|filled|named",
        "support|emergency contacts|contact details @written|provided|listed|known|shared|filled|named",
        "escalation contacts|contact list|information|details? @written|provided|listed|known|shared|filled|named",
        "support|emergency contacts|contact persons|numbers @written|provided|listed|known|shared|filled|named",
        "escalation contacts|contact persons|numbers @written|provided|listed|known|shared|filled|named",
        "incident|oncall|vendor contacts|contact list|information? @written|provided|listed|known|shared|filled|named",
        "incident|oncall|vendor contacts|contact details @written|provided|listed|known|shared|filled|named",
        "incident|oncall|vendor contacts|contact persons|numbers @written|provided|listed|known|shared|filled|named",
        "emergency|escalation contacts|contact list|information? @written|provided|listed|known|shared|filled|named",
        "incident contacts|contact list|information? @written|provided|listed|known|shared|filled|named",
        "emergency|escalation contacts|contact details|persons @written|provided|listed|known|shared|filled|named",
        "incident contacts|contact details|persons @written|provided|listed|known|shared|filled|named",
        "on-call contacts|contact list|details? @written|provided|listed|known|shared|filled",
        "contact list|sheet incident|incidents|emergencies|support|escalation @written|filled",
        "=emergency|escalation contacts",
        "emergency|escalation|incident contacts|contact|numbers|phone",
        "phone numbers on-call|escalation|emergency|support|everybody|contacts",
        "contacts checklist|placeholder",
        "=contact list filled|current|complete|completed",
        "=phone list|numbers|sheet ~ launch night team everyone day emergency call",
        "contact info|information|details owner ~ about service",
        (
            "emergency|incident|escalation|oncall|call|hosting|vendor|provider|support|registrar "
            "contact|phone|who "
            "list|documented|written|filled|known|details|numbers|sheet|current|path|up|shared|complete ~ "
            "everyone dns down persons out team hand information printed @written"
        ),
        (
            "contact|phone|numbers list|sheet|details "
            "everyone|everybody|team|incidents|hosting|dns|current|emergency|complete ~ @written"
        ),
    ),
)
def contacts_filled(
    contacts: Contacts,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    contact_domains: Mapping[str, Answer] | None = None,
    linked: Mapping[str, Reply] | None = None,
) -> None:
    """Every contact has a name and a phone number, mail address or page; its domain takes mail, its page answers.

    Why: at three in the morning a line of underscores answers no phone.
    Fix: fill in what is named here (or name the file as `contacts-filled` in [docs] places of golive.toml).
    Cannot tell when: a resolver or a page does not answer, the contacts are kept on the web, or only the checklist has
    them, still to be filled in.
    Source: https://sre.google/sre-book/managing-incidents/
    """
    place = settings.docs.places.get("contacts-filled", "")
    if place.startswith(("http://", "https://")):
        cannot_tell(f"they are kept at {place}, which is not read", cure="have somebody read it and vouch for it")
    assert contacts.sections, f"there is no section about contacts {f'at {place}' if place else 'in any document'}"
    listed = ", ".join(contacts.sections)
    assert contacts.lines, f"{listed} lists nobody"
    left = {f"{gap!r} ({one.where})": one.is_of_checklist for one in contacts.lines for gap in one.gaps}
    assert all(left.values()), f"not filled in: {', '.join(name for name, is_open in left.items() if not is_open)}"
    wrong = [f"{bad!r} ({one.where})" for one in contacts.lines for bad in one.malformed]
    assert not wrong, f"no mail address: {', '.join(wrong)}"
    mute = [f"“{one.text}” ({one.where})" for one in contacts.lines if not one.is_reachable and not one.gaps]
    assert not mute, f"no phone number, mail address or page: {', '.join(mute)}"
    nameless = [f"“{one.text}” ({one.where})" for one in contacts.lines if not one.has_name]
    assert not nameless, f"nobody is named: {', '.join(nameless)}"
    if left:
        # A checklist is filled in on the way to the launch: that it is not finished yet is no failure.
        cannot_tell(f"not filled in yet: {', '.join(left)}", cure="write the contacts into the checklist")
    evidence.saw(f"{len(contacts.lines)} contacts in {listed}")
    _all_take_mail(contacts, contact_domains, unseen)
    all_answer([url for one in contacts.lines for url in one.urls if is_elsewhere(url)], linked, unseen)


def _all_take_mail(
    contacts: Contacts, contact_domains: Mapping[str, Answer] | None, unseen: Mapping[str, Attempt]
) -> None:
    if not contacts.domains:
        return
    if contact_domains is None:
        cannot_see(unseen["contact_domains"])
    answers = [contact_domains[name] for name in contacts.domains if name in contact_domains]
    dead = [one.name for one in answers if one.is_known and not any(value.split()[-1] != "." for value in one.values)]
    assert not dead, f"no server takes mail for {', '.join(dead)} (no MX record)"
    silent = [str(one) for one in answers if not one.is_known]
    silent += [f"{name} was not asked for" for name in contacts.domains if name not in contact_domains]
    if silent:
        cure = "name resolvers that answer in [dns] of golive.toml"
        cannot_tell(f"nothing is known of the mail domains: {', '.join(silent)}", cure=cure)


@check(
    "docs.user-manual",
    severity="medium",
    says=(
        "user|customer manual|guide|handbook|documentation @written",
        "end user|users manual|guide|handbook|documentation @written",
        "=end? user|users|customer manual|guide|handbook|documentation",
        "user|customer|end manual|handbook",
        "user|customer help section|pages|center|centre|articles ~ site",
        (
            "user|customer|end|client manual|guide|documentation|docs|help|handbook "
            "document|written|published|available|ready|online|current|docs|exists|guide|complete ~ articles "
            "finished up how center desk @written"
        ),
        (
            "help|knowledge center|centre|pages|articles|base|docs "
            "published|written|available|live|online|ready|users|customers|filled|complete ~ section up @written"
        ),
        "=manual|handbook|guide|documentation|docs users|customers ~ end online @written",
    ),
)
def user_manual(
    documents: Documents,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    linked: Mapping[str, Reply] | None = None,
    web_manual: Manual | None = None,
) -> None:
    """The manual for those who use the site has 500 words, no gap left to fill, and links and pictures that resolve.

    Why: what the manual does not answer is asked on the phone.
    Fix: write it as docs/manual.md (or name its file or address as `user-manual` in [docs] places of golive.toml).
    Cannot tell when: the manual, or something it links to, does not answer.
    Source: https://www.iso.org/standard/43073.html
    """
    if settings.docs.places.get("user-manual", "").startswith(("http://", "https://")):
        if web_manual is None:
            cannot_see(unseen["web_manual"])
        _judge_page(web_manual, unseen, evidence)
        return
    short = manual_of(documents, settings)
    links = [url for block in short.blocks for url in addresses(block)] if short and short.words < WORDS else []
    if short and links:
        why = f"{short.where} has {short.words} words and links to {links[0]}, which is not read"
        cannot_tell(why, cure="name the address of the manual as user-manual in places of [docs]")
    found = section(documents, settings, evidence, "user-manual", MANUAL)
    _assert_long_enough(found)
    own = settings.target.all_hosts
    urls = [url for block in found.blocks for url in addresses(block) if is_elsewhere(url)]
    all_answer([url for url in urls if not is_template(url, own)], linked, unseen)


def _judge_page(page: Manual, unseen: Mapping[str, Attempt], evidence: Evidence) -> None:
    assert page.status == 200, f"{page.url} answered {page.status}"
    assert page.body is not None, f"{page.url} is no page"
    evidence.saw(f"{page.url}: {page.body.words} words, {len(page.links)} links and pictures")
    _assert_long_enough(page.body)
    left = page.body.left_over()
    assert not left, f"not filled in: {', '.join(left)}"
    all_answer(page.links, page.links, unseen)


def _assert_long_enough(found: Section) -> None:
    assert found.words >= WORDS, f"{found.where} has {found.words} words, not {WORDS}"
