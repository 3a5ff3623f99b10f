"""The conftest.py of our own contender: brings the team's facts and checks."""

from __future__ import annotations


def pytest_golive_register() -> None:
    """Declare them before the checklist is bound."""
    import gate_checks  # noqa: F401 - importing it declares them
