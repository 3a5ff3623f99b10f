"""Where the team reads reviews, and deletes bad ones."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from store.reviews.models import Review


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin):
    """Reviews are deleted or left as they are."""

    list_display = ["name", "product", "rating", "text", "photo", "created_at"]
    list_select_related = ["product"]
    search_fields = ["name", "text", "photo", "user__email"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:
        return False
