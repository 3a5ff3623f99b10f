"""Hands the verdict to the reports: files, terminal, pytest-html."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pytest_golive.checklist.fill import LineResult, fill
from pytest_golive.finding import Outcome
from pytest_golive.reports import terminal as rendered
from pytest_golive.reports.write import PAGE, write_all
from pytest_golive.verdict import JudgedLine, Verdict

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

    from pytest_golive.gate import Gate

HTML_REPORT = "report.html"
OK = frozenset({Outcome.PASSED, Outcome.ATTESTED, Outcome.NOT_APPLICABLE})
COLOURS = {
    "good": {"green": True, "bold": True},
    "bad": {"red": True},
    "warn": {"yellow": True},
    "bold": {"bold": True},
}


def prepare(config: pytest.Config, gate: Gate) -> list[str]:
    """Have pytest-html write its report beside ours, fed by our hooks, unless the user named another place.

    Returns the list in which our hooks will note what went wrong.
    """
    if not config.pluginmanager.hasplugin("html"):
        return []
    from pytest_golive.integrations.html import HtmlHooks

    if not config.option.htmlpath:
        config.option.htmlpath = str(gate.report_folder / HTML_REPORT)
        config.option.self_contained_html = True
    hooks = HtmlHooks(lambda: gate.verdict)
    config.pluginmanager.register(hooks, "golive-html")
    return hooks.problems


def warm_up() -> None:
    """Load the templates while the network is waited for."""
    from pytest_golive.reports import html

    html.warm_up()


def write(gate: Gate, verdict: Verdict) -> list[str]:
    """Write all reports of ours; returns what could not be written, in words."""
    filled: dict[str, Callable[[], bytes]] = {}
    for path in gate.checklists:
        # Two checklists of one name from two folders must not overwrite each other.
        name = path.name if path.name not in filled else f"{path.parent.name}-{path.name}"
        filled[name] = partial(_filled, path, gate, verdict)
    problems = write_all(verdict, gate.report_folder, filled)
    return [f"{path} could not be written: {problem}" for path, problem in problems]


def _filled(path: Path, gate: Gate, verdict: Verdict) -> bytes:
    checklist = gate.checklists[path]
    results = {line.id: _result(line) for line in verdict.lines if line.checklist == checklist.path}
    return fill(path.read_bytes(), checklist, results)


def _result(line: JudgedLine) -> LineResult:
    if line.outcome in {Outcome.FAILED, Outcome.ERROR}:
        return LineResult(ok=False, note=line.why)
    if line.record_counts:
        return LineResult(ok=True if line.outcome in OK else None, note=line.reason)
    if line.outcome in OK:
        return LineResult(ok=True, note="; ".join(line.evidence[:3]))
    return LineResult(ok=None, note="" if line.outcome is Outcome.NOT_DUE else line.reason)


def show(terminal: TerminalReporter, gate: Gate, verdict: Verdict, problems: Sequence[str]) -> None:
    """The verdict on the terminal, and what went wrong while it was reported."""
    writer = terminal._tw
    encoding = getattr(writer._file, "encoding", None) or "utf-8"
    terminal.ensure_newline()
    page = str(gate.report_folder / PAGE)
    reports = [] if any(problem.startswith(page) for problem in problems) else [page]
    for row in rendered.render(verdict, width=writer.fullwidth, encoding=encoding, reports=reports):
        writer.line(row.text, **COLOURS.get(row.style, {}))
    for problem in dict.fromkeys(problems):
        writer.line(f"golive: {problem}", yellow=True)
