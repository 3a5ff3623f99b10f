"""What the adapters of this package have in common when they read an answer."""

from __future__ import annotations

from typing import Any

from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    AuthInsufficient,
    BadRequest,
    Declined,
    GatewayError,
    GatewayUnreachable,
    Mode,
    RateLimited,
    Verified,
)
from pytest_golive.contracts.money import Money

#: After these nothing was booked; after any other error nobody knows.
NOTHING_BOOKED = (AuthFailed, AuthInsufficient, BadRequest, Declined, GatewayUnreachable, RateLimited)
#: In refusals of gateways that publish no error codes.
ABOUT_CREDENTIALS = ("unauthori", "credential", "login", "password", "hash", "signature", "merchant", "api key")
ABOUT_NOTHING_FOUND = ("not found", "no transaction", "no record", "does not exist", "invalid token")


def text(answer: Any, key: str) -> str:
    """A field as text; empty: the answer has none."""
    value = answer.get(key) if isinstance(answer, dict) else None
    return "" if value is None else str(value)


def unpublished(what: str, code: str) -> GatewayError:
    """The error for words that no specification lists: `AuthFailed` or `BadRequest` only where they are plain."""
    lowered = what.lower()
    is_refusal = any(word in lowered for word in ABOUT_CREDENTIALS)
    is_missing = any(word in lowered for word in ABOUT_NOTHING_FOUND)
    kind: type[GatewayError] = GatewayError
    if is_refusal != is_missing:
        kind = AuthFailed if is_refusal else BadRequest
    return kind(f"{what or 'no reason given'} ({code})", code=code)


def verified(error: GatewayError, mode: Mode) -> Verified:
    """What the answer to a question about nothing that exists tells of the credentials.

    Raises:
        GatewayError: the error itself, when it is neither a refusal of them nor "there is none".
    """
    if isinstance(error, AuthFailed):
        return Verified(state="refused", evidence=str(error))
    if not isinstance(error, BadRequest):
        raise error
    return Verified(state="accepted", evidence=str(error), mode=mode)


def whole_riel(money: Money) -> Money:
    """``money``, if it can be paid: the riel has no coins.

    Raises:
        BadRequest: a part of a riel; nothing is ever rounded.
    """
    if money.currency == "KHR" and money.minor % 100:
        raise BadRequest(f"{money}: only whole riel can be paid")
    return money


def on_the_wire(money: Money) -> str:
    """``1.50`` for dollars, ``4000`` for riel."""
    return str(whole_riel(money).minor // 100) if money.currency == "KHR" else money.text
