"""No http check is without a case in which it passes and one in which it fails."""

from __future__ import annotations

import pytest

from pytest_golive.checks import load_checks
from pytest_golive.finding import Outcome
from tests.checks.http import test_abuse, test_api, test_arrival, test_errors, test_files, test_hardening, test_pages
from tests.checks.http_cases import judge

TABLES = (test_abuse, test_api, test_arrival, test_errors, test_files, test_hardening, test_pages)
#: But for the one that reads a scanner's report (tests/facts/test_dast.py).
HTTP_CHECKS = sorted(
    name
    for name, one in load_checks().items()
    if one.area == "http" and one.is_built and "scan_report" not in one.needs
)


def shown(table: str) -> set[str]:
    """The ids of the checks that have a row in these tables."""
    return {case[0] for module in TABLES for case in getattr(module, table)}


@pytest.mark.parametrize("check_id", HTTP_CHECKS)
def test_every_check_is_proven_and_unverified_when_nothing_was_seen(check_id: str) -> None:
    assert check_id in shown("PASSED")
    assert check_id in shown("FAILED")
    finding = judge(check_id, {})
    assert finding.outcome is Outcome.UNVERIFIED
    assert "was not seen" in finding.reason or "set [app] dir" in finding.reason
