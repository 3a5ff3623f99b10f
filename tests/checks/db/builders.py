"""The good shop of tests/checks/database_cases.py made worse."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pytest_golive.facts.app_model import Application
from pytest_golive.settings import Database, Settings
from tests.checks.database_cases import (
    APPLICATION,
    CATALOGUE,
    DEFAULT,
)

LIMIT = Settings(database=Database(max_size_mb=10))


def app(**changed: Any) -> Application:
    """The good application with another default database."""
    return replace(APPLICATION, databases=(replace(DEFAULT, **changed),))


def seen(**changed: Any) -> dict[str, Any]:
    return {"catalogue": replace(CATALOGUE, **changed)}
