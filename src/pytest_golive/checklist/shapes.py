"""WORDS → MEANING: the tables that say which phase, severity, topic or condition a wording declares.

Everything here is a general word or shape. A rule that only one document needs does not belong here.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from pytest_golive.checklist.model import Phase, Severity
from pytest_golive.patterns import lazily


class Topic(Enum):
    """What a section or a labelled block is about, where that changes how its lines are read."""

    GENERAL = auto()
    CONTACTS = auto()
    SIGNOFF = auto()
    CRITERIA = auto()
    TRIGGERS = auto()
    PROCEDURE = auto()
    VARIABLES = auto()
    RISKS = auto()
    TARGETS = auto()
    REFERENCE = auto()


_RELEASE = r"(?:the\s+)?(?:deploy(?:ment|ing)?|release|roll-?out)"
_LAUNCH = r"(?:the\s+)?(?:launch|go(?:ing)?[\s-]?live)"
_ROLLBACK = r"(?:roll(?:ing)?[\s-]?back)"
_WORK = r"(?:\s+(?:day|night|window|process|procedure|steps?|execution|phase|tasks|checks))*"
_ROUTINE = r"(?:\s+(?:tasks|checks|routine|maintenance|reviews?|operations|activities))*"

# The first that matches wins: what is due *before* a release is never put off to a later phase.
_PHASES: tuple[tuple[Phase, re.Pattern[str]], ...] = tuple(
    (phase, lazily(pattern))
    for phase, pattern in (
        (Phase.PRE_DEPLOY, rf"\bpre[\s-]?(?:{_RELEASE}|{_LAUNCH}|flight|production)"),
        (Phase.PRE_DEPLOY, rf"\bbefore\s+(?:{_RELEASE}|{_LAUNCH})"),
        (Phase.POST_LAUNCH, rf"\bpost[\s-]?{_LAUNCH}|\bafter\s+{_LAUNCH}|^launch confirmation"),
        (Phase.POST_LAUNCH, r"^(?:the\s+)?(?:day|morning|week)\s+after\b|^after\s+(?:the\s+)?opening\b"),
        (Phase.POST_LAUNCH, r"\bfirst\s+(?:\d[\d\s–-]*|few\s+)?(?:hours?|days?|weeks?)\b"),
        (Phase.POST_LAUNCH, r"^emergency (?:procedures?|actions|steps|response)"),
        (Phase.POST_LAUNCH, r"^incident (?:response|procedures?|runbook)|^monitoring commands"),
        (Phase.POST_LAUNCH, r"^(?:performance|service|availability) (?:targets|objectives)\b"),
        (Phase.POST_DEPLOY, rf"\bpost[\s-]?{_RELEASE}|\bafter\s+{_RELEASE}"),
        (Phase.ROLLBACK, rf"^{_ROLLBACK}(?!.*\b(?:read(?:y|iness)|prepar|tested|tests?\b))"),
        (
            Phase.ROLLBACK,
            rf"^(?:conditions?|criteria|triggers?|reasons?|when|how|steps) (?:for|to) (?:a )?{_ROLLBACK}",
        ),
        (Phase.DAILY, rf"^(?:daily|every day){_ROUTINE}$"),
        (Phase.WEEKLY, rf"^(?:weekly|every week){_ROUTINE}$"),
        (Phase.MONTHLY, rf"^(?:monthly|every month){_ROUTINE}$"),
        (Phase.QUARTERLY, rf"^(?:quarterly|every quarter){_ROUTINE}$"),
        (Phase.ANNUALLY, rf"^(?:annual(?:ly)?|yearly|every year){_ROUTINE}$"),
        (Phase.POST_LAUNCH, r"^(?:regular|ongoing|routine|periodic)\s+(?:maintenance|tasks|operations)"),
        (Phase.POST_LAUNCH, r"^maintenance (?:schedule|tasks|plan)"),
        (Phase.DEPLOY, rf"^(?:(?:production|code|application)\s+)?deploy(?:ment)?{_WORK}$"),
        (Phase.DEPLOY, rf"^during\s+(?:{_RELEASE}|{_LAUNCH})"),
        (Phase.DEPLOY, rf"^go[\s-]?live{_WORK}$|^(?:launch|release|cut-?over){_WORK}$"),
    )
)
_LINE_PHASES: tuple[tuple[Phase, re.Pattern[str]], ...] = (
    (Phase.POST_LAUNCH, lazily(rf"^(?:post[\s-]?|after\s+){_LAUNCH}\b")),
    (Phase.POST_DEPLOY, lazily(rf"^(?:post[\s-]?|after\s+){_RELEASE}\b")),
)
_INTERVALS = (
    (Phase.DAILY, lazily(r"\b(?:daily|every day)\b")),
    (Phase.WEEKLY, lazily(r"\b(?:weekly|every week)\b")),
    (Phase.MONTHLY, lazily(r"\b(?:monthly|every month)\b")),
    (Phase.QUARTERLY, lazily(r"\b(?:quarterly|every quarter)\b")),
    (Phase.ANNUALLY, lazily(r"\b(?:annually|yearly|every year)\b")),
)
INTERVALS = frozenset(phase for phase, _ in _INTERVALS)

_NOT = r"(?<!not )(?<!not a )(?<!n't )(?<!n’t )(?<!non-)(?<!non )"
_SEVERITIES: tuple[tuple[Severity, re.Pattern[str]], ...] = (
    (
        Severity.CRITICAL,
        lazily(rf"{_NOT}\b(?:critical|p0|must|block(?:s|ing|ers?))\b"),
    ),
    (
        Severity.HIGH,
        lazily(r"\bhigh(?:[\s-]priority)?$|\bhigh[\s-]priority\b|^high\b\s*[-–—:(\])]|\bp1\b|\bshould\b"),
    ),
    (Severity.MEDIUM, lazily(r"\b(?:medium|low)(?:[\s-]priority)?$|\b(?:medium|low)[\s-]priority\b")),
    (Severity.MEDIUM, lazily(r"^(?:medium|low)\b\s*[-–—:(\])]|\bnice[\s-]to[\s-]haves?\b|\bp[23]\b")),
)
SEVERITY_SIGNS = {"🔴": Severity.CRITICAL, "🟠": Severity.HIGH, "🟡": Severity.HIGH, "🟢": Severity.MEDIUM}
SEVERITY_WORDS = {
    word: severity
    for severity, words in (
        (
            Severity.CRITICAL,
            ("critical", "critical priority", "blocker", "blocking", "must", "must have", "p0"),
        ),
        (Severity.HIGH, ("high", "high priority", "should", "should have", "p1")),
        (Severity.MEDIUM, ("medium", "medium priority", "low", "low priority", "nice to have", "p2", "p3", "p4")),
    )
    for word in words
}

_TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = tuple(
    (topic, lazily(pattern))
    for topic, pattern in (
        (Topic.CONTACTS, r"\bcontacts\b|\bcontact (?:list|details|persons?|info\w*)\b"),
        (Topic.CONTACTS, r"\bescalation\b|\bon-?call\b|\bwho to call\b"),
        (
            Topic.TRIGGERS,
            rf"\b(?:conditions?|criteria|triggers?|reasons?|when) (?:for|to) (?:a )?{_ROLLBACK}",
        ),
        (Topic.TRIGGERS, r"^trigger (?:conditions|criteria)$"),
        (Topic.TRIGGERS, rf"\b{_ROLLBACK} (?:conditions?|criteria|triggers?|reasons?)\b"),
        (Topic.SIGNOFF, r"\bsign[\s-]?offs?\b|\bapprovals?\b|\bapproved by\b|\bsignatures?\b"),
        (Topic.CRITERIA, r"\b(?:no[\s-]?go|go|decision|acceptance|exit|launch|release) criteria\b"),
        (Topic.CRITERIA, r"\bgo\s*/\s*no[\s-]?go\b"),
        (Topic.PROCEDURE, r"^emergency (?:procedures?|actions|steps|response)|^runbook"),
        (Topic.PROCEDURE, rf"^incident (?:response|procedures?)|^{_ROLLBACK}"),
        (Topic.VARIABLES, r"\benv(?:ironment)?[\s-](?:variables?|vars?)\b"),
        (Topic.RISKS, r"\brisks?\b"),
        (Topic.TARGETS, r"\btargets\b|\bthresholds\b|\bslos?\b|\bservice levels?\b"),
        (Topic.REFERENCE, r"^notes?\b|\bnotes$|\bsee also\b|\breferences?$|\bresources$|\blinks$|\btools$"),
        (Topic.REFERENCE, r"^further reading|^locations?$|^appendix\b|^glossary\b|^legend\b|^change ?log\b"),
        (Topic.REFERENCE, r"^(?:table of )?contents$|^how to use\b|^when to use\b"),
        (
            Topic.REFERENCE,
            r"^how to (?:complete|fill (?:in|out)|read) (?:this|the) (?:\w+ )?(?:checklist|document|form)\b",
        ),
        (
            Topic.REFERENCE,
            r"^related (?:documents?|documentation|docs)\b|^quick reference\b|^useful (?:commands|links)$",
        ),
        (Topic.REFERENCE, r"^(?:checklist )?usage(?: guidelines| notes)?$"),
    )
)

_PARENTHESIS = lazily(r"\(([^()]*)\)")
_WEAK = rf"(?:{_NOT}optional|nice[\s-]to[\s-]haves?)\b"
_OPTIONAL = lazily(
    rf"^[\W_]*{_WEAK}\s*(?:[:–—-]|$)|[\[(](?:[^\[\]()]*\b)?{_WEAK}|[–—-]\s+{_WEAK}[.!]?$"
    r"|\(recommended\)|\((?:if|when|where)\b|^or\b"
)
_OPTIONAL_TITLE = lazily(r"^optional |\bnice[\s-]to[\s-]haves?\b")
_MUST = lazily(rf"{_NOT}\b(?:must|critical|blockers?|mandatory|p0)\b|🔴")
_CONDITION = lazily(r"(?i)\(\s*(?:optional,?\s*)?(?:only )?(?:if|when|where) ([^()]+?)\s*\)|(?<!^)\bif (\w+)[.!]?$")
_USING = lazily(r"(?i)^(?:only )?if (?:you(?:'re|’re| are)? )?((?:use|using|used|enabled)\b[^,:]*)[,:]")
SAYS_NOTHING = frozenset(
    (
        "applicable",
        "appropriate",
        "available",
        "desired",
        "necessary",
        "needed",
        "possible",
        "relevant",
        "required",
    )
)
_LEADING = lazily(r"^[\W_]+")
_NUMBERING = lazily(r"^(?:(?:phase|step|part|stage)\s+)?(?:\d+(?:\.\d+)*|[ivx]+)\s*[.):–—-]\s*")


def words_of(title: str) -> str:
    """A title reduced to its words: no leading emoji or number, lower case."""
    return _NUMBERING.sub("", _LEADING.sub("", title.casefold())).strip()


def phase_of(title: str) -> Phase | None:
    """The phase a heading or block label declares."""
    full = words_of(title)
    bare = _PARENTHESIS.sub("", full).strip(" :!")
    return next((phase for phase, rule in _PHASES if rule.search(full) or rule.search(bare)), None)


def phase_of_line(text: str) -> Phase | None:
    """The phase a line itself declares: only what begins with "Post-deployment …" or "After launch …"."""
    lowered = text.casefold()
    if "post" not in lowered and "after" not in lowered:
        return None
    words = words_of(text)
    return next((phase for phase, rule in _LINE_PHASES if rule.search(words)), None)


def interval_of(text: str) -> Phase | None:
    """The interval a sentence names: "review and update quarterly"."""
    return next((phase for phase, rule in _INTERVALS if rule.search(text.casefold())), None)


def severity_of(title: str) -> Severity | None:
    """The severity a heading or block label declares: by its first telling word, else by its emoji."""
    words = words_of(title).rstrip(" )]*_:.")
    found = {match.start(): severity for severity, rule in _SEVERITIES if (match := rule.search(words))}
    if not found:
        return next((severity for sign, severity in SEVERITY_SIGNS.items() if sign in title), None)
    first = found[min(found)]
    # "Nice to have" does not weaken what is "critical" in the same breath.
    return Severity.CRITICAL if first is Severity.MEDIUM and Severity.CRITICAL in found.values() else first


def unless_must(severity: Severity | None, text: str) -> Severity | None:
    """The severity of a line, but never a weak one where the line itself says "must"."""
    return None if severity is Severity.MEDIUM and says_must(text) else severity


def says_must(text: str) -> bool:
    """Whether a text says that the launch hangs on it, whatever else it says."""
    return bool(_MUST.search(text.casefold()))


def severity_of_cell(cell: str) -> Severity | None:
    """The severity a table cell under "Severity" or "Priority" states."""
    words = words_of(cell)
    return SEVERITY_WORDS.get(words) or severity_of(cell)


def topic_of(title: str) -> Topic | None:
    """The topic a heading or block label declares."""
    bare = _PARENTHESIS.sub("", words_of(title)).strip(" :")
    return next((topic for topic, rule in _TOPICS if rule.search(bare)), None)


def condition_of(text: str) -> str | None:
    """The condition a text states, one that says nothing by itself ("applicable") too; None when it states none."""
    found = _CONDITION.search(text) or _USING.search(text)
    return next(filter(None, found.groups()), "") if found else None


def leave_of(text: str, *, above: bool = False, is_title: bool = False) -> tuple[bool, str]:
    """Whether what a text is about may be left out, and the condition it states ("using Telegram").

    "Nice to have: …" and "(optional)" are marks; a sentence that only has such words in it is none, and where
    a text says "must" as well, it must, whatever it stands below. A condition holds whatever the words around it.
    """
    stated = condition_of(text)
    condition = "" if stated is None or stated.casefold() in SAYS_NOTHING else stated
    marked = (
        above
        or stated is not None
        or _OPTIONAL.search(text.casefold())
        or (is_title and _OPTIONAL_TITLE.search(words_of(text)))
    )
    return bool(condition) or (bool(marked) and not says_must(text)), condition
