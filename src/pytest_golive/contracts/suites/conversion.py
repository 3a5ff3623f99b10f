"""What analytics is told of a purchase."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn
from urllib.parse import urljoin, urlsplit

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.events import Event, events_of, is_read
from pytest_golive.contracts.money import Money, MoneyError
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Order, Placed, Totals
from pytest_golive.contracts.suites.acts import by_staff, cash
from pytest_golive.contracts.trial import contract
from pytest_golive.data import dataclass
from pytest_golive.errors import CannotTell
from pytest_golive.facts.browser import Sent, Window, launched
from pytest_golive.settings.storefront import Conversion

#: How long the page is watched after it was loaded again, at least.
WATCH = 1.0
COLLECTORS = (
    "in golive.toml: [[storefront.conversion]] collectors with the URL prefixes that events are sent to, such as "
    '["https://www.google-analytics.com/g/collect"]'
)


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What a browser sent from the consent to the second look at the page after the order."""

    sent: Sequence[Sent]
    at_first: int
    """How many of these it had sent before the page was loaded again."""
    unloaded: Sequence[str] = ()
    """Scripts of others that were not loaded."""


@contract(
    "flow.conversion-event",
    severity="medium",
    moves_money=True,
    overlooks="datalayer ads",
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

    Loading the page after the order again sends none. Where events go is declared in ``[[storefront.conversion]]``,
    once for each tool that counts; the gate answers there itself, so that no test order is counted.

    Why: advertising is paid for, and stopped, by these numbers; an event on every view of the page counts one order
        as many.
    Fix: send the event from the page after the order with what the order holds, and remember with the order that it
        was sent.
    Cannot tell when: the event is sent by the server or by an app, which no browser sees; the tag's script is another
        host's and not named in ``allow_scripts``, or leaves automated browsers out.
    Source: https://developers.google.com/analytics/devguides/collection/ga4/set-up-ecommerce (the parameters of
        ``purchase``; how a tag writes them on the wire is not documented)
    """
    tools = declared(scene)
    placed, watched = bought(scene, tools)
    order, unclear, told = by_staff(scene, placed.order), list[CannotTell](), list[str]()
    for tool in tools:
        try:
            told.append(f"{tool.event!r} to {host_of(judge(tool, order, watched).url)}")
        except CannotTell as error:  # what another tool was told may still be wrong
            unclear.append(error)
    if unclear:
        raise unclear[0]
    names = ", ".join(told)
    scene.saw(f"order {placed.order} was sent once as {names}, and not again when the page was loaded again")


def declared(scene: Scene) -> tuple[Conversion, ...]:
    """The tools that count, with whole URLs."""
    tools, url = scene.settings.storefront.conversion, scene.settings.target.url
    if not tools or not all(tool.collectors for tool in tools):
        cannot_tell("nothing says where events of a purchase go", cure=COLLECTORS)
    return tuple(replace(tool, collectors=tuple(urljoin(url, one) for one in tool.collectors)) for tool in tools)


def bought(scene: Scene, tools: Sequence[Conversion]) -> tuple[Placed, Watched]:
    """Somebody consents, buys in a browser, and loads the page after the order again."""
    target, headers = scene.settings.target, scene.settings.storefront.headers
    product, customer, visitor = scene.something(), scene.customer(), scene.visitor()
    scripts = [one for tool in tools for one in tool.allow_scripts]
    places = [one for tool in tools for one in tool.collectors]
    with launched(target, also=scripts) as browser:
        opened = Window(browser, target, headers=headers, keeps=places, allow_scripts=scripts)
        placed = visitor.buy_in_browser(opened.page, product.id, customer, cash(scene))
        if placed.order:
            scene.made_one("order", placed.order, customer.email)
            scene.made_one("customer", customer.email, customer.email)
        assert placed.accepted, f"the checkout was refused: {placed.message} {dict(placed.errors) or ''}"
        assert placed.order, "the checkout was accepted, and names no order"
        at_first = watch(opened, tools)
    return placed, Watched(sent=tuple(opened.sent), at_first=at_first, unloaded=tuple(opened.unloaded))


def watch(opened: Window, tools: Sequence[Conversion]) -> int:
    """Wait for the events, and whether others come when the page is loaded again; how many requests came before."""

    def all_have(number: int) -> bool:
        return all(len(purchases(opened.sent, tool)) >= number for tool in tools)

    seconds, begun = max(tool.seconds for tool in tools), time.monotonic()
    # As long as a tag takes for the first one, it may take for the second.
    usual = 2 * (time.monotonic() - begun) if opened.wait_for(lambda: all_have(1), seconds) else 0.0
    opened.settle(seconds)
    at_first = len(opened.sent)
    opened.page.reload()
    opened.settle(seconds)
    opened.wait_for(lambda: all_have(2), max(WATCH, usual))
    return at_first


def judge(tool: Conversion, order: Order, watched: Watched) -> Event:
    """The event that one tool was told; asserts that it is one, and that of this order."""
    found = purchases(watched.sent, tool)
    if not found:
        nothing(tool, watched)
    first, where = len(purchases(watched.sent[: watched.at_first], tool)), host_of(found[0].url)
    assert len(found) == 1, (
        f"{len(found)} {tool.event} events were sent to {where}: {first} before the page after the order was loaded "
        f"again, {len(found) - first} after it"
    )
    values = found[0].values
    number = values.get(tool.order, "")
    assert number == order.number, f"{where} is told of order {number!r}, and it is {order.number!r} ({tool.order})"
    told, kept = amount_in(values.get(tool.value, ""), values.get(tool.currency, "")), amount_of(order.totals, tool)
    assert told == kept, f"{where} is told of {told}, and the order's {tool.amount} is {kept}"
    if watched.unloaded:
        unloaded(watched, "whether they send the event once more is not known")
    return found[0]


def nothing(tool: Conversion, watched: Watched) -> NoReturn:
    """No event went where it should: what was it instead?"""
    elsewhere = replace(tool, collectors=("",))
    if strays := sorted({bare(one.url) for one in purchases(watched.sent, elsewhere)}):
        why = f"the {tool.event} event went to {', '.join(strays)}, which is not declared"
        cannot_tell(why, cure="add it to collectors in [[storefront.conversion]]")
    if watched.unloaded:
        unloaded(watched, f"no {tool.event} event was sent without them")
    there = [one for one in watched.sent if one.url.startswith(tool.collectors)]
    if any(not is_read(one, tool.name) for one in there):
        why = f"what was sent to {bare(there[0].url)} names no event by {tool.name!r}"
        cannot_tell(why, cure="set name, event, order, value and currency in [[storefront.conversion]]")
    where = host_of(tool.collectors[0])
    raise AssertionError(f"no {tool.event} event was sent to {where} within {tool.seconds:g} s of the purchase")


def unloaded(watched: Watched, what: str) -> NoReturn:
    """The tag may be in a script that was not loaded."""
    scripts = sorted({bare(one) for one in watched.unloaded})
    cure = "add their prefixes to allow_scripts in [[storefront.conversion]], and let this machine reach them"
    cannot_tell(f"scripts of other hosts were not loaded ({', '.join(scripts)}): {what}", cure=cure)


def purchases(sent: Sequence[Sent], tool: Conversion) -> list[Event]:
    """The events of purchases in these requests that went to a tool."""
    there = [one for one in sent if one.url.startswith(tool.collectors)]
    return [one for one in events_of(there, tool.name) if one.values[tool.name] == tool.event]


def amount_in(value: str, currency: str) -> Money:
    """What an event says; asserts that it is an amount."""
    try:
        return Money.of(value, currency)
    except MoneyError:
        raise AssertionError(f"the event says {value!r} {currency!r}, which is no amount of money") from None


def amount_of(totals: Totals, tool: Conversion) -> Money:
    """The amount of the order that the event should tell."""
    if tool.amount == "total":
        return totals.total
    subtotal = totals.subtotal or cannot_tell("the staff's page of the order shows no subtotal")
    none = Money(0, subtotal.currency)
    return subtotal if tool.amount == "subtotal" else subtotal - (totals.discount or none)


def host_of(url: str) -> str:
    """The host of a URL, as people read it."""
    return urlsplit(url).hostname or url


def bare(url: str) -> str:
    """A URL without what may hold data of people."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
