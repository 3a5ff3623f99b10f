"""Has lines answered and reported: many in one setup of pytest's where nobody minds, else each in its own."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any, Literal

import pytest

from pytest_golive.collect import ChecklistFile, LineItem

if TYPE_CHECKING:
    from pluggy import HookCaller, HookImpl

Call = pytest.CallInfo[Any]
Maker = Callable[["LineItem", Call], pytest.TestReport]

#: What pytest calls around an item, beside its protocol: where others may want to see each line.
AROUND = ("pytest_runtest_setup", "pytest_runtest_call", "pytest_runtest_teardown")
KNOWN = ("_pytest.", "pytest_golive.")
#: Who adds nothing to the report of a line: pytest-html adds what fixtures gave a test.
MAKERS = (*KNOWN, "pytest_html.")
#: Who does nothing when a line has come to a quiet end; junitxml and pytest-html write then.
HEEDLESS = tuple(f"_pytest.{name}" for name in ("terminal", "cacheprovider", "stepwise", "main", "logging")) + KNOWN[1:]
#: Seconds after which those who wait see how far the lines are.
SIGN_OF_LIFE = 0.1


def answer(line: LineItem, following: pytest.Item | None) -> None:
    """Run a line with one report instead of three: it holds no fixture, so setting up is no event of its own."""
    hook, make = line.ihook, _maker(line)
    hook.pytest_runtest_logstart(nodeid=line.nodeid, location=line.location)
    call = _called(lambda: _set_up_and_call(line), "call")
    _report(line, make(line, call), call, hook.pytest_runtest_logreport)
    end = _called(lambda: _tear_down(line, following), "teardown")
    _report(line, make(line, end), end, hook.pytest_runtest_logreport)
    hook.pytest_runtest_logfinish(nodeid=line.nodeid, location=line.location)


def is_unwatched(line: LineItem) -> bool:
    """Whether pytest alone is called around the lines of a checklist, and nobody reads along which one runs."""
    if line.config.get_verbosity() > 0:
        return False
    callers = [line.config.hook.pytest_runtest_protocol, *(getattr(line.ihook, name) for name in AROUND)]
    return not any(_are_heard(caller, beside=KNOWN) for caller in callers)


def _are_heard(caller: HookCaller, *, beside: tuple[str, ...]) -> bool:
    """Whether others than these modules take part in a hook."""
    return not all(_is_of(impl, beside) for impl in caller.get_hookimpls())


def _is_of(impl: HookImpl, modules: tuple[str, ...]) -> bool:
    return str(impl.function.__module__).startswith(modules)


class Batch(pytest.Item):
    """Lines of one checklist in one setup: three around each cost more than most checks. Its lines are reported."""

    def __init__(self, *, lines: Sequence[LineItem], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.waiting = deque(lines)
        self._ran: deque[tuple[LineItem, Call]] = deque()

    @classmethod
    def of(cls, lines: Sequence[LineItem]) -> Batch:
        """A batch of lines of one checklist; warnings of their checks are told of that."""
        checklist = next(node for node in lines[0].listchain() if isinstance(node, ChecklistFile))
        batch: Batch = cls.from_parent(checklist, name="lines", nodeid=checklist.nodeid, lines=lines)
        return batch

    def runtest(self) -> None:
        """Run lines until one fails, with which the run may end, or it is time for a sign of life."""
        until = time.monotonic() + SIGN_OF_LIFE
        while self.waiting and time.monotonic() < until:
            line = self.waiting.popleft()
            call = _called(line.runtest, "call")
            self._ran.append((line, call))
            if call.excinfo is not None and not call.excinfo.errisinstance(pytest.skip.Exception):
                break

    def add_report_section(self, when: str, key: str, content: str) -> None:
        """Keep what was written meanwhile with the last line: which of them wrote it, pytest does not see."""
        if content and self._ran:
            (first, _), (last, _) = self._ran[0], self._ran[-1]
            whose = "" if first is last else f" of lines {first.line.number} to {last.line.number},"
            last.add_report_section(when, f"{key}{whose}", content)

    def answer(self, following: pytest.Item | None) -> None:
        """Run what can be run in one go, and report it; of an interrupted one what was run before."""
        around = quiet = _called(lambda: None, "teardown")
        everyone, heeding, make = self.ihook.pytest_runtest_logreport, _heeding(self), _maker(self)
        try:
            around = _called(lambda: self._act(following), "teardown")
        finally:
            if around.excinfo and not self._ran:
                _tell(self.waiting.popleft(), make, (around, everyone))
            while self._ran:
                line, call = self._ran.popleft()
                # What broke around the lines, such as a thread that a check left behind, the last one tells.
                end = (around, everyone) if around.excinfo and not self._ran else (quiet, heeding)
                _tell(line, make, (call, everyone), end)

    def _act(self, following: pytest.Item | None) -> None:
        try:
            _set_up_and_call(self)
        finally:
            _tear_down(self, following)


def _set_up_and_call(item: pytest.Item) -> None:
    item.ihook.pytest_runtest_setup(item=item)
    item.ihook.pytest_runtest_call(item=item)


def _tear_down(item: pytest.Item, following: pytest.Item | None) -> None:
    item.ihook.pytest_runtest_teardown(item=item, nextitem=following)


def _called(act: Callable[[], object], when: Literal["call", "teardown"]) -> Call:
    """How ``act`` ended; an interrupt goes through."""
    return pytest.CallInfo.from_call(act, when=when, reraise=(pytest.exit.Exception, KeyboardInterrupt))


def _heeding(item: pytest.Item) -> HookCaller | None:
    """Tells those a report who do something when a line has come to a quiet end."""
    heeding = {
        impl.plugin for impl in item.ihook.pytest_runtest_logreport.get_hookimpls() if not _is_of(impl, HEEDLESS)
    }
    everyone = {impl.plugin for impl in item.config.hook.pytest_runtest_logreport.get_hookimpls()}
    tell = item.config.pluginmanager.subset_hook_caller
    return tell("pytest_runtest_logreport", everyone - heeding) if heeding else None


def _maker(item: pytest.Item) -> Maker:
    """Makes a report as the hook would, which is only asked where others than pytest take part in it."""
    hook = item.ihook.pytest_runtest_makereport
    if _are_heard(hook, beside=MAKERS):
        return lambda line, call: hook(item=line, call=call)
    return _made


def _made(line: LineItem, call: Call) -> pytest.TestReport:
    """A report as pytest makes it; that of a quiet end from the one before, which says all the rest."""
    if call.when == "teardown" and call.excinfo is None and line.reported:
        report, line.reported = copy(line.reported), None
        report.when, report.outcome, report.longrepr = "teardown", "passed", None
        report.duration, report.start, report.stop = call.duration, call.start, call.stop
        return report
    line.reported = line.tell(pytest.TestReport.from_item_and_call(line, call))
    return line.reported


def _tell(line: LineItem, make: Maker, *calls: tuple[Call, HookCaller | None]) -> None:
    """Report how a line went, each call to those named with it."""
    hook, named, location = line.ihook, line.nodeid, line.location
    hook.pytest_runtest_logstart(nodeid=named, location=location)
    for call, whom in calls:
        if whom:
            _report(line, make(line, call), call, whom)
    hook.pytest_runtest_logfinish(nodeid=named, location=location)


def _report(line: LineItem, report: pytest.TestReport, call: Call, whom: HookCaller) -> None:
    whom(report=report)
    if report.failed:
        line.ihook.pytest_exception_interact(node=line, call=call, report=report)
