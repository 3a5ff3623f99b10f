"""Test or live by the host, for gateways whose credentials do not tell."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from pytest_golive.contracts.gateways.base import Mode
from pytest_golive.settings.payment import GatewayTable


def mode_by_host(table: GatewayTable, base_url: str, *, live: Collection[str], test: Collection[str]) -> Mode:
    """What the host of ``base_url`` tells; a live host is live even where the table calls it a stand-in.

    Args:
        table: of the gateway.
        base_url: of the API, as it is called.
        live: names of hosts whose payments move money.
        test: names of hosts of the sandbox.
    """
    host = (urlsplit(base_url).hostname or "").lower().rstrip(".")
    if host in live:
        return Mode(kind="live", evidence=f"host {host}")
    if host in test:
        return Mode(kind="test", evidence=f"host {host}")
    if table.stand_in:
        return Mode(kind="test", evidence=f"host {host} is a stand-in")
    return Mode(kind="unknown", evidence=f"host {host or base_url} is none that is known of this gateway")
