"""Our outcomes in pytest's terms: categories of the summary line, exit codes, problems of the whole run."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pytest_golive.finding import Outcome
from pytest_golive.verdict import Verdict

#: The command line, or a test that claims a line, was refused.
ENDED = "pytest ended before anything was looked at"


def status(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Category, letter and word of a report that pytest would call skipped; else None."""
    said = getattr(report, "golive", None)
    if said is None or report.when == "teardown" or "id" not in said:
        return None
    outcomes = {finding.outcome for finding in said["findings"]}
    if report.outcome == "skipped":
        if outcomes == {Outcome.NOT_APPLICABLE}:
            return "not applicable", "n", "NOT APPLICABLE"
        return "unverified", "u", "UNVERIFIED"
    return None


def problems_of(session: pytest.Session) -> Iterable[str]:
    """Why the run itself is not sound, whatever its lines say."""
    match session.exitstatus:
        case pytest.ExitCode.INTERRUPTED:
            yield "the run was interrupted"
        case pytest.ExitCode.INTERNAL_ERROR:
            yield "pytest ended with an internal error"
        case pytest.ExitCode.NO_TESTS_COLLECTED:
            yield "no line and no test was selected"
        case pytest.ExitCode.USAGE_ERROR:
            yield ENDED


def exit_status(status: int | pytest.ExitCode, verdict: Verdict) -> int | pytest.ExitCode:
    """0 for GO, 1 for NO-GO; pytest's own codes for a run that was not sound stay, and are never 0."""
    if verdict.decision == "GO":
        return pytest.ExitCode.OK if status in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED} else status
    return pytest.ExitCode.TESTS_FAILED if status == pytest.ExitCode.OK else status
