"""Which checklists a run asks, and what they are called; read before the hooks are loaded, so that looking begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pytest_golive import narrowed, opening
from pytest_golive.checklist.files import default_checklist, shown_path

if TYPE_CHECKING:
    from pytest_golive.checklist.bind import Binder
    from pytest_golive.gate import Gate


def read_checklists(config: pytest.Config, gate: Gate, binder: Binder) -> list[Path]:
    """Read those named on the command line, else in golive.toml, else the default one.

    ``binder`` is not kept: its index and what it took apart are a megabyte.

    Raises:
        ChecklistError: one cannot be read.
        ConfigError: a record was edited by hand.
    """
    given = [path_of(config, arg) for arg in config.args if arg.partition("::")[0].endswith(".md")]
    paths = given or [Path(path).resolve() for path in gate.settings.checklist] or [default_checklist()]
    ahead = opening.looks_itself(config) and not narrowed.selects(config)
    for path in paths:
        gate.read_checklist(path, shown(config, gate, path), binder, look_ahead=ahead)
    gate.check_records()
    return paths


def path_of(config: pytest.Config, arg: str) -> Path:
    """The file or folder of an argument of the command line."""
    return (config.invocation_params.dir / arg.partition("::")[0]).resolve()


def shown(config: pytest.Config, gate: Gate, path: Path) -> str:
    """What a checklist is called in reports."""
    taken = {checklist.path for other, checklist in gate.checklists.items() if other != path}
    return shown_path(path, opening.project(config), taken)
