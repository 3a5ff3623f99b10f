"""The app of the switches."""

from __future__ import annotations

from django.apps import AppConfig


class SwitchesConfig(AppConfig):
    """What the team can close for a while."""

    name = "store.switches"
    label = "switches"
    default_auto_field = "django.db.models.BigAutoField"
