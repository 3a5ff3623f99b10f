"""gunicorn with the shop in it."""

from __future__ import annotations

import http.client
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from servers.keeper import Child, Keeper

HEADERS = {"Host": "shop.test", "X-Forwarded-Proto": "https", "X-Real-IP": "127.0.0.1"}


class Web:
    """The application server on a loopback port of its own choice."""

    def __init__(self, keeper: Keeper, application: str = "shop.wsgi") -> None:
        """`application` is what gunicorn is given."""
        self._keeper = keeper
        self._application = application
        self._server: Child | None = None
        self.port: int | None = None
        self.pid_file = keeper.directory / "gunicorn.pid"

    def start(self, directory: Path, environment: Mapping[str, str]) -> None:
        """Start gunicorn in the site's directory, with the service's environment."""
        with socket.socket() as listener:
            # Bound here and handed over, so that nobody can take the port in between.
            listener.bind(("127.0.0.1", 0))
            listener.listen(128)
            fd = listener.fileno()
            command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{fd}", "--pid", str(self.pid_file)]
            self._server = self._keeper.start(
                "gunicorn",
                [*command, self._application],
                # It keeps nothing that a graceful stop would save, and that takes half a second.
                stop_signal="KILL",
                cwd=directory,
                env=dict(environment),
                pass_fds=[fd],
            )
            self.port = listener.getsockname()[1]

    def stop(self) -> None:
        """Stop gunicorn."""
        if self._server:
            self._server.stop()
            self.pid_file.unlink(missing_ok=True)
        self._server = self.port = None

    def wait_until_ready(self) -> None:
        """Return at the first answer of any kind; raise if gunicorn gave up."""
        deadline = time.monotonic() + 60
        while True:
            assert self._server is not None
            try:
                self.get("/robots.txt")
                return
            except (OSError, http.client.HTTPException):
                if self._server.has_ended or time.monotonic() > deadline:
                    words = self._server.last_words()
                    self.stop()
                    raise WebDownError(f"gunicorn did not start:\n{words}") from None
                time.sleep(0.02)

    def get(self, path: str) -> int:
        """Ask the application server itself; returns the status."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers=HEADERS)
            return connection.getresponse().status
        finally:
            connection.close()


class WebDownError(RuntimeError):
    """The shop's code or settings are so broken that no request is ever answered."""
