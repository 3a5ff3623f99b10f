"""JSON Web Tokens of the API."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

import jwt
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

ALGORITHM = "HS256"
SECONDS = {"access": 15 * 60, "refresh": 14 * 86400}


@dataclass(frozen=True, kw_only=True)
class Pair:
    """What a log-in gives."""

    access: str
    refresh: str


def pair_for(user: User) -> Pair:
    """New tokens; they end with the password they were made under."""
    return Pair(access=_make(user, "access"), refresh=_make(user, "refresh"))


def bearer(request: HttpRequest) -> User | None:
    """Whose access token the request carries."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return _read(token, "access")[0] if kind.lower() == "bearer" else None


def exchange(refresh: str) -> Pair | None:
    """New tokens for a refresh token, which is used up by that; None: refused."""
    user, key = _read(refresh, "refresh")
    if user is None or not cache.add(f"refresh-used-{key}", 1, SECONDS["refresh"]):
        return None
    return pair_for(user)


def _make(user: User, kind: str) -> str:
    now = int(time.time())
    claims = {
        "sub": str(user.pk),
        "typ": kind,
        "jti": secrets.token_hex(16),
        "iat": now,
        "exp": now + SECONDS[kind],
        "pwd": user.get_session_auth_hash()[:16],
    }
    return jwt.encode(claims, _key(), algorithm=ALGORITHM)


def _read(token: str, kind: str) -> tuple[User | None, str]:
    try:
        claims = jwt.decode(token, _key(), algorithms=[ALGORITHM], options={"require": ["exp", "sub", "jti"]})
    except jwt.InvalidTokenError:
        return None, ""
    user = User.objects.filter(pk=claims["sub"], is_active=True).first()
    is_good = user and claims.get("typ") == kind and claims.get("pwd") == user.get_session_auth_hash()[:16]
    return (user, claims["jti"]) if is_good else (None, "")


def _key() -> bytes:
    return salted_hmac("store.tokens", "jwt", secret=settings.SECRET_KEY, algorithm="sha256").digest()
