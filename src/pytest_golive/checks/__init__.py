"""FACTS → FINDINGS: one module per area, one small pure function per check."""

from __future__ import annotations

import importlib
import pkgutil

from pytest_golive.checks.registry import (
    CHECKS,
    Check,
    Evidence,
    cannot_tell,
    check,
    not_applicable,
)

__all__ = ["CHECKS", "Check", "Evidence", "cannot_tell", "check", "load_checks", "not_applicable"]


def load_checks() -> dict[str, Check]:
    """Import every module of this package, so that each declares its checks, and return them by id."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return CHECKS
