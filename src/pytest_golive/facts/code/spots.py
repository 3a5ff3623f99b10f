"""One place in the team's files that a check may have something to say about."""

from __future__ import annotations

from pytest_golive.data import dataclass

#: A longer line is shown, and reviewed, by its beginning.
LONGEST = 160


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A line of a file."""

    file: str
    """Below the folder of the code."""
    line: int
    text: str
    """The line itself, without the blanks around it."""
    what: str = ""
    """What was found there."""

    @property
    def place(self) -> str:
        """``shop/views.py:12``."""
        return f"{self.file}:{self.line}"

    @property
    def key(self) -> str:
        """How the line is named in ``[code.reviewed]``: without its number, which moves."""
        return f"{self.file}: {self.text}"


def spot(file: str, lines: list[str], line: int, what: str = "") -> Spot:
    """The spot at a line (counted from 1) of a file's lines."""
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return Spot(file=file, line=line, text=text[:LONGEST], what=what)
