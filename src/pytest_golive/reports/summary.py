"""Orders a verdict for readers: causes instead of single lines, first actions, counts. Decides nothing.

One broken thing often blocks many lines; people repair things, not lines, so every report shows *causes*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from pytest_golive.checklist.model import Phase, Severity, strictest
from pytest_golive.checks import catalogue
from pytest_golive.compare import BADNESS, Change
from pytest_golive.data import dataclass
from pytest_golive.finding import Outcome
from pytest_golive.judged import UNREAD, left_open
from pytest_golive.records.signoff import by_key
from pytest_golive.reports.words import duration, moment, plural
from pytest_golive.verdict import Effect, JudgedLine, Verdict

#: Symbol and word of each outcome, in the order they are counted.
SYMBOLS = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.ERROR: "‼",
    Outcome.UNVERIFIED: "?",
    Outcome.WAIVED: "~",
    Outcome.ATTESTED: "✎",
    Outcome.NOT_APPLICABLE: "–",
    Outcome.NOT_DUE: "·",
}


#: From the most to the least telling: a proven fault comes before something that was not looked at.
KINDS = ("run", "failed", "error", "root", "unverified", "waived", "partly", "unbound", "document")


#: Reasons in one title: a host that is down has one for each of its ports.
REASONS = 3
#: Its line fails when the site is down.
SITE_UP = "http.site-up"
#: What is to be done first; more would not be first.
ACTIONS = 3


@dataclass(frozen=True, kw_only=True)
class Cause:
    """One thing that is wrong, with every line it touches."""

    kind: str
    title: str
    lines: tuple[JudgedLine, ...] = ()
    severity: Severity | None = None
    """The most severe of its lines; None for a reason that concerns the whole run."""
    expected: str = ""
    observed: str = ""
    action: str = ""
    """What to do first."""


def word(outcome: Outcome) -> str:
    """The outcome as people read it."""
    return outcome.value.replace("_", " ")


def counted(verdict: Verdict) -> list[tuple[Outcome, int]]:
    """Each outcome with its number of lines, without the zeros; the numbers add up to the total."""
    numbers = [(outcome, verdict.counts.get(outcome.value, 0)) for outcome in SYMBOLS]
    return [(outcome, number) for outcome, number in numbers if number]


def about(verdict: Verdict) -> list[tuple[str, str]]:
    """What was judged, when and how: label and text."""
    release = verdict.release
    commit = (release.commit or "not known") + (", with uncommitted changes" if release.dirty else "")
    roles = to_sign(verdict)
    sign = [("To sign", f"{', '.join(roles)} (golive sign --role ROLE --decision go|no-go)")] if roles else []
    waiting = sum(line.for_people and line.effect is Effect.BLOCKS for line in verdict.lines)
    ask = [("For people", f"{plural(waiting, 'line')} that a person may answer: golive todo")] if waiting else []
    return [
        ("Target", verdict.target or "not given"),
        ("Phase", verdict.phase.value),
        *([("Not due", other)] if (other := ", ".join(_elsewhere(verdict))) else []),
        ("Commit", commit),
        ("As of", moment(verdict.as_of)),
        ("Took", duration(verdict.seconds)),
        *ask,
        *sign,
    ]


def _elsewhere(verdict: Verdict) -> Iterator[str]:
    """How many lines wait for another phase, which this run says nothing of; not those that wait for a signature."""
    waiting = Counter(line.phase for line in verdict.lines if line.outcome is Outcome.NOT_DUE)
    for phase in Phase:
        if waiting[phase] and phase is not verdict.phase:
            yield f"{plural(waiting[phase], 'line')} of {phase.value}"


def to_sign(verdict: Verdict) -> list[str]:
    """The roles that must sign the verdict, each once."""
    return [*by_key(one.role for one in verdict.signoffs).values()]


def headline(verdict: Verdict) -> str:
    """One sentence under the decision."""
    total = plural(verdict.counts.get("total", len(verdict.lines)), "line")
    if verdict.decision == "GO":
        conditions = len(shown(verdict, Effect.CONDITION))
        accept = f"; {plural(conditions, 'condition')} to accept" if conditions else ""
        word = len(vouched(verdict))
        seen = sum(line.outcome is Outcome.PASSED and not line.record_counts for line in verdict.lines)
        vouch = f", {word} on somebody's word" if word else ""
        return f"nothing blocks, of {total}: {seen} seen to hold{vouch}{accept}"
    own = len(shown(verdict, Effect.BLOCKS))
    others = sum(line.effect is Effect.BLOCKS for line in verdict.lines) - own
    number = len(causes(verdict))
    verb = "blocks" if number == 1 else "block"
    hang = f", and {others} more that {'hangs' if others == 1 else 'hang'} on them" if others else ""
    return f"{plural(number, 'cause')} {verb} the launch: {own} of {total}{hang}"


def unread(verdict: Verdict) -> str:
    """That the team's own checklist was perhaps not read; empty when nothing speaks for it."""
    return next((one.reason for one in verdict.warnings if one.id == UNREAD), "")


def causes(verdict: Verdict) -> tuple[Cause, ...]:
    """Why it is NO-GO, most severe first. Every blocker of the verdict is in exactly one of them."""
    blocking = [line for line in verdict.lines if line.effect is Effect.BLOCKS]
    known = {line.id for line in blocking}
    # A blocker that is no line's must never get lost, whatever its id says.
    run = [
        Cause(kind="run", title=blocker.reason, action="settle this, then run the gate again")
        for blocker in verdict.blockers
        if blocker.id not in known
    ]
    groups: dict[tuple[str, ...], list[JudgedLine]] = {}
    roots = _roots(verdict.lines)
    for line in shown(verdict, Effect.BLOCKS):
        groups.setdefault(_key(line, roots), []).append(line)
    found = [_cause(key[0], lines) for key, lines in groups.items()]
    host = _host(verdict.target)
    return (*run, *sorted(found, key=lambda cause: (not _is_outage(cause, host), _urgency(cause))))


def _host(target: str) -> str:
    """The target's host, as findings that have no answer from it name it; empty for what is no address."""
    try:
        return f"host {urlsplit(target).hostname}"
    except ValueError:
        return ""


def actions(verdict: Verdict) -> tuple[tuple[int, Cause], ...]:
    """The first things to do: position among the causes, and the cause; the same action is named once."""
    named: dict[str, tuple[int, Cause]] = {}
    for number, cause in enumerate(causes(verdict), start=1):
        named.setdefault(cause.action, (number, cause))
    return tuple(named.values())[:ACTIONS]


def shown(verdict: Verdict, effect: Effect) -> list[JudgedLine]:
    """Lines with this effect, without those that only repeat the answer of another one listed here."""
    lines = [line for line in verdict.lines if line.effect is effect]
    listed = {(line.checklist, line.id) for line in lines if not line.follows}
    return [line for line in lines if not line.follows or (line.checklist, line.follows) not in listed]


def vouched(verdict: Verdict) -> list[JudgedLine]:
    """Lines that are good because a person says so."""
    return [line for line in verdict.lines if line.record_counts and line.effect is Effect.OK]


def since(change: Change) -> str:
    """``since the GO of …: 2 regressed, 1 fixed``, and how many lines are as open as they were."""
    commit = f", commit {change.commit[:10]}" if change.commit else ""
    parts = [f"{len(lines)} {title.lower()}" for title, lines in changed(change)] or ["nothing changed"]
    if change.still_open:
        parts.append(f"{change.still_open} still open")
    return f"Since the {change.decision} as of {moment(change.as_of)}{commit}: {', '.join(parts)}"


def changed(change: Change) -> list[tuple[str, tuple[JudgedLine, ...]]]:
    """Each sort of change with its lines, what is worse first; the empty ones are left out."""
    sorts = {"Regressed": change.regressed, "New": _open_first(change.new), "Gone": change.gone, "Fixed": change.fixed}
    return [(title, lines) for title, lines in sorts.items() if lines]


def _open_first(lines: Sequence[JudgedLine]) -> tuple[JudgedLine, ...]:
    return tuple(sorted(lines, key=lambda line: -BADNESS[line.effect]))


def _roots(lines: Iterable[JudgedLine]) -> dict[str, str]:
    """What is behind each reason of the lines that could not be looked at.

    Several facts may lack the same thing (the project's folder), and a host that is down gives a reason for each of
    its ports: the same words, or the same host, are one cause.
    """
    found: dict[str, str] = {}
    for line in lines:
        if line.root:
            found.setdefault(_own_reason(line) or line.root, line.root)
    return found


def _key(line: JudgedLine, roots: Mapping[str, str]) -> tuple[str, ...]:
    """Lines with the same key are blocked by the same thing."""
    # A check may have failed for the very reason for which others could not look: the site is down.
    said = line.observed or _own_reason(line)
    if line.root or said in roots:
        return "root", roots.get(said, line.root)
    if is_about_document(line):
        return "document", line.checklist, line.id
    if line.outcome is Outcome.UNVERIFIED:
        if is_partly(line):
            return ("partly",)
        if not line.checks:
            return "unbound", line.reason
    words = (line.observed, line.reason, line.remedy)
    return line.outcome.value, *(words if said else (line.checklist, line.id))


def is_partly(line: JudgedLine) -> bool:
    """Whether its checks proved what they look at, and words are left that none of them accounts for."""
    is_left = bool(line.checks and line.leftover) and left_open(line.leftover) in line.reason
    return line.outcome is Outcome.UNVERIFIED and is_left


def is_about_document(line: JudgedLine) -> bool:
    """Whether it is answered, at least in part, by other lines."""
    return any(one.is_about_document for check in line.checks if (one := catalogue.find(check)))


def _cause(kind: str, lines: Sequence[JudgedLine]) -> Cause:
    first, number = lines[0], len(lines)
    said = first.observed or first.reason
    title, observed = "", ""
    match kind:
        case "root":
            reasons = _by_number(_hidden_by(line) for line in lines)
            more = f" and {len(reasons) - REASONS} more" if len(reasons) > REASONS else ""
            title = "; ".join(reasons[:REASONS]) + more
        case "partly":
            which = "this line" if number == 1 else "these lines"
            title = f"only a part of {which} was looked at"
        case "unbound":
            title = first.reason or "nothing looks at this line"
        case _ if number > 1:
            title = said or word(first.outcome)
        case _:
            title, observed = first.text, said
    expectations = {line.expected for line in lines}
    return Cause(
        kind=kind,
        title=title,
        lines=tuple(sorted(lines, key=lambda line: line.severity.rank)),
        severity=strictest(line.severity for line in lines),
        # What one of many lines expects says nothing of what stands in the way of all.
        expected="" if kind in {"root", "partly", "unbound"} or len(expectations) > 1 else first.expected,
        observed=observed,
        action=_action(kind, lines),
    )


def _action(kind: str, lines: Sequence[JudgedLine]) -> str:
    """What to do first: the check's own remedy, else what always helps with this kind of cause."""
    # The remedy of a check that failed is about what it expects, not about what hides everything else.
    remedies = _by_number(line.remedy for line in lines if line.remedy and (line.root or kind != "root"))
    if remedies:
        return remedies[0]
    first = lines[0]
    if kind not in {"root", "error", "waived"} and len({line.expected or line.text for line in lines}) > 1:
        return "make it so for each of these lines"
    match kind:
        case "root":
            return "repair what this says, then run the gate again"
        case "error":
            broken = first.checks[0] if first.checks else "the check"
            return f"repair {broken}, which broke before it could answer"
        case "waived":
            return "make it hold: a critical line cannot be waived"
        case _:
            return f"make it so: {first.expected}" if first.expected else f"make it so: “{first.text}”"


def _hidden_by(line: JudgedLine) -> str:
    return line.observed or _own_reason(line) or f"{line.root} could not be seen"


def _own_reason(line: JudgedLine) -> str:
    """Its reason without the word of a person that does not count: that is the line's, not the cause's."""
    return line.reason.partition(f"; {line.record.name} does not count: ")[0] if line.record else line.reason


def _by_number(texts: Iterable[str]) -> list[str]:
    """The different texts, the most frequent first."""
    return [text for text, _ in Counter(texts).most_common()]


def _is_outage(cause: Cause, host: str) -> bool:
    """Whether the site itself is down: what else is wrong may only follow from that."""
    return any(line.root == host or (SITE_UP in line.checks and cause.kind == "root") for line in cause.lines)


def _urgency(cause: Cause) -> tuple[int, int, int]:
    """Severity, then what is proven wrong before what nobody saw; a rule about the other lines comes last."""
    severity = cause.severity.rank if cause.severity else -1
    last = len(Severity) if cause.kind == "document" else severity
    is_proven = cause.kind == "root" and any(line.outcome is Outcome.FAILED for line in cause.lines)
    return last, KINDS.index("failed" if is_proven else cause.kind), -len(cause.lines)


def other_severity(cause: Cause, line: JudgedLine) -> str:
    """The severity of one of its lines that weighs less than the cause; empty when it weighs as much."""
    return "" if line.severity is cause.severity else line.severity.value


def why(line: JudgedLine) -> str:
    """The one reason of a line, for lists that have room for a single sentence."""
    return word(line.outcome) if line.why == line.outcome.value else line.why


def group_texts(verdict: Verdict) -> Callable[[JudgedLine], str]:
    """Gives the text of the line a line belongs to: "All migrations applied" says little without it."""
    texts = {(line.checklist, line.id): line.text for line in verdict.lines}
    return lambda line: texts.get((line.checklist, line.parent), "")
