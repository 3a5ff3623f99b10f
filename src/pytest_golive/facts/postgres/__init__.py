"""PostgreSQL: one read-only connection with the app's own URL, and everything the checks ask of it."""

from __future__ import annotations

from pytest_golive.facts.postgres.catalogue import (
    Catalogue,
    Connections,
    ForeignKey,
    Index,
    Passwords,
    Role,
    Table,
)
from pytest_golive.facts.postgres.session import DatabaseSession, Failure, catalogue, connect, database_session
from pytest_golive.facts.postgres.statements import Statement, Statements, statements

__all__ = [
    "Catalogue",
    "Connections",
    "DatabaseSession",
    "Failure",
    "ForeignKey",
    "Index",
    "Passwords",
    "Role",
    "Statement",
    "Statements",
    "Table",
    "catalogue",
    "connect",
    "database_session",
    "statements",
]
