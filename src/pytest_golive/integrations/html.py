"""Feeds pytest-html: the verdict on top of ``report.html``, columns of our own, nothing unescaped.

Written against pytest-html 4.1 and 4.2. An exception in one of its hooks would end the run with an internal
error and leave a report without results, so no hook here ever raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, wraps
from html import escape, unescape
from pathlib import Path
from typing import Any, TypeVar

import pytest

from pytest_golive.checklist.model import Severity
from pytest_golive.facts.redact import MASK, REDACTOR, is_secret_name
from pytest_golive.finding import RANK, Outcome, worst
from pytest_golive.reports import summary
from pytest_golive.reports.html import Page
from pytest_golive.reports.words import visible
from pytest_golive.verdict import JudgedLine, Verdict

F = TypeVar("F", bound=Callable[..., None])

#: Column name (pytest-html sorts by it) and title.
COLUMNS = (("answer", "Answer"), ("severity", "Severity"), ("section", "Section"))
EMPTY = tuple(f'<td class="col-{name}"></td>' for name, _ in COLUMNS)

#: pytest-html's page is a column: the verdict first, its own environment table last. Its grey text on white,
#: its smallest width of 800 px and its count ("8 tests took …", without the skipped ones) are repaired too.
STYLE = """<style>
body { display: flex; flex-direction: column; min-width: 0; margin: 0 auto; padding: 1rem; max-width: 80rem;
  box-sizing: border-box; color: #1b1f24; font-size: 14px; overflow-wrap: anywhere; }
body > * { order: 5; min-width: 0; }
body > .summary { order: 1; }
body > #results-table { order: 2; color: #1b1f24; font-size: 14px; }
body > #environment-header { order: 3; }
body > #environment { order: 4; }
body > #title, body > #title + p, .run-count, .summary__data > h2 { display: none; }
.summary__data, .summary__spacer { flex: none; }
a, .filters button, .collapse button { color: #0b57d0; }
span.passed, .passed .col-result { color: #11652f; }
span.skipped, span.xfailed, span.rerun, .skipped .col-result, .xfailed .col-result { color: #7a4b00; }
span.error, span.failed, span.xpassed, .error .col-result, .failed .col-result { color: #a81411; }
.logwrapper { max-height: none; overflow: visible; background: #f0f2f5; }
.logwrapper .logexpander { display: none; }
.logwrapper .log { top: 0; height: auto; min-height: 0; padding: 8px; border: 0; }
.col-answer, .col-severity { white-space: nowrap; font-weight: 600; }
/* A click on a cell's inner element would not reach the row that folds. */
.collapsible td:not(.col-links) * { pointer-events: none; }
.col-testId small { display: block; color: #56606c; }
.controls, .filters { flex-wrap: wrap; gap: .25rem .5rem; }
@media (max-width: 50rem) {
  #results-table, #results-table thead, #results-table tbody, #results-table tr, #results-table td,
  #environment, #environment tbody, #environment tr, #environment td { display: block; width: auto; }
  #results-table thead tr { display: flex; flex-wrap: wrap; }
  #results-table td { border: 0; }
  #results-table tbody { border-top: 2px solid #d3d9e0; padding: .4rem 0; }
  #results-table .collapsible td:not(.col-testId):not(.col-section) { display: inline-block; }
  #results-table td:empty { display: none; }
}
@media print { .controls, p.filter, .summary__reload, .logexpander { display: none; } }
</style>"""


def _never_raises(hook: F) -> F:
    """Keep an exception of ``hook`` in ``problems`` instead of passing it to pytest."""

    @wraps(hook)
    def guarded(self: HtmlHooks, *args: Any, **kwargs: Any) -> None:
        try:
            hook(self, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - see the module's docstring; the plug-in shows what is kept
            self.problems.append(f"{hook.__name__}: {type(error).__name__}: {error}")

    return guarded  # type: ignore[return-value]


class HtmlHooks:
    """pytest-html's hooks, to be registered when it is there.

    Args:
        page: gives what is said of the verdict when the session ends; None when there is none, which is then told.
    """

    def __init__(self, page: Callable[[], Page | None]) -> None:
        self.problems: list[str] = []
        """What went wrong in a hook, for the plug-in to show."""
        self._page = page
        self._report: Any = None
        self._lines: dict[str, tuple[str, int]] = {}
        """Id and number of the line that a test, by its node id, stands for."""

    @_never_raises
    def move(self, config: pytest.Config, place: Path, to: Path) -> None:
        """Have the report that would be written to ``place`` written elsewhere; it has no public way to say so."""
        for plugin in config.pluginmanager.get_plugins():
            if getattr(plugin, "_report_path", None) == place.resolve():
                to.parent.mkdir(parents=True, exist_ok=True)
                plugin._report_path = to.resolve()

    @pytest.hookimpl(optionalhook=True)
    @_never_raises
    def pytest_html_report_title(self, report: Any) -> None:
        """Name the report; the environment, gathered just before, loses its secrets."""
        self._report = report
        report.title = "Go-live report"
        report.set_data("environment", _clean(report.data["environment"]))

    @pytest.hookimpl(optionalhook=True)
    @_never_raises
    def pytest_html_results_table_header(self, cells: list[str]) -> None:
        """Add our columns in front."""
        cells[:0] = [f'<th class="sortable" data-column-type="{name}">{title}</th>' for name, title in COLUMNS]

    @pytest.hookimpl(optionalhook=True, tryfirst=True)
    @_never_raises
    def pytest_html_results_table_row(self, report: Any, cells: list[str]) -> None:
        """Fill our columns, and escape the test's id, which pytest-html does not."""
        if _is_no_row(report):
            cells.clear()
        if not cells:
            return
        # The columns come first and always, so that cells and headers match whatever happens below.
        cells[:0] = EMPTY
        try:
            golive = getattr(report, "golive", None)
            _escape_test_id(cells, report, golive)
            if golive and "id" in golive:
                self._lines[report.nodeid] = str(golive.get("id")), int(golive.get("line") or 0)
                cells[: len(COLUMNS)] = _cells(golive)
        except Exception:
            cells[0] = '<td class="col-answer">this row could not be shown</td>'
            _drop_test_id(cells)
            raise

    @pytest.hookimpl(optionalhook=True, tryfirst=True)
    @_never_raises
    def pytest_html_results_table_html(self, report: Any, data: list[str]) -> None:
        """Blank secrets in the (escaped) log lines; of a skip only why, not where in a program on this machine."""
        if data and isinstance(report.longrepr, tuple):
            data[0] = escape(str(report.longrepr[2]).removeprefix("Skipped: ")) + "\n"
        data[:] = [escape(REDACTOR.text(unescape(text))) for text in data]

    @pytest.hookimpl(optionalhook=True, tryfirst=True)
    @_never_raises
    def pytest_html_results_summary(self, prefix: list[str]) -> None:
        """Put the verdict on top of the page and the judged answers into the rows."""
        prefix.insert(0, STYLE)
        # Shown when anything below fails: a page without a verdict must not look like a good one.
        prefix.insert(1, "<h2>NO-GO: the verdict could not be shown; see the terminal and verdict.json.</h2>")
        page = self._page()
        if page is None:
            prefix[1] = "<h2>NO-GO: there is no verdict; see the terminal.</h2>"
            return
        # As plain text: markup of ours would escape what is added to it.
        prefix[1] = f"{page.fragment()}<h2>Every test, as pytest ran it</h2>"
        if self._report is not None:
            verdict = page.verdict
            self._report.title = visible(f"{verdict.decision}: {verdict.target or 'no target'}")
            self._finish(verdict)

    def _finish(self, verdict: Verdict) -> None:
        """What the rows could not know yet: how lines were judged, and the secrets learnt since."""
        self._report.set_data("environment", _clean(self._report.data["environment"]))
        judged: dict[tuple[str, int], list[JudgedLine]] = {}
        for line in verdict.lines:
            judged.setdefault((line.id, line.line), []).append(line)
        for node, rows in self._report.data["tests"].items():
            # Two checklists may have the same line; then the row keeps what its own findings say.
            answers = judged.get(self._lines.get(node, ("", 0)), [])
            for row in rows:
                row["log"] = REDACTOR.text(row["log"])
                if len(answers) == 1:
                    _correct(row, answers[0].outcome)


def _is_no_row(report: Any) -> bool:
    """Whether this is the quiet end of a line, which pytest-html has us make a row of and then drops."""
    is_quiet_end = report.when == "teardown" and report.outcome == "passed" and "id" in getattr(report, "golive", ())
    return is_quiet_end and not any("teardown" in title for title, _ in report.sections)


def _cells(golive: Mapping[str, Any]) -> Iterator[str]:
    """Our cells, each on one line (pytest-html's sort loses others) and with a hidden rank to sort by."""
    outcome = _outcome(golive)
    yield _answer(outcome)
    yield _weight(str(golive.get("severity") or ""))
    # The outermost heading is the document's title, the same in every row.
    parts = [str(part) for part in golive.get("section") or ()]
    section = " › ".join(parts[1:] or parts)
    number = f"{int(golive.get('line') or 0):06}"
    yield f'<td class="col-section"><span hidden>{number}</span>{_text(section)}</td>'


@cache
def _weight(severity: str) -> str:
    place = Severity(severity).rank if severity else len(Severity)
    return f'<td class="col-severity"><span hidden>{place}</span>{escape(severity)}</td>'


@cache
def _answer(outcome: Outcome) -> str:
    said = f"{summary.SYMBOLS[outcome]} {summary.word(outcome)}"
    return f'<td class="col-answer"><span hidden>{RANK[outcome]}</span>{said}</td>'


def _outcome(golive: Mapping[str, Any]) -> Outcome:
    """What the line's findings say so far; the verdict has the last word when the session ends."""
    said = worst(finding.outcome for finding in golive.get("findings") or ())
    open_words = golive.get("leftover") and said in {Outcome.PASSED, Outcome.NOT_APPLICABLE}
    return Outcome.UNVERIFIED if open_words else said


def _escape_test_id(cells: list[str], report: Any, golive: Mapping[str, Any] | None) -> None:
    phase = "" if report.when == "call" else f"::{report.when}"
    node = _text(f"{report.nodeid}{phase}")
    text = _text(str(golive.get("text") or "")) if golive else ""
    shown = f"{text}<small>{node}</small>" if text else node
    _replace_test_id(cells, f'<td class="col-testId">{shown}</td>')


def _drop_test_id(cells: list[str]) -> None:
    _replace_test_id(cells, '<td class="col-testId">(the test has an id that could not be shown)</td>')


def _replace_test_id(cells: list[str], new: str) -> None:
    for place, cell in enumerate(cells):
        if 'class="col-testId"' in str(cell)[:24]:
            cells[place] = new


def _correct(row: dict[str, Any], outcome: Outcome) -> None:
    """Put the judged answer into a finished row: its cell, and what the column is sorted by."""
    cell = _answer(outcome)
    row["answer"] = cell.removeprefix('<td class="col-answer">').removesuffix("</td>")
    row["resultsTableRow"] = [
        cell if str(old).startswith('<td class="col-answer">') else old for old in row["resultsTableRow"]
    ]


def _text(text: str) -> str:
    """``text`` redacted, escaped and on one line."""
    return escape(visible(REDACTOR.text(text)))


def _clean(environment: Mapping[str, Any]) -> dict[str, Any]:
    """The environment without secrets, and escaped, because pytest-html writes its values as HTML."""
    return {key: MASK if is_secret_name(str(key)) else _clean_value(value) for key, value in environment.items()}


def _clean_value(value: Any) -> Any:
    match value:
        case Mapping():
            return {escape(unescape(str(key))): item for key, item in _clean(value).items()}
        case list() | tuple():
            return [_clean_value(item) for item in value]
        case None | bool() | int() | float():
            return value
        case _:
            # Unescaped first: it is cleaned again when the session ends, with more secrets known.
            return escape(REDACTOR.text(unescape(str(value))))
