"""Five checklists of real teams, unedited: every row is answered, the totals add up, nothing in them is executed."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from pytest_golive.checklist.parse import parse
from tests.plugin.conftest import NOBODY_ELSES, Gate

REAL = Path(__file__).parents[1] / "checklist" / "data" / "real"
COMMANDS = (
    "python python3 docker curl redis-cli psql mysql sudo bash crontab gunzip nslookup openssl chmod touch ls".split()
)


@pytest.mark.parametrize("document", sorted(path.name for path in REAL.glob("*.md")))
@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_real_checklist(
    gate: Gate, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, document: str, workers: tuple[str, ...]
) -> None:
    bait = pytester.mkdir("bait")
    for command in COMMANDS:
        (bait / command).write_text(f"#!/bin/sh\necho {command} >> {bait}/executed\n")
        (bait / command).chmod(0o755)
    monkeypatch.setenv("PATH", f"{bait}{os.pathsep}{os.environ['PATH']}")
    raw = (REAL / document).read_bytes()
    pytester.path.joinpath(document).write_bytes(raw)

    judged = gate(None, document, *workers, config=NOBODY_ELSES)

    assert judged.code == 1
    assert not (bait / "executed").exists()
    counts = judged.verdict["counts"]
    assert sum(number for key, number in counts.items() if key != "total") == counts["total"]
    assert counts["total"] == len(judged.verdict["lines"]) == judged.verdict["checklists"][0]["lines"]
    answered = {line["line"] for line in judged.verdict["lines"]}
    fields = {line.number for line in parse(raw, document).lines if line.is_field}
    with (REAL / "items.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["doc"] == document]
    assert rows
    assert {int(row["line"]) for row in rows} <= answered | fields
    assert (pytester.path / "golive-report" / document).stat().st_size >= len(raw) // 2
