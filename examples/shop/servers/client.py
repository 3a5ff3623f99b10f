"""Starts the shop in a process of its own and talks to it; for the demo and for tests.

with ShopClient() as shop:
    print(shop.env["SHOP_HTTPS"])
    shop.plant("hsts-zero")
    shop.heal()
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

SERVE = Path(__file__).resolve().parent.parent / "serve.py"


class ShopError(Exception):
    """The shop could not start, or could not do what was asked."""


class ShopClient:
    """The shop, as its starter sees it. However the starter ends, the shop ends with it."""

    def __init__(
        self,
        *,
        python: str = sys.executable,
        serve: Path = SERVE,
        stderr: IO[bytes] | None = None,
        database: str = "postgresql",
    ) -> None:
        """`stderr` gets one short line for each step; by default this process's own."""
        self._command = [python, str(serve), "--database", database]
        self._stderr = stderr
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str] = queue.Queue()
        self.env: dict[str, str] = {}
        self.seconds = 0.0

    def start(self, fault: str | None = None, *, timeout: float = 120) -> ShopClient:
        """Start the shop and wait until it is ready; `env` then says where it is."""
        command = [*self._command, "--fault", fault] if fault else self._command
        # A session of its own: Ctrl-C in the terminal is the starter's to hear, who then stops the shop in order.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, args=[self._process], daemon=True).start()
        try:
            ready = self._answer(timeout)
        except BaseException:
            # It does not read its input before it is ready.
            self._process.terminate()
            self.stop()
            raise
        self.env, self.seconds = ready["env"], ready["seconds"]
        return self

    def plant(self, *faults: str, timeout: float = 120) -> dict[str, Any]:
        """Plant the fault, or several at once, into the good shop.

        Says what was restarted, how long it took, and whether the shop is `good_inside`: only its proxy or zone differ.
        """
        return self._ask({"do": "plant", "faults": faults}, timeout)

    def heal(self, *, timeout: float = 120) -> dict[str, Any]:
        """Put the good shop back."""
        return self._ask({"do": "heal"}, timeout)

    def stop(self, *, timeout: float = 60) -> None:
        """Stop everything; nothing is left behind."""
        if self._process and self._process.stdin:
            with suppress(BrokenPipeError):  # It may have ended already.
                self._process.stdin.close()
            try:
                self._process.wait(timeout)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = None

    @property
    def pid(self) -> int:
        """Process number of the supervisor."""
        if self._process is None:
            raise ShopError("the shop is not running")
        return self._process.pid

    def __enter__(self) -> ShopClient:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _ask(self, command: dict[str, Any], timeout: float) -> dict[str, Any]:
        if self._process is None or self._process.stdin is None:
            raise ShopError("the shop is not running")
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return self._answer(timeout)

    def _answer(self, timeout: float) -> dict[str, Any]:
        try:
            line = self._lines.get(timeout=timeout)
        except queue.Empty:
            raise ShopError(f"the shop did not answer within {timeout:g} seconds") from None
        if not line:
            raise ShopError("the shop ended; see its messages above")
        answer: dict[str, Any] = json.loads(line)
        if not answer["ready"]:
            raise ShopError(answer["error"])
        return answer

    def _listen(self, process: subprocess.Popen[str]) -> None:
        """Put each line into the queue, and an empty one at the end."""
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                self._lines.put(line)
        self._lines.put("")
