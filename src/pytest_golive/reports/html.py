"""``go-no-go.html``: the page people read, print and sign. No script; complete without styles as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pytest_golive.compare import Change
from pytest_golive.finding import Outcome
from pytest_golive.reports import summary
from pytest_golive.reports.words import moment, plural, visible
from pytest_golive.verdict import Effect, JudgedLine, Verdict

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
#: Causes with more lines than this show them folded.
UNFOLDED = 8
#: Changed lines of one sort that are named.
CHANGES = 20
DEEPEST_HEADING = 6
BAR = 1000
GOOD, BAD, OPEN, GREY = "#11652f", "#a81411", "#c98a12", "#b3bcc7"
#: Colour of each outcome in the bar; as attributes, so that they are there without styles.
FILLS = {
    Outcome.PASSED: GOOD,
    Outcome.ATTESTED: GOOD,
    Outcome.FAILED: BAD,
    Outcome.ERROR: BAD,
    Outcome.UNVERIFIED: OPEN,
    Outcome.WAIVED: OPEN,
}


#: A heading: its checklist, and the headings down to it.
Heading = tuple[str, tuple[str, ...]]


@dataclass(kw_only=True)
class Node:
    """A line with the lines that belong to it."""

    line: JudgedLine
    anchor: str
    parts: list[Node] = field(default_factory=list)


@dataclass(kw_only=True)
class Section:
    """A heading of the checklist, with what stands below it."""

    title: str
    anchor: str
    level: int
    nodes: list[Node] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def bad(self) -> int:
        """Number of lines in it that block."""
        own = sum(node.line.effect is Effect.BLOCKS for node in _all(self.nodes))
        return own + sum(section.bad() for section in self.sections)


def render(verdict: Verdict, change: Change | None = None) -> str:
    """The whole page."""
    return _environment().get_template("go-no-go.html.j2").render(_view(verdict, change, embedded=False))


def fragment(verdict: Verdict, change: Change | None = None) -> str:
    """The same content for another page: one ``<div class="golive">`` with its own, scoped styles."""
    return _environment().get_template("embedded.html.j2").render(_view(verdict, change, embedded=True))


def warm_up() -> None:
    """Load and compile the templates."""
    environment = _environment()
    for name in environment.list_templates():
        environment.get_template(name)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        # Every text passes here, so no control character of a checklist or server can reach the page.
        finalize=lambda value: visible(value, lines=True) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["word"] = summary.word
    environment.filters["plural"] = plural
    environment.filters["prose"] = _prose
    environment.globals.update(symbols=summary.SYMBOLS, Effect=Effect, why=summary.why)
    return environment


def _view(verdict: Verdict, change: Change | None, *, embedded: bool) -> dict[str, Any]:
    """Everything the template shows; it only loops and prints."""
    roots, anchors = _sections(verdict)
    return {
        "embedded": embedded,
        "verdict": verdict,
        "headline": summary.headline(verdict),
        "causes": summary.causes(verdict),
        "unfolded": UNFOLDED,
        "actions": summary.actions(verdict),
        "change": summary.since(change) if change else "",
        "changed": summary.changed(change) if change else (),
        "most": CHANGES,
        "counts": summary.counted(verdict),
        "bar": list(_bar(verdict)),
        "about": [*summary.about(verdict), ("Written by", _product())],
        "conditions": summary.shown(verdict, Effect.CONDITION),
        "vouched": summary.vouched(verdict),
        "notes": summary.shown(verdict, Effect.NOTE),
        "sections": roots,
        "anchor": lambda line: anchors[line.checklist, line.id],
        "group": summary.group_texts(verdict),
        "to_sign": summary.to_sign(verdict),
        "as_of": moment(verdict.as_of),
    }


def _prose(text: str) -> Markup:
    """``text`` escaped, with what stands between backticks as code."""
    from markupsafe import Markup, escape

    parts = visible(str(text), lines=True).split("`")
    if len(parts) % 2 == 0:
        return escape("`".join(parts))
    tag = Markup("<code>%s</code>")
    return Markup("").join(tag % part if place % 2 else escape(part) for place, part in enumerate(parts))


def _product() -> str:
    try:
        return f"pytest-golive {metadata.version('pytest-golive')}"
    except metadata.PackageNotFoundError:
        return "pytest-golive"


def _bar(verdict: Verdict) -> Iterator[tuple[str, str, float, float]]:
    """Outcome, colour, start and width of each part of the bar that shows the counts."""
    counts = summary.counted(verdict)
    total = sum(number for _, number in counts) or 1
    start = 0.0
    for outcome, number in counts:
        width = number * BAR / total
        yield outcome.value, FILLS.get(outcome, GREY), round(start, 2), round(width, 2)
        start += width


def _sections(verdict: Verdict) -> tuple[list[Section], dict[tuple[str, str], str]]:
    """The headings as a tree, one root for each checklist; and the anchor of each line."""
    roots: list[Section] = []
    anchors: dict[tuple[str, str], str] = {}
    sections: dict[Heading, Section] = {}
    nodes: dict[tuple[str, str], tuple[Section, Node]] = {}
    for place, line in enumerate(verdict.lines, start=1):
        section = _section(roots, sections, line)
        node = Node(line=line, anchor=f"gl-line-{place}")
        anchors[line.checklist, line.id] = node.anchor
        home, above = nodes.get((line.checklist, line.parent), (None, None))
        # A heading with a box may have its parts under deeper headings: they stay there.
        target = above.parts if above is not None and home is section else section.nodes
        target.append(node)
        nodes[line.checklist, line.id] = section, node
    return roots, anchors


def _section(roots: list[Section], known: dict[Heading, Section], line: JudgedLine) -> Section:
    """The section of ``line``, made with all sections above it when it is new."""
    siblings, section = roots, None
    for depth in range(len(line.section) + 1):
        key = line.checklist, line.section[:depth]
        section = known.get(key)
        if section is None:
            title = line.section[depth - 1] if depth else line.checklist
            level = min(3 + depth, DEEPEST_HEADING)
            section = known[key] = Section(title=title, anchor=f"gl-section-{len(known) + 1}", level=level)
            siblings.append(section)
        siblings = section.sections
    assert section is not None
    return section


def _all(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node.parts)
