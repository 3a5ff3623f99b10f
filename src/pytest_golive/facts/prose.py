"""What a document is made of, and the few questions that every check about documents asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import PurePosixPath

from pytest_golive.data import dataclass

#: Words that stand where somebody meant to write something.
LEFT = re.compile(
    r"\b(?:TODO|TBD|TBA|FIXME|XXX+)\b|(?i:lorem ipsum|\bcoming soon\b|\{\{ ?cookiecutter"
    r"|\b(?:your|my)[-_]?(?:domain|site|company|app)\b(?:\.\w+)?)|\bYour Company(?: Name)?\b"
    r"|(?i:\[(?:your |insert |enter )?(?:company )?(?:name|contact|location|date|phone|e-?mail|address|url|role|time)"
    r"[^\]]{0,60}\])|_{4,}|(?i:<(?:your|my|insert)\b[^>]*>)"
)
#: Something in angle brackets, to be filled in.
SLOT = re.compile(r"<[A-Za-z][\w .-]*>")
#: What nobody can know before the day: it may stay in angle brackets.
CHOSEN = re.compile(
    r"commit|tag|version|release|sha|hash|time|date|day|revision|backup|dump|number|\bid\b", re.IGNORECASE
)
NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|sixty|ninety"
#: A length of time: ``4 hours``, ``thirty days``.
PERIOD = re.compile(
    rf"(?:\d+|\b(?:{NUMBERS}))[ -]?(?:s|sec(?:ond)?s?|min(?:ute)?s?|h|hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
#: A day in figures, which is no phone number.
DAY = re.compile(r"(?<![\d+-])(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)(?![\d-])")
#: Somebody who does or may do something.
WHO = re.compile(
    r"\b(?:owner|responsible|lead|manager|team|on-?call|engineer|operator|admin\w*|developer|dba)\b"
    r"|(?-i:\bby [A-Z])|\bonly (?:[\w-]+ ){1,4}may\b|(?<!\w)@\w|@[\w-]+\.\w(?![\w.-]*:\S)",
    re.IGNORECASE,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})"
    r"|(?:(?P<d3>\d{1,2})(?:st|nd|rd|th)?\.? )?(?P<name>[A-Z][a-z]{2})[a-z]*\.? (?:(?P<d4>\d{1,2})(?:st|nd|rd|th)?,? )?"
    r"(?P<y3>\d{4})"
)


@dataclass(frozen=True, kw_only=True)
class Reference:
    """Something that a document points to."""

    target: str
    kind: str
    """link, image or path (a file named in code)."""
    line: int
    found: bool | None = None
    """Whether the file is there; None for a web address."""

    @property
    def is_web(self) -> bool:
        """Whether it is a web address."""
        return self.target.startswith(("http://", "https://"))


@dataclass(frozen=True, kw_only=True)
class Block:
    """One paragraph, list item, table row, code block or heading."""

    kind: str
    """heading, text, item, step (of a numbered list), head or row (cells with `` | `` between them) or code."""
    text: str
    """Without markup."""
    line: int
    level: int = 0
    """Of a heading, or how deep a list item lies."""
    language: str = ""
    """Of a code block."""
    code: tuple[str, ...] = ()
    """Spans of code in a text, or the command lines of a code block."""
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and all below it, or a whole document."""

    path: str
    heading: str
    line: int
    level: int
    blocks: tuple[Block, ...]

    @property
    def where(self) -> str:
        """The file and its heading, for people."""
        return f"{self.path}, “{self.heading}”" if self.level else self.path

    @property
    def body(self) -> tuple[Block, ...]:
        """What stands below its own heading."""
        return tuple(block for block in self.blocks if block.kind != "heading" or block.line != self.line)

    @property
    def text(self) -> str:
        """All of its words."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def words(self) -> int:
        """How many words stand below its headings."""
        return sum(len(block.text.split()) for block in self.blocks if block.kind != "heading")

    @property
    def lines(self) -> int:
        """How many lines, items, rows and lines of code it has."""
        return sum(len(block.text.splitlines()) for block in self.body)

    @property
    def commands(self) -> tuple[str, ...]:
        """Every command line and span of code."""
        return tuple(line for block in self.blocks for line in block.code)

    @property
    def steps(self) -> int:
        """Numbered steps, or command lines when there are more of them."""
        return max(
            sum(block.kind == "step" for block in self.blocks),
            sum(len(block.code) for block in self.blocks if block.kind == "code"),
        )

    @property
    def references(self) -> tuple[Reference, ...]:
        """Everything it points to."""
        return tuple(one for block in self.blocks for one in block.references)

    @property
    def dead(self) -> tuple[str, ...]:
        """Files that it names and that are not there."""
        gone = {one.target: one.line for one in self.references if one.found is False}
        return tuple(f"{target} ({self.path} line {line})" for target, line in gone.items())

    def statements(self) -> Iterator[str]:
        """Each block with the heading it stands under."""
        heading = self.heading
        for block in self.blocks:
            heading = block.text if block.kind == "heading" else heading
            if block.kind != "heading":
                yield f"{heading}: {block.text}"

    def says(self, *patterns: str) -> bool:
        """Whether one block, with its heading, holds a match of every pattern (any case)."""
        return any(all(re.search(one, said, re.IGNORECASE) for one in patterns) for said in self.statements())

    def parts(self) -> tuple[Section, ...]:
        """Its deepest headings, each with what is below; without any, its list items or rows with what follows."""
        heads = [block for block in self.body if block.kind == "heading"]
        marks = heads or [one for one in self.body if one.kind in {"item", "step", "row"} and one.level <= 1]
        starts = {block.line for block in marks}
        found: list[list[Block]] = []
        for block in self.body:
            if block.line in starts and block.kind in {mark.kind for mark in marks}:
                found.append([block])
            elif found:
                found[-1].append(block)
        return tuple(
            Section(path=self.path, heading=some[0].text, line=some[0].line, level=self.level + 1, blocks=tuple(some))
            for some in found
        )

    def left_over(self, *, slots: bool = False) -> tuple[str, ...]:
        """Placeholders that nobody filled in, with their place.

        ``slots``: of those in brackets all that are known beforehand, ``<…>`` too, and no other.
        """
        found = []
        for block in self.blocks:
            marks = [one[0] for one in LEFT.finditer(block.text)]
            if slots:
                marks = [one for one in marks if one[0] != "[" or not CHOSEN.search(one)]
                marks += [one[0] for one in SLOT.finditer(block.text) if not CHOSEN.search(one[0])]
            found += [f"{mark!r} ({self.path} line {block.line})" for mark in dict.fromkeys(marks)]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, kw_only=True)
class Document:
    """One of the team's documents."""

    path: str
    """Relative to ``[docs] dir``."""
    blocks: tuple[Block, ...]
    changed: datetime | None = None
    """When it was last committed; None when git does not say."""
    is_checklist: bool = False

    @cached_property
    def whole(self) -> Section:
        """All of it."""
        first = next((block.text for block in self.blocks if block.kind == "heading"), PurePosixPath(self.path).name)
        return Section(path=self.path, heading=first, line=0, level=0, blocks=self.blocks)

    def sections(self) -> Iterator[Section]:
        """Every heading with all below it."""
        for at, head in enumerate(self.blocks):
            if head.kind == "heading":
                rest = self.blocks[at + 1 :]
                end = next((n for n, one in enumerate(rest) if one.kind == "heading" and one.level <= head.level), None)
                blocks = (head, *rest[:end])
                yield Section(path=self.path, heading=head.text, line=head.line, level=head.level, blocks=blocks)


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture, or the source of one."""

    path: str
    kind: str
    """image, mermaid, plantuml, drawio, dbml or dot."""
    size: int
    text: str = ""
    """What is written in it, when it can be read."""
    problem: str = ""
    """Why it does not open."""
    changed: datetime | None = None
    line: int = 0
    """Where it stands in a document; 0: it is a file of its own."""


@dataclass(frozen=True, kw_only=True)
class Documents:
    """What the team has written down, and what of its repository the documents are compared with."""

    root: str
    documents: tuple[Document, ...]
    drawings: tuple[Drawing, ...] = ()
    services: Mapping[str, str]
    """By name of a service: the compose file, Procfile or unit that declares it."""
    infrastructure: Mapping[str, datetime]
    """When compose, unit and proxy files were last committed."""
    last_release: datetime | None = None
    """Of the last tag before the commit that is judged."""

    def get(self, path: str) -> Document | None:
        """The document of that path."""
        return next((one for one in self.documents if one.path == path), None)

    @property
    def names(self) -> str:
        """Where was looked, for people."""
        named = [one.path for one in self.documents if not one.is_checklist]
        return ", ".join(named[:6]) + (f" and {len(named) - 6} more" if len(named) > 6 else "")


def about(documents: Documents, topic: str, place: str = "", *, checklists: bool = False) -> Section | None:
    """What the documents have about a topic: at the declared place, else the longest document or section named so.

    Args:
        topic: pattern that a heading or the name of a file matches.
        place: ``path`` or ``path#heading``, as declared.
        checklists: whether a section of a checklist may be it.
    """
    if place:
        path, _, heading = place.partition("#")
        document = documents.get(path)
        sections = document.sections() if document else iter(())
        return next((one for one in sections if slug(one.heading) == slug(heading)), None) if heading else (
            document.whole if document else None
        )  # fmt: skip
    wanted = re.compile(topic, re.IGNORECASE)
    found: list[Section] = []
    for document in documents.documents:
        if document.is_checklist and not checklists:
            continue
        stem = re.sub(r"[-_.]+", " ", PurePosixPath(document.path).stem)
        if wanted.search(stem) and not document.is_checklist:
            found.append(document.whole)
        else:
            found += [one for one in document.sections() if wanted.search(one.heading)]
    return max(found, key=lambda one: one.words, default=None)


def slug(heading: str) -> str:
    """A heading as links name it."""
    return re.sub(r"[^\w-]+", "-", heading.strip().lower()).strip("-")


def dates(text: str) -> list[date]:
    """Every date in a text, however it is written; one that is none is left out."""
    found = []
    for one in DATE.finditer(text):
        year = one["y"] or one["y2"] or one["y3"]
        month = one["m"] or one["m2"] or str(MONTHS.index(one["name"].lower()) + 1 if _is_month(one["name"]) else 0)
        day = one["d"] or one["d2"] or one["d3"] or one["d4"] or "1"
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return found


def missing_names(names: Iterable[str], text: str) -> list[str]:
    """Those of ``names`` that are not words of the text (any case; dashes, underscores and blanks are alike)."""
    plain = _plain(text)
    return [name for name in names if not re.search(rf"(?<!\w){re.escape(_plain(name))}s?(?!\w)", plain)]


def _plain(text: str) -> str:
    return re.sub(r"[-_\s]+", " ", text.lower())


def _is_month(name: str | None) -> bool:
    return (name or "").lower() in MONTHS
