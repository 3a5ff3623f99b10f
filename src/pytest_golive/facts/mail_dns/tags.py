"""The lists ``tag=value; tag=value`` of DKIM and DMARC (RFC 6376, 3.2)."""

from __future__ import annotations

import re

TAG = re.compile(r"\s*([A-Za-z][A-Za-z0-9_]*)\s*=\s*(.*?)\s*", re.DOTALL)


class TagFault(ValueError):  # noqa: N818 - a fault of the record
    """The record is no tag list."""


def read_tags(text: str) -> dict[str, str]:
    """The tags in their order.

    Raises TagFault when a part is no tag, or a tag stands there twice.
    """
    parts = text.split(";")
    if parts and not parts[-1].strip():
        parts.pop()
    tags: dict[str, str] = {}
    for part in parts:
        found = TAG.fullmatch(part)
        if found is None:
            raise TagFault(f"“{part.strip()[:60]}” is no tag")
        if found[1] in tags:
            raise TagFault(f"the tag {found[1]} stands there twice")
        tags[found[1]] = found[2]
    return tags
