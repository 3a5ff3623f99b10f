"""What analytics is told of a purchase."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import urljoin, urlsplit

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.events import Event, events_of, is_read
from pytest_golive.contracts.money import Money, MoneyError
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Order, Placed, Totals
from pytest_golive.contracts.suites.acts import by_staff, cash
from pytest_golive.contracts.trial import contract
from pytest_golive.facts.browser import Sent, Window, launched
from pytest_golive.settings_storefront import Conversion

#: How long the page is watched after it was loaded again, at least.
WATCH = 1.0
COLLECTORS = (
    "in golive.toml: [storefront.conversion] collectors with the URL prefixes that events are sent to, such as "
    '["https://www.google-analytics.com/g/collect"]'
)


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What a browser sent from the consent to the second look at the page after the order."""

    places: tuple[str, ...]
    """Where events go, as whole URLs."""
    sent: Sequence[Sent]
    at_first: int
    """How many of these it had sent before the page was loaded again."""
    unloaded: Sequence[str] = ()
    """Scripts of others that were not loaded."""


@contract(
    "flow.conversion-event",
    severity="medium",
    moves_money=True,
    says=(
        "conversion|purchase|ecommerce tracking|event|events @set|works|functional|@tested|fires|fired|sent",
        "conversion|purchase pixel|tag fires|fired|sent|works",
        "purchases show|appear up? ga4|ga|analytics conversions|events",
        "conversion event|tag|tracking|pixel|recorded|fire|analytics|ga4|gtm|google|arrive|counted ~ @works @tested "
        "purchase order ads after once exactly show shown up checkout sent facebook meta value realtime real time "
        "commerce gets",
        "purchase event|pixel|ga4|gtm|analytics|datalayer "
        "fire|sent|send|works|tested|value|currency|recorded|show|arrive|appear|tracked|carry ~ facebook meta tiktok "
        "google order after once exactly thank right conversion realtime real time commerce gets up",
        "ecommerce|commerce tracking|event ga4|gtm|analytics|ecommerce|commerce|google ~ e works tested order "
        "purchase enhanced realtime real time gets up value",
        "commerce|ecommerce tracking|event @works|@tested|order|purchase ~ e enhanced google analytics realtime real "
        "time gets up value",
        "order conversion test|recorded|show|analytics|ads|google|appear ~ up after realtime real time commerce gets "
        "value",
        "analytics|ga4|pixel|gtm receive|get|see|show|fire|record purchase|conversion|sale ~ value currency e "
        "commerce real time realtime event test once google facebook meta data up",
    ),
)
def conversion_event(scene: Scene) -> None:
    """In a browser, with consent, a purchase sends one event with the order's number, value and currency.

    Loading the page after the order again sends none. Where events go is declared in ``[storefront.conversion]``;
    the gate answers there itself, so that no test order is counted.

    Why: advertising is paid for, and stopped, by these numbers; an event on every view of the page counts one order
        as many.
    Fix: send the event from the page after the order with what the order holds, and remember with the order that it
        was sent.
    Cannot tell when: the event is sent by the server or by an app, which no browser sees; the tag's script is another
        host's and not named in ``allow_scripts``, or leaves automated browsers out.
    Source: https://developers.google.com/analytics/devguides/collection/ga4/set-up-ecommerce (the parameters of
        ``purchase``; how a tag writes them on the wire is not documented)
    """
    table = scene.settings.storefront.conversion
    if table is None or not table.collectors:
        cannot_tell("nothing says where events of a purchase go", cure=COLLECTORS)
    placed, watched = bought(scene, table, collectors(scene, table))
    judge(table, by_staff(scene, placed.order), watched)
    scene.saw(f"order {placed.order} was sent once as {table.event!r}, and not again when the page was loaded again")


def bought(scene: Scene, table: Conversion, places: tuple[str, ...]) -> tuple[Placed, Watched]:
    """Somebody consents, buys in a browser, and loads the page after the order again."""
    target, headers = scene.settings.target, scene.settings.storefront.headers
    product, customer, visitor = scene.something(), scene.customer(), scene.visitor()
    with launched(target, also=table.allow_scripts) as browser:
        opened = Window(browser, target, headers=headers, keeps=places, allow_scripts=table.allow_scripts)
        placed = visitor.buy_in_browser(opened.page, product.id, customer, cash(scene))
        if placed.order:
            scene.made_one("order", placed.order, customer.email)
            scene.made_one("customer", customer.email, customer.email)
        assert placed.accepted, f"the checkout was refused: {placed.message} {dict(placed.errors) or ''}"
        assert placed.order, "the checkout was accepted, and names no order"
        at_first = watch(opened, table, places)
    return placed, Watched(places=places, sent=tuple(opened.sent), at_first=at_first, unloaded=tuple(opened.unloaded))


def watch(opened: Window, table: Conversion, places: tuple[str, ...]) -> int:
    """Wait for the event, and whether another comes when the page is loaded again; how many requests came before."""

    def number() -> int:
        return len(purchases(opened.sent, table, places))

    begun = time.monotonic()
    opened.wait_for(lambda: number() > 0, table.seconds)
    took = time.monotonic() - begun
    opened.settle(table.seconds)
    at_first = len(opened.sent)
    opened.page.reload()
    opened.settle(table.seconds)
    # As long as the tag took for the first one, it may take for the second.
    opened.wait_for(lambda: number() > 1, max(WATCH, 2 * took))
    return at_first


def judge(table: Conversion, order: Order, watched: Watched) -> None:
    """Assert that what was sent is one event, and that of this order."""
    found = purchases(watched.sent, table, watched.places)
    if not found:
        nothing(table, watched)
    first = purchases(watched.sent[: watched.at_first], table, watched.places)
    assert len(found) == 1, (
        f"{len(found)} {table.event} events were sent: {len(first)} before the page after the order was loaded again, "
        f"{len(found) - len(first)} after it"
    )
    values = found[0].values
    number = values.get(table.order, "")
    assert number == order.number, f"the event says order {number!r}, the shop {order.number!r} ({table.order})"
    told, kept = amount_in(values.get(table.value, ""), values.get(table.currency, "")), amount_of(order.totals, table)
    assert told == kept, f"the event says {told}, and the order's {table.amount} is {kept}"
    if watched.unloaded:
        unloaded(watched, "whether they send the event once more is not known")


def nothing(table: Conversion, watched: Watched) -> NoReturn:
    """No event went where it should: what was it instead?"""
    strays = sorted({bare(one.url) for one in purchases(watched.sent, table)})
    if strays:
        why = f"the {table.event} event went to {', '.join(strays)}, which is not declared"
        cannot_tell(why, cure="add it to collectors in [storefront.conversion]")
    if watched.unloaded:
        unloaded(watched, f"no {table.event} event was sent without them")
    there = [one for one in watched.sent if one.url.startswith(watched.places)]
    if any(not is_read(one, table.name) for one in there):
        why = f"what was sent to {bare(there[0].url)} names no event by {table.name!r}"
        cannot_tell(why, cure="set name, event, order, value and currency in [storefront.conversion]")
    raise AssertionError(f"no {table.event} event was sent within {table.seconds:g} s of the purchase")


def unloaded(watched: Watched, what: str) -> NoReturn:
    """The tag may be in a script that was not loaded."""
    scripts = sorted({bare(one) for one in watched.unloaded})
    cure = "add their prefixes to allow_scripts in [storefront.conversion], and let this machine reach them"
    cannot_tell(f"scripts of other hosts were not loaded ({', '.join(scripts)}): {what}", cure=cure)


def purchases(sent: Sequence[Sent], table: Conversion, places: tuple[str, ...] = ("",)) -> list[Event]:
    """The events of purchases in these requests that went to such addresses."""
    there = [one for one in sent if one.url.startswith(places)]
    return [one for one in events_of(there, table.name) if one.values[table.name] == table.event]


def collectors(scene: Scene, table: Conversion) -> tuple[str, ...]:
    """Where events go, as whole URLs."""
    return tuple(urljoin(scene.settings.target.url, one) for one in table.collectors)


def amount_in(value: str, currency: str) -> Money:
    """What an event says; asserts that it is an amount."""
    try:
        return Money.of(value, currency)
    except MoneyError:
        raise AssertionError(f"the event says {value!r} {currency!r}, which is no amount of money") from None


def amount_of(totals: Totals, table: Conversion) -> Money:
    """The amount of the order that the event should tell."""
    if table.amount == "total":
        return totals.total
    subtotal = totals.subtotal or cannot_tell("the staff's page of the order shows no subtotal")
    none = Money(0, subtotal.currency)
    return subtotal if table.amount == "subtotal" else subtotal - (totals.discount or none)


def bare(url: str) -> str:
    """A URL without what may hold data of people."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
