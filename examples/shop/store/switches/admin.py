"""Where the team closes and opens."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from store.switches.models import Switch


@admin.register(Switch)
class SwitchAdmin(admin.ModelAdmin):
    """The switches there are."""

    list_display = ["name", "is_closed"]
    search_fields = ["name"]
    readonly_fields = ["name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Switch | None = None) -> bool:
        return False
