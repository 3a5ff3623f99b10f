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
from pytest_golive.flags import CONFIG_NAME
from pytest_golive.judged import SCHEMA, Blocker, Verdict
from pytest_golive.reports.html import Page
from pytest_golive.reports.write import JSON, write_all
from pytest_golive.settings import Settings

HTML_REPORT = "report.html"
#: The name of the schema stands at the start of a verdict.
HEAD = 200


def tell(config: pytest.Config, project: Path, why: str) -> None:
    """Put a NO-GO that says why in the place of the last verdict; a folder without one of ours is left alone."""
    folder = _report_folder(config, project)
    with suppress(OSError):  # who reads the terminal knows; there may be no verdict at all
        with (folder / JSON).open("rb") as file:
            if SCHEMA.encode() not in file.read(HEAD):
                return
        verdict = _verdict(REDACTOR.text(why))
        page = Page(verdict, None)
        write_all(verdict, lambda: page, folder, {})
        (folder / HTML_REPORT).unlink(missing_ok=True)


def _verdict(why: str) -> Verdict:
    return Verdict(
        decision="NO-GO",
        phase=Phase.PRE_DEPLOY,
        as_of=datetime.now(UTC).astimezone(),
        target="",
        release=Release(),
        checklists=(),
        counts={outcome.value: 0 for outcome in Outcome} | {"total": 0},
        blockers=(Blocker(id="run", reason=f"the run was refused and nothing was looked at: {why}"),),
        conditions=(),
        lines=(),
    )


def _report_folder(config: pytest.Config, project: Path) -> Path:
    """Where the reports would have gone, as far as a golive.toml that may be broken says it."""
    if given := config.getoption("golive_report"):
        return Path(given).absolute()
    named = Path(config.getoption("golive_config") or "")
    path = named.absolute() if named.is_file() else project / CONFIG_NAME
    tables = {}
    with suppress(OSError, ValueError):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    overlays = tables.get("env")
    overlay = overlays.get(config.getoption("golive_env")) if isinstance(overlays, dict) else None
    said = [table.get("report") for table in (overlay, tables) if isinstance(table, dict)]
    name = next((one for one in said if one and isinstance(one, str)), Settings().report)
    return path.parent / (os.environ.get(name.removeprefix("env:"), "") if name.startswith("env:") else name)
