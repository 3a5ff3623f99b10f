"""Runs of pytest in processes of their own, forked from one that has imported what each of them would import.

Two thirds of a short run are imports. Nothing has happened in the process that is forked but these imports: no option
was read, no check asked. What the start of a process itself is tested for (lazy imports, assertion rewriting, signals)
is tested with processes started anew.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest
from _pytest.config import default_plugins

#: Loaded by the runs of tests, besides all of our own modules; xdist remembers where it was imported, and is not.
THEIRS = (
    "execnet", "http.client", "msgspec.json", "pdb", "pytest_django.plugin", "pytest_html.plugin",
    "pytest_metadata.plugin", "unittest", *(f"_pytest.{name}" for name in default_plugins),
)  # fmt: skip


class Forker:
    """The process that is forked; one for each worker of the tests."""

    def __init__(self) -> None:
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        command = [sys.executable, "-m", "tests.forking"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env, cwd=Path(__file__).parents[1]
        )

    def run(
        self, module: str, arguments: Sequence[str], cwd: Path, env: Mapping[str, str]
    ) -> tuple[int, list[str], list[str]]:
        """Run ``python -m module arguments`` there; its exit code and the lines of both its outputs."""
        with tempfile.TemporaryDirectory(prefix="golive-forked-") as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            asked = {
                "module": module, "arguments": list(arguments), "cwd": str(cwd), "env": dict(env),
                "out": str(out), "err": str(err),
            }  # fmt: skip
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            print(json.dumps(asked), file=self._process.stdin, flush=True)
            code = int(self._process.stdout.readline())
            said, complained = (path.read_text("utf-8", "replace").splitlines() for path in (out, err))
        return code, said, complained

    def pytest(self, *arguments: str, module: str = "pytest") -> pytest.RunResult:
        """The same here, with this process's environment; as `Pytester.runpytest_subprocess` does."""
        here, started = Path.cwd(), time.monotonic()
        path = os.pathsep.join(filter(None, (str(here), os.environ.get("PYTHONPATH", ""))))
        code, out, err = self.run(module, arguments, here, {**os.environ, "PYTHONPATH": path})
        print(*out, sep="\n")
        print(*err, sep="\n", file=sys.stderr)
        return pytest.RunResult(code, out, err, time.monotonic() - started)

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def serve() -> None:
    """Import what every run imports, and fork for each line of the standard input."""
    preload()
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        if (process := os.fork()) == 0:
            become(asked)
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def preload() -> None:
    """Import it."""
    import importlib
    import pkgutil

    import pytest_golive
    from pytest_golive.checks import declare_all

    declare_all()
    for name in THEIRS:
        importlib.import_module(name)
    for module in pkgutil.walk_packages(pytest_golive.__path__, "pytest_golive."):
        if module.name != "pytest_golive.cli":  # run as the main module
            importlib.import_module(module.name)


def become(asked: dict[str, Any]) -> NoReturn:
    """Turn this forked process into ``python -m module arguments``; ends it."""
    for number, (path, flags) in enumerate(
        ((os.devnull, os.O_RDONLY), (asked["out"], WRITE), (asked["err"], WRITE)),
    ):
        opened = os.open(path, flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    os.chdir(asked["cwd"])
    sys.path[0:1] = [asked["cwd"], *filter(None, asked["env"].get("PYTHONPATH", "").split(os.pathsep))]
    sys.argv = [asked["module"], *asked["arguments"]]
    code = run(asked["module"])
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    # Taking apart the hundreds of modules that were imported beforehand is no part of what is tested.
    os._exit(code)


def run(module: str) -> int:
    """Run it as the main module; its exit code."""
    import runpy

    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter would end
        traceback.print_exc()
        return 1
    return 0


WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC

if __name__ == "__main__":
    serve()
