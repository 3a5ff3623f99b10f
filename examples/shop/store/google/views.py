"""To Google and back, and what the account is then."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from store.google import oidc
from store.google.models import Identity, TakenError, user_of
from store.limits import limited
from store.switches.models import is_closed

KEPT = "google"
BACKEND = "django.contrib.auth.backends.ModelBackend"
logger = logging.getLogger("store.google")


@require_POST
@never_cache
@limited(rate="20/m")
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to Google."""
    if not settings.GOOGLE_CLIENT_ID:
        raise Http404
    if is_closed("logins"):
        return redirect("login")
    try:
        address, request.session[KEPT] = oidc.begin(_back())
    except oidc.StrangerError as error:
        return _refused(request, "Google cannot be reached now. Please try again, or use your password.", error)
    return redirect(address)


@require_GET
@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """Log in whoever Google has sent back, once for each time that this session went there."""
    kept = request.session.pop(KEPT, {})
    if is_closed("logins"):
        return redirect("login")
    try:
        user = user_of(oidc.come_back(request.GET, kept, _back()))
    except oidc.StrangerError as error:
        return _refused(request, "That log-in with Google did not work. Please try again.", error)
    except TakenError as error:
        return _refused(request, "There is an account with this mail address: please use its password.", error)
    if not user.is_active:
        return _refused(request, "This account is closed.", user.pk)
    login(request, user, backend=BACKEND)
    return redirect("account")


@login_required
@require_GET
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """What we know of whoever is logged in."""
    return render(request, "store/account.html", {"google": Identity.objects.filter(user=request.user).first()})


def _back() -> str:
    return settings.SITE_URL + reverse("google-back")


def _refused(request: HttpRequest, words: str, why: object) -> HttpResponse:
    logger.info("log-in with Google refused: %s", why)
    messages.error(request, words)
    return redirect("login")
