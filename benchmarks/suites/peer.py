"""The same looks the way most teams write them: plain pytest and requests, each look for itself.

``GOLIVE_BENCH_PEER`` is ``session`` (one requests.Session for all) or ``get`` (requests.get each time).
"""

from __future__ import annotations

import os
import socket
import ssl
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
from looks import TARGET, Look, judge_certificate, judge_greeting, judge_page, looks, page_url

#: Names of the target do not exist outside of the benchmark.
_resolve = socket.getaddrinfo


def _known(host: Any, *rest: Any, **more: Any) -> Any:
    known = isinstance(host, str) and host.endswith(".golive.test")
    return _resolve("127.0.0.1" if known else host, *rest, **more)


socket.getaddrinfo = _known


@pytest.fixture(scope="session")
def session() -> requests.Session:
    """One session for all tests."""
    opened = requests.Session()
    opened.trust_env = False
    opened.verify = TARGET["ca_file"]
    return opened


@pytest.fixture(scope="session")
def context() -> ssl.SSLContext:
    """Trusts what the session trusts."""
    return ssl.create_default_context(cafile=TARGET["ca_file"])


def of(kind: str) -> pytest.MarkDecorator:
    """One test for each look of a kind."""
    return pytest.mark.parametrize("look", [look for look in looks() if look.kind == kind], ids=str)


@of("page")
def test_page(look: Look, request: pytest.FixtureRequest) -> None:
    """One request for one look."""
    url = page_url(look.number)
    if os.environ["GOLIVE_BENCH_PEER"] == "session":
        answer = request.getfixturevalue("session").get(url, timeout=10)
    else:
        answer = requests.get(url, timeout=10, verify=TARGET["ca_file"])
    headers = {name.lower(): value for name, value in answer.headers.items()}
    judge_page(look, answer.status_code, headers, answer.text)


@of("certificate")
def test_certificate(look: Look, context: ssl.SSLContext) -> None:
    """One handshake for one look."""
    host = TARGET["hosts"][look.number]
    with (
        socket.create_connection((host, TARGET["port"]), 10) as plain,
        context.wrap_socket(plain, server_hostname=host) as wire,
    ):
        told: Any = wire.getpeercert()
    begins, ends = (
        datetime.fromtimestamp(ssl.cert_time_to_seconds(told[key]), UTC) for key in ("notBefore", "notAfter")
    )
    judge_certificate(look, [name for _, name in told["subjectAltName"]], begins, ends)


@of("greeting")
def test_greeting(look: Look) -> None:
    """One connection for one look."""
    with socket.create_connection(("127.0.0.1", TARGET["greeting_ports"][look.number]), 10) as wire:
        judge_greeting(look, wire.recv(100).decode())
