"""Reads a document (Markdown, reStructuredText or plain text) into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pytest_golive.facts.prose import Block, Reference

if TYPE_CHECKING:
    from markdown_it.token import Token

#: Files that commands and texts name: scripts, compose files, documents, and units with their folder.
NAMED = re.compile(
    r"(?<![\w./~$>{*:@-])(?:\./)?(?P<path>(?:[\w.-]+/)*[\w.-]*\w\.(?:sh|bash|py|md|rst|ya?ml)|(?:[\w.-]+/)+[\w.@-]+\."
    r"(?:service|timer|socket))(?![\w/*}>(:-]|\.\w)"
)
#: A paragraph or an item that is nothing but one word, perhaps with a box.
ALONE = re.compile(r"(?:\[[ xX]\] )?(\S+)")
HTML = re.compile(
    r"</?(?:a|abbr|b|br|center|code|dd|details|div|dl|dt|em|h\d|hr|i|img|kbd|li|ol|p|pre|q|s|small|span|strong|sub"
    r"|summary|sup|table|tbody|td|th|thead|tr|u|ul)\b[^>]*>",
    re.IGNORECASE,
)
UNDERLINE = re.compile(r"([=\-~^\"'#*+.:_])\1{2,}\s*")
PROMPT = re.compile(r"^\s*(?:[$>]\s+|\(\w+\)\s*\$\s+)")
#: Where a session is shown, root's prompt too; elsewhere that is a comment.
SESSION = re.compile(r"^\s*(?:[$#>]\s+|\(\w+\)\s*\$\s+)")
SESSIONS = frozenset({"console", "shell-session", "shellsession", "terminal"})


def read_blocks(text: str, *, is_rst: bool = False) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    from pytest_golive.checklist.blocks import reader
    from pytest_golive.checklist.source import without_front_matter

    plain = without_front_matter(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    return tuple(_Walk(reader().parse(_from_rst(plain) if is_rst else plain)).blocks())


class _Walk:
    """Goes through the tokens and remembers in which lists it is."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._lists: list[str] = []
        self._heading = 0
        self._cells: list[Block] | None = None
        self._row_kind = "row"

    def blocks(self) -> Iterator[Block]:
        for token in self._tokens:
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self._lists.append("step" if token.type.startswith("ordered") else "item")
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                case "heading_open":
                    self._heading = int(token.tag[1:])
                case "heading_close":
                    self._heading = 0
                case "thead_open" | "thead_close":
                    self._row_kind = "head" if token.type == "thead_open" else "row"
                case "tr_open":
                    self._cells = []
                case "tr_close":
                    yield from self._row()
                case "fence" | "code_block":
                    yield _code(token)
                case "inline":
                    block = self._text(token)
                    if self._cells is None:
                        yield block
                    else:
                        self._cells.append(block)

    def _row(self) -> Iterator[Block]:
        cells, self._cells = self._cells or [], None
        if cells:
            yield Block(
                kind=self._row_kind,
                text=" | ".join(cell.text for cell in cells),
                line=cells[0].line,
                code=tuple(one for cell in cells for one in cell.code),
                references=tuple(one for cell in cells for one in cell.references),
            )

    def _text(self, token: Token) -> Block:
        line = (token.map[0] if token.map else 0) + 1
        words, code, references = _inline(token.children or [], line)
        kind = "heading" if self._heading else self._lists[-1] if self._lists else "text"
        if alone := ALONE.fullmatch(words):
            references = (*references, *_named(alone[1], line))
        level = self._heading or len(self._lists)
        return Block(kind=kind, text=words, line=line, level=level, code=code, references=references)


def _inline(children: list[Token], line: int) -> tuple[str, tuple[str, ...], tuple[Reference, ...]]:
    """Plain words, spans of code, and what is referred to."""
    words: list[str] = []
    code: list[str] = []
    references: list[Reference] = []
    for child in children:
        match child.type:
            case "link_open":
                references.append(Reference(target=str(child.attrs.get("href", "")), kind="link", line=line))
            case "image":
                references.append(Reference(target=str(child.attrs.get("src", "")), kind="image", line=line))
                words.append(child.content)
            case "softbreak" | "hardbreak":
                words.append("\n")
            case "code_inline":
                words.append(child.content)
                code.append(child.content)
                references += _named(child.content, line)
            case "html_inline":
                # `<host>` is a gap in a text, not HTML.
                words.append("" if HTML.fullmatch(child.content) else child.content)
            case _:
                words.append(child.content)
    return "".join(words).strip(), tuple(code), tuple(references)


def _code(token: Token) -> Block:
    first = (token.map[0] if token.map else 0) + (2 if token.type == "fence" else 1)
    language = token.info.strip().split(" ")[0].lower() if token.info else ""
    prompt = SESSION if language in SESSIONS else PROMPT
    told = token.content.splitlines()
    lines = [prompt.sub("", one).strip() for one in told]
    # Where one line has a prompt, those without are what was printed, or go on behind a backslash.
    typed = {at for at, one in enumerate(told) if prompt.match(one)} or set(range(len(told)))
    typed |= {at for at in range(1, len(told)) if told[at - 1].endswith("\\")}
    commands = tuple(
        one for at, one in enumerate(lines) if one and at in typed and not one.startswith(("#", "//", "--"))
    )
    references = [named for at, one in enumerate(lines) for named in _named(one, first + at)]
    return Block(
        kind="code",
        text=token.content,
        line=first,
        language=language,
        code=commands if language not in {"mermaid", "json", "text", "output"} else (),
        references=tuple(references) if language != "mermaid" else (),
    )


def _named(code: str, line: int) -> list[Reference]:
    """Files that a piece of code names; what is fetched from elsewhere is none of the team's."""
    if "://" in code or "venv/" in code:
        return []
    return [Reference(target=one["path"], kind="path", line=line) for one in NAMED.finditer(code)]


#: A directive with the source of a drawing, and how Markdown calls the language where that is another name.
DRAWS = re.compile(
    r"^\.\. (?:(?:code-block|code|sourcecode):: ?(?=mermaid|plantuml|dbml))?(mermaid|plantuml|dbml|uml)(?:::)?\s*$"
)
DIRECTIVES = {"uml": "plantuml"}


def _fence_drawings(lines: list[str]) -> None:
    """Put fences around the sources of drawings, in the lines of the directive and after its block."""
    for at, line in enumerate(lines):
        found = DRAWS.match(line)
        if not found:
            continue
        end = next(
            (n for n in range(at + 1, len(lines)) if lines[n].strip() and not lines[n][:1].isspace()), len(lines)
        )
        # The last line of the block is empty, unless the document ends there.
        if end == len(lines) and lines[-1].strip():
            lines.append("")
            end += 1
        lines[at], lines[end - 1] = f"```{DIRECTIVES.get(found[1], found[1])}", "```"


def _from_rst(text: str) -> str:
    """The few marks of reStructuredText that matter here, as Markdown; every line stays where it is."""
    lines = text.split("\n")
    levels: list[str] = []
    for at in range(1, len(lines)):
        title, under = lines[at - 1], lines[at]
        if title.strip() and UNDERLINE.fullmatch(under) and len(under.rstrip()) >= len(title.rstrip()):
            if under[0] not in levels:
                levels.append(under[0])
            lines[at - 1], lines[at] = f"{'#' * min(levels.index(under[0]) + 1, 6)} {title.strip()}", ""
        elif UNDERLINE.fullmatch(title) and UNDERLINE.match(title):
            lines[at - 1] = ""
    _fence_drawings(lines)
    changed = "\n".join(re.sub(r"^\.\. (?:code-block|code|sourcecode)::.*$", "", line) for line in lines)
    changed = re.sub(r"^\.\. (?:image|figure):: (\S+)$", r"![](\1)", changed, flags=re.MULTILINE)
    changed = re.sub(r"^(\s*)#\. ", r"\g<1>1. ", changed, flags=re.MULTILINE)
    changed = re.sub(r"``([^`\n]+)``(?!`)", r"`\1`", changed)
    return re.sub(r"`([^`<]+) <([^`>]+)>`__?", r"[\1](\2)", changed)
