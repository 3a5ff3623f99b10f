"""WORLD → FACTS: the only room that opens a connection or imports a driver."""

from __future__ import annotations

import importlib
import pkgutil

from pytest_golive.facts.registry import FACTS, Fact, fact

__all__ = ["FACTS", "Fact", "fact", "load_facts"]


def load_facts() -> dict[str, Fact]:
    """Import every module of this package, so that each declares its facts, and return them by name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return FACTS
