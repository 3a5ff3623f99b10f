"""The gate of one run: settings, checklists, facts being gathered, findings so far, and at the end the verdict."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pytest_golive.checklist.bind import Binder, Binding, Bound
from pytest_golive.checklist.conditions import Conditions, Decision
from pytest_golive.checklist.model import Checklist, Kind, Line
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import Check, registry
from pytest_golive.checks.registry import Evidence
from pytest_golive.errors import ChecklistError
from pytest_golive.facts import FACTS
from pytest_golive.facts.gather import Attempt, Gatherer
from pytest_golive.facts.registry import is_contract, is_read_only
from pytest_golive.facts.release import checkout
from pytest_golive.facts.together import meanwhile
from pytest_golive.finding import Finding, Release
from pytest_golive.named.frameworks import framework_of, suited
from pytest_golive.named.headers import listed
from pytest_golive.narrowed import reports_of
from pytest_golive.options import Options
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    from pytest_golive.compare import Change
    from pytest_golive.contracts.stage import Stage
    from pytest_golive.facts.client import Client
    from pytest_golive.recorder import Recorder
    from pytest_golive.records.model import Record
    from pytest_golive.reports.html import Page
    from pytest_golive.verdict import Verdict

#: So many lines are bound before what they need is looked at.
PART = 100


class _Givens(dict[str, Any]):
    """What a fact may ask for by name; the client is made when the first one does."""

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)
        return value() if name == "client" else value


class Gate:
    """One run's state; the hooks of `session.py` call it, tests reach it through the ``golive`` fixture."""

    def __init__(self, options: Options, client: Client | None, checks: dict[str, Check], *, started: float) -> None:
        self.options = options
        self.settings: Settings = options.settings
        self.now = options.as_of
        self.checks = checks
        self.fact_names = FACTS.names
        self.records: tuple[Record, ...] = ()
        self.verdict: Verdict | None = None
        self.is_whole = False
        """Whether everything that counts was run: nothing was deselected or stopped."""
        self.part = ""
        """What narrowed the run; empty when it was asked to be whole."""
        self.unread = ""
        """That documents which may be the team's own checklist were not read."""
        self.baseline: Verdict | None = None
        """The earlier verdict that the settings name."""
        self.change: Change | None = None
        self.page: Page | None = None
        """What people read of the verdict, once it is made."""
        self.checklists: dict[Path, Checklist] = {}
        self._started = started
        self._framework = framework_of(options.settings)
        self._bindings: dict[tuple[str, str], Binding] = {}
        self._conditions: dict[str, Conditions] = {}
        self._findings: dict[Any, Finding] = {}
        self._evidence: dict[str, Evidence] = {}
        self._release = self._checkout
        self._lock = threading.Lock()
        if client:
            self.client = client
        self._givens = _Givens(settings=self.settings, client=lambda: self.client, now=self.now)
        self.gatherer: Gatherer = self._new_gatherer()

    @cached_property
    def client(self) -> Client:
        """The HTTP client of the facts."""
        from pytest_golive.facts.client import Client

        return Client(self.settings)

    @cached_property
    def recorder(self) -> Recorder:
        """What was said so far."""
        from pytest_golive.recorder import Recorder

        return Recorder()

    @property
    def report_folder(self) -> Path:
        """Where the reports of a whole run go."""
        return Path(self.settings.report)

    @property
    def reports_folder(self) -> Path:
        """Where the reports of this run go."""
        return reports_of(self.report_folder, self.part)

    @cached_property
    def stage(self) -> Stage:
        """Where contracts play: made when there are any."""
        from pytest_golive.contracts.stage import Stage

        stage = Stage(self.settings)
        gatherer = self.gatherer
        stage.turns.is_quiet = lambda: all(
            gatherer.is_settled(name) for name in gatherer.names if not is_contract(name)
        )
        self._givens["stage"] = stage
        return stage

    def _new_gatherer(self) -> Gatherer:
        allowed = ("read-only", "probe", "executes", *self.settings.allow)
        deadlines = {"deadline": self.settings.target.deadline, "acting": self.settings.storefront.deadline}
        return Gatherer(self._givens, **deadlines, allowed=allowed)

    def read_checklist(self, path: Path, shown: str, binder: Binder, *, look_ahead: bool = False) -> Checklist:
        """Parse a checklist once and bind its lines; ``shown`` is its path in reports.

        Args:
            look_ahead: start to look at what lines need while the next ones are bound.

        Raises:
            ChecklistError: it cannot be read, or pins an unknown check.
        """
        if path not in self.checklists:
            try:
                raw = path.read_bytes()
            except OSError as error:
                raise ChecklistError(f"{shown}: the checklist cannot be read: {error.strerror}") from None
            checklist = self.checklists[path] = parse(raw, shown)
            self._conditions[checklist.path] = Conditions(checklist, self.settings.applies)
            for first in range(0, len(checklist.lines), PART):
                part = checklist.lines[first : first + PART]
                self._bind(checklist, part, binder)
                if look_ahead:
                    self._look_ahead(checklist, part)
        return self.checklists[path]

    def _bind(self, checklist: Checklist, lines: Iterable[Line], binder: Binder) -> None:
        for line in lines:
            bind = partial(binder.bind, path=checklist.path, parent=checklist.parent_text(line))
            binding = listed(line, bind)
            self._bindings[checklist.path, line.id] = suited(binding, line.text, self._framework, self.checks)

    def _look_ahead(self, checklist: Checklist, lines: Iterable[Line]) -> None:
        """Start to look at what these lines need, as far as it costs the target no more than a visit."""
        due = (line for line in lines if self._is_item(checklist, line))
        wanted = {name for line in due for name in self.facts_of(checklist, line)} & self.fact_names
        self.start(sorted(name for name in wanted if not is_contract(name) and is_read_only(name)))

    def read_records(self) -> None:
        """Read what people said.

        Raises:
            ConfigError: the file has a mistake.
        """
        path = Path(self.settings.records.file)
        if os.path.lexists(path):
            from pytest_golive.records import file

            self.records = file.read(path)

    def check_records(self) -> None:
        """Refuse records that were edited by hand, once the checklists are read.

        Raises:
            ConfigError: naming each of them.
        """
        if self.records:
            from pytest_golive.records import file

            file.refuse_edited(Path(self.settings.records.file), self.records, self.checklists.values())

    def read_baseline(self) -> None:
        """Read the verdict to compare with, if one is named.

        Raises:
            ConfigError: it is missing, or no verdict of this version.
        """
        if self.settings.baseline:
            from pytest_golive import baseline

            self.baseline = baseline.read(Path(self.settings.baseline))

    def ask_for_release(self) -> None:
        """Have git say what is judged, while the checklist is read and the target is looked at."""
        self._release = meanwhile(self._checkout)

    def _checkout(self) -> Release:
        records = Path(self.settings.records.file) if self.records else None
        return checkout(self.options.root, records, self.report_folder)

    def binding(self, checklist: Checklist, line: Line) -> Binding:
        """What verifies a line."""
        return self._bindings[checklist.path, line.id]

    def decision(self, checklist: Checklist, line: Line) -> Decision | None:
        """Whether the line applies, as far as its condition is decided."""
        return self._conditions[checklist.path].decision(line)

    def lines_to_run(self, checklist: Checklist) -> list[Line]:
        """The lines that become pytest items: due, no fields, and not answered by other lines alone."""
        return [line for line in checklist.lines if self._is_item(checklist, line)]

    def _is_item(self, checklist: Checklist, line: Line) -> bool:
        if line.is_field or line.phase is not self.settings.phase:
            return False
        bound = self.binding(checklist, line).bound
        if bound:
            return any(not self.checks[one.check].is_about_document for one in bound)
        is_command_of_line = line.kind is Kind.COMMAND and line.parent
        # Those who sign do it when there is a verdict: a run has nothing to ask them.
        return not checklist.children(line) and not is_command_of_line and line.kind is not Kind.SIGNOFF

    def is_due(self, checklist: str, line: str) -> bool:
        """Whether the line with this id is due in the phase that is judged."""
        return any(
            one.phase is self.settings.phase
            for read in self.checklists.values()
            if read.path == checklist
            for one in read.lines
            if one.id == line
        )

    def facts_of(self, checklist: Checklist, line: Line) -> tuple[str, ...]:
        """Every fact the checks of a line look at; none for a line that does not apply."""
        decision = self.decision(checklist, line)
        if decision and decision.applies is False:
            return ()
        bound = self.binding(checklist, line).bound
        return tuple(dict.fromkeys(name for one in bound for name in self.checks[one.check].facts))

    def start(self, facts: Iterable[str]) -> None:
        """Start to look at everything the selected items need."""
        self.gatherer.start(facts)

    def all_is_asked(self) -> None:
        """Let go of connections that were opened ahead and that nobody wants."""
        if "client" in vars(self):
            self.client.all_is_asked()

    def look(self, fact: str) -> Attempt:
        """The attempt at a fact, waiting for it; for a fact nobody asked for at the start, look now."""
        if fact not in self.gatherer.names:
            with self._lock:
                extra = self._new_gatherer()
                extra.start([fact])
                return extra.get(fact)
        return self.gatherer.get(fact)

    def is_ready(self, facts: Iterable[str]) -> bool:
        """Whether every fact has been seen, or will not be."""
        return all(self.gatherer.is_settled(name) for name in facts)

    def finding(self, bound: Bound) -> Finding:
        """What a check says; it is asked once, however many lines it answers."""
        key = bound.key
        if key not in self._findings:
            givens = {"settings": self.settings, "now": self.now}
            self._findings[key] = registry.run(self.checks[bound.check], self.look, givens, bound.quantities)
        return self._findings[key]

    def evidence_of(self, nodeid: str) -> Evidence:
        """The evidence one of the team's tests collects."""
        return self._evidence.setdefault(nodeid, Evidence())

    def close(self, problems: Iterable[str]) -> Verdict:
        """Make the verdict from what was recorded."""
        # Where lines are read nothing of this is needed, and what is looked at should not wait for it.
        from pytest_golive.records.model import redacted
        from pytest_golive.verdict import Effect, Run, judge

        if "stage" in self._givens:
            self.stage.close()
        if "client" in vars(self):
            self.client.close()
        self.recorder.is_part = bool(self.part)
        checklists = self.recorder.checklists(self.checklists.values(), self.settings.phase)
        said = self.recorder.said(checklists, self.binding, self.checks)
        run = Run(
            checklists=checklists,
            said=said,
            checks=self.checks,
            phase=self.settings.phase,
            as_of=self.now,
            target=self.settings.target.url,
            release=self._release(),
            problems=(*problems, *self.recorder.problems, *self.recorder.strangers()),
            seconds=time.monotonic() - self._started,
            records=[redacted(record) for record in self.records],
            reopen_on_release=self.settings.records.reopen_on_release,
            roles=self.settings.signatures.roles,
            applies=self.settings.applies,
            remind_days=self.settings.reminders.days,
            unread=self.unread,
        )
        self.verdict = judge(run)
        due = [line for line in self.verdict.lines if line.effect is not Effect.LATER]
        self.is_whole = self.recorder.is_whole(said[line.checklist, line.id] for line in due)
        return self.verdict
