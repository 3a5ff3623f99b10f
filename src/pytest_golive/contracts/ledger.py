"""What contracts left behind: marks tell whose it is, and a file beside the reports outlives a killed run."""

from __future__ import annotations

import json
import re
import secrets
import time
from pathlib import Path
from typing import Literal

from pytest_golive.data import dataclass
from pytest_golive.wholefile import replace

FILE = "test-data.json"
MARK = re.compile(r"golive-([0-9a-z]{5,6})-[0-9a-f]{3}", re.IGNORECASE)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
#: Marks older than this are of a run that is over, on whatever machine it was.
STALE_SECONDS = 3600.0
#: What is removed first; the rest is held by it.
ORDER = ("order", "customer", "promo", "upload", "product")


@dataclass(frozen=True, kw_only=True)
class Leftover:
    """Something a contract made that is still there."""

    kind: Literal["order", "customer", "product", "promo", "upload"]
    id: str
    mark: str
    """The text that holds its mark: a name, an e-mail address, a code."""


def new_mark(now: float) -> str:
    """A mark that holds the minute it was made in, short enough for a promo code: ``golive-1ptyxm-0c7``."""
    return f"golive-{in_few_letters(int(now // 60))}-{secrets.token_hex(2)[:3]}"


def in_few_letters(number: int) -> str:
    """A number in base 36: two letters up to 1295."""
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text or "0"


def mark_in(text: str) -> str:
    """The mark that a text holds, in small letters, or nothing."""
    found = MARK.search(text)
    return found[0].lower() if found else ""


def age_of(mark: str, now: float) -> float:
    """Seconds since a mark was made."""
    found = MARK.fullmatch(mark)
    return now - int(found[1], 36) * 60 if found else 0.0


class Ledger:
    """The marks of runs that have not cleaned up yet.

    Args:
        folder: of the reports.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def open_marks(self) -> frozenset[str]:
        """The marks of runs that were ended before they had cleaned up; a file that cannot be read holds none."""
        try:
            marks = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return frozenset()
        return frozenset(marks) if isinstance(marks, list) else frozenset()

    def begin(self, mark: str) -> None:
        """Note a mark before anything carries it."""
        self._write({*self.open_marks(), mark})

    def end(self, *marks: str) -> None:
        """Forget marks that nothing carries any more."""
        self._write(set(self.open_marks()) - set(marks))

    def is_over(self, mark: str, now: float | None = None) -> bool:
        """Whether what carries another run's mark may be removed."""
        return mark in self.open_marks() or age_of(mark, time.time() if now is None else now) > STALE_SECONDS

    def _write(self, marks: set[str]) -> None:
        if not marks:
            self._path.unlink(missing_ok=True)
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        replace(self._path, [json.dumps(sorted(marks)).encode()])


def told(things: list[Leftover]) -> str:
    """How many of each: ``2 orders, 1 customer``."""
    kinds = [one.kind for one in things]
    return ", ".join(f"{kinds.count(kind)} {kind}{'s' * (kinds.count(kind) > 1)}" for kind in ORDER if kind in kinds)
