"""The app of the log-in with Google."""

from __future__ import annotations

from django.apps import AppConfig


class GoogleConfig(AppConfig):
    """Accounts that are entered by one at Google."""

    name = "store.google"
    label = "google"
    default_auto_field = "django.db.models.BigAutoField"
