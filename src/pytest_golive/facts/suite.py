"""The team's own test suite: run here, or read from what a run of this very commit has left."""

from __future__ import annotations

import ast
import json
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.code.git import TeamFiles, is_migration, is_test
from pytest_golive.facts.command import CompletedProcess, TimeoutExpired, run
from pytest_golive.facts.registry import fact
from pytest_golive.facts.repository import ask_git
from pytest_golive.facts.watcher import Requested, requested, watched
from pytest_golive.settings import Settings
from pytest_golive.syntax import parse_python

COMMAND = 'set command in [tests] of golive.toml, or let CI write its JUnit XML to junit = "reports/{commit}.xml"'
#: Where the runner is to write its results, and the commit they are of.
JUNIT, COMMIT = "{junit}", "{commit}"
#: What no test looks at: documents, and what people have said.
NOT_TESTED = (".md", ".rst", ".txt", "golive.toml", "golive-records.toml")
#: Python files that no test imports, nor should.
STARTERS = frozenset({"manage.py", "wsgi.py", "asgi.py", "setup.py", "noxfile.py", "gunicorn.conf.py"})
#: The summary of unittest, Django's runner included.
RAN = re.compile(r"^Ran (\d+) tests? in ", re.MULTILINE)
SUMMARY = re.compile(r"^(?:OK|FAILED|NO TESTS RAN)(?: \((.*)\))?\s*$", re.MULTILINE)
BAD = re.compile(r"^(?:FAIL|ERROR|UNEXPECTED SUCCESS): (.+)$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class SuiteRun:
    """What one run of the suite came to."""

    source: str
    """The command, or the file of results."""
    ran: int
    """Tests that were started, skipped ones included."""
    bad: tuple[str, ...] = ()
    """Names of those that failed or broke."""
    skipped: int = 0
    """Skipped, or expected to fail: they prove nothing."""
    code: int = 0
    """Exit code of the command."""
    requests: tuple[Requested, ...] | None = None
    """Routes that it has requested; None: neither Django nor Flask was loaded where that could be noted."""


@dataclass(frozen=True, kw_only=True)
class Covered:
    """One file's lines and branches, and how many of them ran."""

    all: int
    ran: int


@dataclass(frozen=True, kw_only=True)
class CoverageReport:
    """What coverage.py measured."""

    source: str
    with_branches: bool
    files: dict[str, Covered]
    """By path, as the report has it, with slashes."""
    unmeasured: tuple[str, ...] = ()
    """Files of the team's with code in them that the report lacks, as those do that no test has imported."""


@fact(effect="executes")
def suite_run(settings: Settings, team_files: TeamFiles | None = None) -> SuiteRun:
    """The results of the configured command, or those in the file of results of this commit."""
    tests = settings.tests
    if tests.junit:
        path = _results(tests.junit, team_files)
        return _of_junit(path, path.name, code=0)
    if not tests.command:
        raise CannotLook("neither command nor junit is set in [tests] of golive.toml", cure=COMMAND)
    with tempfile.TemporaryDirectory(prefix="golive-tests-") as folder:
        junit = Path(folder, "junit.xml")
        done = _run([part.replace(JUNIT, str(junit)) for part in tests.command], settings, Path(folder))
        source, noted = f"`{' '.join(tests.command)}`", requested(Path(folder))
        if junit.is_file():
            return replace(_of_junit(junit, source, code=done.returncode), requests=noted)
    return replace(_of_unittest(done.stderr + done.stdout, source, done.returncode), requests=noted)


@fact(effect="executes")
def coverage_report(
    settings: Settings,
    suite_run: SuiteRun | None = None,  # noqa: ARG001 - a command that writes the report has run by then
    team_files: TeamFiles | None = None,
) -> CoverageReport:
    """coverage.py's JSON report of this commit."""
    if not settings.tests.coverage:
        cure = 'have the tests write coverage.py\'s JSON report (`coverage json`), and set coverage = "coverage.json"'
        raise CannotLook("coverage is not set in [tests] of golive.toml", cure=cure)
    path = _results(settings.tests.coverage, team_files)
    try:
        told = json.loads(path.read_bytes())
        names = {name: name.replace("\\", "/") for name in told["files"]}
        # That tests run through themselves says nothing.
        files = {at: _covered(told["files"][name]["summary"]) for name, at in names.items() if not is_test(at)}
        branches = bool(told["meta"]["branch_coverage"])
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable(path, "JSON report of coverage.py", error) from None
    unmeasured = _unmeasured(team_files, {*names.values()}) if team_files else ()
    return CoverageReport(source=path.name, with_branches=branches, files=files, unmeasured=unmeasured)


def _unmeasured(team_files: TeamFiles, measured: set[str]) -> tuple[str, ...]:
    """Without what starts the site or builds it, and files that hold nothing that could run."""
    ends = {f"/{name}" for name in measured}
    known = {end[at:] for end in ends for at, sign in enumerate(end) if sign == "/"}
    return tuple(
        name
        for name in team_files.python
        if not (is_test(name) or is_migration(name) or name.rpartition("/")[2] in STARTERS)
        # Either of the two roots may be above the other.
        and f"/{name}" not in known
        and not any(f"/{name}".endswith(end) for end in ends)
        and _does_something(team_files.path(name))
    )


def _does_something(path: Path) -> bool:
    try:
        body = parse_python(path.read_text(encoding="utf-8", errors="replace")).body
    except (SyntaxError, ValueError):
        return True
    return not all(isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) for one in body)


def _covered(summary: dict[str, int]) -> Covered:
    return Covered(
        all=summary["num_statements"] + summary.get("num_branches", 0),
        ran=summary["covered_lines"] + summary.get("covered_branches", 0),
    )


def _results(named: str, team_files: TeamFiles | None) -> Path:
    """The file of results, when it is of the files as they are now.

    Either its name holds the commit, or it is younger than every file of the team's that a test could look at.
    """
    if team_files is None:
        why = "git does not say what the team's files are, so nobody can tell of which commit these results are"
        raise CannotLook(why, cure="run the gate in the checkout of the release, and set dir in [code]")
    root = Path(team_files.root)
    commit = ask_git(root, "rev-parse", "HEAD").strip() if COMMIT in named else ""
    path = Path(named.replace(COMMIT, commit))
    if not path.is_file():
        cure = "let the tests write it before the gate runs"
        raise CannotLook(f"there is no {path}{' for this commit' if commit else ''}", cure=cure)
    if newer := "" if commit else _newest(root, path, team_files.names):
        why = f"{path.name} is older than {newer}: it is of other files"
        raise CannotLook(why, cure=f'run the tests again, or keep their results by commit: "reports/{COMMIT}.xml"')
    return path


def _newest(root: Path, results: Path, names: Iterable[str]) -> str:
    """The name of a file that has changed since the results were written; empty when none has."""
    written = results.stat().st_mtime
    tested = (name for name in names if not name.endswith(NOT_TESTED) and root / name != results)
    return next((name for name in tested if (root / name).stat().st_mtime > written), "")


def _run(command: list[str], settings: Settings, folder: Path) -> CompletedProcess[str]:
    """Run the team's command in the project's folder.

    Not with the production env file: a test run makes and drops databases.
    """
    python = settings.app.python
    program = (os.path.abspath(python) if os.sep in python else python) or sys.executable
    words = [program if at == 0 and word == "python" else word for at, word in enumerate(command)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    # Nothing waits for it any longer then, and it must not go on alone.
    seconds = settings.target.deadline
    try:
        environment = watched({**kept, "PYTHONIOENCODING": "utf-8"}, folder)
        return run(words, seconds=seconds, folder=settings.app.dir or None, environment=environment)
    except TimeoutExpired:
        why, cure = f"the tests took longer than {seconds:g} s", "raise [target] deadline, or let CI run them"
        raise CannotLook(why, cure=cure, look_failed=True) from None
    except OSError as error:
        why = f"`{' '.join(command)}` does not run: {error.strerror}"
        raise CannotLook(why, cure="correct command in [tests] of golive.toml") from None


def _of_junit(path: Path, source: str, code: int) -> SuiteRun:
    """Results in the format that JUnit's Ant task has made common."""
    try:
        cases = [_case(one) for one in ET.parse(path).iter("testcase")]  # noqa: S314 - the team's own file
    except (ET.ParseError, OSError) as error:
        raise _unreadable(path, "JUnit XML", error) from None
    return SuiteRun(
        source=source,
        ran=len(cases),
        bad=tuple(name for name, kind in cases if kind == "bad"),
        skipped=sum(kind == "skipped" for _, kind in cases),
        code=code,
    )


def _case(told: Any) -> tuple[str, str]:
    name = ".".join(part for part in (told.get("classname"), told.get("name")) if part)
    tags = {child.tag for child in told}
    return name, "bad" if tags & {"failure", "error"} else "skipped" if "skipped" in tags else "passed"


def _of_unittest(printed: str, source: str, code: int) -> SuiteRun:
    ran, summary = RAN.findall(printed), SUMMARY.findall(printed)
    if not ran or not summary:
        why = f"{source} ended with code {code} and does not say how many tests have run"
        raise CannotLook(why, cure="have it write JUnit XML: pytest --junitxml={junit}", look_failed=bool(code))
    told = (one.strip().partition("=") for one in summary[-1].split(","))
    numbers = {name: int(number) for name, _, number in told if number}
    return SuiteRun(
        source=source,
        ran=int(ran[-1]),
        bad=tuple(BAD.findall(printed)),
        skipped=numbers.get("skipped", 0) + numbers.get("expected failures", 0),
        code=code,
    )


def _unreadable(path: Path, what: str, error: Exception) -> CannotLook:
    return CannotLook(f"{path.name} is no {what}: {error}", cure="let the tests write it again")
