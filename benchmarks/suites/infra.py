"""The same looks the way testinfra's users write them: a program for each."""

from __future__ import annotations

from typing import Any

import pytest
from looks import TARGET, Look, looks, page_url

ADDRESS = f"127.0.0.1:{TARGET['port']}"


def of(kind: str) -> pytest.MarkDecorator:
    """One test for each look of a kind."""
    return pytest.mark.parametrize("look", [look for look in looks() if look.kind == kind], ids=str)


@of("page")
def test_page(look: Look, host: Any) -> None:
    """One curl for one page."""
    url = page_url(look.number)
    route = f"{TARGET['hosts'][0]}:{TARGET['port']}:127.0.0.1"
    command = "curl -s -o /dev/null -w %%{http_code} --cacert %s --resolve %s %s"
    assert host.check_output(command, TARGET["ca_file"], route, url) == "200"


@of("certificate")
def test_certificate(look: Look, host: Any) -> None:
    """One handshake by openssl."""
    name = TARGET["hosts"][look.number]
    command = "openssl s_client -connect %s -servername %s -verify_hostname %s -CAfile %s < /dev/null"
    assert "Verify return code: 0" in host.check_output(command, ADDRESS, name, name, TARGET["ca_file"])


@of("greeting")
def test_greeting(look: Look, host: Any) -> None:
    """One connection by bash."""
    port = TARGET["greeting_ports"][look.number]
    assert host.check_output("bash -c %s", f"head -n 1 < /dev/tcp/127.0.0.1/{port}").startswith("220 ")
