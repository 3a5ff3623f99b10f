"""A module's tables of cases, one row each for check, facts, settings and what people read, and their tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pytest_golive.finding import Outcome
from pytest_golive.settings import Settings
from tests.checks.http_cases import judge

Case = tuple[str, dict[str, Any], Settings, str]
Test = Callable[[str, dict[str, Any], Settings, str], None]


def rows(cases: list[Case]) -> pytest.MarkDecorator:
    """Run a test for every row, named by its number and check."""
    names = [f"{number}-{case[0]}" for number, case in enumerate(cases)]
    return pytest.mark.parametrize(("check_id", "facts", "given", "words"), cases, ids=names)


def proofs(passed: list[Case], failed: list[Case], unverified: list[Case]) -> tuple[Test, Test, Test]:
    """The three tests of three tables."""

    @rows(passed)
    def test_passed(check_id: str, facts: dict[str, Any], given: Settings, words: str) -> None:
        finding = judge(check_id, facts, given)
        assert (finding.outcome, finding.observed, finding.reason) == (Outcome.PASSED, "", "")
        assert words in "\n".join(finding.evidence)

    @rows(failed)
    def test_failed(check_id: str, facts: dict[str, Any], given: Settings, words: str) -> None:
        finding = judge(check_id, facts, given)
        assert finding.outcome is Outcome.FAILED, finding
        assert words in finding.observed
        assert finding.remedy

    @rows(unverified)
    def test_unverified(check_id: str, facts: dict[str, Any], given: Settings, words: str) -> None:
        finding = judge(check_id, facts, given)
        assert finding.outcome is Outcome.UNVERIFIED, finding
        assert words in finding.reason

    return test_passed, test_failed, test_unverified
