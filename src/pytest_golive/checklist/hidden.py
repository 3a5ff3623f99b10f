"""BOXES THAT ARE NO LINES: those in comments, code blocks and HTML, so that a run can tell of them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pytest_golive.checklist.blocks import Block
from pytest_golive.checklist.labels import is_legend
from pytest_golive.patterns import lazily

_HIDING = frozenset(("fence", "code_block", "html_block"))
_BOX = lazily(
    r"(?i)^[ \t>|#]*(?:<!--\s*)?(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?:\[[ x]\]|[☐☑☒⬜])\s+\S"
    r"|\|\s*(?:\[[ x]\]|[☐☑☒⬜])\s*(?:\||$)|<li\b[^>]*>(?:\s*<\w+>)?\s*(?:\[[ x]\]|[☐☑☒⬜])\s"
    r"|<input\b[^>]*\btype\s*=\s*[\"']?checkbox\b"
)
_CODE = lazily(r"`[^`\n]*`")
_IN_TEXT = lazily(r"(?i)<(?:li|input)\b")


def boxes(blocks: Iterable[Block], lines: Collection[int], around: int = 1) -> Iterator[int]:
    """The number of the source line of each box that no line stands for.

    Args:
        blocks: the document.
        lines: where its lines stand.
        around: where the block stands that they are in; a cell of a table does not know where it is itself.
    """
    for block in blocks:
        first = block.number if block.token.map else around
        hides = block.kind in _HIDING
        text = block.token.content if hides else _CODE.sub("", block.inline.content) if block.inline else ""
        if hides or _IN_TEXT.search(text):
            for number, raw in enumerate(text.split("\n"), start=first + (block.kind == "fence")):
                if number not in lines and not is_legend(raw):
                    yield from (number for _ in _BOX.finditer(raw))
        yield from boxes(block.children, lines, first)


def told(hidden: Collection[int]) -> str:
    """One sentence about them."""
    many, be = ("boxes", "are no lines") if len(hidden) > 1 else ("box", "is no line")
    where = f"from line {min(hidden)}" if len(hidden) > 1 else f"line {min(hidden)}"
    return (
        f"{len(hidden)} {many} in comments, code blocks or HTML {be} of the checklist and not looked at ({where}):"
        " what has to hold is written as a list entry outside of them"
    )
