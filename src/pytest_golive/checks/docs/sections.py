"""What all checks of documents ask first: is there a section about it, and did somebody really write it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, not_applicable
from pytest_golive.facts.prose import Document, Documents, Section, about, dates
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.linked import Reply

__all__ = ["all_answer", "is_stale", "lacking", "not_applicable", "section", "stated", "when_written"]

#: Fewer words say nothing.
WORDS = 15
STATED = re.compile(
    r"^\W*(?:last[- ](?:updated|reviewed|changed|review)|reviewed|updated)\b(.{0,40})", re.IGNORECASE | re.MULTILINE
)


def section(
    documents: Documents,
    settings: Settings,
    evidence: Evidence,
    name: str,
    topic: str,
    *,
    slots: bool = False,
    checklists: bool = False,
    fewest: int = WORDS,
) -> Section:
    """The section about a topic: it is there, has substance, no gap left to fill, and names no file that is gone.

    Args:
        name: key of ``[docs] places``: the last part of the check's id.
        topic: pattern that its heading or its file's name matches.
        slots: ``<…>`` is a gap too, unless it stands for what is known only on the day.
        checklists: a section of a checklist may be it.
        fewest: words it needs to say anything.
    """
    place = settings.docs.places.get(name, "")
    if place.startswith(("http://", "https://")):
        cannot_tell(f"it is kept at {place}, which is not read", cure="have somebody read it and vouch for it")
    found = about(documents, topic, place, checklists=checklists)
    where = f"at {place}" if place else f"about it in {documents.names or 'the documents'}"
    assert found is not None, f"there is no section {where}"
    evidence.saw(f"{found.where}: {found.words} words")
    assert found.words >= fewest, f"{found.where} has only {found.words} words"
    left = found.left_over(slots=slots)
    assert not left, f"not filled in: {', '.join(left)}"
    assert not found.dead, f"files that are not there: {', '.join(found.dead)}"
    return found


def all_answer(urls: Iterable[str], linked: Mapping[str, Reply] | None, unseen: Mapping[str, Attempt]) -> None:
    """Something is at every address; unverified when nobody answers there."""
    asked = list(dict.fromkeys(urls))
    if not asked:
        return
    if linked is None:
        cannot_see(unseen["linked"])
    dead = [f"{url} {linked[url]}" for url in asked if url in linked and linked[url].is_dead]
    assert not dead, f"leads nowhere: {', '.join(dead)}"
    silent = [f"{url}: {linked[url].error}" for url in asked if url in linked and linked[url].look_failed]
    silent += [f"{url} was not asked" for url in asked if url not in linked]
    if silent:
        cure = "let the gate reach it, or have somebody look and vouch for it"
        # Most of them are other people's: somebody may look from elsewhere and say so.
        cannot_tell(f"nothing is known of {', '.join(silent)}", cure=cure)


def lacking(found: Section, wanted: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Names of what a section does not state: each needs one block that matches all of its patterns."""
    return [name for name, patterns in wanted.items() if not found.says(*patterns)]


def stated(found: Section | Document) -> date | None:
    """The last "Last updated: …" of a text."""
    days = [day for block in found.blocks for said in STATED.findall(block.text) for day in dates(said)[:1]]
    return max(days, default=None)


def when_written(documents: Documents, found: Section) -> date | None:
    """When a section was last looked through: as it says itself, or as git says of its file."""
    document = documents.get(found.path)
    changed = document.changed.date() if document and document.changed else None
    return stated(found) or (stated(document) if document else None) or changed


def is_stale(written: date, now: datetime, days: int) -> bool:
    """Whether something was last looked through more than so many days ago."""
    return (now.date() - written).days > days
