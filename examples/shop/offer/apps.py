"""Tells Django about the app."""

from __future__ import annotations

from django.apps import AppConfig


class OfferConfig(AppConfig):
    """What is decided once and then sold by."""

    name = "offer"
    verbose_name = "Offer"
