"""Checks of the checklist itself as a document: is it current, and does what it points to exist?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from pytest_golive.checks.docs.sections import all_answer, is_stale, stated
from pytest_golive.checks.registry import Evidence, cannot_tell, check
from pytest_golive.facts.pointers import ADDRESS, addresses, is_elsewhere, is_template
from pytest_golive.facts.prose import dates

if TYPE_CHECKING:
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.linked import Reply
    from pytest_golive.facts.paperwork import Location
    from pytest_golive.facts.prose import Block, Document, Documents
    from pytest_golive.settings import Settings

DATED = re.compile(r"^\W*(?:last[- ](?:updated|reviewed|changed)|next[- ]review)(?: date)?\b", re.IGNORECASE)
NEXT = re.compile(r"^\W*next[- ]review", re.IGNORECASE)
#: What a line about the site itself calls its address.
THE_SITE = re.compile(r"\b(?:url|site|website|shop|domain|home ?page|live at)\b", re.IGNORECASE)


@check(
    "docs.checklist-current",
    severity="medium",
    sees_deeds=True,
    says=(
        "keep|kept document|checklist current|updated",
        "document|checklist kept? current|updated|reviewed regularly|quarterly|monthly|annually|yearly|infrastructure",
        "=notes: review update quarterly|monthly|annually|regularly",
        "=last updated|reviewed date?",
        "=next review date?",
        "checklist reviewed|updated|current|refreshed last|quarter|quarterly|month|regularly",
        (
            "=checklist current|updated|reviewed|maintained|refreshed|revised ~ keep release last launch quarter "
            "after within 3 months go deploy latest regularly 6 year since document yearly team infrastructure "
            "changes"
        ),
    ),
)
def checklist_current(documents: Documents, settings: Settings, now: datetime, evidence: Evidence) -> None:
    """Every checklist was looked through lately, its next review is not past, and it is no older than what it is about.

    Why: a checklist of last year asks for the servers of last year.
    Fix: look the checklist through and write the day into it; every {docs.checklist_max_age_days} days at the latest.
    Cannot tell when: no checklist is configured, its date is still to be filled in, or neither it nor git says when it
    was changed.
    Source: https://12factor.net/dev-prod-parity
    """
    checklists = [one for one in documents.documents if one.is_checklist]
    if not checklists:
        cannot_tell("no checklist is among the documents", cure="set checklist in golive.toml")
    for one in checklists:
        _judge(one, documents, settings.docs.checklist_max_age_days, now, evidence)


def _judge(one: Document, documents: Documents, days: int, now: datetime, evidence: Evidence) -> None:
    dated = [line for block in one.blocks for line in block.text.splitlines() if DATED.search(line)]
    reviews = [day for text in dated if NEXT.search(text) for day in dates(text)]
    past = [day for day in reviews if day < now.date()]
    assert not past, f"the next review of {one.path} was due on {past[0]}" if past else ""
    written = stated(one) or (one.changed.date() if one.changed else None)
    if written is None:
        cannot_tell(f"neither {one.path} nor git says when it was last changed", cure='add "Last Updated: …" to it')
    evidence.saw(f"{one.path} was last looked through on {written}")
    assert not is_stale(written, now, days), f"{one.path} was last looked through on {written}, over {days} days ago"
    newest = max(documents.infrastructure.items(), key=lambda item: item[1], default=None)
    if newest is not None:
        path, moment = newest
        assert not is_stale(written, moment, days), f"{path} was changed on {moment.date()}, {one.path} on {written}"
    empty = [text.strip() for text in dated if not dates(text)]
    if empty:
        # A checklist is filled in on the way to the launch: that it is not finished yet is no failure.
        cannot_tell(f"{one.path} has no date in “{empty[0][:60]}”", cure="write the day into it")


@check(
    "docs.references-resolve",
    severity="medium",
    says=(
        "=readme.md",
        "links|references|urls|files checklist|document resolve|exist|work|working|valid",
        "no broken|dead links|references checklist|documentation|docs",
        "=launch|production|live url https / yourdomain.com|example.com",
        (
            "link|url|reference|file|doc|path checklist|doc|documentation|runbook "
            "work|valid|resolve|exist|lead|correct|arent|tested|current|open ~ somewhere named mentioned go right"
        ),
        "link|reference|url doc|documentation|checklist arent|not|never broken|dead ~ any",
        "=link|reference doc|documentation|checklist ~ tested",
        "no|zero|without dead|broken link|references doc|documentation|checklist|runbook ~ any",
    ),
)
def references_resolve(
    documents: Documents,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    linked: Mapping[str, Reply] | None = None,
) -> None:
    """Every file that the checklists name is there, every address answers, and none stands for the real one.

    Why: whoever follows the checklist at night stops where it leads nowhere.
    Fix: correct what is named here, or take it out; write the site's own address where a template's is left.
    Cannot tell when: the checklists name no file and no address, one does not answer, or the site's own is still to be
    filled in.
    Source: https://www.w3.org/Provider/Style/URI
    """
    checklists = [one for one in documents.documents if one.is_checklist]
    gone = [told for one in checklists for told in one.whole.dead]
    assert not gone, f"files that are not there: {', '.join(gone)}"
    own = settings.target.all_hosts
    named = [(one.path, block, url) for one in checklists for block in one.blocks for url in addresses(block)]
    left = [
        f"{url} ({path} line {block.line})"
        for path, block, url in named
        if is_template(url, own) and not _is_in_code(block, url) and THE_SITE.search(ADDRESS.sub("", block.text))
    ]
    files = sum(reference.found is not None for one in checklists for reference in one.whole.references)
    asked = [url for _, _, url in named if is_elsewhere(url) and not is_template(url, own)]
    all_answer(asked, linked, unseen)
    if left:
        # A checklist is filled in on the way to the launch: that it is not finished yet is no failure.
        cannot_tell(f"not filled in yet: {', '.join(left)}", cure="write the site's own address into it")
    if not files and not asked:
        cannot_tell("the checklists name no file and no address", cure="set checklist in golive.toml")
    evidence.saw(f"{files} files and {len(set(asked))} addresses")


def _is_in_code(block: Block, url: str) -> bool:
    """Whether an address is part of a command, which is answered by other checks."""
    return block.kind == "code" or any(url in one for one in block.code)


@check(
    "docs.location-resolves",
    severity="medium",
    says=(
        "documentation|docs stored|kept|live|lives location|wiki|confluence|repository?",
        "location: backup copies location?",
        "location: emergency? access procedures|credentials location?",
        "runbook|documentation location|link known|recorded|shared|noted",
        (
            "=docs|documentation|runbook where|location|find|found|live|stored|kept ~ repo everybody knows "
            "confluence known wiki filled alerts written down everyone team readme easily says recorded place "
            "checklist"
        ),
        "=docs|documentation|runbook link repo|repository|alerts|readme|filled|checklist|wiki|dashboard ~ site",
    ),
)
def location_resolves(
    locations: tuple[Location, ...],
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    linked: Mapping[str, Reply] | None = None,
) -> None:
    """The checklists say where documents and copies are kept, and each place is a file that exists or answers.

    Why: documents that nobody finds in time are none.
    Fix: write the folder or the address behind the colon: "Documentation stored in: docs/".
    Cannot tell when: no line says where, a place is still to be filled in, or it is neither a path nor an address.
    Source: https://12factor.net/codebase
    """
    if not locations:
        cure = "write a line such as “Documentation stored in: docs/” into the checklist"
        cannot_tell("no line of a checklist says where anything is kept", cure=cure)
    left = [f"“{one.what}” ({one.where})" for one in locations if one.is_gap]
    gone = [f"{one.place} ({one.where})" for one in locations if one.found is False]
    assert not gone, f"not there: {', '.join(gone)}"
    all_answer([one.url for one in locations if one.url and not one.is_gap], linked, unseen)
    if left:
        cannot_tell(f"not filled in yet: {', '.join(left)}", cure="write where it is behind the colon")
    elsewhere = [f"{one.place} ({one.where})" for one in locations if not one.url and one.found is None]
    if elsewhere:
        cure = "give a path in the repository or an address, or have somebody look and vouch for it"
        cannot_tell(f"nobody can look there from here: {', '.join(elsewhere)}", cure=cure)
    evidence.saw(", ".join(f"{one.what}: {one.place}" for one in locations))
