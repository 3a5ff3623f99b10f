"""CODE BLOCKS → COMMANDS: what a fence asks for. It is read, never executed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pytest_golive.data import dataclass
from pytest_golive.patterns import lazily

_SHELLS = frozenset(
    (
        "bash",
        "sh",
        "shell",
        "zsh",
        "fish",
        "console",
        "shell-session",
        "powershell",
        "ps1",
        "cmd",
        "bat",
        "sql",
    )
)
_ENV_FILES = frozenset(("env", "dotenv", "ini", "properties"))
_PLAIN = frozenset(("", "text", "txt", "plain", "plaintext"))
_MARKDOWN = frozenset(("md", "markdown"))
_TEXT = _PLAIN | _MARKDOWN

_VARIABLE = lazily(r"(?:export\s+)?([A-Z][A-Z0-9_]*\s*=.*)")
#: ``TOKEN=… scripts/run.sh``: what stands behind the value is run with the variable.
_CALL = lazily(
    r"(?:export\s+)?[A-Z][A-Z0-9_]*=[^\s'\"]*\s+"
    r"(?:[\w.~-]*/[\w./-]+|(?:python3?|flask|gunicorn|npm|npx|node|docker|bash|sh|curl|psql|make)\b).*"
)
_COMMENT = lazily(r"(?:#|--(?=\s)|//|REM\s)\s*(.*)")
_PLACEHOLDER = lazily(r"\[(?![xX]\])[^\]\n]*[^\W\d_][^\]\n]*\]")
_OUTCOME = lazily(r"(?i)(should|must|expect\w*|returns?|outputs?|->|→|=>)\b")
_BOXED = lazily(r"\s*(\[[ xX]\]\s+\S.*)")
_LISTED = lazily(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(\[[ xX]\]\s+\S.*)")
_PROMPT = lazily(r"\$\s+")
_HERE_DOCUMENT = lazily(r"<<-?\s*(['\"]?)(\w+)\1")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One command, variable or line of a template in a code block."""

    number: int
    text: str
    comment: str = ""
    """The comment above it: what it is for."""


def language(info: str) -> str:
    """The language a fence names, in lower case."""
    return info.split(maxsplit=1)[0].strip("{}.").lower() if info.strip() else ""


def boxes(lang: str, content: str, first: int, *, marked: bool) -> tuple[list[Entry], str]:
    """The boxes of a checklist that somebody drew as plain text, and what else there is to read in the block.

    With the marks of a Markdown list it is an example of how to write one, but not where these are ``marked`` as boxes
    of their own: below a line or set in too far. Without, boxes of one word each are a command's output.
    """
    if lang not in _TEXT | _SHELLS:
        return [], content
    lines = content.split("\n")
    listed = [_LISTED.fullmatch(line) if marked else None for line in lines]
    drawn = [_BOXED.fullmatch(line) if lang in _PLAIN else None for line in lines]
    if not any(box and len(box[1][3:].split()) > 1 for box in drawn):
        drawn = [None] * len(lines)
    found = [box or other for box, other in zip(listed, drawn, strict=True)]
    entries = [Entry(number=at, text=box[1].rstrip()) for at, box in enumerate(found, start=first) if box]
    if not entries:
        return [], content
    rest = ["" if box else line for line, box in zip(lines, found, strict=True)]
    return entries, "" if lang in _PLAIN else "\n".join(rest)


def is_variables(lang: str, content: str) -> bool:
    """Whether a code block lists environment variables."""
    if lang not in _ENV_FILES | _SHELLS | _TEXT:
        return False
    lines = [line.strip() for line in content.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if lang in _SHELLS and any(map(_CALL.fullmatch, lines)):
        return False
    return bool(lines) and all(_VARIABLE.fullmatch(line) for line in lines)


def is_template(lang: str, content: str) -> bool:
    """Whether a code block is a form to fill in: text with ``[placeholders]``."""
    return lang in _TEXT and bool(_PLACEHOLDER.search(content))


def is_commands(lang: str, under_line: bool) -> bool:
    """Whether a code block holds commands; one without a language does when a line asks for it."""
    return lang in _SHELLS or (lang == "" and under_line)


def variables(content: str, first: int) -> Iterator[Entry]:
    """The variables of an env block; a comment speaks for all variables up to the next blank line."""
    comment = ""
    for number, line in enumerate(content.split("\n"), start=first):
        words = line.strip()
        if not words:
            comment = ""
        elif words.startswith("#"):
            comment = words.lstrip("# ")
        elif found := _VARIABLE.fullmatch(words):
            yield Entry(number=number, text=found[1], comment=comment)


def template(content: str, first: int) -> Iterator[Entry]:
    """The lines of a form that have something to fill in; "Sincerely," waits for the line that has."""
    waiting: Entry | None = None
    for number, line in enumerate(content.split("\n"), start=first):
        words = line.strip()
        start = waiting or Entry(number=number, text="")
        waiting = None
        text = f"{start.text} {words}".strip()
        if _PLACEHOLDER.search(words):
            yield Entry(number=start.number, text=text)
        elif words.endswith(","):
            waiting = Entry(number=start.number, text=text)


def commands(content: str, first: int) -> Iterator[Entry]:
    """The commands of a shell block, each with the comment that says what it does or should answer."""
    lines = content.split("\n")
    prompted = any(_PROMPT.match(line.strip()) for line in lines)
    comment = ""
    waiting: Entry | None = None
    index = 0
    while index < len(lines):
        words, number = lines[index].strip(), first + index
        index += 1
        if remark := _COMMENT.fullmatch(words):
            if waiting and _is_outcome(remark[1], lines, index):
                yield replace(waiting, text=f"{waiting.text} # {remark[1]}")
                waiting = None
            else:
                comment = remark[1]
            continue
        if waiting:
            yield waiting
            waiting = None
        if not words:
            comment = ""
        elif not prompted or _PROMPT.match(words):
            words, index = _whole_command(_PROMPT.sub("", words, count=1), lines, index)
            waiting = Entry(number=number, text=words, comment=comment)
            comment = ""
    if waiting:
        yield waiting


def _is_outcome(remark: str, lines: list[str], index: int) -> bool:
    """A comment below a command tells its result, unless it is the title of the next command."""
    followed = index < len(lines) and lines[index].strip() != "" and not _COMMENT.match(lines[index].strip())
    return not followed or bool(_OUTCOME.match(remark))


def _whole_command(words: str, lines: list[str], index: int) -> tuple[str, int]:
    """A command with its continuation lines; a here-document is skipped up to its end."""
    while words.endswith("\\") and index < len(lines):
        words = f"{words[:-1].rstrip()} {lines[index].strip()}"
        index += 1
    if here := _HERE_DOCUMENT.search(words):
        end = next((i for i in range(index, len(lines)) if lines[i].strip() == here[2]), None)
        index = index if end is None else end + 1
    return words, index
