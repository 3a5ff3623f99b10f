"""Lines imagined check by check, few of which were bound when they were written; traps expect nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks

DATA = Path(__file__).parent / "data"
#: Bound, nearly always in part, to a check that does not verify them.
KNOWN = frozenset((DATA / "wide_known_wrong.txt").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", sorted(DATA.glob("wide_*.tsv")), ids=lambda path: path.stem)
def test_wide_phrases_bind_what_they_mean_and_nothing_else(path: Path) -> None:
    binder = Binder(load_checks())
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    # Who wrote a table knew its areas; what the checks of others say of a line is judged in theirs.
    areas = {one.partition(".")[0] for row in rows for one in row["expected"].replace("|", " ").split()}
    right = missed = 0
    wrong = set()
    for row in rows:
        (line, *_) = parse(f"- [ ] {row['line']}\n".encode(), path.name).lines
        got = {one.check for one in binder.bind(line).bound if one.check.partition(".")[0] in areas}
        # "a|b": either will do.
        wanted = max((set(one.split()) for one in row["expected"].split("|")), key=lambda one: len(one & got))
        meant = set(row["expected"].replace("|", " ").split())
        right, missed = right + len(got & meant), missed + len(wanted - got)
        wrong |= {row["line"]} if got - meant else set()
    assert wrong <= KNOWN
    assert right / (right + missed) >= 0.9
    assert len(KNOWN) < 70
