"""Reports as plain data: what xdist sends from a worker, and what plug-ins store that keep reports."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from pytest_golive.finding import Finding, Lapse, Table

#: What a report carries as objects.
PARTS = {"findings": list[Finding], "lapses": list[Lapse], "tables": list[Table]}


class PlainReports:
    """Has findings, lapses and tables written as plain data, and read back."""

    @pytest.hookimpl(wrapper=True)
    def pytest_report_to_serializable(self) -> Generator[None, dict[str, Any] | None, dict[str, Any] | None]:
        """Make what a report says plain."""
        data = yield
        if data and (said := data.get("golive")):
            import msgspec

            data["golive"] = said | {part: msgspec.to_builtins(said[part]) for part in PARTS if part in said}
        return data

    @pytest.hookimpl(wrapper=True)
    def pytest_report_from_serializable(self) -> Generator[None, Any, Any]:
        """Read it back."""
        report = yield
        if said := getattr(report, "golive", None):
            import msgspec

            objects = {part: msgspec.convert(said[part], kind) for part, kind in PARTS.items() if part in said}
            report.golive = said | objects
        return report
