"""Lines imagined check by check, none of which was bound when it was written; traps expect nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks

DATA = Path(__file__).parent / "data"
#: Bound in part to a check that does not verify them.
KNOWN = {
    "Minimum password length explained to HR",
    "Price rollback tested with customers",
    "Database rollback tested",
}


@pytest.mark.parametrize("path", sorted(DATA.glob("wide_*.tsv")), ids=lambda path: path.stem)
def test_wide_phrases_bind_what_they_mean_and_nothing_else(path: Path) -> None:
    binder = Binder(load_checks())
    right = missed = 0
    wrong = set()
    text = path.read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        (line, *_) = parse(f"- [ ] {row['line']}\n".encode(), path.name).lines
        got = {one.check for one in binder.bind(line).bound}
        # "a|b": either will do.
        wanted = max((set(one.split()) for one in row["expected"].split("|")), key=lambda one: len(one & got))
        meant = set(row["expected"].replace("|", " ").split())
        right, missed = right + len(got & meant), missed + len(wanted - got)
        wrong |= {row["line"]} if got - meant else set()
    assert wrong <= KNOWN
    assert right / (right + missed) >= 0.9
