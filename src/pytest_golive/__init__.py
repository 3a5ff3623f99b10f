"""GO or NO-GO for a web shop's launch, from the team's own markdown checklist.

The public names are imported on first use: this package is loaded by every pytest run beside it.

PYTEST_DONT_REWRITE: `golive gate` has imported it before pytest asks for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pytest_golive.checks.registry import Evidence, cannot_tell, check, not_applicable
    from pytest_golive.contracts.trial import contract
    from pytest_golive.errors import CannotLook
    from pytest_golive.facts.registry import fact

__all__ = ["CannotLook", "Evidence", "cannot_tell", "check", "contract", "fact", "not_applicable"]

HOMES = {
    "CannotLook": "pytest_golive.errors",
    "Evidence": "pytest_golive.checks.registry",
    "cannot_tell": "pytest_golive.checks.registry",
    "check": "pytest_golive.checks.registry",
    "contract": "pytest_golive.contracts.trial",
    "fact": "pytest_golive.facts.registry",
    "not_applicable": "pytest_golive.checks.registry",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(HOMES[name]), name)
