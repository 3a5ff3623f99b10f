"""Planned checks: code."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "code.no-raw-sql",
    "No raw SQL in the project.",
    severity="critical",
    needs=("code",),
    says=(),
)
planned(
    "code.sql-injection-scan",
    "The SQL-injection scan is clean.",
    severity="critical",
    needs=("code",),
    says=(),
)
planned(
    "code.autoescape-intact",
    "Templates escape user input.",
    severity="critical",
    needs=("code", "settings"),
    says=(),
)
planned(
    "code.csrf-tokens-in-templates",
    "Every POST form template has a CSRF token.",
    severity="high",
    needs=("code",),
    says=(),
)
planned(
    "code.sast-clean",
    "The static security scan is clean.",
    severity="high",
    needs=("code",),
    says=(),
)
planned(
    "code.dependencies-no-cves",
    "Dependencies have no known vulnerability.",
    severity="critical",
    needs=("code",),
    says=(),
)
planned(
    "code.dependencies-current",
    "Dependencies are current.",
    severity="medium",
    needs=("code",),
    says=(),
)
planned(
    "code.requirements-pinned",
    "Requirements are pinned.",
    severity="high",
    needs=("code",),
    says=(),
)
planned(
    "code.lint-clean",
    "The linter is clean.",
    severity="medium",
    needs=("code",),
    says=(),
)
planned(
    "code.pep8",
    "Code follows PEP 8.",
    severity="medium",
    needs=("code",),
    says=(),
)
planned(
    "code.imports-sorted",
    "Imports are organised.",
    severity="medium",
    needs=("code",),
    says=(),
)
planned(
    "code.no-debug-true",
    "No DEBUG = True in the production settings.",
    severity="critical",
    needs=("code",),
    says=(),
)
planned(
    "code.todo-comments",
    "TODO comments are reviewed.",
    severity="medium",
    needs=("code",),
    says=(),
)
planned(
    "code.git-clean",
    "All changes are committed and pushed.",
    severity="high",
    needs=("code",),
    says=(),
)
