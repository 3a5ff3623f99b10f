"""Reads a dotenv file as the services that load it do, and says on which line it cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from pytest_golive.patterns import lazily

#: The blank after the sign stays where no quote follows: only after one does # begin a comment.
ASSIGNMENT = lazily(
    r"\s*(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_.]*)\s*=(?:[ \t]+(?=[\"']))?(?P<rest>.*)", re.DOTALL
)
#: systemd takes a line that begins with a semicolon for a comment, too; no other reader gets a variable from one.
COMMENTS = ("#", ";")
COMMENTED = lazily(r"\s*[#;]\s*(?:export\s+)?(?P<name>[A-Z_][A-Z0-9_]*)=")
REFERENCE = lazily(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)\}")
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "$": "$"}


@dataclass(kw_only=True)
class Dotenv:
    """A parsed file with its values: never leaves the room of the facts."""

    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    commented: list[str] = field(default_factory=list)
    error: str = ""


def read_dotenv(path: Path) -> Dotenv:
    """Parse a file; an unreadable file or line ends in ``error``, never in an exception."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return Dotenv(error=error.strerror or "cannot be read")
    except UnicodeDecodeError as error:
        return Dotenv(error=f"is not UTF-8 text (byte {error.start})")
    return parse_dotenv(text)


def parse_dotenv(text: str) -> Dotenv:
    """Parse the text of a file; stops at the first line that is not an assignment."""
    found = Dotenv()
    lines = text.replace("\r\n", "\n").split("\n")
    number = 0
    while number < len(lines):
        first = number
        line = lines[number]
        number += 1
        if not line.strip() or line.lstrip().startswith(COMMENTS):
            if match := COMMENTED.match(line):
                found.commented.append(match["name"])
            continue
        match = ASSIGNMENT.fullmatch(line)
        if match is None:
            found.error = f"line {first + 1} is not NAME=value"
            return found
        name, rest = match["name"], match["rest"]
        if rest[:1] in {'"', "'"}:
            while _end(rest) is None and number < len(lines):
                rest += "\n" + lines[number]
                number += 1
            if _end(rest) is None:
                found.error = f"line {first + 1} opens a quote that is never closed"
                return found
        value = _value(rest, found.values)
        if value is None:
            found.error = f"line {first + 1} has text after the closing quote"
            return found
        if name in found.values:
            found.repeated.append(name)
        found.values[name], found.lines[name] = value, first + 1
    return found


def _end(rest: str) -> int | None:
    """Where the quote that ``rest`` begins with is closed."""
    quote, at = rest[0], 1
    while at < len(rest):
        if rest[at] == "\\" and quote == '"':
            at += 1
        elif rest[at] == quote:
            return at
        at += 1
    return None


def _value(rest: str, known: dict[str, str]) -> str | None:
    """The value of an assignment; None when something follows its closing quote."""
    if rest[:1] not in {'"', "'"}:
        return _expand(re.split(r"\s#", rest, maxsplit=1)[0].strip(), known)
    end = _end(rest)
    assert end is not None
    after = rest[end + 1 :].strip()
    if after and not after.startswith("#"):
        return None
    inner = rest[1:end]
    if rest[0] == "'":
        return inner
    return _expand(re.sub(r"\\(.)", lambda m: ESCAPES.get(m[1], "\\" + m[1]), inner, flags=re.DOTALL), known)


def _expand(value: str, known: dict[str, str]) -> str:
    """Fill in ``${NAME}`` for the names set above."""
    return REFERENCE.sub(lambda match: known.get(match["name"], match[0]), value)
