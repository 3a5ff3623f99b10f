"""A database of vulnerabilities on this machine: no test asks the public one."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Osv(BaseHTTPRequestHandler):
    """A database that knows one vulnerability, of Django 3.2.0."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        is_old = (asked["package"]["name"].lower(), asked["version"]) == ("django", "3.2.0")
        package = {"name": "django", "ecosystem": "PyPI"}
        events = [{"introduced": "0"}, {"fixed": "3.2.1"}]
        affected = [{"package": package, "ranges": [{"type": "ECOSYSTEM", "events": events}]}]
        flaw = {"id": "PYSEC-2021-1", "aliases": ["CVE-2021-1"], "summary": "Old", "affected": affected}
        body = json.dumps({"vulns": [flaw]} if is_old else {}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def osv_url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()
