"""TEXT → FIELDS: labels, blanks and choices people fill in, and sentences that ask for something."""

from __future__ import annotations

import re

from pytest_golive.checklist.model import Phase
from pytest_golive.checklist.shapes import interval_of, phase_of
from pytest_golive.patterns import lazily

BLANK = lazily(r"_{3,}|\.{5,}|…{2,}")
_NOTES = r"(?:notes|comments?|remarks?|evidence|observations?)"
NOTES = lazily(rf"(?i){_NOTES}$")
NOTES_BLANK = lazily(rf"(?i)(^[\W_]*(?:\d{{1,9}}[.)][\W_]*)?{_NOTES}[*_]{{0,2}}\s*:[*_]{{0,2}}\s*)(?:{BLANK.pattern})")
"""The blank right behind the label "Notes" of a source line, and what stands before it."""
_CHOICE = lazily(r"[☐☑☒⬜]")
_UNTICKED = {"☑": "☐", "☒": "☐", "[x]": "[ ]", "[X]": "[ ]"}
_BOX = r"(?:\[[ xX]\]|[☐☑☒⬜])"
_BOXES = lazily(_BOX)
_EXPLAINED = lazily(rf"(?i){_BOX}\s*(?:=|→|means?\b|stands? for\b)")
_LEGEND = lazily(
    r"(?i)^(?:legend|notation|symbols?)\s*:|\b(?:mark|tick|replac|chang|turn|us|put|writ)(?:e|ed|ing)?\s+"
    r"(?:(?:it|them|this|items?|box(?:es)?|each|every|all|an?|the|as|with|in|done|completed?|finished|open)\s+)*" + _BOX
)
_LABEL = lazily(r"([^:]{1,60}?)\s*:(?!//)\s*(.*)")
_PLACEHOLDER = lazily(r"\[[^\]]*\]")
_LEADING_MARK = lazily(r"^[✅❌✔✓✗✘☑🔴🟠🟡🟢⚠⭐️️\s]+(?=\S)")
_RECORDS = lazily(
    r"(?:notes?|comments?|remarks?|evidence|observations?|date|time|name|signature|signed|decision|owner|assignee"
    r"|assigned to|responsible|status|ticket|due(?: date)?|completed|(?:verified|completed|checked|tested"
    r"|reviewed|approved|deployed|done|signed) (?:by|on|at))$"
)
#: The name of a field that is also a role: with blanks of its own for name and date, it signs.
_SIGNER = lazily(r"(?i)(?:owner|responsible)$")
_OUTCOME = lazily(r"(?:result|outcome|expected(?: result)?)$")
_SIGNING = lazily(r"\bsign(?:ed)?[\s-]?off\b")
_REMEMBER = lazily(r"(?:remember|important|warning|required|attention|caution)$")
_REMARK = lazily(
    r"(?:examples?|sample|(?:example )?output|usage|e\.g\.|note|tip|hint|info|purpose|about|goal|context|why"
    r"|description|summary|background|[\w /-]+ examples?)$"
)
_VARIABLE = lazily(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?:\s*=\s*\S.*)?(?=$|\s+\(|\s+in\s+\S*\.env\S*$)")
_LONE_VARIABLE = lazily(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:\s*=\s*\S+)?(?:\s+\([^()]*\))?(?:\s+in\s+\S*\.env\S*)?$")
_COMPARISON = lazily(
    r"[<>≤≥]=?\s*\d|\b(?:under|below|over|above|at (?:most|least)|less than|more than)\s+\d", re.IGNORECASE
)
_DEFAULT = lazily(r"(?i)(?:default|target|limit|minimum|maximum|min|max|threshold)\s*:.*\d")
_COMMAND = lazily(r"(?i)(?:commands?|run|cmd)$")

_ABOUT_THE_LIST = lazily(r"(?i)\b(?:checklist|items|boxes|criteria)\b")
_OBLIGES = lazily(r"(?i)\b(?:must|should|shall|have to|has to|needs? to)\b|^complete\b")
_KEEPS = lazily(r"(?i)^(?:keep|review|update|monitor|revisit|watch)\b")
_AGAIN = lazily(r"(?i)\b(?:updated|up to date|regularly|periodically|closely|continuously)\b")
_VERIFIES = lazily(r"(?i)(?:verify|ensure|make sure|confirm|double-check)\b(?!.*\b(?:following|below)\b)")
_SENTENCE_END = lazily(r"(?<=[.!?。！？])\s+(?=[^\Wa-z]|[A-Z])")


def label_of(text: str) -> tuple[str, str]:
    """The label and the value of ``Label: value``; two empty strings when there is no label."""
    found = _LABEL.fullmatch(text) if ":" in text else None
    return (BLANK.sub("", found[1]).strip(), found[2].strip()) if found else ("", "")


def is_blank(value: str) -> bool:
    """Whether a value is still to be written: nothing, or only ``____``."""
    return BLANK.sub("", value).strip(" :.|") == ""


def is_choice(text: str) -> bool:
    """Whether a text offers choices: ``☐ Pass ☐ Fail``."""
    return bool(_CHOICE.search(text))


def is_legend(text: str) -> bool:
    """Whether a text only tells what boxes mean: ``[ ] = open, [x] = done``, ``Mark items with [x]``."""
    boxes = len(_BOXES.findall(text))
    return boxes > 0 and (len(_EXPLAINED.findall(text)) == boxes or bool(_LEGEND.search(text)))


def is_for_people(label: str) -> bool:
    """Whether people fill in what follows a label, going by its name: "Result", "Verified by", "Sign-off"."""
    return is_field_name(label) or is_signing(label) or bool(_OUTCOME.match(label.casefold()))


def is_placeholder(value: str) -> bool:
    """Whether a value is nothing but placeholders: ``[Name] - [Phone]``."""
    return bool(_PLACEHOLDER.search(value)) and not re.search(r"\w", _PLACEHOLDER.sub("", value))


def is_blank_or_placeholder(text: str) -> bool:
    """Whether a text is a label whose value is still to be written."""
    label, value = label_of(text)
    return bool(label) and (is_blank(value) or is_placeholder(value))


def is_record(text: str) -> bool:
    """Whether a text is something to fill in: a blank, a choice, or a label that is one by its name."""
    label, value = label_of(text)
    if not label:
        return is_field_name(text.rstrip(":"))
    if _OUTCOME.match(label.casefold()):
        return bool(_BOXES.search(value)) or is_blank(value)
    to_write = is_blank(value) or is_choice(value) or is_placeholder(value)
    return to_write or is_field_name(label)


def fillable(text: str) -> bool:
    """Whether a text has a blank or a choice in it."""
    return bool(BLANK.search(text)) or is_choice(text)


def is_form(text: str) -> bool:
    """Whether a text is a line of a form: one with a blank or a choice, or notes, written already or not."""
    return fillable(text) or len(_BOXES.findall(text)) > 1 or bool(NOTES.match(label_of(text)[0]))


def is_signing(label: str) -> bool:
    """Whether a label asks for a sign-off."""
    return bool(_SIGNING.search(label.casefold()))


def is_field_name(text: str) -> bool:
    """Whether a text names a field of a form, such as "Name" or "Verified by"."""
    return bool(_RECORDS.match(text.casefold()))


def is_reminder(label: str) -> bool:
    """Whether a label calls for attention: what follows is asked of people."""
    return bool(_REMEMBER.match(label.casefold()))


def is_remark(label: str) -> bool:
    """Whether a label only explains or shows something."""
    return bool(_REMARK.match(label.casefold()))


def is_command(text: str) -> bool:
    """Whether a text is ``Command: …``."""
    label, value = label_of(text)
    return bool(value) and bool(_COMMAND.match(label))


def is_variable(text: str) -> bool:
    """Whether a text begins with the name of a variable and says no more than what it is."""
    return bool(_VARIABLE.match(text))


def is_lone_variable(text: str) -> bool:
    """Whether a plain bullet is nothing but the name of a variable and where it goes."""
    return bool(_LONE_VARIABLE.match(text))


def is_target(text: str) -> bool:
    """Whether a text states a number to stay under or above."""
    return bool(_COMPARISON.search(text) or _DEFAULT.match(text))


def clean(text: str) -> str:
    """The text of a line: blanks, a trailing colon and a leading tick dropped, choices shown unticked.

    What is ticked belongs to the file, not to the text: filling in a checklist must not change its lines.
    """
    text = BLANK.sub("", _LEADING_MARK.sub("", text))
    for ticked, unticked in _UNTICKED.items():
        text = text.replace(ticked, unticked)
    return " ".join(text.split()).rstrip(":").strip()


def role_of(text: str) -> str:
    """``Dev Lead: ____ Date: ____`` as "Dev Lead (name, date)"; an empty string when it is not that shape."""
    *labelled, _after_the_last = BLANK.split(text)
    names = [name.strip(" :,;|-") for name in labelled]
    if len(names) < 2 or not all(names) or (is_field_name(names[0]) and not _SIGNER.match(names[0])):
        return ""
    return f"{names[0]} ({', '.join(['name', *(name.casefold() for name in names[1:])])})"


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return _SENTENCE_END.split(text)


def rules_the_list(sentence: str) -> bool:
    """Whether a sentence says how the checklist itself is to be handled."""
    return bool(_ABOUT_THE_LIST.search(sentence) and _OBLIGES.search(sentence))


def asks_to_verify(sentence: str) -> bool:
    """Whether a sentence asks the reader to make sure of something it names."""
    return bool(_VERIFIES.match(sentence))


def upkeep_of(sentence: str) -> Phase | None:
    """When a sentence asks to look at something again and again; None when it does not."""
    if not _KEEPS.match(sentence):
        return None
    interval = interval_of(sentence)
    if interval is None and (_AGAIN.search(sentence) or phase_of(sentence) is Phase.POST_LAUNCH):
        return Phase.POST_LAUNCH
    return interval
