"""Tells Django about the app."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The shop's only app."""

    name = "store"
    verbose_name = "Shop"
