"""What the team sees."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from store.models import Category, Order, OrderLine, Product, PromoCode


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    """Shelves."""

    prepopulated_fields = {"slug": ["name"]}


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    """The catalogue."""

    list_display = ["name", "category", "price", "stock", "is_active"]
    list_filter = ["is_active", "category"]
    list_select_related = ["category"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(PromoCode)
class PromoCodeAdmin(admin.ModelAdmin):
    """Discounts."""

    list_display = ["code", "percent", "valid_until", "times_used", "usage_limit"]
    search_fields = ["code"]


class OrderLineInline(admin.TabularInline):
    """What was bought; never changed afterwards."""

    model = OrderLine
    readonly_fields = ["product", "name", "price", "quantity"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Order | None = None) -> bool:
        return False


@admin.register(Order)
class OrderAdmin(admin.ModelAdmin):
    """Orders, found by number or phone."""

    list_display = ["number", "name", "phone", "email", "total", "status", "created_at"]
    list_filter = ["status"]
    search_fields = ["number", "phone", "email"]
    readonly_fields = ["number", "user", "promo", "subtotal", "discount", "total", "created_at"]
    inlines = [OrderLineInline]
