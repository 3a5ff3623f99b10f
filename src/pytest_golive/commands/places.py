"""Where a person's word belongs: finds the lines that are named, and what the last run said of them."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Sequence
from pathlib import Path

from pytest_golive.checklist.files import DEFAULT_NAME, default_checklist, shown_path
from pytest_golive.checklist.model import Checklist, Kind, Line
from pytest_golive.data import dataclass
from pytest_golive.errors import ChecklistError, ConfigError, did_you_mean
from pytest_golive.options import Options
from pytest_golive.records import file as records_file
from pytest_golive.records.model import Key, by_key, redacted
from pytest_golive.records.standing import broken_rule
from pytest_golive.verdict import JudgedLine, Verdict

SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Place:
    """A line and the checklist it is in."""

    checklist: Checklist
    line: Line

    def __str__(self) -> str:
        return f"{self.line.id} ({self.checklist.path}:{self.line.number})"


def read_checklists(named: Path | None, options: Options, root: Path) -> list[Checklist]:
    """The checklist named, else those of golive.toml, else the default one, under the names the gate gives them.

    Raises:
        ChecklistError: one cannot be read.
    """
    from pytest_golive.checklist.parse import parse

    paths = [named.resolve()] if named else [Path(path).resolve() for path in options.settings.checklist]
    found: list[Checklist] = []
    for path in paths or [default_checklist()]:
        shown = shown_path(path, root, {one.path for one in found})
        try:
            found.append(parse(path.read_bytes(), shown))
        except OSError as error:
            raise ChecklistError(f"{shown}: the checklist cannot be read: {error.strerror}") from None
    return found


def find(said: str, checklists: Sequence[Checklist], *, fields: bool = False) -> Place:
    """The one line with this id, last part of an id, or text; ``fields`` of lines are none unless asked for.

    Raises:
        ChecklistError: there is none, or several.
    """
    lines = [(one, line) for one in checklists for line in one.lines]
    places = [Place(checklist=one, line=line) for one, line in lines if fields or not line.is_field]
    for name in (_id, _last_part, _text):
        found = [place for place in places if name(place) == (squeezed(said) if name is _text else said.strip())]
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


def squeezed(text: str) -> str:
    """A text in the form it is compared in, however it is spaced and capitalised."""
    return " ".join(text.split()).casefold()


def _id(place: Place) -> str:
    return place.line.id


def _last_part(place: Place) -> str:
    return place.line.id.rpartition("/")[2]


def _text(place: Place) -> str:
    return squeezed(place.line.text)


def _answerable(place: Place) -> Place:
    """Refuse a line that repeats what others answer: a word about it would change nothing."""
    parts = place.checklist.children(place.line)
    if parts:
        named = ", ".join(part.id for part in parts[:SHOWN])
        print(f"note: {place.line.id} is also judged by its parts, each with an answer of its own: {named}")
    if place.line.kind is Kind.COMMAND and place.line.parent:
        raise ChecklistError(f"{place} is a command of {place.line.parent}, which answers it: record that one")
    return place


@dataclass(frozen=True, kw_only=True)
class LastRun:
    """The verdict of the last run, and the checklists as they are now."""

    verdict: Verdict
    checklists: tuple[Checklist, ...]
    stale: tuple[str, ...]
    """Checklists that have changed since."""

    def place(self, judged: JudgedLine) -> Place:
        """Where a judged line is."""
        found = [
            Place(checklist=one, line=line)
            for one in self.checklists
            if one.path == judged.checklist
            for line in one.lines
            if line.id == judged.id
        ]
        if not found:
            raise ConfigError(f"{judged.id} is in no checklist: run the gate again: golive gate")
        return found[0]

    def line(self, place: Place) -> JudgedLine | None:
        """A line as it was judged; None when its checklist has changed since, or was not judged."""
        key = (place.checklist.path, place.line.id)
        known = {one.path: one.sha256 for one in self.verdict.checklists}
        if known.get(place.checklist.path) != place.checklist.sha256:
            return None
        return next((line for line in self.verdict.lines if (line.checklist, line.id) == key), None)

    def below(self, heading: str) -> list[JudgedLine]:
        """The lines below a heading.

        Raises:
            ConfigError: there is no such heading.
        """
        found = [line for line in self.verdict.lines if squeezed(heading) in map(squeezed, line.section)]
        if not found:
            known = {squeezed(title): title for line in self.verdict.lines for title in line.section}
            hint = did_you_mean(squeezed(heading), known)
            raise ConfigError(f"no line of the last run is below a heading {heading!r}{hint}")
        return found

    def answered(self, file: Path) -> frozenset[Key]:
        """Lines that people have spoken of since, in words that keep the rules."""
        said = {key: redacted(records[-1]) for key, records in by_key(records_file.read(file)).items()}
        weighed = {(line.checklist, line.id): line.record for line in self.verdict.lines}
        # In the time of the machine, not of the verdict: that may have been judged as of another day.
        return frozenset(
            key for key, record in said.items() if key in weighed and record != weighed[key] and not broken_rule(record)
        )


def last_run(options: Options, root: Path) -> LastRun | None:
    """The verdict in the report folder; None when there is none.

    Raises:
        GoliveError: the file is broken.
    """
    from pytest_golive.checklist.parse import parse
    from pytest_golive.reports import json

    path = Path(options.settings.report) / "verdict.json"
    try:
        verdict = json.load(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"{path} cannot be read: {why}; run the gate again: golive gate") from None
    now: list[Checklist] = []
    stale = []
    # The team's own tests are a checklist without a file.
    for one in (checklist for checklist in verdict.checklists if checklist.sha256):
        where = _where(one.path, options, root)
        raw = where.read_bytes() if where.is_file() else b""
        if hashlib.sha256(raw).hexdigest() == one.sha256:
            now.append(parse(raw, one.path))
        else:
            stale.append(one.path)
    return LastRun(verdict=verdict, checklists=tuple(now), stale=tuple(stale))


def _where(shown: str, options: Options, root: Path) -> Path:
    """The file of a checklist that reports call ``shown``."""
    if shown == DEFAULT_NAME:
        return default_checklist()
    named = [Path(path) for path in options.settings.checklist if Path(path).name == shown]
    return next((path for path in (root / shown, *named) if path.is_file()), root / shown)
