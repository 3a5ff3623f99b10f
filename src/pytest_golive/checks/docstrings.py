"""The docstring of a check, which is its documentation: its parts, and its remedy with the numbers that count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from pytest_golive.settings import Settings

#: In a ``Fix:``, a quantity of the check (``{seconds}``), a setting (``{http.hsts_seconds}``), or the one that the line
#: gives, else the other (``{seconds or http.hsts_seconds}``).
NAMED = r"[a-z_]+(?:\.[a-z_]+)?"
FILLED_IN = re.compile(rf"\{{({NAMED}(?: or {NAMED})?)\}}")
HEADING = re.compile(r"^(Why|Fix|Cannot tell when|Source):\s*", re.MULTILINE)


def docstring(check_id: str, text: str) -> dict[str, str]:
    """Split a check's docstring into what it expects (under "") and its headed parts.

    Raises:
        TypeError: one that must be there is missing.
    """
    expected, *rest = HEADING.split(text)
    parts = {"": " ".join(expected.split())}
    parts |= {name: " ".join(body.split()) for name, body in zip(rest[::2], rest[1::2], strict=True)}
    for needed in ("", "Why", "Fix"):
        if not parts.get(needed):
            raise TypeError(f"check {check_id!r}: the docstring needs {needed or 'a first sentence'!r}")
    return parts


def filled_in(fix: str, quantities: Mapping[str, Any], settings: Settings) -> str:
    """``fix`` with its quantities and settings as numbers; other braces ({% csrf_token %}) are left alone."""

    def value(found: re.Match[str]) -> str:
        for name in found[1].split(" or "):
            if "." in name:
                return str(attrgetter(name)(settings))
            if name in quantities and (quantities[name] or name == found[1]):
                return str(quantities[name])
        return found[0]

    return FILLED_IN.sub(value, fix)
