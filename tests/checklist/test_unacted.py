"""Lines that say more than any check looks at or contract acts out: somebody has to look at what is left.

Each was passed once on a shop of which it was not true.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks, new_binder

LINES = (Path(__file__).parent / "data" / "unacted.txt").read_text(encoding="utf-8").split("\n")
BINDER = new_binder(load_checks())


@pytest.mark.parametrize("text", [line for line in LINES if line])
def test_it_is_not_settled_by_what_we_look_at_alone(text: str) -> None:
    (line,) = parse(f"- [ ] {text}\n".encode(), "list.md").lines
    binding = BINDER.bind(line)
    assert not binding.bound or binding.leftover
