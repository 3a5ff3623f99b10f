"""Checks of the checklist itself as a document: is it current?"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from pytest_golive.checks.docs.sections import is_stale, stated
from pytest_golive.checks.registry import Evidence, cannot_tell, check
from pytest_golive.facts.prose import dates

if TYPE_CHECKING:
    from pytest_golive.facts.prose import Document, Documents
    from pytest_golive.settings import Settings

DATED = re.compile(r"^\W*(?:last[- ](?:updated|reviewed|changed)|next[- ]review)(?: date)?\b", re.IGNORECASE)
NEXT = re.compile(r"^\W*next[- ]review", re.IGNORECASE)


@check(
    "docs.checklist-current",
    severity="medium",
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
