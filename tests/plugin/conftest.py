"""A small project to be judged: its own facts and checks, so that no network is needed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.forking import Forker

#: By the names of their entry points: of what the tests' environment has, a third of each run would be the rest.
PLUGINS = ("golive", "django", "xdist")
HTML = ("html", "html_fixtures", "metadata")
CONFTEST = '''
import dataclasses, os, threading
from pytest_golive import CannotLook, cannot_tell, check, fact, not_applicable
from pytest_golive.checks.registry import CHECKS, planned

@fact()
def weather() -> str:
    return "sunny"

@fact(timeout=0.2)
def slow() -> str:
    threading.Event().wait(30)
    return "never"

@fact()
def missing() -> str:
    raise CannotLook("the well is dry", cure="dig deeper")

@fact()
def crash() -> str:
    os._exit(9)

def why(name): return f"""{name}.

Why: it must.
Fix: make it so.
"""

def declare(name, judge, doc, severity="critical"):
    judge.__doc__ = why(doc)
    check("demo." + name, severity=severity, says=(name.replace("-", " ") + " line",))(judge)

def good(weather: str, evidence): evidence.saw("it is " + weather)
def bad(weather: str): assert weather == "rain", "it is " + weather
def unseen(missing: str): pass
def late(slow: str): pass
def broken(weather: str): raise KeyError("oops")
def moot(weather: str): not_applicable("there is no garden")
def unsure(weather: str): cannot_tell("it is foggy")
def deadly(crash: str): pass
def interrupted(weather: str): raise KeyboardInterrupt

for name, judge in list(globals().items()):
    if name in "good bad unseen late broken moot unsure deadly interrupted".split():
        declare(name, judge, f"The {name} line holds")
planned("demo.unbuilt", "The unbuilt line holds.", severity="medium", needs=("server",), says=("unbuilt line",))
# It is none of ours: with another one of ours the index of phrases that is shipped would not fit.
CHECKS["demo.unbuilt"] = dataclasses.replace(CHECKS["demo.unbuilt"], module=__name__)
'''


class Judged:
    """The result of one run: exit code, output, verdict.json (of the whole run or of a part, whichever was written)."""

    def __init__(self, result: pytest.RunResult, folder: Path) -> None:
        self.code = int(result.ret)
        self.out = result.stdout.str() + result.stderr.str()
        report = folder / "golive-report"
        written = [path for path in (report / "verdict.json", report / "part" / "verdict.json") if path.exists()]
        last = max(written, key=lambda path: path.stat().st_mtime_ns, default=None)
        self.verdict: dict[str, Any] = json.loads(last.read_text("utf-8")) if last else {}

    @property
    def outcomes(self) -> dict[str, str]:
        return {line["text"]: line["outcome"] for line in self.verdict["lines"]}

    @property
    def blockers(self) -> list[str]:
        return [blocker["reason"] for blocker in self.verdict["blockers"]]


Gate = Callable[..., Judged]
Golive = Callable[..., pytest.RunResult]


#: One of the real documents names a public site, which no test asks.
NOBODY_ELSES = '[target.connect_to]\n"docs.djangoproject.com:443" = "127.0.0.1:9"\n'


@pytest.fixture
def gate(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, forker: Forker) -> Gate:
    """Writes the project and runs ``pytest --golive`` on it in a process of its own."""
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    # Without bytecode every run would rewrite the assertions of every module again.
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    pytester.makeconftest(CONFTEST)

    def run(checklist: str | None, *args: str, tests: str = "", config: str = "", golive: bool = True) -> Judged:
        if checklist is not None:
            pytester.path.joinpath("GO.md").write_text(checklist, encoding="utf-8")
            config = 'checklist = ["GO.md"]\n' + config
        if tests:
            pytester.makepyfile(test_own=tests)
        pytester.path.joinpath("golive.toml").write_text(config, encoding="utf-8")
        flags = ["--golive"] if golive else []
        plugins = [*PLUGINS, *HTML] if "report" in args else PLUGINS
        args = tuple(arg for arg in args if arg != "report")
        base = pytester.path / f"runpytest-{len(list(pytester.path.glob('runpytest-*')))}"
        with loading(plugins, monkeypatch):
            return Judged(forker.pytest(f"--basetemp={base}", *flags, *args), pytester.path)

    return run


@pytest.fixture
def golive(gate: Gate, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, forker: Forker) -> Golive:
    """Runs the ``golive`` command in the project of `gate`."""

    def run(*arguments: str) -> pytest.RunResult:
        with loading(PLUGINS, monkeypatch):
            return forker.pytest(*arguments, module="pytest_golive.cli")

    return run


@contextmanager
def loading(plugins: Iterable[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Processes that are started meanwhile load these plug-ins and no others."""
    with monkeypatch.context() as meanwhile:
        meanwhile.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        meanwhile.setenv("PYTEST_ADDOPTS", " ".join(f"-p {name}" for name in plugins))
        yield
