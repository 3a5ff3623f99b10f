"""``summary.md``: the verdict in few words, for a pull request's comment or the summary of a CI step.

GitHub renders it, so every text that is not ours is escaped until it shows as itself: it makes no markup, links
nothing and calls nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pytest_golive.checklist.model import Kind
from pytest_golive.compare import Change
from pytest_golive.reports import summary
from pytest_golive.reports.words import moment, plural, visible
from pytest_golive.verdict import Effect, JudgedLine, Verdict

#: A comment on GitHub holds 65,536 characters.
LIMIT = 60_000
#: Characters of one text; the smaller ones are for texts that need many characters to be escaped.
ROOM = (200, 100, 40, 15)
BLOCKERS, OTHERS = 20, 10
GAP = "\u200b"
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
MARKUP = re.compile(r"[&<>\\`*_\[\]#|~$]|^(?:[-+=]|\d+(?=[.)]))")
#: Where GitHub would see a mention, an issue, a link or an emoji (no time has one) in plain text: a gap without
#: width goes in.
LIVE = re.compile(
    r"(?<=@)|(?<=#)(?=\d)|(?<=GH)(?=-\d)|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=:)(?!\d\d:)(?=[\w+-]+:)", re.IGNORECASE
)
#: Code that needs no escaping wherever it stands, a table's cell included.
PLAIN_CODE = re.compile(r"[^`|<>\\]*[^`|<>\\\s][^`|<>\\]*")


def render(verdict: Verdict, change: Change | None = None) -> str:
    """The summary; smaller than `LIMIT` whatever the checklist says."""
    text = ""
    for room in ROOM:
        text = "\n".join(_Summary(room).rows(verdict, change)) + "\n"
        if len(text.encode("utf-8", "backslashreplace")) < LIMIT:
            break
    return text


def escaped(text: str, room: int = ROOM[0]) -> str:
    """``text`` on one line of at most ``room`` characters, as markdown that shows it and does nothing else."""
    return _escaped(_cut(text, room))


def prose(text: str, room: int = ROOM[0]) -> str:
    """``text`` as `escaped`, with what stands between backticks as code when that is safe."""
    parts = _cut(text, room).split("`")
    code, between = parts[1::2], parts[2:-1:2]
    # Two codes without anything between them would become one.
    if len(parts) % 2 == 0 or not all(map(PLAIN_CODE.fullmatch, code)) or not all(between):
        return escaped(text, room)
    return "".join(f"`{part}`" if place % 2 else _escaped(part) for place, part in enumerate(parts))


def _escaped(text: str) -> str:
    # The gaps go in first: no escape may stand between the characters that LIVE looks for.
    return MARKUP.sub(_as_text, LIVE.sub(GAP, text))


def _as_text(found: re.Match[str]) -> str:
    char = found[0]
    # A number that would begin a list: the escape goes before its point.
    return ENTITIES.get(char) or (f"{char}\\" if char.isdecimal() else f"\\{char}")


def _cut(text: str, room: int) -> str:
    shown = " ".join(visible(text).split())
    return shown if len(shown) <= room else shown[: room - 1].rstrip() + "…"


class _Summary:
    """Writes one summary whose texts take at most ``room`` characters each."""

    def __init__(self, room: int) -> None:
        self._room = room

    def rows(self, verdict: Verdict, change: Change | None) -> Iterator[str]:
        yield f"## {verdict.decision}: {self._code(verdict.target) if verdict.target else 'no target'}"
        yield from ("", f"{self._text(summary.headline(verdict))}.")
        if unread := summary.unread(verdict):
            yield from ("", f"**{self._text(unread)}.**")
        yield from ("", self._about(verdict))
        yield from ("", *_counts(verdict))
        yield from self._blockers(verdict)
        yield from self._listed(
            "Conditions, to be accepted by those who sign", summary.shown(verdict, Effect.CONDITION)
        )
        yield from self._listed("On somebody's word", summary.vouched(verdict))
        if change is not None:
            yield from self._changes(change)
        warnings = [f"**{self._text(one.id)}**: {self._text(one.reason)}" for one in verdict.warnings]
        yield from _section("Warnings, what ends soon included", warnings)
        yield from self._people(verdict)

    def _text(self, text: str) -> str:
        return escaped(text, self._room)

    def _code(self, text: str) -> str:
        return prose(f"`{text}`" if len(text) < self._room - 2 and text.strip() else text, self._room)

    def _about(self, verdict: Verdict) -> str:
        release = verdict.release
        commit = self._code(release.commit) if release.commit else "not known"
        dirty = " **with uncommitted changes**" if release.dirty else ""
        as_of = self._text(moment(verdict.as_of))
        return f"Phase **{verdict.phase.value}**, as of {as_of}, commit {commit}{dirty}"

    def _blockers(self, verdict: Verdict) -> Iterator[str]:
        causes = summary.causes(verdict)
        if not causes:
            return
        yield from (
            "",
            f"### Blockers ({len(causes)})",
            "",
            "| | severity | what | do this first |",
            "|--:|---|---|---|",
        )
        for number, cause in enumerate(causes[:BLOCKERS], start=1):
            severity = cause.severity.value if cause.severity else "the run"
            what = f"{self._text(cause.title)}{self._where(cause.lines)}"
            yield f"| {number} | {severity} | {what} | {prose(cause.action, self._room)} |"
        if len(causes) > BLOCKERS:
            yield from ("", f"and {len(causes) - BLOCKERS} more")

    def _where(self, lines: Sequence[JudgedLine]) -> str:
        if not lines:
            return ""
        many = f"{plural(len(lines), 'line')}, the first is " if len(lines) > 1 else ""
        return f" ({many}{self._place(lines[0])})"

    def _place(self, line: JudgedLine) -> str:
        return self._text(line.place)

    def _listed(self, title: str, lines: Sequence[JudgedLine]) -> Iterator[str]:
        items = [f"**{line.severity.value}** {self._line(line)}: {self._text(summary.why(line))}" for line in lines]
        yield from _section(title, items)

    def _line(self, line: JudgedLine) -> str:
        return f"{self._text(line.text)} ({self._place(line)})"

    def _changes(self, change: Change) -> Iterator[str]:
        yield from ("", "### Changes", "", f"{self._text(summary.since(change))}.")
        for title, lines in summary.changed(change):
            yield ""
            items = [f"**{title.lower()}** {self._line(line)}{self._answer(line)}" for line in lines]
            yield from _items(items)

    def _answer(self, line: JudgedLine) -> str:
        return "" if line.effect is Effect.OK else f": {self._text(summary.why(line))}"

    def _people(self, verdict: Verdict) -> Iterator[str]:
        """Who is still waited for: lines that only a word settles, and roles that have to sign."""
        say = [
            line for line in summary.shown(verdict, Effect.BLOCKS) if line.for_people and line.kind is not Kind.SIGNOFF
        ]
        sign = [line for line in verdict.lines if line.kind is Kind.SIGNOFF and line.effect is not Effect.OK]
        items = [f"**to say** {self._line(line)}" for line in say]
        yield from _section(f"People: {len(say)} still to say, {len(sign)} to sign", items, force=bool(sign))
        if items and sign:
            yield ""
        yield from _items([f"**to sign** {self._line(line)}" for line in sign])
        if say:
            yield from ("", "`golive todo` shows the command for each.")


def _counts(verdict: Verdict) -> Iterator[str]:
    """A table whose numbers add up."""
    counted = summary.counted(verdict)
    names = [*(summary.word(outcome) for outcome, _ in counted), "**total**"]
    numbers = [*(str(number) for _, number in counted), f"**{verdict.counts.get('total', 0)}**"]
    for row in (names, ["--:"] * len(names), numbers):
        yield f"| {' | '.join(row)} |"


def _section(title: str, items: Sequence[str], *, force: bool = False) -> Iterator[str]:
    if items or force:
        yield from ("", f"### {title}", "")
        yield from _items(items)


def _items(items: Iterable[str]) -> Iterator[str]:
    every = [*items]
    yield from (f"- {item}" for item in every[:OTHERS])
    if len(every) > OTHERS:
        yield f"- and {len(every) - OTHERS} more"
