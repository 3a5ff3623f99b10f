"""BINDINGS → A COPY OF THE TEAM'S FILE: the same bytes, with each line's checks as a comment at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pytest_golive.checklist.bind import Binding
from pytest_golive.checklist.model import Checklist
from pytest_golive.checklist.parse import parse
from pytest_golive.checklist.source import decode, split_lines
from pytest_golive.patterns import lazily

#: What follows a line's words: blanks, a table's last bar, the line end.
_END = lazily(r"(?:(?<!\\)\|)?[ \t]*(?:\r\n?|\n)?\Z")


def pin(raw: bytes, checklist: Checklist, bindings: Mapping[str, Binding]) -> bytes:
    """The checklist file with ``<!-- golive: id -->`` at the end of each line that is wholly bound.

    A line with words left over gets ``<!-- golive? id (not: words) -->``, which pins nothing: whoever reviews the
    file makes it a pin by hand.
    Lines that cannot hold a comment, such as those of code blocks, stay as they are.

    Args:
        raw: the file.
        checklist: what `parse` made of it.
        bindings: by line id.
    """
    text, bom, encoding = decode(raw, checklist.path)
    lines = split_lines(text)
    alone = Counter(line.number for line in checklist.lines)
    wanted = {
        line.number: comment
        for line in checklist.lines
        # A comment at the end of a paragraph's line would not say which of its lines it means.
        if not line.pins and not line.is_field and alone[line.number] == 1
        if (comment := _comment(bindings[line.id]))
    }
    pinned = _with(lines, wanted)
    # Where the comment became part of what the line says, as in a code block, it has no place.
    before, after = _said(checklist), _said(parse(pinned.encode("utf-8"), checklist.path))
    fits = {number: comment for number, comment in wanted.items() if before[number] == after.get(number)}
    return bom + _with(lines, fits).encode(encoding)


def _comment(binding: Binding) -> str:
    ids = ", ".join(dict.fromkeys(one.check for one in binding.bound))
    if not ids:
        return ""
    left = " ".join(binding.leftover).replace("--", "-").replace(">", "")
    return f" <!-- golive? {ids} (not: {left}) -->" if binding.leftover else f" <!-- golive: {ids} -->"


def _with(lines: list[str], comments: Mapping[int, str]) -> str:
    return "".join(_ended(line, comments.get(number, "")) for number, line in enumerate(lines, start=1))


def _ended(line: str, comment: str) -> str:
    if not comment:
        return line
    at = _END.search(line)
    start = at.start() if at else len(line)
    return f"{line[:start].rstrip(' ')}{comment}{' ' if line[start:].startswith('|') else ''}{line[start:]}"


def _said(checklist: Checklist) -> dict[int, list[tuple[str, str]]]:
    """Ids and texts by line number."""
    found: dict[int, list[tuple[str, str]]] = {}
    for line in checklist.lines:
        found.setdefault(line.number, []).append((line.id, line.text))
    return found
