"""What every template may use."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from store.cart import Cart


def shop(request: HttpRequest) -> dict[str, object]:
    """The shop's name, the year, the analytics id and the cart."""
    return {
        "site_name": settings.SITE_NAME,
        "year": timezone.now().year,
        "analytics_id": settings.ANALYTICS_ID,
        "cart": Cart(request.session),
    }
