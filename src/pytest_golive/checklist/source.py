"""BYTES → TEXT: the encodings a team's editor may have used, and where the markdown starts."""

from __future__ import annotations

import codecs
import re

from pytest_golive.errors import ChecklistError
from pytest_golive.patterns import lazily

_BOMS = (
    # UTF-32-LE begins with the bytes of UTF-16-LE, so the longer ones are tried first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEWLINE = lazily(r"\r\n?|\n")
_FRONT_MATTER_LINE = lazily(r"[\w.-]+\s*:(\s|$)|\s+\S|- |$")
_BOX = lazily(r"\[[ xX]\]")


def decode(raw: bytes, path: str) -> tuple[str, bytes, str]:
    """The text of a checklist file without its byte order mark, that mark, and the encoding."""
    bom, encoding = next(((bom, name) for bom, name in _BOMS if raw.startswith(bom)), (b"", "utf-8"))
    try:
        return raw[len(bom) :].decode(encoding), bom, encoding
    except UnicodeDecodeError as error:
        offset = len(bom) + error.start
        line = len(_NEWLINE.findall(raw[len(bom) : offset].decode(encoding, "replace"))) + 1
        raise ChecklistError(
            f"{path}:{line}: the byte at offset {offset} is not {encoding.upper()}; save it as UTF-8"
        ) from error


def split_lines(text: str) -> list[str]:
    """The lines of ``text`` with their line ends, counted as Markdown counts them.

    ``str.splitlines`` also splits at form feeds and U+2028, which Markdown does not.
    """
    lines: list[str] = []
    start = 0
    for match in _NEWLINE.finditer(text):
        lines.append(text[start : match.end()])
        start = match.end()
    if start < len(text):
        lines.append(text[start:])
    return lines


def without_front_matter(text: str) -> str:
    """``text`` with a leading YAML block blanked out, every other line keeping its number.

    A document may also *begin with a ruler*; only a block that is YAML through and through and holds no
    box is taken for front matter, because a line lost here would be a line nobody checks.
    """
    if not text.startswith("---"):
        return text
    lines = split_lines(text)
    if lines[0].strip() != "---" or len(lines) < 3 or not re.match(r"[\w.-]+\s*:", lines[1]):
        return text
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() in {"---", "..."}:
            return "\n" * (index + 1) + "".join(lines[index + 1 :])
        if not _FRONT_MATTER_LINE.match(line.rstrip("\r\n")) or _BOX.search(line):
            return text
    return text
