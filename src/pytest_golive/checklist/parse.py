"""A TEAM'S MARKDOWN → CHECKLIST."""

from __future__ import annotations

import hashlib

from pytest_golive.checklist import hidden
from pytest_golive.checklist.blocks import blocks, reader
from pytest_golive.checklist.drafts import finished
from pytest_golive.checklist.model import Checklist
from pytest_golive.checklist.source import decode, without_front_matter
from pytest_golive.checklist.walk import Walk


def parse(text: str | bytes, path: str) -> Checklist:
    """Read a checklist; ``path`` is what errors and reports call it.

    Any text is a checklist, perhaps one without lines. `ChecklistError` is raised for bytes that are not
    text and for lists nested too deep to be read in full.
    """
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if isinstance(text, bytes):
        text = decode(text, path)[0]
    markdown = reader()
    tree = blocks(without_front_matter(text.removeprefix("\ufeff")), path, markdown)
    walk = Walk(tree, markdown)
    walk.through(tree)
    return Checklist(
        path=path,
        sha256=hashlib.sha256(raw).hexdigest(),
        lines=finished(walk.drafts),
        title=walk.title,
        hidden=tuple(hidden.boxes(tree, {draft.number for draft in walk.drafts})),
    )
