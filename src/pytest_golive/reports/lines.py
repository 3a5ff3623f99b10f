"""How one line of a checklist, and one cause of a NO-GO, look on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from pytest_golive.checklist.model import Severity
from pytest_golive.finding import Outcome, Table
from pytest_golive.reports import summary
from pytest_golive.reports.markup import NOTHING, each, prose, tag
from pytest_golive.reports.words import plural
from pytest_golive.verdict import Effect, JudgedLine, Verdict

#: Causes with more lines than this show them folded.
UNFOLDED = 8
#: Markup that is the same for many lines.
OUTCOMES = {
    one: tag(
        '<span class="gl-outcome gl-{}"><span aria-hidden="true">{}</span> {}</span>',
        one.value, summary.SYMBOLS[one], summary.word(one),
    )
    for one in Outcome
}  # fmt: skip
SEVERITIES = {one: tag('<span class="gl-severity gl-{0}">{0}</span>', one.value) for one in Severity}


@dataclass(kw_only=True)
class Node:
    """A line with the lines that belong to it."""

    line: JudgedLine
    anchor: str
    parts: list[Node] = field(default_factory=list)


def said(label: str, what: object) -> Markup:
    """A term and what is said about it; nothing when that is empty."""
    return tag("<div><dt>{}</dt> <dd>{}</dd></div>", label, prose(str(what))) if what else NOTHING


class References:
    """Mentions lines by links to where the page tells all about them."""

    def __init__(self, verdict: Verdict, anchors: Mapping[tuple[str, str], str]) -> None:
        self._anchors = anchors
        self._group_of = summary.group_texts(verdict)

    def to(self, line: JudgedLine) -> Markup:
        """The link to a line."""
        group = self._group_of(line)
        of = tag(' <span class="gl-dim">of “{}”</span>', group) if group else NOTHING
        return tag('<a href="#{}">{}</a>{} {}', self._anchors[line.checklist, line.id], line.text, of, place(line))

    def listed(self, lines: Iterable[JudgedLine]) -> Markup:
        """A list of lines, each with its answer and why."""
        return plain_list(
            tag("{} {} {}: {}", OUTCOMES[one.outcome], SEVERITIES[one.severity], self.to(one), summary.why(one))
            for one in lines
        )

    def cause(self, cause: summary.Cause, number: int) -> Markup:
        """One blocker: what was expected and seen, what to do first, and every line it touches."""
        count = len(cause.lines)
        title = tag("{} {}", SEVERITIES[cause.severity], cause.title) if cause.severity else tag("{}", cause.title)
        many = tag(' <span class="gl-dim">({})</span>', plural(count, "line")) if count > 1 else NOTHING
        told = said("Expected", cause.expected) + said("Seen", cause.observed) + said("Do this first", cause.action)
        is_partly = cause.kind == "partly"
        lines = plain_list(
            tag(
                "{}{}{}",
                tag("{} ", SEVERITIES[one.severity]) if summary.other_severity(cause, one) else NOTHING,
                self.to(one),
                f": {one.reason}" if is_partly else "",
            )
            for one in cause.lines
        )
        if count > UNFOLDED:
            lines = tag("<details><summary>The {} lines this blocks</summary>\n{}\n</details>", count, lines)
        return tag(
            '<li class="gl-cause" id="gl-cause-{}">\n<h3>{}{}</h3>\n<dl>{}</dl>\n{}\n</li>',
            number, title, many, told, lines if count else NOTHING,
        )  # fmt: skip


def place(line: JudgedLine) -> Markup:
    """Where a line stands."""
    return tag('<span class="gl-dim">({})</span>', line.place)


def plain_list(items: Iterable[Markup]) -> Markup:
    """A list without marks."""
    return tag('<ul class="gl-plain">\n{}\n</ul>', each(tag("<li>{}</li>", one) for one in items))


def whole(node: Node) -> Markup:
    """All about one line and the lines that belong to it."""
    line = node.line
    optional = Markup(' <span class="gl-dim">optional</span>') if line.optional else NOTHING
    blocks = Markup(' <span class="gl-blocks">blocks</span>') if line.effect is Effect.BLOCKS else NOTHING
    parts = tag('<ul class="gl-lines">\n{}</ul>\n', each(map(whole, node.parts), between="")) if node.parts else NOTHING
    return tag(
        '<li class="gl-line gl-is-{}" id="{}">\n<p class="gl-head">{} <strong>{}</strong> {}{}{}'
        ' <span class="gl-dim">line {}</span></p>\n{}{}{}</li>\n',
        line.effect.value, node.anchor, OUTCOMES[line.outcome], line.text, SEVERITIES[line.severity], optional, blocks,
        line.line, _answer(line), _evidence(line), parts,
    )  # fmt: skip


def _is_brief(line: JudgedLine) -> bool:
    return bool(line.follows) or line.effect is Effect.OK


def _answer(line: JudgedLine) -> Markup:
    """What was expected and seen, and what to do."""
    parts = (
        NOTHING if _is_brief(line) else said("Expected", line.expected),
        said("Seen", line.observed),
        said("Why", line.reason),
        said("Nobody looked at", " ".join(line.leftover)),
        NOTHING if line.follows else said("Do this", line.remedy),
    )
    told = each(parts, between="")
    return tag("<dl>{}</dl>\n", told) if told else NOTHING


def _evidence(line: JudgedLine) -> Markup:
    """What was looked at, folded."""
    if not (line.evidence or line.checks):
        return NOTHING
    number = f" ({len(line.evidence)})" if line.evidence else ""
    parts = [tag("<p>Expected: {}</p>", prose(line.expected))] if _is_brief(line) and line.expected else []
    if line.evidence:
        parts.append(tag("<ul>\n{}\n</ul>", each(tag("<li>{}</li>", one) for one in line.evidence)))
    parts += map(_table, line.tables)
    if line.checks:
        names = each((tag("<code>{}</code>", one) for one in line.checks), between=", ")
        parts.append(tag("<p>Looked at by {}.</p>", names))
    return tag("<details><summary>Evidence{}</summary>\n{}\n</details>\n", number, each(parts))


def _table(table: Table) -> Markup:
    head = each((tag('<th scope="col">{}</th>', cell) for cell in table.head), between="")
    rows = each(tag("<tr>{}</tr>", each(_cells(row), between="")) for row in table.rows)
    return tag(
        '<div class="gl-table" role="region" aria-label="{0}" tabindex="0"><table>\n<caption>{0}</caption>\n'
        "<thead><tr>{1}</tr></thead>\n<tbody>\n{2}\n</tbody>\n</table></div>",
        table.title, head, rows,
    )  # fmt: skip


def _cells(row: Iterable[str]) -> Iterable[Markup]:
    return (tag("<td>{}</td>" if at else '<th scope="row">{}</th>', cell) for at, cell in enumerate(row))
