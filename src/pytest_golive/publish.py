"""Hands the verdict to the reports: files, terminal, pytest-html."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_golive import baseline
from pytest_golive.checklist.fill import fill
from pytest_golive.filling import results
from pytest_golive.narrowed import view
from pytest_golive.reports import terminal as rendered
from pytest_golive.reports.html import Page
from pytest_golive.reports.words import visible
from pytest_golive.reports.write import PAGE, SUMMARY, Content, append_summary, keep_go, write_all
from pytest_golive.verdict import Verdict

if TYPE_CHECKING:
    from _pytest._io import TerminalWriter
    from _pytest.terminal import TerminalReporter

    from pytest_golive.gate import Gate

#: Names the file whose content GitHub shows as the summary of a CI step.
CI_SUMMARY = "GITHUB_STEP_SUMMARY"
COLOURS = {
    "good": {"green": True, "bold": True},
    "bad": {"red": True},
    "warn": {"yellow": True},
    "bold": {"bold": True},
}


def write(gate: Gate, verdict: Verdict) -> list[str]:
    """Compare with the baseline and write all reports of ours; returns what went wrong, in words."""
    notes: list[str] = []

    def page() -> Page:
        if gate.page is None:
            if not gate.part:  # what was left out did not change
                gate.change, note = baseline.change_since(gate.baseline, gate.report_folder, verdict)
                notes.extend([note] if note else [])
            gate.page = Page(verdict, gate.change)
        return gate.page

    filled: dict[str, Content] = {}
    for path in gate.checklists:
        # Two checklists of one name from two folders must not overwrite each other, nor our summary.
        name = path.name if path.name not in {*filled, SUMMARY} else f"{path.parent.name}-{path.name}"
        filled[name] = partial(_filled, path, gate, verdict)
    with_summary = gate.settings.format == "markdown"
    problems = write_all(verdict, page, gate.reports_folder, filled, with_summary=with_summary)
    page()  # terminal and pytest-html show it even where no file of ours could be written
    told = [f"{path} could not be written: {problem}" for path, problem in problems]
    return [*notes, *told, *_kept(gate, verdict)]


def _kept(gate: Gate, verdict: Verdict) -> Iterator[str]:
    """Keep a whole GO for later runs and tell the CI; yields what went wrong."""
    if verdict.decision == "GO" and gate.is_whole and (problem := keep_go(gate.report_folder)):
        yield f"this GO could not be kept for later runs: {problem}"
    path = os.environ.get(CI_SUMMARY)
    if path and gate.settings.format == "markdown" and (problem := append_summary(Path(path), verdict, gate.change)):
        yield f"{CI_SUMMARY} {path} could not be written: {problem}"


def _filled(path: Path, gate: Gate, verdict: Verdict) -> list[bytes]:
    checklist = gate.checklists[path]
    return [fill(path.read_bytes(), checklist, results(verdict, checklist, gate.records))]


def show(terminal: TerminalReporter, gate: Gate, verdict: Verdict, problems: Sequence[str]) -> None:
    """The verdict on the terminal, and what went wrong while it was reported."""
    writer = terminal._tw
    encoding = getattr(writer._file, "encoding", None) or "utf-8"
    terminal.ensure_newline()
    if gate.settings.format == "markdown":
        from pytest_golive.reports import markdown

        for line in markdown.render(verdict, gate.change).splitlines():
            writer.line(line.encode(encoding, "backslashreplace").decode(encoding))
        _complain(writer, problems)
        return
    page = str(gate.reports_folder / PAGE)
    reports = [] if any(problem.startswith(page) for problem in problems) else [page]
    width = writer.fullwidth
    if gate.part:
        about = view(verdict, gate.part, gate.recorder.asked)
        rows = rendered.render_part(about, gate.part, width=width, encoding=encoding, reports=reports)
    else:
        rows = rendered.render(verdict, width=width, encoding=encoding, reports=reports, change=gate.change)
    for row in rows:
        writer.line(row.text, **COLOURS.get(row.style, {}))
    _complain(writer, problems)


def _complain(writer: TerminalWriter, problems: Sequence[str]) -> None:
    for problem in dict.fromkeys(problems):
        writer.line(f"golive: {visible(problem)}", yellow=True)
