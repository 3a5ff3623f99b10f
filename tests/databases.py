"""A database of vulnerabilities and a package index on this machine: no test asks the public ones."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
#: Releases beside the newest one, and what is said of them.
OTHERS = {
    "django": {"3.2.0": {}, "5.1.15": {}, "6.0": {}},
    "whitenoise": {"6.10.0": {}, "6.11.0": {}, "6.13.0": {"upload-time": "2099-01-01T00:00:00Z"}, "6.14.0rc1": {}},
    "redis": {
        "3.5.3": {"upload-time": "2020-06-01T00:00:00Z"},
        "5.0.1": {"upload-time": "2024-06-01T00:00:00Z"},
        "8.0.0": {},
        "8.0.1": {},
    },
    "django-otp": {"1.7.4": {"yanked": "It logs codes"}},
}
ARCHIVED = "abandoned-cart"


class Databases(BaseHTTPRequestHandler):
    """A database that knows one vulnerability, of Django 3.2.0, and an index of what the shop needs (PEP 691)."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        is_old = (asked["package"]["name"].lower(), asked["version"]) == ("django", "3.2.0")
        package = {"name": "django", "ecosystem": "PyPI"}
        events = [{"introduced": "0"}, {"fixed": "3.2.1"}]
        affected = [{"package": package, "ranges": [{"type": "ECOSYSTEM", "events": events}]}]
        flaw = {"id": "PYSEC-2021-1", "aliases": ["CVE-2021-1"], "summary": "Old", "affected": affected}
        self._answer({"vulns": [flaw]} if is_old else {})

    def do_GET(self) -> None:
        name = self.path.strip("/").rpartition("/")[2]
        files = EXAMPLES.glob("*/requirements.txt")
        lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
        pins = {line.partition("==")[0].partition("[")[0]: line.partition("==")[2] for line in lines}
        if name not in {*pins, ARCHIVED}:
            self._answer({"message": "Not Found"}, status=404)
            return
        newest = pins.get(name, "1.0.0")
        found = [_file(name, version, more) for version, more in {newest: {}, **OTHERS.get(name, {})}.items()]
        status = {"project-status": {"status": "archived"}} if name == ARCHIVED else {}
        self._answer({"meta": {"api-version": "1.4"}, "name": name, "files": found, **status})

    def _answer(self, value: Any, status: int = 200) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _file(name: str, version: str, more: dict[str, str]) -> dict[str, Any]:
    wheel = f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    return {"filename": wheel, "upload-time": "2026-01-01T00:00:00.000000Z", "yanked": False, **more}


@pytest.fixture(scope="session")
def databases_url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Databases) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
