"""Nothing stays behind: a small shell outlives the supervisor and cleans up after it.

The keeper reads from a pipe of which only the supervisor holds the other end. However the supervisor ends,
SIGKILL included, the pipe closes, and the keeper ends what still runs and removes the temporary directory.
This needs no help from the operating system beyond pipes, and works the same on Linux and macOS.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

# Each line replaces the one before: the process groups alive now, as SIGNAL:PID.
SCRIPT = """
running=
while read -r line; do running=$line; done
for one in $running; do kill -"${one%%:*}" -"${one##*:}" 2>/dev/null; done
tries=0
while [ -e "$1" ] && [ $tries -lt 100 ]; do
  rm -rf -- "$1" 2>/dev/null || sleep 0.1
  tries=$((tries + 1))
done
"""
STOP_SECONDS = 5
#: Who runs a server that refuses to run as root.
NOBODY = 65534
#: What ends the supervisor in order.
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@contextmanager
def signals_later() -> Iterator[None]:
    """Let signals that end the supervisor wait: a child that was born and not yet noted would be left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.signal(number, lambda number, frame: came.append(number)) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
        for number in came[:1]:
            signal.raise_signal(number)


class Child:
    """One server process, leader of a process group."""

    def __init__(
        self, keeper: Keeper, process: subprocess.Popen[bytes], log: Path, stop_signal: str, stop_seconds: float
    ) -> None:
        self._keeper = keeper
        self.process = process
        self.log = log
        self.stop_signal = stop_signal
        self.stop_seconds = stop_seconds

    def wait(self, what: str) -> None:
        """Wait until the process has ended by itself; raise if it failed."""
        if self.process.wait(timeout=120) != 0:
            raise RuntimeError(f"{what} failed:\n{self.last_words()}")
        self._keeper.forget(self)

    def stop(self) -> None:
        """End the process and its own children."""
        if not self.has_ended:
            os.killpg(self.process.pid, getattr(signal, f"SIG{self.stop_signal}"))
        try:
            self.process.wait(timeout=self.stop_seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._keeper.forget(self)

    def wait_until_ready(self, what: str, connect: Callable[[], object], refusal: type[Exception]) -> None:
        """Connect again and again until it is not refused; raise if the process ends or takes more than a minute."""
        deadline = time.monotonic() + 60
        while True:
            try:
                connect()
                return
            except refusal:
                if self.has_ended or time.monotonic() > deadline:
                    raise RuntimeError(f"{what} did not start:\n{self.last_words()}") from None
                time.sleep(0.01)

    @property
    def has_ended(self) -> bool:
        """Whether the process is gone."""
        return self.process.poll() is not None

    def last_words(self) -> str:
        """The end of what the process wrote."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-3000:]


class Keeper:
    """Owns the temporary directory and knows every process that was started."""

    def __init__(self) -> None:
        self.directory = Path(tempfile.mkdtemp(prefix="golive-shop-"))
        self._children: list[Child] = []
        # A session of its own: Ctrl-C in the terminal must not reach the keeper.
        self._shell = subprocess.Popen(
            ["/bin/sh", "-c", SCRIPT, "keeper", str(self.directory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
            text=True,
        )
        (self.directory / "logs").mkdir()

    def private_directory(self, name: str) -> tuple[Path, dict[str, Any]]:
        """A folder for a server that refuses to run as root, and how it is started: as nobody where this is root."""
        directory = self.directory / name
        directory.mkdir(mode=0o700)
        if os.geteuid() != 0:
            return directory, {}
        # Nobody must be able to walk there.
        os.chown(directory, NOBODY, NOBODY)
        self.directory.chmod(0o711)
        return directory, {"user": NOBODY, "group": NOBODY, "extra_groups": []}

    def start(
        self,
        name: str,
        command: list[str],
        *,
        stop_signal: str = "TERM",
        stop_seconds: float = STOP_SECONDS,
        **popen: Any,
    ) -> Child:
        """Start a process that will not outlive the supervisor; its output goes to a log file.

        `stop_seconds` is how long it may take to stop in order, before it is killed.
        """
        log = self.directory / "logs" / f"{name}.log"
        with log.open("ab") as output, signals_later():
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                **popen,
            )
            child = Child(self, process, log, stop_signal, stop_seconds)
            self._children.append(child)
            self._tell()
        return child

    def forget(self, child: Child) -> None:
        """The process has ended: its number may soon be somebody else's."""
        if child in self._children:
            self._children.remove(child)
            self._tell()

    def __enter__(self) -> Keeper:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in reversed(self._children.copy()):
            child.stop()
        assert self._shell.stdin is not None
        self._shell.stdin.close()
        self._shell.wait()
        shutil.rmtree(self.directory, ignore_errors=True)

    def _tell(self) -> None:
        assert self._shell.stdin is not None
        running = " ".join(f"{child.stop_signal}:{child.process.pid}" for child in self._children)
        self._shell.stdin.write(running + "\n")
        self._shell.stdin.flush()
