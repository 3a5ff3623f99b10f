"""Planned checks: db."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "db.migrations-in-sync",
    "Models and migrations agree.",
    severity="high",
    needs=("settings", "code"),
    says=(),
)
planned(
    "db.migrations-apply-cleanly",
    "All migrations apply from zero.",
    severity="high",
    needs=("settings", "code", "db"),
    says=(),
)
planned(
    "db.slow-queries",
    "No slow queries.",
    severity="high",
    needs=("db",),
    says=(),
)
planned(
    "db.no-n-plus-one",
    "No N+1 queries on the declared pages.",
    severity="high",
    needs=("settings", "db"),
    says=(),
)
planned(
    "db.query-budget",
    "Query count per page is within budget.",
    severity="medium",
    needs=("settings", "db"),
    says=(),
)
planned(
    "db.not-public",
    "The database is reachable only from the app server.",
    severity="critical",
    needs=("db", "server", "url"),
    says=(),
)
planned(
    "db.integrity",
    "The data is consistent.",
    severity="critical",
    needs=("db",),
    says=(),
)
