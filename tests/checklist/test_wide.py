"""Lines imagined check by check, with traps, none of which was bound rightly before: `data/wide_*.tsv`."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks

TABLES = sorted((Path(__file__).parent / "data").glob("wide_*.tsv"))
#: Bound, in part, to a check that does not verify them.
KNOWN = """Web server restarts automatically; Log archive restored; Console log has no errors; Lazy load has no errors
    Uptime monitor is paused; Cache hit ratio is low; Migrate from Postgres 12
    Uploads folder is writable for the app user only"""


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_wide_phrases_bind_what_they_mean_and_nothing_else(path: Path) -> None:
    binder = Binder(load_checks())
    right = missed = 0
    wrong = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            (line, *_) = parse(f"- [ ] {row['line']}\n".encode(), path.name).lines
            got = {one.check for one in binder.bind(line).bound}
            # "a|b": either will do.
            wanted = max((set(one.split()) for one in row["expected"].split("|")), key=lambda one: len(one & got))
            right += len(got & wanted)
            missed += len(wanted - got)
            if got - set(row["expected"].replace("|", " ").split()) and row["line"] not in KNOWN:
                wrong.append(f"{row['line']}: {sorted(got)}")
    assert not wrong, "\n".join(wrong)
    assert right / (right + missed) >= 0.9
