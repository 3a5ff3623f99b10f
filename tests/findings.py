"""How tests look at what a check has found."""

from __future__ import annotations

from pytest_golive.finding import Finding


def told(finding: Finding) -> tuple[str, str]:
    """The outcome and what was observed, or why nothing was."""
    return finding.outcome.value, finding.observed or finding.reason
