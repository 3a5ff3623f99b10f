"""``golive attest``, ``waive``, ``na``, ``fill`` and ``todo``: what people say, and what they must still say."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.events import states_bad_event
from pytest_golive.checklist.model import Checklist, Kind, Line, Severity
from pytest_golive.checks import Check
from pytest_golive.errors import ChecklistError, ConfigError, GoliveError
from pytest_golive.facts.release import checkout
from pytest_golive.options import Options, load
from pytest_golive.records import file as records_file
from pytest_golive.records.document import FILLED_IN, refuse_value
from pytest_golive.records.model import Record, RecordKind, digest_of, redacted
from pytest_golive.records.standing import broken_rule
from pytest_golive.reports.words import visible

KINDS = {
    "attest": RecordKind.ATTESTATION,
    "waive": RecordKind.WAIVER,
    "na": RecordKind.NOT_APPLICABLE,
    "fill": RecordKind.FIELD,
}
COMMANDS = frozenset({*KINDS, "todo"})
SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Place:
    """A line and the checklist it is in."""

    checklist: Checklist
    line: Line

    def __str__(self) -> str:
        return f"{self.line.id} ({self.checklist.path}:{self.line.number})"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the commands."""
    attest = _command(commands, "attest", "vouch for a line that no program can look at")
    attest.add_argument("--by", required=True, metavar="NAME", help="who vouches for it")
    attest.add_argument("--evidence", required=True, metavar="TEXT", help="what was seen, and where it can be read")
    attest.add_argument("--expires", metavar="DATE", type=_date, help="last day it counts: 2027-02-01")
    waive = _command(commands, "waive", "accept that a line does not hold, for at most 90 days; never a critical one")
    waive.add_argument("--reason", required=True, metavar="TEXT", help="why the launch can go without it")
    waive.add_argument("--by", required=True, metavar="REQUESTER", help="who asks for it")
    waive.add_argument("--approved-by", required=True, metavar="NAME", help="who accepts the risk: somebody else")
    waive.add_argument("--expires", required=True, metavar="DATE", type=_date, help="last day it counts: 2027-02-01")
    na = _command(commands, "na", "say why a line does not concern this launch")
    na.add_argument("--reason", required=True, metavar="TEXT", help="why it does not apply")
    na.add_argument("--by", required=True, metavar="NAME", help="who says so")
    fill = _command(commands, "fill", "fill in a field of the document: a name, a date, whom to call")
    fill.add_argument("value", metavar="VALUE", help="what is written there")
    fill.add_argument("--by", required=True, metavar="NAME", help="who says so")
    todo = commands.add_parser("todo", help="show what people must still say, with the command for each line")
    _config(todo)
    todo.add_argument("--golive-report", metavar="DIR", default=None, help="folder of the reports")


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, told: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=told, description=f"{told[0].upper()}{told[1:]}.")
    parser.add_argument("line", metavar="LINE", help="its id, the last part of its id, or its text")
    parser.add_argument("--checklist", metavar="FILE", type=Path, help="the checklist (default: those of golive.toml)")
    _config(parser)
    return parser


def _config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--golive-config", metavar="FILE", default=None, help="settings file")
    parser.add_argument("--golive-env", metavar="NAME", default=None, help="overlay [env.NAME] of the settings file")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2027-02-01") from None


def run(given: argparse.Namespace, root: Path, binder: Binder, checks: Mapping[str, Check]) -> int:
    """Run one of the commands; returns the exit code."""
    try:
        options = load(lambda name: getattr(given, name, None), root, looks=False)
        if given.command == "todo":
            return _todo(options)
        fills = given.command == "fill"
        place = _find(given.line, _checklists(given.checklist, options, root), fields=fills)
        if fills:
            refuse_value(place.line, given.value)
        # A secret has no place in a file that is reviewed.
        return _say(redacted(_record(given, place, options)), place, options, _severity(place, binder, checks))
    except GoliveError as error:
        print(f"golive: {error}", file=sys.stderr)
        return 4


def _checklists(named: Path | None, options: Options, root: Path) -> list[Checklist]:
    from pytest_golive.checklist.parse import parse
    from pytest_golive.gate import default_checklist

    paths = [named.resolve()] if named else [Path(path).resolve() for path in options.settings.checklist]
    found: list[Checklist] = []
    for path in paths or [default_checklist()]:
        shown = os.path.relpath(path, root) if path.is_relative_to(root) else path.name
        if not path.is_relative_to(root) and shown in {one.path for one in found}:
            shown = str(path)
        try:
            found.append(parse(path.read_bytes(), "default checklist" if path == default_checklist() else shown))
        except OSError as error:
            raise ChecklistError(f"{shown}: the checklist cannot be read: {error.strerror}") from None
    return found


def _find(said: str, checklists: Sequence[Checklist], *, fields: bool = False) -> Place:
    """The one line with this id, last part of an id, or text; ``fields`` of lines are none unless asked for."""
    lines = [(one, line) for one in checklists for line in one.lines]
    places = [Place(checklist=one, line=line) for one, line in lines if fields or not line.is_field]
    for name in (_id, _last_part, _text):
        found = [place for place in places if name(place) == name_given(said, name is _text)]
        if len(found) == 1:
            return _answerable(found[0])
        if found:
            several = ", ".join(str(place) for place in found[:SHOWN])
            more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            which = " or --checklist" if len({place.checklist.path for place in found}) > 1 else ""
            raise ChecklistError(f"{said!r} names several lines: {several}{more}; give the whole id{which}")
    known = {name(place): None for place in places for name in (_last_part, _text, _id)}
    close = difflib.get_close_matches(said.casefold(), known, n=1) or [name for name in known if said in name]
    hint = f", did you mean {close[0]!r}?" if close else ""
    raise ChecklistError(f"no line {said!r} in {', '.join(one.path for one in checklists)}{hint}")


def name_given(said: str, is_text: bool) -> str:
    """What was typed, in the form it is compared in."""
    return " ".join(said.split()).casefold() if is_text else said.strip()


def _id(place: Place) -> str:
    return place.line.id


def _last_part(place: Place) -> str:
    return place.line.id.rpartition("/")[2]


def _text(place: Place) -> str:
    return name_given(place.line.text, True)


def _answerable(place: Place) -> Place:
    """Refuse a line that repeats what others answer: a word about it would change nothing."""
    parts = place.checklist.children(place.line)
    if parts:
        named = ", ".join(part.id for part in parts[:SHOWN])
        print(f"note: {place.line.id} is also judged by its parts, each with an answer of its own: {named}")
    if place.line.kind is Kind.COMMAND and place.line.parent:
        raise ChecklistError(f"{place} is a command of {place.line.parent}, which answers it: record that one")
    return place


def _severity(place: Place, binder: Binder, checks: Mapping[str, Check]) -> Severity | None:
    """What the document declares, else the bound checks' default; None when only the verdict knows."""
    bound = [checks[one.check].severity for one in binder.bind(place.line, place.checklist.path).bound]
    return place.line.severity or min(bound, key=list(Severity).index, default=None)


def _record(given: argparse.Namespace, place: Place, options: Options) -> Record:
    release = checkout(options.root, Path(options.settings.records.file))
    line, path = place.line, place.checklist.path

    def text(name: str) -> str:
        # Bytes of the command line that are no UTF-8 arrive as lone surrogates, which TOML cannot hold.
        return (getattr(given, name, None) or "").strip().encode("utf-8", "replace").decode("utf-8")

    return Record(
        kind=KINDS[given.command],
        checklist=path,
        line=line.id,
        text=line.text.encode("utf-8", "replace").decode("utf-8"),
        digest=digest_of(path, line.id, line.text),
        release=release.commit,
        content=release.content,
        by=text("by"),
        on=datetime.now(UTC).replace(microsecond=0),
        evidence=text("evidence"),
        reason=text("reason"),
        value=text("value"),
        approved_by=text("approved_by"),
        expires=getattr(given, "expires", None),
    )


def _say(record: Record, place: Place, options: Options, severity: Severity | None) -> int:
    """Append a record that can count, and say what it does."""
    broken = broken_rule(record)
    if record.kind is RecordKind.WAIVER and severity is Severity.CRITICAL:
        broken = "a critical line cannot be waived"
    if record.expires and record.expires < record.on.date():
        broken = f"it would have expired on {record.expires}"
    if broken:
        raise ConfigError(f"not recorded, for it would not count: {broken}")
    file = Path(options.settings.records.file)
    records_file.append(file, record)
    reopening = ["a change of the line's text"]
    if record.kind is not RecordKind.WAIVER:
        reopening.append("a check that fails")
    severity = severity or (Severity.MEDIUM if place.line.kind in FILLED_IN else None)
    if severity is None or severity in options.settings.records.reopen_on_release:
        severities = ", ".join(options.settings.records.reopen_on_release)
        only = "" if severity else f", if it is {severities}"
        reopening += [f"a new release (now {record.release[:10] or 'no commit'}){only}"] if severities else []
    where = f"{record.line}, {record.checklist}:{place.line.number}"
    print(f"recorded in {file}: “{visible(record.text)}” ({where})")
    print(f"  {visible(record.sentence)}")
    if states_bad_event(place.line) and record.kind is RecordKind.ATTESTATION:
        print("  the line states a bad event: this says that it is not the case")
    print(f"  counts until: {record.expires or 'it is reopened'}")
    print(f"  what reopens it: {', '.join(reopening)}")
    return 0


def _todo(options: Options) -> int:
    from pytest_golive.reports import json, todo

    path = Path(options.settings.report) / "verdict.json"
    try:
        verdict = json.load(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}; run the gate first: golive gate") from None
    print(todo.render(verdict), end="")
    return 0
