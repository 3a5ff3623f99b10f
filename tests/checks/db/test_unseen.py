"""A database that is down is the one reason for all that would have looked into it."""

from __future__ import annotations

import pytest

from pytest_golive.checks import load_checks
from tests.checks.database_cases import (
    DOWN,
    UNREACHABLE,
    judge,
)
from tests.findings import told

CHECKS = load_checks()

NEED_THE_CATALOGUE = sorted(
    one.id for one in CHECKS.values() if one.area in {"db", "postgres"} and "catalogue" in one.needs
)


def test_most_checks_need_the_catalogue() -> None:
    assert len(NEED_THE_CATALOGUE) == 7


@pytest.mark.parametrize("check", NEED_THE_CATALOGUE)
def test_database_is_down(check: str) -> None:
    finding = judge(check, database_session=UNREACHABLE, unseen={"catalogue": DOWN})
    assert told(finding) == ("unverified", DOWN)
    assert finding.root == "catalogue"
