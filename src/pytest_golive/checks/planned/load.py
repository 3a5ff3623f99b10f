"""Planned checks: load."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "load.expected-traffic",
    "A load test with the expected traffic was run.",
    severity="high",
    needs=("load", "url"),
    says=(),
)
planned(
    "load.thresholds",
    "Performance under load is acceptable.",
    severity="high",
    needs=("load", "url"),
    says=(),
)
planned(
    "load.memory-stable",
    "Memory does not grow under load.",
    severity="medium",
    needs=("load", "server"),
    says=(),
)
