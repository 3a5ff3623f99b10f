"""Every line of five real checklists is bound to the checks that items.tsv names, but for listed deviations."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.model import Checklist, Line
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks

REAL = Path(__file__).parent / "data" / "real"
DOCUMENTS = sorted(path.name for path in REAL.glob("*.md"))
#: Answered in the verdict, from the lines below a line.
BY_PARTS = "release.group-complete"
#: The share of rows that may be bound otherwise, with a reason each.
MAY_DIFFER = 0.05


def table(name: str) -> list[dict[str, str]]:
    with (REAL / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def rows(document: str) -> list[tuple[dict[str, str], Line | None, Checklist]]:
    """Each row of a document with its line."""
    checklist = parse((REAL / document).read_bytes(), document)
    at: dict[int, list[Line]] = defaultdict(list)
    for line in checklist.lines:
        at[line.number].append(line)
    found: list[tuple[dict[str, str], Line | None, Checklist]] = []
    for row in table("items.tsv"):
        if row["doc"] == document:
            here = at[int(row["line"])]
            line = next((line for line in here if line.text == row["text"]), here[0] if here else None)
            if line:
                here.remove(line)
            found.append((row, line, checklist))
    return found


def ours(line: Line, checklist: Checklist, binder: Binder) -> frozenset[str]:
    """The checks that answer a line."""
    if line.is_field:
        return frozenset()
    bound = {one.check for one in binder.bind(line, parent=checklist.parent_text(line)).bound}
    return frozenset(bound | ({BY_PARTS} if checklist.children(line) else set()))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_line_is_bound_as_items_tsv_says(document: str) -> None:
    binder = Binder(load_checks())
    allowed = {
        (row["line"], row["text"], row["expected"], row["ours"])
        for row in table("binding_deviations.tsv")
        if row["doc"] == document
    }
    found = set()
    for row, line, checklist in rows(document):
        expected = frozenset(row["check"].split())
        got = ours(line, checklist, binder) if line else frozenset()
        # items.tsv names the parts' own checks for a group that says something itself.
        if got != expected and got - {BY_PARTS} != expected:
            found.add((row["line"], row["text"], " ".join(sorted(expected)), " ".join(sorted(got))))
    assert found == allowed


def test_few_lines_deviate_and_each_has_its_reason() -> None:
    deviations = table("binding_deviations.tsv")
    assert len(deviations) <= MAY_DIFFER * len(table("items.tsv"))
    assert all(len(row["reason"]) > 20 for row in deviations)


def test_every_check_that_items_tsv_names_is_declared() -> None:
    named = {check for row in table("items.tsv") for check in row["check"].split()}
    assert len(named) > 300
    assert not named - set(load_checks())
