"""MARKDOWN → BLOCKS: the structure of a document as a small tree with exact line numbers."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from pytest_golive.errors import ChecklistError
from pytest_golive.patterns import lazily

MAX_NESTING = 100
"""markdown-it drops what is nested deeper than its limit (20 in "commonmark"): too few for a checklist."""

_BOX = lazily(r"(?m)^[ \t>]*(?:[-*+]|\d{1,9}[.)])\s+\[[ xX]\](?:\s|$)")
_ANCHOR = lazily(r"\[[^\]]*\]\(#[^)]*\)")
#: An open box, and no sign that means anything inside a line.
_ONLY_TEXT = lazily(r"(?:\[ \] )?[^\n!&*<>\[\]\\_`~]*")
_MAY_HIDE = frozenset(("list_item_open", "blockquote_open", "fence", "html_block"))
#: What a browser does not show as a list: a comment, or a part that is shown as it stands.
_HIDDEN = lazily(r"(?is)<!--.*?(?:-->|\Z)|<(pre|script|style|textarea)\b.*?(?:</\1>|\Z)")
_BOX_IN_HTML = lazily(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(\[[ xX]\](?=\s|$).*)")


@dataclass(slots=True)
class Block:
    """A block of the document: a heading, a paragraph, a list, a list item, a fence, a table, a row …"""

    kind: str
    """markdown-it's name for it, without ``_open``."""
    token: Token
    children: list[Block] = field(default_factory=list)
    inline: Token | None = None

    @property
    def number(self) -> int:
        """1-based number of its first line."""
        return self.token.map[0] + 1 if self.token.map else 1


def reader() -> MarkdownIt:
    """The Markdown we read: CommonMark and tables; what was escaped stays apart from plain text."""
    markdown = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table").disable("text_join")
    markdown.core.ruler.at("inline", _inline)
    return markdown


def _inline(state: StateCore) -> None:
    """As markdown-it's own rule, but for what is only text, as most lines are: a tenth of the time of reading them."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if _ONLY_TEXT.fullmatch(token.content):
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def blocks(text: str, path: str, markdown: MarkdownIt) -> list[Block]:
    """The top-level blocks of ``text``; refuses what hides a part of it.

    Raises:
        ChecklistError: lists are nested too deep to be read in full, or a code block or comment that is never
            closed takes in the boxes below it.
    """
    root: list[Block] = []
    stack: list[Block] = []
    for token in markdown.parse(text):
        if token.type in _MAY_HIDE and (reason := _hides(token)):
            line = (token.map[0] + 1 if token.map else stack[-1].number) + _lines_before_the_unclosed(token)
            raise ChecklistError(f"{path}:{line}: {reason}")
        if token.nesting < 0:
            stack.pop()
        elif token.type == "inline":
            stack[-1].inline = token
        else:
            block = Block(token.type.removesuffix("_open"), token)
            (stack[-1].children if stack else root).append(block)
            if token.nesting > 0:
                stack.append(block)
    return root


def is_contents(items: Block) -> bool:
    """Whether a list only leads to places in its own document: a table of contents, whatever stands above it."""
    heads = [item.children[0].inline if item.children else None for item in items.children]
    return all(head and _ANCHOR.fullmatch(head.content.strip()) for head in heads)


def boxes_in_html(block: Block) -> Iterator[tuple[int, str]]:
    """The boxes that an HTML block shows, with the numbers of their lines."""
    visible = _HIDDEN.sub(lambda hidden: "\n" * hidden[0].count("\n"), block.token.content)
    for number, raw in enumerate(visible.split("\n"), start=block.number):
        if found := _BOX_IN_HTML.match(raw):
            yield number, found[1]


def _unclosed(token: Token) -> re.Match[str] | None:
    """The last hidden part of an HTML block, when nothing ends it."""
    last = deque(_HIDDEN.finditer(token.content), maxlen=1)
    return next((hidden for hidden in last if not hidden[0].casefold().endswith(_end_of(hidden))), None)


def _end_of(hidden: re.Match[str]) -> str:
    return f"</{hidden[1].casefold()}>" if hidden[1] else "-->"


def _lines_before_the_unclosed(token: Token) -> int:
    hidden = _unclosed(token) if token.type == "html_block" else None
    return token.content.count("\n", 0, hidden.start()) if hidden else 0


def _hides(token: Token) -> str:
    """Why a part of the document would be lost below this token, and the cure; empty when nothing is."""
    if token.type == "html_block":
        hidden = _unclosed(token)
        if hidden is None or not _BOX.search(hidden[0]):
            return ""
        what = f"<{hidden[1].casefold()}>" if hidden[1] else "comment"
        return (
            f"the {what} that begins here is never closed and hides the boxes below it; close it with {_end_of(hidden)}"
        )
    if token.type != "fence":
        too_deep = f"lists or quotes nested more than {MAX_NESTING // 2 - 1} deep cannot be read in full"
        return f"{too_deep}; flatten them" if token.level >= MAX_NESTING - 1 else ""
    if _is_closed(token) or not _BOX.search(token.content):
        return ""
    return f"the code block that begins here is never closed and hides the boxes below it; close it with {token.markup}"


def _is_closed(fence: Token) -> bool:
    """Whether a code block ends with a line of its own, below the lines of its content."""
    first, end = fence.map or (0, 0)
    return fence.content.endswith("\n") and end - first == fence.content.count("\n") + 2
