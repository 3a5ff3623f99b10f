"""The app's database: the product is chosen by the URL, and what the checks see of it is the same for all."""

from __future__ import annotations

from pytest_golive.facts.database.look import catalogue, connect, database_session, query_error, statements
from pytest_golive.facts.database.model import (
    Catalogue,
    Connections,
    DatabaseSession,
    Failure,
    ForeignKey,
    Index,
    Passwords,
    Role,
    Statement,
    Statements,
    Table,
)

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
    "query_error",
    "statements",
]
