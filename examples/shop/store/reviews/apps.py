"""The app of the reviews."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """What customers say of products, with a photo."""

    name = "store.reviews"
    label = "reviews"
    default_auto_field = "django.db.models.BigAutoField"
