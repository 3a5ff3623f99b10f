"""``go-no-go.html``: the page people read, print and sign. No script; complete without styles as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path

from markupsafe import Markup

from pytest_golive.compare import Change
from pytest_golive.finding import Outcome
from pytest_golive.reports import summary
from pytest_golive.reports.lines import OUTCOMES, Node, References, place, plain_list, said, whole
from pytest_golive.reports.markup import NOTHING, each, prose, tag
from pytest_golive.reports.words import in_utf8, moment, plural
from pytest_golive.verdict import Effect, JudgedLine, Verdict

STYLES = Path(__file__).parent / "styles"
#: Changed lines of one sort that are named.
CHANGES = 20
DEEPEST_HEADING = 6
BAR = 1000
GOOD, WORD, BAD, OPEN, GREY = "#11652f", "#0b4fbd", "#a81411", "#c98a12", "#b3bcc7"
#: Colour of each outcome in the bar; as attributes, so that they are there without styles.
FILLS = {
    Outcome.PASSED: GOOD,
    Outcome.ATTESTED: WORD,
    Outcome.FAILED: BAD,
    Outcome.ERROR: BAD,
    Outcome.UNVERIFIED: OPEN,
    Outcome.WAIVED: OPEN,
}
BLANK = Markup('<span class="gl-blank">______________________________</span>')


#: A heading: its checklist, and the headings down to it.
Heading = tuple[str, tuple[str, ...]]


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


@dataclass
class Page:
    """What is said of a verdict, as a page of its own or as a part of another one; its content is made once."""

    verdict: Verdict
    change: Change | None = None
    """What is different from an earlier verdict."""

    @cached_property
    def _content(self) -> bytes:
        # Piece by piece: as one text it would be there five times, with two bytes for each of its letters.
        return b"".join(map(in_utf8, _content(self.verdict, self.change)))

    def whole(self) -> tuple[bytes, ...]:
        """The page people read, print and sign; in UTF-8, in pieces."""
        verdict, footer = self.verdict, tag('<footer class="gl-footer">{}</footer>', _judged(self.verdict))
        title = (verdict.decision, verdict.target or "no target", verdict.phase.value, moment(verdict.as_of))
        skip = Markup('<a class="gl-skip" href="#gl-causes">Skip to what blocks</a>')
        head = tag(
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
            "<title>{}: {}, {}, {}</title>\n<style>\n{}\n{}\n</style>\n</head>\n<body>\n"
            '<div class="golive">\n{}\n',
            *title, _style("go-no-go.css"), _style("page.css"), skip,
        )  # fmt: skip
        return in_utf8(head), self._content, in_utf8(tag("\n{}\n</div>\n</body>\n</html>\n", footer))

    def fragment(self) -> str:
        """The same content for another page: one ``<div class="golive">`` with its own, scoped styles."""
        footer = tag('<div class="gl-footer">{}</div>', _judged(self.verdict))
        return tag(
            '<style>\n{}\n</style>\n<div class="golive">\n{}\n{}\n</div>\n',
            _style("go-no-go.css"), Markup(self._content.decode()), footer,  # noqa: S704 - it was escaped above
        )  # fmt: skip


@cache
def _style(name: str) -> Markup:
    return Markup((STYLES / name).read_text("utf-8"))  # noqa: S704 - a file of ours


def _content(verdict: Verdict, change: Change | None) -> Iterator[Markup]:
    """Banner and main part: the verdict, what to do first, what blocks; then everything else."""
    roots, anchors = _sections(verdict)
    mention = References(verdict, anchors)
    parts = (
        _first(verdict),
        _counts(verdict),
        _blockers(verdict, mention),
        _changes(change) if change else NOTHING,
        _listed(
            "conditions", "Conditions, to be accepted by those who sign", "",
            mention, summary.shown(verdict, Effect.CONDITION),
        ),
        _listed("notes", "Notes", "None of these blocks.", mention, summary.shown(verdict, Effect.NOTE)),
        _listed(
            "vouched", "On somebody's word", "No program looked at these; whoever signs relies on what is said here.",
            mention, summary.vouched(verdict),
        ),
        _warnings(verdict),
        _sign_off(summary.to_sign(verdict)),
        tag(
            '<nav class="gl-contents" aria-labelledby="gl-contents">\n'
            '<h2 id="gl-contents">Every line, by section</h2>\n{}\n</nav>',
            _contents(roots),
        ),
    )  # fmt: skip
    yield tag("{}\n<main>\n{}", _banner(verdict), each(filter(None, parts)))
    for root in roots:
        yield from _whole_section(root)
    yield Markup("\n</main>")


def _banner(verdict: Verdict) -> Markup:
    release = verdict.release
    dirty = Markup(" <strong>with uncommitted changes</strong>") if release.dirty else NOTHING
    unread = summary.unread(verdict)
    warned = tag("<p><strong>{}.</strong></p>\n", unread) if unread else NOTHING
    commit = tag(", commit <code>{}</code>{}", release.commit, dirty) if release.commit else NOTHING
    return tag(
        '<header class="gl-banner gl-{}">\n<h1><span class="gl-decision">{}</span> '
        '<span class="gl-target">{}</span></h1>\n<p>{}.</p>\n{}'
        '<p class="gl-when">Phase {}, as of {}{}</p>\n</header>',
        "go" if verdict.decision == "GO" else "no-go", verdict.decision, verdict.target or "no target",
        summary.headline(verdict), warned, verdict.phase.value, moment(verdict.as_of), commit,
    )  # fmt: skip


def _part(name: str, title: str, content: Markup) -> Markup:
    return tag('<section aria-labelledby="gl-{0}">\n<h2 id="gl-{0}">{1}</h2>\n{2}\n</section>', name, title, content)


def _first(verdict: Verdict) -> Markup:
    actions = summary.actions(verdict)
    if not actions:
        return NOTHING
    items = (
        tag('<li>{0} <a href="#gl-cause-{1}">(blocker {1}: {2})</a></li>', prose(cause.action), number, cause.title)
        for number, cause in actions
    )
    return _part("first", "Do this first", tag('<ol class="gl-first">\n{}\n</ol>', each(items)))


def _counts(verdict: Verdict) -> Markup:
    counts = summary.counted(verdict)
    bar = each(
        tag(
            '<rect class="gl-fill-{}" x="{}" y="0" width="{}" height="16" fill="{}" stroke="#fff" stroke-width="1">'
            "</rect>",
            *part,
        )
        for part in _bar(counts)
    )
    svg = tag(
        '<svg class="gl-bar" viewBox="0 0 1000 16" width="100%" height="16" preserveAspectRatio="none"'
        ' aria-hidden="true" focusable="false">\n{}\n</svg>\n',
        bar,
    )
    items = each(
        tag('<li class="gl-count"><span class="gl-number">{}</span> {}</li>', number, OUTCOMES[outcome])
        for outcome, number in counts
    )
    told = tag('{}<ul class="gl-counts">\n{}\n</ul>', svg if bar else NOTHING, items)
    return _part("counts", plural(verdict.counts.get("total", 0), "line"), told)


def _bar(counts: Sequence[tuple[Outcome, int]]) -> Iterator[tuple[str, float, float, str]]:
    """Outcome, start, width and colour of each part of the bar that shows the counts."""
    total = sum(number for _, number in counts) or 1
    start = 0.0
    for outcome, number in counts:
        width = number * BAR / total
        yield outcome.value, round(start, 2), round(width, 2), FILLS.get(outcome, GREY)
        start += width


def _blockers(verdict: Verdict, mention: References) -> Markup:
    causes = each(mention.cause(cause, number) for number, cause in enumerate(summary.causes(verdict), start=1))
    told = tag('<ol class="gl-causes">\n{}\n</ol>', causes) if causes else Markup("<p>Nothing blocks.</p>")
    # Where the link at the top of the page leads.
    title = Markup('<h2 id="gl-causes" tabindex="-1">What blocks</h2>')
    return tag('<section aria-labelledby="gl-causes">\n{}\n{}\n</section>', title, told)


def _changes(change: Change) -> Markup:
    sorts = (
        tag("<h3>{} ({})</h3>\n{}", title, len(lines), plain_list(_changed(lines)))
        for title, lines in summary.changed(change)
    )
    return _part("changes", "Changes", tag("<p>{}.</p>\n{}", summary.since(change), each(sorts)))


def _changed(lines: Sequence[JudgedLine]) -> Iterator[Markup]:
    for line in lines[:CHANGES]:
        why = "" if line.effect is Effect.OK else f": {summary.why(line)}"
        yield tag("{} {} {}{}", OUTCOMES[line.outcome], line.text, place(line), why)
    if len(lines) > CHANGES:
        yield tag("and {} more", len(lines) - CHANGES)


def _listed(name: str, title: str, told: str, mention: References, lines: Sequence[JudgedLine]) -> Markup:
    about = tag("<p>{}</p>\n", told) if told else NOTHING
    return _part(name, title, tag("{}{}", about, mention.listed(lines))) if lines else NOTHING


def _warnings(verdict: Verdict) -> Markup:
    items = [tag("<code>{}</code>: {}", one.id, one.reason) for one in verdict.warnings]
    return _part("warnings", "Warnings", plain_list(items)) if items else NOTHING


def _sign_off(roles: Sequence[str]) -> Markup:
    how = tag(
        "<p>{} must sign this verdict: on paper here, or with an SSH key,"
        " <code>golive sign --role ROLE --decision go|no-go</code>, which <code>golive verify</code> can check.</p>\n",
        plural(len(roles), "role"),
    )
    people = each(
        tag(
            '<li>\n<p class="gl-role">Role: {}</p>\n<p>Name: {}</p>\n<p>Decision: ☐ GO &nbsp; ☐ NO-GO</p>\n'
            "<p>Date: {}</p>\n<p>Signature: {}</p>\n</li>",
            tag("<strong>{}</strong>", role) if role else BLANK, BLANK, BLANK, BLANK,
        )
        for role in roles or ("", "", "")
    )  # fmt: skip
    return tag(
        '<section class="gl-sign" aria-labelledby="gl-sign">\n<h2 id="gl-sign">Sign-off</h2>\n'
        '{}<ul class="gl-people">\n{}\n</ul>\n</section>',
        how if roles else NOTHING, people,
    )  # fmt: skip


def _contents(sections: Iterable[Section]) -> Markup:
    return tag("<ul>\n{}\n</ul>", each(map(_entry, sections)))


def _entry(section: Section) -> Markup:
    bad = section.bad()
    blocks = tag(' <span class="gl-blocks">{} blocking</span>', bad) if bad else NOTHING
    inner = _contents(section.sections) if section.sections else NOTHING
    return tag('<li><a href="#{}">{}</a>{}\n{}\n</li>', section.anchor, section.title, blocks, inner)


def _whole_section(section: Section) -> Iterator[Markup]:
    title = (section.level, section.anchor, section.title)
    yield tag('\n<section class="gl-section">\n<h{0} id="{1}">{2}</h{0}>\n', *title)
    if section.nodes:
        yield Markup('<ul class="gl-lines">\n')
        yield from map(whole, section.nodes)
        yield Markup("</ul>\n")
    for one in section.sections:
        yield from _whole_section(one)
    yield Markup("</section>")


def _judged(verdict: Verdict) -> Markup:
    """What was judged, and by which version of this program."""
    terms = [*summary.about(verdict), ("Written by", _product())]
    for one in verdict.checklists:
        terms += [("Checklist", one.path), ("Lines in it", str(one.lines)), ("Its SHA-256", one.sha256)]
    return tag("\n<h2>What was judged</h2>\n<dl>\n{}\n</dl>\n", each(said(*term) for term in terms))


def _product() -> str:
    try:
        return f"pytest-golive {metadata.version('pytest-golive')}"
    except metadata.PackageNotFoundError:
        return "pytest-golive"


def _sections(verdict: Verdict) -> tuple[list[Section], dict[tuple[str, str], str]]:
    """The headings as a tree, one root for each checklist; and the anchor of each line."""
    roots: list[Section] = []
    anchors: dict[tuple[str, str], str] = {}
    sections: dict[Heading, Section] = {}
    nodes: dict[tuple[str, str], tuple[Section, Node]] = {}
    for number, line in enumerate(verdict.lines, start=1):
        section = _section(roots, sections, line)
        node = Node(line=line, anchor=f"gl-line-{number}")
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
