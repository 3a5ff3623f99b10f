"""OpenID Connect with Google: where the browser is sent, and who comes back (Core 1.0, RFC 7636)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import jwt
from django.conf import settings

from store.payments.wire import GatewayError, call

ALGORITHM = "RS256"
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce", "email", "email_verified"]
#: Clocks differ a little.
LEEWAY_SECONDS = 30


class StrangerError(Exception):
    """Nobody can say who has come back; the text is for the log."""


def begin(back: str) -> tuple[str, dict[str, str]]:
    """Where the browser is sent, and what its session keeps until it comes back.

    Raises:
        StrangerError: Google was not reached.
    """
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    challenge = base64.urlsafe_b64encode(hashlib.sha256(kept["verifier"].encode()).digest()).decode().rstrip("=")
    query = {
        "response_type": "code",
        "client_id": settings.GOOGLE_CLIENT_ID,
        "redirect_uri": back,
        "scope": "openid email profile",
        "state": kept["state"],
        "nonce": kept["nonce"],
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{_provider()['authorization_endpoint']}?{urlencode(query)}", kept


def come_back(given: Mapping[str, str], kept: Mapping[str, str], back: str) -> dict[str, Any]:
    """What Google says of whoever comes back with this answer to what the session kept.

    Raises:
        StrangerError: the answer is none to this session's question, or not Google's, or not about a verified address.
    """
    if not kept or not _same(given.get("state", ""), kept["state"]):
        raise StrangerError("the state is not this session's")
    provider = _provider()
    form = {"grant_type": "authorization_code", "code": given.get("code", ""), "redirect_uri": back}
    form["code_verifier"] = kept["verifier"]
    client = (settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET)
    claims = _claims(str(_asked("POST", provider["token_endpoint"], form=form, auth=client).get("id_token")), provider)
    if not _same(str(claims["nonce"]), kept["nonce"]):
        raise StrangerError("the nonce is not this session's")
    if claims["email_verified"] is not True:
        raise StrangerError("the mail address is not verified")
    return claims


def _claims(token: str, provider: Mapping[str, Any]) -> dict[str, Any]:
    """What a token says that Google has signed for this shop."""
    try:
        name = jwt.get_unverified_header(token).get("kid")
        keys = jwt.PyJWKSet.from_dict(_asked("GET", provider["jwks_uri"]))
        claims: dict[str, Any] = jwt.decode(
            token,
            keys[name],
            algorithms=[ALGORITHM],
            audience=settings.GOOGLE_CLIENT_ID,
            issuer=settings.GOOGLE_ISSUER,
            leeway=LEEWAY_SECONDS,
            options={"require": NEEDED},
        )
    except (jwt.PyJWTError, KeyError) as error:
        raise StrangerError(f"the token is refused: {error}") from None
    return claims


def _provider() -> dict[str, Any]:
    return _asked("GET", f"{settings.GOOGLE_ISSUER}/.well-known/openid-configuration")


def _asked(method: str, url: str, **how: Any) -> dict[str, Any]:
    try:
        status, answer = call(method, url, **how)
    except GatewayError as error:
        raise StrangerError(str(error)) from None
    if status != 200:
        raise StrangerError(f"{url} was answered with {status}: {answer.get('error', '')}")
    return answer


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
