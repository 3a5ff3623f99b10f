"""WHAT THE DOCUMENT SAYS ITSELF → FINDINGS: fields, conditions, risks and bad events. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pytest_golive.checklist import fields, risks
from pytest_golive.checklist.bind import how_to_say
from pytest_golive.checklist.conditions import APPLIES, Decision
from pytest_golive.checklist.events import states_bad_event
from pytest_golive.checklist.fields import State
from pytest_golive.checklist.labels import label_of
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.errors import ConfigError
from pytest_golive.finding import Finding, Outcome

#: What stands for the check in findings that no check made.
DOCUMENT = "document"
#: Findings that repeat what people wrote: in the document, or in a record.
PEOPLE = frozenset({DOCUMENT, "record"})
#: Kinds that tell about the launch rather than make it safe.
FILLED_IN = frozenset({Kind.RECORD, Kind.CONTACT})
#: ISO 8601, the one form that cannot be misread.
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_OPEN = frozenset({Outcome.FAILED, Outcome.ERROR, Outcome.UNVERIFIED})


def finding(line: Line) -> Finding | None:
    """What a record or a contact holds, or the no somebody wrote at another line; None when it says nothing."""
    field = fields.field_of(line) if line.kind in FILLED_IN else None
    if line.refused and (field is None or field.state not in {State.REFUSED, State.TEMPLATE}):
        return _refusal(line.refused, "repair it, then take that out of the document")
    if field is None:
        return None
    match field.state:
        case State.FILLED:
            return Finding(check=DOCUMENT, outcome=Outcome.PASSED, evidence=(f"filled in: {field.value}",))
        case State.REFUSED:
            return _refusal(field.value, "settle it, then say otherwise")
        case State.OPEN:
            why, cure = "open: nobody filled it in", how_to_fill(line)
            return Finding(check=DOCUMENT, outcome=Outcome.UNVERIFIED, reason=why, remedy=cure)
        case State.TEMPLATE:
            said = "a template: its blanks are filled in when it is used"
            return Finding(check=DOCUMENT, outcome=Outcome.PASSED, evidence=(said,))
        case State.REMARK:
            return None


def _refusal(said: str, cure: str) -> Finding:
    return Finding(check=DOCUMENT, outcome=Outcome.FAILED, observed=f"the document says {said}", remedy=cure)


def how_to_fill(line: Line) -> str:
    """The command by which a person fills in a field."""
    return f'fill it in: `golive fill {line.id} "VALUE" --by NAME`'


def refuse_value(line: Line, value: str) -> None:
    """Refuse to fill in what is no field, or with what its form does not offer.

    Raises:
        ConfigError: why, and what to do instead.
    """
    if line.kind not in FILLED_IN:
        say = "it is signed" if line.kind is Kind.SIGNOFF else f"attest it instead: {how_to_say(line)}"
        raise ConfigError(f"“{line.text}” ({line.id}) is no field to fill in; {say}")
    offered = fields.choices_of(line)
    if offered and value.strip().casefold() not in {one.casefold() for one in offered}:
        raise ConfigError(f"{value!r} is none of what “{line.text}” ({line.id}) offers: {', '.join(offered)}")
    if impossible := next((day for day in _DAY.findall(value) if not _is_day(day)), ""):
        raise ConfigError(f"{value!r} is not recorded: there is no day {impossible}")
    label = label_of(line.text)[0] or line.text
    if line.is_field and fields.read(label, value).state is State.REFUSED:
        # Nothing is judged by a field of a line: a no written there would be lost.
        raise ConfigError(f"{value!r} is not recorded: the line it is about, {line.parent}, stays open as it is")


def _is_day(written: str) -> bool:
    try:
        return bool(date.fromisoformat(written))
    except ValueError:
        return False


def left_out(decision: Decision) -> Finding:
    """That a line does not apply, because its condition does not hold."""
    why = f"{decision.root} = false in golive.toml"
    return Finding(check=APPLIES, outcome=Outcome.NOT_APPLICABLE, reason=why)


def undecided(decision: Decision, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What was found of a line that does not hold, while nobody knows whether it has to."""
    asks = f"nobody has decided “{decision.name}” for this launch"
    cure = f"decide it below {APPLIES} in golive.toml: {decision.setting}"
    root = decision.root
    looked = tuple(replace(one, outcome=Outcome.UNVERIFIED, reason=asks, remedy=cure, root=root) for one in findings)
    seen = tuple(f"as it is now: {one.observed}" for one in looked if one.observed)
    ask = Finding(check=APPLIES, outcome=Outcome.UNVERIFIED, evidence=seen, reason=asks, remedy=cure, root=root)
    return ask, *looked


def worded(line: Line, outcome: Outcome, observed: str, reason: str, *, is_looked_at: bool) -> tuple[str, str]:
    """Observed and reason as this line means them: a risk is open, a bad event is not the case."""
    if line.kind is Kind.RISK and outcome in _OPEN:
        risk = risks.cells(line)
        if observed:
            return f"risk open: {risk.name}: {observed}", reason
        told = (
            f"nobody has shown that it is mitigated: {risk.mitigation}" if risk.mitigation else "nothing mitigates it"
        )
        return "", f"risk open: {risk.name}: {reason if is_looked_at else told}"
    if not states_bad_event(line):
        return observed, reason
    if outcome in {Outcome.PASSED, Outcome.ATTESTED}:
        return observed, f"not the case: {reason or line.text}"
    if outcome is Outcome.UNVERIFIED:
        return observed, f"nobody has ruled it out: {reason}" if is_looked_at else "nobody has ruled it out"
    return observed, reason


def remedy(line: Line) -> str:
    """What answers a risk or a bad event that nothing looks at; empty for any other line."""
    if line.kind is Kind.RISK:
        return f"mitigate it, then have somebody vouch for it: {how_to_say(line)}"
    if states_bad_event(line):
        return f"have somebody vouch that it is not the case: {how_to_say(line)}"
    return ""
