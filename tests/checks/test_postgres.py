from __future__ import annotations

import pytest

from pytest_golive.settings import Database, Settings
from tests.checks.database_cases import DOWN, judge
from tests.findings import told


@pytest.mark.parametrize(
    ("line", "declared", "minor", "outcome", "message"),
    [
        (18, 0, 0, "passed", ""),
        (0, 18, 3, "passed", ""),
        (16, 0, 0, "failed", "the server is PostgreSQL 18.3, declared is 16"),
        (16, 18, 0, "failed", "the server is PostgreSQL 18.3, declared is 16"),
        (0, 17, 0, "failed", "the server is PostgreSQL 18.3, declared is 17"),
        (18, 0, 4, "failed", "the server is PostgreSQL 18.3, declared is at least 18.4"),
        (
            0,
            0,
            0,
            "unverified",
            "neither the line nor version in [database] of golive.toml says which major version",
        ),
    ],
)
def test_version(line: int, declared: int, minor: int, outcome: str, message: str) -> None:
    settings = Settings(database=Database(version=declared, minor=minor))
    finding = judge("postgres.version", settings=settings, quantities={"major": line})
    assert told(finding) == (outcome, message)
    assert finding.evidence == ("PostgreSQL 18.3",)


def test_version_of_a_server_that_is_down() -> None:
    assert told(judge("postgres.version", unseen={"catalogue": DOWN})) == ("unverified", DOWN)
