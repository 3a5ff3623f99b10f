"""The hooks that run only under ``--golive``; each hands over to the module that owns the matter."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pytest_golive import answering, casting, masking, narrowed, opening, outcomes, runloop
from pytest_golive.answering import Batch
from pytest_golive.asked import path_of, shown
from pytest_golive.checklist.files import default_checklist
from pytest_golive.checks.registry import Evidence
from pytest_golive.collect import ChecklistFile, LineItem
from pytest_golive.facts.registry import is_contract
from pytest_golive.fixtures import PUBLIC, fact_fixtures
from pytest_golive.gate import Gate
from pytest_golive.modules import Modules
from pytest_golive.owntests import OwnTest, heeding_returns, own_test

if TYPE_CHECKING:
    import warnings

    from _pytest.terminal import TerminalReporter

    from pytest_golive.integrations.html import HtmlHooks


HTML_REPORT = "report.html"


class GateSession:
    """Hooks of one judged run."""

    def __init__(self, config: pytest.Config, gate: Gate, paths: list[Path]) -> None:
        """``paths``: the checklists that were read."""
        self.config = config
        self.gate = gate
        self.problems: list[str] = []
        #: What is wrong with the team's tests, as far as workers have found it.
        self.mistakes: list[str] = []
        self.own_tests: list[OwnTest] = []
        self.modules = Modules(config)
        config.pluginmanager.register(self.modules, "golive-modules")
        self.is_worker = hasattr(config, "workerinput")
        #: Whether workers do the running and this process only listens.
        self.is_controller = not self.is_worker and config.pluginmanager.hasplugin("dsession")
        self.session: pytest.Session | None = None
        self.published = False
        self.anchor: pytest.Item | None = None
        self.report_problems: list[str] = []
        self.paths = paths
        # What only shows something leaves the last run's report alone.
        self.html = None if self.is_worker or opening.only_shows(config) else _feed_pytest_html(config, gate)
        if self.is_worker or opening.hands_out(config):
            from pytest_golive.integrations import xdist

            xdist.connect(config, gate, self)

    @pytest.hookimpl(tryfirst=True)
    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Reach the default checklist in a virtual environment inside the project, and nothing else in there."""
        default, root = default_checklist(), self.config.rootpath
        if default not in self.paths or not default.is_relative_to(root) or collection_path == root:
            return None
        if collection_path == default or collection_path in default.parents:
            return False
        inside = collection_path.parent in default.parents and collection_path.parent != root
        return True if inside and collection_path.is_relative_to(root) else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Know the session: one that is interrupted while it starts (its workers do) has no end of its own."""
        self.session = session

    def pytest_report_header(self) -> list[str]:
        """Say what is judged."""
        gate = self.gate
        named = ", ".join(checklist.path for checklist in gate.checklists.values())
        target = gate.settings.target.url or "no target configured"
        told = [f"golive: {named}, phase {gate.settings.phase}, {target}, as of {gate.now:%Y-%m-%d %H:%M %Z}"]
        return [*told, *([f"golive: {self.unread}"] if self.unread else [])]

    @cached_property
    def unread(self) -> str:
        """That documents which may be the team's own checklist were not read."""
        if self.paths != [default_checklist()]:
            return ""
        from pytest_golive.init.checklists import unread

        return unread(self.config.rootpath)

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> ChecklistFile | None:
        """Collect the checklists of this run."""
        return self._node(file_path.resolve(), parent) if file_path.resolve() in self.paths else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makemodule(self) -> None:
        """Offer the facts as fixtures, once there are tests that may take them."""
        self._offer_facts()

    def _offer_facts(self) -> None:
        if not self.config.pluginmanager.hasplugin("golive-facts"):
            self.config.pluginmanager.register(fact_fixtures(_seeable(self.gate)), "golive-facts")

    def _node(self, path: Path, parent: pytest.Collector) -> ChecklistFile:
        checklist = self.gate.checklists[path]
        nodeid = checklist.path.replace(" ", "-").replace(os.sep, "/")
        return ChecklistFile.from_parent(parent, path=path, gate=self.gate, checklist=checklist, nodeid=nodeid)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_collection_modifyitems(
        self, session: pytest.Session, items: list[pytest.Item]
    ) -> Generator[None, None, None]:
        """Add the checklists before others select and sort; keep what counts when they have."""
        self._add_checklists(session, items)
        before = [item for item in items if not isinstance(item, LineItem)]
        yield
        self._keep_what_counts(items)
        # A conftest.py that takes tests out of the list need not say so.
        left = {test.nodeid for test in self.own_tests}
        gone = self._own_tests([item for item in before if item.nodeid not in left])
        self.own_tests += [replace(test, deselected=True) for test in gone.values() if test]

    def _add_checklists(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        """Collect the checklists that the command line's paths do not lead to: they are judged all the same.

        Not as further paths: pytest would load the conftest.py files above them. Where the command line names single
        tests, only the lines that these answer.
        """
        walked = [path_of(self.config, arg) for arg in self.config.args]
        is_part = bool(narrowed.named(self.config))
        claimed = _claimed(self._own_tests(items)) if is_part else set()
        for path in self.paths:
            if not any(folder == path or folder in path.parents for folder in walked):
                found = session.genitems(self._node(path, session))
                items.extend(one for one in found if not is_part or (isinstance(one, LineItem) and one.key in claimed))

    def _keep_what_counts(self, items: list[pytest.Item]) -> None:
        """Keep lines and the team's marked tests; drop lines that only a test answers."""
        own = self._own_tests(items)
        self.own_tests += [test for test in own.values() if test]
        claimed = _claimed(own)
        kept: list[pytest.Item] = []
        dropped: list[pytest.Item] = []
        for item in items:
            if not isinstance(item, LineItem):
                (kept if own[item.nodeid] else dropped).append(item)
            elif item.binding.bound or item.key not in claimed:
                kept.append(item)
        if dropped:
            self.config.hook.pytest_deselected(items=dropped)
        # pytest-django moves database tests first; a checklist is read from top to bottom.
        items[:] = sorted(kept, key=lambda item: not isinstance(item, LineItem))

    def _own_tests(self, items: list[pytest.Item]) -> dict[str, OwnTest | None]:
        """The tests that count by node id; a test that answers a line of another phase is not due."""
        try:
            own = {item.nodeid: own_test(item, self.gate.checklists.values()) for item in items}
        except pytest.UsageError as error:
            self.problems.append(str(error))
            if not self.is_worker:
                raise
            # xdist would only say that its worker broke: the controller refuses the run instead.
            self.mistakes += [] if str(error) in self.mistakes else [str(error)]
            return {item.nodeid: None for item in items}
        return {
            nodeid: test if test and (not test.claims or self.gate.is_due(test.checklist, test.claims)) else None
            for nodeid, test in own.items()
        }

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        """Remember what -k and -m left out: it is unverified."""
        for item in items:
            if isinstance(item, LineItem):
                self.gate.recorder.deselected.add(item.key)
            else:
                test = self._own_tests([item])[item.nodeid]
                self.own_tests += [replace(test, deselected=True)] if test else []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Start looking, once it is known what is needed."""
        self.gate.recorder.collected(self.own_tests)
        # What was loaded so far stays to the end: the collector (pytest's own calls at the end too) skips it.
        gc.freeze()
        gc.enable()
        if self.is_controller or opening.only_shows(self.config) or not session.items:
            return
        wanted = {name for item in session.items for name in facts_of(item)} & self.gate.fact_names
        if any(is_contract(name) for name in wanted):
            self._offer_facts()
            self.anchor = casting.cast(session, self.gate.stage)
        self.gate.start(sorted(wanted))
        self.gate.all_is_asked()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Run lines as their facts arrive; with workers, pytest-xdist's own loops do."""
        if self.is_worker or self.is_controller:
            return None
        return runloop.run(session, self.gate, self.anchor)

    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
        """Answer lines; a test goes pytest's own way."""
        if isinstance(item, LineItem):
            answering.answer(item, nextitem)
        elif isinstance(item, Batch):
            item.answer(nextitem)
        else:
            return None
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        """A test passes by what it asserts, not by what it returns."""
        if not isinstance(item, pytest.Function):
            return (yield)
        with heeding_returns():
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Attach the findings and blank secrets."""
        report = yield
        if isinstance(item, LineItem):
            return item.tell(report)
        own = self.gate.evidence_of(item.nodeid) if report.when == "call" else Evidence()
        told = {"evidence": list(own.seen), "lapses": list(own.ends), "tables": list(own.tables)}
        report.golive = told  # type: ignore[attr-defined]
        return masking.mask_report(report)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Record what was said."""
        self.gate.recorder.report(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Give unverified lines a category of their own."""
        return outcomes.status(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_warning_recorded(self, warning_message: warnings.WarningMessage) -> None:
        """Blank secrets before the summary is written."""
        masking.mask_warning(warning_message)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be collected hides its tests."""
        if report.failed:
            self.problems.append(f"{report.nodeid} could not be collected")

    def pytest_internalerror(self, excrepr: object) -> None:
        """An error in pytest or a plug-in: the run is not sound."""
        self.problems.append(f"pytest broke: {str(excrepr).strip().splitlines()[-1]}")

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Ctrl-C, or ``pytest.exit``."""
        self.problems.append(f"the run was interrupted ({excinfo.typename})")

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        """Make the verdict before any other plug-in's hook can fail, and keep it whatever they do."""
        if self.is_worker:
            from pytest_golive.integrations import xdist

            xdist.send(self.config, self)
        elif not opening.only_shows(self.config):
            self._decide(session)
        return (yield)

    def _decide(self, session: pytest.Session) -> None:
        from pytest_golive import publish

        gate = self.gate
        gate.unread = self.unread
        gate.part = narrowed.why(self.config, left_out=gate.recorder.left_out, unread=self._unread_of_project())
        unreached = self._unreached(session)
        if unreached:
            gate.part = narrowed.why(self.config, left_out=False, unreached=True)
            self.problems.append(unreached)
        problems = [*([gate.part] if gate.part else []), *self.problems, *self.mistakes, *self.modules.problems()]
        # Of a part pytest collects a part.
        problems += [] if gate.part else self.modules.uncollected()
        if session.exitstatus == pytest.ExitCode.USAGE_ERROR:
            problems += [f"{outcomes.ENDED}: {why}" for why in self._unknown()]
        # What is known more precisely is not said again.
        problems += [one for one in outcomes.problems_of(session) if not any(told.startswith(one) for told in problems)]
        verdict = gate.close(dict.fromkeys(problems))
        refused = pytest.ExitCode.USAGE_ERROR if self.mistakes else session.exitstatus
        session.exitstatus = outcomes.exit_status(refused, verdict)
        if gate.part and self.html:
            self.html.move(self.config, gate.report_folder / HTML_REPORT, gate.reports_folder / HTML_REPORT)
        self.report_problems = publish.write(gate, verdict)

    @cached_property
    def _of_settings(self) -> list[Path]:
        return [Path(path).resolve() for path in self.gate.settings.checklist]

    def _unread_of_project(self) -> list[str]:
        """The project's checklists that were left out, where another of them was read."""
        unread = [path for path in self._of_settings if path not in self.paths]
        return [shown(self.config, self.gate, path) for path in unread] if len(unread) < len(self._of_settings) else []

    def _unreached(self, session: pytest.Session) -> str:
        """The problem with test files that nothing led to; of a run that is a part or broke, not said as well."""
        named = [path for path in self.paths if any(path == path_of(self.config, arg) for arg in self.config.args)]
        # Another checklist than the project's is asked alone: the tests answer lines of the project's.
        is_another = bool(named and self._of_settings) and not set(self._of_settings).intersection(named)
        is_sound = session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}
        if is_another or self.gate.part or self.problems or self.mistakes or not is_sound:
            return ""
        return self.modules.left_out(narrowed.folders(self.config, self.gate.options.root))

    def _unknown(self) -> list[str]:
        """Lines that the command line names and that no checklist has."""
        given = [(arg, self.gate.checklists.get(path_of(self.config, arg))) for arg in narrowed.named(self.config)]
        return [why for arg, checklist in given if checklist and (why := narrowed.unknown(arg, checklist))]

    def pytest_terminal_summary(self, terminalreporter: TerminalReporter) -> None:
        """The banner, blockers first."""
        self._show(terminalreporter)

    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """Show the verdict even when another plug-in broke the summary, or the run was interrupted at its start."""
        is_cut_short = self.problems and self.gate.verdict is None and not self.is_worker
        if self.session and is_cut_short and not opening.only_shows(config):
            self._decide(self.session)
            with suppress(OSError):  # pytest-html writes none now: that of an earlier run would be taken for this one's
                (self.gate.reports_folder / HTML_REPORT).unlink(missing_ok=True)
        terminal = config.pluginmanager.get_plugin("terminalreporter")
        if terminal is not None:
            self._show(terminal)

    def _show(self, terminal: TerminalReporter) -> None:
        if self.gate.verdict is not None and not self.published:
            from pytest_golive import publish

            self.published = True
            problems = [*self.report_problems, *(self.html.problems if self.html else [])]
            publish.show(terminal, self.gate, self.gate.verdict, problems)


def _feed_pytest_html(config: pytest.Config, gate: Gate) -> HtmlHooks | None:
    """Have pytest-html write its report beside ours, fed by our hooks, unless the user named another place."""
    if not config.pluginmanager.hasplugin("html"):
        return None
    from pytest_golive.integrations.html import HtmlHooks

    if not config.option.htmlpath:
        config.option.htmlpath = str(gate.report_folder / HTML_REPORT)
        config.option.self_contained_html = True
    hooks = HtmlHooks(lambda: gate.page)
    config.pluginmanager.register(hooks, "golive-html")
    return hooks


def _claimed(own: Mapping[str, OwnTest | None]) -> set[tuple[str, str]]:
    """The lines that these tests answer."""
    return {(test.checklist, test.claims) for test in own.values() if test and test.claims}


def _seeable(gate: Gate) -> list[str]:
    """Names of the facts that tests may ask for: how a contract went is no parameter's name."""
    return sorted(name for name in gate.fact_names - set(PUBLIC) if not is_contract(name))


def facts_of(item: pytest.Item) -> tuple[str, ...]:
    """Names of the facts an item may ask for (a test: of all its fixtures)."""
    return item.facts if isinstance(item, LineItem) else tuple(getattr(item, "fixturenames", ()))
