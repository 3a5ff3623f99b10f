"""Events that a page sends to analytics, read from its requests: query, form, JSON, and GA4's several lines of one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.facts.browser import Sent


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event."""

    url: str
    """Where it went."""
    values: Mapping[str, str]
    """Its parameters, as texts."""


def events_of(sent: Sequence[Sent], name: str) -> list[Event]:
    """The events in these requests: whatever has the parameter ``name``."""
    return [Event(url=one.url, values=values) for one in sent for values in _read(one) if name in values]


def is_read(sent: Sent, name: str) -> bool:
    """Whether a request holds any event, of whatever name."""
    return any(name in values for values in _read(sent))


def _read(sent: Sent) -> Iterator[Mapping[str, str]]:
    """The parameters of each event that may be in a request."""
    query = dict(parse_qsl(urlsplit(sent.url).query, keep_blank_values=True))
    try:
        told = json.loads(sent.body, parse_float=str, parse_int=str)
    except ValueError:
        told = None
    if isinstance(told, dict | list):
        yield from ({**query, **values} for values in _tables(told))
        return
    lines = [dict(parse_qsl(line, keep_blank_values=True)) for line in sent.body.splitlines() if line.strip()]
    # In a batch, what all its events have in common is in the address.
    yield from ({**query, **line} for line in lines or [{}])


def _tables(told: object) -> Iterator[dict[str, str]]:
    """Every table in a text of JSON, with dots for the tables inside it."""
    if isinstance(told, dict):
        yield dict(_flat(told, ""))
    for inner in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        yield from _tables(inner)


def _flat(table: Mapping[str, object], before: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, str):
            yield f"{before}{name}", value
