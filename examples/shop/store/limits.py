"""How often a visitor may send a form."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django_ratelimit.decorators import ratelimit

#: For the go-live gate, which is many visitors at once from one address.
GATE_RATE = "2000/m"


def limited(*, rate: str, counts: Callable[[HttpRequest], bool] = lambda request: True) -> Callable[[Any], Any]:
    """A decorator: so many forms from one address; the gate's own have a wider bucket beside it."""

    def pace(group: str, request: HttpRequest) -> str | None:
        if not counts(request):
            return None
        return GATE_RATE if is_gate(request) else rate

    decorator: Callable[[Any], Any] = ratelimit(key="ip", rate=pace, method="POST")
    return decorator


def is_gate(request: HttpRequest) -> bool:
    """Whether the request carries the token of the go-live gate; without a token nobody does."""
    wanted, given = settings.GOLIVE_TOKEN, request.headers.get("X-Golive", "")
    return bool(wanted) and hmac.compare_digest(given.encode(), wanted.encode())
