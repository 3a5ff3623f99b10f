"""A real browser and a loopback server that sends the headers of a CI artifact store."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

SANDBOX = "sandbox; default-src 'none'"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


def executable() -> str:
    """The installed browser; a missing one fails the test, because a skip would prove nothing."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        cure = "install Chromium (Debian: apt-get install chromium)"
        pytest.fail(f"no browser: {cure}; looked for {', '.join(names)}")
    return found


@contextmanager
def served(page: str, policy: str = "") -> Iterator[str]:
    """Serve ``page`` on a loopback port, with ``policy`` as Content-Security-Policy."""
    body = page.encode("utf-8", "backslashreplace")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path == "/"
            # The browser asks for an icon on its own; any other path would be a page that loads something.
            self.send_response(200 if known else 204 if self.path == "/favicon.ico" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            if known:
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
