"""``golive attest``, ``waive``, ``na``, ``fill`` and ``todo``: what people say, and what is still needed."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from pytest_golive.checklist.bind import Binder, Bound
from pytest_golive.checklist.events import states_bad_event
from pytest_golive.checklist.model import Kind, Severity, strictest
from pytest_golive.checks import Check
from pytest_golive.commands.parsers import add_flags, add_parser
from pytest_golive.commands.places import LastRun, Place, find, last_run, read_checklists
from pytest_golive.data import dataclass
from pytest_golive.errors import ChecklistError, ConfigError
from pytest_golive.facts.release import checkout, is_only_change
from pytest_golive.finding import Outcome, Release
from pytest_golive.options import Options, load
from pytest_golive.records import file as records_file
from pytest_golive.records.document import refuse_value
from pytest_golive.records.model import SAY, Key, Record, RecordKind, digest_of, redacted
from pytest_golive.records.standing import broken_rule
from pytest_golive.reports.words import plural, visible
from pytest_golive.verdict import JudgedLine

KINDS = {command: kind for kind, command in SAY.items()}
COMMANDS = frozenset({*KINDS, "todo"})
#: What people say in a record, by the name of its key.
TEXTS = ("by", "evidence", "reason", "value", "approved_by")
#: Flags of every one of the commands.
SETTINGS = ("config", "report", "env")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the commands."""
    attest = _command(commands, "attest", "vouch for lines that no program can look at")
    attest.add_argument("-i", "--interactive", action="store_true", help="ask about each open line of the last run")
    attest.add_argument("--by", metavar="NAME", help="who vouches for it")
    attest.add_argument("--evidence", metavar="TEXT", help="what was seen, and where it can be read")
    attest.add_argument("--expires", metavar="DATE", type=_date, help="last day it counts: 2027-02-01")
    waive = _command(commands, "waive", "accept that lines do not hold, for at most 90 days; never critical ones")
    waive.add_argument("--reason", required=True, metavar="TEXT", help="why the launch can go without it")
    waive.add_argument("--by", required=True, metavar="REQUESTER", help="who asks for it")
    waive.add_argument("--approved-by", required=True, metavar="NAME", help="who accepts the risk: somebody else")
    waive.add_argument("--expires", required=True, metavar="DATE", type=_date, help="last day it counts: 2027-02-01")
    na = _command(commands, "na", "say why lines do not concern this launch")
    na.add_argument("--reason", required=True, metavar="TEXT", help="why it does not apply")
    na.add_argument("--by", required=True, metavar="NAME", help="who says so")
    told = "fill in a field of the document: a name, a date, whom to call"
    fill = add_parser(commands, "fill", told)
    fill.add_argument("line", metavar="LINE", nargs=1, help="its id, the last part of its id, or its text")
    fill.add_argument("value", metavar="VALUE", help="what is written there")
    fill.add_argument("--by", required=True, metavar="NAME", help="who says so")
    fill.add_argument("--checklist", metavar="FILE", type=Path, help="the checklist (default: those of golive.toml)")
    fill.set_defaults(section=None)
    add_flags(fill, *SETTINGS)
    todo = commands.add_parser("todo", help="show what is still needed for GO, with the command for each line")
    add_flags(todo, *SETTINGS)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, told: str
) -> argparse.ArgumentParser:
    parser = add_parser(commands, name, told)
    parser.add_argument("line", metavar="LINE", nargs="*", help="its id, the last part of its id, or its text")
    told_section = "instead: every line of the last run below this heading that waits for a word"
    parser.add_argument("--section", metavar="TEXT", help=told_section)
    parser.add_argument("--checklist", metavar="FILE", type=Path, help="the checklist (default: those of golive.toml)")
    add_flags(parser, *SETTINGS)
    return parser


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2027-02-01") from None


def run(given: argparse.Namespace, root: Path, binder: Binder, checks: Mapping[str, Check]) -> int:
    """Run one of the commands; returns the exit code."""
    options = load(lambda name: getattr(given, name, None), root, looks=False)
    desk = Desk(given=given, options=options, root=root, binder=binder, checks=checks)
    if given.command == "todo":
        return desk.todo()
    return desk.interactive() if getattr(given, "interactive", False) else desk.record()


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where people's words are taken: one command with all it needs."""

    given: argparse.Namespace
    options: Options
    root: Path
    binder: Binder
    checks: Mapping[str, Check]

    @property
    def file(self) -> Path:
        """The records file."""
        return Path(self.options.settings.records.file)

    @cached_property
    def release(self) -> Release:
        """What the words are said of."""
        return checkout(self.options.root, self.file, Path(self.options.settings.report))

    @cached_property
    def last(self) -> LastRun | None:
        """The last run; None when there was none."""
        return last_run(self.options, self.root)

    def record(self) -> int:
        """Write one record for each line named, all or none, and say what each does."""
        _need_flags(self.given)
        places = self._section() if self.given.section is not None else self._named()
        told = {name: getattr(self.given, name, None) for name in (*TEXTS, "expires")}
        records = [self._record(place, KINDS[self.given.command], told) for place in places]
        refused = [(place, self._refusal(record, place)) for place, record in zip(places, records, strict=True)]
        if wrong := [(place, why) for place, why in refused if why]:
            why = "not recorded, for it would not count"
            if len(places) == 1:
                raise ConfigError(f"{why}: {wrong[0][1]}")
            raise ConfigError("\n".join([*(f"{place}: {why}: {one}" for place, one in wrong), "nothing was recorded"]))
        records_file.append(self.file, *records)
        for place, record in zip(places, records, strict=True):
            self._tell(place, record)
        return 0

    def _named(self) -> list[Place]:
        """The lines given by name, each once."""
        if not self.given.line:
            raise ConfigError(f"name a line: golive {self.given.command} LINE …, or --section TEXT; see golive todo")
        checklists = read_checklists(self.given.checklist, self.options, self.root)
        fills = self.given.command == "fill"
        found: dict[Key, Place] = {}
        wrong = []
        for said in self.given.line:
            try:
                place = find(said, checklists, fields=fills)
                if fills:
                    refuse_value(place.line, self.given.value)
                elif place.line.kind is Kind.SIGNOFF:
                    raise ChecklistError(f"{place} is signed after the verdict: golive sign --role ROLE --decision go")
                found[place.checklist.path, place.line.id] = place
            except ChecklistError as error:
                wrong.append(str(error))
        if wrong:
            raise ChecklistError("\n".join(wrong))
        return list(found.values())

    def _section(self) -> list[Place]:
        """The lines below a heading that wait for a word."""
        if self.given.line:
            raise ConfigError("give lines or --section, not both")
        last = self._fresh()
        below = last.below(self.given.section)
        answered = last.answered(self.file)
        waiting = [line for line in below if line.for_people and (line.checklist, line.id) not in answered]
        if not waiting:
            raise ConfigError(f"no line below {self.given.section!r} waits for a word")
        print(f"{plural(len(waiting), 'line')} below “{visible(self.given.section)}”:")
        return [last.place(line) for line in waiting]

    def interactive(self) -> int:
        """Walk through the open lines; each answer is written at once."""
        from pytest_golive.commands import asking
        from pytest_golive.reports import todo

        if self.given.line or self.given.evidence:
            raise ConfigError("--interactive asks for lines and evidence itself: give only --by")
        last = self._fresh()
        answered = last.answered(self.file)
        steps = todo.plan(last.verdict, answered).lines
        if self.given.section is not None:
            below = last.below(self.given.section)
            steps = [line for line in steps if line in below]
        lines = [line for line in steps if len(asking.allowed(line)) > 2]
        talk = asking.Talk(write=self._write, by=self.given.by or "")
        code = 0
        try:
            talk.walk(lines)
        except KeyboardInterrupt:
            code = 2
        print(asking.summed_up(talk, len(steps) - talk.recorded, str(self.file)))
        return code

    def _write(self, line: JudgedLine, kind: RecordKind, told: Mapping[str, str | date | None]) -> str:
        place = self._fresh().place(line)
        record = self._record(place, kind, told)
        if why := self._refusal(record, place):
            return why
        records_file.append(self.file, record)
        self._tell(place, record)
        return ""

    def _record(self, place: Place, kind: RecordKind, told: Mapping[str, str | date | None]) -> Record:
        line, path = place.line, place.checklist.path
        expires = told.get("expires")
        texts: dict[str, Any] = {name: _cleaned(str(told.get(name) or "")) for name in TEXTS}
        record = Record(
            kind=kind,
            checklist=path,
            line=line.id,
            text=_cleaned(line.text),
            digest=digest_of(path, line.id, line.text),
            release=self.release.commit,
            content=self.release.content,
            on=datetime.now(UTC).replace(microsecond=0),
            expires=expires if isinstance(expires, date) else None,
            words=self._left(place) if kind is RecordKind.ATTESTATION else "",
            **texts,
        )
        # A secret has no place in a file that is reviewed.
        return redacted(record)

    def _judged(self, place: Place) -> JudgedLine | None:
        """The line as the last run judged it, if the checklist is still the same."""
        return self.last.line(place) if self.last else None

    def _left(self, place: Place) -> str:
        """The words that are left to people, when checks proved the rest of the line."""
        from pytest_golive.reports import summary

        judged = self._judged(place)
        if judged and judged.record and judged.record_counts:
            return judged.record.words  # said again: of the same words, which the last run no longer shows as left
        return " ".join(judged.leftover) if judged and summary.is_partly(judged) else ""

    def _severity(self, place: Place) -> Severity | None:
        """What was judged, else what the document declares, else the bound checks' default; None: nobody knows yet."""
        if judged := self._judged(place):
            return judged.severity
        bound = [self.checks[one.check].severity for one in self._bound(place)]
        return place.line.severity or strictest(bound)

    def _bound(self, place: Place) -> tuple[Bound, ...]:
        parent = place.checklist.parent_text(place.line)
        return self.binder.bind(place.line, place.checklist.path, parent=parent).bound

    def _refusal(self, record: Record, place: Place) -> str:
        """Why a record would not count; empty when it may."""
        if record.kind is RecordKind.WAIVER and self._severity(place) is Severity.CRITICAL:
            return "a critical line cannot be waived"
        if record.expires and record.expires < record.on.date():
            return f"it would have expired on {record.expires}"
        return broken_rule(record) or self._overridden(record, place)

    def _overridden(self, record: Record, place: Place) -> str:
        """What the last run proved wrong: said now, the word would come to count with the first look that is missed."""
        judged = self._judged(place)
        if record.kind not in {RecordKind.ATTESTATION, RecordKind.NOT_APPLICABLE} or not judged or judged.for_people:
            return ""
        unanswered = judged.outcome is Outcome.UNVERIFIED and not judged.is_group and not judged.follows
        if judged.outcome not in {Outcome.FAILED, Outcome.ERROR} and not unanswered:
            return ""
        waivable = "" if judged.severity is Severity.CRITICAL else ", or have it waived"
        cure = f"repair it and run the gate again{waivable}"
        return f"in the last run “{visible(judged.why)}”, and no word overrides that; {cure}"

    def _tell(self, place: Place, record: Record) -> None:
        """Say what a record does."""
        judged, severity = self._judged(place), self._severity(place)
        reopening = ["a change of the line's text"]
        if record.kind is not RecordKind.WAIVER:
            reopening.append("a check that fails")
        severities = self.options.settings.records.reopen_on_release
        if severities and (severity is None or severity in severities):
            only = "" if severity else f", if it is {', '.join(severities)}"
            reopening.append(f"a new release (now {record.release[:10] or 'no commit'}){only}")
        where = f"{record.line}, {record.checklist}:{place.line.number}"
        print(f"recorded in {self.file}: “{visible(record.text)}” ({where})")
        print(f"  {visible(record.sentence)}")
        if states_bad_event(place.line) and record.kind is RecordKind.ATTESTATION:
            print("  the line states a bad event: this says that it is not the case")
        report = Path(self.options.settings.report)
        if self.release.dirty and not is_only_change(self.options.root, self.file, report):
            print("  note: this checkout has uncommitted changes; commit them first, or critical words lapse with them")
        print(f"  counts until: {record.expires or 'it is reopened'}")
        print(f"  what reopens it: {', '.join(reopening)}")
        if judged and record.words:
            print(f"  seen by {', '.join(judged.checks)}: {visible('; '.join(judged.evidence)) or 'nothing wrong'}")
        if judged and record.kind is not RecordKind.FIELD and judged.outcome is Outcome.PASSED:
            print("  note: in the last run the line passed by itself; this word is not needed")

    def _fresh(self) -> LastRun:
        """The last run, if it still speaks of the checklists as they are."""
        last = self._some_run()
        if last.stale:
            changed = ", ".join(last.stale)
            raise ConfigError(f"{changed} has changed since the last verdict: run the gate again: golive gate")
        return last

    def _some_run(self) -> LastRun:
        if self.last is None:
            path = Path(self.options.settings.report) / "verdict.json"
            raise ConfigError(f"{path} cannot be read: there is none; run the gate first: golive gate")
        return self.last

    def todo(self) -> int:
        """Print what is still needed for GO."""
        from pytest_golive.reports import todo

        last = self._some_run()
        known = {one.path for one in read_checklists(None, self.options, self.root)}
        print(todo.render(last.verdict, last.answered(self.file), last.stale, known), end="")
        return 0


def _need_flags(given: argparse.Namespace) -> None:
    """Refuse a command that says too little; argparse cannot, since --interactive asks for them."""
    needed = ("by", "evidence") if given.command == "attest" else ()
    if missing := [f"--{name}" for name in needed if getattr(given, name) is None]:
        raise ConfigError(f"{' and '.join(missing)} must be given, or --interactive")


def _cleaned(text: str) -> str:
    # Bytes of the command line that are no UTF-8 arrive as lone surrogates, which TOML cannot hold.
    return text.strip().encode("utf-8", "replace").decode("utf-8")
