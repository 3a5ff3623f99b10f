"""A run that is refused before anything is looked at: the reports of an earlier one must not pass for this one's."""

from __future__ import annotations

import os
import tomllib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pytest_golive.checklist.model import Phase
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.finding import Outcome, Release
from pytest_golive.flags import CONFIG_NAME, PHASES
from pytest_golive.judged import SCHEMA, Blocker, Verdict
from pytest_golive.reports.html import Page
from pytest_golive.reports.write import JSON, write_all
from pytest_golive.settings import Settings

HTML_REPORT = "report.html"
#: The name of the schema stands at the start of a verdict.
HEAD = 200


def tell(config: pytest.Config, project: Path, why: str) -> None:
    """Put a NO-GO that says why in the place of the last verdict; a folder without one of ours is left alone."""
    path = _settings_file(config, project)
    folder = _report_folder(config, path)
    with suppress(OSError):  # who reads the terminal knows; there may be no verdict at all
        with (folder / JSON).open("rb") as file:
            if SCHEMA.encode() not in file.read(HEAD):
                return
        verdict = _verdict(REDACTOR.text(why), _phase(config, path))
        page = Page(verdict, None)
        write_all(verdict, lambda: page, folder, {})
        (folder / HTML_REPORT).unlink(missing_ok=True)


def _verdict(why: str, phase: Phase) -> Verdict:
    return Verdict(
        decision="NO-GO",
        phase=phase,
        as_of=datetime.now(UTC).astimezone(),
        target="",
        release=Release(),
        checklists=(),
        counts={outcome.value: 0 for outcome in Outcome} | {"total": 0},
        blockers=(Blocker(id="run", reason=f"the run was refused and nothing was looked at: {why}"),),
        conditions=(),
        lines=(),
    )


def _phase(config: pytest.Config, path: Path) -> Phase:
    """The phase that was asked for; the usual one where what was asked is none."""
    asked = config.getoption("golive_phase") or _said(config, path, "phase")
    return Phase(asked) if asked in PHASES else Settings().phase


def _report_folder(config: pytest.Config, path: Path) -> Path:
    """Where the reports would have gone."""
    if given := config.getoption("golive_report"):
        return Path(given).absolute()
    return path.parent / (_said(config, path, "report") or Settings().report)


def _settings_file(config: pytest.Config, project: Path) -> Path:
    named = Path(config.getoption("golive_config") or "")
    return named.absolute() if named.is_file() else project / CONFIG_NAME


def _said(config: pytest.Config, path: Path, key: str) -> str:
    """The text of a key, as far as a golive.toml that may be broken says it."""
    tables = {}
    with suppress(OSError, ValueError):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    overlays = tables.get("env")
    overlay = overlays.get(config.getoption("golive_env")) if isinstance(overlays, dict) else None
    said = [table.get(key) for table in (overlay, tables) if isinstance(table, dict)]
    text = next((one for one in said if one and isinstance(one, str)), "")
    return os.environ.get(text.removeprefix("env:"), "") if text.startswith("env:") else text
