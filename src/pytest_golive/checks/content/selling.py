"""Checks of where the shop delivers to, what that costs, and which taxes it charges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from pytest_golive.checks.content.common import Row, asked, named, number
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.content_model import Rows
    from pytest_golive.settings import Settings
    from pytest_golive.settings.content import SampleCost

NO_AREAS = 'write into golive.toml where you deliver to: [content], areas = ["GB", "FR"]'


@check(
    "content.shipping-zones",
    severity="high",
    overlooks="only one eu uk de fr asia europe world worldwide international domestic",
    says=(
        "shipping|delivery zones|areas|regions @set|set",
        "=shipping: delivery|shipping areas|zones|regions",
        "=shipping|delivery zone|area|region|country "
        "set|defined|configured|selected|right|correct|created|complete|reviewed|entered|ready|added|exist|enabled ~ "
        "eu uk de fr domestic international worldwide",
        "=zone created|set|defined|configured eu|uk|domestic|international|shipping|delivery|europe ~ asia world rest",
        "=delivery|shipping country|zone|region ~ present",
        # With it, what has a zone has a cost: `content.shipping-costs` alone sees no country.
        "=shipping|delivery cost|rate|fee|price|charge|method country "
        "correct|right|set|entered|configured|reviewed|tested|defined|ready|complete|added|ok ~ zone weight",
    ),
)
def shipping_zones(filled_with: Mapping[str, Rows], settings: Settings, evidence: Evidence) -> None:
    """There is an active shipping zone, and every declared delivery area belongs to exactly one of them.

    Why: a customer whose country is in no zone cannot order, and one whose country is in two is charged by chance.
    Fix: put each area that is named here into one zone, and activate it.
    Cannot tell when: zones or areas are not declared in [content], or the query fails.
    """
    zones = asked(filled_with, "zones", "zone", "area")
    assert zones, "there is no active shipping zone"
    wanted = settings.content.areas
    if not wanted:
        cannot_tell("no delivery area is declared", cure=NO_AREAS)
    found = _zones_of(zones)
    wrong = [f"{area} is in no zone" for area in wanted if not found[area]]
    wrong += [f"{area} is in {named(sorted(found[area]))}" for area in wanted if len(found[area]) > 1]
    assert not wrong, "; ".join(wrong)
    evidence.saw(f"{len({row['zone'] for row in zones})} zones; each of {named(wanted)} is in one of them")


@check(
    "content.shipping-costs",
    severity="high",
    overlooks="only one country countries eu uk de fr international domestic free threshold",
    says=(
        "=shipping|delivery rates|costs|prices|fees accurate|correct|right",
        "=shipping|delivery costs|rates|fees|prices",
        "shipping|delivery costs|rates|fees|prices @set|set",
        "zones @set? one rate|price|cost|fee",
        "shipping|delivery zone rate|price|cost|fee",
        "=shipping|delivery|freight cost|rate|fee|price|charge|method|flat|free "
        "correct|right|set|entered|configured|reviewed|tested|defined|ready|complete|added ~ zone country weight de "
        "fr eu uk international domestic",
        "=postage correct|right|set|configured|entered|tested|defined ~ rate cost price",
        "=shipping|delivery price|cost|rate|fee right|correct|ok|set ~ zone country",
        "=free shipping configured|set|works|enabled ~ 20 25 30 35 40 49 50 60 75 99 100 threshold euro order",
    ),
)
def shipping_costs(filled_with: Mapping[str, Rows], settings: Settings, evidence: Evidence) -> None:
    """Every active zone has a method with a cost for every parcel, and the declared places cost what is declared.

    The bands of a method begin at nothing, and one begins where the other ends.

    Why: a zone without a cost ships for nothing, or not at all, and a gap between two bands does so for some parcels.
    Fix: fill in the cost of the zone that is named here, or let its bands follow one another.
    Cannot tell when: zones, shipping_costs or sample_costs are not declared in [content], or a query fails.
    """
    rates = asked(filled_with, "shipping_costs", "zone", "method", "starts", "ends", "cost")
    zones = asked(filled_with, "zones", "zone", "area")
    active = dict.fromkeys(str(row["zone"]) for row in zones)
    assert active, "there is no active shipping zone, which could have a cost"
    here = [row for row in rates if row["zone"] in active]
    bare = [zone for zone in active if not any(row["zone"] == zone for row in here)]
    assert not bare, f"no cost for {named(bare)}"
    odd = [f"{row['zone']}, {row['method']}: {row['cost']}" for row in here if not _is_cost(row["cost"])]
    assert not odd, f"these costs are none: {named(odd)}"
    currency = settings.storefront.currency
    foreign = [f"{row['zone']}: {row['currency']}" for row in here if row.get("currency", currency) != currency]
    assert not foreign, f"not in {currency}: {named(foreign)}"
    wrong = [told for bands in _by_method(here).values() for told in _broken(bands)]
    assert not wrong, named(wrong)
    if not settings.content.sample_costs:
        cure = 'write into golive.toml a few places: [[content.sample_costs]], area = "GB", at = "2", cost = "4.50"'
        cannot_tell("what shipping must cost is declared for no place", cure=cure)
    wrong = [told for one in settings.content.sample_costs if (told := _differs(one, here, _zones_of(zones)))]
    assert not wrong, "; ".join(wrong)
    evidence.saw(f"{len(here)} costs in {len(active)} zones; {len(settings.content.sample_costs)} places as declared")


def _zones_of(zones: Iterable[Row]) -> defaultdict[str, set[str]]:
    """By area: the zones it is in."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in zones:
        found[str(row["area"])].add(str(row["zone"]))
    return found


def _is_cost(text: str | None) -> bool:
    cost = number(text)
    return cost is not None and cost >= 0


def _by_method(rates: Iterable[Row]) -> dict[tuple[str | None, str | None], list[Row]]:
    """The bands of each method of each zone, in order."""
    found: dict[tuple[str | None, str | None], list[Row]] = {}
    for row in sorted(rates, key=lambda one: number(one["starts"]) or Decimal(0)):
        found.setdefault((row["zone"], row["method"]), []).append(row)
    return found


def _broken(bands: list[Row]) -> list[str]:
    """Where the bands of one method leave something out, or count it twice."""
    name = f"{bands[0]['zone']}, {bands[0]['method']}"
    found, end = [], Decimal(0)
    open_end = False
    for band in bands:
        start, stop = number(band["starts"]) or Decimal(0), number(band["ends"])
        if open_end or start < end:
            found.append(f"{name}: two costs from {start}")
        elif start > end:
            found.append(f"{name}: no cost from {end} to {start}")
        if stop is not None and stop <= start:
            found.append(f"{name}: a band from {start} to {stop}")
        open_end, end = stop is None, stop or start
    return found


def _differs(sample: SampleCost, rates: Iterable[Row], zones: Mapping[str, set[str]]) -> str:
    """What is wrong with the cost of shipping to one declared place, or empty."""
    at, wanted = number(sample.at), number(sample.cost)
    if at is None or wanted is None:
        told = f"at = {sample.at!r}, cost = {sample.cost!r}"
        cannot_tell(f"{told} for {sample.area} are no numbers", cure='write numbers as texts: "4.50"')
    costs = [
        cost
        for row in rates
        if row["zone"] in zones.get(sample.area, ()) and sample.method in {"", row["method"]}
        if (number(row["starts"]) or 0) <= at and (row["ends"] is None or at < (number(row["ends"]) or 0))
        if (cost := number(row["cost"])) is not None
    ]
    what = f"{sample.area} at {sample.at}" + (f" by {sample.method}" if sample.method else "")
    if not costs:
        return f"nothing ships to {what}"
    return "" if min(costs) == wanted else f"{what} costs {min(costs)}, not {sample.cost}"


@check(
    "content.tax-rules",
    severity="medium",
    overlooks="only one eu uk digital",
    says=(
        "tax|vat|gst rules|rates|classes @set|set|entered",
        "tax|vat|gst rules|rates country|region|product @set|set|entered",
        "=tax|vat|gst rate|rule|setting|class "
        "set|configured|entered|correct|right|defined|reviewed|done|ready|assigned|created|added ~ sales country "
        "region state eu uk digital",
        "=tax|vat|gst configured|enabled|set ~ country sales region rate",
        "=tax|vat|gst rate country|region|state ~ entered",
    ),
)
def tax_rules(filled_with: Mapping[str, Rows], settings: Settings, now: datetime, evidence: Evidence) -> None:
    """Every declared country has one rule for each class of products that is valid today, with a rate of 0 to 100 %.

    Why: the shop owes the tax that it did not charge, and a rule that ended yesterday is found at the year's end.
    Fix: add the rule that is missing, end the one that is doubled, or correct its rate or dates.
    Cannot tell when: tax_rules or tax_countries are not declared in [content], or the query fails.
    """
    rules = asked(filled_with, "tax_rules", "country", "class", "rate", "starts", "ends")
    assert rules, "there is no active tax rule"
    countries = settings.content.tax_countries
    if not countries:
        cure = 'write into golive.toml where you charge tax: [content], tax_countries = ["GB"]'
        cannot_tell("no country is declared", cure=cure)
    classes = settings.content.tax_classes or tuple(dict.fromkeys(row["class"] or "" for row in rules))
    wrong = []
    for country in countries:
        for kind in classes:
            name = f"{country}, {kind}" if kind else country
            these = [row for row in rules if row["country"] == country and (row["class"] or "") == kind]
            valid = [row for row in these if _is_valid(row, now)]
            wrong += [] if len(valid) == 1 else [_count(name, these, valid)]
            odd = [row["rate"] for row in valid if not _is_rate(row["rate"])]
            wrong += [f"{name}: the rate is {named(odd)}"] if odd else []
    assert not wrong, "; ".join(wrong)
    evidence.saw(f"one rule each for {named(countries)}" + (f" and {named(classes)}" if any(classes) else ""))


def _count(name: str, these: list[Row], valid: list[Row]) -> str:
    """Why it is not one rule that is valid today."""
    if valid:
        return f"{name}: {len(valid)} rules are valid today"
    if not these:
        return f"{name}: there is no rule"
    spans = named(f"from {row['starts'] or 'ever'} to {row['ends'] or 'ever'}" for row in these)
    return f"{name}: no rule is valid today, only {spans}"


def _is_rate(text: str | None) -> bool:
    rate = number(text)
    return rate is not None and 0 <= rate <= 100


def _is_valid(row: Row, now: datetime) -> bool:
    begins, ends = row["starts"], row["ends"]
    return (not begins or _is_past(begins, now, whole_day=False)) and (
        not ends or not _is_past(ends, now, whole_day=True)
    )


def _is_past(text: str, now: datetime, *, whole_day: bool) -> bool:
    """Whether the day or moment has come; ``whole_day``: whether that day is over."""
    if len(text) > len("2026-11-21"):
        return datetime.fromisoformat(text) <= now
    day, today = date.fromisoformat(text), now.date()
    return day < today if whole_day else day <= today
