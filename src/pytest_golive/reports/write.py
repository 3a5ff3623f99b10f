"""Writes the reports of a run into one folder. The only module of this room that touches the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from pytest_golive.compare import Change
from pytest_golive.reports import json
from pytest_golive.reports.html import Page
from pytest_golive.reports.words import in_utf8
from pytest_golive.verdict import Verdict
from pytest_golive.wholefile import replace

#: How much of a file is read at once.
BLOCK = 1 << 16
JSON, PAGE, SUMMARY, LAST_GO = "verdict.json", "go-no-go.html", "summary.md", "last-go.json"


Content = Callable[[], Iterable[bytes]]


def write_all(
    verdict: Verdict,
    page: Callable[[], Page],
    folder: Path,
    filled: Mapping[str, Content],
    *,
    with_summary: bool = False,
) -> list[tuple[Path, str]]:
    """Write ``verdict.json``, ``go-no-go.html`` and the filled checklists; each is there whole or not at all.

    Args:
        page: makes what people read, once ``verdict.json`` is written: both are large.
        folder: made when it is missing.
        filled: what makes the content, by file name (no folders in it).
        with_summary: write ``summary.md`` as well.

    Returns:
        What could not be written, and why. An older file of that name is then removed, so that the answer
        of an earlier run is never taken for this one's.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return [(folder, f"the report folder cannot be made: {error.strerror or error}")]
    contents: dict[str, Content] = {
        JSON: lambda: json.render(verdict),
        PAGE: lambda: page().whole(),
    }
    contents |= filled
    if with_summary:
        contents[SUMMARY] = lambda: [_summary(verdict, page().change)]
    problems = [(folder / name, _write(folder, name, content)) for name, content in contents.items()]
    if not with_summary:
        problems.append((folder / SUMMARY, _remove(folder / SUMMARY)))
    return [(path, problem) for path, problem in problems if problem]


def keep_go(folder: Path) -> str:
    """Keep the verdict that was written as the baseline of later runs; return the problem, or an empty text.

    An older one then stays.
    """
    try:
        with (folder / JSON).open("rb") as verdict:
            replace(folder / LAST_GO, iter(partial(verdict.read, BLOCK), b""))
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    return ""


def append_summary(path: Path, verdict: Verdict, change: Change | None) -> str:
    """Append the markdown summary to a file of the CI; return the problem, or an empty text."""
    try:
        with path.open("ab") as file:
            # A blank line: what stands above may be a table or HTML, which would take in the heading.
            file.write(b"\n" + _summary(verdict, change))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _summary(verdict: Verdict, change: Change | None) -> bytes:
    # Loaded by those alone who want it.
    from pytest_golive.reports import markdown

    return in_utf8(markdown.render(verdict, change))


def _remove(path: Path) -> str:
    """Remove an earlier run's file, which would be taken for this one's."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        return f"the older file is still there: {error.strerror}"
    return ""


def _write(folder: Path, name: str, content: Content) -> str:
    """Write one file through a temporary one beside it; return the problem, or an empty text."""
    if Path(name).name != name or name in {"", ".", ".."}:
        return "a report's name must be a plain file name"
    path = folder / name
    try:
        replace(path, content())
    except Exception as error:  # noqa: BLE001 - one broken report must not cost the others; it is handed back
        problem = getattr(error, "strerror", None) or str(error) or type(error).__name__
        try:
            path.unlink(missing_ok=True)
        except OSError as still_there:
            problem += f"; and the older file is still there: {still_there.strerror}"
        return problem
    return ""
