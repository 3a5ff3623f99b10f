"""The environment of a running process against the env file, on real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pytest_golive.settings import App, Settings
from tests.checks.outside_cases import ask, see
from tests.findings import told

FILE = 'SECRET_KEY="a b"\nDEBUG=False\nREDIS_URL=redis://:hJ4tG9sD2fL7cV0bNq@127.0.0.1/0\n'
GOOD = {"SECRET_KEY": "a b", "DEBUG": "False", "REDIS_URL": "redis://:hJ4tG9sD2fL7cV0bNq@127.0.0.1/0"}
Judge = Callable[[dict[str, str]], tuple[str, str]]


@pytest.fixture
def judge(tmp_path: Path) -> Iterator[Judge]:
    """Starts a service with an environment, and judges it."""
    env_file, pid_file = tmp_path / ".env", tmp_path / "service.pid"
    running: list[subprocess.Popen[bytes]] = []
    env_file.write_text(FILE, encoding="utf-8")

    def start(environment: dict[str, str]) -> tuple[str, str]:
        program = [sys.executable, "-c", "print(flush=True); input()"]
        service = subprocess.Popen(program, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        running.append(service)
        assert service.stdout is not None
        service.stdout.readline()
        pid_file.write_text(f"{service.pid}\n", encoding="ascii")
        return judged(App(env_file=str(env_file), pid_file=str(pid_file)))

    yield start
    for service in running:
        service.communicate()


def judged(app: App) -> tuple[str, str]:
    seen = see("service_environment", settings=Settings(app=app))
    return ("unseen", seen) if isinstance(seen, str) else told(ask("env.loaded-by-service", service_environment=seen))


def test_started_with_the_file(judge: Judge) -> None:
    assert judge({**GOOD, "PATH": "/bin"}) == ("passed", "")


def test_an_older_value(judge: Judge) -> None:
    outcome, words = judge({**GOOD, "REDIS_URL": "redis://:old@127.0.0.1/0"})
    assert (outcome, "has other values of REDIS_URL than" in words) == ("failed", True)
    assert "hJ4tG9sD2fL7cV0bNq" not in words
    assert "old@" not in words


def test_a_variable_it_never_got(judge: Judge) -> None:
    outcome, words = judge({name: value for name, value in GOOD.items() if name != "SECRET_KEY"})
    assert (outcome, "lacks SECRET_KEY of" in words) == ("failed", True)


def test_a_service_that_reads_the_file_itself(judge: Judge, tmp_path: Path) -> None:
    os.utime(tmp_path / ".env", (1_700_000_000, 1_700_000_000))
    outcome, words = judge({"PATH": "/bin"})
    assert (outcome, "only the service could say that it reads the file" in words) == ("unverified", True)
    os.utime(tmp_path / ".env", (4_000_000_000, 4_000_000_000))
    outcome, words = judge({"PATH": "/bin"})
    assert (outcome, "was changed 2096-10-02" in words) == ("failed", True)


def test_a_file_without_variables(judge: Judge, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# nothing yet\n", encoding="utf-8")
    assert judge({"PATH": "/bin"}) == ("unverified", f"the env file {tmp_path}/.env sets no variable")


def test_without_access(tmp_path: Path) -> None:
    env_file, pid_file = tmp_path / ".env", tmp_path / "service.pid"
    assert judged(App(pid_file="x")) == ("unseen", "no env file is configured")
    env_file.write_text(FILE, encoding="utf-8")
    assert judged(App(env_file=str(env_file))) == ("unseen", "nothing says which process the service is")
    app = App(env_file=str(env_file), pid_file=str(pid_file))
    assert judged(app)[1].endswith("cannot be read: No such file or directory")
    pid_file.write_text("gunicorn", encoding="ascii")
    assert judged(app)[1].endswith("holds no process id")
    pid_file.write_text("4194305", encoding="ascii")
    assert judged(app) == ("unseen", "no process 4194305 runs on this machine")
    assert told(ask("env.loaded-by-service"))[0] == "unverified"
