"""``golive attest --interactive``: shows one open line after another and takes what people say of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pytest_golive.checklist.events import states_bad_event
from pytest_golive.errors import ConfigError
from pytest_golive.records.model import RecordKind
from pytest_golive.reports import todo
from pytest_golive.reports.words import plural, visible
from pytest_golive.verdict import JudgedLine

Texts = dict[str, str | date | None]
#: Writes what was said of a line; the reason why it would not count, or an empty text.
Write = Callable[[JudgedLine, RecordKind, Texts], str]

LETTERS = {"a": RecordKind.ATTESTATION, "w": RecordKind.WAIVER, "n": RecordKind.NOT_APPLICABLE}
CHOICES = {"a": "(a)ttest", "w": "(w)aive", "n": "(n)ot applicable", "s": "(s)kip", "q": "(q)uit"}
#: What is asked for, by kind: name of the text, and the question.
QUESTIONS: Mapping[RecordKind, Mapping[str, str]] = {
    RecordKind.ATTESTATION: {
        "evidence": "what you saw, and where it can be read",
        "by": "your name",
        "expires": "last day it counts, such as 2027-02-01 (empty: until it is reopened)",
    },
    RecordKind.WAIVER: {
        "reason": "why the launch can go without it",
        "by": "who asks for it",
        "approved_by": "who accepts the risk: somebody else",
        "expires": "last day it counts, at most 90 days ahead, such as 2027-02-01",
    },
    RecordKind.NOT_APPLICABLE: {"reason": "why it does not concern this launch", "by": "your name"},
}


@dataclass(kw_only=True)
class Talk:
    """One walk through the open lines."""

    write: Write
    by: str = ""
    """Who speaks, once known."""
    recorded: int = 0
    skipped: int = 0
    _heard: bool = field(default=False, init=False)

    def walk(self, lines: Sequence[JudgedLine]) -> None:
        """Ask about each line until the last one, "q", or the end of the answers; what was said is written by then."""
        try:
            for number, line in enumerate(lines, start=1):
                print(f"\n{number}/{len(lines)}  {_shown(line)}")
                if not self._answer(line):
                    return
        except EOFError:
            if not self._heard and not sys.stdin.isatty():
                why = "--interactive asks questions, and stdin is neither a terminal nor holds answers"
                raise ConfigError(f"{why}; give the line: golive attest LINE --by NAME --evidence TEXT") from None
            print()

    def _answer(self, line: JudgedLine) -> bool:
        """Take one answer about a line; False to quit."""
        letters = allowed(line)
        while True:
            letter = _letter(self._ask(", ".join(CHOICES[one] for one in letters) + "? "))
            if letter == "q":
                return False
            if letter == "s":
                self.skipped += 1
                return True
            if letter not in letters:
                refused = LETTERS.get(letter)
                print(f"  {_why_not(line, refused)}" if refused else f"  answer with one of {', '.join(letters)}")
                continue
            if why := self.write(line, LETTERS[letter], self._texts(LETTERS[letter])):
                print(f"  not recorded, for it would not count: {visible(why)}")
                continue
            self.recorded += 1
            return True

    def _texts(self, kind: RecordKind) -> Texts:
        found: Texts = {}
        for name, question in QUESTIONS[kind].items():
            if name == "by":
                self.by = found[name] = self._ask(f"  {question}{f' [{self.by}]' if self.by else ''}: ") or self.by
            elif name == "expires":
                found[name] = self._date(f"  {question}: ")
            else:
                found[name] = self._ask(f"  {question}: ")
        return found

    def _date(self, question: str) -> date | None:
        while text := self._ask(question):
            try:
                return date.fromisoformat(text)
            except ValueError:
                print(f"  {text!r} is no date such as 2027-02-01")
        return None

    def _ask(self, question: str) -> str:
        answer = input(question).strip()
        self._heard = True
        return answer


def _letter(said: str) -> str:
    """The letter of a choice, given as letter or as its word; anything else is no answer."""
    words = {choice.replace("(", "").replace(")", ""): letter for letter, choice in CHOICES.items()}
    return words.get(said.casefold(), said.casefold())


def allowed(line: JudgedLine) -> list[str]:
    """The letters that may answer a line."""
    said = ["a", "n"] if line.for_people else []
    waived = ["w"] if todo.can_be_waived(line) else []
    return sorted([*said, *waived, "s", "q"], key=list(CHOICES).index)


def _why_not(line: JudgedLine, kind: RecordKind) -> str:
    if kind is RecordKind.WAIVER and not todo.can_be_waived(line):
        return f"a {line.severity.value} line cannot be waived"
    return "no word overrides what was found: repair it, or have it waived"


def _shown(line: JudgedLine) -> str:
    """What there is to know of a line before speaking of it."""
    owner = f", {line.owner}" if line.owner else ""
    place = " > ".join(line.section) or line.checklist
    head = f"{line.severity.value}: {line.text} ({line.place}{owner})"
    seen = todo.seen(line) or list(line.evidence[: todo.EVIDENCE])
    bad = "it states a bad event: to attest it is to say that it is not the case" if states_bad_event(line) else ""
    return "\n     ".join(visible(row) for row in (head, place, bad, line.why, *seen) if row)


def summed_up(talk: Talk, left: int, file: str) -> str:
    """What became of the walk, in one line."""
    told = f"{plural(talk.recorded, 'answer')} recorded in {file}" if talk.recorded else "nothing recorded"
    more = f"; {plural(left, 'line')} still open: golive todo" if left else "; run the gate again: golive gate"
    return f"\n{told}{more}"
