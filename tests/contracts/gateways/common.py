"""What the tests of gateways have in common: a stand-in for a module, and what holds of every gateway."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest

from pytest_golive.contracts.gateways.base import (
    BadRequest,
    Gateway,
    GatewayError,
    PaymentIntent,
    RateLimited,
    Status,
    Unsupported,
)
from servers.certificates import Certificates
from servers.gateways import StandIn

Server = TypeVar("Server", bound=StandIn)
Opened = TypeVar("Opened", bound=Gateway)
#: Forged notices of a gateway that signs the body, and whether the signature is right all the same.
FORGED = {
    "no signature": False,
    "empty signature": False,
    "signed with another secret": False,
    "amount changed after signing": False,
    "signature of another event": False,
    "JSON written anew after signing": False,
    "rightly signed, unknown order": True,
    "rightly signed, smaller amount": True,
    "rightly signed, other currency": True,
}


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


def all_are_unsupported(*calls: Callable[[], object]) -> None:
    """What a gateway has no call for is said to be so."""
    for call in calls:
        with pytest.raises(Unsupported):
            call()


def ends_where_it_was_told(gateway: Gateway, begin: datetime) -> None:
    """No payment is of the future, and more than one page of them is not taken for all where one page is the most."""
    assert gateway.payments_since(datetime.now(UTC) + timedelta(minutes=1)) == ()
    with pytest.raises(GatewayError, match="more than 100 payments"):
        gateway.payments_since(begin)


def is_confirmed(gateway: Gateway, payment: str, said: Mapping[str, str], order: PaymentIntent) -> bool:
    """What a careful shop does with words that it was told, signed or not: it asks."""
    try:
        told = gateway.complete(payment, said)
    except BadRequest:
        return False
    return told.status is Status.SUCCEEDED and (told.reference, told.money) == (order.reference, order.money)
