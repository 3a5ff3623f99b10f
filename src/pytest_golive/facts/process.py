"""The running service's own process, as the kernel tells of it: its environment, its network, when it was started."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.env import env_path, variables
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

PROC = Path("/proc")
NETWORK = "ns/net"
PROXIES = frozenset({"https_proxy", "all_proxy"})
PID_FILE = "set pid_file in [app] of golive.toml to the file the service writes its process id to (gunicorn --pid)"


@dataclass(frozen=True, kw_only=True)
class ServiceEnvironment:
    """The variables of the env file in the environment that the service was started with. No value is kept."""

    pid: int
    program: str
    started: datetime
    file: str
    file_changed: datetime
    current: tuple[str, ...]
    """Those with the file's value."""
    missing: tuple[str, ...]
    outdated: tuple[str, ...]
    """Those with another value."""
    flask_debug: str = ""
    """FLASK_DEBUG in its environment, whoever has set it."""


@dataclass(frozen=True, kw_only=True)
class ServiceHere:
    """The running service on this machine, and how it reaches others."""

    pid: int
    program: str
    is_in_our_network: bool
    """It has the same interfaces, routes and firewall as the gate: neither is alone in a container."""
    proxy: str = ""
    """The variable of its environment that names a proxy."""


@fact(timeout=5.0)
def service_here(settings: Settings) -> ServiceHere:
    """Find the process that runs now, on this machine."""
    pid = _pid(settings.app.pid_file)
    try:
        names = [entry.partition("=")[0] for entry in _environ(pid)]
        return ServiceHere(
            pid=pid,
            program=_program(pid),
            is_in_our_network=os.readlink(PROC / str(pid) / NETWORK) == os.readlink(PROC / "self" / NETWORK),
            proxy=next((name for name in names if name.lower() in PROXIES), ""),
        )
    except OSError as error:
        raise _unseen(pid, error) from None


@fact(timeout=5.0)
def service_environment(settings: Settings) -> ServiceEnvironment:
    """Compare the env file with the process that runs now, on this machine."""
    if not settings.app.env_file:
        raise CannotLook("no env file is configured", cure="set env_file in [app] of golive.toml")
    # What golive.toml sets beside the file is for the inspection only.
    wanted = variables(replace(settings.app, env={}))
    pid = _pid(settings.app.pid_file)
    try:
        begun, program, started = _environ(pid), _program(pid), _started(pid)
    except OSError as error:
        raise _unseen(pid, error) from None
    has = dict(entry.split("=", 1) for entry in begun if "=" in entry)
    file = env_path(settings.app)
    return ServiceEnvironment(
        pid=pid,
        program=program,
        started=started,
        file=str(file),
        file_changed=datetime.fromtimestamp(file.stat().st_mtime, UTC),
        current=tuple(name for name, value in wanted.items() if has.get(name) == value),
        missing=tuple(name for name in wanted if name not in has),
        flask_debug=has.get("FLASK_DEBUG", ""),
        outdated=tuple(name for name, value in wanted.items() if name in has and has[name] != value),
    )


def _pid(name: str) -> int:
    if not name:
        raise CannotLook("nothing says which process the service is", cure=PID_FILE)
    if not PROC.is_dir():
        raise CannotLook("this system does not show the environment of a process", cure="run the gate on the server")
    try:
        return int(Path(name).read_text(encoding="ascii").strip())
    except OSError as error:
        why = f"the service's pid file {name} cannot be read: {error.strerror}"
        raise CannotLook(why, cure="start the service, and run the gate on its machine; " + PID_FILE) from None
    except ValueError:
        raise CannotLook(f"the service's pid file {name} holds no process id", cure=PID_FILE) from None


def _environ(pid: int) -> list[str]:
    return (PROC / str(pid) / "environ").read_bytes().decode("utf-8", "surrogateescape").split("\0")


def _program(pid: int) -> str:
    return (PROC / str(pid) / "comm").read_text(encoding="utf-8", errors="replace").strip()


def _unseen(pid: int, error: OSError) -> CannotLook:
    match error:
        case PermissionError():
            cure = "run the gate as the service's user"
            return CannotLook(f"the environment of process {pid} may not be read", cure=cure)
        case _:
            return CannotLook(f"no process {pid} runs on this machine", cure="start the service; " + PID_FILE)


def _started(pid: int) -> datetime:
    """From the clock ticks since the machine started (proc(5), field 22; the program's name may hold blanks)."""
    ticks = int((PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19])
    boot = next(line for line in (PROC / "stat").read_text(encoding="ascii").splitlines() if line.startswith("btime "))
    return datetime.fromtimestamp(int(boot.split()[1]) + ticks / os.sysconf("SC_CLK_TCK"), UTC)
