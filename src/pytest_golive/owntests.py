"""A team's own tests in the verdict: each is a line of its own, or answers the checklist line it claims."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import pytest

from pytest_golive.checklist.model import Checklist, Kind, Line, Phase, Severity
from pytest_golive.collect import MARKERS, LineItem, severity_marker
from pytest_golive.data import dataclass
from pytest_golive.errors import did_you_mean
from pytest_golive.judged import OWN_TESTS

PATH = OWN_TESTS
OURS = (*MARKERS, "golive")
RETURNED = "it returned a value instead of asserting it, and nobody looks at that"


@dataclass(frozen=True, kw_only=True)
class OwnTest:
    """One collected test that counts in the verdict; JSON-safe, so that xdist's workers can send it."""

    nodeid: str
    severity: str
    claims: str = ""
    """Id of the checklist line it answers, or empty."""
    checklist: str = ""
    id: str = ""
    """The id its author gave it, or empty."""
    text: str = ""
    file: str = ""
    line: int = 0
    deselected: bool = False


def own_test(item: pytest.Item, checklists: Iterable[Checklist]) -> OwnTest | None:
    """Describe a test, or None when it does not count (no severity marker and no claim).

    Raises:
        pytest.UsageError: it claims a line that no checklist has, or a marker is misspelt.
    """
    if isinstance(item, LineItem):
        return None
    _refuse_misspelt(item)
    severity = severity_marker(item)
    mark = item.get_closest_marker("golive")
    claimed = mark.kwargs.get("line") if mark else None
    if severity is None and mark is None:
        return None
    checklist, line = _claimed(item, claimed, checklists) if claimed else ("", "")
    file, number, _ = item.location
    return OwnTest(
        nodeid=item.nodeid,
        severity=severity or "",
        claims=line,
        checklist=checklist,
        id=str(mark.kwargs.get("id") or "") if mark else "",
        text=_text(item),
        file=file,
        line=0 if number is None else number + 1,
    )


def _refuse_misspelt(item: pytest.Item) -> None:
    """A test with ``@pytest.mark.critcal`` would count for nothing, and nobody would miss it."""
    registered = {re.split(r"[:(]", one)[0].strip() for one in item.config.getini("markers")}
    for mark in item.iter_markers():
        if mark.name in OURS and (why := _misused(mark)):
            raise pytest.UsageError(f"{item.nodeid}: @pytest.mark.{mark.name} {why}")
        if mark.name not in registered and (hint := did_you_mean(mark.name.lower(), OURS, cutoff=0.75)):
            what = f"@pytest.mark.{mark.name} is no marker{hint}"
            raise pytest.UsageError(f"{item.nodeid}: {what} (register one of your own in pytest's `markers`)")


def _misused(mark: pytest.Mark) -> str:
    """What is wrong with what one of our markers was given."""
    if mark.name in MARKERS:
        return 'takes nothing; the line is claimed by golive(line="…")' if mark.args or mark.kwargs else ""
    if mark.args or not mark.kwargs or mark.kwargs.keys() - {"line", "id"}:
        return 'takes line="…" (the text of a line, or the last part of its id), id="…", or both'
    wrong = [name for name, value in mark.kwargs.items() if not isinstance(value, str) or not value.strip()]
    return f"needs a text as {wrong[0]}" if wrong else ""


def _claimed(item: pytest.Item, claimed: str, checklists: Iterable[Checklist]) -> tuple[str, str]:
    """Find a claimed line by its id, the last part of its id, or its text."""
    known: dict[str, tuple[str, str]] = {}
    for checklist in checklists:
        for line in checklist.lines:
            if not line.is_field:
                for name in (line.id.rpartition("/")[2], line.text.casefold(), line.id):
                    known.setdefault(name, (checklist.path, line.id))
    found = known.get(claimed) or known.get(claimed.casefold())
    if found:
        return found
    hint = did_you_mean(claimed, [*known]) or "; write its text, or the last part of its id"
    raise pytest.UsageError(f"{item.nodeid}: @pytest.mark.golive(line={claimed!r}): no checklist has that line{hint}")


def _text(item: pytest.Item) -> str:
    """The first line of the test's docstring, or its name in words."""
    doc = getattr(getattr(item, "function", None), "__doc__", None)
    name = item.name.removeprefix("test_").replace("_", " ")
    return doc.strip().splitlines()[0] if doc and doc.strip() else name


def as_checklist(tests: Iterable[OwnTest], phase: Phase) -> Checklist | None:
    """The tests that claim no line, as lines of a checklist of their own: due in whatever phase is judged."""
    lines = [
        Line(
            id=line_id(test),
            number=test.line,
            text=test.text,
            kind=Kind.ITEM,
            section=(test.file or test.nodeid.partition("::")[0],),
            severity=Severity(test.severity) if test.severity else None,
            phase=phase,
        )
        for test in tests
        if not test.claims
    ]
    return Checklist(path=PATH, sha256="", lines=tuple(lines)) if lines else None


def line_id(test: OwnTest) -> str:
    """Slug of a test: its author's id, or its node id without what a slug may not hold."""
    return test.id or re.sub(r"[^a-z0-9/]+", "-", test.nodeid.replace("::", "/").lower()).strip("-")


def by_node(tests: Iterable[OwnTest]) -> Mapping[str, OwnTest]:
    """The tests by node id; a test described twice counts as selected when it was once."""
    found: dict[str, OwnTest] = {}
    for test in tests:
        if test.nodeid not in found or not test.deselected:
            found[test.nodeid] = test
    return found


@contextmanager
def heeding_returns() -> Iterator[None]:
    """Keep a test that returns something from passing: ``return False`` is a no, of which pytest only warns."""
    with warnings.catch_warnings():
        # In front of whatever the team ignores.
        warnings.simplefilter("error", pytest.PytestReturnNotNoneWarning)
        # That of unittest, which fails its test then.
        warnings.filterwarnings("error", "It is deprecated to return a value", DeprecationWarning)
        try:
            yield
        except pytest.PytestReturnNotNoneWarning:
            pytest.skip(RETURNED)
