"""Has the team's conftest.py and other plug-ins declare their checks, and says plainly when that goes wrong."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checks import Check, load_checks, new_binder


def load_team(config: pytest.Config) -> tuple[dict[str, Check], Binder]:
    """All checks, the shipped ones and the team's, and what binds lines to them.

    Raises:
        pytest.UsageError: a declaration is wrong, or the code around it breaks; names file and line (exit 4).
    """
    try:
        config.hook.pytest_golive_register()
        checks = load_checks()
        binder = new_binder(checks)
        binder.environment = config.getoption("golive_env", None) or ""
        binder.prove(one.id for one in checks.values() if not one.is_shipped)
        return checks, binder
    except Exception as error:  # noqa: BLE001 - the team's code may raise anything
        raise pytest.UsageError(broken(error, "a check of this project")) from None


def broken(error: Exception, what: object) -> str:
    """Where the team's code broke, and how; ``what`` is named when no conftest.py was on the way."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).name == "conftest.py"]
    where = f"{own[-1].filename}:{own[-1].lineno}" if own else what
    return f"{where} cannot be loaded: {type(error).__name__}: {error}"
