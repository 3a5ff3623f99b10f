"""What every contender judges: the same looks at the same pages, certificates and greetings.

Each contender's folder gets a copy of this file; it imports nothing but the standard library.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

TARGET: dict[str, Any] = json.loads(Path(os.environ["GOLIVE_BENCH_TARGET"]).read_text())
#: Kind, number of the thing and number of the aspect, of every line of this run.
LOOKS: list[tuple[str, int, int]] = json.loads(os.environ["GOLIVE_BENCH_LOOKS"])


class Look(NamedTuple):
    """One line of the gate: one aspect of one thing."""

    kind: str
    number: int
    aspect: int


def looks() -> list[Look]:
    """All looks of this run, kind by kind."""
    return [Look(*one) for one in LOOKS]


def page_url(number: int) -> str:
    """Full URL of a page."""
    return f"https://{TARGET['hosts'][0]}:{TARGET['port']}{TARGET['pages'][number]}"


def judge_page(look: Look, status: int, headers: Mapping[str, str], text: str) -> None:
    """Header names in lower case."""
    path = TARGET["pages"][look.number]
    match look.aspect:
        case 0:
            assert status == 200
        case 1:
            assert f"all good at {path}" in text
        case 2:
            assert int(headers["strict-transport-security"].removeprefix("max-age=")) >= 31_536_000
        case 3:
            assert headers["content-type"].startswith("text/html")
        case 4:
            assert f"<title>Page {path}</title>" in text
        case 5:
            assert headers["x-content-type-options"] == "nosniff"
        case 6:
            assert "<html lang=en>" in text
        case 7:
            assert headers["cache-control"] == "max-age=60"
        case 8:
            assert len(text) in {8_000, 60_000}
        case _:
            assert "Traceback" not in text


def judge_certificate(look: Look, names: list[str], begins: datetime, ends: datetime) -> None:
    """The more aspects there are, the more days must be left."""
    now = datetime.now(UTC)
    match look.aspect:
        case 0:
            assert TARGET["hosts"][look.number] in names
        case 1:
            assert begins <= now
        case days:
            assert (ends - now).days >= days


def judge_greeting(look: Look, text: str) -> None:
    """What the port said."""
    match look.aspect:
        case 0:
            assert text.startswith("220 ")
        case 1:
            assert f"port-{look.number + 1:02d} " in text
        case _:
            assert len(text) > look.aspect
