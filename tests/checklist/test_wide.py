<<<<<<< HEAD
"""Lines imagined check by check before its wide phrases were written, with traps: `data/wide_*.tsv`."""
=======
"""Lines imagined check by check, none of which was bound when it was written; traps expect nothing."""
>>>>>>> wc

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks

<<<<<<< HEAD
TABLES = sorted((Path(__file__).parent / "data").glob("wide_*.tsv"))
#: Lines that are bound to a check that does not verify them, as long as nothing better is known.
KNOWN: frozenset[str] = frozenset()


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_wide_phrases_bind_wording_they_were_not_written_from(path: Path) -> None:
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
=======
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
>>>>>>> wc
    assert right / (right + missed) >= 0.9
