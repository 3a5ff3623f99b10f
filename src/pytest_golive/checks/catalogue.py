"""What the shipped checks declare, written down by docs/generate.py: a run loads the modules of those it asks alone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from pytest_golive.checklist.phrases import Index, indexed
from pytest_golive.checks.registry import CHECKS, Check
from pytest_golive.data import dataclass

PACKAGE = f"{Path(__file__).resolve().parents[1]}{os.sep}"
FILE = Path(__file__).with_name("catalogue.json")
#: What the declarations and the index are made from.
SOURCES = (
    *("checks", "contracts/suites", "contracts/trial.py"),
    *("checklist/deeds.py", "checklist/phrases.py", "checklist/words.py"),
)


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All shipped checks, and the index of their phrases."""

    sources: Mapping[str, int]
    """The files it was made from, and their sizes in bytes."""
    checks: tuple[Check, ...]
    """Sorted by id."""
    index: Index


@cache
def read() -> Catalogue | None:
    """The catalogue, or None when somebody has changed the files it was made from."""
    import msgspec

    found = msgspec.json.decode(FILE.read_bytes(), type=Catalogue)
    return found if found.sources == sizes() else None


@cache
def by_id() -> dict[str, Check]:
    """The shipped checks, as far as the catalogue can be relied on."""
    known = read()
    return {one.id: one for one in known.checks} if known else {}


def find(check_id: str) -> Check | None:
    """A check that was declared in this process, or one of ours."""
    return CHECKS.get(check_id) or by_id().get(check_id)


def render(checks: Iterable[Check]) -> str:
    """The text of the catalogue; one check and one stem on a line, so that changes can be read."""
    import msgspec

    declared = sorted(checks, key=lambda one: one.id)
    index: Index = indexed(declared)
    made = ",\n".join(msgspec.json.encode(one).decode() for one in declared)
    rows = ",\n".join(f"{json.dumps(stem)}: {json.dumps(index[stem])}" for stem in sorted(index))
    sources = json.dumps(sizes(), indent=0, sort_keys=True)
    return f'{{"sources": {sources},\n"checks": [\n{made}\n],\n"index": {{\n{rows}\n}}}}\n'


def sizes() -> dict[str, int]:
    """Every file the declarations are made from, with its size: reading them would take as long as loading them."""
    return {path[len(PACKAGE) :].replace(os.sep, "/"): size for one in SOURCES for path, size in _files(PACKAGE + one)}


def _files(path: str) -> Iterator[tuple[str, int]]:
    if path.endswith(".py"):
        yield path, os.stat(path).st_size
        return
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir() or entry.name.endswith(".py"):
                yield from _files(entry.path)
