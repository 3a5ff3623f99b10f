"""Whose line it is, in the ways people write it."""

from __future__ import annotations

import pytest

from pytest_golive.checklist.owner import owner_of
from pytest_golive.checklist.parse import parse


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Backup tested @mia", "mia"),
        ("Backup tested — @root-ops, due 2024-11-30", "root-ops"),
        ("Refunds work (finance: @ines, until Fri)", "ines"),
        ("Sold-out items cannot be ordered (owner: Jo)", "Jo"),
        ("Ledger closed (Owner: Ana Li, due Friday)", "Ana Li"),
        ("Ledger closed — Owner: Ana Li", "Ana Li"),
        ("Ledger closed [assigned to: @ben]", "ben"),
        ("Mail to ana@shop.example arrives", ""),
        ("No @angular/core older than 17", ""),
        ("Views use @login_required(url)", ""),
        ("The owner of the data is told", ""),
        ("Backup tested", ""),
    ],
)
def test_a_line_names_its_owner(text: str, owner: str) -> None:
    [line] = parse(f"- [ ] {text}\n", "GO.md").lines
    assert owner_of(line) == owner


def test_a_field_or_a_column_names_the_owner() -> None:
    text = """\
- [ ] First thing
  - Owner: Karl
- [ ] Second thing
  - Owner: ____

| Done | Check | Owner |
|---|---|---|
| [ ] | Third thing | @ben |
| [ ] | Fourth thing | ____ |
| [ ] | Fifth thing @mia | |
"""
    found = {line.text: owner_of(line) for line in parse(text, "GO.md").lines if not line.is_field}
    assert found == {
        "First thing": "Karl", "Second thing": "", "Third thing": "ben", "Fourth thing": "", "Fifth thing @mia": "mia",
    }  # fmt: skip
