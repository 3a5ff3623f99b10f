"""What the tests of gateways have in common: a stand-in for a module, and what holds of every gateway."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import pytest

from pytest_golive.contracts.gateways.base import (
    BadRequest,
    Gateway,
    GatewayError,
    PaymentIntent,
    RateLimited,
    Status,
)
from servers.certificates import Certificates
from servers.gateways import StandIn

Server = TypeVar("Server", bound=StandIn)
Opened = TypeVar("Opened", bound=Gateway)


def serve(kind: type[Server], certificates: Certificates, **given: Any) -> Iterator[Server]:
    """Run a stand-in; a late answer of it comes after the time that `reach` gives it."""
    running = kind(certificates.mail_context("127.0.0.1"), **given)
    running.late_seconds = 0.6
    yield running
    running.stop()


def reach(certificates: Certificates, timeout: float = 0.3) -> dict[str, Any]:
    """What every gateway's table says of a stand-in; ``timeout`` in seconds."""
    return {"ca_file": str(certificates.root_file), "stand_in": True, "timeout": timeout}


def lend(opened: Opened) -> Iterator[Opened]:
    """A gateway for one test."""
    yield opened
    opened.close()


def troubles_have_their_names(stand_in: Any, ask: Callable[[], object]) -> None:
    """An answer that is none is an error of no other kind, and a gateway that is busy is not asked again."""
    stand_in.next = "error"
    with pytest.raises(GatewayError, match="not JSON") as caught:
        ask()
    assert type(caught.value) is GatewayError
    stand_in.next = "busy"
    with pytest.raises(RateLimited):
        ask()


def is_confirmed(gateway: Gateway, payment: str, said: Mapping[str, str], order: PaymentIntent) -> bool:
    """What a careful shop does with words that it was told, signed or not: it asks."""
    try:
        told = gateway.complete(payment, said)
    except BadRequest:
        return False
    return told.status is Status.SUCCEEDED and (told.reference, told.money) == (order.reference, order.money)
