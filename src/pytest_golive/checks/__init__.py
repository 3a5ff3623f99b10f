"""FACTS → FINDINGS: one module per area, one small pure function per check."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.phrases import indexed
from pytest_golive.checks import catalogue
from pytest_golive.checks.registry import (
    CHECKS,
    Check,
    Evidence,
    cannot_tell,
    check,
    not_applicable,
)
from pytest_golive.facts.registry import FACTS

__all__ = [
    "CHECKS", "Check", "Evidence", "cannot_tell", "check", "declare_all", "load_checks", "new_binder", "not_applicable",
]  # fmt: skip


def load_checks() -> dict[str, Check]:
    """All checks by id, ours and those that were declared in this process.

    Raises:
        TypeError: a team's check has the id of one of ours.
    """
    ours = catalogue.by_id()
    if not ours:
        return declare_all()
    for check_id, one in CHECKS.items():
        if check_id in ours and not one.is_shipped:
            raise TypeError(f"check {check_id!r} is declared twice")
    FACTS.announce({one.id: one.module for one in ours.values() if one.is_contract})
    return ours | CHECKS


def declare_all() -> dict[str, Check]:
    """Import every module of checks and contracts, so that each declares its own, and return all checks by id."""
    import pkgutil

    # Contracts are declared as checks: they cannot be imported before this module is.
    from pytest_golive.contracts import suites

    for package in (sys.modules[__name__], suites):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return CHECKS


def new_binder(checks: Mapping[str, Check]) -> Binder:
    """What binds lines to these checks; the index of our own phrases was made beforehand."""
    # In an order that does not hang on which module was imported first.
    ours = {name: checks[name] for name in sorted(checks) if checks[name].is_shipped}
    theirs = {name: one for name, one in checks.items() if name not in ours}
    known = catalogue.read()
    if known is None or list(ours) != [one.id for one in known.checks]:
        return Binder(ours | theirs)
    # Nobody else needs the index: it goes with the binder.
    catalogue.read.cache_clear()
    index = dict(known.index)
    for stem, at in indexed(theirs.values(), start=sum(len(one.says) for one in ours.values())).items():
        index[stem] = f"{index[stem]} {at}" if stem in index else at
    return Binder(ours | theirs, index)
