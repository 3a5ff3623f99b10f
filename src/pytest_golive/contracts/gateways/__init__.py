"""Payment gateways: one adapter per file, all with the interface of `base.py`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pytest_golive.contracts.gateways.base import Gateway
    from pytest_golive.settings.payment import GatewayTable


def open_gateway(name: str, table: GatewayTable) -> Gateway:
    """The adapter of a declared gateway; nothing is asked of it yet."""
    return cast("Gateway", import_module(f"{__name__}.{name}").open_gateway(table))
