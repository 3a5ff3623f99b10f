"""Reports as plain data: what xdist sends from a worker, and what plug-ins store that keep reports."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from datetime import datetime
from typing import Any

import pytest

from pytest_golive.finding import Finding, Lapse, Outcome, Table

Said = dict[str, Any]


class PlainReports:
    """Has findings and lapses written as plain data, and read back."""

    @pytest.hookimpl(wrapper=True)
    def pytest_report_to_serializable(self) -> Generator[None, Said | None, Said | None]:
        """Make what a report says plain."""
        data = yield
        if data and (said := data.get("golive")):
            data["golive"] = said | {
                "findings": [plain(one) for one in said.get("findings", ())],
                "lapses": [_plain_lapse(one) for one in said.get("lapses", ())],
            }
        return data

    @pytest.hookimpl(wrapper=True)
    def pytest_report_from_serializable(self) -> Generator[None, Any, Any]:
        """Read it back."""
        report = yield
        if said := getattr(report, "golive", None):
            report.golive = said | {
                "findings": [_finding(one) for one in said["findings"]],
                "lapses": [_lapse(one) for one in said["lapses"]],
            }
        return report


def plain(finding: Finding) -> Said:
    """A finding as plain data."""
    tables = [
        {"title": one.title, "head": list(one.head), "rows": [list(row) for row in one.rows]} for one in finding.tables
    ]
    lists = {"evidence": list(finding.evidence), "lapses": [*map(_plain_lapse, finding.lapses)], "tables": tables}
    return {**vars(finding), "outcome": finding.outcome.value, **lists}


def _plain_lapse(lapse: Lapse) -> dict[str, str]:
    return {"what": lapse.what, "when": lapse.when.isoformat()}


def _finding(data: Mapping[str, Any]) -> Finding:
    lapses = tuple(_lapse(lapse) for lapse in data["lapses"])
    tables = tuple(
        Table(title=one["title"], head=tuple(one["head"]), rows=tuple(map(tuple, one["rows"])))
        for one in data["tables"]
    )
    lists = {"evidence": tuple(data["evidence"]), "lapses": lapses, "tables": tables}
    return Finding(**{**data, "outcome": Outcome(data["outcome"]), **lists})


def _lapse(data: Mapping[str, str]) -> Lapse:
    return Lapse(what=data["what"], when=datetime.fromisoformat(data["when"]))
