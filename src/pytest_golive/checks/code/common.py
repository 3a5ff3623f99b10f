"""What the checks of code share: places, and which of them the team has reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytest_golive.checks.registry import Evidence
    from pytest_golive.facts.code.spots import Spot
    from pytest_golive.settings import Settings

#: Places a finding names.
MOST = 20


def unreviewed(spots: Iterable[Spot], name: str, settings: Settings, evidence: Evidence) -> list[Spot]:
    """The spots that ``[code.reviewed]`` does not list under the check's name."""
    accepted = settings.code.reviewed.get(name, ())
    found = list(spots)
    new = [one for one in found if one.key not in accepted]
    if len(new) < len(found):
        evidence.saw(f"reviewed and accepted: {listed([one for one in found if one.key in accepted])}")
    return new


def listed(spots: Iterable[Spot]) -> str:
    """``shop/views.py:12 raw(): Order.objects.raw(query)``, the first twenty."""
    found = list(dict.fromkeys(_told(one) for one in spots))
    more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
    return "; ".join(found[:MOST]) + more


def _told(one: Spot) -> str:
    what = f" {one.what}" if one.what else ""
    return f"{one.place}{what}{f': {one.text}' if one.text else ''}"
