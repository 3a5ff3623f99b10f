"""What the status pages of payment gateways report: Statuspage's summary.json, or a feed in RSS or Atom."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree as ET

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.outside import Service
from pytest_golive.facts.registry import fact
from pytest_golive.facts.together import together
from pytest_golive.settings import Settings

SECONDS = 20.0
MOST_BYTES = 2_000_000
CURE = "correct status_feeds in [payment] of golive.toml: the page's summary.json, or its RSS feed"
OVER = frozenset({"resolved", "postmortem", "completed"})
OPEN = frozenset({"investigating", "identified", "monitoring", "update"})
PLANNED = frozenset({"scheduled", "in progress", "verifying"})
#: The latest word of an incident comes first, in bold.
LATEST = re.compile(r"<strong>\s*([A-Za-z ]+?)\s*</strong>")
IN_TITLE = re.compile(r"\b(resolved|completed|investigating|identified|monitoring|scheduled)\b", re.IGNORECASE)
#: An old entry without any known word is not open any more.
RECENT = timedelta(days=2)
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True, kw_only=True)
class Incident:
    """Something that is not over, as far as the page tells."""

    name: str
    status: str
    """In the page's words; empty: it says none."""
    impact: str = ""
    """none, minor, major, critical; empty: the feed does not tell."""
    components: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One status page."""

    gateway: str
    kind: str
    """Statuspage, RSS, Atom."""
    entries: int
    incidents: tuple[Incident, ...] = ()
    components: Mapping[str, str] = field(default_factory=dict)
    """Name → operational, degraded_performance, partial_outage, major_outage, under_maintenance."""
    error: str = ""
    """Why it could not be read."""


@fact(timeout=SECONDS)
def provider_feeds(settings: Settings, now: datetime) -> tuple[Feed, ...]:
    """Every declared feed; that one cannot be read is part of the answer."""
    feeds = settings.payment.status_feeds
    if not feeds:
        cure = "set status_feeds in [payment] of golive.toml to the status page's summary.json or RSS feed"
        raise CannotLook("no status page of a gateway is declared", cure=cure)
    found = together(
        lambda name: _read(name, feeds[name], settings, now),
        feeds,
        seconds=SECONDS - 2,
        late=lambda name: Feed(gateway=name, kind="", entries=0, error="it did not answer in time"),
    )
    return tuple(found)


def _read(name: str, url: str, settings: Settings, now: datetime) -> Feed:
    try:
        reply = Service(base="", headers={}, ca_file=settings.target.ca_file if _is_own(url) else "").ask(url)
    except CannotLook as error:
        return Feed(gateway=name, kind="", entries=0, error=error.reason)
    if reply.status != 200:
        return Feed(gateway=name, kind="", entries=0, error=f"{url.partition('?')[0]} answers {reply.status}")
    try:
        return _of_statuspage(name, reply.value) if reply.value is not None else _of_xml(name, reply.body, now)
    except (ET.ParseError, LookupError, TypeError, ValueError, AttributeError) as error:
        why = f"{url.partition('?')[0]} is no feed that is understood here ({type(error).__name__}: {error})"
        return Feed(gateway=name, kind="", entries=0, error=why[:300])


def _is_own(url: str) -> bool:
    return url.startswith("https://127.0.0.1:")


def _of_statuspage(name: str, told: Any) -> Feed:
    """``summary.json``, which lists what is not resolved; one that lists nothing is no summary."""
    incidents = [
        Incident(
            name=str(one["name"]),
            status=str(one["status"]),
            impact=str(one.get("impact") or ""),
            components=tuple(str(each["name"]) for each in one.get("components") or ()),
        )
        for one in told["incidents"]
    ]
    components = {str(one["name"]): str(one["status"]) for one in told["components"]}
    if not components:
        raise ValueError("it names no component")
    open_ones = tuple(one for one in incidents if one.status not in OVER)
    return Feed(
        gateway=name, kind="Statuspage", entries=len(incidents), incidents=open_ones, components=components
    )  # fmt: skip


def _of_xml(name: str, body: bytes, now: datetime) -> Feed:
    # Entities may blow a small feed up to any size; no feed needs them. A null is UTF-16, which could hide them.
    if len(body) > MOST_BYTES or b"<!" in body.replace(b"<![CDATA[", b"").replace(b"<!--", b"") or b"\0" in body:
        raise ValueError("it is too large, or declares entities")
    root = ET.fromstring(body)  # noqa: S314 - without declarations nothing is expanded or fetched
    if root.tag == "rss" and (channel := root.find("channel")) is not None:
        entries, kind = channel.findall("item"), "RSS"
    elif root.tag == f"{ATOM}feed":
        entries, kind = root.findall(f"{ATOM}entry"), "Atom"
    else:
        raise ValueError(f"<{root.tag}> is neither rss nor feed")
    return Feed(gateway=name, kind=kind, entries=len(entries), incidents=tuple(_open(entries, now)))


def _open(entries: list[ET.Element], now: datetime) -> Iterator[Incident]:
    for entry in entries:
        title = _text(entry, "title")
        words = html.unescape(_text(entry, "description", "content", "summary"))
        latest = LATEST.search(words) or IN_TITLE.search(title)
        status = latest[1].lower() if latest else ""
        if status in OVER or status in PLANNED:
            continue
        if status in OPEN or now - _date(entry, now) < RECENT:
            yield Incident(name=title, status=status if status in OPEN else "")


def _text(entry: ET.Element, *names: str) -> str:
    found = (entry.find(place) for name in names for place in (name, f"{ATOM}{name}"))
    return next(("".join(one.itertext()) for one in found if one is not None), "")


def _date(entry: ET.Element, now: datetime) -> datetime:
    """When it was written; one without a date is as new as can be."""
    text = _text(entry, "pubDate", "updated", "published")
    try:
        date = parsedate_to_datetime(text) if "," in text else datetime.fromisoformat(text)
    except ValueError:
        return now
    return date if date.tzinfo else date.replace(tzinfo=UTC)
