"""FACTS → FINDINGS: one module per area, one small pure function per check."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.phrases import indexed
from pytest_golive.checks.registry import (
    CHECKS,
    Check,
    Evidence,
    cannot_tell,
    check,
    not_applicable,
)

__all__ = ["CHECKS", "Check", "Evidence", "cannot_tell", "check", "load_checks", "new_binder", "not_applicable"]


def load_checks() -> dict[str, Check]:
    """Import every module of checks and contracts, so that each declares its own, and return them by id."""
    # Contracts are declared as checks: they cannot be imported before this module is.
    from pytest_golive.contracts import suites

    for package in (sys.modules[__name__], suites):
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")
    return CHECKS


def fingerprint(checks: Iterable[Check]) -> int:
    """The same for the same phrases in the same order."""
    return zlib.crc32("\n".join(text for one in checks for text in (one.id, *one.says)).encode())


def new_binder(checks: dict[str, Check]) -> Binder:
    """What binds lines to these checks; docs/generate.py made the index of the shipped ones' phrases beforehand."""
    shipped = json.loads(Path(__file__).with_name("phrase_index.json").read_bytes())
    # In an order that does not hang on which module was imported first.
    ours = {name: checks[name] for name in sorted(checks) if checks[name].is_shipped}
    theirs = {name: one for name, one in checks.items() if name not in ours}
    if fingerprint(ours.values()) != shipped["fingerprint"]:  # somebody is writing phrases
        return Binder(checks)
    index = shipped["index"]
    for stem, at in indexed(theirs.values(), start=shipped["count"]).items():
        index[stem] = (*index.get(stem, ()), *at)
    return Binder(ours | theirs, index)
