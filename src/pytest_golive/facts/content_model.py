"""What the team's own queries answer, as checks see it."""

from __future__ import annotations

from collections.abc import Mapping

from pytest_golive.data import dataclass

#: Rows of one answer that are read.
MOST_ROWS = 20_000


@dataclass(frozen=True, kw_only=True)
class Rows:
    """What one query answered."""

    columns: tuple[str, ...] = ()
    """Lower case."""
    rows: tuple[Mapping[str, str | None], ...] = ()
    """Values as text: numbers as they are written, moments in ISO 8601, true and false; NULL is None."""
    has_more: bool = False
    """There were more rows than are read."""
    error: str = ""
    """Why there is no answer."""
