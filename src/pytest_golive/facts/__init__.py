"""WORLD → FACTS: the only room that opens a connection or imports a driver."""

from __future__ import annotations

from pytest_golive.facts.registry import FACTS, Fact, fact

__all__ = ["FACTS", "Fact", "fact"]
