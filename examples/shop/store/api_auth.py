"""The API's log-in."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from store.limits import limited
from store.switches.models import is_closed
from store.tokens import Pair, exchange, pair_for

MAX_BODY = 10_000
#: What went wrong, for programs; docs/api.md says it to people.
NOT_JSON, BAD_FIELD, BAD_LOGIN, BAD_REFRESH, CLOSED = "E101", "E102", "E202", "E203", "E204"


def is_try(request: HttpRequest) -> bool:
    """Whether a call tries a secret: what holds none is refused, and no way to guess."""
    return any(not isinstance(_texts(request, name), JsonResponse) for name in ("password", "refresh"))


# No cookie decides anything here, so nothing can be forged.
@csrf_exempt
@require_POST
@limited(rate="20/m", counts=is_try)
def login(request: HttpRequest) -> JsonResponse:
    """Tokens for a name and a password."""
    given = _texts(request, "username", "password")
    if isinstance(given, JsonResponse):
        return given
    if is_closed("logins"):
        return _refused({"detail": "The log-in is closed for a while."}, CLOSED, status=503)
    user = authenticate(request, username=given["username"], password=given["password"])
    if not isinstance(user, User):
        return _refused({"detail": "Name or password is wrong."}, BAD_LOGIN, status=401)
    return _told(pair_for(user))


@csrf_exempt
@require_POST
@limited(rate="20/m", counts=is_try)
def refresh(request: HttpRequest) -> JsonResponse:
    """New tokens for a refresh token, once."""
    given = _texts(request, "refresh")
    if isinstance(given, JsonResponse):
        return given
    pair = None if is_closed("logins") else exchange(given["refresh"])
    if pair is None:
        return _refused({"refresh": "Log in again."}, BAD_REFRESH, status=401)
    return _told(pair)


def _texts(request: HttpRequest, *names: str) -> dict[str, str] | JsonResponse:
    try:
        body: Any = json.loads(request.body) if len(request.body) <= MAX_BODY else None
    except ValueError:
        body = None
    if not isinstance(body, dict):
        return _refused({"detail": "Send a JSON object."}, NOT_JSON, status=400)
    errors = {name: "Give a text." for name in names if not _is_text(body.get(name))}
    return _refused(errors, BAD_FIELD, status=400) if errors else {name: body[name] for name in names}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value) and "\0" not in value


def _told(pair: Pair) -> JsonResponse:
    return JsonResponse({"access": pair.access, "refresh": pair.refresh})


def _refused(errors: dict[str, str], code: str, *, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "errors": errors}, status=status)
