"""Planned checks: tests."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "tests.suite-passes",
    "The test suite passes.",
    severity="critical",
    needs=("code",),
    says=(),
)
planned(
    "tests.coverage",
    "Critical functions are covered by tests.",
    severity="medium",
    needs=("code",),
    says=(),
)
planned(
    "tests.api-endpoints-covered",
    "API endpoints have integration tests.",
    severity="medium",
    needs=("code",),
    says=(),
)
