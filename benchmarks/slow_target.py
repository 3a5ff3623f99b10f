"""A deployed site with a real round-trip time, on loopback, without root: server, slow line, certificates.

What this back end cannot do: DNS (names are answered from a table), TCP's slow start, and a bare ``connect()``
is one round trip too fast. `docs/performance.md` says what that means for the figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.server import HOSTS, PAGES

#: Seconds for the last contender's connections to end.
PATIENCE = 5.0
ROOT = Path(__file__).resolve().parent.parent


class SlowTarget:
    """The running target; a context manager.

    Args:
        folder: for the certificates and the description that contenders read.
        round_trip: seconds.
        think: seconds that the server takes for a page.
        loss: share of the packets that are lost.
    """

    def __init__(self, folder: Path, round_trip: float, *, think: float = 0, loss: float = 0) -> None:
        self.folder = folder
        self.round_trip = round_trip
        self.think = think
        self.loss = loss
        self.ca_file = folder / "ca.pem"
        self.description = folder / "target.json"
        self.port = 0
        self._helpers: list[subprocess.Popen[str]] = []

    def __enter__(self) -> Self:
        ports = self._start("benchmarks.server", str(self.folder), str(self.round_trip), str(self.think))
        [self.port, *greeting] = self._start("benchmarks.line", str(self.round_trip), str(self.loss), *map(str, ports))
        told = {
            "hosts": HOSTS,
            "pages": PAGES,
            "port": self.port,
            "greeting_ports": greeting,
            "ca_file": str(self.ca_file),
        }
        self.description.write_text(json.dumps(told))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for helper in self._helpers:
            # The helpers end when their standard input does.
            assert helper.stdin is not None
            helper.stdin.close()
            helper.wait(timeout=5)

    @property
    def url(self) -> str:
        """Base URL of the host with the pages."""
        return f"https://{HOSTS[0]}:{self.port}"

    @property
    def connect_to(self) -> dict[str, str]:
        """For ``[target] connect_to``: every host is on this machine."""
        return {f"{host}:{self.port}": f"127.0.0.1:{self.port}" for host in HOSTS}

    def reset(self) -> None:
        """Wait until every connection is closed, then set all counters to zero."""
        limit = time.monotonic() + PATIENCE
        while self.seen()["open"]:
            if time.monotonic() > limit:
                raise RuntimeError("a contender has ended, and its connections are still open")
            time.sleep(0.01)
        self._ask("reset")

    def seen(self) -> dict[str, Any]:
        """What the target saw since the last reset."""
        return self._ask("stats")

    def _ask(self, order: str) -> dict[str, Any]:
        server = self._helpers[0]
        assert server.stdin is not None
        print(order, file=server.stdin, flush=True)
        told: dict[str, Any] = _hear(server)
        return told

    def _start(self, module: str, *arguments: str) -> list[int]:
        """Start a helper and wait for its ports."""
        helper = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # Ctrl-C is for the benchmark alone.
            start_new_session=True,
        )
        self._helpers.append(helper)
        ports: list[int] = _hear(helper)
        return ports


def _hear(helper: subprocess.Popen[str]) -> Any:
    assert helper.stdout is not None
    line = helper.stdout.readline()
    if not line:
        raise RuntimeError("a helper of the slow target ended")
    return json.loads(line)
