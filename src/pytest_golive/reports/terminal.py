"""The verdict on a terminal: what blocks, why, what to do first; then everything else in few words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from pytest_golive.compare import Change
from pytest_golive.finding import Outcome
from pytest_golive.judged import OWN_TESTS
from pytest_golive.reports import summary
from pytest_golive.reports.words import cells, cut, cut_at_word, duration, for_terminal, plural, wrap
from pytest_golive.verdict import Effect, JudgedLine, Verdict

Group = Callable[[JudgedLine], str]
Style = Literal["good", "bad", "warn", "dim", "bold", ""]

#: The report that has everything, named where something is left out here.
PAGE = "go-no-go.html"
LINES_PER_CAUSE = 5
NOTES = 10
CHANGES = 5


class Row(NamedTuple):
    """One row of the terminal; never wider than it."""

    text: str
    style: Style = ""


def render(
    verdict: Verdict,
    *,
    width: int,
    encoding: str = "utf-8",
    reports: Sequence[str] = (),
    change: Change | None = None,
) -> list[Row]:
    """The verdict as rows of at most ``width`` cells.

    Args:
        encoding: of the terminal; characters it does not have are replaced.
        reports: where the reports were written.
        change: what is different from an earlier verdict.
    """
    screen = _Screen(width=max(width, 1), encoding=encoding)
    return [
        *_banner(screen, verdict, summary.headline(verdict)),
        *_blockers(screen, verdict),
        *_listed(screen, verdict, "CONDITIONS, to be accepted by those who sign", Effect.CONDITION, "warn"),
        *_listed(screen, verdict, "NOTES", Effect.NOTE, "dim", most=NOTES),
        *_vouched(screen, verdict),
        *_warnings(screen, verdict),
        *_changes(screen, change),
        *_first(screen, verdict),
        *_about(screen, verdict, reports),
    ]


def render_part(
    verdict: Verdict, part: str, *, width: int, encoding: str = "utf-8", reports: Sequence[str] = ()
) -> list[Row]:
    """What a run of a part says of the lines it asked.

    Args:
        verdict: about these lines alone.
        part: what narrowed the run.
    """
    screen = _Screen(width=max(width, 1), encoding=encoding)
    good = [line for line in verdict.lines if line.effect is Effect.OK and not line.record_counts]
    return [
        *_banner(screen, verdict, f"{part}; the whole answers GO or NO-GO"),
        *_blockers(screen, verdict),
        *_listed(screen, verdict, "CONDITIONS", Effect.CONDITION, "warn"),
        *_listed(screen, verdict, "NOTES", Effect.NOTE, "dim"),
        *_lines(screen, good, "GOOD", "good", None),
        *_vouched(screen, verdict),
        *_warnings(screen, verdict),
        *_about(screen, verdict, reports),
    ]


def progress(settled: int, total: int, seconds: float, current: Sequence[str], width: int) -> str:
    """One row about looking that is under way: ``looking: 3 of 9 seen, 1.2 s: certificate, home_page``."""
    text = f"looking: {settled} of {total} seen, {duration(seconds)}"
    if current:
        text += f": {', '.join(current)}"
    return cut(for_terminal(text, "utf-8"), max(width, 0), end="...")


class _Screen(NamedTuple):
    width: int
    encoding: str

    def clean(self, text: str) -> str:
        return for_terminal(text, self.encoding)

    def can(self, text: str) -> bool:
        return self.clean(text) == text

    def rows(self, text: str, style: Style = "", *, first: str = "", rest: str | None = None) -> Iterator[Row]:
        rest = " " * cells(first) if rest is None else rest
        for row in wrap(self.clean(text), self.width, first=first, rest=rest):
            yield Row(row, style)

    def labelled(self, label: str, text: str, style: Style = "") -> Iterator[Row]:
        """``      expected: text`` with the text hanging under itself."""
        if text:
            yield from self.rows(f"{label} {text}", style, first=" " * 6, rest=" " * 8)


def _banner(screen: _Screen, verdict: Verdict, headline: str) -> Iterator[Row]:
    style: Style = "good" if verdict.decision == "GO" else "bad"
    corners = "╭─╮│╰╯" if screen.can("╭─╮│╰╯") else "+-+|++"
    if screen.width < 16:
        yield from screen.rows(f"{verdict.decision}: {headline}", style)
        return
    inner = screen.width - 4
    phase = f"{verdict.decision}  {verdict.target or 'no target'} · {verdict.phase}"
    yield Row(corners[0] + corners[1] * (inner + 2) + corners[2], style)
    unread = summary.unread(verdict)
    for text in (phase, headline, *([f"! {unread}"] if unread else [])):
        for row in wrap(screen.clean(text), inner):
            yield Row(f"{corners[3]} {row}{' ' * (inner - cells(row))} {corners[3]}", style)
    yield Row(corners[4] + corners[1] * (inner + 2) + corners[5], style)


def _blockers(screen: _Screen, verdict: Verdict) -> Iterator[Row]:
    causes = summary.causes(verdict)
    if not causes:
        return
    yield Row("")
    yield from screen.rows("BLOCKERS", "bold")
    group = summary.group_texts(verdict)
    for number, cause in enumerate(causes, start=1):
        yield from _cause(screen, group, number, cause)


def _cause(screen: _Screen, group: Group, number: int, cause: summary.Cause) -> Iterator[Row]:
    severity = f"{cause.severity}: " if cause.severity else ""
    many = f" ({plural(len(cause.lines), 'line')})" if len(cause.lines) > 1 else ""
    yield from screen.rows(f"{severity}{cause.title}{many}", "bad", first=f"{number:3}. ", rest=" " * 5)
    for line in cause.lines[:LINES_PER_CAUSE]:
        yield from _where(screen, group(line), cause, line)
    left = len(cause.lines) - LINES_PER_CAUSE
    if left > 0:
        yield from screen.rows(f"… and {left} more in {PAGE}", "dim", first=" " * 6)
    yield from screen.labelled("expected:", cause.expected)
    yield from screen.labelled("seen:", cause.observed)
    yield from screen.labelled("do this first:", cause.action, "bold")


def _where(screen: _Screen, group: str, cause: summary.Cause, line: JudgedLine) -> Iterator[Row]:
    """File and number of a line, with what the cause's title does not say already."""
    weight = summary.other_severity(cause, line)
    text = f" {weight}:" if weight else ""
    text += "" if cause.title == line.text else f" {line.text}"
    text += f" (of “{group}”)" if group else ""
    text += f": {line.reason}" if cause.kind == "partly" else ""
    yield from screen.rows(f"{line.place}{text}", "dim", first=" " * 6, rest=" " * 8)


def _listed(
    screen: _Screen, verdict: Verdict, title: str, effect: Effect, style: Style, most: int | None = None
) -> Iterator[Row]:
    yield from _lines(screen, summary.shown(verdict, effect), title, style, most)


def _vouched(screen: _Screen, verdict: Verdict) -> Iterator[Row]:
    """Lines that are good because a person says so: those who sign rely on it."""
    yield from _lines(screen, summary.vouched(verdict), "ON SOMEBODY'S WORD", "", NOTES)


def _warnings(screen: _Screen, verdict: Verdict) -> Iterator[Row]:
    if verdict.warnings:
        yield Row("")
        yield from screen.rows(f"WARNINGS ({len(verdict.warnings)})", "bold")
    for warning in verdict.warnings:
        yield from screen.rows(f"{warning.id}: {warning.reason}", "warn", first="  ", rest="      ")


def _changes(screen: _Screen, change: Change | None) -> Iterator[Row]:
    if change is None:
        return
    yield Row("")
    yield from screen.rows("CHANGES", "bold")
    yield from screen.rows(summary.since(change), first="  ", rest="      ")
    for title, lines in summary.changed(change):
        for line in lines[:CHANGES]:
            told = "" if line.effect is Effect.OK else f": {summary.why(line)}"
            text = f"{title.lower()}: {line.place} {line.text}{told}"
            yield from screen.rows(text, "dim", first="  ", rest="      ")
        if len(lines) > CHANGES:
            yield from screen.rows(f"… and {len(lines) - CHANGES} more {title.lower()}", "dim", first="  ")


def _lines(screen: _Screen, lines: Sequence[JudgedLine], title: str, style: Style, most: int | None) -> Iterator[Row]:
    if not lines:
        return
    yield Row("")
    yield from screen.rows(f"{title} ({len(lines)})", "bold")
    for line in lines[:most]:
        word, said = summary.word(line.outcome), summary.why(line)
        # The sentence of a record begins with its outcome.
        told = said if line.record_counts or said == word else f"{word}, {said}"
        text = f"{line.place} {line.text}: {told}"
        yield from screen.rows(text, style, first="  ", rest="      ")
    left = len(lines) - len(lines[:most])
    if left:
        yield from screen.rows(f"… and {left} more in {PAGE}", "dim", first="  ")


def _first(screen: _Screen, verdict: Verdict) -> Iterator[Row]:
    actions = summary.actions(verdict)
    if not actions:
        return
    yield Row("")
    yield from screen.rows("DO THIS FIRST", "bold")
    for place, (number, cause) in enumerate(actions, start=1):
        for_what = f" (blocker {number}: {cut_at_word(screen.clean(cause.title), 60)})"
        yield from screen.rows(cause.action + for_what, "", first=f"{place:3}. ", rest=" " * 5)


def _about(screen: _Screen, verdict: Verdict, reports: Sequence[str]) -> Iterator[Row]:
    yield Row("")
    yield from screen.rows(counts(verdict), "bold")
    if others := [*_counted_otherwise(verdict)]:
        yield from screen.rows(f"pytest counts what it ran: {', '.join(others)}", "dim", first="  ", rest="      ")
    for label, text in summary.about(verdict):
        yield from screen.rows(f"{label.lower()}: {text}", first="  ", rest="      ")
    for report in reports:
        yield from screen.rows(f"report: {report}", first="  ", rest="      ")


def _counted_otherwise(verdict: Verdict) -> Iterator[str]:
    """Why pytest's own last line has other numbers."""
    lines = [line for line in verdict.lines if line.checklist != OWN_TESTS]
    if any("::" in check for line in lines for check in line.checks):
        yield "each test that answers a line"
    if any(line.is_group for line in lines):
        yield "no line that its parts answer"
    if any(line.outcome is Outcome.NOT_DUE for line in lines):
        yield "none that is not due"


def counts(verdict: Verdict) -> str:
    """``61 lines: 42 passed · 2 failed · 17 not due``; the numbers add up."""
    parts = [f"{number} {summary.word(outcome)}" for outcome, number in summary.counted(verdict)]
    return f"{plural(verdict.counts.get('total', 0), 'line')}: {' · '.join(parts) or 'none'}"
