"""What people must still say: the shortest way to GO, with the command for each line."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator

from pytest_golive.checklist.conditions import APPLIES
from pytest_golive.checklist.events import states_bad_event
from pytest_golive.checklist.model import Severity
from pytest_golive.finding import Outcome
from pytest_golive.records.document import DOCUMENT
from pytest_golive.reports import summary
from pytest_golive.reports.words import plural, visible
from pytest_golive.verdict import Effect, JudgedLine, Verdict


def render(verdict: Verdict) -> str:
    """The list as text, critical lines first; within a severity, the line on which most others hang."""
    hanging = Counter(line.follows for line in verdict.lines if line.follows)
    named = {(line.checklist, line.id): line for line in verdict.lines}
    blockers = {blocker.id for blocker in verdict.blockers}
    # A group may be blocked by a part that alone would be a note: the part is what to settle.
    to_settle = {
        (line.checklist, line.follows or line.id): None
        for line in verdict.lines
        if line.effect is Effect.BLOCKS and line.id in blockers
    }
    blocking = [named[key] for key in to_settle]
    order = list(Severity)
    blocking.sort(key=lambda line: (order.index(line.severity), -hanging[line.id], line.line))
    says = [line for line in blocking if line.for_people]
    repairs = [line for line in blocking if not line.for_people]
    rows = [*_head(verdict, says, repairs)]
    for number, line in enumerate(says, start=1):
        rows += _item(number, line, _settled_by(line) or _command(verdict, line, _verb(line)))
    if repairs:
        rows += ["", "No word answers these: repair them, or have them looked at."]
    for number, line in enumerate(repairs, start=1):
        can_waive = line.severity is not Severity.CRITICAL and not _about_others(line)
        rows += _item(number, line, _settled_by(line) or (_command(verdict, line, "waive") if can_waive else ""))
    notes = sum(line.effect is Effect.NOTE and line.for_people for line in verdict.lines)
    if notes:
        rows += ["", f"{plural(notes, 'medium line')} could be attested as well; none of them blocks."]
    return "\n".join(rows) + "\n"


def _head(verdict: Verdict, says: list[JudgedLine], repairs: list[JudgedLine]) -> Iterator[str]:
    said = plural(len(says), "line") + (" waits" if len(says) == 1 else " wait")
    yield f"{verdict.decision} as of {verdict.as_of:%Y-%m-%d %H:%M}: {said} for a word, {len(repairs)} for a repair."
    for blocker in verdict.blockers:
        if blocker.id == "run":
            yield f"the run itself: {visible(blocker.reason)}"


def _item(number: int, line: JudgedLine, command: str) -> Iterator[str]:
    yield f"{number:3}. {line.severity.value}: {visible(line.text)} ({line.checklist}:{line.line})"
    yield f"     {visible(line.why)}"
    if states_bad_event(line):
        yield "     it states a bad event: to attest it is to say that it is not the case"
    if command:
        yield f"     {command}"


def _settled_by(line: JudgedLine) -> str:
    """The setting that settles a line whose condition nobody has decided; else empty."""
    return visible(line.remedy) if line.root.startswith(APPLIES) else ""


def _verb(line: JudgedLine) -> str:
    return "fill" if DOCUMENT in line.checks else "attest"


def _about_others(line: JudgedLine) -> bool:
    return line.outcome is Outcome.FAILED and summary.is_about_document(line)


def _command(verdict: Verdict, line: JudgedLine, name: str) -> str:
    last = line.id.rpartition("/")[2]
    same = [one for one in verdict.lines if one.id.rpartition("/")[2] == last]
    of = "" if len({one.checklist for one in same}) == 1 else f" --checklist {shlex.quote(line.checklist)}"
    flags = '--by NAME --evidence "WHAT YOU SAW"'
    if name == "fill":
        flags = '"VALUE" --by NAME'
    elif name == "waive":
        flags = '--by NAME --approved-by NAME --expires DATE --reason "WHY"'
    return f"golive {name} {shlex.quote(last if len(same) == 1 else line.id)}{of} {flags}"
