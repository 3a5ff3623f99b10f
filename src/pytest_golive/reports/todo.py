"""What is still needed for GO: the words of people, settings and repairs, with the command for each line."""

from __future__ import annotations

import itertools
import re
import shlex
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator

from pytest_golive.checklist.conditions import APPLIES
from pytest_golive.checklist.events import states_bad_event
from pytest_golive.checklist.model import Severity
from pytest_golive.data import dataclass
from pytest_golive.finding import Outcome
from pytest_golive.records.document import DOCUMENT
from pytest_golive.records.model import Key
from pytest_golive.reports import summary
from pytest_golive.reports.words import plural, visible
from pytest_golive.verdict import Effect, JudgedLine, Verdict

#: What a check that cannot tell asks for: "set url in [redis] of golive.toml", "allow it with --golive-allow …".
SETTING = re.compile(r"\[\w+\]|golive\.toml|--golive-")
EVIDENCE = 3


@dataclass(frozen=True, kw_only=True)
class Group:
    """Lines that one person, one setting or one repair settles."""

    title: str
    lines: tuple[JudgedLine, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The shortest way to GO."""

    words: tuple[Group, ...]
    """By owner, else by section: only people can say these."""
    settings: tuple[Group, ...]
    """By what is to be set: then a check looks at them."""
    repairs: tuple[Group, ...]
    """By cause: no word answers these."""
    answered: int = 0
    """Lines answered since the verdict was made."""

    @property
    def lines(self) -> list[JudgedLine]:
        """Every line, in the order to settle them."""
        return [
            line for groups in (self.words, self.settings, self.repairs) for group in groups for line in group.lines
        ]


def plan(verdict: Verdict, answered: Collection[Key] = ()) -> Plan:
    """What blocks, ordered: the most severe first, and within a severity what most other lines hang on.

    Args:
        answered: lines that people have spoken of since.
    """
    to_settle = _to_settle(verdict)
    still_open = [line for line in to_settle if (line.checklist, line.id) not in answered]
    settings = [line for line in still_open if needs_setting(line)]
    words = [line for line in still_open if line.for_people and line not in settings]
    repairs = [line for line in still_open if not line.for_people]
    causes = {(line.checklist, line.id): n for n, cause in enumerate(summary.causes(verdict)) for line in cause.lines}
    titles = [cause.title for cause in summary.causes(verdict)]
    return Plan(
        words=_grouped(words, whose, whose),
        settings=_grouped(settings, lambda line: line.remedy, lambda line: line.remedy),
        repairs=_grouped(
            repairs,
            lambda line: causes.get((line.checklist, line.id), line.id),
            lambda line: titles[causes[line.checklist, line.id]] if (line.checklist, line.id) in causes else line.text,
        ),
        answered=len(to_settle) - len(still_open),
    )


def whose(line: JudgedLine) -> str:
    """The line's owner, else its section."""
    return line.owner or " > ".join(line.section[1:] or line.section) or line.checklist


def needs_setting(line: JudgedLine) -> bool:
    """Whether a check would look at it, were something set or allowed."""
    asks = bool(SETTING.search(line.remedy)) and line.record is None
    return line.for_people and bool(line.checks) and asks and not summary.is_partly(line)


def can_be_waived(line: JudgedLine) -> bool:
    """Whether a waiver of it would count."""
    about_others = line.outcome is Outcome.FAILED and summary.is_about_document(line)
    return line.severity is not Severity.CRITICAL and not about_others


def _to_settle(verdict: Verdict) -> list[JudgedLine]:
    hanging = Counter(line.follows for line in verdict.lines if line.follows)
    named = {(line.checklist, line.id): line for line in verdict.lines}
    blockers = {blocker.id for blocker in verdict.blockers}
    # A group may be blocked by a part that alone would be a note: the part is what to settle.
    found = {
        (line.checklist, line.follows or line.id): None
        for line in verdict.lines
        if line.effect is Effect.BLOCKS and line.id in blockers
    }
    return sorted((named[key] for key in found), key=lambda line: (line.severity.rank, -hanging[line.id], line.line))


def _grouped(
    lines: Iterable[JudgedLine], key: Callable[[JudgedLine], Hashable], title: Callable[[JudgedLine], str]
) -> tuple[Group, ...]:
    """Groups in the order of their most severe line; the largest first among equals."""
    found: dict[Hashable, list[JudgedLine]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    ordered = sorted(found.values(), key=lambda group: (group[0].severity.rank, -len(group)))
    return tuple(Group(title=title(group[0]), lines=tuple(group)) for group in ordered)


def render(
    verdict: Verdict, answered: Collection[Key] = (), stale: Collection[str] = (), known: Collection[str] = ()
) -> str:
    """The plan as text.

    Args:
        answered: lines that people have spoken of since.
        stale: checklists that have changed since.
        known: checklists the commands find by themselves; empty: all.
    """
    steps = plan(verdict, answered)
    rows = [*_head(verdict, steps, stale)]
    counter = itertools.count(1)
    for group in steps.words:
        rows += ["", f"{visible(group.title)}: {plural(len(group.lines), 'word')}"]
        for line in group.lines:
            rows += _item(f"{next(counter):3}. ", line, line.why, _say(verdict, line, known))
    if steps.settings:
        rows += ["", "Settings: with them, checks look. Where that cannot be, a word fills the line."]
    for number, group in enumerate(steps.settings, start=1):
        rows.append(f"{number:3}. {visible(group.title)}")
        for line in group.lines:
            rows += _item("     ", line, line.why, _say(verdict, line, known))
    if steps.repairs:
        rows += ["", "Repairs: no word answers these."]
    for number, group in enumerate(steps.repairs, start=1):
        rows += _repair(verdict, number, group, known)
    rows += _foot(verdict, steps)
    return "\n".join(rows) + "\n"


def _repair(verdict: Verdict, number: int, group: Group, known: Collection[str]) -> Iterator[str]:
    one = len(group.lines) == 1
    if not one:
        yield f"{number:3}. {visible(group.title)}"
    for line in group.lines:
        command = _settled_by(line) or (_command(verdict, line, "waive", known) if can_be_waived(line) else "")
        why = line.why if one or line.why != group.title else ""
        yield from _item(f"{number:3}. " if one else "     ", line, why, command)


def _head(verdict: Verdict, steps: Plan, stale: Collection[str]) -> Iterator[str]:
    for path in stale:
        yield f"{visible(path)} has changed since this verdict: run the gate again: golive gate"
    counted = (("word", sum(len(group.lines) for group in steps.words)),
               ("setting", len(steps.settings)), ("repair", len(steps.repairs)))  # fmt: skip
    needed = ", ".join(plural(number, noun) for noun, number in counted if number)
    told = f"needed for GO: {needed}." if needed else "no line needs anything."
    yield f"{verdict.decision} as of {verdict.as_of:%Y-%m-%d %H:%M}; {told}"
    for blocker in verdict.blockers:
        if blocker.id == "run":
            yield f"the run itself: {visible(blocker.reason)}"
    if steps.answered:
        number = plural(steps.answered, "line")
        yield f"{number} {'was' if steps.answered == 1 else 'were'} answered since: run the gate again: golive gate"


def _item(start: str, line: JudgedLine, why: str, command: str) -> Iterator[str]:
    owner = f", {visible(line.owner)}" if line.owner else ""
    yield f"{start}{line.severity.value}: {visible(line.text)} ({visible(line.place)}{owner})"
    if states_bad_event(line):
        yield "     it states a bad event: to attest it is to say that it is not the case"
    yield from (f"     {row}" for row in (visible(why), *seen(line)) if row)
    if command:
        yield f"     {command}"


def seen(line: JudgedLine) -> list[str]:
    """For a line of which checks proved a part: what they saw, and the words that are left."""
    if not summary.is_partly(line):
        return []
    shown = "; ".join(line.evidence[:EVIDENCE]) or "nothing wrong"
    by = ", ".join(line.checks)
    return [visible(f"seen by {by}: {shown}"), visible(f"left for you: “{' '.join(line.leftover)}”")]


def _settled_by(line: JudgedLine) -> str:
    """The setting that settles a line whose condition nobody has decided; else empty."""
    return visible(line.remedy) if line.root.startswith(APPLIES) else ""


def _verb(line: JudgedLine) -> str:
    return "fill" if DOCUMENT in line.checks else "attest"


def _say(verdict: Verdict, line: JudgedLine, known: Collection[str]) -> str:
    """What answers a line that waits for people."""
    return _settled_by(line) or _command(verdict, line, _verb(line), known)


def _foot(verdict: Verdict, steps: Plan) -> Iterator[str]:
    notes = sum(line.effect is Effect.NOTE and line.for_people for line in verdict.lines)
    if notes:
        yield from ("", f"{plural(notes, 'medium line')} could be attested as well; none of them blocks.")
    if steps.words or steps.settings:
        yield from ("", "One after another: golive attest --interactive --by NAME")


def _command(verdict: Verdict, line: JudgedLine, name: str, known: Collection[str]) -> str:
    last = line.id.rpartition("/")[2]
    same = [one for one in verdict.lines if one.id.rpartition("/")[2] == last]
    by_itself = len({one.checklist for one in same}) == 1 and (not known or line.checklist in known)
    of = "" if by_itself else f" --checklist {shlex.quote(line.checklist)}"
    flags = '--by NAME --evidence "WHAT YOU SAW"'
    if name == "fill":
        flags = '"VALUE" --by NAME'
    elif name == "waive":
        flags = '--by NAME --approved-by NAME --expires DATE --reason "WHY"'
    return f"golive {name} {shlex.quote(last if len(same) == 1 else line.id)}{of} {flags}"
