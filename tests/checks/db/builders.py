"""The good shop of tests/checks/database_cases.py made worse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.facts.app_model import Application
from pytest_golive.settings import Database, Settings
from tests.checks.database_cases import (
    APPLICATION,
    CATALOGUE,
    DEFAULT,
    judge,
)
from tests.findings import told

LIMIT = Settings(database=Database(max_size_mb=10))


def app(**changed: Any) -> Application:
    """The good application with another default database."""
    return replace(APPLICATION, databases=(replace(DEFAULT, **changed),))


def seen(**changed: Any) -> dict[str, Any]:
    return {"catalogue": replace(CATALOGUE, **changed)}


Case = tuple[str, dict[str, Any], str]
Test = Callable[..., None]


def proofs(
    good: list[tuple[str, str]], worse: list[Case], unseen: list[Case], no_alarm: list[tuple[str, dict[str, Any]]]
) -> tuple[Test, Test, Test, Test]:
    """The tests of four tables: check, what is changed of the good shop, and what people read."""

    @pytest.mark.parametrize(("check", "evidence"), good)
    def test_good_shop(check: str, evidence: str) -> None:
        finding = judge(check, settings=LIMIT)
        assert told(finding) == ("passed", "")
        assert evidence in finding.evidence

    @pytest.mark.parametrize(("check", "changed", "message"), worse)
    def test_worse_shop(check: str, changed: dict[str, Any], message: str) -> None:
        finding = judge(check, **changed)
        assert told(finding) == ("failed", message)
        assert finding.remedy

    @pytest.mark.parametrize(("check", "changed", "why"), unseen)
    def test_nobody_can_tell(check: str, changed: dict[str, Any], why: str) -> None:
        assert told(judge(check, **changed)) == ("unverified", why)

    @pytest.mark.parametrize(("check", "changed"), no_alarm)
    def test_no_false_alarm(check: str, changed: dict[str, Any]) -> None:
        assert told(judge(check, **changed)) == ("passed", "")

    return test_good_shop, test_worse_shop, test_nobody_can_tell, test_no_false_alarm
